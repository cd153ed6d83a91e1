"""Attributes as rows on one axis, in cells: dots heaped at their level, the count below them."""

from __future__ import annotations

from typing import Final, NamedTuple

from workshop.charts.scene import Key, Pile, Piles, Role
from workshop.charts.terminal.glyphs import DOT, GLYPHS, MEDIAN_HIGH, MEDIAN_LOW, agreed_role
from workshop.charts.terminal.line import Line, Panel, lines
from workshop.charts.terminal.measure import wrap
from workshop.charts.terminal.strip import scale
from workshop.charts.wording import answers, short
from workshop.language import _
from workshop.model.tally import LEVELS

__all__ = ["draw_piles"]

_NAME: Final = 4
"""Most lines of a name; two are there anyway."""
_N: Final = 5
_NOT_SURE: Final = 5
_SIDE: Final = _N + _NOT_SURE + 1
"""Cells at the right for n and those not sure."""


class _Layout(NamedTuple):
    """Where things stand, in cells, and how a pile is heaped."""

    width: int
    label: int
    slot: int
    pitch: int
    heap: int
    """Lines of dots."""
    each: int
    """Answers a dot stands for."""

    @property
    def side(self) -> int:
        """The column in which the axis ends."""
        return self.label + LEVELS * self.slot

    def centre(self, level: int) -> int:
        """Return the middle column of a level."""
        return self.label + (level - 1) * self.slot + self.slot // 2


def draw_piles(piles: Piles, width: int) -> Panel:
    """Draw each attribute in two or three lines; a dot means the same number of answers in every row."""
    layout = _layout(piles, width)
    axis = Line(width)
    for level in range(1, LEVELS + 1):
        axis.put(layout.centre(level), str(level), Role.STRONG)
    axis.put_right(layout.side + _N, "n", Role.MUTED)
    axis.put_right(layout.width - 1, "?", Role.NOT_SURE)
    rows = [axis]
    items = []
    apart = layout.heap == 1
    for index, pile in enumerate(piles.rows):
        if index and apart:
            rows.append(Line(width))
        rows += (drawn := _draw_pile(pile, layout))
        items.append(tuple(drawn))
    each = answers(layout.each)
    keys = [Key(Role.DOT, _("{answers}, rounded up").format(answers=each) if layout.each > 1 else each)]
    return Panel(rows, tuple(keys) if any(pile.counts for pile in piles.rows) else (), tuple(items))


def _layout(piles: Piles, width: int) -> _Layout:
    slot = min(24, (width - _SIDE - max(14, min(34, width * 26 // 100))) // LEVELS)
    label = min(36, width - _SIDE - LEVELS * slot)
    most = max((max(pile.counts) for pile in piles.rows if pile.counts), default=0)
    for pitch, heap in ((2, 1), (1, 1), (1, 2)):
        room = _room(slot, pitch)
        if most <= room * heap:
            return _Layout(width, label, slot, pitch, heap, 1)
    return _Layout(width, label, slot, 1, 2, scale(most, 2 * _room(slot, 1)))


def _room(slot: int, pitch: int) -> int:
    """Return how many dots a line of a slot holds, two cells of air left."""
    return slot // 2 if pitch > 1 else slot - 2


def _draw_pile(pile: Pile, layout: _Layout) -> list[Line]:
    label = wrap(pile.label, layout.label - 2, _NAME)
    rows = lines(layout.heap + max(1, len(label) - 1), layout.width)
    beside = rows[layout.heap - 1 :]
    counts = beside[1]
    for line, text in zip(beside, label, strict=False):
        line.put(1, text, Role.STRONG)
    free = not pile.median and not pile.agreed
    room = layout.width - layout.label - 2
    for line, text in zip(beside, wrap(pile.message, room, 2 if free else 1), strict=False):
        line.put(layout.label + 1, text, Role.MUTED)
    for level in range(1, LEVELS + 1):
        count = pile.counts[level - 1] if pile.counts else None
        if count:
            _heap(rows[: layout.heap], layout, level, -(-count // layout.each))
        _foot(counts, pile, layout, level, count)
    n = sum(pile.counts) if pile.counts else 0 if pile.not_sure is not None else None
    counts.put_right(layout.side + _N, "–" if n is None else short(n), Role.TEXT)
    unsure = "–" if pile.not_sure is None else short(pile.not_sure)
    counts.put_right(layout.width - 1, unsure, Role.NOT_SURE if pile.not_sure else Role.MUTED)
    return rows


def _heap(rows: list[Line], layout: _Layout, level: int, dots: int) -> None:
    """Heap ``dots`` from the bottom line up, each line centred."""
    room = _room(layout.slot, layout.pitch)
    for line in reversed(rows):
        here = min(dots, room)
        line.put_centre(layout.centre(level), (" " * (layout.pitch - 1)).join(DOT * here), Role.DOT)
        dots -= here


def _foot(line: Line, pile: Pile, layout: _Layout, level: int, count: int | None) -> None:
    """Print the count of a level between the marks of the median, and the agreed level after it."""
    text = short(count) if count else "·" if pile.median else ""
    start = layout.centre(level) - (len(text) - 1) // 2
    line.put(start, text, Role.TEXT if count else Role.AXIS)
    low, high = pile.median or (0, 0)
    if level == low:
        line.put(start - 1, MEDIAN_LOW, Role.MEDIAN)
        line.put(start, text, Role.MEDIAN)
    end = start + len(text)
    if level == high:
        line.put(start, text, Role.MEDIAN)
        line.put(end, MEDIAN_HIGH, Role.MEDIAN)
    if pile.agreed and level in pile.agreed:
        role = agreed_role(pile.agreed)
        line.put(end + (2 if layout.slot > 8 else 1), GLYPHS[role], role)
