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
from workshop.model.poll import Poll
from workshop.model.session import Session
from workshop.model.tally import Tally
from workshop.store import atomic, facilitating
from workshop.store.codec import decode
from workshop.store.room import Room, Ticket
from workshop.store.seat import Seat, seat_with
from workshop.store.toml import dump, read

__all__ = [
    "HandsDraft",
    "PaperStack",
    "begin_papers",
    "begun",
    "drop_papers",
    "keep_hands",
    "next_paper",
    "paper_stack",
    "paper_typed",
    "record_hands",
]

_ONLY: Final = "hands.toml"
"""Where the version before kept the show of hands at hand, whatever that was about."""

_Draft = TypeVar("_Draft", bound=Frozen)


class HandsDraft(Frozen):
    """A show of hands as typed so far; each poll has its own."""

    asks: tuple[str, ...] = ()
    """The keys of what is asked, in order."""
    tallies: Mapping[str, TypedIn] = {}
    """By question key; a question without hands is not in it."""


class _OnlyDraft(HandsDraft):
    """The one draft there was before each poll had its own: it said itself what it is about."""

    number: int = 1
    exercise: ExerciseName | Literal[""] = ""

    @property
    def poll(self) -> Poll:
        """What it is about; a re-vote's hands are all of one ladder."""
        again = "" if self.number == 1 or self.exercise else next(iter(self.tallies)).split(".", 1)[0]
        return Poll(again, self.exercise)


class PaperStack(Frozen):
    """How far a stack of papers is typed in, in round ``number``."""

    number: Annotated[int, Field(ge=1)]
    papers: Annotated[int, Field(ge=1, le=10_000)]
    typed: Annotated[int, Field(ge=0)] = 0
    participant: RandomId | None = None
    """The random id under which the paper at hand is typed; None between two papers."""


def begun(path: Path, poll: Poll) -> HandsDraft | None:
    """Return the hands about ``poll`` that are half counted; None without any. Raises WorkshopError."""
    room = Room(path)
    if (only := _read(room.folder / _ONLY, _OnlyDraft)) is not None:
        if only.tallies:
            keep_hands(path, only.poll, HandsDraft(asks=only.asks, tallies=only.tallies))
        (room.folder / _ONLY).unlink(missing_ok=True)
    return _read(room.hands_file(poll), HandsDraft)


def keep_hands(path: Path, poll: Poll, draft: HandsDraft) -> None:
    """Save ``draft`` durably. Raises WorkshopError."""
    _write(Room(path).hands_file(poll), draft)


def record_hands(path: Path, poll: Poll, draft: HandsDraft) -> Session:
    """Record ``draft`` as the round about ``poll``. Raises WorkshopError; then the draft is kept."""
    tallies = {key: tally for key, tally in draft.tallies.items() if isinstance(tally, Tally) and tally.voted}
    voted = max((tally.voted for tally in tallies.values()), default=0)
    return facilitating.enter_hands(path, poll, tallies, voted)


def paper_stack(path: Path) -> PaperStack | None:
    """Return the stack that is being typed into the open round; None when there is none."""
    stack = _read(_papers(path), PaperStack)
    return stack if stack and stack.number == Room(path).number else None


def begin_papers(path: Path, papers: int) -> PaperStack:
    """Begin a stack of ``papers`` for the open round. Raises RoundClosed when there is none."""
    stack = PaperStack(number=Room(path).box.number, papers=papers)
    _write(_papers(path), stack)
    return stack


def next_paper(path: Path, stack: PaperStack) -> tuple[PaperStack, Seat]:
    """Return the seat at which the paper at hand is typed: a new one, or the one a crash cut short.

    Raises RoundClosed when the round was closed meanwhile.
    """
    room = Room(path)
    if stack.participant is None:
        stack = stack.model_copy(update={"participant": room.join().participant})
        _write(_papers(path), stack)
    assert stack.participant is not None
    return stack, seat_with(path, Ticket("", stack.participant))


def paper_typed(path: Path, stack: PaperStack) -> PaperStack | None:
    """Note that the paper at hand is handed in; None after the last of the stack."""
    after = stack.model_copy(update={"typed": stack.typed + 1, "participant": None})
    if after.typed >= after.papers:
        drop_papers(path)
        return None
    _write(_papers(path), after)
    return after


def drop_papers(path: Path) -> None:
    """Forget the stack: what was handed in of it stays in the ballot box."""
    _papers(path).unlink(missing_ok=True)


def _papers(path: Path) -> Path:
    return Room(path).folder / "papers.toml"


def _read(file: Path, model: type[_Draft]) -> _Draft | None:
    return decode(read(file), model) if file.exists() else None


def _write(file: Path, draft: Frozen) -> None:
    kept = {"format": FORMAT, **draft.model_dump(exclude_none=True)}
    try:
        atomic.replace(file, dump(kept), private=True)
    except OSError as error:
        raise WorkshopError(
            _("the room cannot be written: {strerror}").format(strerror=error.strerror), str(file.parent)
        ) from None
