"""A burst of keys, as a stalled line delivers them: what a key opens gets what was typed behind that key."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.model.build import plan
from tests.ui.room.talked import counted, lead_of, saved
from tests.ui.stage import Box, Stage, picture, rating, until
from tests.ui.test_library import library
from tests.ui.test_typed import type_in
from workshop.model.ballot import Ballot
from workshop.model.poll import FIRST
from workshop.model.session import Note
from workshop.store.codec import load
from workshop.store.room import Room
from workshop.ui.room.closing import ClosingScreen
from workshop.ui.room.hands import HandsScreen
from workshop.ui.room.notes import NotesScreen
from workshop.ui.widgets.field import Field


@pytest.fixture(autouse=True)
def _nothing_is_never_awaited() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        yield


async def test_a_comment_is_in_its_field_and_answers_nothing() -> None:
    box = Box()
    app, _screen = rating(box, depth="full")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "question" in picture(app).casefold() or "1" in picture(app))
        await type_in(app, "cWait 20 days: yes 3 times, quickly\r45", 0)
        await until(pilot, lambda: len(box.answers) == 2, "two answers")
        assert list(box.answers.values()) == [4, 5]
        (comment,) = box.cast_ballots[-1].comments.values()
        assert comment == "Wait 20 days: yes 3 times, quickly"


async def test_what_is_handed_in_stays_so_though_one_leaves_at_once() -> None:
    box = Box()
    app, screen = rating(box, Ballot(answers={"vision.ladder": 4}), depth="quick")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen is screen)
        await type_in(app, "eyq", 0)
        await until(pilot, lambda: bool(app.left_with), "left")
    assert box.cast_ballots[-1].handed_in


async def test_a_title_is_typed_into_the_form_that_plans(workspace: Path) -> None:
    async with library(workspace) as (app, pilot):
        await type_in(app, "n\r\x15Spring plan\rp", 0)
        await until(pilot, lambda: "Spring plan" in picture(app) and app.screen is app.library, "planned")
    (path,) = (workspace / "assessments").glob("*.toml")
    assert load(path).title == "Spring plan"


async def test_notes_are_typed_and_none_is_deleted_by_their_letters(tmp_path: Path) -> None:
    about = "vision"
    lead = lead_of(tmp_path, counted(notes=(Note(text="first", attribute=about),)))
    app = Stage(NotesScreen(lead, about, "Strong vision"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "first" in picture(app))
        await type_in(app, "nadded quietly\rq", 0)
        await until(pilot, lambda: bool(app.left_with), "left")
    assert [note.text for note in saved(lead).notes] == ["first", "added quietly"]


async def test_why_it_is_refused_is_said_though_enter_came_with_it_and_nothing_behind_it_is_written(
    tmp_path: Path,
) -> None:
    lead = lead_of(tmp_path, counted(stage="close"))
    app = Stage(ClosingScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen is app.shown)
        await type_in(app, "d2027-02-31\rq", 0)
        await until(pilot, lambda: '"2027-02-31" is not a date' in picture(app))
        assert app.screen.query_one(Field).value == "2027-02-31"


async def test_hands_are_left_once_however_much_is_typed_while_they_are_saved(tmp_path: Path) -> None:
    """It died in front of everybody: help was opened meanwhile, and closed in place of the hands."""
    lead = lead_of(tmp_path, plan(present=8))
    Room(lead.path).ensure()
    app = Stage(HandsScreen(lead, FIRST, lead.session.asked))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen is app.shown)
        await type_in(app, "3qhqq", 0)
        await until(pilot, lambda: bool(app.left_with), "left")
        assert app.left_with == [False]
