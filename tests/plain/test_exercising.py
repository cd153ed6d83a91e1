"""The exercises led line by line: all six in one workshop, left and gone on with."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.model.build import plan
from workshop.model.exercises import EXERCISES, Exercises
from workshop.plain.facilitating import facilitate
from workshop.store.codec import load
from workshop.store.sessions import create

HOSTILE = "[/] \x1b[31mred\x1b[m {users} \u202ex"
CLEANED = "[/] red {users} x"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session of three with all six exercises planned."""
    exercises = Exercises(planned=EXERCISES)
    agenda = {"exercises": 60, "close": 2}
    session = plan(mode="open", invited=3, agenda=agenda, exercises=exercises, stage="exercises")
    return create(session, tmp_path / "assessments")


def lead(path: Path, *lines: str) -> str:
    """Lead with these lines until they end; return all that was said."""
    said = io.StringIO()
    facilitate(path, io.StringIO("".join(f"{line}\n" for line in lines)), said)
    return said.getvalue()


def test_all_six_exercises_in_one_workshop_left_in_between(path: Path) -> None:
    said = lead(path, "add Hours", f"add {HOSTILE}", "add Gone", "remove 3", "move 2 1", "undo")
    assert [point.name for point in load(path).exercises.touch_points] == ["Hours", CLEANED]
    hands = ["0 0 0 3 0", "3 0 0 0 0", "0", "3"]
    said = lead(path, "hands", *hands, "y", "next", "add Two renewals", "quit")
    assert f"The weakest make-or-break point is {CLEANED}: 3 of 3 gave it a token" in said
    change = ["change 1", "", "Circulation", "yes", "Finance", "drop"]
    said = lead(path, "exercises", "choose 2", *change, "hands", "0 3 0 0 0", "2 0 1", "y", "quit")
    assert "cannot be dropped, only explained" in said
    assert "Discuss first: Two renewals – easier for us (median −1), and 1 of 3 can explain why." in said
    assert load(path).exercises.policies[0].owner == "Circulation"
    said = lead(path, "next", "add The blue form", *[""] * 8, "next", "exercises", "choose 4", "quit")
    assert [stop.item for stop in load(path).stops] == ["The blue form"]
    said = lead(path, "hands", "0 1 2", "3 0 0", "1 1 1", "y", "next", "quit")
    assert "“We have always done it that way.” was heard by 3 of 3, by 2 three times or more." in said
    assert "was not heard by any of 3" in said
    seven = ["0 0 0 0 3"] * 7
    said = lead(path, "exercises", "choose 5", "hands", *seven, "0", "3", *["0"] * 5, "y", "next", "quit")
    assert "Grow next: Reliable, picked by 3 of 3." in said
    assert "There is no total: the seven are not one scale." in said
    values = ["coming We open on Sundays", "add Welcome", "add Care", "add Calm", "add Four"]
    said = lead(path, "exercises", "choose 6", *values, "change 1", "", "The door", "", "", "next")
    assert "three values at most" in said
    change_made = load(path).exercises.change
    assert change_made is not None
    assert [value.value for value in change_made.values] == ["Welcome", "Care", "Calm"]
    assert change_made.values[0].seen == "The door"
    assert load(path).stage == "close"
    assert set(load(path).exercises.rounds) == {"touch-points", "policies", "phrases", "qualities"}


def test_the_list_stays_while_its_round_is_open(path: Path) -> None:
    said = lead(path, "add Hours", "open", "add Desk", "quit")
    assert "the round is open" in said
    assert [point.name for point in load(path).exercises.touch_points] == ["Hours"]


def test_a_note_with_a_phrase_is_pointed_out_inside_this_exercise_only(path: Path) -> None:
    said = lead(path, "park Well, we have always done it that way!", "exercises", "choose 4", "quit")
    assert "It is in a note of ours too: “Well, we have always done it that way!”" in said
    assert "What did it solve, and is that still a problem?" in said
    elsewhere = lead(path, "exercises", "choose 1", "quit").partition("\nExercises.")[2]
    assert "Touch points" in elsewhere
    assert "note of ours" not in elsewhere


def test_the_questions_of_the_stop_list_are_asked_one_by_one(path: Path) -> None:
    first, second, third = "guarantee a bad experience", "do now, at least a little", "Which one stops first?"
    said = lead(path, "exercises", "choose 3", "quit")
    assert first in said
    assert second not in said
    said = lead(path, "next", "quit")
    assert first in said
    assert second in said
    assert third not in said
    said = lead(path, "next", "next", "add The blue form", *[""] * 8, "next", "quit")
    assert third in said
    assert load(path).exercises.at == "phrases"
    assert first not in lead(path, "exercises", "choose 3", "quit")
