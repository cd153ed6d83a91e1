"""Counted sessions of the built-in instrument, and a lead of one on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.ui.stage import BUILT_IN
from workshop.model.session import Round, Session
from workshop.model.tally import Result, parse_result
from workshop.store import sessions
from workshop.store.codec import load
from workshop.ui.room.lead import Lead

__all__ = ["LADDERS", "counted", "lead_of", "round_of", "saved"]

LADDERS: Mapping[str, str] = {
    "vision": "0 2 6 3 0 | 0",
    "staff": "4 0 1 0 6 | 0",
    "purpose": "0 1 3 6 1 | 0",
    "culture": "0 2 5 3 1 | 0",
    "thinking": "0 4 4 1 0 | 2",
    "resources": "2 3 3 2 1 | 0",
}
"""Staff has two groups of answers, resources is apart, purpose, vision and thinking are together."""


def round_of(ladders: Mapping[str, str] = LADDERS, number: int = 1, **fields: Any) -> Round:
    """A round that asked these ladders of 11 people."""
    tally: dict[str, dict[str, Result]] = {
        attribute: {"ladder": parse_result(text)} for attribute, text in ladders.items()
    }
    return Round(**{"number": number, "method": "ballots", "voted": 11, "tally": tally, **fields})


def counted(*rounds: Round, **fields: Any) -> Session:
    """A session that was rated by 11 people, in the words of a library."""
    given = {
        "title": "North branch",
        "held_on": date(2026, 11, 23),
        "instrument": BUILT_IN,
        "depth": "quick",
        "stage": "reveal",
        "rounds": rounds or (round_of(),),
    }
    return Session(**{**given, **fields})


def lead_of(folder: Path, session: Session) -> Lead:
    """Save ``session`` in ``folder`` and lead it, on the minute it began."""
    (folder / "assessments").mkdir(exist_ok=True)
    path = folder / "assessments" / "north.toml"
    sessions.save(path, session)
    return Lead(path, session, datetime.now(UTC))


def saved(lead: Lead) -> Session:
    """What stands in the file."""
    return load(lead.path)
