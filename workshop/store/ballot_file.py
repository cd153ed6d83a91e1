"""One ballot on the disk: lines of JSON, each the whole ballot, of which the last whole one holds.

A change is a line more: that takes a sixth of the time of a file in place of another. Once it is on the disk
the line before is blanked, so that what was changed or taken back stays nowhere. A last line without its end
was never acknowledged. Handing in, taking that back and coming back make another file, and so touch the
folder: ``Lookout`` relies on that, and looks at no ballot while the folder's time of change stays.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.errors import Where, WorkshopError
from workshop.language import _
from workshop.model.ballot import Ballot
from workshop.model.base import FORMAT
from workshop.store import atomic
from workshop.store.codec import decode
from workshop.store.toml import Document, nested_too_deep

__all__ = ["Added", "Kept", "add", "line", "newest", "read", "settle"]

_PIECE: Final = 65_536
"""Bytes read at once."""

_LONGEST: Final = 16_384
"""Bytes from which a file is rather replaced."""


class Kept(NamedTuple):
    """A ballot that is on the disk."""

    ballot: Ballot
    old: int
    """The first byte not yet blanked."""
    start: int
    """The byte at which its line starts."""
    line: bytes
    """Its line; empty before a torn one, which nothing may follow."""

    def precedes(self, ballot: Ballot) -> bool:
        """Return whether ``ballot`` can be a line after this one."""
        return (
            bool(self.line)
            and self.start < _LONGEST
            and self.ballot.turn == ballot.turn
            and self.ballot.handed_in == ballot.handed_in
            and self.ballot.revision < ballot.revision
        )


class Added(NamedTuple):
    """A line that was written and is yet to be settled; the bytes from ``old`` to ``start`` go then.

    Until then the file is held: nobody else adds to it, replaces or counts it.
    """

    descriptor: int
    old: int
    start: int


def line(ballot: Ballot) -> bytes:
    """Return ``ballot`` as it is written."""
    kept = {"format": FORMAT, "round": ballot.round} | ballot.model_dump(exclude_defaults=True)
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read(name: str, folder: int, place: Path) -> Kept:
    """Return what the file ``name`` in the open ``folder`` holds.

    Raises FileNotFoundError, and WorkshopError for what is no ballot, which lies at ``place``.
    """
    content = _content(name, folder)
    number, values = _last(content, place)
    ballot = decode(Document(f"{place}:{number}", "", values), Ballot)
    start = content.rfind(b"\n", 0, -1) + 1
    return Kept(ballot, 0, start, content[start:] if content.endswith(b"\n") else b"")


def add(path: Path, kept: Kept, ballot: Ballot) -> tuple[Added, Kept] | None:
    """Write ``ballot`` after ``kept``, where that is still what ``path`` holds; it is in when settled.

    None where it is not, or somebody else is at it. Raises OSError.
    """
    descriptor = os.open(path, os.O_RDWR)
    start, content = kept.start + len(kept.line), line(ballot)
    try:
        if _still(path, descriptor, kept):
            if os.pwrite(descriptor, content, start) == len(content):
                return Added(descriptor, kept.old, start), Kept(ballot, start, start, content)
            os.ftruncate(descriptor, start)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _still(path: Path, descriptor: int, kept: Kept) -> bool:
    """Hold an open file; return whether nobody else does, and ``path`` is that file and ends in ``kept``.

    One who continued elsewhere may have made another file of the same size.
    """
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        there = path.stat()
    except (BlockingIOError, FileNotFoundError):
        return False
    # Another may stand in its place by now, or its folder was renamed to be counted.
    return (
        there.st_size == kept.start + len(kept.line)
        and os.path.samestat(there, os.fstat(descriptor))
        and os.pread(descriptor, len(kept.line), kept.start) == kept.line
    )


def settle(added: Added) -> None:
    """Return when a line is on the disk and the lines before it are blank; let go. Raises OSError."""
    try:
        atomic.sync(added.descriptor)
        os.pwrite(added.descriptor, b" " * (added.start - 1 - added.old), added.old)
    finally:
        os.close(added.descriptor)


def newest(name: str, folder: int, place: Path) -> dict[str, Any]:
    """Return the values of a ballot as they are written, unchecked; raises as ``read`` does."""
    return _last(_content(name, folder), place)[1]


def _last(content: bytes, place: Path) -> tuple[int, dict[str, Any]]:
    """Return the number of the last whole line, and its values. Raises WorkshopError."""
    *lines, _torn = content.split(b"\n")
    try:
        values = json.loads(lines[-1]) if lines else None
    except RecursionError:
        raise nested_too_deep(str(place)) from None
    except ValueError:  # no JSON, no UTF-8, or a number with too many digits
        values = None
    if not isinstance(values, dict):
        hint = _("Put it back as it was: a count never leaves a ballot out.")
        raise WorkshopError(_("this line is no ballot"), hint, Where(str(place), max(1, len(lines))))
    return len(lines), values


def _content(name: str, folder: int) -> bytes:
    descriptor = os.open(name, os.O_RDONLY, dir_fd=folder)
    try:
        return b"".join(iter(partial(os.read, descriptor, _PIECE), b""))
    finally:
        os.close(descriptor)
