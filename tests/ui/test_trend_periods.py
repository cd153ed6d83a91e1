"""The trends screen at an earlier period, what it says of one session, and of files that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from tests.analysis.build import ladders
from tests.ui.stage import Stage, picture, until
from workshop.analysis.units import units
from workshop.cli.main import cli
from workshop.model.followup import Action, FollowUp
from workshop.store import sessions
from workshop.store.counted import read_counted
from workshop.store.workspace import Workspace
from workshop.ui.library_app import LibraryApp
from workshop.ui.screens.trends import TrendsScreen

LOW, HIGH = "6 5 0 0 0 | 0", "0 0 1 5 5 | 0"
HELD = (
    ("North", 2018, HIGH),
    ("North", 2020, LOW),
    ("North", 2026, HIGH),
    ("South", 2018, LOW),
    ("South", 2020, HIGH),
    ("South", 2026, HIGH),
    ("West", 2016, LOW),
    ("West", 2017, HIGH),
    ("East", 2024, LOW),
    ("East", 2026, HIGH),
)
"""By the end of 2020 North went down and South up; West was not there any more, East not yet."""


@pytest.fixture
def branches(tmp_path: Path) -> Path:
    for unit, year, vision in HELD:
        promised = Action(id="a1", text=f"Ask {unit}", due=date(year, 9, 1))
        kept = FollowUp(id="a1", text=f"Ask {unit}", became="done")
        session = ladders(
            vision,
            unit=unit,
            organisation="Riverside Public Library",
            held_on=date(year, 3, 1),
            title=f"{unit} {year}",
            actions=(promised,) if year in {2018, 2020} else (),
            follow_up=(kept,) if year == 2026 else (),
        )
        sessions.create(session, tmp_path / "assessments")
    return tmp_path


class Staged(Stage[None]):
    """The screen with the sessions of a folder; what it opened and exported."""

    def __init__(self, folder: Path, broken: int = 0) -> None:
        self.files: list[str] = []
        self.kept: list[tuple[str, str, str]] = []
        found = units(read_counted(folder / "assessments").sessions)
        screen = TrendsScreen(found, self.files.append, self.keep, date(2026, 11, 27), broken)
        super().__init__(screen)

    def keep(self, page: str, numbers: Iterable[str], note: str) -> None:
        self.kept.append((page, "".join(numbers), note))


def _said(page: str) -> list[str]:
    """Return from a page what moved, what became of promises, and how much was compared."""
    lines = [line.strip() for line in page.splitlines()]
    start = next(number for number, text in enumerate(lines) if text.startswith("WHAT MOVED"))
    end = next(number for number, text in enumerate(lines) if text.startswith("Different people"))
    return [text for text in lines[start : end + 2] if text and not text.startswith(("ACTIONS", "To see"))]


@pytest.mark.parametrize("years_back", [0, 2, 6])
async def test_a_period_says_the_same_on_the_screen_and_in_print(branches: Path, years_back: int) -> None:
    """It named what moved years after the page's end, in units that were not on it."""
    app = Staged(branches)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press(*["p"] * years_back)
        shown = picture(app)
        await pilot.press("x")
        await until(pilot, lambda: bool(app.kept))
    end = next(word for word in reversed(shown.splitlines()[0].split()) if word.startswith("20"))
    days = ["--until", end] if years_back else []
    printed = CliRunner().invoke(cli, ["trends", "--workspace", str(branches), "--width", "119", *days])
    numbers = CliRunner().invoke(cli, ["trends", "--workspace", str(branches), "--csv", "--until", end])
    assert _said(app.kept[0][0]) == _said(printed.stdout)
    for row in app.kept[0][1].splitlines():
        assert row in numbers.stdout


async def test_an_earlier_period_names_nothing_later_and_only_units_of_its_table(branches: Path) -> None:
    app = Staged(branches)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press(*["p"] * 6)
        await until(pilot, lambda: "ACTIONS AND STOPS" in picture(app))
        said = picture(app)
    assert "WHAT MOVED UP TO 2020-03-02" in said
    assert "North, Strong vision: lower than on 2018-03-01" in said
    assert "South, Strong vision: higher than on 2018-03-01" in said
    assert "West" not in said
    assert "2026" not in said
    assert "North: “Ask North” (2018-03-01) came back" in said
    assert "overdue since 2020-09-01" not in said


async def test_a_year_without_a_session_shows_the_one_before(branches: Path) -> None:
    app = Staged(branches)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press(*["p"] * 4)
        assert "2019-03-03 – 2020-03-01" in picture(app) or "2019-03-02 – 2020-03-01" in picture(app)
        assert "2022-03-02" in picture(app)


async def test_the_newest_period_names_no_unit_that_is_not_in_its_table(branches: Path) -> None:
    app = Staged(branches)
    async with app.run_test(size=(120, 60)):
        assert "WHAT MOVED OVER TIME" in picture(app)
        assert "East, Strong vision: higher than on 2024-03-01" in picture(app)
        assert "West" not in picture(app)


async def test_enter_opens_a_unit_at_the_session_behind_its_cells(branches: Path) -> None:
    """It was the newest, whatever year one looked at."""
    app = Staged(branches)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["p"] * 6, "down", "enter")
        assert "South: over time" in picture(app)
        assert "Enter shows 2020-03-01: South 2020" in picture(app)
        assert "3 sessions" in picture(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.files != [])
    assert "2020-03-01" in app.files[0]


async def test_the_figures_of_the_session_one_is_on_stand_in_words(branches: Path) -> None:
    """Where many sessions are drawn their intervals could be read nowhere."""
    app = Staged(branches)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "4.4 by 11 answers; a group this size pins it down to 3.9–4.8." in picture(app)
        await pilot.press("left")
        assert "1.5 by 11 answers; a group this size pins it down to 1.1–1.8." in picture(app)


async def test_an_export_of_several_units_says_which_sessions_its_numbers_are_of(branches: Path) -> None:
    app = Staged(branches)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["p"] * 6, "x")
        await until(pilot, lambda: bool(app.kept))
    _, numbers, note = app.kept[0]
    assert note.splitlines()[0] == "Its CSV holds all sessions of these units up to 2020-03-02."
    assert "2018-03-01" in numbers
    assert "2026-03-01" not in numbers


async def test_files_that_cannot_be_read_are_counted_from_the_start(branches: Path) -> None:
    """They were simply not there."""
    for name in ("a", "b"):
        (branches / "assessments" / f"{name}.toml").write_text("title = ")
    app = LibraryApp(Workspace(branches))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Sessions: 12" in picture(app))
        await pilot.press("t")
        await until(pilot, lambda: "2 files cannot be read: workshop check" in picture(app))
        (branches / "assessments" / "a.toml").unlink()
        await until(pilot, lambda: "1 file cannot be read: workshop check" in picture(app))


async def test_where_no_file_is_whole_trends_say_so(tmp_path: Path) -> None:
    (tmp_path / "assessments").mkdir()
    (tmp_path / "assessments" / "a.toml").write_text("title = ")
    app = LibraryApp(Workspace(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "a.toml" in picture(app))
        await pilot.press("t")
        await until(
            pilot, lambda: "1 file cannot be read" in "".join(note.message for note in app._notifications)
        )


async def test_the_name_of_a_unit_outlives_any_news_on_a_narrow_screen(branches: Path) -> None:
    """News pushed it off the line."""
    app = LibraryApp(Workspace(branches))
    async with app.run_test(size=(40, 14)) as pilot:
        await until(pilot, lambda: "Sessions: 10" in picture(app))
        await pilot.press("t")
        await until(pilot, lambda: "North" in picture(app))
        await pilot.press("down", "enter")
        assert picture(app).startswith(" North")
        for year in (2013, 2014):
            held = ladders(LOW, unit="North", organisation="Riverside Public Library", title="x")
            sessions.create(held.changed(held_on=date(year, 3, 1)), branches / "assessments")
        await until(pilot, lambda: "just now" in picture(app))
        assert picture(app).startswith(" North")
        assert all(cell_len(row) <= 40 for row in picture(app).splitlines())
