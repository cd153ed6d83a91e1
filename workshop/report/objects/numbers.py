"""The numbers of a question: counted, or as much of them as may be shown."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "BandNumbers",
    "Count",
    "Day",
    "HiddenNumbers",
    "Level",
    "Named",
    "Object",
    "Pair",
    "ShownAttribute",
]

Level = Annotated[float, Field(ge=1, le=5)]
Part = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Pair = Annotated[list[Level], Field(min_length=2, max_length=2)]


class Object(BaseModel):
    """An object of the JSON: it has no other keys."""

    model_config = ConfigDict(extra="forbid")


class HiddenNumbers(Object):
    """A question with too few answers: nothing is shown."""

    hidden: Literal[True]


class BandNumbers(Object):
    """A question of which only the median and the spread in a word may be shown."""

    median: Pair
    shape: str
    band: Literal[True]
    hidden: Literal[False]


class Numbers(Object):
    """A question with its counts; numbers are unrounded."""

    counts: Annotated[list[Count], Field(min_length=5, max_length=5)]
    not_sure: Count
    n: Count
    median: Pair | None
    mean: Level | None
    ad: Annotated[float, Field(ge=0, le=2)] | None
    interval: Pair | None
    shape: str
    r_wg: Part | None
    consensus: Part | None
    hidden: Literal[False]


class _Split(Object):
    groups: dict[str, Numbers | BandNumbers | HiddenNumbers] = {}
    """By the name of each group, in the planned order; where the question was split."""


class _Again(Object):
    round: Annotated[int, Field(ge=2)]


class NumbersAgain(Numbers, _Again):
    """The same of a later round."""


class HiddenAgain(HiddenNumbers, _Again):
    """The same of a later round."""


class BandAgain(BandNumbers, _Again):
    """The same of a later round."""


class _WithRevotes(_Split):
    revotes: list[NumbersAgain | BandAgain | HiddenAgain] = []


class LadderNumbers(Numbers, _WithRevotes):
    """The first round of a ladder, with its later rounds, if any."""


class HiddenLadder(HiddenNumbers, _WithRevotes):
    """The same, hidden."""


class BandLadder(BandNumbers, _WithRevotes):
    """The same, of which no counts may be shown."""


class Named(Object):
    """A question with its words."""

    id: str
    text: str


class Statement(Numbers, Named, _Split):
    """A statement with its counts."""


class HiddenStatement(HiddenNumbers, Named, _Split):
    """A statement with too few answers."""


class BandStatement(BandNumbers, Named, _Split):
    """A statement of which no counts may be shown."""


class Agreement(Object):
    """r_wg(j) over the shown statements."""

    value: Part | None
    items: list[str]


class ShownAttribute(Object):
    """One attribute of a session."""

    id: str
    name: str
    ladder: LadderNumbers | BandLadder | HiddenLadder | None
    statements: list[Statement | BandStatement | HiddenStatement]
    r_wg_j: Agreement | None
    agreed: Annotated[int, Field(ge=1, le=5)] | None
