"""One ballot on the disk: lines of JSON, each the whole ballot, of which the last holds.

An answer more is a line more, a sixth of what replacing a file costs. Whatever changes or takes back what is
there replaces the file, so that it stays nowhere. A last line without its end was never acknowledged.
"""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.errors import Where, WorkshopError
from workshop.language import _
from workshop.model.ballot import Ballot
from workshop.model.base import FORMAT
from workshop.store.codec import decode
from workshop.store.toml import Document, nested_too_deep

__all__ = ["Kept", "append", "line", "newest", "read"]

_PIECE: Final = 65_536
"""Bytes read at once."""


class Kept(NamedTuple):
    """A ballot that is on the disk."""

    ballot: Ballot
    stamp: tuple[int, int, int] | None
    """Which file it is, its size and when it changed; None after a torn line, which nothing may follow."""


def line(ballot: Ballot) -> bytes:
    """Return ``ballot`` as it is written."""
    kept = {"format": FORMAT, "round": ballot.round} | ballot.model_dump(exclude_defaults=True)
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read(name: str, folder: int, known: Kept | None, place: Path) -> Kept:
    """Return what the file ``name`` in the open ``folder`` holds; ``known``, when it is still that.

    Raises FileNotFoundError, and WorkshopError for what is no ballot, which lies at ``place``.
    """
    descriptor = os.open(name, os.O_RDONLY, dir_fd=folder)
    try:
        found = _stamp(descriptor)
        if known and known.stamp == found:
            return known
        content = _content(descriptor)
    finally:
        os.close(descriptor)
    number, values = _last(content, place)
    ballot = decode(Document(f"{place}:{number}", "", values), Ballot)
    return Kept(ballot, found if content.endswith(b"\n") else None)


def newest(name: str, folder: int, place: Path) -> dict[str, Any]:
    """Return the values of a ballot as they are written, unchecked; raises as ``read`` does."""
    descriptor = os.open(name, os.O_RDONLY, dir_fd=folder)
    try:
        return _last(_content(descriptor), place)[1]
    finally:
        os.close(descriptor)


def append(name: str, folder: int, ballot: Ballot) -> tuple[int, Kept]:
    """Add ``ballot`` to what is there; return the descriptor, to be synced and closed. Raises OSError."""
    descriptor = os.open(name, os.O_WRONLY | os.O_APPEND, dir_fd=folder)
    try:
        content, before = line(ballot), os.fstat(descriptor).st_size
        if os.write(descriptor, content) < len(content):
            os.ftruncate(descriptor, before)
            raise OSError(_("no space is left"))
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor, Kept(ballot, _stamp(descriptor))


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


def _stamp(descriptor: int) -> tuple[int, int, int]:
    """Return what tells a file from what it was before."""
    found = os.fstat(descriptor)
    return found.st_ino, found.st_size, found.st_mtime_ns


def _content(descriptor: int) -> bytes:
    return b"".join(iter(partial(os.read, descriptor, _PIECE), b""))
