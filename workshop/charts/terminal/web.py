"""A radar in cells: outlines in braille, a mark at each value, labels around."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Final

from workshop.charts.scene import Polyline, Role, Web
from workshop.charts.terminal.braille import ACROSS, DOWN, Raster
from workshop.charts.terminal.glyphs import GLYPHS
from workshop.charts.terminal.line import Line, Panel, lines
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.model.tally import LEVELS

__all__ = ["draw_web"]

_AROUND: Final = 6
"""Rows that title, legend and the labels above and below take."""
_LABEL: Final = 14
"""Least cells for a label at a side."""


def draw_web(web: Web, width: int, height: int) -> Panel:
    """Draw as large as ``width`` by ``height`` allows; where there is no outline, list the values."""
    if web.message:
        return Panel(_listed(web, width))
    rows = max(11, min(height - _AROUND - 2, (width - 2 * _LABEL) // 2))
    radius = (rows * DOWN - 2) / 2
    columns = min(width, rows * 2 + 1)
    middle = (columns * ACROSS / 2 - 0.5, rows * DOWN / 2 - 0.5)
    left = (width - columns) // 2
    drawn = lines(rows + 4, width)
    grid = Raster(columns, rows)
    spokes = [_direction(index, len(web.labels)) for index in range(len(web.labels))]
    _draw_grid(grid, spokes, middle, radius)
    _stamp(drawn, grid, left, Role.AXIS)
    for outline in web.outlines:
        _draw_outline(drawn, outline, spokes, middle, radius, (columns, rows, left))
    for (dx, dy), label, value in zip(spokes, web.labels, web.values, strict=True):
        x = left + (middle[0] + dx * radius) / ACROSS
        y = 2 + (middle[1] + dy * radius) / DOWN
        _label(drawn, dx, dy, (round(x), round(y)), (label, value))
    return Panel(drawn)


def _direction(index: int, count: int) -> tuple[float, float]:
    """Return the unit vector of a spoke: the first points up, the next ones follow clockwise."""
    angle = 2 * pi * index / count
    return round(sin(angle), 9), round(-cos(angle), 9)


def _at(direction: tuple[float, float], middle: tuple[float, float], distance: float) -> tuple[float, float]:
    return middle[0] + direction[0] * distance, middle[1] + direction[1] * distance


def _draw_grid(
    grid: Raster, spokes: list[tuple[float, float]], middle: tuple[float, float], radius: float
) -> None:
    """Dot the outer rim and the spokes, a dot for each level."""
    for spoke, following in zip(spokes, spokes[1:] + spokes[:1], strict=True):
        grid.line(_at(spoke, middle, radius), _at(following, middle, radius), every=4)
        for level in range(LEVELS):
            x, y = _at(spoke, middle, radius * level / LEVELS)
            grid.set(round(x), round(y))


def _draw_outline(
    drawn: list[Line],
    outline: Polyline,
    spokes: list[tuple[float, float]],
    middle: tuple[float, float],
    radius: float,
    place: tuple[int, int, int],
) -> None:
    columns, rows, left = place
    raster = Raster(columns, rows)
    points = [
        None if level is None else _at(spoke, middle, radius * level / LEVELS)
        for spoke, level in zip(spokes, outline.radii, strict=True)
    ]
    for start, end in zip(points, points[1:] + points[:1], strict=True):
        if start and end:
            raster.line(start, end, every=5 if outline.dashed else 1, run=3 if outline.dashed else 1)
    _stamp(drawn, raster, left, outline.role)
    for point in points:
        if point:
            drawn[2 + round(point[1]) // DOWN].put(
                left + round(point[0]) // ACROSS, GLYPHS[outline.role], outline.role
            )


def _stamp(drawn: list[Line], raster: Raster, left: int, role: Role) -> None:
    for row, column, glyph in raster.cells():
        drawn[2 + row].put(left + column, glyph, role)


def _label(drawn: list[Line], dx: float, dy: float, place: tuple[int, int], text: tuple[str, str]) -> None:
    """Print a label outside its spoke, the value below it; at the top and bottom both in the middle."""
    x, y = place
    label, value = text
    width = drawn[0].width
    if abs(dx) < 0.1:
        upper = 0 if dy < 0 else len(drawn) - 2
        line = cut(label, width // 2)
        drawn[upper].put_centre(x, line, Role.STRONG)
        drawn[upper + 1].put_centre(x, value)
        return
    room = (width - x - 4) if dx > 0 else x - 3
    written = wrap(label, room, 2)
    for offset, (line, role) in enumerate([*((line, Role.STRONG) for line in written), (value, Role.TEXT)]):
        row = drawn[max(0, min(len(drawn) - 1, y - 1 + offset))]
        if dx > 0:
            row.put(x + 3, cut(line, room), role)
        else:
            row.put(x - 2 - cell_len(cut(line, room)), cut(line, room), role)


def _listed(web: Web, width: int) -> list[Line]:
    rows = [Line(width)]
    rows[0].put(1, cut(web.message, width - 2), Role.WARN)
    for label, value in zip(web.labels, web.values, strict=True):
        line = Line(width)
        line.put(1, cut(label, width - 22), Role.STRONG)
        line.put(width - 20, cut(value, 19))
        rows.append(line)
    return rows
