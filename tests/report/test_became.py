"""What became of stops and policies, said beside a comparison."""

from __future__ import annotations

import json

from tests.model.build import plan
from tests.report.build import before, talked
from workshop.model.exercises import Exercises, Policy
from workshop.model.followup import FollowUp, StopItem
from workshop.report.as_json import compared
from workshop.report.exercises.became import became
from workshop.report.objects.compared import ComparedSessions


def test_stops_and_policies_say_what_became_of_them() -> None:
    renewals, cards = "Two renewals.", "Cards for all"
    first = plan(
        stops=(StopItem(id="a", item="The blue form"), StopItem(id="b", item="The stamp")),
        exercises=Exercises(
            policies=(
                Policy(policy=renewals, verdict="change"),
                Policy(policy=cards, verdict="drop"),
                Policy(policy="No verdict"),
            )
        ),
    )
    last = plan(
        follow_up=(FollowUp(id="a", text="The blue form", became="stopped", noticed="better"),),
        exercises=Exercises(policies=(Policy(policy="two  renewals", verdict="keep"),)),
    )
    assert became(first, last) == (
        "To stop “The blue form”: stopped, users noticed: better.",
        "Policy “Two renewals.”: change then, keep now.",
        "Policy “Cards for all”: drop then, not looked at now.",
    )
    assert became(last, first) == ("Policy “two  renewals”: keep then, change now.".replace("  ", " "),)


def test_programs_and_people_are_told_alike() -> None:
    """`compare --json` holds the sentences, and its schema knows them."""
    first, last = before(), talked(follow_up=())
    first = first.changed(stops=(StopItem(id="a", item="The blue form"),))
    last = last.changed(follow_up=(FollowUp(id="a", text="The blue form", became="returned"),))
    found = compared([first, last])
    assert found["became"] == ["To stop “The blue form”: returned."]
    assert ComparedSessions.model_validate_json(json.dumps(found)).became == found["became"]
