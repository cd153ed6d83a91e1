"""Which attribute comes now, which next, and when a second vote is offered."""

from __future__ import annotations

import pytest

from tests.ui.room.talked import LADDERS, counted, round_of
from workshop.model.session import AgreedLevel
from workshop.report.talking import (
    flagged,
    next_open,
    not_discussed,
    open_attributes,
    resumed,
    seen_by,
    taken_up,
    talk_order,
    votes,
)

LEVEL = AgreedLevel(level=3)


def test_the_proposed_order_begins_with_two_groups_of_answers_then_those_apart() -> None:
    assert talk_order(counted())[:2] == ("staff", "resources")


def test_the_teams_own_order_goes_first_and_what_it_does_not_name_follows_as_proposed() -> None:
    assert talk_order(counted(order=("culture",)))[:3] == ("culture", "staff", "resources")


def test_what_is_taken_up_moves_before_all_that_is_open_and_after_all_that_is_settled() -> None:
    session = taken_up(counted(agreed={"staff": LEVEL}), "culture")
    assert session.order[:3] == ("staff", "culture", "resources")
    assert len(session.order) == 6


def test_taking_up_what_is_settled_leaves_the_order_alone() -> None:
    session = counted(agreed={"staff": LEVEL})
    assert taken_up(session, "staff").order == talk_order(session)


def test_a_second_vote_does_not_shuffle_an_order_that_is_written_down() -> None:
    before = taken_up(counted(), "staff")
    again = before.changed(rounds=(*before.rounds, round_of({"staff": "0 0 0 0 9 | 0"}, 2)))
    assert talk_order(again) == before.order
    assert resumed(again) == "staff"


def test_a_killed_program_comes_back_to_what_the_team_was_talking_about() -> None:
    assert resumed(taken_up(counted(agreed={"staff": LEVEL}), "vision")) == "vision"


def test_when_all_is_recorded_it_comes_back_to_what_was_not_discussed() -> None:
    agreed = dict.fromkeys(LADDERS, LEVEL) | {"purpose": AgreedLevel(discussed=False)}
    assert resumed(counted(agreed=agreed)) == "purpose"


def test_the_next_one_is_found_behind_and_then_from_the_top() -> None:
    session = counted(agreed={key: LEVEL for key in LADDERS if key not in {"staff", "vision"}})
    order = talk_order(session)
    assert next_open(session, order[-1]) == "staff"
    assert next_open(session, "staff") == "vision"
    assert next_open(counted(agreed=dict.fromkeys(LADDERS, LEVEL)), "staff") == ""


def test_leaving_records_only_what_has_no_entry_as_not_discussed() -> None:
    session = not_discussed(counted(agreed={"staff": LEVEL}))
    assert session.agreed["staff"] == LEVEL
    assert not session.agreed["culture"].discussed
    assert open_attributes(session) == ()


@pytest.mark.parametrize(
    ("result", "offered"),
    [
        ("4 0 1 0 6 | 0", True),
        ("3 3 0 2 3 | 0", True),
        ("0 2 6 3 0 | 0", False),
        ("median 2-4, apart", True),
        ("median 3, together", False),
        ("hidden", False),
        ("0 0 0 0 0 | 5", False),
    ],
)
def test_a_second_vote_is_offered_when_the_answers_are_apart(result: str, offered: bool) -> None:
    assert flagged(counted(round_of({"vision": result}), mode="open"), "vision") is offered


def test_a_second_vote_is_offered_once() -> None:
    session = counted(round_of(), round_of({"staff": "4 0 1 0 6 | 0"}, 2))
    assert not flagged(session, "staff")
    assert len(votes(session, "staff")) == 2


@pytest.mark.parametrize(
    ("result", "asked"),
    [
        ("0 2 6 3 0 | 0", "What might someone on 2 or on 4 be seeing?"),
        ("0 0 6 3 0 | 0", "What might someone on 4 be seeing?"),
        ("0 0 6 0 0 | 0", ""),
        ("median 2-4, apart", ""),
        ("hidden", ""),
    ],
)
def test_nobody_owns_a_dot_and_hidden_answers_name_no_level(result: str, asked: str) -> None:
    assert seen_by(counted(round_of({"vision": result})), "vision") == asked
