"""What a sample session is told as, before the program counts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from workshop.model.session import Comment

__all__ = ["EXAMPLE", "PLAN", "Answers", "Told"]

Answers: TypeAlias = Mapping[str, Mapping[str, str]]
"""By attribute and item, the answers to deal out to the participants, written as a tally."""

EXAMPLE = (
    "An invented example: this library, its branch and its answers are made up to show what the program does."
)
"""The first note of every sample."""

PLAN: Mapping[str, Any] = {
    "organisation": "Riverside Public Library",
    "unit": "North branch",
    "mode": "confidential",
    "threshold": 5,
    "audience": "team",
    "depth": "full",
    "words": {"user": "patron", "users": "patrons"},
}
"""What all the samples have in common."""


@dataclass(frozen=True)
class Told:
    """One sample session: how it is planned, what people answer, and what the team says afterwards."""

    plan: Mapping[str, Any]
    voted: int
    answers: Answers
    afterwards: Mapping[str, Any]
    """Fields of the session that are filled in after the count."""
    felt: Mapping[str, str] = field(default_factory=dict)
    """By attribute: worse, same, better, a bar, and those who were not here."""
    comments: tuple[Comment, ...] = ()
    """Kept after review."""
    aimed_at_a_person: tuple[tuple[str, str], ...] = ()
    """Attribute and text of comments that are set aside at review."""
