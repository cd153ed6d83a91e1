"""The samples in ``assessments/`` are what the program itself makes, and worth showing."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tests.samples import SAMPLES
from tests.samples.make import make
from tests.samples.told import EXAMPLE
from tests.terminal import run
from workshop.analysis.change import Verdict, compare
from workshop.model.session import Session
from workshop.model.tally import HIDDEN, Shape, Tally
from workshop.store.codec import load
from workshop.store.workspace import Workspace


@pytest.fixture(scope="module")
def sessions() -> list[Session]:
    """The samples, oldest first."""
    return [load(path) for path in SAMPLES]


def test_made_again_they_are_the_same_bytes(tmp_path: Path) -> None:
    made = make(Workspace(tmp_path))
    assert [path.name for path in made] == [path.name for path in SAMPLES]
    for path, sample in zip(made, SAMPLES, strict=True):
        assert path.read_bytes() == sample.read_bytes(), path.name


def test_workshop_check_finds_nothing_wrong(samples: Path) -> None:
    done = run("check", cwd=samples)
    assert (done.returncode, done.stderr) == (0, "")


def test_they_say_that_they_are_invented(sessions: list[Session]) -> None:
    assert [session.notes[0].text for session in sessions] == [EXAMPLE] * 3


def test_they_are_one_branch_over_eighteen_months(sessions: list[Session]) -> None:
    assert {(session.organisation, session.unit) for session in sessions} == {
        ("Riverside Public Library", "North branch")
    }
    assert sessions[0].held_on == date(2025, 5, 14)
    assert sessions[-1].held_on == date(2026, 11, 18)
    assert all(8 <= (session.voted or 0) <= 12 for session in sessions)


def test_what_was_taken_on_is_followed_up_by_its_id(sessions: list[Session]) -> None:
    for before, after in pairwise(sessions):
        taken_on = {action.id for action in before.actions} | {stop.id for stop in before.stops}
        assert {answer.id for answer in after.follow_up} == taken_on


def test_first_and_last_show_a_rise_and_no_move_that_is_not_there(sessions: list[Session]) -> None:
    ladders = {
        entry.attribute: entry.ladder.verdict
        for entry in compare(sessions[0], sessions[-1]).attributes
        if entry.ladder
    }
    assert ladders.pop("staff") is Verdict.HIGHER
    assert set(ladders.values()) == {Verdict.NO_CLEAR_CHANGE}


def test_after_the_cuts_one_statement_about_resources_is_lower(sessions: list[Session]) -> None:
    changes = {entry.attribute: entry for entry in compare(sessions[0], sessions[-1]).attributes}
    verdicts = {item: change.verdict for item, _, change in changes["resources"].statements}
    assert [item for item, verdict in verdicts.items() if verdict is Verdict.LOWER] == ["there-when-needed"]


def test_two_groups_of_answers_become_a_mixed_one(sessions: list[Session]) -> None:
    results = [session.last("culture") for session in (sessions[0], sessions[-1])]
    assert [result.shape for result in results if isinstance(result, Tally)] == [
        Shape.TWO_GROUPS,
        Shape.MIXED,
    ]


def test_what_too_few_could_say_is_hidden(sessions: list[Session]) -> None:
    assert sessions[0].last("thinking", "trying-together") == HIDDEN
    ladder = sessions[0].last("thinking")
    assert isinstance(ladder, Tally)
    assert 3 * ladder.not_sure >= ladder.voted
