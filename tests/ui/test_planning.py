"""The form for a new session: everything has an answer, and what is wrong is said before it is left."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from tests.ui.stage import SIZES, Stage, picture, until
from workshop.model.session import Session
from workshop.store.codec import load
from workshop.store.instruments import find_instrument
from workshop.store.workspace import Workspace
from workshop.ui.library_app import LibraryApp
from workshop.ui.screens.ask import AskScreen, ConfirmScreen
from workshop.ui.screens.planning import PlanScreen, planned

INSTRUMENT = find_instrument(Workspace(Path()))


def form(**known: Any) -> tuple[Stage[Any], PlanScreen]:
    screen = PlanScreen(**known)
    return Stage(screen), screen


async def go_to(pilot: Pilot[Any], screen: PlanScreen, key: str) -> None:
    for _ in range(20):
        if screen._fields[screen._at].key == key:
            return
        await pilot.press("down")
    raise AssertionError(key)


async def fill_in(pilot: Pilot[Any], screen: PlanScreen, key: str, text: str) -> None:
    while screen._at:
        await pilot.press("up")
    await go_to(pilot, screen, key)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
    pilot.app.screen.query_one("Input").value = text  # type: ignore[attr-defined]
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is screen)


async def test_the_form_as_it_opens() -> None:
    """Every line has its answer; alone, mode and threshold follow by themselves."""
    app, _ = form(organisations=("Library",), units=("North", "South"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        today = date.today()
        assert picture(app).splitlines()[:16] == [
            " A new session",
            "",
            f" ▸ Title          North, {today:%B %Y}",
            "   Organisation   Library",
            "   Unit           North",
            f"   Held on        {today}",
            "   Invited        1",
            "   Questions      full",
            "   Mode           open, as you rate alone",
            "   Threshold      none: every answer is shown",
            "   Seen by        team",
            "   Agenda         60",
            "   By group       –",
            "   Check-in       –",
            "   One user is a  user",
            "   Several are    users",
        ]
        assert "p plan it" in picture(app)


async def test_p_is_enough() -> None:
    app, _ = form()
    async with app.run_test() as pilot:
        await pilot.press("p")
        await until(pilot, lambda: bool(app.left_with))
        session = Session(**planned(app.left_with[0] or {}), instrument=INSTRUMENT)
        assert session.solo
        assert session.title == f"Our workshop, {date.today():%B %Y}"
        assert session.held_on == date.today()


async def test_groups_are_typed_and_what_is_none_is_said() -> None:
    app, screen = form()
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, screen, "groups", "Role: desk, back office")
        assert "none, as you rate alone" in picture(app)
        await fill_in(pilot, screen, "invited", "20")
        await go_to(pilot, screen, "groups")
        assert "Shown from 8 people in each." in picture(app)
        await pilot.press("enter", *["backspace"] * 13, "enter")
        await until(pilot, lambda: 'Groups are written like "Role: desk, back office"' in picture(app))
        await pilot.press("ctrl+x", "p")
        await until(pilot, lambda: bool(app.left_with))
    grouping = planned(app.left_with[0] or {})["grouping"]
    assert (grouping.name, grouping.groups) == ("Role", ("desk", "back office"))
    assert planned({**(app.left_with[0] or {}), "invited": "1"})["grouping"] is None


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("mode", "open", "Shown however few are in each."),
        ("threshold", "11", "Shown from 11 people in each."),
    ],
)
async def test_from_how_many_groups_are_shown_follows_the_rules_chosen(
    field: str, value: str, said: str
) -> None:
    app, screen = form()
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, screen, "invited", "20")
        screen.put(field, value)
        await go_to(pilot, screen, "groups")
        await until(pilot, lambda: said in picture(app), said)


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+c"])
async def test_leaving_plans_nothing(key: str) -> None:
    app, _ = form()
    async with app.run_test() as pilot:
        await pilot.press(key)
        await until(pilot, lambda: app.left_with == [None])


@pytest.mark.parametrize(("key", "left"), [("n", []), ("y", [None])])
async def test_leaving_asks_before_what_was_typed_is_given_up(key: str, left: list[None]) -> None:
    app, screen = form()
    async with app.run_test() as pilot:
        await fill_in(pilot, screen, "title", "Kept")
        await pilot.press("q")
        await until(pilot, lambda: "Leave without what you typed?" in picture(app))
        await pilot.press(key)
        await until(pilot, lambda: not isinstance(app.screen, ConfirmScreen))
        assert app.left_with == left
        assert screen.values["title"] == "Kept"


async def test_space_on_a_typed_number_goes_to_the_next_larger_and_comes_back_to_it() -> None:
    app, screen = form()
    async with app.run_test() as pilot:
        await fill_in(pilot, screen, "invited", "7")
        await pilot.press("up")
        for wanted in ("8", "12", "20", "1", "7"):
            await pilot.press("space")
            assert screen.values["invited"] == wanted


async def test_a_letter_that_is_no_key_says_how_to_type() -> None:
    app, _screen = form()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("Ö")
        await until(pilot, lambda: "Enter lets you type in this line." in picture(app))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"invited": "4"}, "choose a threshold of at most 4, or open mode."),
        ({"invited": "2"}, "With fewer than 5 ballots nothing will be counted: choose open mode."),
        ({"invited": "5"}, ""),
        ({"invited": "4", "threshold": "4"}, ""),
        ({"invited": "4", "mode": "open"}, ""),
        ({"invited": "1"}, ""),
        ({"invited": ""}, ""),
    ],
)
async def test_a_session_that_can_never_be_counted_is_said_while_it_is_planned(
    fields: dict[str, str], said: str
) -> None:
    app, screen = form()
    async with app.run_test(size=(80, 24)) as pilot:
        for key, value in fields.items():
            screen.put(key, value)
        await pilot.press("down")
        shown = " ".join(picture(app).split())
        assert said in shown
        assert ("nothing will be counted" in shown) == bool(said)


async def test_help_lists_the_keys_of_the_form() -> None:
    app, _screen = form()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await until(pilot, lambda: "next choice" in picture(app) and "plan it" in picture(app))


async def test_space_goes_through_the_choices_and_left_goes_back() -> None:
    app, screen = form(units=("North", "South"))
    async with app.run_test() as pilot:
        for key, wanted in {
            "unit": ["South", "North"],
            "invited": ["8", "12", "20", "1"],
            "depth": ["quick", "full"],
            "mode": ["open", "confidential"],
            "threshold": ["4", "3", "5"],
            "audience": ["organisation", "board", "team"],
            "user": ["patron", "patient", "user"],
        }.items():
            await go_to(pilot, screen, key)
            for value in wanted:
                await pilot.press("space")
                assert screen.values[key] == value
            await pilot.press("left")
            assert screen.values[key] == wanted[-2]


async def test_a_group_in_every_respect() -> None:
    app, screen = form()
    async with app.run_test() as pilot:
        for key, text in {
            "title": "North branch [/], autumn",
            "organisation": "Bücherei 日本",
            "unit": "North",
            "held_on": "2027-01-31",
            "invited": "12",
            "threshold": "4",
            "user": "patron",
        }.items():
            await fill_in(pilot, screen, key, text)
        assert screen.values["users"] == "patrons"
        await go_to(pilot, screen, "users")
        await pilot.press("p")
        await until(pilot, lambda: bool(app.left_with))
        session = Session(**planned(app.left_with[0] or {}), instrument=INSTRUMENT)
        assert (session.title, session.organisation, session.unit) == (
            "North branch [/], autumn",
            "Bücherei 日本",
            "North",
        )
        assert session.held_on == date(2027, 1, 31)
        assert (session.invited, session.threshold, session.mode) == (12, 4, "confidential")
        assert session.words.fill("{user} {users}", "", "") == "patron patrons"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("held_on", "31.1.2027"),
        ("held_on", ""),
        ("held_on", "2027-02-30"),
        ("invited", "many"),
        ("invited", "0"),
        ("invited", "-3"),
        ("invited", "1.5"),
        ("invited", "9999999999"),
        ("threshold", "2"),
        ("threshold", ""),
        ("threshold", "five"),
        ("threshold", "1e3"),
        ("threshold", "99999"),
    ],
)
async def test_what_is_no_plan_is_refused_where_it_is_typed_and_nothing_is_lost(key: str, text: str) -> None:
    app, screen = form()
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, screen, "title", "Kept")
        await go_to(pilot, screen, key)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        asking = app.screen
        app.screen.query_one(Input).value = text
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(asking, AskScreen) and bool(asking._refused))
        assert app.screen is asking
        assert asking.query_one(Input).value == text
        await pilot.press("ctrl+x")
        await until(pilot, lambda: app.screen is screen)
        assert screen.values["title"] == "Kept"


async def test_p_goes_to_the_line_that_cannot_stand_and_names_it() -> None:
    app, screen = form()
    async with app.run_test(size=(80, 24)) as pilot:
        screen.put("held_on", "2026-13-45")
        await pilot.press("p")
        await until(pilot, lambda: 'Held on: "2026-13-45" is not a date.' in picture(app))
        assert "▸ Held on" in picture(app)
    assert app.left_with == []


async def test_words_as_long_as_they_may_be_still_make_a_session() -> None:
    app, screen = form()
    async with app.run_test() as pilot:
        for key in ("title", "organisation", "unit", "user"):
            await go_to(pilot, screen, key)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, AskScreen))
            app.screen.query_one("Input").post_message(events.Paste("w" * 10_000))
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is screen)
        await pilot.press("p")
        await pilot.pause()
        if app.left_with:
            Session(**planned(app.left_with[0] or {}), instrument=INSTRUMENT)
        else:
            assert screen._trouble in " ".join(picture(app).split())


async def test_nothing_readable_typed_falls_back_to_what_there_was() -> None:
    app, screen = form()
    async with app.run_test() as pilot:
        for key in ("title", "user", "users"):
            await fill_in(pilot, screen, key, "\u202e\x1b[31m ")
        await pilot.press("p")
        await until(pilot, lambda: bool(app.left_with))
        session = Session(**planned(app.left_with[0] or {}), instrument=INSTRUMENT)
        assert session.title.startswith("Our workshop")
        assert session.words.fill("{user} {users}", "", "") == "user users"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_at_every_size_the_field_one_is_on_is_in_sight(size: tuple[int, int]) -> None:
    app, screen = form()
    async with app.run_test(size=size) as pilot:
        for field in screen._fields:
            await pilot.pause()
            assert f"▸ {field.label[:8]}" in picture(app), picture(app)
            await pilot.press("down")


async def test_the_mouse_goes_to_a_field_and_changes_the_one_it_is_on() -> None:
    app, screen = form()
    async with app.run_test(size=(80, 24)) as pilot:
        number = next(n for n, row in enumerate(picture(app).splitlines()) if "Questions" in row)
        await pilot.click(offset=(20, number))
        await pilot.pause()
        assert screen._fields[screen._at].key == "depth"
        await pilot.click(offset=(20, number))
        await until(pilot, lambda: screen.values["depth"] == "quick")


async def test_planned_from_the_library_it_is_where_one_is_then(workspace: Path) -> None:
    app = LibraryApp(Workspace(workspace, "this folder"))
    async with app.run_test() as pilot:
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, PlanScreen))
        await pilot.press("p")
        await until(pilot, lambda: "Sessions: 1" in picture(app))
        (path,) = (workspace / "assessments").glob("*.toml")
        assert load(path).solo
        await pilot.press("a")
        await until(pilot, lambda: "Enter start" in picture(app))
