"""Sessions compared, question by question."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from workshop.analysis.verdict import Verdict
from workshop.report.objects.numbers import Count, Day, Level, Named, Object, Pair

__all__ = ["ComparedSessions"]


class ChangeNumbers(Object):
    """One question in the first and the last session."""

    n: Annotated[list[Count | None], Field(min_length=2, max_length=2)]
    means: Annotated[list[Level | None], Field(min_length=2, max_length=2)]
    change: Annotated[float, Field(ge=-4, le=4)] | None
    margin: Annotated[float, Field(ge=0)] | None
    verdict: Verdict
    why: str = ""


class ChangedStatement(ChangeNumbers, Named):
    """A statement in both."""


class PointNumbers(Object):
    """An attribute in one of several sessions."""

    mean: Level | None
    n: Count | None
    interval: Pair | None
    agreed: Annotated[int, Field(ge=1, le=5)] | None
    new_line: bool
    why: str


class ChangedAttribute(Object):
    """One attribute, first against last; of more than two sessions also point by point."""

    id: str
    name: str
    ladder: ChangeNumbers | None
    statements: list[ChangedStatement]
    points: list[PointNumbers] = Field(default=[])
    sentence: str = ""


class ComparedSession(Object):
    """One of the sessions compared."""

    title: str
    held_on: Day
    voted: Count | None


class ComparedSessions(Object):
    """What ``workshop compare --json`` prints."""

    sessions: Annotated[list[ComparedSession], Field(min_length=2)]
    comparable: bool
    notes: list[str]
    attributes: list[ChangedAttribute]
    became: list[str]
    """A sentence for each stop and each policy of the first that the last one looked at."""
