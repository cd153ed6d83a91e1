"""Many sessions in cells: a small line per attribute, below its points the means and how many answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workshop.charts.scene import Course, Key, Lines, Role, Stop
from workshop.charts.terminal.braille import ACROSS, DOWN, Raster
from workshop.charts.terminal.glyphs import FELT, GLYPHS
from workshop.charts.terminal.line import Line, Panel, lines
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.charts.wording import decimal, short
from workshop.language import _, n_
from workshop.model.tally import LEVELS

__all__ = ["draw_lines"]

_POINT: Final = "⠿⣶"
"""A point in the upper or the lower half of its cell."""
_BAND: Final = GLYPHS[Role.BAND3]
_INTERVAL: Final = 8
"""Cells for an interval and a blank: " 2.4–3.4"."""
_DATED: Final = 11
"""Cells for a whole date, where months do not tell sessions apart; longer names are cut."""


@dataclass(frozen=True, slots=True)
class _Layout:
    width: int
    label: int
    slot: int
    """Cells of a session."""
    needed: int
    """As many are taken by what is printed below the points, at most, a blank before it."""
    drawn: range
    """Indexes of the sessions drawn, the oldest first."""
    tall: int
    """Rows of a line's raster."""

    @property
    def whole(self) -> bool:
        """Whether the interval stands beside each mean, too."""
        return self.slot >= self.needed + _INTERVAL

    @property
    def airy(self) -> bool:
        """Whether a blank fits before what was felt."""
        return self.slot > self.needed + _INTERVAL * self.whole

    def start(self, index: int) -> int:
        """Return the column in which a session begins; its point stands two further on."""
        return self.label + (index - self.drawn.start) * self.slot


def draw_lines(body: Lines, width: int, height: int) -> Panel:
    """Draw each attribute in three lines, or two where ``height`` is short.

    As many sessions are drawn as fit with how many answered at each point: a mean says little without.
    """
    tall = 2 if 3 * len(body.rows) + 3 <= height else 1
    longest = max((cell_len(course.label) for course in body.rows), default=0)
    label = max(14, min(32, width // 4, longest + 3))
    needed = max((_needed(stop) for course in body.rows for stop in course.stops), default=0)
    named = max((cell_len(name) for name in body.sessions), default=0) + 1
    shown = min(len(body.sessions), (width - label) // max(needed, min(_DATED, named)))
    slot = min(24, (width - label) // max(1, shown))
    layout = _Layout(width, label, slot, needed, _drawn(body, shown), tall)
    axis = Line(width)
    for index in layout.drawn:
        axis.put(layout.start(index) + 1, cut(body.sessions[index], slot - 1), Role.MUTED)
    rows = [axis]
    items = []
    for course in body.rows:
        rows += (drawn := _draw_course(course, layout))
        items.append(tuple(drawn))
    keys = [Key(Role.MEAN, _("mean of round 1 (answers)"))]
    if earlier := layout.drawn.start:
        said = n_("{n} earlier session is not drawn", "{n} earlier sessions are not drawn", earlier)
        keys.append(Key(Role.MUTED, said))
    if later := len(body.sessions) - layout.drawn.stop:
        said = n_("{n} later session is not drawn", "{n} later sessions are not drawn", later)
        keys.append(Key(Role.MUTED, said))
    columns = tuple(
        range(layout.start(index), layout.start(index + 1)) if index in layout.drawn else range(0)
        for index in range(len(body.sessions))
    )
    return Panel(rows, tuple(keys), tuple(items), columns)


def _drawn(body: Lines, shown: int) -> range:
    """Return which ``shown`` sessions are drawn: the newest, or as many pages before as lead to ``body.at``.

    A page back shows what was not drawn, so that one who goes through time sees everything once.
    """
    every = len(body.sessions)
    at = every - 1 if body.at is None else body.at
    pages = (every - 1 - at) // max(1, shown)
    first = max(0, every - (pages + 1) * shown)
    return range(first, first + shown)


def _draw_course(course: Course, layout: _Layout) -> list[Line]:
    rows = lines(layout.tall + 1, layout.width)
    for line, text in zip(rows, wrap(course.label, layout.label - 2, layout.tall + 1), strict=False):
        line.put(1, text, Role.STRONG)
    _plot(rows, course, layout)
    for index in layout.drawn:
        if index in course.breaks and index > layout.drawn.start:
            for line in rows[: layout.tall]:
                line.put(layout.start(index), GLYPHS[Role.BREAK], Role.BREAK)
        _print(rows[-1], course.stops[index], layout, index)
    return rows


def _plot(rows: list[Line], course: Course, layout: _Layout) -> None:
    """Draw the bands, over them the lines, over them the points."""
    points = {
        index: ((layout.start(index) + 2) * ACROSS, _height(stop.mean, layout.tall))
        for index, stop in enumerate(course.stops)
        if index in layout.drawn and stop.mean is not None
    }
    _shade(rows, course, layout)
    raster = Raster(layout.width, layout.tall)
    for index, point in points.items():
        if index - 1 in points and index not in course.breaks:
            raster.line(points[index - 1], point)
    for row, column, glyph in raster.cells():
        rows[row].put(column, glyph, Role.NEWER)
    for x, y in points.values():
        rows[round(y) // DOWN].put(x // ACROSS, _POINT[round(y) % DOWN // 2], Role.MEAN)


def _shade(rows: list[Line], course: Course, layout: _Layout) -> None:
    """Draw the intervals of the means, each a band as wide as three cells around its point."""
    for index, stop in enumerate(course.stops):
        if index not in layout.drawn or stop.interval is None:
            continue
        low, high = (round(_height(level, layout.tall)) // DOWN for level in stop.interval)
        for row in range(high, low + 1):
            rows[row].put(layout.start(index) + 1, _BAND * 3, Role.BAND3)


def _height(mean: float, tall: int) -> float:
    """Return the dot row of a mean: level 5 at the top, level 1 at the bottom."""
    return (LEVELS - mean) / (LEVELS - 1) * (tall * DOWN - 1)


def _facts(stop: Stop) -> tuple[str, str, str]:
    """Return what is always printed of a point: its mean, how many answered, the agreed level, or ""."""
    return (
        "–" if stop.mean is None else decimal(stop.mean),
        "" if stop.n is None else f"({short(stop.n)})",
        "" if stop.agreed is None else f"{GLYPHS[Role.AGREED]}{stop.agreed}",
    )


def _needed(stop: Stop) -> int:
    """Return the cells of ``_facts``, a blank before each, and of what was felt: " 2.9 (11) ◆3▲"."""
    facts = sum(1 + cell_len(fact) for fact in _facts(stop) if fact)
    return facts + (cell_len(FELT[stop.felt]) + (stop.agreed is None) if stop.felt else 0)


def _print(line: Line, stop: Stop, layout: _Layout, index: int) -> None:
    mean, n, agreed = _facts(stop)
    column = line.put(layout.start(index) + 1, mean, Role.TEXT)
    if n:
        column = line.put(column + 1, n, Role.MUTED)
    if layout.whole and stop.interval is not None:
        low, high = map(decimal, stop.interval)
        column = line.put(column + 1, f"{low}–{high}", Role.MUTED)
    if agreed:
        column = line.put(column + 1, agreed, Role.AGREED)
    if stop.felt:
        line.put(column + (not agreed or layout.airy), FELT[stop.felt], Role.FELT)
