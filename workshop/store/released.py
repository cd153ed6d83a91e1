"""What was imported before: rows once split into sessions are never split a second way (rule 12).

Each imported session carries a digest of all the rows it came from. A plain digest would give away what the
counts hide: with five people and a few questions every combination can be tried. So it is made with a random
key that stays in ``assessments/.imports``, out of version control, as a room does.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workshop.errors import Where, WorkshopError
from workshop.language import _
from workshop.store import atomic, sessions
from workshop.store.lock import held
from workshop.store.sessions import ensure_folder
from workshop.store.workspace import Workspace

__all__ = ["Released", "releasing"]

FOLDER: Final = ".imports"
"""In ``assessments/``: the key, the lock, and a mark for each import that has not come to its end."""

_MARKED: Final = b"[imported]"


@dataclass(frozen=True)
class Released:
    """The imports of a workspace, while no other program imports into it."""

    workspace: Workspace
    key: bytes
    strangers: bool
    """Whether there are sessions imported with another key: on another machine, into a copy of the folder."""

    def digest(self, rows: Iterable[Mapping[str, int]]) -> str:
        """Return the fingerprint of ``rows``, answers by question: neither order nor units play a part."""
        lines = sorted(
            " ".join(f"{key}={answer or '?'}" for key, answer in sorted(answers.items())) for answers in rows
        )
        return hmac.new(self.key, "\n".join(lines).encode(), hashlib.sha256).hexdigest()

    def sessions(self, digest: str) -> list[Path]:
        """Return the sessions that came from the rows with this digest, by name. Raises WorkshopError."""
        return sorted(path for path in self.workspace.files() if digest.encode() in _content(path))

    @contextmanager
    def unfinished(self, digest: str) -> Iterator[None]:
        """Mark the import as begun for as long as its sessions are written: see ``sweep``."""
        mark = self._mark(digest)
        _write(mark, b"")
        yield
        mark.unlink(missing_ok=True)

    def sweep(self, digest: str) -> int:
        """Move what a killed import of these rows left behind to the trash; return how many sessions."""
        mark = self._mark(digest)
        if not mark.exists():
            return 0
        left = self.sessions(digest)
        for path in left:
            sessions.delete(path)
        mark.unlink()
        return len(left)

    def _mark(self, digest: str) -> Path:
        return self.workspace.assessments / FOLDER / f"unfinished-{digest}"


@contextmanager
def releasing(workspace: Workspace) -> Iterator[Released]:
    """Hold the right to import into ``workspace``. Raises WorkshopError."""
    folder = workspace.assessments / FOLDER
    ensure_folder(workspace.assessments)
    with ExitStack() as lock:
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            lock.enter_context(held(folder / "lock"))
            key, fresh = _key(folder)
        except OSError as error:
            hint = _("It holds the key of earlier imports; whoever made them can import here.")
            raise WorkshopError(
                _("{folder} cannot be used: {strerror}").format(folder=folder, strerror=error.strerror), hint
            ) from None
        strangers = fresh and any(_MARKED in _content(path) for path in workspace.files())
        yield Released(workspace, key, strangers)


def _key(folder: Path) -> tuple[bytes, bool]:
    """Return the key, and whether it was made just now."""
    path = folder / "key"
    if path.exists() and (key := path.read_bytes()):
        return key, False
    _write(folder / ".gitignore", b"*\n")
    key = secrets.token_hex(32).encode()
    _write(path, key)
    return key, True


def _write(path: Path, content: bytes) -> None:
    try:
        atomic.replace(path, content, private=True)
    except OSError as error:
        said = _("it cannot be saved: {strerror}").format(strerror=error.strerror)
        raise WorkshopError(said, _("Nothing was imported."), Where(str(path))) from None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""  # deleted since the folder was listed
    except OSError as error:
        said = _("it cannot be read, and may hold the same rows: {strerror}").format(strerror=error.strerror)
        raise WorkshopError(
            said, _("Nothing was imported. Look at its permissions."), Where(str(path))
        ) from None
