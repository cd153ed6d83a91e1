"""Large pictures for the back row: answers as discs. Pure: rows of cells, no screen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from workshop.charts.drawing import Run
from workshop.charts.roles import Role
from workshop.charts.terminal.glyphs import DOT, GLYPHS, MEDIAN_HIGH, agreed_role
from workshop.charts.terminal.line import Line as Cells
from workshop.charts.terminal.line import lines
from workshop.charts.terminal.measure import cell_len
from workshop.charts.terminal.strip import scale
from workshop.charts.wording import answers
from workshop.charts.wording import levels as span_of
from workshop.language import _
from workshop.model.tally import LEVELS, Band, Result, Tally
from workshop.ui.room.large import HIGH, figures
from workshop.ui.widgets.page import Line

__all__ = ["Discs", "beside", "big_strip", "disc", "fitting"]

_SHORT: Final = 3
"""Rows of a level from which its digit is of half blocks."""

_BLOCK: Final = "██"
"""An answer where a disc is too high: seen from further back than a dot."""

_MARKS: Final = 26
_MARKS_NARROW: Final = 10
_NARROW: Final = 64


@dataclass(frozen=True, slots=True)
class Discs:
    """How large a disc is, and how far from the next."""

    high: int
    """Rows of a disc; with 1 it is a block of two cells, or a dot of a single one."""
    pitch: int
    """Cells from one to the next."""
    each: int = 1
    """Answers a disc stands for."""

    @property
    def wide(self) -> int:
        """Cells of a disc."""
        return 2 * self.high if self.pitch > 2 else 1

    def nearly(self, other: Discs) -> bool:
        """Whether they are at least three quarters as large as ``other``, and stand for as much."""
        large = self.high * 4 >= other.high * 3 and self.pitch * 4 >= other.pitch * 3
        return large and self.each == other.each

    @property
    def rows(self) -> tuple[str, ...]:
        """The cells of a disc, row by row."""
        return (_BLOCK,) if (self.high, self.wide) == (1, 2) else disc(self.high)


def fitting(most: int, room: int, high: int) -> Discs:
    """Return the largest discs, up to ``high`` rows, of which ``most`` fit into ``room`` cells."""
    for rows in range(high, 1, -1):
        pitch = 2 * rows + (1 if rows < 4 else 2)
        if most * pitch <= room:
            return Discs(rows, pitch)
    if high > 1 and most * 4 <= room:  # side by side: their corners tell them apart
        return Discs(2, 4)
    if high > 1 and most * 3 <= room:
        return Discs(1, 3)
    pitch = 2 if most * 2 <= room else 1
    return Discs(1, pitch, scale(most, max(1, room // pitch)))


@cache
def disc(high: int) -> tuple[str, ...]:
    """Return the rows of a disc, twice as many cells wide as high: cells are about twice as high as wide."""
    if high == 1:
        return (DOT,)
    rows = []
    for row in range(high):
        y = (2 * row + 1) / high - 1
        halves = int(
            2 * high * (1 - math.sqrt(1 - y * y)) + 0.47
        )  # a little fuller: 0.5 makes three rows a cross
        blank, half = divmod(halves, 2)
        left, right = ("▗", "▖") if row == 0 else ("▝", "▘") if row == high - 1 else ("▐", "▌")
        middle = "█" * (2 * (high - blank - half))
        rows.append(f"{' ' * blank}{left * half}{middle}{right * half}{' ' * blank}")
    return tuple(rows)


def big_strip(
    result: Result | None,
    width: int,
    height: int,
    *,
    agreed: tuple[int, int] | None = None,
    digits: bool = False,
    blocks: bool = True,
    role: Role = Role.DOT,
) -> list[Line]:
    """Draw levels 5 to 1 with a disc for each answer, as large as ``width`` and ``height`` allow.

    ``digits`` draws the levels as block digits where they fit. At least five rows are drawn.
    """
    counts = result.counts if isinstance(result, Tally) else ()
    most = max(counts, default=0)
    marks = _MARKS if width >= _NARROW else _MARKS_NARROW
    step, label, discs = _measure(most, width - marks, height, 1, blocks=blocks)
    for tallest in (2 * HIGH, HIGH, _SHORT) if digits else ():
        measured = _measure(most, width - marks, height, tallest, blocks=blocks)
        if measured[2].nearly(discs):
            step, label, discs = measured
            break  # larger ones are no gain: they leave the answers too little room
    start = _start(label, blocks=blocks)
    inner = max(label, discs.high)
    step = min(step, max(inner + 2, 2 * inner if digits else 0))
    rows = lines(4 * step + inner, width)
    column = start + -(-most // discs.each) * discs.pitch + 1
    for level in range(1, LEVELS + 1):
        here = rows[(LEVELS - level) * step :][:inner]
        middle = here[(len(here) - 1) // 2]
        _put(here, 2, figures(str(level), label, blocks=blocks), Role.STRONG)
        if counts:
            count = counts[level - 1]
            for number in range(-(-count // discs.each)):
                _put(here, start + number * discs.pitch, discs.rows, role)
            middle.put(column, str(count), Role.TEXT if count else Role.AXIS)
        _put_marks(middle, result, agreed, level, column + len(str(most)) + 2)
    drawn = [Line(row.runs()) for row in rows]
    if discs.each > 1:
        drawn.append(
            Line(
                (
                    Run(f" {DOT}", role),
                    Run(_(" {each}, rounded up").format(each=answers(discs.each)), Role.MUTED),
                )
            )
        )
    return drawn


def _start(label: int, *, blocks: bool) -> int:
    """Return the column of the first disc, beside a digit of ``label`` rows."""
    return cell_len(figures("5", label, blocks=blocks)[0]) + 4


def _measure(most: int, room: int, height: int, tallest: int, *, blocks: bool) -> tuple[int, int, Discs]:
    """Return rows from level to level, rows of a digit that is no taller than ``tallest``, and the discs."""
    for step in range(max(1, height // 4), 0, -1):
        short = _SHORT if blocks and min(step, tallest) >= _SHORT else 1
        label = min(tallest, HIGH * ((step - 1) // HIGH)) if tallest >= HIGH else 0
        label = label or short
        high = step - 1 if step > 2 else step
        if 4 * step + max(label, high) <= height or step == 1:
            break
    high = max(label, high) if step < 4 else step - 1
    return step, label, fitting(most, room - _start(label, blocks=blocks), high)


def _put(rows: Sequence[Cells], column: int, texts: Sequence[str], role: Role) -> None:
    """Write ``texts`` into the middle of ``rows``; its blanks leave what is there."""
    top = max(0, (len(rows) - len(texts)) // 2)
    for row, text in zip(rows[top:], texts, strict=False):
        row.put(column + len(text) - len(text.lstrip()), text.strip(), role)


def _put_marks(
    cells: Cells, result: Result | None, agreed: tuple[int, int] | None, level: int, column: int
) -> None:
    median = result.median if isinstance(result, Tally | Band) else None
    wide = cells.width >= _NARROW
    if median and level in median:
        column = (
            cells.put(
                column,
                f"{MEDIAN_HIGH} " + _("median") if wide else MEDIAN_HIGH,
                Role.MEDIAN,
            )
            + 2
        )
    if agreed and level in agreed:
        role = agreed_role(agreed)
        words = _("agreed") if role is Role.AGREED else _("range {levels}").format(levels=span_of(agreed))
        cells.put(column, f"{GLYPHS[role]} {words}" if wide else GLYPHS[role], role)


def beside(left: Sequence[Line], right: Sequence[Line], column: int) -> list[Line]:
    """Return two blocks of lines side by side, the right one from ``column`` on."""
    joined = []
    for number in range(max(len(left), len(right))):
        first = left[number].runs if number < len(left) else ()
        second = right[number].runs if number < len(right) else ()
        gap = " " * max(0, column - sum(cell_len(run.text) for run in first))
        joined.append(Line((*first, Run(gap, Role.TEXT), *second) if second else first))
    return joined
