"""Locks between programs: held for the moment of a change, never across a screen."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.store import atomic
from workshop.store.atomic import TEMPORARY

__all__ = ["Busy", "acquire", "alone_at", "changing", "held", "inside"]

_PATIENCE: Final = 10.0
"""Seconds to wait for another program's change; one takes milliseconds."""


class Busy(WorkshopError):
    """Another program holds on to what is wanted."""


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Hold the right to change the sessions in ``folder``; leftovers of crashed writes are swept first.

    The folder itself is locked: it needs no lock file that could be deleted under somebody. One lock for all
    sessions also covers choosing a free name. Raises WorkshopError when another program holds on to it, and
    for anything the system refuses to do while it is held.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        raise WorkshopError(
            _("there is no folder {folder}").format(folder=folder), _("Was it moved or renamed meanwhile?")
        ) from None
    except OSError as error:
        raise WorkshopError(
            _("{folder} cannot be opened: {strerror}").format(folder=folder, strerror=error.strerror),
            _("Look at its permissions."),
        ) from None
    try:
        acquire(descriptor, folder)
        for leftover in (*folder.glob(f".*{TEMPORARY}"), *folder.glob(f"*.room/.*{TEMPORARY}")):
            atomic.sweep(leftover)
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = _("Look at the permissions, and whether the disk is full.")
        raise WorkshopError(f"{error.filename or folder}: {reason}", hint) from None
    finally:
        os.close(descriptor)


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Hold the lock file ``file``, made when missing and never deleted while its folder stands.

    Raises FileNotFoundError when the folder is gone, Busy when another program holds on to it.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        acquire(descriptor, file)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def alone_at(name: str, folder: int) -> Iterator[None]:
    """Hold the file ``name`` in the open ``folder``, when there is one. Raises Busy."""
    try:
        descriptor = os.open(name, os.O_RDONLY, dir_fd=folder)
    except FileNotFoundError:
        yield
        return
    try:
        acquire(descriptor, Path(name))
        yield
    finally:
        os.close(descriptor)


@contextmanager
def inside(folder: Path, *, alone: bool = False, patience: float = _PATIENCE) -> Iterator[int]:
    """Hold ``folder`` open, together with others or ``alone``, and yield its descriptor.

    The hold stays with the folder when it is renamed. Raises FileNotFoundError when there is none, and Busy
    after ``patience`` seconds.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        acquire(descriptor, folder, fcntl.LOCK_EX if alone else fcntl.LOCK_SH, patience)
        yield descriptor
    finally:
        os.close(descriptor)


def acquire(descriptor: int, what: Path, hold: int = fcntl.LOCK_EX, patience: float = _PATIENCE) -> None:
    """Lock the open file or folder ``what`` within ``patience`` seconds. Raises Busy."""
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, hold | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                hint = _("Wait a moment and try again; nothing was changed.")
                raise Busy(_("another program is changing {what}").format(what=what), hint) from None
            time.sleep(0.002)
