"""One participant's private answers in one round, while the round is open."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, Self

from pydantic import Field, StringConstraints

from workshop.model.base import Frozen, Line, Paragraph, RandomId
from workshop.model.tally import LEVELS, NOT_SURE

__all__ = ["FELT", "Answer", "Ballot", "Felt"]

Answer = Annotated[int, Field(ge=NOT_SURE, le=LEVELS)]
"""A level 1 to 5, or ``NOT_SURE``."""

Felt = Literal["worse", "same", "better", "was not here"]
"""How an attribute feels against last time; asked after handing in, never as a remembered score."""

FELT: Final[tuple[Felt, ...]] = ("worse", "same", "better")
"""The three that are counted; "was not here" counts as not sure."""

_Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$")]


class Ballot(Frozen):
    """Answers by question key; a question without a key was not answered.

    ``turn`` counts how often the participant came back: of two screens with one code only the newer may
    write. ``revision`` counts changes, so that the newest of several writes is known.
    """

    round: Annotated[int, Field(ge=1)] = 1
    turn: Annotated[int, Field(ge=0)] = 0
    revision: Annotated[int, Field(ge=0)] = 0
    at: str = ""
    """The key of the question the participant was looking at."""
    handed_in: bool = False
    group: Line = ""
    """The participant's own choice among the session's groups; empty when not asked or not said."""
    answers: Mapping[_Key, Answer] = {}
    picks: Mapping[_Key, tuple[RandomId, ...]] = {}
    """By question key: the options picked, where one picks instead of choosing a level."""
    comments: Mapping[str, Paragraph] = {}
    """By attribute id."""
    felt: Mapping[str, Felt] = {}
    """By attribute id."""

    def changed(self, **values: object) -> Self:
        """Return the next revision with ``values`` in place; raises pydantic's ValidationError."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self)(**{**fields, "revision": self.revision + 1, **values})

    def answered(self, key: str, answer: int) -> Self:
        """Return the ballot with one answer given or changed; what was picked there goes."""
        picks = {other: picked for other, picked in self.picks.items() if other != key}
        return self.changed(answers={**self.answers, key: answer}, picks=picks)

    def picked(self, key: str, options: tuple[str, ...]) -> Self:
        """Return the ballot with ``options`` picked at one question; it is then no longer "not sure"."""
        picks = {other: picked for other, picked in self.picks.items() if other != key}
        answers = {other: level for other, level in self.answers.items() if other != key}
        return self.changed(answers=answers, picks={**picks, key: options} if options else picks)

    def commented(self, attribute: str, text: str) -> Self:
        """Return the ballot with the comment on ``attribute`` replaced; an empty one is taken away."""
        others = {key: value for key, value in self.comments.items() if key != attribute}
        return self.changed(comments={**others, attribute: text} if text.strip() else others)
