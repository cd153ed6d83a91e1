"""A session that has ended: shown from the library, and led again only after a yes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.acceptance.people import plan
from tests.ui.stage import picture, until
from workshop.model.session import Note
from workshop.store import sessions
from workshop.store.codec import load
from workshop.store.room import Room
from workshop.store.workspace import Workspace
from workshop.ui.library_app import LibraryApp


def ended(workspace: Path) -> Path:
    path = plan(workspace, invited=8)
    note = Note(text="Two desks, one queue.")
    sessions.change(path, lambda session: session.changed(stage="close", ended=True, parking=(note,)))
    return path


@asynccontextmanager
async def looked_at(workspace: Path) -> AsyncIterator[tuple[LibraryApp, Pilot[Any]]]:
    """The ended session, come to by r in the library."""
    app = LibraryApp(Workspace(workspace, "this folder"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "North branch, autumn" in picture(app))
        await pilot.press("r")
        await until(pilot, lambda: "ended · read-only" in picture(app))
        yield app, pilot


async def test_it_is_only_shown_and_every_other_key_does_nothing(workspace: Path) -> None:
    path = ended(workspace)
    before = path.read_bytes()
    async with looked_at(workspace) as (app, pilot):
        assert "nothing in it changes" in picture(app)
        assert "d sets it" not in picture(app)
        await pilot.press("d", "k", "n", "a", "1", "g", "p")
        assert "ended · read-only" in picture(app)
        await pilot.press("q")
        await until(pilot, lambda: "Sessions: 1" in picture(app))
    assert path.read_bytes() == before
    assert not Room(path).exists


async def test_its_results_are_one_key_away_and_one_key_back(workspace: Path) -> None:
    path = ended(workspace)
    async with looked_at(workspace) as (app, pilot):
        await pilot.press("s")
        await until(
            pilot, lambda: "ended · read-only" not in picture(app) and "Sessions:" not in picture(app)
        )
        await pilot.press("q")
        await until(pilot, lambda: "ended · read-only" in picture(app))
    assert load(path).ended


async def test_it_is_continued_after_a_yes_and_not_after_a_no(workspace: Path) -> None:
    path = ended(workspace)
    async with looked_at(workspace) as (app, pilot):
        await pilot.press("c")
        await until(pilot, lambda: "Continue this session?" in picture(app))
        await pilot.press("n")
        await until(pilot, lambda: "ended · read-only" in picture(app))
        assert load(path).ended
        await pilot.press("c")
        await until(pilot, lambda: "Continue this session?" in picture(app))
        await pilot.press("y")
        await until(pilot, lambda: "One word each" in picture(app))
        await pilot.press("q")
        await until(pilot, lambda: "Sessions: 1" in picture(app))
    assert not load(path).ended
    assert [note.text for note in load(path).parking] == ["Two desks, one queue."]


@asynccontextmanager
async def ending(workspace: Path) -> AsyncIterator[tuple[LibraryApp, Pilot[Any]]]:
    """The session of ``ended``, led at its last stage and then ended."""
    path = ended(workspace)
    sessions.change(path, lambda session: session.changed(ended=False))
    app = LibraryApp(Workspace(workspace, "this folder"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "North branch, autumn" in picture(app))
        await pilot.press("r")
        await until(pilot, lambda: "One word each" in picture(app))
        await pilot.press("space")
        await until(pilot, lambda: "End the session?" in picture(app))
        await pilot.press("y")
        yield app, pilot


async def test_ending_writes_the_report_and_says_where(workspace: Path) -> None:
    async with ending(workspace) as (app, pilot):
        await until(pilot, lambda: "ended · read-only" in picture(app))
        assert "Report written to" in picture(app)
        assert {one.suffix for one in (workspace / "exports").iterdir()} == {".md", ".html"}
        await pilot.press("x")
        await until(pilot, lambda: "Export:" in picture(app))
        await pilot.press("b")
        await until(pilot, lambda: "ended · read-only" in picture(app))


async def test_a_report_that_cannot_be_written_is_said_and_the_end_stands(workspace: Path) -> None:
    (workspace / "exports").write_text("a file where the folder should be")
    async with ending(workspace) as (app, pilot):
        await until(pilot, lambda: "ended · read-only" in picture(app))
        assert "The report was not written" in picture(app)
    (path,) = (workspace / "assessments").glob("*.toml")
    assert load(path).ended


async def test_a_report_that_is_there_is_asked_about_and_left_after_a_no(workspace: Path) -> None:
    async with ending(workspace) as (app, pilot):
        await until(pilot, lambda: "ended · read-only" in picture(app))
        (report,) = (workspace / "exports").glob("*.md")
        report.write_text("mine")
        await pilot.press("c", "y")
        await until(pilot, lambda: "One word each" in picture(app))
        await pilot.press("space", "y")
        await until(pilot, lambda: "Write it anew?" in picture(app))
        await pilot.press("n")
        await until(pilot, lambda: "was left as it was" in picture(app))
    assert report.read_text() == "mine"
