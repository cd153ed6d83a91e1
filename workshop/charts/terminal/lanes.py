"""Two sessions in cells: older and newer mean on one axis, over the band in which a move says little."""

from __future__ import annotations

from math import ceil, floor
from typing import Final

from workshop.charts.scene import Lane, Lanes, Role, Span
from workshop.charts.terminal.glyphs import GLYPHS
from workshop.charts.terminal.line import Line, Panel, lines
from workshop.charts.terminal.measure import cut, wrap
from workshop.model.tally import LEVELS

__all__ = ["draw_lanes"]

_VALUES: Final = 12
_VERDICT: Final = 17
_NAME: Final = 4
"""Most lines of a name, or of why nothing is drawn; two are there anyway."""
_AROUND: Final = 2
"""Rows for the axis and the legend."""
_FADE: Final = ((1 / 3, "▓", Role.BAND1), (2 / 3, "▒", Role.BAND2), (2.0, "░", Role.BAND3))


def draw_lanes(lanes: Lanes, width: int, height: int) -> Panel:
    """Draw each attribute in two lines, n and the verdict in the second; in more for a long name.

    Where ``height`` is short, two lines have to do.
    """
    step = min(24, (width - _VALUES - _VERDICT - max(13, width // 5) - 2) // (LEVELS - 1))
    length = step * (LEVELS - 1) + 1
    label = min(36, width - _VALUES - _VERDICT - length)
    start = label + _VALUES
    axis = Line(width)
    for level in range(1, LEVELS + 1):
        axis.put(start + (level - 1) * step, str(level), Role.STRONG)
    drawn = [_draw_lane(lane, width, label, start, step, _NAME) for lane in lanes.rows]
    if sum(map(len, drawn)) + _AROUND > height:
        drawn = [_draw_lane(lane, width, label, start, step, 2) for lane in lanes.rows]
    rows = [axis]
    for index, item in enumerate(drawn):
        rows += [Line(width), *item] if index else item
    return Panel(rows, items=tuple(map(tuple, drawn)))


def _draw_lane(lane: Lane, width: int, label: int, start: int, step: int, most: int) -> list[Line]:
    name = wrap(lane.label, label - 2, most)
    why = wrap(lane.message, width - start - 1, most)
    rows = lines(max(2, len(name), len(why)), width)
    upper, lower = rows[:2]
    end = start + step * (LEVELS - 1) + 1
    for line, text in zip(rows, name, strict=False):
        line.put(1, text, Role.STRONG)
    upper.put_right(start - 2, lane.values)
    lower.put_right(start - 2, lane.counts, Role.MUTED)
    for line, text in zip(rows, why, strict=False):
        line.put(start, text, Role.MUTED)
    if why:
        return rows
    _draw_marks(upper, lane, start, step)
    upper.put(end + 1, cut(lane.change, width - end - 1), Role.STRONG)
    lower.put(end + 1, cut(lane.verdict, width - end - 1))
    return rows


def _draw_marks(line: Line, lane: Lane, start: int, step: int) -> None:
    """Draw from back to front: axis, band, link, marks."""
    line.put(start, "┈" * (step * (LEVELS - 1) + 1), Role.AXIS)
    for level in range(LEVELS):
        line.put(start + level * step, "┊", Role.AXIS)
    if lane.band:
        _draw_band(line, lane.band, start, step)
    columns = [start + round((mark.at - 1) * step) for mark in lane.marks]
    if len(columns) == 2:
        low, high = sorted(columns)
        line.put(low, "━" * (high - low), Role.NEWER)
    for column, mark in zip(columns, lane.marks, strict=True):
        line.put(column, GLYPHS[mark.role], mark.role)


def _draw_band(line: Line, band: Span, start: int, step: int) -> None:
    centre, reach = (band.centre - 1) * step, band.reach * step
    for column in range(ceil((band.low - 1) * step), floor((band.high - 1) * step) + 1):
        share = abs(column - centre) / reach if reach else 0.0
        glyph, role = next((glyph, role) for limit, glyph, role in _FADE if share <= limit)
        line.put(start + column, glyph, role)
