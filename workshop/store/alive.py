"""Which programs at work in a room still run: each holds a lock there, on a file of its own, to its end.

Its process number alone would not tell: the system gives it to a stranger once the program was killed.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from workshop.store.lock import acquire

__all__ = ["RUNNING", "alive", "hold", "let_go"]

RUNNING: Final = "running"
"""The folder of these files in a room."""

_held: Final[dict[tuple[int, int], int]] = {}
"""By device and inode of a file, whatever its room is called by now: the descriptor that holds its lock. No
program that is started inherits it."""


def hold(room: Path, process: int) -> None:
    """Say in the folder ``room`` that ``process``, which is this program, runs. Raises OSError, Busy."""
    for key, descriptor in list(_held.items()):
        if not os.fstat(descriptor).st_nlink:  # gone with its room
            del _held[key]
            os.close(descriptor)
    file = _file(room, process)
    file.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    if (key := _key(os.fstat(descriptor))) in _held:
        os.close(descriptor)
        return
    try:
        acquire(descriptor, file)
    except BaseException:
        os.close(descriptor)
        raise
    _held[key] = descriptor


def let_go(room: Path, process: int) -> None:
    """Say so no more; nothing happens where that was not said."""
    file = _file(room, process)
    with suppress(OSError):
        descriptor = _held.pop(_key(file.stat()), None)
        if descriptor is not None:
            file.unlink()
            os.close(descriptor)


def alive(room: Path, process: int) -> bool:
    """Return whether ``process`` said in the folder ``room`` that it runs, and does."""
    try:
        descriptor = os.open(_file(room, process), os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)  # others who look may share it
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _key(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


def _file(room: Path, process: int) -> Path:
    return room / RUNNING / str(process)
