"""One participant goes through the questions: forward, back, away, and back again."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.model.build import INSTRUMENT, LADDERS, QUESTIONS
from workshop.model.answering import Answering
from workshop.model.ballot import Ballot

KEYS = ["vision.shared", "vision.used", "vision.ladder", "staff.ladder"]


@pytest.fixture
def start() -> Answering:
    return Answering.resume(QUESTIONS, Ballot())


def test_statements_come_before_their_ladder(start: Answering) -> None:
    assert [question.key for question in start.questions] == KEYS
    assert [question.key for question in LADDERS] == ["vision.ladder", "staff.ladder"]


def test_an_answer_is_kept_and_moves_on(start: Answering) -> None:
    after = start.answer(4)
    assert after.ballot.answers == {"vision.shared": 4}
    assert after.question.key == "vision.used"
    assert start.ballot.answers == {}


def test_not_sure_is_an_answer(start: Answering) -> None:
    after = start.answer(0)
    assert after.answer_to(start.question) == 0
    assert start.question not in after.unanswered


@pytest.mark.parametrize("level", [-1, 6, 99])
def test_a_level_that_is_none_is_refused(start: Answering, level: int) -> None:
    with pytest.raises(ValidationError):
        start.answer(level)


def test_a_question_may_be_skipped_and_is_listed_at_the_end(start: Answering) -> None:
    end = start.answer(4).move(1).answer(2).answer(3)
    assert end.at_end
    assert [question.key for question in end.unanswered] == ["vision.used"]


def test_at_the_end_a_level_answers_nothing(start: Answering) -> None:
    end = start.go(4)
    assert end.answer(3) == end
    assert end.clear() == end


def test_an_answer_may_be_changed_later(start: Answering) -> None:
    changed = start.answer(4).go_to(QUESTIONS[0].key).answer(2)
    assert changed.ballot.answers == {"vision.shared": 2}


def test_an_answer_is_taken_away_where_it_stands(start: Answering) -> None:
    cleared = start.answer(4).move(-1).clear()
    assert cleared.ballot.answers == {}
    assert cleared.place == 0


def test_clearing_nothing_changes_nothing(start: Answering) -> None:
    assert start.clear() == start


@pytest.mark.parametrize(("steps", "place"), [(-9, 0), (-1, 0), (1, 1), (3, 3), (4, 4), (99, 4)])
def test_moving_stays_between_the_first_question_and_the_end(
    start: Answering, steps: int, place: int
) -> None:
    assert start.move(steps).place == place


@pytest.mark.parametrize(
    ("place", "steps", "there"),
    [(0, 1, 3), (2, 1, 3), (3, 1, 4), (3, -1, 0), (2, -1, 0), (4, -1, 3), (4, 1, 4), (0, 9, 4)],
)
def test_one_turns_to_the_first_question_of_an_attribute(
    start: Answering, place: int, steps: int, there: int
) -> None:
    assert start.go(place).turn_to(steps).place == there


def test_undo_takes_the_last_answer_back_and_returns_to_it(start: Answering) -> None:
    undone = start.answer(4).answer(2).undo()
    assert undone.ballot.answers == {"vision.shared": 4}
    assert undone.question.key == "vision.used"


def test_undo_returns_to_where_the_answer_was_given_from_anywhere(start: Answering) -> None:
    undone = start.answer(4).go(4).undo()
    assert (undone.ballot.answers, undone.place) == ({}, 0)


def test_undo_brings_back_the_answer_before_a_change_and_before_clearing(start: Answering) -> None:
    assert start.answer(4).move(-1).answer(1).undo().ballot.answers == {"vision.shared": 4}
    assert start.answer(4).move(-1).clear().undo().ballot.answers == {"vision.shared": 4}


def test_undo_takes_a_comment_back(start: Answering) -> None:
    assert start.comment("first").comment("second").undo().ballot.comments == {"vision": "first"}
    assert start.comment("first").undo().ballot.comments == {}


def test_undo_keeps_what_is_not_an_answer(start: Answering) -> None:
    undone = start.answer(4).feel({"vision": "better"}).join_group("north").undo()
    assert (undone.ballot.felt, undone.ballot.group) == ({"vision": "better"}, "north")


def test_without_anything_to_undo_nothing_changes(start: Answering) -> None:
    assert start.undo() == start
    assert start.answer(1).hand_in().undo().ballot.answers == {"vision.shared": 1}


def test_handing_in_keeps_the_answers_and_may_be_taken_back(start: Answering) -> None:
    handed = start.answer(4).hand_in()
    assert handed.ballot.handed_in
    again = handed.take_back()
    assert not again.ballot.handed_in
    assert again.ballot.answers == {"vision.shared": 4}


def test_a_comment_belongs_to_the_attribute_and_an_empty_one_goes(start: Answering) -> None:
    commented = start.go(1).comment("two\nlines")
    assert commented.ballot.comments == {"vision": "two\nlines"}
    assert commented.place == 1
    assert commented.comment("  ").ballot.comments == {}


def test_a_comment_longer_than_a_page_is_refused(start: Answering) -> None:
    with pytest.raises(ValidationError, match="4001 characters, at most 4000"):
        start.comment("x" * 4001)


@pytest.mark.parametrize("place", range(5))
def test_who_comes_back_stands_at_the_same_question(start: Answering, place: int) -> None:
    left = start.go(place)
    assert Answering.resume(QUESTIONS, left.ballot).place == place


def test_who_comes_back_after_handing_in_stands_at_the_end(start: Answering) -> None:
    assert Answering.resume(QUESTIONS, Ballot(handed_in=True)).at_end


def test_who_comes_back_to_a_question_that_is_gone_begins_at_the_first(start: Answering) -> None:
    assert Answering.resume(QUESTIONS, Ballot(at="vision.gone")).place == 0


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(0, 5)),
        st.tuples(st.just("move"), st.integers(-5, 5)),
        st.tuples(st.just("turn_to"), st.integers(-3, 3)),
        st.tuples(st.just("comment"), st.sampled_from(["", "so", "so\nand so"])),
        st.tuples(st.sampled_from(["clear", "undo", "hand_in", "take_back"])),
    ),
    max_size=40,
)


def walk(steps: list[tuple[str, ...]]) -> list[Answering]:
    """Every state on the way."""
    states = [Answering.resume(QUESTIONS, Ballot())]
    for name, *arguments in steps:
        states.append(getattr(states[-1], name)(*arguments))
    return states


@given(STEPS)
def test_whatever_one_does_each_change_is_a_newer_revision(steps: list[tuple[str, ...]]) -> None:
    for before, after in pairwise(walk(steps)):
        assert after.ballot == before.ballot or after.ballot.revision > before.ballot.revision


@given(STEPS)
def test_wherever_one_stops_one_goes_on(steps: list[tuple[str, ...]]) -> None:
    last = walk(steps)[-1]
    if not last.ballot.handed_in:
        assert Answering.resume(QUESTIONS, last.ballot).place == last.place


@given(STEPS)
def test_undoing_all_leads_to_no_answer_at_all(steps: list[tuple[str, ...]]) -> None:
    never_handed_in = [step for step in steps if step[0] != "hand_in"]
    state = walk(never_handed_in)[-1]
    while state.undoable:
        state = state.undo()
    assert (state.ballot.answers, state.ballot.comments) == ({}, {})


@given(STEPS)
def test_every_undo_brings_the_answers_back_as_they_were(steps: list[tuple[str, ...]]) -> None:
    state = walk(steps)[-1]
    for after in (state.answer(3), state.comment("other words"), state.clear()):
        if after.undoable != state.undoable:
            undone = after.undo()
            assert (undone.ballot.answers, undone.ballot.comments) == (
                state.ballot.answers,
                state.ballot.comments,
            )
            assert undone.question == state.question


def test_a_question_knows_its_levels() -> None:
    assert INSTRUMENT.question("vision", "ladder").is_ladder
    assert INSTRUMENT.question("vision", "shared").levels == INSTRUMENT.scale
