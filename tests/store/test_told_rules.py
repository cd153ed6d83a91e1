"""What people were told before they voted holds to the end, whatever is changed afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.model.build import plan
from tests.store.rooms import opened
from workshop.errors import WorkshopError
from workshop.model.ballot import Ballot
from workshop.model.exercises import Exercises, TouchPoint
from workshop.model.rules import Rules
from workshop.model.session import Session, Stage
from workshop.model.tally import HIDDEN, Band, Tally
from workshop.store.codec import load
from workshop.store.progress import revealed
from workshop.store.room import Room, Ticket
from workshop.store.sealing import (
    close_round,
    close_session,
    destroy_round,
    open_again,
    open_exercise,
    open_round,
)
from workshop.store.sessions import change, create

LADDER = "vision.ladder"


def vote(path: Path, ticket: Ticket, level: int | None) -> None:
    """Hand in with an answer to one ladder, or with none."""
    box = Room(path).box
    ballot: Ballot = box.take(ticket.participant)
    answers = {} if level is None else {LADDER: level}
    box.cast(ticket.participant, ballot.changed(answers=answers, handed_in=True))


def voted(path: Path, levels: list[int | None]) -> list[Ticket]:
    tickets = [Room(path).join() for _ in levels]
    for ticket, level in zip(tickets, levels, strict=True):
        vote(path, ticket, level)
    close_round(path)
    return tickets


def ladder(session: Session, number: int) -> object:
    counted = next(one for one in session.rounds if one.number == number)
    return counted.result("vision", "ladder")


def test_participants_see_results_once_the_room_is_past_the_rating(tmp_path: Path) -> None:
    path = opened(tmp_path / "assessments")
    assert not revealed(load(path).at("reveal")), "nothing is counted"
    voted(path, [1, 2, 3, 4, 5])
    stages: tuple[Stage, ...] = ("welcome", "follow-up", "rate", "reveal", "discuss")
    assert [revealed(load(path).at(stage)) for stage in stages] == [False, False, False, True, True]


def test_opening_a_counted_session_in_open_mode_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    path = opened(tmp_path / "assessments")
    voted(path, [3] * 5)
    before = path.read_bytes()
    with pytest.raises(WorkshopError, match="counted"):
        open_round(path, "open")
    assert path.read_bytes() == before


def test_the_mode_can_be_chosen_when_the_round_is_opened_and_not_after(tmp_path: Path) -> None:
    path = create(plan(), tmp_path / "assessments")
    assert open_round(path, "open").mode == "open"
    with pytest.raises(WorkshopError, match="before the round is open"):
        open_round(path, "confidential")


def test_a_revote_is_counted_under_no_weaker_threshold_than_the_first_vote(tmp_path: Path) -> None:
    path = opened(tmp_path / "assessments")
    tickets = voted(path, [2, 3, 3, 4, 4, 4])
    change(path, lambda session: session.changed(threshold=3))
    open_again(path, "vision")
    for ticket in tickets[:4]:
        vote(path, ticket, 3)
    with pytest.raises(WorkshopError, match="5 are needed"):
        close_round(path)


def test_an_exercise_is_rated_under_no_weaker_rules_than_the_first_vote(tmp_path: Path) -> None:
    points = tuple(TouchPoint(name=name) for name in ("Door", "Desk"))
    path = opened(tmp_path / "assessments", exercises=Exercises(touch_points=points))
    voted(path, [2, 3, 3, 4, 4])
    change(path, lambda session: session.changed(threshold=3, mode="open"))
    with pytest.raises(WorkshopError, match="before the first round"):
        open_exercise(path, "touch-points", "confidential")
    open_exercise(path, "touch-points")
    assert Room(path).opening().rules == Rules("confidential", 5)


def test_the_session_says_under_which_rules_it_was_counted(tmp_path: Path) -> None:
    path = opened(tmp_path / "assessments")
    change(path, lambda session: session.changed(threshold=3, mode="open"))
    voted(path, [3] * 5)
    session = load(path)
    assert (session.threshold, session.mode) == (5, "confidential")


def test_who_skipped_the_question_the_first_time_does_not_stand_out_in_the_revote(tmp_path: Path) -> None:
    path = opened(tmp_path / "assessments")
    tickets = voted(path, [3, 3, 4, 4, 4, None])
    open_again(path, "vision")
    for ticket, level in zip(tickets, [3, 3, 4, 4, 4, 1], strict=True):
        vote(path, ticket, level)
    session = close_round(path)
    assert ladder(session, 1) == Tally((0, 0, 2, 3, 0))
    assert isinstance(ladder(session, 2), Band)


def test_the_same_voters_and_answerers_see_the_whole_revote(tmp_path: Path) -> None:
    path = opened(tmp_path / "assessments")
    tickets = voted(path, [3, 3, 4, 4, 4, None])
    open_again(path, "vision")
    for ticket, level in zip(tickets, [4, 4, 4, 4, 4, None], strict=True):
        vote(path, ticket, level)
    assert ladder(close_round(path), 2) == Tally((0, 0, 0, 5, 0))


def test_a_dropped_revote_leaves_the_session_where_the_team_agrees(tmp_path: Path) -> None:
    path = opened(tmp_path / "assessments")
    voted(path, [3] * 5)
    open_again(path, "vision")
    assert destroy_round(path).stage == "agree"


def test_a_session_nobody_rated_is_not_ended_by_mistake(tmp_path: Path) -> None:
    path = create(plan(), tmp_path / "assessments")
    with pytest.raises(WorkshopError, match="nothing was rated"):
        close_session(path)
    assert load(path).stage == "welcome"
    assert close_session(path, without_numbers=True).stage == "close"


def test_below_the_threshold_a_question_stays_hidden_though_the_round_counts(tmp_path: Path) -> None:
    path = opened(tmp_path / "assessments")
    voted(path, [3, 3, 3, 3, None])
    assert ladder(load(path), 1) == HIDDEN
