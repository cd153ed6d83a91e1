"""Diverging bars in cells: a block for each answer, out to both sides of a middle line."""

from __future__ import annotations

from typing import Final

from workshop.charts.scene import Bar, Diverging, Role
from workshop.charts.terminal.line import Line, Panel, lines
from workshop.charts.terminal.measure import cut, wrap
from workshop.charts.wording import short
from workshop.language import _

__all__ = ["draw_bars"]

_ASIDE: Final = 17
_FAR: Final = ("█", Role.HEAT4)
_NEAR: Final = ("▒", Role.HEAT2)
_NAME: Final = 4


def draw_bars(chart: Diverging, width: int) -> Panel:
    """Draw each in two lines or more: its bar around the middle, then the counts step by step."""
    label = max(18, min(34, width * 30 // 100))
    half = (width - label - _ASIDE - 1) // 2
    middle = label + half
    most = max((max(_reach(bar)) for bar in chart.bars if bar.counts), default=1)
    cells = max(1, min(4, half // max(1, most)))
    each = -(-most // half) if most > half else 1
    rows = _axis(chart, width, middle)
    items = []
    for number, bar in enumerate(chart.bars):
        drawn = _draw(bar, width, label, middle, cells, each)
        rows += [Line(width), *drawn] if number else drawn
        items.append(tuple(drawn))
    return Panel(rows, items=tuple(items))


def _axis(chart: Diverging, width: int, middle: int) -> list[Line]:
    """Name both sides, in as many lines as that takes."""
    left = wrap(f"◂ {chart.left}", middle - 2, _NAME)
    right = wrap(f"{chart.right} ▸", width - middle - 3, _NAME)
    rows = lines(max(len(left), len(right)), width)
    for line, text in zip(rows, left, strict=False):
        line.put_right(middle - 1, text, Role.MUTED)
    for line, text in zip(rows, right, strict=False):
        line.put(middle + 2, text, Role.MUTED)
    return rows


def _reach(bar: Bar) -> tuple[int, int]:
    """Return how many answers lie left and right of the middle step."""
    counts = bar.counts or (0,) * 5
    return sum(counts[:2]), sum(counts[3:])


def _draw(bar: Bar, width: int, label: int, middle: int, cells: int, each: int) -> list[Line]:
    name = wrap(bar.label, label - 2, _NAME)
    rows = lines(max(2, len(name)), width)
    for line, text in zip(rows, name, strict=False):
        line.put(1, text, Role.STRONG)
    rows[0].put(width - _ASIDE + 1, cut(bar.aside, _ASIDE - 1), Role.WARN if bar.flagged else Role.MUTED)
    if bar.flagged:
        rows[1].put(width - _ASIDE + 1, _("▲ discuss first"), Role.WARN)
    if bar.counts is None:
        for line, text in zip(rows, wrap(bar.message, width - label - _ASIDE, 2), strict=False):
            line.put(label, text, Role.MUTED)
        return rows
    rows[0].put(middle, "┃", Role.AXIS)
    left = middle
    for count, (glyph, role) in ((bar.counts[1], _NEAR), (bar.counts[0], _FAR)):
        size = -(-count // each) * cells
        rows[0].put(left - size, glyph * size, role)
        left -= size
    right = middle + 1
    for count, (glyph, role) in ((bar.counts[3], _NEAR), (bar.counts[4], _FAR)):
        right = rows[0].put(right, glyph * (-(-count // each) * cells), role)
    _counts(rows[1], bar, middle)
    return rows


def _counts(line: Line, bar: Bar, middle: int) -> None:
    """Print the count of each step, those of the middle below the middle line."""
    assert bar.counts is not None
    for place, count in enumerate(bar.counts):
        step = place - 2
        at = middle + step * 6
        low, high = bar.median or (0, 0)
        on_median = place + 1 in (low, high)
        sign = f"{step:+d}".replace("-", "−") if step else "0"
        line.put(at - 1, f"{sign}:{short(count)}", Role.MEDIAN if on_median else Role.MUTED)
    if bar.not_sure:
        line.put(middle + 16, f"?:{short(bar.not_sure)}", Role.NOT_SURE)
