"""The exercises of a session: what was entered, and what was counted."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workshop.report.objects.numbers import BandNumbers, Count, HiddenNumbers, Level, Object, Pair

__all__ = ["ShownExercises"]


class CountedNumbers(Object):
    """Counts of a question of an exercise, which has three or five levels."""

    counts: Annotated[list[Count], Field(min_length=3, max_length=5)]
    not_sure: Count
    n: Count
    median: Pair | None
    hidden: Literal[False]


class Picked(Object):
    """How many picked it, of how many."""

    count: Count
    of: Count


_Counted = CountedNumbers | BandNumbers | HiddenNumbers | None
_Picked = Picked | HiddenNumbers | None


class _Exercise(Object):
    method: Literal["ballots", "hands"] | None
    voted: Count | None
    sentences: list[str]


class ShownTouchPoint(Object):
    """A step of the journey: how it is rated, and what would make or break it."""

    id: str
    name: str
    stage: str
    evidence: str | None
    performance: _Counted
    mean: Level | None
    tokens: _Picked
    lowest: _Picked
    priority: Annotated[float, Field(ge=0, le=4)] | None


class ShownTouchPoints(_Exercise):
    """The journey."""

    touch_points: list[ShownTouchPoint]
    weakest: list[str]


class ShownPolicy(Object):
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


class ShownPhrase(Object):
    """A phrase to retire: 0, 1 or 2, 3 and more times heard."""

    id: str
    phrase: str
    heard: _Counted
    instead: str


class ShownPhrases(_Exercise):
    """Phrases to retire."""

    phrases: list[ShownPhrase]


class ShownQuality(Object):
    """A quality of service."""

    id: str
    name: str
    met: _Counted
    grow_next: _Picked


class ShownQualities(_Exercise):
    """Service qualities."""

    qualities: list[ShownQuality]


class ShownValue(Object):
    """A value to hold on to."""

    value: str
    seen: str
    hard: str
    leaders: str


class ShownChange(Object):
    """The coming change."""

    change: str
    values: list[ShownValue]


class ShownValues(_Exercise):
    """Values of change."""

    change: ShownChange | None


class ShownExercises(Object):
    """The exercises that were done, by name; one that was not is left out."""

    touch_points: Annotated[ShownTouchPoints | None, Field(alias="touch-points")] = None
    policies: ShownPolicies | None = None
    phrases: ShownPhrases | None = None
    qualities: ShownQualities | None = None
    values: ShownValues | None = None
