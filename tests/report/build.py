"""Sessions of a small branch for the tests of what is shown: two ladders, two statements, everything kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.analysis.build import INSTRUMENT, round_of
from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.session import AgreedLevel, Comment, Note, Session, SetAside

FIRST = {
    "vision": {"ladder": "0 2 5 3 1 | 0", "shared": "3 3 0 3 1 | 1", "used": "0 0 5 5 1 | 0"},
    "staff": {"ladder": "0 0 1 6 4 | 0"},
}


def branch(**changes: Any) -> Session:
    """A confidential session of eleven, with a second vote on the first ladder and things written down."""
    given: dict[str, Any] = {
        "title": "North branch, autumn",
        "organisation": "Riverside",
        "unit": "North branch",
        "held_on": date(2026, 11, 23),
        "invited": 12,
        "instrument": INSTRUMENT,
        "rounds": (round_of(FIRST, voted=11),),
    }
    return Session(**{**given, **changes})


def talked(**changes: Any) -> Session:
    """The same after the talk: voted again on the vision, agreed, acted on."""
    again = round_of({"vision": {"ladder": "0 0 2 9 0 | 0"}}, number=2, voted=11)
    kept: dict[str, Any] = {
        "rounds": (round_of(FIRST, voted=11), again),
        "stage": "close",
        "agreed": {
            "vision": AgreedLevel(level=4, example="The plan for {users}.", evidence="records"),
            "staff": AgreedLevel(range=(3, 5)),
        },
        "actions": (Action(text="Waive small fines.", owner="Jo", due=date(2027, 1, 15)),),
        "stops": (StopItem(item="The second form", status="paused", owner="Maria"),),
        "notes": (Note(text="Ask Maria."), Note(text="Two forms, one desk.", attribute="staff")),
        "comments": (Comment(text="We ask too often.", attribute="staff"),),
        "set_aside": (SetAside(reason="aimed at a person", count=1),),
        "follow_up": (FollowUp(id="a", text="Open at nine", became="done", noticed="better"),),
    }
    return branch(**{**kept, **changes})


def before(**changes: Any) -> Session:
    """The session a year earlier: lower on staff by more than a group this size varies."""
    tallies = {**FIRST, "staff": {"ladder": "2 6 2 0 0 | 0"}}
    given = {"title": "North branch, spring", "held_on": date(2025, 5, 14)}
    return branch(**{"rounds": (round_of(tallies, voted=11),), **given, **changes})
