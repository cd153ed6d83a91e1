"""Rounds about an exercise: the same box, promises, counting and crash safety as any other round."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.model.build import plan
from workshop.errors import WorkshopError
from workshop.model.exercise_questions import TOKENS_KEY
from workshop.model.exercises import Exercises, Policy, TouchPoint
from workshop.model.poll import Poll
from workshop.model.share import Share
from workshop.model.tally import HIDDEN, Tally, parse_result
from workshop.store import sealing
from workshop.store.codec import load
from workshop.store.drafts import HandsDraft, record_hands
from workshop.store.room import Room
from workshop.store.seat import take_seat
from workshop.store.sessions import change, create

DOOR, DESK, PHONE = (TouchPoint(id=name, name=name.title()) for name in ("door", "desk", "phone"))


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def journey(folder: Path, **fields: object) -> Path:
    """A session with three touch points, their round open."""
    exercises = Exercises(touch_points=(DOOR, DESK, PHONE))
    path = create(plan(**{"exercises": exercises, **fields}), folder / "assessments")
    sealing.open_exercise(path, "touch-points")
    return path


def rate(
    path: Path, levels: Mapping[str, int], tokens: Iterable[str] = (), code: str | None = None, **more: object
) -> str:
    """One participant rates points by name and gives tokens; returns the code to come back with."""
    room = Room(path)
    ticket = room.join() if code is None else room.resume(code)
    assert ticket
    ballot = room.box.take(ticket.participant)
    answers = {f"touch-points.{name}": level for name, level in levels.items()}
    picks = {TOKENS_KEY: tuple(tokens)} if tokens else {}
    room.box.cast(ticket.participant, ballot.changed(answers=answers, picks=picks, **more))
    return ticket.code


def test_counts_tokens_and_who_put_a_point_lowest_stand_with_the_point(tmp_path: Path) -> None:
    path = journey(tmp_path)
    for desk in (1, 2, 2, 3, 3):
        rate(path, {"door": 4, "desk": desk, "phone": 3}, ["desk", "door"])
    session = sealing.close_round(path)
    door, desk_point, phone = session.exercises.touch_points
    assert desk_point.performance == Tally.of([1, 2, 2, 3, 3])
    assert (door.tokens, desk_point.tokens, phone.tokens) == (Share(5, 5), Share(5, 5), Share(0, 5))
    assert (door.lowest, desk_point.lowest, phone.lowest) == (Share(0, 5), Share(5, 5), Share(2, 5))
    assert session.exercises.rounds["touch-points"].number == 2, "1 stays the silent rating's"
    assert (session.stage, session.rounds) == ("exercises", ())
    assert load(path) == session
    assert Room(path).number is None


def test_a_participant_is_asked_the_exercise_while_the_room_is_at_it(tmp_path: Path) -> None:
    path = journey(tmp_path)
    asked = [question.key for question in take_seat(path).questions]
    assert asked == ["touch-points.door", "touch-points.desk", "touch-points.phone", TOKENS_KEY]


def test_too_few_ballots_are_not_counted_and_stay(tmp_path: Path) -> None:
    path = journey(tmp_path)
    for _ in range(4):
        rate(path, {"door": 4}, ["door"])
    with pytest.raises(sealing.TooFew):
        sealing.close_round(path)
    assert Room(path).presence().to_count == 4


def test_tokens_of_fewer_than_enough_people_are_hidden_whatever_was_rated(tmp_path: Path) -> None:
    path = journey(tmp_path)
    for number in range(6):
        rate(path, {"door": 4, "desk": 2}, ["desk"] if number < 4 else [])
    points = sealing.close_round(path).exercises.touch_points
    assert [point.tokens for point in points] == [HIDDEN] * 3
    assert points[0].performance == Tally.of([4] * 6)


def test_with_one_point_hidden_nobody_learns_from_the_others_who_put_it_lowest(tmp_path: Path) -> None:
    path = journey(tmp_path)
    for number in range(6):
        rate(path, {"door": 4, "desk": 3} | ({"phone": 1} if number < 4 else {}), ["door"])
    points = sealing.close_round(path).exercises.touch_points
    assert points[2].performance == HIDDEN
    assert [point.lowest for point in points] == [HIDDEN] * 3


def rate_ladder(path: Path, levels: Iterable[int], codes: Iterable[str] = ()) -> list[str]:
    """One participant for each level rates the first ladder; returns their codes, in order."""
    room, known = Room(path), list(codes)
    tickets = [room.resume(code) for code in known] if known else [room.join() for _ in levels]
    for ticket, level in zip(tickets, levels, strict=True):
        assert ticket
        ballot = room.box.take(ticket.participant)
        room.box.cast(ticket.participant, ballot.answered("vision.ladder", level))
    return [ticket.code for ticket in tickets if ticket]


RATED = (  # an answer sheet each: of those who are there for the exercise
    ({"door": 5, "desk": 1}, ["desk"]),
    ({"door": 4, "desk": 2}, ["desk"]),
    ({"door": 4, "desk": 2}, ["door"]),
    ({"door": 3, "desk": 0}, ["desk"]),
    ({"door": 4, "desk": 3}, ["desk", "door"]),
    ({"door": 2, "desk": 4}, ["door"]),
)


def test_one_absent_person_costs_an_exercise_nothing_and_shows_nothing_of_anybody(tmp_path: Path) -> None:
    """Whoever of seven is absent, and whoever gave which answers: both releases stay as they are.

    What is released follows from the answers to each question alone. So nobody who has both can tell who was
    absent, what they answered before, or which answer to the one goes with which answer to the other. With
    one question asked twice it is otherwise: there the answer of the absent is what is missing.
    """
    released = set()
    for absent in range(7):
        path = create(plan(exercises=Exercises(touch_points=(DOOR, DESK))), tmp_path / f"without-{absent}")
        sealing.open_round(path)
        codes = rate_ladder(path, (1, 2, 3, 3, 4, 4, 5))
        sealing.close_round(path)
        sealing.open_exercise(path, "touch-points")
        there = [code for place, code in enumerate(codes) if place != absent]
        for code, (levels, tokens) in zip(there, (*RATED[absent:], *RATED[:absent]), strict=False):
            rate(path, levels, tokens, code)
        session = sealing.close_round(path)
        released.add((str(session.rounds), str(session.exercises)))
    assert len(released) == 1
    door, desk = session.exercises.touch_points
    assert door.performance == Tally((0, 1, 1, 3, 1))
    assert desk.performance == Tally((1, 2, 1, 1, 0), 1)
    assert (door.tokens, desk.tokens) == (Share(3, 6), Share(4, 6))
    assert desk.lowest == Share(4, 5)


def test_the_same_question_asked_again_of_nearly_the_same_people_leaves_only_bands(tmp_path: Path) -> None:
    """Also when an exercise came between; and another question of theirs is then counted in full."""
    path = create(plan(exercises=Exercises(touch_points=(DOOR,))), tmp_path / "assessments")
    sealing.open_round(path)
    codes = rate_ladder(path, [3] * 7)
    sealing.close_round(path)
    sealing.open_exercise(path, "touch-points")
    for code in codes:
        rate(path, {"door": 4}, ["door"], code)
    sealing.close_round(path)
    sealing.open_again(path, "vision")
    rate_ladder(path, [3] * 6, codes[:6])
    session = sealing.close_round(path)
    assert session.rounds[1].result("vision") == parse_result("median 3, together")
    assert session.exercises.touch_points[0].performance == Tally.of([4] * 7)


def test_an_exercise_after_the_room_was_closed_is_counted_in_full(tmp_path: Path) -> None:
    """Who voted before is not known any more; but that was on something else."""
    path = create(plan(exercises=Exercises(touch_points=(DOOR,))), tmp_path / "assessments")
    sealing.open_round(path)
    rate_ladder(path, [3] * 7)
    sealing.close_round(path)
    shutil.rmtree(Room(path).folder)
    sealing.open_exercise(path, "touch-points")
    for _ in range(6):
        rate(path, {"door": 4}, ["door"])
    assert sealing.close_round(path).exercises.touch_points[0].performance == Tally.of([4] * 6)


def test_the_same_voters_are_counted_in_full_and_the_codes_stay_good(tmp_path: Path) -> None:
    path = journey(tmp_path, mode="open")
    code = rate(path, {"door": 5}, ["door"])
    sealing.close_round(path)
    change(path, lambda s: s.changed(exercises=s.exercises.changed(policies=(Policy(id="p", policy="Two"),))))
    sealing.open_exercise(path, "policies")
    seat = take_seat(path, code)
    seat.cast(seat.ballot.changed(answers={"p.easier-for": 1, "p.explained": 3}))
    (policy,) = sealing.close_round(path).exercises.policies
    assert policy.easier_for == Tally((1, 0, 0, 0, 0))
    assert policy.explained == Tally((0, 0, 1))


@pytest.mark.parametrize("saved", [False, True])
def test_a_count_that_was_killed_is_finished_once(tmp_path: Path, saved: bool) -> None:
    path = journey(tmp_path, mode="open")
    rate(path, {"door": 1, "desk": 2}, ["door"])
    box = Room(path).box
    if saved:
        kept = tmp_path / "kept"
        shutil.copytree(box.folder, kept)
        expected = sealing.close_round(path)
        shutil.move(kept, box.counting)  # killed after the save, before the box was gone
    else:
        box.seal()  # killed before anything was counted
        expected = None
    finished = sealing.finish(path)
    assert expected is None or finished == expected
    assert finished.exercises.touch_points[0].performance == Tally((1, 0, 0, 0, 0))
    assert Room(path).number is None


def test_what_an_exercise_came_to_openly_is_put_under_no_later_promise(tmp_path: Path) -> None:
    """The counts of three stood in a confidential file."""
    path = journey(tmp_path, mode="open")
    for level in (1, 2, 2):
        rate(path, {"door": level})
    before = sealing.close_round(path)
    with pytest.raises(WorkshopError, match="before the first round is open"):
        sealing.open_round(path, "confidential")
    assert load(path) == before
    assert sealing.open_round(path).mode == "open"


def test_an_exercise_is_rated_once_and_one_round_is_open_at_a_time(tmp_path: Path) -> None:
    path = journey(tmp_path, mode="open")
    with pytest.raises(WorkshopError, match="another round is open"):
        sealing.open_exercise(path, "qualities")
    with pytest.raises(WorkshopError, match="another round is open"):
        sealing.open_round(path)
    rate(path, {"door": 1})
    sealing.close_round(path)
    with pytest.raises(WorkshopError, match="rated already"):
        sealing.open_exercise(path, "touch-points")
    sealing.open_round(path)
    assert Room(path).number == 1


def test_what_was_asked_cannot_be_changed_under_the_voters(tmp_path: Path) -> None:
    path = journey(tmp_path, mode="open")
    rate(path, {"door": 1})
    change(path, lambda s: s.changed(exercises=s.exercises.changed(touch_points=(DESK, PHONE))))
    with pytest.raises(WorkshopError, match='list of the exercise "touch-points" was changed'):
        sealing.close_round(path)


def test_a_dropped_round_leaves_the_list_and_can_be_held_again(tmp_path: Path) -> None:
    path = journey(tmp_path)
    rate(path, {"door": 1}, ["door"])
    assert sealing.destroy_round(path).exercises.touch_points == (DOOR, DESK, PHONE)
    sealing.open_exercise(path, "touch-points")
    assert Room(path).presence().to_count == 0


def test_comments_in_an_exercise_wait_for_review_and_are_about_no_attribute(tmp_path: Path) -> None:
    path = journey(tmp_path)
    for number in range(5):
        rate(path, {"door": 4}, comments={"touch-points": f"about {number}"})
    sealing.close_round(path)
    assert {comment.attribute for comment in Room(path).pending()} == {""}
    assert len(Room(path).pending()) == 5


def test_hands_are_counted_for_tokens_too_and_can_be_corrected(tmp_path: Path) -> None:
    path = create(plan(exercises=Exercises(touch_points=(DOOR, DESK))), tmp_path / "assessments")
    draft = HandsDraft(
        tallies={
            "touch-points.door": Tally((0, 0, 1, 2, 1)),
            "touch-points.desk": Tally((1, 2, 0, 0, 0), 1),
            "make-or-break.desk": Tally((3,)),
        },
    )
    Room(path).ensure()
    session = record_hands(path, Poll(exercise="touch-points"), draft)
    door, desk = session.exercises.touch_points
    assert (door.tokens, desk.tokens) == (Share(0, 4), Share(3, 4))
    assert desk.lowest is None, "hands do not tell who raised which"
    assert not session.exercises.rounds["touch-points"].corrected
    session = record_hands(path, Poll(exercise="touch-points"), draft)
    assert session.exercises.rounds["touch-points"].corrected
    assert session.exercises.rounds["touch-points"].number == 2


def test_hands_are_refused_where_ballots_were_cast(tmp_path: Path) -> None:
    path = journey(tmp_path)
    rate(path, {"door": 2})
    hands = {"touch-points.door": Tally((0, 0, 1, 2, 1))}
    with pytest.raises(WorkshopError, match="ballots were cast"):
        record_hands(path, Poll(exercise="touch-points"), HandsDraft(tallies=hands))


def test_a_level_there_is_not_is_not_counted(tmp_path: Path) -> None:
    path = create(plan(mode="open"), tmp_path / "assessments")
    sealing.open_exercise(path, "phrases")
    ticket = Room(path).join()
    ballot = Room(path).box.take(ticket.participant)
    given = {"phrases.always-done": 3, "phrases.tried-before": 5}
    Room(path).box.cast(ticket.participant, ballot.changed(answers=given))
    always, tried, _ = sealing.close_round(path).exercises.phrases
    assert always.heard == Tally((0, 0, 1))
    assert tried.heard == Tally((0, 0, 0))
