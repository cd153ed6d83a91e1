"""The library: going through sessions, filtering, and what is done with them."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from tests.model.build import plan
from tests.samples import oddly_named
from tests.ui.stage import SIZES, picture, until
from workshop.store import sealing, sessions
from workshop.store.codec import encode, load
from workshop.store.listing import Stamp
from workshop.store.seat import take_seat
from workshop.store.shelf import Shelf
from workshop.store.workspace import Workspace
from workshop.ui.library_app import LibraryApp
from workshop.ui.screens.ask import AskScreen, ConfirmScreen
from workshop.ui.screens.library import LibraryScreen
from workshop.ui.screens.rating import RatingScreen

DAY = date(2026, 11, 23)
Library = tuple[LibraryApp, Pilot[Any]]


@asynccontextmanager
async def library(workspace: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Library]:
    app = LibraryApp(Workspace(workspace, "this folder"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def make(workspace: Path, *titles: str, **fields: Any) -> list[Path]:
    """Plan a session for each title, the first the newest; return their files."""
    given = {"unit": "", "mode": "open", "invited": 8, **fields}
    return [
        sessions.create(
            plan(title=title, **{"held_on": DAY - timedelta(days=number), **given}), workspace / "assessments"
        )
        for number, title in enumerate(titles)
    ]


def count(path: Path, level: int = 3) -> None:
    """Have one person answer everything with ``level``, and count it."""
    sealing.open_round(path)
    seat = take_seat(path, as_new=True)
    answers = {question.key: level for question in seat.questions}
    seat.cast(seat.ballot.changed(answers=answers, handed_in=True))
    sealing.close_round(path)
    sealing.close_session(path)


def row(app: LibraryApp, text: str) -> str:
    return next(line for line in picture(app).splitlines() if text in line)


def lit(app: LibraryApp) -> str:
    """Return the row one is on."""
    return next(line for line in picture(app).splitlines() if line[1:2] == "▸")


def toasts(app: LibraryApp) -> str:
    return "\n".join(str(toast.message) for toast in app._notifications)


async def test_sessions_by_date_with_how_far_they_are(workspace: Path) -> None:
    """The newest first: planned, open, and counted with how many voted and six medians in miniature."""
    planned, opened, counted = make(workspace, "Planned", "Opened", "Counted")
    sealing.open_round(opened)
    count(counted)
    async with library(workspace) as (app, _):
        assert picture(app).splitlines()[2:5] == [
            " ▸  2026-11-23  Planned                                      planned ··",
            "    2026-11-22  Opened                                          open ··",
            "    2026-11-21  Counted                                      1 voted ▄▄",
        ]
        assert "Planned. r runs the workshop" in picture(app)
        assert planned.name in picture(app)


async def test_a_meeting_for_an_exercise_is_no_longer_planned_once_it_has_begun(workspace: Path) -> None:
    """Nothing of it is counted in round 1, ever; Enter goes to where the room was, and to its end."""
    begun, ended = make(workspace, "Begun", "Ended")
    sessions.change(begun, lambda session: session.changed(stage="exercises"))
    sessions.change(ended, lambda session: session.changed(stage="close"))
    async with library(workspace) as (app, pilot):
        first, second = picture(app).splitlines()[2:4]
        assert "begun" in first
        assert "closed" in second
        assert "Enter goes on with it" in picture(app)
        await pilot.press("enter")
        await until(pilot, lambda: "STOP-DOING LIST" in picture(app))


async def test_an_empty_library_says_where_sessions_will_be_and_what_to_press(workspace: Path) -> None:
    async with library(workspace) as (app, pilot):
        flat = " ".join(picture(app).split())
        assert "No sessions yet. They will be kept in" in flat
        assert "n plans the first one" in flat
        for key in ("enter", "a", "c", "e", "w", "d", "x", "o", "space", "down", "end", "G", "escape"):
            await pilot.press(key)
        assert app.screen is app.library
        await pilot.press("u")
        await until(pilot, lambda: "nothing was deleted" in toasts(app))


async def test_one_moves_and_stays_inside(workspace: Path) -> None:
    make(workspace, *(f"Session {number:02}" for number in range(40)))
    async with library(workspace) as (app, pilot):
        for keys, number in [
            (["down", "j"], 2),
            (["up", "k", "up"], 0),
            (["end"], 39),
            (["down"], 39),
            (["home"], 0),
            (["G"], 39),
            (["g"], 0),
        ]:
            await pilot.press(*keys)
            assert lit(app).split()[2:4] == ["Session", f"{number:02}"], keys
        await pilot.press("pagedown")
        far = lit(app)
        assert int(far.split()[3]) > 5
        await pilot.press("pagedown", "pageup")
        assert lit(app) == far


async def test_the_mouse_goes_to_a_session_and_opens_the_one_we_are_on(workspace: Path) -> None:
    _, second = make(workspace, "First", "Second")
    count(second)
    async with library(workspace) as (app, pilot):
        await pilot.click(offset=(30, 3))
        await pilot.pause()
        assert "Second" in lit(app)
        await pilot.click(offset=(30, 3))
        await until(pilot, lambda: "Overview" in picture(app))


async def test_filtering_as_one_types(workspace: Path) -> None:
    make(workspace, "North branch", "South branch", "Archive")
    async with library(workspace) as (app, pilot):
        await pilot.press("slash", *"branch")
        await until(pilot, lambda: "Sessions: 2 of 3" in picture(app))
        assert "Archive" not in picture(app)
        await pilot.press("space", *"SOU")
        await until(pilot, lambda: "Sessions: 1 of 3" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.query(Input))
        assert "South branch" in lit(app)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: "Sessions: 3" in picture(app) and "of 3" not in picture(app))


async def test_the_filter_is_one_line_above_the_keys(workspace: Path) -> None:
    """The list, the words typed on a line of their own, and what the session is."""
    make(workspace, "North branch", "South branch")
    async with library(workspace) as (app, pilot):
        await pilot.press("slash", *"bra")
        await until(pilot, lambda: "Sessions: 2 of 2" in picture(app))
        rows = picture(app).splitlines()
        at = rows.index(" bra")
        assert "Planned." in rows[at + 2]
        assert "▔" not in picture(app)


async def test_alone_counting_from_the_library_ends_the_session(workspace: Path) -> None:
    (path,) = make(workspace, "Session", invited=1)
    sealing.open_round(path)
    seat = take_seat(path)
    seat.cast(seat.ballot.changed(answers={"vision.ladder": 4}))
    async with library(workspace) as (app, pilot):
        await pilot.press("o")
        await until(pilot, lambda: "Close the round and count?" in picture(app))
        await pilot.press("y")
        await until(pilot, lambda: "Overview" in picture(app))
        assert load(path).stage == "close"
        assert not path.with_suffix(".room").exists()


async def test_a_filter_nothing_fits_and_hostile_ones(workspace: Path) -> None:
    make(workspace, "North branch")
    async with library(workspace) as (app, pilot):
        for text in ("[/] [@click=app.exit]x", "日本語", ".*", "x" * 300):
            await pilot.press("slash")
            app.screen.query_one(Input).post_message(events.Paste(text))
            await until(pilot, lambda: "Nothing fits. Escape shows all again." in picture(app))
            await pilot.press("enter", "a", "c", "x", "space")
            await pilot.press("escape")
            await until(pilot, lambda: "North branch" in picture(app))


async def test_marks_stay_with_their_sessions_and_go_with_them(workspace: Path) -> None:
    _, second, _ = make(workspace, "First", "Second", "Third")
    async with library(workspace) as (app, pilot):
        await pilot.press("space", "space")
        assert "Sessions: 3, 2 marked" in picture(app)
        assert "●" in row(app, "First")
        await pilot.press("g", "space")
        assert "Sessions: 3, 1 marked" in picture(app)
        second.unlink()
        await until(pilot, lambda: "Second" not in picture(app))
        assert "marked" not in picture(app)


async def test_two_marked_sessions_are_compared(workspace: Path) -> None:
    paths = make(workspace, "First", "Second", unit="North")
    for level, path in enumerate(paths, start=2):
        count(path, level)
    async with library(workspace) as (app, pilot):
        await pilot.press("space", "space", "c")
        await until(pilot, lambda: not isinstance(app.screen, LibraryScreen))
        await pilot.press("q")
        await until(pilot, lambda: app.screen is app.library)
        await pilot.press("escape", "g", "c")
        await until(pilot, lambda: not isinstance(app.screen, LibraryScreen))


async def test_comparing_what_cannot_be_compared_says_why(workspace: Path) -> None:
    make(workspace, "Planned", "Other")
    async with library(workspace) as (app, pilot):
        await pilot.press("c")
        await until(pilot, lambda: "no earlier session of this unit" in toasts(app))
        await pilot.press("space", "space", "c")
        await until(pilot, lambda: "is not counted yet" in toasts(app))


async def answer(app: LibraryApp, pilot: Pilot[Any], key: str, text: str) -> None:
    """Press ``key``, wait for the question, type ``text`` instead of what stands there."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, AskScreen))
    field = app.screen.query_one(Input)
    field.value = text
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is app.library)


async def test_renaming(workspace: Path) -> None:
    (path,) = make(workspace, "Before")
    async with library(workspace) as (app, pilot):
        await answer(app, pilot, "e", "After [/] 日本語 \u202e")
        await until(pilot, lambda: "After [/] 日本語" in picture(app))
        assert not path.exists()
        (path,) = (workspace / "assessments").glob("*.toml")
        assert load(path).title == "After [/] 日本語"
        await answer(app, pilot, "e", "  \x1b ")
        assert load(path).title == "After [/] 日本語"


async def test_what_to_do_next_with_a_counted_session_is_true_of_it(workspace: Path) -> None:
    """One that is left in the middle goes on; c is offered only where there is one before it."""
    (path,) = make(workspace, "Session")
    count(path)
    sessions.change(path, lambda session: session.at("discuss"))
    async with library(workspace) as (app, pilot):
        await until(pilot, lambda: "the workshop goes on: r leads it" in picture(app))
        assert "c compares it" not in picture(app)
    sessions.change(path, lambda session: session.at("close"))
    async with library(workspace) as (app, pilot):
        await until(pilot, lambda: "Counted. Enter shows the result." in picture(app))
    sessions.change(path, lambda session: session.changed(unit="North"))
    before = sessions.create(load(path).changed(held_on=date(2020, 1, 1)), path.parent)
    async with library(workspace) as (app, pilot):
        await until(pilot, lambda: "c compares it with the session before" in picture(app))
        await pilot.press("down")
        await until(pilot, lambda: "▸  2020" in picture(app))
        assert "c compares it" not in picture(app)
    assert before.exists()


async def test_correcting_the_date(workspace: Path) -> None:
    make(workspace, "Session")
    async with library(workspace) as (app, pilot):
        await answer(app, pilot, "w", "2025-01-31")
        await until(pilot, lambda: "2025-01-31" in lit(app))
        for wrong in ("2025-02-30", "31.1.2025", "soon", "[/]"):
            await pilot.press("w")
            await until(pilot, lambda: bool(app.screen.query(Input)), "a field")
            app.screen.query_one(Input).value = wrong
            await pilot.press("enter")
            said = f'"{wrong}" is not a date. Write it like'
            await until(pilot, lambda said=said: said in picture(app), said)  # type: ignore[misc]
            assert app.screen.query_one(Input).value == wrong
            await pilot.press("ctrl+x")
        assert "2025-01-31" in lit(app)


async def test_duplicating_as_a_plan(workspace: Path) -> None:
    (path,) = make(workspace, "Session")
    count(path)
    async with library(workspace) as (app, pilot):
        await answer(app, pilot, "d", "2027-01-31")
        await until(pilot, lambda: "2027-01-31" in lit(app))
        assert "planned" in lit(app)
        assert "Sessions: 2" in picture(app)


async def test_deleting_asks_and_u_brings_it_back(workspace: Path) -> None:
    (path,) = make(workspace, "Session")
    content = path.read_bytes()
    async with library(workspace) as (app, pilot):
        for no in ("n", "escape", "q", "enter"):
            await pilot.press("x")
            await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
            await pilot.press(no)
            await until(pilot, lambda: app.screen is app.library)
            assert path.exists()
        await pilot.press("x", "y")
        await until(pilot, lambda: "No sessions yet" in picture(app))
        assert not path.exists()
        await pilot.press("u")
        await until(pilot, lambda: "Session" in lit(app) if "▸" in picture(app) else False)
        assert path.read_bytes() == content


async def test_deleting_an_open_session_says_that_its_ballots_go(workspace: Path) -> None:
    (path,) = make(workspace, "Session")
    sealing.open_round(path)
    async with library(workspace) as (app, pilot):
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        assert "its ballots are destroyed for good" in picture(app)
        await pilot.press("y")
        await until(pilot, lambda: "No sessions yet" in picture(app))
        assert not path.with_suffix(".room").exists()


async def test_opening_and_closing_the_round_ask_first(workspace: Path) -> None:
    (path,) = make(workspace, "Session")
    async with library(workspace) as (app, pilot):
        for key, open_then in (("n", False), ("y", True)):
            await pilot.press("o")
            await until(pilot, lambda: "Open the round of" in picture(app))
            await pilot.press(key)
            await until(pilot, lambda: app.screen is app.library)
            assert path.with_suffix(".room").exists() is open_then
        await until(pilot, lambda: " open " in lit(app))
        seat = take_seat(path)
        seat.cast(seat.ballot.changed(answers={"vision.ladder": 4}))
        await pilot.press("o")
        await until(pilot, lambda: "Close the round and count?" in picture(app))
        assert "1 joined, 0 handed in. 1 ballots would be counted." not in picture(app)
        assert "1 joined, 0 handed in. 1 ballot would be counted." in " ".join(picture(app).split())
        await pilot.press("y")
        await until(pilot, lambda: "Overview" in picture(app))
        await pilot.press("q")
        await until(pilot, lambda: "1 voted" in picture(app))
        await pilot.press("o")
        await until(pilot, lambda: "End this session?" in picture(app))
        await pilot.press("y")
        await until(pilot, lambda: not path.with_suffix(".room").exists())
        await until(pilot, lambda: app.screen is app.library)
        await pilot.press("o")
        await until(pilot, lambda: "counted and closed" in toasts(app))
        assert app.screen is app.library


async def test_too_few_ballots_are_not_counted_and_the_ways_on_are_told(workspace: Path) -> None:
    (path,) = make(workspace, "Session", mode="confidential")
    sealing.open_round(path)
    async with library(workspace) as (app, pilot):
        await pilot.press("o", "y")
        await until(pilot, lambda: "5 are needed" in toasts(app))
        assert path.with_suffix(".room").exists()
        assert load(path).first is None


async def test_rating_from_the_library_opens_a_planned_round_after_a_question(workspace: Path) -> None:
    (path,) = make(workspace, "Session")
    async with library(workspace) as (app, pilot):
        await pilot.press("a")
        await until(pilot, lambda: "The round is not open yet." in picture(app))
        await pilot.press("y")
        await until(pilot, lambda: "Enter start" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RatingScreen))
        await pilot.press("4", "q")
        await until(pilot, lambda: app.screen is app.library)
        sealing.close_round(path)
        await until(pilot, lambda: "1 voted" in picture(app))
        await pilot.press("a")
        await until(pilot, lambda: "this session is counted" in toasts(app))


async def test_no_wish_on_an_unreadable_file_does_harm(workspace: Path) -> None:
    bad = workspace / "assessments" / "2026-01-01-bad.toml"
    bad.write_text("format = 1\ntitle = [/]\n")
    async with library(workspace) as (app, pilot):
        await until(pilot, lambda: "cannot read" in picture(app))
        assert "bad.toml" in lit(app)
        for key in ("enter", "a", "c", "e", "w", "d", "o", "r"):
            app._notifications.clear()
            await pilot.press(key)
            await until(pilot, lambda: "bad.toml" in toasts(app), key)
            assert app.screen is app.library, key
        await pilot.press("space")
        assert "marked" not in picture(app)
        assert bad.read_text() == "format = 1\ntitle = [/]\n"
        await pilot.press("x", "y")
        await until(pilot, lambda: "No sessions yet" in picture(app))


async def test_a_file_that_goes_while_one_is_asked_about_it(workspace: Path) -> None:
    (path,) = make(workspace, "Walnut")
    async with library(workspace) as (app, pilot):
        for key in ("e", "w", "d", "x"):
            path.write_bytes(encode(plan(title="Walnut")))
            await until(pilot, lambda: "Walnut" in picture(app))
            await pilot.press(key)
            await until(pilot, lambda: app.screen is not app.library)
            path.unlink()
            app._notifications.clear()
            await pilot.press(*{"x": "y", "e": "9"}.get(key, ""), "enter")
            await until(pilot, lambda: app.screen is app.library)
            await until(pilot, lambda: bool(toasts(app)), key)
            await until(pilot, lambda: "No sessions yet" in picture(app))


HOSTILE = [
    "日本語のとても長い題名" * 8,
    "👩‍👩‍👧‍👦 family 🇳🇴 flags",
    "[bold red]markup[/] [@click=app.exit]x[/]",
    "z" + "\u0301" * 3 + " combining",
    "العربية اتجاه",
    "x" * 200,
    "ｆｕｌｌｗｉｄｔｈ",
    "{users} %s \\ $HOME",
]


@pytest.mark.parametrize("width", [60, 79, 80, 100, 140])
async def test_wide_and_hostile_titles_keep_the_columns(workspace: Path, width: int) -> None:
    make(workspace, *HOSTILE, organisation="[/]機関", unit="")
    async with library(workspace, (width, 24)) as (app, _):
        rows = [line for line in picture(app).splitlines() if re.search(r"\d{4}-\d\d-\d\d  ", line)]
        assert len(rows) == len(HOSTILE)
        ends = {cell_len(line[: line.index("planned")]) for line in rows}
        assert len(ends) == 1
        assert all(cell_len(line) <= width for line in rows)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_at_every_size_the_titles_can_be_read(workspace: Path, size: tuple[int, int]) -> None:
    make(workspace, "North branch", "South branch", "Archive", "Depot")
    async with library(workspace, size) as (app, pilot):
        for name in ("North", "South", "Archi", "Depot"):
            assert name in lit(app), picture(app)
            await pilot.press("down")
        for width, height in [*SIZES, (1, 1), (10, 3), (80, 24)]:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        await until(pilot, lambda: "Depot" in lit(app))


async def test_a_thousand_files(workspace: Path) -> None:
    folder = workspace / "assessments"
    (path,) = make(workspace, "Session 0000")
    content = path.read_text(encoding="utf-8")
    for number in range(1, 1000):
        day = DAY - timedelta(days=number)
        text = content.replace("Session 0000", f"Session {number:04}").replace(str(DAY), str(day))
        (folder / f"{day}-session-{number:04}.toml").write_text(text, encoding="utf-8")
    async with library(workspace) as (app, pilot):
        assert "Session 0000" in picture(app)
        await until(pilot, lambda: "Sessions: 1000 " in picture(app))
        await pilot.press("G")
        assert "Session 0999" in lit(app)
        await pilot.press("slash", *"0500")
        await until(pilot, lambda: "Sessions: 1 of 1000" in picture(app))


async def test_the_theme_goes_round_and_everything_stays(workspace: Path) -> None:
    make(workspace, "Session")
    async with library(workspace) as (app, pilot):
        seen = []
        for _ in range(3):
            seen.append((app.theme, app.library.body_page._look.theme))
            await pilot.press("ctrl+t")
            await pilot.pause()
            assert "Session" in lit(app)
        assert len(set(seen)) == 3
        assert (app.theme, app.library.body_page._look.theme) == seen[0]


async def test_help_explains_the_miniature_and_names_all_keys(workspace: Path) -> None:
    async with library(workspace, (80, 40)) as (app, pilot):
        await pilot.press("h")
        await until(pilot, lambda: "Help" in picture(app))
        for said in (
            "medians of the six attributes",
            "duplicate as a plan",
            "correct the date",
            "light, dark",
        ):
            assert said in picture(app)


async def test_help_that_does_not_fit_can_be_scrolled(workspace: Path) -> None:
    async with library(workspace, (40, 12)) as (app, pilot):
        await pilot.press("question_mark")
        await until(pilot, lambda: "Help" in picture(app))
        for _ in range(20):
            if "light, dark, contrast" in picture(app):
                break
            await pilot.press("space")
        assert "light, dark, contrast" in picture(app)
        await pilot.press("q")
        await until(pilot, lambda: app.screen is app.library)


async def test_a_file_whose_name_is_no_utf_8_may_change_while_the_library_is_open(workspace: Path) -> None:
    """What watches the folder gives up at such a name: the program ended with it."""
    odd = oddly_named(make(workspace, "Spring", "Summer")[0])
    async with library(workspace) as (app, pilot):
        await until(pilot, lambda: "Spring" in picture(app))
        for title in ("Autumn", "Winter"):
            odd.write_bytes(encode(load(odd).changed(title=title)))
            await until(pilot, lambda title=title: title in picture(app))  # type: ignore[misc]
        make(workspace, "Another")
        await until(pilot, lambda: "Another" in picture(app))


async def test_what_the_disk_and_a_wish_change_is_read_one_after_the_other(workspace: Path) -> None:
    """Two threads in one shelf forgot the same deleted session twice, and the program ended with it."""

    class Watched(Shelf):
        at_once: Final[list[int]] = []
        inside = 0

        def _recall(self, files: Mapping[str, Stamp]) -> None:
            self.inside += 1
            self.at_once.append(self.inside)
            time.sleep(0.05)  # as with thousands of sessions
            super()._recall(files)
            self.inside -= 1

    make(workspace, "Spring", "Summer")
    async with library(workspace) as (app, _pilot):
        app._shelf = Watched(workspace / "assessments")
        await asyncio.gather(app._read_all(), app.refill(), app._read_all(), app.refill())
        assert app._shelf.at_once == [1, 1, 1, 1]
