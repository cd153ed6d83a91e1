"""One session file at a time: create, change, rename, duplicate, delete."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from workshop.errors import Where, WorkshopError
from workshop.language import _, say_date, say_month
from workshop.model.session import Session
from workshop.model.text import fit, slug
from workshop.store import atomic
from workshop.store.codec import encode, load
from workshop.store.complaint import said
from workshop.store.lock import changing

__all__ = [
    "TRASH",
    "change",
    "create",
    "delete",
    "duplicate",
    "ensure_folder",
    "folder_of",
    "redate",
    "rename",
    "restore",
    "room_path",
    "save",
]

SUFFIX: Final = ".toml"
PLANNED: Final = (
    *("title", "organisation", "unit", "mode", "threshold", "invited", "audience", "depth", "check_in"),
    *("words", "grouping", "agenda", "instrument"),
)
"""What a plan holds, apart from its date."""

_IGNORED: Final = b"*.room/\n*.bak\n*.tmp~\n.trash/\n"
"""What a team that keeps its sessions in git should not commit."""

TRASH: Final = ".trash"
"""Where deleted sessions go, inside ``assessments/``."""


def room_path(session: Path) -> Path:
    """Return the room folder of a session file, whether it exists or not."""
    return atomic.real(session).with_suffix(".room")


def folder_of(session: Path) -> Path:
    """Return the folder a session file is really in, links followed: its lock and its room are there."""
    return atomic.real(session).parent


def create(session: Session, folder: Path) -> Path:
    """Save a new session under a free name in ``folder``, which is made when missing; return its path."""
    ensure_folder(folder)
    with changing(folder):
        path = _free(folder, session)
        save(path, session)
        return path


def change(path: Path, apply: Callable[[Session], Session]) -> Session:
    """Lock, reread, apply, save; return the session as saved. Raises WorkshopError, as ``save`` does."""
    with changing(folder_of(path)):
        session = _applied(apply, load(path))
        save(path, session)
        return session


def save(path: Path, session: Session) -> None:
    """Write ``session`` durably, keeping the version before as .bak; the caller holds the lock.

    Raises WorkshopError, which says whether the file is as it was.
    """
    content = encode(session)
    try:
        if not (path.exists() and path.read_bytes() == content):
            atomic.replace(path, content, backup=True)
    except OSError as error:
        hint = (
            _("The file has the change already, but a power cut may still take it back.")
            if isinstance(error, atomic.Unsettled)
            else _("Nothing was changed: the file is as it was before.")
        )
        raise WorkshopError(
            _("it cannot be saved: {strerror}").format(strerror=error.strerror), hint, Where(str(path))
        ) from None


def rename(path: Path, title: str) -> Path:
    """Give a session another title, and its file the name that goes with it; return the new path."""
    return _change_and_move(path, lambda session: session.changed(title=title))


def redate(path: Path, held_on: date) -> Path:
    """Correct the date of a session, and its file's name; return the new path."""
    return _change_and_move(path, lambda session: session.changed(held_on=held_on))


def duplicate(path: Path, held_on: date, **other: object) -> Path:
    """Plan a session like this one, on another day, with nothing that was said in it; return its path.

    ``other`` is what of the plan is not like it. A title that names the day or the month names the other one.
    """
    session = load(path)
    kept = {name: getattr(session, name) for name in PLANNED}
    for say in (date.isoformat, say_date, say_month):
        kept["title"] = fit(kept["title"].replace(say(session.held_on), say(held_on)))
    planned = _applied(lambda _before: Session(held_on=held_on, **{**kept, **other}), session)
    return create(planned, path.parent)


def delete(path: Path) -> Path:
    """Move a session to the trash folder beside it and return where it went.

    Its room goes for good: open ballots are private and outlive no session.
    """
    with changing(path.parent):
        trash = path.parent / TRASH
        trash.mkdir(exist_ok=True)
        target = next(_numbered(trash, path.stem))
        if not path.is_symlink():
            atomic.discard(room_path(path))
        atomic.previous(path).unlink(missing_ok=True)
        path.rename(target)
        atomic.sync_folder(trash)
        atomic.sync_folder(path.parent)
        return target


def restore(trashed: Path) -> Path:
    """Bring a session back from the trash folder; return its path."""
    folder = trashed.parent.parent
    with changing(folder):
        target = next(_numbered(folder, trashed.stem))
        trashed.rename(target)
        atomic.sync_folder(folder)
        return target


def ensure_folder(folder: Path) -> None:
    """Make ``folder`` when it is missing. Raises WorkshopError."""
    try:
        if not folder.exists():
            folder.mkdir(parents=True)
            atomic.replace(folder / ".gitignore", _IGNORED)
    except OSError as error:
        hint = _("Choose another place with --workspace DIR.")
        raise WorkshopError(
            _("{folder} cannot be made: {strerror}").format(folder=folder, strerror=error.strerror), hint
        ) from None


def _change_and_move(path: Path, apply: Callable[[Session], Session]) -> Path:
    session = change(path, apply)
    with changing(path.parent):
        if room_path(path).exists() or _name(session) in (path.stem, _unnumbered(path.stem)):
            return path  # an open room finds its session by name
        target = _free(path.parent, session)
        if atomic.previous(path).exists():  # first: killed in between, the next try finds the rest to do
            atomic.previous(path).rename(atomic.previous(target))
        path.rename(target)
        atomic.sync_folder(path.parent)
        return target


def _applied(apply: Callable[[Session], Session], session: Session) -> Session:
    try:
        return apply(session)
    except ValidationError as error:
        found = error.errors(include_url=False)[0]
        what = said(found)
        place = ", ".join(map(str, found["loc"]))
        raise WorkshopError(f"{place}: {what}" if place else what, _("Nothing was changed.")) from None


def _name(session: Session) -> str:
    """Return a name that people can read: the date, and the unit or else the title."""
    unit = slug(session.unit)
    readable = unit if any(c.isalpha() for c in unit) else slug(f"{session.organisation} {session.unit}")
    return f"{session.held_on:%Y-%m-%d}-{readable or slug(session.title) or 'session'}"


def _unnumbered(stem: str) -> str:
    name, _, number = stem.rpartition("-")
    return name if number.isdecimal() and len(stem) > len("2026-11-23") and name[10:] else stem


def _free(folder: Path, session: Session) -> Path:
    return next(_numbered(folder, _name(session)))


def _numbered(folder: Path, stem: str) -> Iterator[Path]:
    """Yield the free paths for ``stem``: a second session on one day gets -2."""
    for number in count(1):
        path = folder / f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}"
        if not path.exists() and not room_path(path).exists():
            yield path
