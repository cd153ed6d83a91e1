"""What the trends screen shows, as lines: drawn once, however long one goes up and down in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from workshop.analysis.across import Across
from workshop.analysis.fate import Fate
from workshop.analysis.trend import Course, Mover
from workshop.analysis.units import Unit
from workshop.charts.cells import draw
from workshop.charts.roles import Role
from workshop.language import _
from workshop.report import trends
from workshop.ui.screens.browsing import itemised, texts
from workshop.ui.widgets.page import BLANK, Line, Target, line

__all__ = ["marked", "over_time", "overview"]

_ROOMY: Final = 100
"""Cells from which attributes have their full names on the chart."""


def overview(
    table: Across, moved: Sequence[Mover], compared: int, fates: Mapping[int, Sequence[Fate]], width: int
) -> list[Line]:
    """Return units beside each other, first their rows, and what is said of them.

    ``fates`` holds by the id of a unit what became of its promises, as far as that is known.
    """
    head, *drawn = trends.table_rows(table, width)
    columns = trends.cell_columns(table, width)
    lines = [Line(head)]
    for number, row in enumerate(drawn):
        file = table.rows[number].session.file
        cells = tuple(Target(column.start, column.stop, (number, file)) for column in columns)
        lines.append(Line(row, (*cells, Target(0, 500, number))))
    lines += [BLANK, line((_(" WHO TO LEARN FROM"), Role.STRONG))]
    lines += texts(trends.example_rows(table.examples, width))
    lines += [BLANK, line((_(" WHAT MOVED OVER TIME"), Role.STRONG)), *texts(trends.mover_rows(moved, width))]
    promises = [(row.unit.name, fate) for row in table.rows for fate in fates.get(id(row.unit), ())]
    if promises:
        lines += [BLANK, line((_(" ACTIONS AND STOPS"), Role.STRONG))]
    lines += texts(trends.fate_rows(promises, width))
    return [*lines, BLANK, *texts(trends.footer_rows(compared, width, legend=True))]


def marked(lines: Sequence[Line], at: int, *, lit: bool) -> list[Line]:
    """Return the lines of an overview with a mark at the row of unit ``at``."""
    first, *others = lines[at + 1].runs
    here = replace(first, text=f"▸{first.text[1:]}")
    return [*lines[: at + 1], replace(lines[at + 1], runs=(here, *others), lit=lit), *lines[at + 2 :]]


def over_time(
    unit: Unit,
    found: Sequence[Course],
    promises: Sequence[Fate],
    at: tuple[int, int],
    size: tuple[int, int],
    *,
    lit: bool,
) -> list[Line]:
    """Return one unit's lines, what the attribute one is on did, and what became of promises.

    ``at`` is the attribute and the session one is on: both are marked. What is said comes before the legend,
    which may be scrolled to.
    """
    width, height = size
    attribute_at, session_at = at
    said = texts(trends.course_rows(unit, found[attribute_at], width))
    scene = trends.unit_scene(unit, found, short=width < _ROOMY)
    drawing = draw(scene, width, height - len(said))
    dates, end = drawing.items[0].start - 1, drawing.items[-1].stop
    lines = itemised(drawing, attribute_at, lit=lit)
    lines[dates] = _with_mark(lines[dates], drawing.columns[session_at])
    for attribute, rows in enumerate(drawing.items):
        points = tuple(
            Target(column.start, column.stop, (attribute, unit.sessions[place].file))
            for place, column in enumerate(drawing.columns)
        )
        for row in rows:
            lines[row] = replace(lines[row], targets=(*points, *lines[row].targets))
    compared = sum(course.line.compared for course in found)
    kept = texts(trends.fate_rows([("", fate) for fate in promises], width))
    head = [BLANK, line((_(" ACTIONS AND STOPS"), Role.STRONG))] if kept else []
    footer = texts(trends.footer_rows(compared, width))
    return [*lines[:end], *said, *lines[end:], *head, *kept, BLANK, *footer]


def _with_mark(dates: Line, column: range) -> Line:
    """Mark the date of the session one is on; it need not be drawn."""
    text = dates.text
    chosen = f"▸{text[column.start + 1 : column.stop]}"
    parts = ((text[: column.start], Role.MUTED), (chosen, Role.STRONG), (text[column.stop :], Role.MUTED))
    return line(*parts) if column else dates
