"""Which hosts serve a session now: each says so in the room, so that the shared screen can tell of it."""

from __future__ import annotations

import os
import platform
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, Annotated

from pydantic import Field

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.base import FORMAT, Frozen, Line
from workshop.model.text import clean
from workshop.store import atomic
from workshop.store.alive import alive, hold, let_go
from workshop.store.codec import decode
from workshop.store.room import Room
from workshop.store.toml import dump, read

__all__ = ["Served", "announce", "host_log", "host_log_end", "served", "stop", "withdraw"]


class Served(Frozen):
    """One host at work."""

    process: Annotated[int, Field(ge=1)]
    bind: Line
    port: Annotated[int, Field(ge=1, le=65_535)]
    fingerprint: Line
    code: Line
    machine: Line = Field(default_factory=platform.node)


def announce(path: Path, host: Served) -> None:
    """Say in the room of the session at ``path`` that ``host`` serves it; a closed session has no room."""
    room = Room(path).folder
    folder = room / "hosts"
    with suppress(FileNotFoundError):
        hold(room, host.process)
        folder.mkdir(mode=0o700, exist_ok=True)
        said = {"format": FORMAT, **host.model_dump()}
        atomic.replace(folder / f"{host.process}.toml", dump(said), private=True)


def withdraw(path: Path) -> None:
    """Say that this process serves it no more."""
    with suppress(OSError):
        (Room(path).folder / "hosts" / f"{os.getpid()}.toml").unlink(missing_ok=True)
        let_go(Room(path).folder, os.getpid())


def served(path: Path) -> tuple[Served, ...]:
    """Return the hosts at work on this machine; what one that was killed left behind is passed over."""
    found, room = [], Room(path).folder
    for place in sorted((room / "hosts").glob("*.toml")):
        with suppress(WorkshopError, OSError):
            found.append(decode(read(place), Served))
    return tuple(host for host in found if host.machine == platform.node() and alive(room, host.process))


def stop(hosts: Iterable[Served]) -> None:
    """Let nobody in any more: each host tells its guests and ends."""
    for host in hosts:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(host.process, signal.SIGTERM)


def host_log(path: Path) -> IO[bytes]:
    """Open the file to which a host without a terminal writes its counts; it goes with the room.

    Raises WorkshopError, such as when the session was closed and its room is gone.
    """
    place = _log_place(path)
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError as error:
        raise WorkshopError(
            _("the room cannot be written: {strerror}").format(strerror=error.strerror), str(place.parent)
        ) from None
    return os.fdopen(descriptor, "ab")


def host_log_end(path: Path) -> str:
    """Return the last thing written there: why a host did not start."""
    with suppress(OSError):
        last = _log_place(path).read_text(encoding="utf-8", errors="replace").rpartition("workshop: ")[2]
        return clean(last)
    return ""


def _log_place(path: Path) -> Path:
    return Room(path).folder / "host.log"
