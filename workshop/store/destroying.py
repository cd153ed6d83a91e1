"""Destroying an open round as though nobody had come. Who leads, and who lets people in, stays as it was.

The box is put away at one moment: from then on nobody counts it. Killed after that, the next program that
opens or leads the session does the rest.
"""

from __future__ import annotations

from typing import Final

from workshop.store import atomic
from workshop.store.alive import RUNNING
from workshop.store.ballot_box import PUT_AWAY
from workshop.store.room import Room

__all__ = ["destroy", "finish_destroying"]

_STAYS: Final = (
    ".gitignore",
    "claim.toml",
    "comments.toml",
    "door.toml",
    "hands-*.toml",
    "host.log",
    "hosts",
    RUNNING,
    "slips",
    "voters.toml",
)
"""What is not of an open round alone; whatever else lies in the room goes."""


def destroy(room: Room) -> None:
    """Destroy the open round with all codes to come back, for good; the caller holds the lock.

    Everybody joins again: a one-use code is good for that once more. Raises RoundClosed, OSError.
    """
    room.box.put_away()
    finish_destroying(room)


def finish_destroying(room: Room) -> None:
    """Do what is left of a destruction, if anything is; the caller holds the lock. Raises OSError."""
    for box in room.folder.glob(f"round-*{PUT_AWAY}"):
        room.forget(int(box.stem.removeprefix("round-")))
        for entry in list(room.folder.iterdir()):
            if entry != box and not any(map(entry.match, _STAYS)):
                atomic.discard(entry)
        from workshop.store.door import renew_slips  # who opens a session waits for no door

        renew_slips(room)
        if {entry.name for entry in room.folder.iterdir()} <= {".gitignore", box.name}:
            atomic.discard(room.folder)
            return
        room.ensure()
        atomic.discard(box)
