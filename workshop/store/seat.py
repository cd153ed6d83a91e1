"""One participant's place in an open round: a code, a ballot in its newest turn, and where to cast it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.ballot import Ballot
from workshop.model.base import FORMAT
from workshop.model.instrument import Question
from workshop.model.poll import Poll
from workshop.model.session import Session
from workshop.store import atomic
from workshop.store.ballot_box import BallotBox, RoundClosed
from workshop.store.ballot_file import Added
from workshop.store.codec import load
from workshop.store.history import earlier
from workshop.store.room import Room, Ticket
from workshop.store.summary import Summary
from workshop.store.toml import dump, read

__all__ = ["Seat", "forget", "remembered", "seat_with", "take_seat"]


@dataclass(frozen=True)
class Seat:
    """Where one participant answers. Its methods block on the disk: screens call them in a thread."""

    path: Path
    session: Session
    ticket: Ticket
    ballot: Ballot
    """As it was when the seat was taken."""
    box: BallotBox
    questions: tuple[Question, ...]
    """What the round asks: all of it, or one ladder once more."""
    poll: Poll
    """What the round is about."""

    def before(self) -> Summary | None:
        """Return the session that felt change is asked against; None without one, or in a re-vote."""
        return earlier(self.path, self.session) if self.box.number == 1 else None

    def cast(self, ballot: Ballot) -> None:
        """Save ``ballot`` durably; raises as BallotBox.cast does."""
        self.box.cast(self.ticket.participant, ballot)

    def add(self, ballot: Ballot) -> Added | None:
        """Begin to save ``ballot`` without waiting, where that can be done; as BallotBox.add."""
        return self.box.add(self.ticket.participant, ballot)

    def withdraw(self, ballot: Ballot) -> Ballot:
        """Take every answer back and return the empty ballot."""
        return self.box.withdraw(self.ticket.participant, ballot)


def take_seat(path: Path, code: str | None = None, *, as_new: bool = False, remember: bool = True) -> Seat:
    """Sit down to rate: with ``code``, else with the code this device remembers, else as a new participant.

    ``as_new`` ignores what the device remembers: somebody else rates here now. A device that goes from hand
    to hand does not ``remember``. Raises WorkshopError.
    """
    session = load(path)
    room = Room(path)
    if room.number is None and session.first:
        raise RoundClosed(
            _("this session is counted"), _("Its result: workshop show {path}").format(path=path.stem)
        )
    box = room.box
    ticket = _ticket(room, code or ("" if as_new else remembered(path)), typed=bool(code))
    if remember:
        _remember(path, ticket.code)
    return _seated(path, session, room, box, ticket)


def seat_with(path: Path, ticket: Ticket) -> Seat:
    """Sit down with a ticket one holds, on a device that remembers nothing. Raises WorkshopError."""
    room = Room(path)
    return _seated(path, load(path), room, room.box, ticket)


def _seated(path: Path, session: Session, room: Room, box: BallotBox, ticket: Ticket) -> Seat:
    opening = room.opening()
    ballot = box.take(ticket.participant)
    return Seat(path, session, ticket, ballot, box, opening.questions(session), opening.poll)


def remembered(path: Path) -> str:
    """Return the code with which this device rates in the session at ``path``; empty when there is none."""
    with suppress(WorkshopError):
        return str(read(_place(path)).values.get("code", ""))
    return ""


def forget(path: Path) -> None:
    """Forget this device's code: the next person rates here, or the round is over."""
    with suppress(OSError):
        _place(path).unlink()


def _ticket(room: Room, code: str, *, typed: bool) -> Ticket:
    if not code:
        return room.join()
    if ticket := room.resume(code):
        return ticket
    if typed:
        hint = _("Codes look like k7m2-9qxd-4hrt-w. Without one you start with empty answers.")
        raise WorkshopError(_("nobody in this round has that code"), hint)
    return room.join()


def _remember(path: Path, code: str) -> None:
    place = _place(path)
    with suppress(OSError):  # a read-only home: the code on the screen is enough
        place.parent.mkdir(parents=True, exist_ok=True)
        atomic.replace(place, dump({"format": FORMAT, "code": code}), private=True)


def _place(path: Path) -> Path:
    from platformdirs import user_state_path

    name = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]
    return user_state_path("workshop", appauthor=False) / "codes" / f"{name}.toml"
