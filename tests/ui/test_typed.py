"""What is typed at once, or while screens come and go, is taken in the order in which it was typed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App

from tests.ui.room.talked import counted, lead_of, saved
from tests.ui.stage import Stage, picture, until
from tests.ui.test_library import library, make
from workshop.ui.room.actions import ActionsScreen
from workshop.ui.screens.base import PageScreen

NAMED = {
    " ": "space",
    "\r": "enter",
    "\x7f": "backspace",
    "\x15": "ctrl+u",
    "/": "slash",
    "←": "left",
    "→": "right",
}


def key(typed: str) -> events.Key:
    """Return the event that the terminal's reader makes of ``typed``."""
    return events.Key(NAMED.get(typed, typed), None if typed in "←→" else typed)


async def type_in(app: App[Any], typed: str, turns: int) -> None:
    """Type the first key, let the program go on for ``turns`` of its loop, then type the rest, one a turn."""
    app.post_message(key(typed[0]))
    for _ in range(turns):
        await asyncio.sleep(0)
    for letter in typed[1:]:
        app.post_message(key(letter))
        await asyncio.sleep(0)


@pytest.mark.parametrize("turns", [*range(16), *range(16, 60, 4)])
async def test_what_is_typed_while_a_field_opens_is_in_it_in_order(tmp_path: Path, turns: int) -> None:
    lead = lead_of(tmp_path, counted(actions=()))
    app = Stage(ActionsScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "To try" in picture(app))
        await type_in(app, "aOpen at nine\ranother\r", turns)
        await until(pilot, lambda: len(saved(lead).actions) == 2, "two")
        assert [action.text for action in saved(lead).actions] == ["Open at nine", "nother"]


@pytest.mark.parametrize("turns", [*range(12), 20, 30])
async def test_what_is_typed_while_a_filter_opens_and_closes_narrows_in_order(
    workspace: Path, turns: int
) -> None:
    make(workspace, "North branch", "South branch", "Archive")
    async with library(workspace) as (app, pilot):
        await type_in(app, "/nr←o→ x\x7f\x7f\rg j", turns)
        await until(pilot, lambda: "1 marked" in picture(app), "marked")
        assert app.library.words == "nor"


async def test_keys_that_edit_a_line_act_between_those_typed_before_and_after(tmp_path: Path) -> None:
    lead = lead_of(tmp_path, counted(actions=()))
    app = Stage(ActionsScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "To try" in picture(app))
        await type_in(app, "aOpem\x7fn at←←- \r", 0)
        await until(pilot, lambda: len(saved(lead).actions) == 1, "one")
        assert [action.text for action in saved(lead).actions] == ["Open - at"]


class Taker(PageScreen[None]):
    """Keeps what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = ""

    def on_key(self, event: events.Key) -> None:
        self.taken += event.key


class Busy(PageScreen[None]):
    """With the first key opens another screen, or leaves; it then has more to do before the next key."""

    def __init__(self, opens: PageScreen[None] | None) -> None:
        super().__init__()
        self.goes_on = asyncio.Event()
        self._opens = opens

    async def on_key(self, event: events.Key) -> None:
        if self._opens:
            self.app.push_screen(self._opens)
        else:
            self.dismiss(None)
        await self.goes_on.wait()


@pytest.mark.parametrize("opens", [True, False], ids=["opens", "leaves"])
async def test_what_is_typed_next_waits_for_what_the_screen_before_still_has(opens: bool) -> None:
    taker = Taker()
    busy = Busy(taker if opens else None)
    app = Stage(busy if opens else taker)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen is app.shown)
        if not opens:
            await app.push_screen(busy)
        for typed in "a12":
            app.post_message(key(typed))
        while app.screen is busy:
            await asyncio.sleep(0)
        for typed in "345":
            app.post_message(key(typed))
        for _ in range(50):
            await asyncio.sleep(0)
        early = taker.taken
        busy.goes_on.set()
        assert not early
        await until(pilot, lambda: len(taker.taken) == 5)
        app.post_message(key("6"))
        await until(pilot, lambda: taker.taken == "123456", taker.taken)
