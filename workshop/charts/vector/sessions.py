"""Several sessions: what moved between two, a small line through more; and the shape of one or two."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from workshop.charts.roles import Role
from workshop.charts.scene import Course, Key, Lane, Lanes, Lines, Stop, Web
from workshop.charts.vector.pen import SMALL, TEXT, Anchor, Pen
from workshop.charts.wording import FELT_WORDS, decimal, short
from workshop.language import _, labelled, n_
from workshop.model.tally import LEVELS

__all__ = ["draw_lanes", "draw_lines", "draw_web"]


def draw_lanes(pen: Pen, body: Lanes) -> tuple[Key, ...]:
    """Draw attributes in two sessions on one axis; nothing more for the legend."""
    left = 20.0 if pen.narrow else 300.0
    right = pen.width - (20 if pen.narrow else 150)
    pen.y += TEXT + 2
    for level in range(1, LEVELS + 1):
        pen.text(_at(level, left, right), pen.y, str(level), Role.MUTED, anchor="middle")
    pen.y += 4
    for lane in body.rows:
        _lane(pen, lane, left, right)
        pen.line(0, pen.y, pen.width, pen.y, Role.AXIS, width=0.5, dash="1 4")
    return ()


def _lane(pen: Pen, lane: Lane, left: float, right: float) -> None:
    top = pen.y + 8
    named = pen.width if pen.narrow else left - 118
    end = pen.block(0, top, lane.label, named, Role.STRONG, most=4)
    facts = "  ".join(part for part in (lane.values, lane.counts) if part)
    if pen.narrow:
        pen.text(0, end + SMALL, facts, Role.MUTED, size=SMALL)
        pen.text(pen.width, end + SMALL, lane.change, anchor="end", size=SMALL)
        top = end = end + SMALL + 4
    else:
        pen.text(left - 24, top + TEXT, lane.values, anchor="end")
        pen.text(left - 24, top + TEXT + 16, lane.counts, Role.MUTED, anchor="end", size=SMALL)
        pen.text(right + 18, top + TEXT, lane.change, Role.STRONG)
        pen.text(right + 18, top + TEXT + 16, lane.verdict, size=SMALL)
        end = max(end, top + TEXT + 22)
    if lane.message:
        pen.y = max(end, pen.block(left - 16, top, lane.message, pen.width - left + 16, Role.MUTED)) + 8
        return
    y = top + 12
    pen.line(left, y, right, y, Role.AXIS)
    for level in range(1, LEVELS + 1):
        pen.line(_at(level, left, right), y - 4, _at(level, left, right), y + 4, Role.AXIS)
    if band := lane.band:
        for share, opacity in ((1.0, 0.18), (2 / 3, 0.22), (1 / 3, 0.28)):
            low, high = (
                max(band.low, band.centre - share * band.reach),
                min(band.high, band.centre + share * band.reach),
            )
            x = _at(low, left, right)
            pen.box(x, y - 8, _at(high, left, right) - x, 16, Role.BAND1, opacity=opacity)
    if len(lane.marks) == 2:
        older, newer = (_at(mark.at, left, right) for mark in lane.marks)
        pen.line(older, y, newer, y, Role.NEWER, width=3)
    for mark in lane.marks:
        pen.dot(_at(mark.at, left, right), y, mark.role, radius=6)
    if pen.narrow and lane.verdict:
        end = pen.block(0, y + 10, lane.verdict, pen.width, size=SMALL)
    pen.y = max(end, y + 12) + 8


def _at(level: float, left: float, right: float) -> float:
    return left + (level - 1) * (right - left) / (LEVELS - 1)


def draw_lines(pen: Pen, body: Lines) -> tuple[Key, ...]:
    """Draw a small line for each attribute, for the newest sessions that fit; return the legend's part."""
    left = 0.0 if pen.narrow else 190.0
    shown = min(len(body.sessions), max(2, int((pen.width - left) / 62)))
    first = len(body.sessions) - shown
    slot = (pen.width - left) / max(1, shown)
    pen.y += SMALL + 4
    for index in range(first, len(body.sessions)):
        name = pen.fitted(body.sessions[index], slot - 6, SMALL)
        pen.text(left + (index - first + 0.5) * slot, pen.y, name, Role.MUTED, anchor="middle", size=SMALL)
    for course in body.rows:
        _course(pen, course, first, left, slot)
        pen.line(0, pen.y, pen.width, pen.y, Role.AXIS, width=0.5, dash="1 4")
    keys = (Key(Role.MEAN, _("mean of round 1, and how many answered")),)
    return (
        (*keys, Key(Role.MUTED, n_("{n} earlier not drawn", "{n} earlier not drawn", first)))
        if first
        else keys
    )


def _bands(pen: Pen, found: list[tuple[float, tuple[float, float] | None]], top: float, tall: float) -> None:
    for x, interval in found:
        if interval:
            low, high = (top + (LEVELS - level) / (LEVELS - 1) * tall for level in interval)
            pen.box(x - 8, high, 16, low - high, Role.BAND3, opacity=0.25)


def _course(pen: Pen, course: Course, first: int, left: float, slot: float) -> None:
    top = pen.y + 6
    named = pen.block(0, top, course.label, pen.width if pen.narrow else left - 10, Role.STRONG, most=3)
    top = named + 10 if pen.narrow else top + 4
    tall = 44.0
    _scale(pen, left, top, tall)
    points: dict[int, tuple[float, float]] = {}
    for index, stop in enumerate(course.stops):
        if index >= first and stop.mean is not None:
            y = top + (LEVELS - stop.mean) / (LEVELS - 1) * tall
            points[index] = (left + (index - first + 0.5) * slot, y)
    _bands(pen, [(x, course.stops[index].interval) for index, (x, _mean) in points.items()], top, tall)
    for index, point in points.items():
        if index - 1 in points and index not in course.breaks:
            pen.path([points[index - 1], point], Role.NEWER)
    foot = top + tall + 20
    for index in range(first, len(course.stops)):
        x = left + (index - first + 0.5) * slot
        if index in course.breaks and index > first:
            pen.line(x - slot / 2, top, x - slot / 2, top + tall, Role.BREAK, width=2, dash="3 3")
        if index in points:
            pen.dot(*points[index], Role.MEAN, radius=4)
        _print(pen, course.stops[index], x, foot)
    pen.y = max(named, foot + (50 if any(stop.felt for stop in course.stops) else 36))


def _print(pen: Pen, stop: Stop, x: float, foot: float) -> None:
    """Print below a point its mean, n, the agreed level and felt change."""
    mean = "–" if stop.mean is None else decimal(stop.mean)
    pen.text(x, foot, mean, anchor="middle")
    if stop.n is not None:
        pen.text(x, foot + 14, f"n {short(stop.n)}", Role.MUTED, anchor="middle", size=SMALL)
    if stop.agreed is not None:
        pen.mark(x - 8, foot + 26, Role.AGREED)
        pen.text(x + 4, foot + 30, str(stop.agreed), Role.AGREED, size=SMALL)
    if stop.felt:
        pen.text(x, foot + 44, FELT_WORDS[stop.felt], Role.FELT, anchor="middle", size=SMALL)


def _scale(pen: Pen, left: float, top: float, tall: float) -> None:
    """Draw where the lowest and the highest level are: a line means nothing without them."""
    for level, y in ((LEVELS, top), (1, top + tall)):
        pen.line(left + 14, y, pen.width, y, Role.AXIS, width=0.5)
        pen.text(left, y + 4, str(level), Role.MUTED, size=SMALL)


def draw_web(pen: Pen, body: Web) -> tuple[Key, ...]:
    """Draw a radar; where there is no outline, list the values."""
    if body.message:
        pen.y = pen.block(0, pen.y, body.message, pen.width, Role.WARN)
        for label, value in zip(body.labels, body.values, strict=True):
            pen.y = pen.block(0, pen.y + 4, labelled(label, value), pen.width)
        return ()
    count = len(body.labels)
    radius = min(150.0, (pen.width - 190) / 2) if pen.narrow else 150.0
    middle = (pen.width / 2, pen.y + radius + 52)
    spokes = [(sin(2 * pi * index / count), -cos(2 * pi * index / count)) for index in range(count)]

    def at(spoke: tuple[float, float], level: float) -> tuple[float, float]:
        return middle[0] + spoke[0] * radius * level / LEVELS, middle[1] + spoke[1] * radius * level / LEVELS

    _outlines(pen, body, spokes, at)
    for spoke, label, value in zip(spokes, body.labels, body.values, strict=True):
        _spoke_label(pen, at(spoke, LEVELS), spoke, label, value)
    pen.y = middle[1] + radius + 48
    return ()


def _outlines(
    pen: Pen,
    body: Web,
    spokes: list[tuple[float, float]],
    at: Callable[[tuple[float, float], float], tuple[float, float]],
) -> None:
    for level in range(1, LEVELS + 1):
        rim = level == LEVELS
        pen.path([at(spoke, level) for spoke in spokes], Role.AXIS, width=1.2 if rim else 0.5, closed=True)
    for spoke in spokes:
        pen.line(*at(spoke, 0), *at(spoke, LEVELS), Role.AXIS, width=0.5)
    for outline in body.outlines:
        dash = "6 4" if outline.dashed else ""
        points = [None if r is None else at(s, r) for s, r in zip(spokes, outline.radii, strict=True)]
        for start, end in zip(points, points[1:] + points[:1], strict=True):
            if start and end:
                pen.path([start, end], outline.role, width=2.5, dash=dash)
        for point in filter(None, points):
            pen.dot(*point, outline.role)


def _spoke_label(
    pen: Pen, rim: tuple[float, float], spoke: tuple[float, float], label: str, value: str
) -> None:
    x, y = rim
    anchor: Anchor = "middle"
    room = pen.width
    if abs(spoke[0]) < 0.1:
        y = y - 26 if spoke[1] < 0 else y + 20
    elif spoke[0] > 0:
        x, anchor = x + 12, "start"
        room = pen.width - x
    else:
        x, anchor = x - 12, "end"
        room = x
    pen.text(x, y, pen.fitted(label, room), Role.STRONG, anchor=anchor)
    pen.text(x, y + 17, pen.fitted(value, room), anchor=anchor)
