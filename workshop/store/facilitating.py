"""What the shared screen keeps in the room: who leads, since when, and a show of hands."""

from __future__ import annotations

import getpass
import os
import platform
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.base import FORMAT, Frozen, Line
from workshop.model.exercise_questions import asked_in
from workshop.model.exercise_round import begun, counted_hands, recorded
from workshop.model.exercises import ExerciseRound
from workshop.model.poll import FIRST, Poll
from workshop.model.session import Round, Session
from workshop.model.tally import Result, Tally
from workshop.store import atomic
from workshop.store.alive import RUNNING, alive, hold, let_go
from workshop.store.codec import decode, load
from workshop.store.lock import changing
from workshop.store.openable import refuse_hands
from workshop.store.room import VOTE_CLOCK, Room
from workshop.store.sealing import destroy_round, finish, open_round
from workshop.store.sessions import change, folder_of, save
from workshop.store.toml import dump, read

__all__ = [
    "CONTINUED",
    "Claim",
    "Claimed",
    "Ended",
    "begin_openly",
    "claim",
    "enter_hands",
    "leads",
    "release",
    "started",
    "take_up",
    "voting_since",
]


CONTINUED: Final = _(
    "What is typed from then on changes the file. What was counted stays counted; codes "
    "that were given up stay given up."
)
"""What taking up a session again means, to be said before."""


class Claimed(WorkshopError):
    """Somebody else leads this session."""


class Ended(WorkshopError):
    """The session is over: it is shown, and only led when it is taken up again."""

    def __init__(self, session: Session) -> None:
        said = _("This session has ended: it is shown as it is, and nothing in it changes")
        super().__init__(said, _("To lead it once more, continue this session."))
        self.session = session


class _VoteClock(Frozen):
    """Since when the shared screen has shown round ``number`` as open."""

    number: int
    started: datetime


class Claim(Frozen):
    """Who leads the session on a shared screen; advisory, and taken over when that program is gone."""

    who: Line
    machine: Line
    process: Annotated[int, Field(ge=0)]
    """Its process number; 0 once it has let go."""
    started: datetime
    """When the workshop began, for its clock."""
    over: Claim | None = None
    """The claim of a program that still ran, from which this one took over: it gets it back."""


def claim(path: Path, *, take_over: bool = False) -> Session:
    """Become the one who leads the session at ``path``, after finishing what a crash left half done.

    Raises Claimed when another program leads it and ``take_over`` is not asked for, Ended when it is over.
    """
    session = finish(path)
    if session.ended:
        raise Ended(session)
    with changing(folder_of(path)):
        room = Room(path)
        room.ensure()
        before = _read(room)
        mine = before is not None and before.process == os.getpid() and before.machine == platform.node()
        other = before if before and not mine and _runs(room, before) else None
        if other and not take_over:
            hint = _("Take over if they agree: what both type is kept, but two leaders confuse a room.")
            raise Claimed(
                _("{who} on {machine} leads this session").format(who=other.who, machine=other.machine),
                hint,
            )
        claimed = Claim(
            who=_user(),
            machine=platform.node(),
            process=os.getpid(),
            started=before.started if before else datetime.now(UTC),
            over=other.model_copy(update={"over": None}) if other else None,
        )
        hold(room.folder, os.getpid())
        _write(room, claimed)
    return session


def take_up(path: Path) -> Session:
    """Continue a session that has ended: it can be claimed again. What was counted stays counted."""
    return change(path, lambda session: session.changed(ended=False))


def release(path: Path) -> None:
    """Stop leading; when the workshop began stays known, except before its first step and after its last.

    Whoever led before, and still runs, leads again.
    There a room that holds nothing but the claim goes: looking at a session leaves nothing behind.
    """
    room = Room(path)
    let_go(room.folder, os.getpid())
    with suppress(WorkshopError, OSError), changing(folder_of(path)):
        before = _read(room)
        if before is None or before.process != os.getpid():
            return
        if before.over and _runs(room, before.over):
            _write(room, before.over)
        elif load(path).stage in ("welcome", "close") and _holds_only_the_claim(room):
            atomic.discard(room.folder)
        else:
            gone = before.model_copy(update={"process": 0, "machine": platform.node()})
            _write(room, gone)


def leads(path: Path) -> bool:
    """Return whether this program still leads: nobody took over."""
    with suppress(WorkshopError):
        now = _read(Room(path))
        return now is None or now.process == os.getpid()
    return True


def started(path: Path) -> datetime | None:
    """Return when the workshop began; None before anybody led it."""
    with suppress(WorkshopError):
        if now := _read(Room(path)):
            return now.started
    return None


def voting_since(path: Path, number: int) -> datetime:
    """Return when a leader first saw round ``number`` open, for its clock; noted the first time."""
    file = Room(path).folder / VOTE_CLOCK
    with suppress(WorkshopError):
        if file.exists() and (kept := decode(read(file), _VoteClock)).number == number:
            return kept.started
    now = datetime.now(UTC).replace(microsecond=0)
    with suppress(OSError):
        began = _VoteClock(number=number, started=now)
        atomic.replace(file, dump({"format": FORMAT, **began.model_dump()}), private=True)
    return now


def begin_openly(path: Path) -> Session:
    """Destroy the open ballots uncounted and open round 1 anew, in open mode (rule 10); all are to be told.

    Everybody joins again, by the same door.
    """
    if load(path).rounds:
        raise WorkshopError(
            _("a round of this session is counted"), _("What was promised for it holds to the end.")
        )
    destroy_round(path)
    return open_round(path, "open")


def enter_hands(path: Path, poll: Poll, hands: Mapping[str, Tally], voted: int) -> Session:
    """Record a show of hands about ``poll``: open for all to see, so no threshold applies.

    ``hands`` are tallies by question key, in an exercise by the keys of ``by_hands``. Entered again, it is
    marked corrected. Raises WorkshopError when ballots were cast in this round: a round has one method.
    """
    with changing(folder_of(path)):
        session, room = load(path), Room(path)
        if session.ended:
            raise Ended(session)
        refuse_hands(path, session, poll)
        while room.number is not None and not room.drop_unused_box():
            refuse_hands(path, session, poll)  # somebody answered just now
        before = poll.counted(session)
        number = before.number if before else 1 if poll == FIRST else session.next_number
        if poll.exercise:
            entered = ExerciseRound(number=number, method="hands", voted=voted, corrected=before is not None)
            exercises = begun(session.exercises, poll.exercise)
            count = counted_hands(asked_in(exercises, poll.exercise), hands, entered)
            exercises = recorded(exercises, poll.exercise, count).changed(at=poll.exercise)
            session = session.changed(exercises=exercises)
        else:
            session = _with_hands(session, number, hands, voted)
        save(path, session)
        room.hands_file(poll).unlink(missing_ok=True)
        return session


def _with_hands(session: Session, number: int, hands: Mapping[str, Tally], voted: int) -> Session:
    tally: dict[str, dict[str, Result]] = {}
    for key, counts in hands.items():
        attribute, item = key.split(".", 1)
        tally.setdefault(attribute, {})[item] = counts
    others = tuple(counted for counted in session.rounds if counted.number != number)
    corrected = len(others) < len(session.rounds)
    entered = Round(number=number, method="hands", voted=voted, corrected=corrected, tally=tally)
    rounds = tuple(sorted((*others, entered), key=lambda counted: counted.number))
    stage = session.stage if corrected else "reveal" if number == 1 else "agree"
    return session.changed(rounds=rounds).at(stage)


def _holds_only_the_claim(room: Room) -> bool:
    names = {entry.name for entry in room.folder.iterdir()}
    return names <= {".gitignore", RUNNING, _path(room).name, room.people.name} and not any(
        room.people.iterdir()
    )


def _runs(room: Room, claimed: Claim) -> bool:
    """Return whether the program that claimed it still runs; one of another machine may."""
    return bool(claimed.process) and (
        claimed.machine != platform.node() or alive(room.folder, claimed.process)
    )


def _read(room: Room) -> Claim | None:
    path = _path(room)
    return decode(read(path), Claim) if path.exists() else None


def _write(room: Room, claimed: Claim) -> None:
    atomic.replace(
        _path(room), dump({"format": FORMAT, **claimed.model_dump(exclude_none=True)}), private=True
    )


def _path(room: Room) -> Path:
    return room.folder / "claim.toml"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"
