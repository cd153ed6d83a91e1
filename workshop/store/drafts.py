"""What a facilitator is half-way through typing in: a show of hands, or a stack of papers.

Kept in the room at every key, so that a crash loses nothing of it; gone when it is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

from pydantic import Field

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.base import FORMAT, Frozen, RandomId
from workshop.model.counted import TypedIn
from workshop.model.exercises import ExerciseName
from workshop.model.session import Session
from workshop.model.tally import Tally
from workshop.store import atomic, facilitating
from workshop.store.codec import decode, load
from workshop.store.room import Room, Ticket
from workshop.store.seat import Seat
from workshop.store.toml import dump, read

__all__ = [
    "HandsDraft",
    "PaperStack",
    "begin_papers",
    "drop_hands",
    "drop_papers",
    "hands_draft",
    "keep_hands",
    "next_paper",
    "paper_stack",
    "paper_typed",
    "record_hands",
]

_HANDS: Final = "hands.toml"
_PAPERS: Final = "papers.toml"

_Draft = TypeVar("_Draft", bound=Frozen)


class HandsDraft(Frozen):
    """A show of hands as typed so far, for round ``number``."""

    number: Annotated[int, Field(ge=1)] = 1
    exercise: ExerciseName | Literal[""] = ""
    """The exercise it is about; empty for the session's instrument."""
    asks: tuple[str, ...] = ()
    """The keys of what is asked, in order."""
    tallies: Mapping[str, TypedIn] = {}
    """By question key; a question without hands is not in it."""

    def is_of(self, number: int, exercise: str = "") -> bool:
        """Return whether these hands are of round ``number``, and of that exercise."""
        return (self.number, self.exercise) == (number, exercise)


class PaperStack(Frozen):
    """How far a stack of papers is typed in, in round ``number``."""

    number: Annotated[int, Field(ge=1)]
    papers: Annotated[int, Field(ge=1, le=10_000)]
    typed: Annotated[int, Field(ge=0)] = 0
    participant: RandomId | None = None
    """The random id under which the paper at hand is typed; None between two papers."""


def hands_draft(path: Path) -> HandsDraft | None:
    """Return the show of hands that is being typed in. Raises WorkshopError."""
    return _read(path, _HANDS, HandsDraft)


def keep_hands(path: Path, draft: HandsDraft) -> None:
    """Save ``draft`` durably. Raises WorkshopError."""
    _write(path, _HANDS, draft)


def record_hands(path: Path, draft: HandsDraft) -> Session:
    """Record ``draft`` as its round and drop it. Raises WorkshopError; then the draft is kept."""
    tallies = {key: tally for key, tally in draft.tallies.items() if isinstance(tally, Tally) and tally.voted}
    voted = max((tally.voted for tally in tallies.values()), default=0)
    if draft.exercise:
        session = facilitating.enter_exercise_hands(path, draft.exercise, tallies, voted)
        drop_hands(path)
        return session
    counts: dict[str, dict[str, Tally]] = {}
    for key, tally in tallies.items():
        attribute, item = key.split(".", 1)
        counts.setdefault(attribute, {})[item] = tally
    session = facilitating.enter_hands(path, counts, voted, number=draft.number)
    drop_hands(path)
    return session


def drop_hands(path: Path) -> None:
    """Forget the show of hands that was being typed in."""
    (Room(path).folder / _HANDS).unlink(missing_ok=True)


def paper_stack(path: Path) -> PaperStack | None:
    """Return the stack that is being typed into the open round; None when there is none."""
    stack = _read(path, _PAPERS, PaperStack)
    return stack if stack and stack.number == Room(path).number else None


def begin_papers(path: Path, papers: int) -> PaperStack:
    """Begin a stack of ``papers`` for the open round. Raises RoundClosed when there is none."""
    stack = PaperStack(number=Room(path).box.number, papers=papers)
    _write(path, _PAPERS, stack)
    return stack


def next_paper(path: Path, stack: PaperStack) -> tuple[PaperStack, Seat]:
    """Return the seat at which the paper at hand is typed: a new one, or the one a crash cut short.

    Raises RoundClosed when the round was closed meanwhile.
    """
    room = Room(path)
    if stack.participant is None:
        stack = stack.model_copy(update={"participant": room.join().participant})
        _write(path, _PAPERS, stack)
    assert stack.participant is not None
    box, session = room.box, load(path)
    ballot = box.take(stack.participant)
    questions = room.opening().questions(session)
    return stack, Seat(path, session, Ticket("", stack.participant), ballot, box, questions)


def paper_typed(path: Path, stack: PaperStack) -> PaperStack | None:
    """Note that the paper at hand is handed in; None after the last of the stack."""
    after = stack.model_copy(update={"typed": stack.typed + 1, "participant": None})
    if after.typed >= after.papers:
        drop_papers(path)
        return None
    _write(path, _PAPERS, after)
    return after


def drop_papers(path: Path) -> None:
    """Forget the stack: what was handed in of it stays in the ballot box."""
    (Room(path).folder / _PAPERS).unlink(missing_ok=True)


def _read(path: Path, name: str, model: type[_Draft]) -> _Draft | None:
    file = Room(path).folder / name
    return decode(read(file), model) if file.exists() else None


def _write(path: Path, name: str, draft: Frozen) -> None:
    file = Room(path).folder / name
    kept = {"format": FORMAT, **draft.model_dump(exclude_none=True)}
    try:
        atomic.replace(file, dump(kept), private=True)
    except OSError as error:
        raise WorkshopError(
            _("the room cannot be written: {strerror}").format(strerror=error.strerror), str(file.parent)
        ) from None
