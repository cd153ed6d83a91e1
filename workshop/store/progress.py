"""How far a session is, looked at again and again without reading what did not change."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from workshop.errors import WorkshopError
from workshop.model.session import Session
from workshop.store.ballot_box import BallotBox, Standing
from workshop.store.codec import load
from workshop.store.door import readable
from workshop.store.listing import SETTLED
from workshop.store.room import Room

__all__ = ["Lookout", "Progress", "dropped", "revealed"]

_PAUSE: Final = 20
"""Times as long as looking at the ballots took until they are looked at again: hundreds of them cost a host
what it answers with."""


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
    done: frozenset[str] = frozenset()
    """The participants who have handed in."""
    readable: bool = False
    """After the session closed: whether who was in may still read it."""

    @property
    def shut(self) -> bool:
        """Whether no code lets anybody in any more."""
        return self.session.ended and not self.readable


def revealed(session: Session) -> bool:
    """Return whether the room sees results: something is counted, and the stage is past the rating."""
    return bool(session.rounds) and session.stage not in ("welcome", "follow-up", "rate")


def dropped(progress: Progress, number: int) -> bool:
    """Return whether round ``number``, which was open and is over, was dropped, its ballots destroyed."""
    return number not in progress.session.counted_numbers


class Lookout:
    """Looks at one session; blocks on the disk, so it is called in a thread, one call at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._session: Session | None = None
        self._stamp: tuple[int, int] | None = None
        self._ballots: dict[str, Standing] = {}
        """By participant; the last that could be read."""
        self._due = 0.0
        self._round: tuple[int, int] | None = None
        self._changed: int | None = None
        """When the folder of ballots had changed, as of the last look; None where it may have since."""

    def look(self) -> Progress:
        """Return how far the session is now. Raises WorkshopError when its file cannot be read."""
        room = Room(self._path)
        # Before the session: that is saved with the count before the ballots go, so that it holds the count
        # of every round that is seen to be over.
        number = room.number
        stamp = _stamp(self._path)
        if self._session is None or stamp != self._stamp:
            self._session, self._stamp = load(self._path), stamp
        if number is None:
            self._ballots.clear()
            # The room goes last: while it is there all codes are good, and then it is known who may read.
            back = self._session.ended and (room.exists or readable(self._path))
            return Progress(self._session, None, readable=back)
        opened = room.opened
        self._look_at_ballots(BallotBox(room.folder, number), opened)
        done = frozenset(who for who, ballot in self._ballots.items() if ballot.handed_in)
        turns = {who: ballot.turn for who, ballot in self._ballots.items()}
        return Progress(self._session, number, opened, len(done), turns, done)

    def _look_at_ballots(self, box: BallotBox, opened: int) -> None:
        """Learn how far the ballots are, in the round that was ``opened`` then.

        Who answers leaves the folder as it is; who comes, comes back or hands in changes it.
        """
        changed = _changed(box)
        began, now = time.monotonic(), time.time_ns()
        another = (box.number, opened) != self._round
        if another or (changed != self._changed and began >= self._due):
            self._changed = None
            with suppress(WorkshopError, OSError):
                self._ballots = box.standings(self._ballots)
                self._changed = changed if now - changed > SETTLED else None
            self._due, self._round = began + _PAUSE * (time.monotonic() - began), (box.number, opened)


def _changed(box: BallotBox) -> int:
    """Return when the folder of ballots, which may be renamed and back, last changed, in nanoseconds."""
    for folder in (box.folder, box.counting, box.folder):
        with suppress(OSError):
            return folder.stat().st_mtime_ns
    return 0


def _stamp(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        found = path.stat()
        return found.st_mtime_ns, found.st_ino
    return None
