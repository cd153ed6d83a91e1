"""The page: lines of runs that are painted when they differ, scrolled, and pressed with the mouse."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import ComposeResult
from textual.screen import Screen

from tests.ui.stage import Stage, picture, until
from workshop.charts.roles import Role
from workshop.ui.app import WorkshopApp
from workshop.ui.screens.ask import ConfirmScreen
from workshop.ui.screens.base import Hint, hints, worn
from workshop.ui.widgets.page import Line, Page, line


class OnePage(Screen[None]):
    def __init__(self, lines: list[Line]) -> None:
        super().__init__()
        self.lines = lines
        self.pressed: list[Any] = []

    def compose(self) -> ComposeResult:
        yield Page(worn(self), self.lines, id="page")

    def on_page_clicked(self, event: Page.Clicked) -> None:
        self.pressed.append(event.means)


def numbered(count: int) -> list[Line]:
    return [line(f"line {number}", means=number) for number in range(count)]


async def test_text_is_shown_as_it_is_and_cut_at_the_edge() -> None:
    lines = [line("[b]no markup[/b]", (" strong", Role.STRONG)), line("日本語" * 40), line("x" * 300), Line()]
    screen = OnePage(lines)
    async with Stage(screen).run_test(size=(40, 6)) as pilot:
        await pilot.pause()
        shown = picture(pilot.app).splitlines()
        assert shown[0] == "[b]no markup[/b] strong"
        assert shown[2] == "x" * 40
        assert len(shown[1]) <= 20


async def test_a_line_is_pressed_where_it_stands_scrolled_or_not() -> None:
    screen = OnePage(numbered(50))
    async with Stage(screen).run_test(size=(40, 10)) as pilot:
        await pilot.click(offset=(3, 4))
        page = screen.query_one(Page)
        page.scroll_to(y=20, animate=False)
        await pilot.pause()
        await pilot.click(offset=(3, 4))
        await until(pilot, lambda: screen.pressed == [4, 24])


async def test_lines_that_went_are_gone_and_those_that_came_can_be_scrolled_to_when_the_window_shrinks() -> (
    None
):
    screen = OnePage(numbered(3))
    async with Stage(screen).run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        page = screen.query_one(Page)
        for count in (8, 2, 6):
            page.show(numbered(count))
            await pilot.pause()
            assert picture(pilot.app).splitlines() == [f"line {number}" for number in range(count)]
            assert page.max_scroll_y == 0
        await pilot.resize_terminal(40, 4)
        await pilot.pause()
        assert page.max_scroll_y == 2
        page.reveal(5)
        await until(pilot, lambda: "line 5" in picture(pilot.app))
        await pilot.resize_terminal(40, 10)
        page.show(numbered(2))
        await until(pilot, lambda: picture(pilot.app).splitlines() == ["line 0", "line 1"])


async def test_below_the_last_line_nothing_is_pressed() -> None:
    screen = OnePage(numbered(2))
    async with Stage(screen).run_test(size=(40, 10)) as pilot:
        await pilot.click(offset=(3, 7))
        await pilot.pause()
        assert screen.pressed == []


async def test_what_is_revealed_can_be_seen_with_what_is_around_it() -> None:
    screen = OnePage(numbered(50))
    async with Stage(screen).run_test(size=(40, 10)) as pilot:
        page = screen.query_one(Page)
        for number in (0, 49, 25, 12, 13, 48, 1):
            page.reveal(number)
            await pilot.pause()
            for near in {max(0, number - 1), number, min(49, number + 1)}:
                assert f"line {near}" in [row.strip("▁▂▃▄▅▆▇█ ") for row in picture(pilot.app).splitlines()]


async def test_fewer_lines_leave_nothing_of_the_longer_text() -> None:
    screen = OnePage(numbered(9))
    async with Stage(screen).run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        screen.query_one(Page).show(numbered(2))
        await until(pilot, lambda: picture(pilot.app) == "line 0\nline 1")
        screen.query_one(Page).show([line("other"), line("line 1")])
        await until(pilot, lambda: picture(pilot.app) == "other\nline 1")


async def test_what_fits_before_and_after_is_shown_without_a_new_layout() -> None:
    screen = OnePage(numbered(9))
    async with Stage(screen).run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        page = screen.query_one(Page)
        for count, anew in ((4, False), (10, False), (11, True)):
            page.show(numbered(count))
            assert page._layout_required is anew, count
            await until(pilot, lambda count=count: f"line {min(count, 10) - 1}" in picture(pilot.app))  # type: ignore[misc]


async def test_lines_that_came_without_a_layout_are_all_reached_in_a_smaller_window() -> None:
    screen = OnePage(numbered(2))
    async with Stage(screen).run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        screen.query_one(Page).show(numbered(9))
        await pilot.resize_terminal(40, 4)
        await until(pilot, lambda: screen.query_one(Page).max_scroll_y == 5)
        screen.query_one(Page).scroll_end(animate=False)
        await until(pilot, lambda: "line 8" in picture(pilot.app))


def test_hints_that_do_not_fit_are_left_to_the_help() -> None:
    wanted = [Hint(str(number), "does something") for number in range(12)]
    for width in (5, 20, 40, 80, 200):
        for shown in hints(wanted, width):
            assert len(shown.text.rstrip()) <= max(width, 19)
        assert len(hints(wanted, width)) <= 2
    assert hints([], 80) == []
    assert [target.means for target in hints(wanted[:1], 80)[0].targets] == ["0"]


@pytest.mark.parametrize("height, low", [(24, 0), (40, 8), (60, 14)])
async def test_a_question_does_not_cling_to_the_upper_edge_of_a_tall_screen(height: int, low: int) -> None:
    """So that it is seen from the back of a room; on 24 lines every one is needed."""
    app = WorkshopApp()
    async with app.run_test(size=(80, height)) as pilot:
        await app.push_screen(ConfirmScreen("Close the round?", "It is counted."))
        await pilot.pause()
        lines = [line.text for line in app.screen.query(Page).first().lines]
        asked = next(number for number, text in enumerate(lines) if "Close the round?" in text)
        assert low < asked < height // 3 + 1
