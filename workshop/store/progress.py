"""How far a session is, looked at again and again without reading what did not change."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from workshop.errors import WorkshopError
from workshop.model.session import Session
from workshop.store.ballot_box import BallotBox
from workshop.store.codec import load
from workshop.store.room import Room

__all__ = ["Lookout", "Progress", "revealed"]


@dataclass(frozen=True)
class Progress:
    """The session as it stands, the round that is open, and how many have handed in."""

    session: Session
    number: int | None
    """The open round; None between rounds."""
    opened: int = 0
    """Tells a round apart from one that was destroyed and opened anew under the same number."""
    handed_in: int = 0
    turns: Mapping[str, int] = field(default_factory=dict)
    """By participant: how often they came back. Who holds an older turn was continued elsewhere."""


def revealed(session: Session) -> bool:
    """Return whether the room sees results: something is counted, and the stage is past the rating."""
    return bool(session.rounds) and session.stage not in ("welcome", "follow-up", "rate")


class Lookout:
    """Looks at one session; blocks on the disk, so it is called in a thread, one call at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._session: Session | None = None
        self._stamp: tuple[int, int] | None = None
        self._ballots: dict[str, tuple[int, bool, int]] = {}
        """By the name of its file: when a ballot changed last, whether it is handed in, its turn."""

    def look(self) -> Progress:
        """Return how far the session is now. Raises WorkshopError when its file cannot be read."""
        stamp = _stamp(self._path)
        if self._session is None or stamp != self._stamp:
            self._session, self._stamp = load(self._path), stamp
        room = Room(self._path)
        number = room.number
        if number is None:
            self._ballots.clear()
            return Progress(self._session, None)
        self._look_into(room)
        return Progress(
            self._session,
            number,
            _identity(BallotBox(room.folder, number)),
            sum(done for _changed, done, _turn in self._ballots.values()),
            {name.removesuffix(".toml"): turn for name, (_changed, _done, turn) in self._ballots.items()},
        )

    def _look_into(self, room: Room) -> None:
        """Note how far the ballots are; only those that changed since the last look are read."""
        with suppress(WorkshopError, OSError):
            box = room.box
            seen: dict[str, tuple[int, bool, int]] = {}
            with os.scandir(box.folder) as entries:
                changes = {
                    entry.name: entry.stat().st_mtime_ns for entry in entries if _is_ballot(entry.name)
                }
            for name, changed in changes.items():
                before = self._ballots.get(name)
                if before and before[0] == changed:
                    seen[name] = before
                elif ballot := box.peek(name):
                    seen[name] = (changed, ballot.handed_in, ballot.turn)
            self._ballots = seen


def _is_ballot(name: str) -> bool:
    return name.endswith(".toml") and not name.startswith(".")


def _identity(box: BallotBox) -> int:
    """Return what stays the same while the box is renamed to be counted, and back."""
    for folder in (box.folder, box.counting, box.folder):
        with suppress(OSError):
            return folder.stat().st_ino
    return 0


def _stamp(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        found = path.stat()
        return found.st_mtime_ns, found.st_ino
    return None
