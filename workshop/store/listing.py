"""The session files of a folder, and how to tell that one changed without reading it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["BATCH", "FEW", "SETTLED", "SUFFIX", "Stamp", "listing", "names", "stamp_of"]

FEW: Final = 30
"""As many sessions are read sooner than an index is opened."""

BATCH: Final = 250
"""Sessions read before they are written to the index: killed, a program has lost no more."""

SUFFIX: Final = ".toml"

SETTLED: Final = 2_000_000_000
"""Nanoseconds after which a file that was touched can be told from one touched again: clocks of file systems
tick every few milliseconds, some every two
seconds, and a rewrite of equal size within a tick leaves no trace."""


class Stamp(NamedTuple):
    """When a file was last touched and which file it is; equal stamps that are settled mean equal content."""

    text: str
    """Time of modification and of change in nanoseconds, size and inode; empty when it cannot be told."""
    settled: bool
    """Whether what is read now still holds when the file has this stamp later on."""


def names(folder: Path) -> list[str]:
    """Return the names of the session files in ``folder``, newest first; none of one that cannot be read."""
    try:
        found = os.listdir(folder)  # noqa: PTH208  # of ten thousand names no paths are made
    except OSError:
        return []
    return sorted([name for name in found if name.endswith(SUFFIX) and name[0] != "."], reverse=True)


def listing(folder: Path) -> dict[str, Stamp]:
    """Return the stamps of the session files in ``folder`` by name, newest name first."""
    now, before = time.time_ns(), str(folder / "-")[:-1]
    return {name: _stamp(before + name, now) for name in names(folder)}


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of one file; take it before reading: what changes in between then has another."""
    return _stamp(path, time.time_ns())


def _stamp(file: str | Path, now: int) -> Stamp:
    """Return the stamp of ``file``; links are followed."""
    try:
        found = os.stat(file)  # noqa: PTH116  # of ten thousand names no paths are made
    except (OSError, ValueError):
        return Stamp("", settled=False)
    written, changed = found.st_mtime_ns, found.st_ctime_ns
    settled = now - max(written, changed) > SETTLED
    return Stamp(f"{written} {changed} {found.st_size} {found.st_ino}", settled)
