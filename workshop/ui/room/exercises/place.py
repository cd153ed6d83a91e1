"""Where one goes within the exercises: as the rest of a jump to their stage."""

from __future__ import annotations

from typing import Final

from workshop.model.exercises import ExerciseName
from workshop.model.session import Session
from workshop.report.exercises.course import following
from workshop.ui.room.stage import Jump, Move, Next

__all__ = ["CHOICE", "LIST", "OUTCOME", "VOTE", "onward", "to"]

CHOICE: Final = "choose"
LIST: Final = "list"
VOTE: Final = "vote"
OUTCOME: Final = "outcome"


def to(name: ExerciseName | str, part: str = "") -> Jump:
    """Return the way to an exercise, and to a part of it."""
    return Jump("exercises", f"{name}/{part}" if part else name)


def onward(session: Session, name: ExerciseName) -> Next:
    """Return the way on after ``name``: the next planned one, or the choice, or the next stage."""
    if session.exercises.planned:
        after = following(session, name)
        return to(after) if after else Move.NEXT
    return to(CHOICE)
