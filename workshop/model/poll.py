"""What a vote is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from workshop.model.exercises import ExerciseName, ExerciseRound
from workshop.model.session import Round, Session

__all__ = ["FIRST", "Poll"]


@dataclass(frozen=True, slots=True)
class Poll:
    """What a vote is about: a ladder once more; an exercise; or, with neither, what the first round asks."""

    again: str = ""
    """The attribute whose ladder is voted on again."""
    exercise: ExerciseName | Literal[""] = ""

    def __str__(self) -> str:
        """Return a name that no other poll of the session has: lower-case letters, digits and dashes."""
        return f"again-{self.again}" if self.again else self.exercise or "first"

    def counted(self, session: Session) -> Round | ExerciseRound | None:
        """Return the round in which it was counted; None before that."""
        if self.exercise:
            return session.exercises.rounds.get(self.exercise)
        if self.again:
            later = (counted for counted in session.rounds if counted.number > 1)
            return next((counted for counted in later if counted.result(self.again) is not None), None)
        return session.first


FIRST: Final = Poll()
"""The first, silent round."""
