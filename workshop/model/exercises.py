"""The homes of the six exercises in a session file (instrument.md, "Exercises").

Where people rate, the count is a tally like any other, hidden or banded under the same rules.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workshop.model.base import Frozen, Id, Line, Paragraph, RandomId, random_id
from workshop.model.counted import Counted

__all__ = ["Change", "Evidence", "Exercises", "Phrase", "Policy", "Quality", "TouchPoint", "Value"]

Evidence = Literal["users told us", "records", "own sense"]
"""Where something that was said comes from."""

_Count = Annotated[int, Field(ge=0)]


class TouchPoint(Frozen):
    """One meeting point with users; any one, done badly, can spoil the whole visit."""

    id: RandomId = Field(default_factory=random_id)
    name: Line
    stage: Line = ""
    """The stage of the journey."""
    performance: Counted | None = None
    raters: _Count = 0
    tokens: _Count = 0
    """How many raters gave it a make-or-break token."""
    evidence: Evidence | None = None


class Policy(Frozen):
    """A policy seen from the user's side: easier for us, or easier for them."""

    id: RandomId = Field(default_factory=random_id)
    policy: Paragraph
    owner: Line = ""
    legally_required: bool = False
    easier_for: Counted | None = None
    """Five steps from -2 (easier for us) to +2 (easier for users)."""
    explained: Counted | None = None
    """"I can explain why": no, partly, yes."""
    objection: Paragraph = ""
    verdict: Literal["keep", "explain", "change", "drop"] | None = None


class Phrase(Frozen):
    """A phrase worth retiring, and how often it was heard last month: 0, 1-2, 3 or more."""

    id: RandomId = Field(default_factory=random_id)
    phrase: Paragraph
    heard: Counted | None = None
    instead: Paragraph = ""
    """The question to ask instead."""


class Quality(Frozen):
    """One of the seven service qualities: how often users met it, and who would grow it next."""

    id: Id
    met: Counted | None = None
    grow_next: _Count = 0


class Value(Frozen):
    """A value to hold on to through a change."""

    value: Line
    seen: Paragraph = ""
    """What we would see each other do."""
    hard: Paragraph = ""
    """What makes it hard."""
    leaders: Paragraph = ""
    """What leaders do first."""


class Change(Frozen):
    """The coming change and up to three values; never scored."""

    change: Paragraph
    values: Annotated[tuple[Value, ...], Field(max_length=3)] = ()


class Exercises(Frozen):
    """What the exercises of one session brought."""

    touch_points: tuple[TouchPoint, ...] = ()
    policies: tuple[Policy, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    qualities: tuple[Quality, ...] = ()
    change: Change | None = None
