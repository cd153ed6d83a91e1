"""What a team takes away: actions to try, things to stop, and what became of them."""

from datetime import date
from typing import Literal

from pydantic import Field

from workshop.model.base import Frozen, Line, Paragraph, RandomId, random_id

__all__ = ["Action", "FollowUp", "Noticed", "StopItem", "StopStatus"]

Noticed = Literal["better", "worse", "no", "unknown"]
"""Did users notice?"""

StopStatus = Literal["proposed", "paused", "stopped", "kept with a reason", "returned"]


class Action(Frozen):
    """One thing to try."""

    id: RandomId = Field(default_factory=random_id)
    text: Paragraph
    owner: Line = ""
    due: date | None = None
    notice: Paragraph = ""
    """How users will notice."""
    objection: Paragraph = ""
    """Who may object, and what good reason they might have."""
    example: Paragraph = ""
    """Who already does this well, and who will ask them."""
    done: bool = False


class StopItem(Frozen):
    """One task, rule or form to stop; never a person or a job."""

    id: RandomId = Field(default_factory=random_id)
    item: Paragraph
    began: Paragraph = ""
    """Why it began."""
    gains: Paragraph = ""
    """Who gains from it."""
    keep: Paragraph = ""
    """A good reason to keep it."""
    objection: Paragraph = ""
    """Who may object, and why."""
    test: Paragraph = ""
    """The 30-day test: what is paused, and how one will know."""
    owner: Line = ""
    due: date | None = None
    status: StopStatus = "proposed"


class FollowUp(Frozen):
    """What became of one action or stop of the session before."""

    id: RandomId
    """The id it had there."""
    text: Paragraph
    became: Literal["done", "not yet", "dropped", "paused", "stopped", "kept with a reason", "returned"]
    noticed: Noticed = "unknown"
    note: Paragraph = ""
