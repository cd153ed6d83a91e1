"""Many sessions in cells: a small line per attribute, its means printed below the points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workshop.charts.scene import Course, Key, Lines, Role, Stop
from workshop.charts.terminal.braille import ACROSS, DOWN, Raster
from workshop.charts.terminal.glyphs import FELT, GLYPHS
from workshop.charts.terminal.line import Line, Panel, lines
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.charts.wording import answers, decimal, short
from workshop.language import _, n_
from workshop.model.tally import LEVELS

__all__ = ["draw_lines"]

_POINT: Final = "⠿⣶"
"""A point in the upper or the lower half of its cell."""
_BAND: Final = GLYPHS[Role.BAND3]
_WHOLE: Final = 20
"""Cells for a mean, n, interval and agreed level; felt change takes one more: "2.9 (11) 2.4–3.4 ◆3▲"."""
_FULL: Final = 13
"""Cells for a mean, its n, the agreed level and felt change: "2.9 (11) ◆3▲"."""
_ANSWERS: Final = 18
"""Cells for how many answered, below the name, where that does not stand at each point."""
_LEAST: Final = 8
"""Cells for a mean, the agreed level and felt change: "2.9 ◆3▲"."""
_DATED: Final = 11
"""Cells for a whole date, where months do not tell sessions apart; longer names are cut."""


@dataclass(frozen=True, slots=True)
class _Layout:
    width: int
    label: int
    slot: int
    drawn: range
    """Indexes of the sessions drawn, the oldest first."""
    tall: int
    """Rows of a line's raster."""
    whole: bool
    """Whether the interval stands beside each mean, too."""

    @property
    def full(self) -> bool:
        """Whether n stands beside each mean."""
        return self.slot >= _FULL

    def start(self, index: int) -> int:
        """Return the column in which a session begins; its point stands two further on."""
        return self.label + (index - self.drawn.start) * self.slot


def draw_lines(body: Lines, width: int, height: int) -> Panel:
    """Draw each attribute in three lines, or two where ``height`` is short; as many sessions as fit."""
    tall = 2 if 3 * len(body.rows) + 3 <= height else 1
    longest = max((cell_len(course.label) for course in body.rows), default=0)
    label = max(14, min(32, width // 4, longest + 3))
    if width - label < _FULL * len(body.sessions):
        label = max(label, _ANSWERS)
    named = max((cell_len(name) for name in body.sessions), default=0) + 1
    shown = min(len(body.sessions), (width - label) // max(_LEAST, min(_DATED, named)))
    slot = min(24, (width - label) // max(1, shown))
    felt = any(stop.felt for course in body.rows for stop in course.stops)
    layout = _Layout(width, label, slot, _drawn(body, shown), tall, slot >= _WHOLE + felt)
    axis = Line(width)
    for index in layout.drawn:
        axis.put(layout.start(index) + 1, cut(body.sessions[index], slot - 1), Role.MUTED)
    rows = [axis]
    items = []
    for course in body.rows:
        rows += (drawn := _draw_course(course, layout))
        items.append(tuple(drawn))
    mean = _("mean of round 1 (answers)") if layout.full else _("mean of round 1")
    keys = [Key(Role.MEAN, mean)]
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
    for line, text in zip(
        rows, wrap(course.label, layout.label - 2, layout.tall + layout.full), strict=False
    ):
        line.put(1, text, Role.STRONG)
    if not layout.full:
        rows[-1].put(1, cut(_answers(course, layout), layout.label - 2), Role.MUTED)
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


def _print(line: Line, stop: Stop, layout: _Layout, index: int) -> None:
    mean = "–" if stop.mean is None else decimal(stop.mean)
    column = line.put(layout.start(index) + 1, mean, Role.TEXT)
    if layout.full and stop.n is not None:
        column = line.put(column + 1, f"({short(stop.n)})", Role.MUTED)
    if layout.whole and stop.interval is not None:
        low, high = map(decimal, stop.interval)
        column = line.put(column + 1, f"{low}–{high}", Role.MUTED)
    if stop.agreed is not None:
        column = line.put(column + 1, f"{GLYPHS[Role.AGREED]}{stop.agreed}", Role.AGREED)
    if stop.felt:
        apart = stop.agreed is None or layout.slot > (_WHOLE + 1 if layout.whole else _FULL)
        line.put(column + apart, FELT[stop.felt], Role.FELT)


def _answers(course: Course, layout: _Layout) -> str:
    """Return the range of n, for where it does not stand at each point."""
    counted = [stop.n for stop in course.stops[layout.drawn.start : layout.drawn.stop] if stop.n is not None]
    if not counted:
        return ""
    low, high = min(counted), max(counted)
    return answers(low) if low == high else _("{low}–{high} answers").format(low=short(low), high=short(high))
