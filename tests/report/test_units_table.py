"""The table of units: every cell of it can be read, however narrow it is."""

from __future__ import annotations

from datetime import date

import pytest

from tests.analysis.build import round_of, session
from tests.ui.stage import BUILT_IN, Stage, picture, until
from workshop.analysis.across import across
from workshop.analysis.outcome import outcome
from workshop.analysis.units import Names, units
from workshop.charts.terminal.measure import cell_len
from workshop.model.instrument import LADDER
from workshop.report.units_table import units_table
from workshop.ui.screens.trends import TrendsScreen

NAMED = ("Vision", "Staff", "Purpose", "Culture", "Thinking", "Resources")
SAID = ("2.5 ", "2.6 ", "2.7 ", "2.8 ", "2.9 ", "3.0 ")


TALLIES = {
    each.id: {LADDER: f"0 {5 - place} {5 + place} 0 0 | 0"} for place, each in enumerate(BUILT_IN.attributes)
}
UNITS = units(
    outcome(session(round_of(TALLIES), unit=unit, held_on=date(2026, 3, 1), instrument=BUILT_IN), file=unit)
    for unit in ("East", "North", "South", "West")
)


@pytest.mark.parametrize("width", [16, 20, 39, 40, 59, 60, 72, 73, 80, 120])
def test_every_cell_stands_whole_where_it_is_said_to_stand(width: int) -> None:
    table = across(UNITS)
    assert table
    drawn = units_table(table, table.rows, Names.on(UNITS), width)
    texts = ["".join(run.text for run in row) for row in drawn.rows]
    assert max(map(cell_len, texts)) <= width
    for unit in drawn.units:
        rows = ["".join(run.text for run in row) for row in unit.rows]
        for mean, name, (row, columns) in zip(SAID, NAMED, unit.cells, strict=True):
            cell = rows[row][columns.start : columns.stop]
            assert f"{mean}(10)" in cell
            assert name in cell or name in texts[0] or (width <= 20 and name[:2] in cell)


@pytest.mark.parametrize("size", [(20, 16), (40, 14), (60, 20), (80, 24)])
async def test_going_down_brings_every_cell_of_each_unit_into_sight(size: tuple[int, int]) -> None:
    screen = TrendsScreen(UNITS, print, print, date(2026, 4, 1))
    app = Stage(screen)
    async with app.run_test(size=size) as pilot:
        for unit in UNITS:
            await until(pilot, lambda unit=unit: f"▸{unit.name}" in picture(app))  # type: ignore[misc]
            seen = picture(app).partition(f"▸{unit.name}")[2]
            assert all(f"{mean}(10)" in seen for mean in SAID)
            await pilot.press("down")
