"""The results screen: views, questions, keys, mouse, sizes."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.report.build import before, branch, talked
from tests.samples import SAMPLES
from tests.ui.stage import SIZES, Stage, picture
from workshop.model.session import Session
from workshop.store.codec import load
from workshop.ui.screens.comparison import ComparisonScreen
from workshop.ui.screens.help import HelpScreen
from workshop.ui.screens.results import ResultsScreen

FILE = Path("assessments/2026-11-23-north-branch.toml")


def stage(session: Session | None = None, earlier: Session | None = None) -> Stage[None]:
    return Stage(ResultsScreen(session or talked(), FILE, earlier))


def sample(number: int = -1, earlier: int | None = None) -> Stage[None]:
    before = load(SAMPLES[earlier]) if earlier is not None else None
    return Stage(ResultsScreen(load(SAMPLES[number]), SAMPLES[number], before))


async def test_the_overview_shows_rows_findings_file_and_the_next_step() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)):
        shown = picture(app)
    for part in (
        "11 of 12 answered · confidential, shown from 5 answers",
        "1 Overview ◂",
        "▸9◂ ◆",
        "Agreed level 4. Example: The plan for users. (records)",
        "Next: ",
        f"File: {FILE}",
        "↑↓ choose",
    ):
        assert part in shown


@pytest.mark.parametrize("view", "12345")
async def test_each_view_offers_the_keys_that_do_something_there(view: str) -> None:
    app = sample()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(view)
        shown = picture(app)
        chooses = view in "12"
        assert ("Enter open it" in shown) == ("↑↓ choose" in shown) == chooses
        assert ("↑↓ scroll" in shown) == (not chooses)
        assert any(row.startswith("▸") for row in shown.splitlines()) == chooses
        await pilot.press("enter")
        assert ("question 1 of" in picture(app)) == chooses


async def test_enter_opens_what_is_marked_as_the_first_to_talk_about() -> None:
    app = sample()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        (here,) = [row for row in picture(app).splitlines() if row.startswith("▸")]
        assert here.startswith("▸1  ")
        await pilot.press("enter")
        name = here[4:].split(" – ")[0]
        assert f"{name}   question 1 of" in picture(app)


async def test_on_a_small_screen_every_row_is_in_sight_with_a_finding_below() -> None:
    """80×24 on a projector: nothing has to be scrolled."""
    app = sample()
    async with app.run_test(size=(80, 24)):
        page = app.screen.query_one("#body")
        assert page.virtual_size.height <= page.size.height
        shown = picture(app)
    for name in ("Strong vision", "Deliberate use of", "● 1 answer", "Together: 9 of 11 chose 3 or 4."):
        assert name in shown


async def test_on_a_large_screen_findings_stand_beside_their_rows() -> None:
    app = sample()
    async with app.run_test(size=(120, 40)):
        lines = picture(app).split("\n")
    [row] = [line for line in lines if line.startswith(" Divergent thinking")]
    assert row.endswith("1  lowest median: 3, most not sure")


@pytest.mark.parametrize(
    ("keys", "part"),
    [
        (["2"], "2  Empowered staff – median: 4"),
        (["3"], "Users are told where we are heading."),
        (["4"], "A radar needs at least three attributes."),
        (["5"], "Waive small fines."),
        (["tab"], "2 Talk first ◂"),
        (["n", "n", "p"], "2 Talk first ◂"),
        (["left"], "5 Record ◂"),
        (["j", "enter"], "‹ all   Empowered staff   question 1 of 1"),
        (["enter"], "Strong vision   question 1 of 4"),
        (["enter", "right"], "Before talking. Mixed: 8 of 11 chose 3 or 4"),
        (["enter", "n", "n"], "Users are told where we are heading."),
        (["enter", "n", "n", "n", "n", "n"], "question 4 of 4"),
        (["enter", "n", "p", "p"], "question 1 of 4"),
        (["enter", "down"], "Empowered staff   question 1 of 1"),
        (["2", "k", "enter"], "Strong vision   question 1 of 4"),
        (["enter", "b"], "1 Overview ◂"),
        (["enter", "escape"], "1 Overview ◂"),
        (["enter", "3"], "3 Statements ◂"),
    ],
)
async def test_what_each_key_shows(keys: list[str], part: str) -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert part in picture(app)
        assert not app.left_with


@pytest.mark.parametrize("key", ["escape", "b", "q"])
async def test_back_leaves_when_nothing_is_open(key: str) -> None:
    app = stage()
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app.left_with == [None]


async def test_a_question_shows_dots_not_sure_agreed_level_and_notes_but_no_comment() -> None:
    app = stage()
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        shown = picture(app)
    for part in (
        "?  not sure",
        "◇ range 3–5",
        "No agreed level, range 3–5.",
        "Two forms, one desk.",
    ):
        assert part in shown
    assert "We ask too" not in shown


async def test_the_talk_order_is_gone_through_in_its_own_order() -> None:
    app = sample()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "home", *["up"] * 6, "enter")
        await pilot.pause()
        assert "Divergent thinking   question 1" in picture(app)


async def test_h_shows_help_and_any_key_comes_back() -> None:
    app = stage()
    async with app.run_test() as pilot:
        for key in ("h", "question_mark"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, HelpScreen)
            assert "Each dot is one answer" in picture(app)
            await pilot.press("x")
            await pilot.pause()
            assert app.screen is app.shown


async def test_a_click_chooses_a_row_and_a_second_one_opens_it() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        row = next(y for y, line in enumerate(picture(app).split("\n")) if "Empowered staff" in line)
        await pilot.click(offset=(5, row))
        await pilot.pause()
        assert "▸Empowered staff" in picture(app)
        await pilot.click(offset=(5, row))
        await pilot.pause()
        assert "‹ all   Empowered staff" in picture(app)
        await pilot.click(offset=(3, 2))
        await pilot.pause()
        assert "1 Overview ◂" in picture(app)


async def test_a_click_on_a_view_or_a_key_does_what_it_says() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        line = picture(app).split("\n")[2]
        await pilot.click(offset=(line.index("Record"), 2))
        await pilot.pause()
        assert "5 Record ◂" in picture(app)
        foot = picture(app).split("\n")[23]
        await pilot.click(offset=(foot.index("help"), 23))
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def test_c_compares_with_the_session_before_where_there_is_one() -> None:
    app = stage(earlier=before())
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Next: c shows what moved since 14 May 2025" in picture(app)
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, ComparisonScreen)
        await pilot.press("b")
        await pilot.pause()
        assert app.screen is app.shown


async def test_without_an_earlier_session_c_does_nothing() -> None:
    app = stage()
    async with app.run_test() as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)


async def test_nothing_hidden_is_on_any_view() -> None:
    """Hidden and banded questions say so, everywhere."""
    from tests.analysis.build import round_of

    tallies = {
        "vision": {"ladder": "hidden", "shared": "median 2-3, apart"},
        "staff": {"ladder": "0 0 1 6 4 | 0"},
    }
    app = stage(branch(rounds=(round_of(tallies, voted=11),)))
    async with app.run_test(size=(80, 40)) as pilot:
        assert "fewer than 5 answers: not shown" in picture(app)
        await pilot.press("3")
        await pilot.pause()
        assert "median 2–3, apart; counts not shown" in picture(app)
        await pilot.press("1", "enter")
        await pilot.pause()
        assert "●" not in picture(app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [[], ["2"], ["3"], ["4"], ["5"], ["enter"], ["enter", "n"]])
async def test_any_size_and_view_can_be_drawn_and_scrolled(size: tuple[int, int], keys: list[str]) -> None:
    app = sample(earlier=0)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys, "space", "pageup", "down", "up")
        await pilot.pause()
        assert all(cell_len(line) <= size[0] for line in picture(app).split("\n"))
        assert not app.left_with


async def test_a_new_size_is_laid_out_anew() -> None:
    app = sample()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "lowest median: 3, most not sure" in picture(app)
