"""From the results to a report, by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.samples import copy_samples
from workshop.store.workspace import Workspace
from workshop.ui.library_app import LibraryApp
from workshop.ui.screens.ask import ConfirmScreen
from workshop.ui.screens.export import ExportScreen
from workshop.ui.screens.library import LibraryScreen
from workshop.ui.screens.results import ResultsScreen


async def test_x_shows_a_preview_and_enter_writes_what_is_chosen(tmp_path: Path) -> None:
    app = LibraryApp(Workspace(copy_samples(tmp_path)))
    async with app.run_test(size=(80, 24)) as pilot:

        async def until(kind: type) -> None:
            for _ in range(600):
                if isinstance(app.screen, kind):
                    return
                await pilot.pause(0.05)
            raise AssertionError(app.screen)

        await pilot.press("enter")
        await until(ResultsScreen)
        await pilot.press("x")
        await until(ExportScreen)
        screen = app.screen
        assert isinstance(screen, ExportScreen)
        body = "\n".join("".join(run.text for run in row.runs) for row in screen.body(80, 10))
        assert "Where we are together" in body
        await pilot.press("6", "a", "a")  # CSV besides; for the board
        head = "\n".join("".join(run.text for run in row.runs) for row in screen.head(80))
        assert "For the board. promised: the team only. Ask the team first." in head
        assert len(screen.head(80)) + len(screen.foot(80)) < 20
        await pilot.press("enter")
        await until(ResultsScreen)
        name = "2026-11-18-north-branch-for-board"
        for _ in range(600):
            made = {path.name for path in (tmp_path / "exports").glob("*")}
            if made == {f"{name}-report.md", f"{name}-report.html", f"{name}-counts.csv"}:
                break
            await pilot.pause(0.05)
        else:
            raise AssertionError(made)


async def test_p_in_the_library_compares_the_marked_ones_and_asks_before_it_overwrites(
    tmp_path: Path,
) -> None:
    app = LibraryApp(Workspace(copy_samples(tmp_path)))
    report = tmp_path / "exports" / "2026-01-28-to-2026-11-18-north-branch-report.md"
    async with app.run_test(size=(80, 24)) as pilot:

        async def until(found: Callable[[], object]) -> None:
            for _ in range(600):
                if found():
                    return
                await pilot.pause(0.05)
            raise AssertionError(app.screen)

        async def choose() -> None:
            await pilot.press("p")
            await until(lambda: isinstance(app.screen, ExportScreen))
            await pilot.press("enter")

        await until(lambda: len(app.library.entries) == 3)
        await pilot.press("space", "space")
        await choose()
        await until(report.exists)
        assert "## What moved" in report.read_text()
        report.write_text("mine")
        for answer, kept in (("n", "mine"), ("y", "# Riverside")):
            await until(lambda: isinstance(app.screen, LibraryScreen))
            await choose()
            await until(lambda: isinstance(app.screen, ConfirmScreen))
            assert report.read_text() == "mine"
            await pilot.press(answer)
            await until(lambda kept=kept: report.read_text().startswith(kept))  # type: ignore[misc]
