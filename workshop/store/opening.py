"""What held when a round was opened: the rules people were told, and what they were asked."""

from __future__ import annotations

from typing import Literal

from workshop.model.base import Frozen
from workshop.model.exercise_questions import asked_in, digest_of
from workshop.model.exercises import ExerciseName
from workshop.model.instrument import Depth, Question
from workshop.model.poll import Poll
from workshop.model.rules import Rules
from workshop.model.session import Mode, Session

__all__ = ["Opening"]


class Opening(Frozen):
    """What held when the round was opened; counting keeps to the stricter of this and the session."""

    mode: Mode
    threshold: int
    depth: Depth
    instrument: str
    """The digest of what people are answering: the instrument, or the questions of an exercise."""
    exercise: ExerciseName | Literal[""] = ""
    """The exercise this round is about; empty when it asks the session's instrument."""
    asks: tuple[str, ...] = ()
    """The keys of the questions this round asks; all of them when empty."""

    @classmethod
    def of(
        cls, session: Session, asks: tuple[str, ...] = (), exercise: ExerciseName | Literal[""] = ""
    ) -> Opening:
        """Return what holds for ``session`` as it stands, in a round that ``asks`` these questions."""
        return cls(
            asks=asks,
            exercise=exercise,
            mode=session.mode,
            threshold=session.threshold,
            depth=session.depth,
            instrument=_digest(session, exercise),
        )

    def fits(self, session: Session) -> bool:
        """Return whether ``session`` still asks what people were asked at opening."""
        return self.instrument == _digest(session, self.exercise)

    @property
    def poll(self) -> Poll:
        """What the round is about: one that asks but some of the instrument asks a ladder again."""
        again = "" if self.exercise or not self.asks else self.asks[0].split(".", 1)[0]
        return Poll(again, self.exercise)

    @property
    def rules(self) -> Rules:
        """The privacy rules people were told."""
        return Rules(self.mode, self.threshold)

    def stricter(self, told: Opening) -> Opening:
        """Return this opening under no weaker rules than people were ``told`` before (rule 1)."""
        rules = self.rules.stricter(told.rules)
        return self.model_copy(update={"mode": rules.mode, "threshold": rules.threshold})

    def questions(self, session: Session) -> tuple[Question, ...]:
        """Return what the round asks, in the session's order."""
        if self.exercise:
            return asked_in(session.exercises, self.exercise)
        asked = session.instrument.questions(self.depth)
        return tuple(question for question in asked if not self.asks or question.key in self.asks)


def _digest(session: Session, exercise: ExerciseName | Literal[""]) -> str:
    if exercise:
        return digest_of(session.exercises, exercise)
    return session.instrument.digest
