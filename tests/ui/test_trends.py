"""The trends screen: units, one unit over time, its sessions and back; filter, sort, period, export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from rich.cells import cell_len

from tests.analysis.build import ladders, round_of
from tests.samples import copy_samples
from tests.ui.stage import SIZES, Stage, picture, until
from workshop.analysis.fate import fates
from workshop.analysis.lines import Point, points_through
from workshop.analysis.outcome import outcome
from workshop.analysis.period import period
from workshop.analysis.trend import courses
from workshop.analysis.units import units
from workshop.model.followup import Action
from workshop.model.outcome import Outcome
from workshop.report import trend_numbers
from workshop.report.trends import course_rows
from workshop.store.workspace import Workspace
from workshop.ui.library_app import LibraryApp
from workshop.ui.screens import trend_lines
from workshop.ui.screens.results import ResultsScreen
from workshop.ui.screens.trends import TrendsScreen
from workshop.ui.widgets.field import Field
from workshop.ui.widgets.page import Line

LOW = "6 5 0 0 0 | 0"


class Staged(Stage[None]):
    """The screen with three branches, what it showed and what it kept."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.pages: list[str] = []
        self.numbers: list[str] = []
        self.notes: list[str] = []
        sessions = [
            outcome(
                ladders(
                    vision,
                    unit=unit,
                    organisation="Riverside",
                    held_on=date(year, 3, 1),
                    title=unit,
                    actions=(Action(id="a1", text=f"Ask {unit}", due=date(year, 3, 20)),),
                ),
                file=f"{unit}-{year}",
            )
            for year, unit, vision in (
                (2025, "North", "6 5 0 0 0 | 0"),
                (2026, "North", "0 0 1 5 5 | 0"),
                (2026, "South", "5 5 2 0 0 | 0"),
                (2026, "West", "5 0 0 0 5 | 0"),
            )
        ]
        super().__init__(TrendsScreen(units(sessions), self.open_file, self.keep, date(2026, 4, 1)))

    def open_file(self, file: str) -> None:
        self.files.append(file)

    def keep(self, text: str, numbers: Iterable[str], note: str) -> None:
        self.pages.append(text)
        self.numbers.append("".join(numbers))
        self.notes.append(note)


async def test_from_units_to_one_over_time_to_a_session_and_back_by_keys() -> None:
    app = Staged()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "▸North" in picture(app)
        assert "4.4+ (11)" in picture(app)
        await pilot.press("enter")
        assert "Riverside, North: over time" in picture(app)
        assert "Higher than on 2025-03-01" in picture(app)
        await pilot.press("left", "enter")
        await until(pilot, lambda: app.files == ["North-2025"])
        await pilot.press("b")
        assert "Units beside each other: 3" in picture(app)
        await pilot.press("b")
        await until(pilot, lambda: app.left_with == [None])


async def test_a_unit_and_its_session_open_by_mouse() -> None:
    app = Staged()
    async with app.run_test(size=(80, 24)) as pilot:
        row = next(n for n, text in enumerate(picture(app).splitlines()) if text.startswith(" South"))
        await pilot.click(offset=(5, row))
        await pilot.click(offset=(5, row))
        assert "Riverside, South: over time" in picture(app)
        row = next(n for n, text in enumerate(picture(app).splitlines()) if "Enter shows" in text)
        await pilot.click(offset=(5, row))
        await until(pilot, lambda: app.files == ["South-2026"])


async def test_filter_as_one_types_sort_by_talk_and_go_to_an_earlier_year() -> None:
    app = Staged()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", "s", "o", "u")
        await until(pilot, lambda: "beside each other: 1 of 3" in picture(app))
        await pilot.press("escape")
        await until(pilot, lambda: "beside each other: 3" in picture(app))
        await pilot.press("s")
        assert "▸West" in picture(app)
        await pilot.press("p")
        assert "beside each other: 1 of 3" in picture(app)
        assert "2 more units have no session in this period: p and n go to other years." in picture(app)
        await pilot.press("n")
        assert "beside each other: 3" in picture(app)


async def test_a_filter_compares_with_all_units_of_the_period_and_so_does_its_export() -> None:
    app = Staged()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", "n", "o", "r", "enter")
        await until(pilot, lambda: "beside each other: 1 of 3" in picture(app))
        for part in ("4.4+ (11)", "Strong vision: North (4.4", "Compared with all 3 units of this period"):
            assert part in picture(app)
        await pilot.press("p", "x")
        await until(pilot, lambda: bool(app.pages))
        assert "No other unit has a session in this period" in picture(app)
    assert "No other unit has a session in this period" in app.pages[0]
    assert "+ (11)" not in app.pages[0]


async def test_escape_takes_off_a_filter_that_was_kept_before_it_leaves() -> None:
    """It said so, and left instead."""
    app = Staged()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", "z", "z", "enter")
        await until(pilot, lambda: not app.screen.query(Field))
        assert "Escape shows all again" in picture(app)
        await pilot.press("escape")
        assert "beside each other: 3" in picture(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.left_with == [None])


async def test_an_open_filter_cuts_no_line_and_says_how_to_leave_it() -> None:
    app = Staged()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", "n")
        await until(pilot, lambda: "Enter keep the filter   Escape show all" in picture(app))
        assert isinstance(app.screen, TrendsScreen)
        assert app.screen.body_page.outer_size.width == 80
        await pilot.press("enter")
        await until(pilot, lambda: "Enter over time" in picture(app))


async def test_the_session_one_is_on_is_marked_and_what_moved_is_in_sight() -> None:
    app = Staged()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "▸2026-03" in picture(app)
        said, legend = (picture(app).index(text) for text in ("Higher than on", "mean of round 1"))
        assert said < legend
        await pilot.press("left")
        assert "▸2025-03" in picture(app)
        assert "▸2026-03" not in picture(app)


async def test_what_is_seen_is_exported_as_text() -> None:
    app = Staged()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        await until(pilot, lambda: bool(app.pages))
    assert "4.4+ (11)" in app.pages[0]
    assert "WHO TO LEARN FROM" in app.pages[0]
    (note,) = app.notes
    assert "It quotes what was planned in 4 sessions" not in note, "what is only counted is not quoted"
    assert "in 3 sessions that were promised to be seen by the team alone" in note
    head, *rows = app.numbers[0].splitlines()
    assert head.startswith("organisation,unit,held_on,file,attribute,n,mean,low,high,agreed")
    assert "Riverside,North,2026-03-01,North-2026,vision,11,4.36" in app.numbers[0]
    assert len(rows) == 2 * 4


async def test_the_mouse_leads_from_a_cell_and_from_a_point_to_the_session() -> None:
    app = Staged()
    async with app.run_test(size=(80, 24)) as pilot:
        rows = picture(app).splitlines()
        row = next(n for n, text in enumerate(rows) if text.startswith(" West"))
        await pilot.click(offset=(rows[row].index("3.0") + 1, row))
        await until(pilot, lambda: app.files == ["West-2026"])
        await pilot.press("up", "up", "enter")
        rows = picture(app).splitlines()
        row = next(n for n, text in enumerate(rows) if "1.5 (11)" in text)
        await pilot.click(offset=(rows[row].index("1.5 (11)") + 1, row))
        await until(pilot, lambda: app.files == ["West-2026", "North-2025"])
        assert "Enter shows 2025-03-01" in picture(app)


async def test_the_interval_is_a_band_around_each_point() -> None:
    app = Staged()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "what a group this size pins the mean down to" in picture(app)
        assert "░" in picture(app)
        assert "4.4 (11) 3.9–4.8" in picture(app)


async def test_each_line_is_two_rows_high_and_what_it_says_stands_below_it(tmp_path: Path) -> None:
    """In one row 2.2, 4.6, 2.5 was nearly flat, and a band stood only at the ends."""
    app = LibraryApp(Workspace(copy_samples(tmp_path)))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Sessions: 3" in picture(app))
        await pilot.press("t")
        await until(pilot, lambda: "North branch: over time" in picture(app))
        for downs in range(6):
            rows = picture(app).splitlines()
            dates = next(n for n, row in enumerate(rows) if "▸2026-11" in row)
            at = next(n for n, row in enumerate(rows) if row.startswith("▸"))
            assert dates < at, downs
            assert "(" in rows[at + 2]
            assert " answers; a group this size pins it down" in rows[at + 4]
            assert "since last time" in (said := " ".join(rows[at + 5 : -2])) or "than last time" in said
            await pilot.press("down")


def test_why_a_line_starts_is_said_once_at_its_point_or_with_the_newest() -> None:
    """The legend was cut before it had said why."""
    (unit,) = units(
        outcome(
            ladders("hidden", unit="North", held_on=date(year, 3, 1)).changed(rounds=(counted,)),
            file=str(year),
        )
        for year, counted in (
            (2023, round_of({"vision": {"ladder": LOW}})),
            (2024, round_of({"vision": {"ladder": LOW}}, method="hands")),
            (2025, round_of({"vision": {"ladder": LOW}})),
        )
    )
    vision = courses(unit)[0]
    for at, when in ((1, "2024-03-01: ballots on 2023-03-01"), (2, "2025-03-01: a show of hands on 2024")):
        rows = course_rows(unit, vision, 80, at)
        said = " ".join("".join(run.text for row in rows for run in row).split())
        assert said.count(f"A new line starts on {when}") == 1


async def test_the_overview_says_what_became_of_promises_and_is_drawn_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[Any] = []
    draw = trend_lines.overview

    def overview(*args: Any) -> list[Line]:
        drawn.append(args)
        return draw(*args)

    monkeypatch.setattr(trend_lines, "overview", overview)
    app = Staged()
    async with app.run_test(size=(120, 60)) as pilot:
        await until(pilot, lambda: "3 things to try or to stop: settled 0, came back 1" in picture(app))
        assert "South: “Ask South” (2026-03-01) is overdue since 2026-03-20." in picture(app)
        before = len(drawn)
        await pilot.press("down", "down", "up")
        assert "▸South" in picture(app)
        assert len(drawn) == before
        await pilot.press("slash", "w", "e", "s")
        await until(pilot, lambda: "1 thing to try or to stop: settled 0" in picture(app))


@pytest.mark.parametrize("size", SIZES)
async def test_no_line_is_wider_than_the_screen(size: tuple[int, int]) -> None:
    app = Staged()
    async with app.run_test(size=size) as pilot:
        for keys in ((), ("enter",)):
            await pilot.press(*keys)
            assert all(cell_len(row) <= size[0] for row in picture(app).splitlines())


async def test_what_cannot_be_opened_or_written_is_said_and_trends_stay(tmp_path: Path) -> None:
    """A session removed while one looked ended the program, and so did a folder that takes no export."""
    folder = copy_samples(tmp_path)
    app = LibraryApp(Workspace(folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Sessions: 3" in picture(app))
        await pilot.press("t")
        await until(pilot, lambda: "North branch: over time" in picture(app))
        (folder / "assessments" / "2026-11-18-north-branch.toml").unlink()
        await pilot.press("enter")
        await until(pilot, lambda: "there is no such file" in "".join(n.message for n in app._notifications))
        (folder / "exports").write_text("a file, and no folder")
        await pilot.press("x")
        await until(pilot, lambda: len(app._notifications) == 2)
        assert isinstance(app.screen, TrendsScreen)


async def test_trends_wait_until_all_sessions_are_read_and_one_may_go_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of ten thousand nothing was seen of it for half a minute, and all were read twice."""
    app = LibraryApp(Workspace(copy_samples(tmp_path)))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Sessions: 3" in picture(app))
        monkeypatch.setattr(
            app, "_show", lambda *_: None
        )  # what is read meanwhile says no more how far it is
        app.reading = (2115, 10_000)
        await pilot.press("t")
        await until(pilot, lambda: "Reading the sessions: 2,115 of 10,000" in picture(app))
        await pilot.press("b")
        await until(pilot, lambda: "Sessions: 3" in picture(app))
        await pilot.press("t")
        await until(pilot, lambda: "2,115 of 10,000" in picture(app))
        app.reading = None
        await until(pilot, lambda: "North branch: over time" in picture(app))


async def test_the_library_opens_trends_and_a_session_from_there_and_comes_back(tmp_path: Path) -> None:
    folder = copy_samples(tmp_path)
    app = LibraryApp(Workspace(folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Sessions: 3" in picture(app))
        await pilot.press("t")
        await until(pilot, lambda: "North branch: over time" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ResultsScreen))
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, TrendsScreen))
        await pilot.press("x")
        await until(pilot, lambda: any((folder / "exports").glob("trends-*.md")))
        await pilot.press("b")
        await until(pilot, lambda: "Sessions: 3" in picture(app))


async def test_what_changes_on_the_disk_is_seen_at_once_and_one_stays_where_one_is(tmp_path: Path) -> None:
    """It showed what there was when it was opened, for as long as one looked."""
    folder = copy_samples(tmp_path)
    first = folder / "assessments" / "2025-05-14-north-branch.toml"
    for unit in ("East", "South", "West"):
        copy = first.read_text().replace('unit = "North branch"', f'unit = "{unit}"')
        (folder / "assessments" / f"2026-03-01-{unit}.toml").write_text(
            copy.replace("held_on = 2025-05-14", "held_on = 2026-03-01")
        )
    app = LibraryApp(Workspace(folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Sessions: 6" in picture(app))
        await pilot.press("t")
        await until(pilot, lambda: "Units beside each other: 4" in picture(app))
        await pilot.press("down", "down")
        assert "▸South" in picture(app)
        text = (folder / "assessments" / "2026-03-01-East.toml").read_text()
        new = folder / "assessments" / "2026-04-01-Central.toml"
        new.write_text(text.replace('unit = "East"', 'unit = "Central"'))
        await until(pilot, lambda: "just now 1 new" in picture(app))
        assert "Units beside each other: 5" in picture(app)
        assert "▸South" in picture(app)
        await pilot.press("down")
        assert "just now" not in picture(app)
        new.unlink()
        await until(pilot, lambda: "just now 1 gone" in picture(app))
        assert "▸West" in picture(app)


async def test_an_open_unit_stays_open_at_the_same_session_when_one_is_added(tmp_path: Path) -> None:
    folder = copy_samples(tmp_path)
    app = LibraryApp(Workspace(folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Sessions: 3" in picture(app))
        await pilot.press("t")
        await until(pilot, lambda: "North branch: over time" in picture(app))
        await pilot.press("down", "left")
        await until(
            pilot, lambda: "Enter shows 2026-0" in picture(app) or "Enter shows 2025-1" in picture(app)
        )
        here = next(row for row in picture(app).splitlines() if "Enter shows" in row)
        newest = folder / "assessments" / "2026-11-18-north-branch.toml"
        added = folder / "assessments" / "2026-12-18-north-branch.toml"
        added.write_text(newest.read_text().replace("held_on = 2026-11-18", "held_on = 2026-12-18"))
        await until(pilot, lambda: "just now 1 new · 4 sessions" in picture(app))
        assert here in picture(app)
        assert "▸Staff" in picture(app)
        newest.write_text(newest.read_text().replace("2026-11-18", "2026-11-19"))
        await until(pilot, lambda: "just now 1 changed" in picture(app))
        for path in (folder / "assessments").glob("*.toml"):
            path.unlink()
        await until(
            pilot, lambda: "No counted session is left" in "".join(n.message for n in app._notifications)
        )
        assert here in picture(app)


async def test_a_touched_file_without_a_change_says_nothing(tmp_path: Path) -> None:
    folder = copy_samples(tmp_path)
    app = LibraryApp(Workspace(folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Sessions: 3" in picture(app))
        await pilot.press("t")
        await until(pilot, lambda: "North branch: over time" in picture(app))
        screen = app.screen
        assert isinstance(screen, TrendsScreen)
        before = screen._studied
        path = folder / "assessments" / "2026-11-18-north-branch.toml"
        path.write_text(path.read_text())
        (folder / "assessments" / "later.toml").write_text("format = 1")
        path.write_text(path.read_text().replace("North branch, autumn 2026", "Another title", 1))
        await until(pilot, lambda: "just now 1 changed" in picture(app))
        assert screen._studied is not before


async def test_older_sessions_than_fit_are_reached_and_it_is_said_which_are_drawn() -> None:
    """Of twelve years only the newest could be drawn."""
    sessions = [
        outcome(
            ladders("3 3 3 3 0 | 0", unit="North", held_on=date(year, 3, 1), title=f"T{year}"), file=f"{year}"
        )
        for year in range(2009, 2027)
    ]
    app: Stage[None] = Stage(TrendsScreen(units(sessions), print, print, date(2026, 4, 1)))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Drawn: 2021-03-01 to 2026-03-01, 6 of 18 sessions. ← → go to the others." in picture(app)
        assert picture(app).count("2.5 (12)") == 6
        assert "2020-03" not in picture(app)
        await pilot.press(*["left"] * 6)
        assert "▸2020-03" in picture(app)
        assert "Drawn: 2015-03-01 to 2020-03-01, 6 of 18 sessions" in picture(app)
        await pilot.press(*["left"] * 20)
        assert "▸2009-03" in picture(app)
        await pilot.press(*["right"] * 20)
        assert "▸2026-03" in picture(app)


def test_the_overview_names_the_organisations_where_there_are_several() -> None:
    late = Action(id="a1", text="Ask", due=date(2026, 3, 20))
    given: dict[str, Any] = {"unit": "Main", "actions": (late,)}
    found = units(
        outcome(ladders(vision, organisation=of, held_on=date(year, 3, 1), **given), file=f"{of}-{year}")
        for year, of, vision in (
            (2025, "Alpha", "6 5 0 0 0 | 0"),
            (2026, "Alpha", "0 0 1 5 5 | 0"),
            (2026, "Beta", "5 5 2 0 0 | 0"),
        )
    )
    told = {id(unit): fates(unit.sessions, date(2026, 4, 1)) for unit in found}
    for units_shown, named in ((found, True), (found[:1], False)):
        seen = period(units_shown)
        assert seen is not None
        lines = trend_lines.overview(seen, None, (), told, 80)
        assert sum("Alpha · Main" in line.text for line in lines) == (4 if named else 0)


async def test_while_thousands_of_numbers_are_written_keys_are_heard_and_a_word_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen stood still for ten seconds and more: everything was made before the next key."""
    folder, read_on = copy_samples(tmp_path), Event()
    waited = points_through

    def slowly(sessions: Sequence[Outcome]) -> Iterator[tuple[str, tuple[Point, ...]]]:
        assert read_on.wait(20)
        return waited(sessions)

    monkeypatch.setattr(trend_numbers, "points_through", slowly)
    app = LibraryApp(Workspace(folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Sessions: 3" in picture(app))
        await pilot.press("t")
        await until(pilot, lambda: "North branch: over time" in picture(app))
        await pilot.press("x", "x")
        await until(pilot, lambda: [n.message for n in app._notifications] == ["Writing what is seen …"])
        await pilot.press("left")
        await until(pilot, lambda: "▸2026-01" in picture(app))
        read_on.set()
        await until(pilot, lambda: sum("Written" in n.message for n in app._notifications) == 2)
    assert len(list((folder / "exports").glob("trends-*.csv"))) == 2
