"""What git calls to merge two versions of a session file: their meaning, not their lines."""

from __future__ import annotations

import difflib
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.session import Session
from workshop.store import atomic
from workshop.store.codec import decode, encode
from workshop.store.entry_ids import with_ids
from workshop.store.three_way import merged
from workshop.store.toml import Document, content_of, parse

__all__ = ["drive", "set_up"]

_WITHOUT = "{ s=$?; test $s -lt 126 && exit $s; git merge-file -L ours -L base -L theirs %A %O %B; }"
"""What git does when the shell does not find the program, or may not start it."""

_OURS, _BETWEEN, _THEIRS = "<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n"


def drive(base: Path, ours: Path, theirs: Path, name: str) -> tuple[str, ...]:
    """Merge into the file ``ours``, as git wants it; return what contradicts, in words, nothing if all fits.

    ``name`` is what the file is called in the repository. Contradictions are left in the file between git's
    marks. What is no session, or none once merged, is merged line by line as git itself does it.
    Raises OSError when ``ours`` cannot be written.
    """
    try:
        found = merged(_values(base, name), _values(ours, name), _values(theirs, name))
        texts = [_text(values, name) for values in (found.ours, found.theirs)]
    except WorkshopError as error:
        return _line_by_line(base, ours, theirs, error)
    if not found.conflicts:
        atomic.replace(ours, texts[0].encode())
        return ()
    atomic.replace(ours, _marked(*texts).encode())
    return tuple(
        _("{name}: both sides changed {key}").format(name=name, key=".".join(map(str, path)))
        for path in found.conflicts
    )


def set_up() -> str:
    """Tell git, in the repository one is in, to call this very program; return the command it got.

    It is named by its path, as git may run where none of it is found, and Python does not look for it in the
    repository. Where it is gone all the same, git merges line by line: else ours alone would be left, without
    a mark. Raises WorkshopError.
    """
    program = shlex.quote(sys.executable).replace("%", "%%")
    command = f"{program} -P -m workshop merge-driver %O %A %B %P || {_WITHOUT}"
    try:
        done = subprocess.run(  # noqa: S603 - nothing of it is typed by anybody
            ["git", "config", "merge.workshop.driver", command],  # noqa: S607 - the git that one uses
            check=False,
            capture_output=True,
            text=True,
        )
    except OSError as error:
        raise WorkshopError(_("git does not start: {why}").format(why=error.strerror or error)) from None
    if done.returncode:
        said = _("git takes no settings here: {why}").format(why=done.stderr.strip() or done.returncode)
        raise WorkshopError(said, _("Go to the repository that holds assessments/."))
    return command


def _values(path: Path, name: str) -> Mapping[str, Any]:
    """Return the values of a good session file; none of an empty one: both sides began it."""
    content = content_of(path)
    if not content.strip():
        return {}
    document = parse(content, name)
    decode(document, Session)
    return with_ids(document.values)


def _text(values: Mapping[str, Any], name: str) -> str:
    return encode(decode(Document(name, "", dict(values)), Session)).decode()


def _marked(ours: str, theirs: str) -> str:
    """Return both texts as one, with git's marks around what differs."""
    one, other = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    parts: list[str] = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            parts += one[a:b]
        else:
            parts += [_OURS, *one[a:b], _BETWEEN, *other[c:d], _THEIRS]
    return "".join(parts)


def _line_by_line(base: Path, ours: Path, theirs: Path, error: WorkshopError) -> tuple[str, ...]:
    labels = [part for side in ("ours", "base", "theirs") for part in ("-L", side)]
    done = subprocess.run(  # noqa: S603 - the files are those that git named
        ["git", "merge-file", "--quiet", *labels, str(ours), str(base), str(theirs)],  # noqa: S607 - git calls us
        check=False,
        capture_output=True,
    )
    said = _("merged line by line, as it cannot be read as sessions: {error}").format(error=error)
    return (said,) if done.returncode else ()
