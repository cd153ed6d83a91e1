"""Statements by their answers, in cells: a printed count and a block as dense as its share."""

from __future__ import annotations

from typing import Final

from workshop.charts.scene import Cell, Key, Role, Table, TableRow
from workshop.charts.terminal.glyphs import HEAT, MEDIAN_HIGH, MEDIAN_LOW
from workshop.charts.terminal.line import Line, Panel, lines
from workshop.charts.terminal.measure import cut, wrap
from workshop.charts.wording import short
from workshop.language import _

__all__ = ["draw_table"]

_SIDE: Final = 11
"""Cells at the right for n and those not sure."""
_FEW_ROWS: Final = 6
"""Up to so many rows, a statement has air around it; among more, its further lines hang."""
_LABEL: Final = 8
"""Most lines of a statement."""


def draw_table(table: Table, width: int) -> Panel:
    """Draw each statement, as many lines as its text needs."""
    slot = 5 if width < 70 else 6 if width < 100 else 8 if width < 120 else 10
    start = width - _SIDE - len(table.columns) * slot
    axis = Line(width)
    for place, column in enumerate(table.columns):
        axis.put_centre(start + place * slot + (slot - 1) // 2, column, Role.STRONG)
    axis.put_right(width - _SIDE + 5, "n", Role.MUTED)
    axis.put_right(width - 1, "?", Role.NOT_SURE)
    rows = [axis]
    items: list[tuple[Line, ...]] = []
    few = len(table.rows) <= _FEW_ROWS
    for index, row in enumerate(table.rows):
        if index and (row.heading or (few and not table.rows[index - 1].heading)):
            rows.append(Line(width))
        if row.heading:
            rows.append(Line(width))
            rows[-1].put(1, cut(row.label, width - 2), Role.STRONG)
            items.append((rows[-1],))
        else:
            rows += (drawn := _draw_row(row, width, start, slot, hang=0 if few else 2))
            items.append(tuple(drawn))
    return Panel(rows, (Key(Role.HEAT2, _("share of the answers")),), tuple(items))


def _draw_row(row: TableRow, width: int, start: int, slot: int, hang: int) -> list[Line]:
    label = wrap(row.label, start - 2 - hang, _LABEL) or [""]
    end = width - _SIDE
    room = (width - 1 if row.n is None else end - 1) - start
    message = wrap(row.message, room, _LABEL) if row.message else []
    rows = lines(max(len(label), len(message)), width)
    for number, (line, text) in enumerate(zip(rows, label, strict=False)):
        line.put(1 + (hang if number else 0), text)
    first = rows[0]
    if row.message:
        room = width - 1 if row.n is None else end
        for line, text in zip(rows, wrap(row.message, room - start, len(rows)), strict=False):
            line.put(start, text, Role.MUTED)
    for index, cell in enumerate(row.cells):
        _cell(first, row, index + 1, cell, start + index * slot, slot)
    if row.n is not None:
        first.put_right(end + 5, short(row.n))
        first.put_right(width - 1, short(row.not_sure or 0), Role.NOT_SURE if row.not_sure else Role.MUTED)
    return rows


def _cell(line: Line, row: TableRow, level: int, cell: Cell, left: int, slot: int) -> None:
    """Fill a slot, its count in the middle on clear ground, a median between marks."""
    text = short(cell.answers) if cell.answers else "·"
    line.put(left, HEAT[cell.heat] * (slot - 1), cell.heat)
    start = left + (slot - 1) // 2 - (len(text) - 1) // 2
    low, high = row.median or (0, 0)
    role = Role.MEDIAN if level in (low, high) else Role.TEXT if cell.answers else Role.AXIS
    line.put(start - 1, MEDIAN_LOW if level == low else " ", Role.MEDIAN)
    end = line.put(start, text, role)
    line.put(end, MEDIAN_HIGH if level == high else " ", Role.MEDIAN)
