"""The JSON objects of architecture.md."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.analysis.build import only, round_of
from tests.report.build import FIRST, before, branch, talked
from workshop.model.instrument import Attribute, Statement
from workshop.report.as_json import compared, shown

WORKED = round_of({"vision": {"ladder": "0 2 5 3 1 | 0"}}, voted=11)


def test_a_session_has_the_published_shape_and_unrounded_numbers() -> None:
    """The worked example of statistics.md."""
    found = shown(branch(rounds=(WORKED,)))
    assert list(found) == [
        *("title", "held_on", "mode", "threshold", "invited", "round", "voted", "attributes", "findings")
    ]
    assert (found["held_on"], found["round"], found["voted"]) == ("2026-11-23", 1, 11)
    ladder = found["attributes"][0]["ladder"]
    assert ladder == {
        "counts": [0, 2, 5, 3, 1],
        "not_sure": 0,
        "n": 11,
        "median": [3, 3],
        "mean": pytest.approx(3.2727272727),
        "ad": pytest.approx(0.7107438017),
        "interval": pytest.approx([2.6651, 3.8804], abs=5e-5),
        "shape": "mixed",
        "r_wg": pytest.approx(0.5909090909),
        "consensus": pytest.approx(0.7001295094),
        "hidden": False,
    }


def test_what_is_not_asked_is_null_and_what_is_hidden_has_no_numbers() -> None:
    rounds = (round_of({"vision": {"ladder": "hidden", "shared": "hidden"}}, voted=11),)
    vision, staff = shown(branch(rounds=rounds))["attributes"]
    assert vision["ladder"] == {"hidden": True}
    assert vision["statements"] == [
        {"id": "shared", "text": "Users are told where we are heading.", "hidden": True}
    ]
    assert (staff["ladder"], staff["statements"], staff["r_wg_j"], staff["agreed"]) == (None, [], None, None)


def test_a_band_tells_its_median_and_shape_alone() -> None:
    rounds = (round_of({"vision": {"ladder": "median 2-3, apart"}}, voted=11),)
    ladder = shown(branch(rounds=rounds))["attributes"][0]["ladder"]
    assert ladder == {"median": [2, 3], "shape": "apart", "band": True, "hidden": False}


def test_an_attribute_without_ladder_has_null_and_names_the_items_of_its_agreement() -> None:
    speech = Attribute(
        id="speech",
        name="Open speech",
        statements=(Statement(id="asked", text="We are asked."), Statement(id="heard", text="We are heard.")),
    )
    rounds = (round_of({"speech": {"asked": "0 1 4 4 1 | 0", "heard": "0 0 5 5 0 | 0"}}, voted=10),)
    [found] = shown(branch(instrument=only(speech), rounds=rounds))["attributes"]
    assert found["ladder"] is None
    assert found["r_wg_j"]["items"] == ["asked", "heard"]
    # s² are 6.5/9 and 2.5/9, so v = 1/4; r_wg(j) = 2·(3/4) / (2·(3/4) + 1/4)
    assert found["r_wg_j"]["value"] == pytest.approx(6 / 7)


def test_the_numbers_are_round_one_and_later_votes_stand_beside_them() -> None:
    vision, staff = shown(talked())["attributes"]
    assert vision["ladder"]["counts"] == [0, 2, 5, 3, 1]
    [again] = vision["ladder"]["revotes"]
    assert (again["round"], again["counts"]) == (2, [0, 0, 2, 9, 0])
    assert "revotes" not in staff["ladder"]
    assert (vision["agreed"], staff["agreed"]) == (4, None)


def test_findings_can_stand_alone() -> None:
    findings = shown(talked())["findings"]
    assert "Empowered staff. Together: 10 of 11 chose 4 or 5." in findings


def test_a_session_that_is_not_counted_has_no_numbers_at_all() -> None:
    found = shown(branch(rounds=()))
    assert (found["round"], found["voted"], found["findings"]) == (None, None, ["Nothing is counted yet."])
    assert all(entry["ladder"] is None and not entry["statements"] for entry in found["attributes"])


def test_two_sessions_have_the_published_shape() -> None:
    found = compared([before(), branch()])
    assert list(found) == ["sessions", "comparable", "notes", "attributes", "became"]
    assert found["sessions"][0] == {"title": "North branch, spring", "held_on": "2025-05-14", "voted": 11}
    assert (found["comparable"], found["notes"]) == (True, [])
    vision, staff = found["attributes"]
    assert staff["ladder"] == {
        "n": [10, 11],
        "means": [2.0, pytest.approx(47 / 11)],
        "change": pytest.approx(47 / 11 - 2),
        "margin": pytest.approx(0.598, abs=5e-3),
        "verdict": "higher",
    }
    assert vision["ladder"]["verdict"] == "no clear change"
    assert [entry["id"] for entry in vision["statements"]] == ["shared", "used"]


def test_what_cannot_be_compared_says_why_and_has_no_margin() -> None:
    few = branch(rounds=(round_of({"staff": {"ladder": "0 1 1 0 0 | 0"}}, voted=2),), mode="open")
    hands = branch(rounds=(round_of(FIRST, method="hands", voted=11),))
    staff = compared([few, branch()])["attributes"][1]["ladder"]
    assert (staff["margin"], staff["verdict"]) == (None, "too few answers")
    other = compared([before(), hands])["attributes"][1]["ladder"]
    assert (other["change"], other["verdict"]) == (None, "not comparable")
    assert other["why"] == "ballots in the first session, a show of hands in the second"


def test_many_sessions_keep_the_shape_and_add_a_point_for_each() -> None:
    found = compared([before(), branch(held_on=date(2026, 1, 10)), talked()])
    assert [entry["held_on"] for entry in found["sessions"]] == ["2025-05-14", "2026-01-10", "2026-11-23"]
    staff = found["attributes"][1]
    assert staff["ladder"]["verdict"] == "higher"
    assert [point["n"] for point in staff["points"]] == [10, 11, 11]
    assert [point["new_line"] for point in staff["points"]] == [False, False, False]
    assert staff["sentence"].startswith("No clear change since last time, on 2026-01-10")
    assert "Higher than on 2025-05-14" in staff["sentence"]


def test_what_is_hidden_stays_hidden_in_a_comparison() -> None:
    hidden = branch(rounds=(round_of({"staff": {"ladder": "hidden"}}, voted=11),))
    text = json.dumps(compared([hidden, hidden, hidden]))
    staff = json.loads(text)["attributes"][1]
    assert (staff["ladder"]["n"], staff["ladder"]["means"]) == ([None, None], [None, None])
    assert all(point["mean"] is None and point["n"] is None for point in staff["points"])
