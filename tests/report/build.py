"""Sessions of a small branch for the tests of what is shown: two ladders, two statements, everything kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.analysis.build import INSTRUMENT, round_of
from workshop.model.exercises import (
    RATED,
    Change,
    ExerciseRound,
    Exercises,
    Phrase,
    Policy,
    Quality,
    TouchPoint,
    Value,
)
from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.session import AgreedLevel, Comment, Note, Session, SetAside
from workshop.model.share import parse_share
from workshop.model.tally import parse_result

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


def practised(**changes: Any) -> Session:
    """The same with every exercise that is rated done, and the values of a change."""
    rounds = {
        name: ExerciseRound(number=number, method="ballots", voted=11)
        for number, name in enumerate(RATED, start=3)
    }
    kept = Exercises(
        rounds=rounds,
        touch_points=(
            TouchPoint(
                id="a",
                name="At the desk",
                stage="Arriving",
                performance=parse_result("1 6 3 1 0 | 0"),
                tokens=parse_share("6 of 11"),
                lowest=parse_share("7 of 11"),
                evidence="records",
            ),
            TouchPoint(id="b", name="On the shelf", performance=parse_result("0 0 3 6 2 | 0")),
            TouchPoint(id="c", name="Leaving", performance=parse_result("hidden")),
        ),
        policies=(
            Policy(
                id="a",
                policy="Fines from the first day",
                owner="Maria",
                legally_required=True,
                easier_for=parse_result("4 4 2 1 0 | 0"),
                explained=parse_result("7 2 1 | 1", levels=3),
                objection="The treasurer, for the money",
                verdict="change",
            ),
        ),
        phrases=(
            Phrase(
                id="a",
                phrase="We have always done it so",
                heard=parse_result("2 5 4 | 0", levels=3),
                instead="What for?",
            ),
        ),
        qualities=(
            Quality(id="reliable", met=parse_result("0 2 6 3 0 | 0"), grow_next=parse_share("5 of 11")),
        ),
        change=Change(change="Sundays", values=(Value(value="Welcome", seen="A word at the door"),)),
    )
    return talked(**{"exercises": kept, **changes})


def before(**changes: Any) -> Session:
    """The session a year earlier: lower on staff by more than a group this size varies."""
    tallies = {**FIRST, "staff": {"ladder": "2 6 2 0 0 | 0"}}
    given = {"title": "North branch, spring", "held_on": date(2025, 5, 14)}
    return branch(**{"rounds": (round_of(tallies, voted=11),), **given, **changes})
