"""What the JSON objects look like, as models: the JSON Schema is made from them.

They describe what ``as_json`` and ``document`` make; a test holds the two together.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from workshop.analysis.verdict import Verdict

__all__ = ["ComparedSessions", "ReportObject", "ShownSession"]

_Level = Annotated[float, Field(ge=1, le=5)]
_Share = Annotated[float, Field(ge=0, le=1)]
_Count = Annotated[int, Field(ge=0)]
_Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
_Pair = Annotated[list[_Level], Field(min_length=2, max_length=2)]


class _Object(BaseModel):
    model_config = ConfigDict(extra="forbid")


class HiddenNumbers(_Object):
    """A question with too few answers: nothing is shown."""

    hidden: Literal[True]


class BandNumbers(_Object):
    """A question of which only the median and the spread in a word may be shown."""

    median: _Pair
    shape: str
    band: Literal[True]
    hidden: Literal[False]


class Numbers(_Object):
    """A question with its counts; numbers are unrounded."""

    counts: Annotated[list[_Count], Field(min_length=5, max_length=5)]
    not_sure: _Count
    n: _Count
    median: _Pair | None
    mean: _Level | None
    ad: Annotated[float, Field(ge=0, le=2)] | None
    interval: _Pair | None
    shape: str
    r_wg: _Share | None
    consensus: _Share | None
    hidden: Literal[False]


class _Again(_Object):
    round: Annotated[int, Field(ge=2)]


class NumbersAgain(Numbers, _Again):
    """The same of a later round."""


class HiddenAgain(HiddenNumbers, _Again):
    """The same of a later round."""


class BandAgain(BandNumbers, _Again):
    """The same of a later round."""


class _WithRevotes(_Object):
    revotes: list[NumbersAgain | BandAgain | HiddenAgain] = []


class LadderNumbers(Numbers, _WithRevotes):
    """The first round of a ladder, with its later rounds, if any."""


class HiddenLadder(HiddenNumbers, _WithRevotes):
    """The same, hidden."""


class BandLadder(BandNumbers, _WithRevotes):
    """The same, of which no counts may be shown."""


class _Named(_Object):
    id: str
    text: str


class Statement(Numbers, _Named):
    """A statement with its counts."""


class HiddenStatement(HiddenNumbers, _Named):
    """A statement with too few answers."""


class BandStatement(BandNumbers, _Named):
    """A statement of which no counts may be shown."""


class Agreement(_Object):
    """r_wg(j) over the shown statements."""

    value: _Share | None
    items: list[str]


class ShownAttribute(_Object):
    """One attribute of a session."""

    id: str
    name: str
    ladder: LadderNumbers | BandLadder | HiddenLadder | None
    statements: list[Statement | BandStatement | HiddenStatement]
    r_wg_j: Agreement | None
    agreed: Annotated[int, Field(ge=1, le=5)] | None


class CountedNumbers(_Object):
    """Counts of a question of an exercise, which has three or five levels."""

    counts: Annotated[list[_Count], Field(min_length=3, max_length=5)]
    not_sure: _Count
    n: _Count
    median: _Pair | None
    hidden: Literal[False]


class Picked(_Object):
    """How many picked it, of how many."""

    count: _Count
    of: _Count


_Counted = CountedNumbers | BandNumbers | HiddenNumbers | None
_Picked = Picked | HiddenNumbers | None


class _Exercise(_Object):
    method: Literal["ballots", "hands"] | None
    voted: _Count | None
    sentences: list[str]


class ShownTouchPoint(_Object):
    """A step of the journey: how it is rated, and what would make or break it."""

    id: str
    name: str
    stage: str
    evidence: str | None
    performance: _Counted
    mean: _Level | None
    tokens: _Picked
    lowest: _Picked
    priority: Annotated[float, Field(ge=0, le=4)] | None


class ShownTouchPoints(_Exercise):
    """The journey."""

    touch_points: list[ShownTouchPoint]
    weakest: list[str]


class ShownPolicy(_Object):
    """A policy: for whom it is easier, and who can explain it."""

    id: str
    policy: str
    owner: str
    legally_required: bool
    easier_for: _Counted
    explained: _Counted
    objection: str
    verdict: str | None
    discuss_first: bool


class ShownPolicies(_Exercise):
    """Policies from the user's side."""

    policies: list[ShownPolicy]


class ShownPhrase(_Object):
    """A phrase to retire: 0, 1 or 2, 3 and more times heard."""

    id: str
    phrase: str
    heard: _Counted
    instead: str


class ShownPhrases(_Exercise):
    """Phrases to retire."""

    phrases: list[ShownPhrase]


class ShownQuality(_Object):
    """A quality of service."""

    id: str
    name: str
    met: _Counted
    grow_next: _Picked


class ShownQualities(_Exercise):
    """Service qualities."""

    qualities: list[ShownQuality]


class ShownValue(_Object):
    """A value to hold on to."""

    value: str
    seen: str
    hard: str
    leaders: str


class ShownChange(_Object):
    """The coming change."""

    change: str
    values: list[ShownValue]


class ShownValues(_Exercise):
    """Values of change."""

    change: ShownChange | None


class ShownExercises(_Object):
    """The exercises that were done, by name; one that was not is left out."""

    touch_points: Annotated[ShownTouchPoints | None, Field(alias="touch-points")] = None
    policies: ShownPolicies | None = None
    phrases: ShownPhrases | None = None
    qualities: ShownQualities | None = None
    values: ShownValues | None = None


class ShownSession(_Object):
    """What ``workshop show --json`` prints."""

    title: str
    held_on: _Day
    mode: Literal["confidential", "open"]
    threshold: int
    invited: int | None
    round: int | None
    voted: int | None
    attributes: list[ShownAttribute]
    findings: list[str]
    exercises: ShownExercises | None = None
    """By exercise, those in which something was entered or counted."""


class Said(_Object):
    """One thing that was said or decided."""

    text: str
    about: str
    details: list[str]


class Recorded(_Object):
    """Things of one kind: to try, to stop, notes."""

    title: str
    entries: list[Said]


class ReportedSession(ShownSession):
    """The same with where it was, and what was said and decided."""

    file: str
    organisation: str
    unit: str
    record: list[Recorded]


class Told(_Object):
    """One step of the story."""

    title: str
    said: list[str]


class ChangeNumbers(_Object):
    """One question in the first and the last session."""

    n: Annotated[list[_Count | None], Field(min_length=2, max_length=2)]
    means: Annotated[list[_Level | None], Field(min_length=2, max_length=2)]
    change: Annotated[float, Field(ge=-4, le=4)] | None
    margin: Annotated[float, Field(ge=0)] | None
    verdict: Verdict
    why: str = ""


class ChangedStatement(ChangeNumbers, _Named):
    """A statement in both."""


class PointNumbers(_Object):
    """An attribute in one of several sessions."""

    mean: _Level | None
    n: _Count | None
    interval: _Pair | None
    agreed: Annotated[int, Field(ge=1, le=5)] | None
    new_line: bool
    why: str


class ChangedAttribute(_Object):
    """One attribute, first against last; of more than two sessions also point by point."""

    id: str
    name: str
    ladder: ChangeNumbers | None
    statements: list[ChangedStatement]
    points: list[PointNumbers] = []
    sentence: str = ""


class ComparedSession(_Object):
    """One of the sessions compared."""

    title: str
    held_on: _Day
    voted: _Count | None


class ComparedSessions(_Object):
    """What ``workshop compare --json`` prints."""

    sessions: Annotated[list[ComparedSession], Field(min_length=2)]
    comparable: bool
    notes: list[str]
    attributes: list[ChangedAttribute]


class ReportObject(_Object):
    """A report as ``workshop export --to json`` writes it."""

    format: Literal[1]
    title: str
    audience: Literal["team", "organisation", "board"]
    story: list[Told]
    sessions: Annotated[list[ReportedSession], Field(min_length=1)]
    comparison: ComparedSessions | None
    method: list[str]
