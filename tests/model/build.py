"""A small instrument and ballots for it, written as short as the tests need them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from workshop.model.ballot import Ballot
from workshop.model.instrument import Attribute, Instrument, Question, Statement
from workshop.model.session import Session

LEVELS = ("none", "a little", "some", "much", "all")

VISION = Attribute(
    id="vision",
    name="Strong vision",
    ladder=LEVELS,
    statements=(
        Statement(id="shared", text="{Users} are told where we are heading."),
        Statement(id="used", text="Our vision settles a choice."),
    ),
)
STAFF = Attribute(id="staff", name="Empowered staff", ladder=LEVELS)
INSTRUMENT = Instrument(
    id="small",
    version="1",
    title="Small",
    stem="How often?",
    scale=("never", "rarely", "sometimes", "often", "nearly always"),
    ladder_stem="Which is closest?",
    attributes=(VISION, STAFF),
)
QUESTIONS = INSTRUMENT.questions()
LADDERS = INSTRUMENT.questions("quick")
VISION_LADDER = "vision.ladder"


def plan(**fields: Any) -> Session:
    """A confidential session that nobody has answered yet."""
    given = {"title": "Spring", "unit": "North", "held_on": date(2026, 3, 1), "instrument": INSTRUMENT}
    return Session(**{**given, **fields})


def ballot(answers: Mapping[str, int] | int | None = None, **fields: Any) -> Ballot:
    """A ballot; a bare number answers the ladder of vision."""
    given = {VISION_LADDER: answers} if isinstance(answers, int) else answers or {}
    return Ballot(**{"answers": given, **fields})


def ballots(levels: Iterable[int], **fields: Any) -> list[Ballot]:
    """One ballot for each answer to the ladder of vision."""
    return [ballot(level, **fields) for level in levels]


def vision(questions: Iterable[Question] = QUESTIONS) -> tuple[Question, ...]:
    """Only the ladder of vision."""
    return tuple(question for question in questions if question.key == VISION_LADDER)
