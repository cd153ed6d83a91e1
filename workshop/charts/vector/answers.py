"""One session: a dot for each answer, the statements by levels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Final

from workshop.charts.roles import Role
from workshop.charts.scene import Key, Pile, Piles, Strip, Table, TableRow
from workshop.charts.vector.pen import SMALL, TEXT, Pen
from workshop.charts.wording import answers, levels, short
from workshop.language import _, say_number
from workshop.model.tally import LEVELS

__all__ = ["draw_piles", "draw_strip", "draw_table"]

_PITCH: Final = 11.0
"""From one dot to the next."""
_MOST: Final = 60
"""Most dots for one level; beyond, a dot stands for several answers."""


@dataclass(frozen=True)
class _Axis:
    """Where levels 1 to 5 stand."""

    left: float
    right: float

    def at(self, level: float) -> float:
        return self.left + (level - 1) * (self.right - self.left) / (LEVELS - 1)

    @property
    def step(self) -> float:
        return (self.right - self.left) / (LEVELS - 1)


def draw_piles(pen: Pen, body: Piles) -> tuple[Key, ...]:
    """Draw attributes as rows on one axis; return what the legend has to say besides."""
    each = _each(count for row in body.rows for count in row.counts or ())
    right = 78 if pen.width >= 480 else 62
    label = 0 if pen.narrow else 190
    axis = _Axis(label + 40 if not pen.narrow else 34, pen.width - right - 36)
    _axis_head(pen, axis, pen.width)
    for row in body.rows:
        pen.y += 10
        top = pen.y
        if pen.narrow:
            top = pen.y = pen.block(0, pen.y, row.label, pen.width, Role.STRONG)
        end = _pile(pen, row, axis, each)
        if not pen.narrow:
            middle = top + max(0, (end - top - 34) / 2 - 4)
            end = max(end, pen.block(0, middle, row.label, label - 8, Role.STRONG, most=3))
        pen.y = end + 4
        pen.line(0, pen.y, pen.width, pen.y, Role.AXIS, width=0.5, dash="1 4")
    return (Key(Role.DOT, answers(each)),) if each > 1 else ()


def _pile(pen: Pen, row: Pile, axis: _Axis, each: int) -> float:
    if row.counts is None:
        end = pen.block(axis.left - 12, pen.y + 4, row.message, pen.width - axis.left, Role.MUTED)
        pen.y = end + 4
        return _marks(pen, row, axis, pen.y + 8) if row.median or row.agreed else end + 4
    per_line = max(1, int((axis.step - 12) / _PITCH))
    tall = max(1, ceil(ceil(max(row.counts) / each) / per_line))
    base = pen.y + tall * _PITCH + 8
    pen.line(axis.left - 16, base, axis.right + 16, base, Role.AXIS)
    for level, count in enumerate(row.counts, start=1):
        _heap(pen, axis.at(level), base, ceil(count / each), per_line)
        if count:
            pen.text(axis.at(level), base + 15, short(count), Role.TEXT, anchor="middle", size=SMALL)
    pen.text(pen.width - 32, base, short(sum(row.counts)), anchor="end")
    pen.text(pen.width, base, short(row.not_sure or 0), Role.MUTED, anchor="end")
    return _marks(pen, row, axis, base + 26)


def _heap(pen: Pen, x: float, base: float, dots: int, per_line: int) -> None:
    for number in range(dots):
        line, place = divmod(number, per_line)
        wide = min(per_line, dots - line * per_line)
        pen.dot(x + (place - (wide - 1) / 2) * _PITCH, base - 7 - line * _PITCH, Role.DOT)


def _marks(pen: Pen, row: Pile | Strip, axis: _Axis, y: float) -> float:
    """Draw median and agreed level below the dots; side by side where both are at one place."""
    median = sum(row.median) / 2 if row.median else None
    ends = set(row.agreed or ())
    aside = 8 if median is not None and median in ends else 0
    if median is not None:
        pen.mark(axis.at(median) - aside, y, Role.MEDIAN)
    if row.agreed:
        low, high = row.agreed
        if low < high:
            pen.line(axis.at(low), y, axis.at(high), y, Role.RANGE, width=2)
        for level in sorted(ends):
            beside = aside if level == median else 0
            pen.mark(axis.at(level) + beside, y, Role.AGREED if low == high else Role.RANGE)
    return y + 10


def _axis_head(pen: Pen, axis: _Axis, width: float) -> None:
    pen.y += TEXT + 2
    for level in range(1, LEVELS + 1):
        pen.text(axis.at(level), pen.y, str(level), Role.MUTED, anchor="middle")
    pen.text(width - 32, pen.y, "n", Role.MUTED, anchor="end")
    pen.text(width, pen.y, "?", Role.MUTED, anchor="end")


def _each(counts: Iterable[int]) -> int:
    """Return how many answers a dot stands for: 1, or a round number."""
    most, each = max(counts, default=0), 1
    while most / each > _MOST:
        each *= 2 if str(each)[0] in "15" else 5
        each = {25: 10, 250: 100, 2500: 1000}.get(each, each)
    return each


def draw_strip(pen: Pen, body: Strip) -> tuple[Key, ...]:
    """Draw one question, its levels from the top down; return what the legend has to say besides."""
    keys: list[Key] = []
    if body.message:
        pen.y = pen.block(0, pen.y + 4, body.message, pen.width, Role.MUTED) + 4
    each = _each(level.answers or 0 for level in body.levels)
    counts_known = any(level.answers is not None for level in body.levels)
    middle = pen.width if pen.narrow or not counts_known else pen.width * 0.56
    for level in body.levels:
        top = pen.y + 6
        role = Role.TEXT if level.level else Role.MUTED
        pen.text(22, top + TEXT, str(level.level or "?"), Role.STRONG, anchor="middle")
        end = pen.block(62, top, level.label, middle - 74, role, most=5) if level.label else top + TEXT + 4
        if level.level and body.median and body.median[0] <= level.level <= body.median[1]:
            pen.mark(8, top + 9, Role.MEDIAN)
        if level.level and body.agreed and level.level in body.agreed:
            one = body.agreed[0] == body.agreed[1]
            pen.mark(42, top + 9, Role.AGREED if one else Role.RANGE)
        if level.answers is not None:
            start = 62 if pen.narrow else middle
            y = end if pen.narrow else top
            end = max(
                end, _dots(pen, start, y + 9, level.answers, each, Role.DOT if level.level else Role.NOT_SURE)
            )
        pen.y = end + 2
        pen.line(0, pen.y, pen.width, pen.y, Role.AXIS, width=0.5, dash="1 4")
    if body.median:
        keys.append(Key(Role.MEDIAN, _("median")))
    if body.agreed:
        one = body.agreed[0] == body.agreed[1]
        keys.append(
            Key(Role.AGREED, _("agreed level")) if one else Key(Role.RANGE, _("no agreed level: the range"))
        )
    return (*keys, *((Key(Role.DOT, answers(each)),) if each > 1 else ()))


def _dots(pen: Pen, x: float, y: float, count: int, each: int, role: Role) -> float:
    pen.text(pen.width, y + 5, say_number(count), Role.TEXT if count else Role.MUTED, anchor="end")
    per_line = max(1, int((pen.width - x - 44) / (_PITCH + 2)))
    for number in range(ceil(count / each)):
        line, place = divmod(number, per_line)
        pen.dot(x + 6 + place * (_PITCH + 2), y + line * _PITCH, role)
    return y + 10 + (max(0, ceil(count / each) - 1) // per_line) * _PITCH


def draw_table(pen: Pen, body: Table) -> tuple[Key, ...]:
    """Draw statements by their answers, a cell with its count for each."""
    cell = 34.0 if pen.narrow else 44.0
    grid = pen.width - len(body.columns) * cell - (66 if not pen.narrow else 60)
    pen.y += TEXT + 2
    for place, column in enumerate(body.columns):
        pen.text(grid + (place + 0.5) * cell, pen.y, column, Role.MUTED, anchor="middle")
    pen.text(pen.width - 28, pen.y, "n", Role.MUTED, anchor="end")
    pen.text(pen.width, pen.y, "?", Role.MUTED, anchor="end")
    pen.y += 4
    for row in body.rows:
        if row.heading:
            pen.y = pen.block(0, pen.y + 8, row.label, pen.width, Role.STRONG) + 2
        else:
            _table_row(pen, row, grid, cell)
    return ()


def _table_row(pen: Pen, row: TableRow, grid: float, cell: float) -> None:
    top = pen.y + 3
    if pen.narrow:
        top = pen.block(0, top, row.label, pen.width) + 2
        end = top + 24
    else:
        end = max(top + 24, pen.block(0, top + 1, row.label, grid - 14))
    if not row.cells:
        said = row.message or (_("median {median}").format(median=levels(row.median)) if row.median else "")
        end = max(
            end, pen.block(0 if pen.narrow else grid, top + 2, said, pen.width - grid, Role.MUTED, size=SMALL)
        )
        pen.y = end + 4
        return
    for place, one in enumerate(row.cells):
        x = grid + place * cell
        pen.cell(x + 1, top, cell - 2, 24, one.heat)
        pen.ink(x + cell / 2, top + 17, short(one.answers), one.heat)
        if row.median and row.median[0] <= place + 1 <= row.median[1]:
            pen.line(x + 3, top + 26.5, x + cell - 3, top + 26.5, Role.MEDIAN, width=3)
    pen.text(pen.width - 28, top + 17, short(row.n or 0), anchor="end")
    pen.text(pen.width, top + 17, short(row.not_sure or 0), Role.MUTED, anchor="end")
    pen.y = max(end, top + 28) + 4
