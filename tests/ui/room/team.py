"""A confidential session as it is counted of sixteen ballots: one attribute for each privacy rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from tests.analysis.build import LEVELS, only
from workshop.model.ballot import Ballot
from workshop.model.instrument import Attribute, Statement
from workshop.model.privacy import count
from workshop.model.rules import Rules
from workshop.model.session import Grouping, Session
from workshop.store import sessions

__all__ = ["EAST", "INSTRUMENT", "NAMES", "WEST", "held", "people", "team"]

EAST, WEST = "Eastwing", "Westwing"

NAMES: Final[Mapping[str, str]] = {
    "clear": "Clearwater",
    "split": "Splitriver",
    "hollow": "Hollowtree",
    "misty": "Mistyhill",
}
"""By attribute id. One is shown, of one a group is of one mind, one is hidden, one banded."""

_ANSWERS: Final[Mapping[str, Sequence[int]]] = {
    "clear": (2, 3, 3, 4, 4, 5, 5, 5, 1, 2, 2, 3, 3, 4, 4, 4),
    "split": (2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 5),
    "hollow": (1, 1, 2, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    "misty": (1, 2, 2, 3, 3, 3, 4, 5, 1, 2, 3, 3, 3, 4, 4, 5),
}
"""Of sixteen people, the first eight of them in the east wing."""


def _attribute(key: str, name: str) -> Attribute:
    statements = (
        Statement(id="first", text=f"One of {name}."),
        Statement(id="second", text=f"Two of {name}."),
    )
    return Attribute(id=key, name=name, tab=name, ladder=LEVELS, statements=statements)


INSTRUMENT: Final = only(*(_attribute(key, name) for key, name in NAMES.items()))


def people(**fields: Any) -> list[Ballot]:
    """Return the sixteen ballots, handed in."""
    return [
        Ballot(
            answers={
                f"{key}.{item}": levels[number]
                for key, levels in _ANSWERS.items()
                for item in ("ladder", "first", "second")
            },
            group=EAST if number < 8 else WEST,
            handed_in=True,
            **fields,
        )
        for number in range(16)
    ]


def team(**changes: Any) -> Session:
    """Return the session after the count."""
    rules = Rules("confidential", 5)
    whole = count(people(), INSTRUMENT.questions(), rules, groups=(EAST, WEST))
    banded = count(people(), INSTRUMENT.questions(), rules, bands_only=True)
    tally = {**whole.tally, "misty": banded.tally["misty"]}
    groups = {
        wing: {key: items for key, items in tallies.items() if key != "misty"}
        for wing, tallies in whole.groups.items()
    }
    given: dict[str, Any] = {
        "title": "Autumn",
        "unit": "North",
        "held_on": date(2026, 11, 23),
        "invited": 16,
        "grouping": Grouping(name="Wing", groups=(EAST, WEST)),
        "instrument": INSTRUMENT,
        "stage": "reveal",
        "rounds": (whole.model_copy(update={"tally": tally, "groups": groups}),),
    }
    return Session(**{**given, **changes})


def held(folder: Path, **changes: Any) -> Path:
    """Save the session in a new workspace in ``folder``, with two of the same before it; return its file."""
    place = folder / "workspace" / "assessments"
    place.mkdir(parents=True)
    for title, day in (("Spring", date(2025, 3, 1)), ("Summer", date(2025, 8, 1))):
        sessions.create(team(title=title, held_on=day), place)
    return sessions.create(team(**changes), place)
