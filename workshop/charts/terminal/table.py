"""Statements by levels, in cells: a printed count and a block as dense as its share."""

from __future__ import annotations

from typing import Final

from workshop.charts.scene import Key, Role, Table, TableRow
from workshop.charts.terminal.glyphs import HEAT, MEDIAN_HIGH, MEDIAN_LOW
from workshop.charts.terminal.line import Line, Panel
from workshop.charts.terminal.measure import cut, wrap
from workshop.charts.wording import short
from workshop.model.tally import LEVELS

__all__ = ["draw_table"]

_SIDE: Final = 11
"""Cells at the right for n and those not sure."""
_FEW_ROWS: Final = 6
"""Up to so many rows, a statement may take three lines and has air below it."""


def draw_table(table: Table, width: int) -> Panel:
    """Draw a line for each statement, more while there are few."""
    slot = 6 if width < 80 else 8 if width < 120 else 10
    start = width - _SIDE - LEVELS * slot
    axis = Line(width)
    for level in range(1, LEVELS + 1):
        axis.put(start + (level - 1) * slot + (slot - 1) // 2, str(level), Role.STRONG)
    axis.put_right(width - _SIDE + 5, "n", Role.MUTED)
    axis.put_right(width - 1, "?", Role.NOT_SURE)
    rows = [axis]
    most = 3 if len(table.rows) <= _FEW_ROWS else 1
    for row in table.rows:
        if row.heading:
            rows += [Line(width), Line(width)] if len(rows) > 1 else [Line(width)]
            rows[-1].put(1, cut(row.label, width - 2), Role.STRONG)
            continue
        first = len(rows)
        for text in wrap(row.label, start - 2, most):
            rows.append(Line(width))
            rows[-1].put(1, text)
        if len(rows) == first:
            rows.append(Line(width))
        _cells(rows[first], row, start, slot)
        if most > 1:
            rows.append(Line(width))
    if most > 1 and len(rows) > 1:
        rows.pop()
    return Panel(rows, (Key(Role.HEAT2, "share of the answers"),))


def _cells(line: Line, row: TableRow, start: int, slot: int) -> None:
    end = start + LEVELS * slot
    if row.message:
        line.put(start + 1, cut(row.message, line.width - start - 2), Role.MUTED)
        return
    for index, cell in enumerate(row.cells):
        _cell(
            line,
            row,
            index + 1,
            short(cell.count) if cell.count else "·",
            cell.heat,
            start + index * slot,
            slot,
        )
    line.put_right(end + 5, "–" if row.n is None else short(row.n))
    unsure = "–" if row.not_sure is None else short(row.not_sure)
    line.put_right(line.width - 1, unsure, Role.NOT_SURE if row.not_sure else Role.MUTED)


def _cell(line: Line, row: TableRow, level: int, text: str, heat: Role, left: int, slot: int) -> None:
    """Fill a cell but for one column, its count in the middle on clear ground, the median between marks."""
    line.put(left, HEAT[heat] * (slot - 1), heat)
    centre = left + (slot - 1) // 2 - (len(text) - 1) // 2
    low, high = row.median or (0, 0)
    line.put(centre - 1, MEDIAN_LOW if level == low else " ", Role.MEDIAN)
    role = Role.MEDIAN if level in (low, high) else Role.TEXT if heat is not Role.HEAT0 else Role.AXIS
    end = line.put(centre, text, role)
    line.put(end, MEDIAN_HIGH if level == high else " ", Role.MEDIAN)
