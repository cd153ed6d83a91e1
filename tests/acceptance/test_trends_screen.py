"""Trends as somebody uses them: real files, a real terminal, keys and the mouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.analysis.build import ladders
from tests.terminal import Terminal
from workshop.store import sessions


def _click(terminal: Terminal, row: int, column: int) -> None:
    """Press and release the left button, counted from 1 as terminals do."""
    terminal.send(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")


def test_filter_open_a_cell_and_a_point_by_mouse_come_back_and_export(tmp_path: Path) -> None:
    for year, unit, vision in (
        (2025, "North", "6 5 0 0 0 | 0"),
        (2026, "North", "0 0 1 5 5 | 0"),
        (2026, "South", "5 5 2 0 0 | 0"),
    ):
        held = ladders(
            vision, unit=unit, organisation="Riverside", held_on=date(year, 3, 1), title=f"{unit} {year}"
        )
        sessions.create(held, tmp_path / "assessments")
    with Terminal(cwd=tmp_path) as terminal:
        terminal.wait_for("Sessions: 3")
        terminal.send("t")
        terminal.wait_for("Units beside each other: 2")
        row = next(n for n, text in enumerate(terminal.screen) if "South" in text and "1.8" in text)
        _click(terminal, row, terminal.screen[row].index("1.8"))
        terminal.wait_for("South 2026")
        terminal.wait_for("Overview")
        terminal.send("b")
        terminal.wait_for("Units beside each other: 2")
        terminal.send("/")
        terminal.wait_for("filter: words of unit")
        terminal.send("nor")
        terminal.wait_for("1 of 2")
        terminal.send("\r")
        terminal.wait_for(lambda rows: not any(row.strip() == "nor" for row in rows))
        terminal.send("\r")
        terminal.wait_for("North: over time")
        row = next(n for n, text in enumerate(terminal.screen) if "1.5 (11)" in text)
        _click(terminal, row, terminal.screen[row].index("1.5 (11)"))
        terminal.wait_for("Overview")
        terminal.wait_for("North 2025")
        terminal.send("b")
        terminal.wait_for("North: over time")
        terminal.send("x")
        terminal.wait_for(lambda _rows: any((tmp_path / "exports").glob("trends-*.csv")))
    (page,) = (tmp_path / "exports").glob("trends-*.md")
    (numbers,) = (tmp_path / "exports").glob("trends-*.csv")
    assert "North: over time" in page.read_text()
    assert "South" not in numbers.read_text()
    assert len(numbers.read_text().splitlines()) == 1 + 2 * 2
