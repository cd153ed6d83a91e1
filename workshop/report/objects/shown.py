"""One session, and a report of one or several."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workshop.report.objects.compared import ComparedSessions
from workshop.report.objects.exercises import ShownExercises
from workshop.report.objects.numbers import Day, Object, ShownAttribute

__all__ = ["ReportObject", "ShownSession"]


class ShownSession(Object):
    """What ``workshop show --json`` prints."""

    title: str
    held_on: Day
    mode: Literal["confidential", "open"]
    threshold: int
    invited: int | None
    round: int | None
    voted: int | None
    attributes: list[ShownAttribute]
    findings: list[str]
    exercises: ShownExercises | None = None
    """By exercise, those in which something was entered or counted."""


class Said(Object):
    """One thing that was said or decided."""

    text: str
    about: str
    details: list[str]


class Recorded(Object):
    """Things of one kind: to try, to stop, notes."""

    title: str
    entries: list[Said]


class ReportedSession(ShownSession):
    """The same with where it was, and what was said and decided."""

    file: str
    organisation: str
    unit: str
    record: list[Recorded]


class Told(Object):
    """One step of the story."""

    title: str
    said: list[str]


class ReportObject(Object):
    """A report as ``workshop export --to json`` writes it."""

    format: Literal[1]
    title: str
    audience: Literal["team", "organisation", "board"]
    story: list[Told]
    sessions: Annotated[list[ReportedSession], Field(min_length=1)]
    comparison: ComparedSessions | None
    method: list[str]
