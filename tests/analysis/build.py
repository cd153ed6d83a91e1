"""Small sessions for the tests of analysis: two attributes, the first with a ladder and two statements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workshop.model.instrument import LADDER, Attribute, Instrument, Statement
from workshop.model.session import AgreedLevel, Method, Round, Session
from workshop.model.tally import Result, parse_result

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
SPEECH = Attribute(
    id="speech",
    name="Open speech",
    statements=(
        Statement(id="bad-news", text="Bad news travels."),
        Statement(id="asked", text="We are asked."),
    ),
)
INSTRUMENT = Instrument(
    id="small",
    version="1",
    title="Small",
    stem="How often?",
    scale=("never", "rarely", "sometimes", "often", "nearly always"),
    ladder_stem="Which is closest?",
    attributes=(VISION, STAFF),
)

Tallies = Mapping[str, Mapping[str, str]]


def only(*attributes: Attribute, **changes: Any) -> Instrument:
    """The small instrument with these attributes."""
    return Instrument(**{**dict(INSTRUMENT), "attributes": attributes, **changes})


def round_of(tallies: Tallies, number: int = 1, method: Method = "ballots", **fields: Any) -> Round:
    """A round with tallies given as they are written in files; it counts a hundred voters."""
    kept: dict[str, dict[str, Result]] = {
        attribute: {item: parse_result(text) for item, text in items.items()}
        for attribute, items in tallies.items()
    }
    return Round(**{"number": number, "method": method, "voted": 100, "tally": kept, **fields})


def session(*rounds: Round, agreed: Mapping[str, int] | None = None, **fields: Any) -> Session:
    """A confidential session of the small instrument."""
    levels = {key: AgreedLevel(level=level) for key, level in (agreed or {}).items()}
    given = {"title": "Spring", "held_on": date(2026, 3, 1), "instrument": INSTRUMENT, "agreed": levels}
    return Session(**{**given, "rounds": rounds, **fields})


def ladders(vision: str, staff: str = "0 0 5 0 0 | 0", **fields: Any) -> Session:
    """A session whose first round asked the two ladders only."""
    tallies = {"vision": {LADDER: vision}, "staff": {LADDER: staff}}
    return session(round_of(tallies), **fields)
