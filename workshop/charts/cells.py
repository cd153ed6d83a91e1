"""Scenes drawn in the cells of a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, assert_never

from workshop.charts.drawing import Drawing, Run
from workshop.charts.scene import (
    Body,
    Diverging,
    Key,
    Lanes,
    Lines,
    Piles,
    Role,
    Scene,
    Strip,
    Table,
    Told,
    Web,
)
from workshop.charts.terminal.glyphs import GLYPHS
from workshop.charts.terminal.line import Line, Panel
from workshop.charts.terminal.measure import cell_len, cut, wrap

__all__ = ["NARROWEST", "Drawing", "Role", "Run", "draw"]

NARROWEST: Final = 60
"""Fewest cells a chart is laid out for; below, it is told in words."""

_LONGEST: Final = 200
"""Most rows of one text."""

_INDENT: Final = 3
"""Cells before what is said of an item, below its name."""


def draw(scene: Scene, width: int, height: int = 24) -> Drawing:
    """Draw ``scene`` in at most ``width`` cells a row; tell it where that is fewer than ``NARROWEST``.

    ``height`` is how many rows there are: the radar grows with it, the others close their gaps to fit.
    """
    if width < NARROWEST:
        return _tell(scene, max(width, 1))
    panel = _panel(scene.body, width, height)
    head = _head(scene, width)
    foot = _legend((*panel.keys, *scene.keys), width)
    rows = [*head, *_airy(panel, foot, width, height - len(head))]
    drawn = tuple(line.runs() for line in rows)
    place = {id(line): number for number, line in enumerate(rows)}
    return Drawing(drawn, scene.summary, tuple(_rows(item, place) for item in panel.items), panel.columns)


def _tell(scene: Scene, width: int) -> Drawing:
    """Return what ``scene`` shows in words, item by item, wrapped at ``width``."""
    rows = [*_wrapped(scene.title, width, Role.STRONG), *_wrapped(scene.aside, width, Role.MUTED)]
    rows += [Line(width)] if rows else []
    items: list[range] = []
    for label, said in scene.told or (Told("", scene.summary),):
        heading = not said
        rows += [Line(width)] if heading and rows and not rows[-1].blank else []
        begun = len(rows)
        rows += _wrapped(label, width, Role.STRONG)
        rows += _wrapped(said, width, Role.TEXT, indent=_INDENT if label else 1)
        if scene.told and not heading:
            items.append(range(begun, len(rows)))
    return Drawing(tuple(row.runs() for row in rows), scene.summary, tuple(items))


def _wrapped(text: str, width: int, role: Role, *, indent: int = 1) -> list[Line]:
    rows: list[Line] = []
    for part in wrap(text, max(1, width - indent - 1), _LONGEST):
        rows.append(Line(width))
        rows[-1].put(indent, part, role)
    return rows


def _airy(panel: Panel, foot: list[Line], width: int, height: int) -> list[Line]:
    """Return body and foot without the blank rows between, if only so they fit into ``height``."""
    gap = [Line(width)] if foot else []
    airy = [*panel.lines, *gap, *foot]
    if len(airy) <= height:
        return airy
    held = {id(item[0]) for item in panel.items if all(line.blank for line in item)}
    dense = [line for line in panel.lines if not line.blank or id(line) in held]
    for packed in ([*dense, *gap, *foot], [*dense, *foot]):
        if len(packed) <= height:
            return packed
    return airy


def _rows(item: tuple[Line, ...], place: Mapping[int, int]) -> range:
    """Return where the lines of an item are; those that gave way are not."""
    there = [place[id(line)] for line in item if id(line) in place]
    return range(there[0], there[-1] + 1)


def _panel(body: Body, width: int, height: int) -> Panel:
    """Draw a body; what draws it is imported when the first of its kind is drawn."""
    match body:
        case Strip():
            from workshop.charts.terminal.strip import draw_strip

            return draw_strip(body, width)
        case Piles():
            from workshop.charts.terminal.piles import draw_piles

            return draw_piles(body, width)
        case Table():
            from workshop.charts.terminal.table import draw_table

            return draw_table(body, width)
        case Lanes():
            from workshop.charts.terminal.lanes import draw_lanes

            return draw_lanes(body, width, height)
        case Web():
            from workshop.charts.terminal.web import draw_web

            return draw_web(body, width, height)
        case Lines():
            from workshop.charts.terminal.lines import draw_lines

            return draw_lines(body, width, height)
        case Diverging():
            from workshop.charts.terminal.bars import draw_bars

            return draw_bars(body, width)
        case _:
            assert_never(body)


def _head(scene: Scene, width: int) -> list[Line]:
    if not scene.title and not scene.aside:
        return []
    aside = cut(scene.aside, width // 2)
    title = wrap(scene.title, width - 4 - cell_len(aside), 4) or [""]
    rows = [Line(width) for _ in title]
    for line, text in zip(rows, title, strict=True):
        line.put(1, text, Role.STRONG)
    rows[0].put_right(width - 1, aside, Role.MUTED)
    return [*rows, Line(width)]


def _legend(keys: tuple[Key, ...], width: int) -> list[Line]:
    """Lay the entries out in as few lines as hold them."""
    rows: list[Line] = []
    column = width
    for key in keys:
        glyph = GLYPHS[key.role]
        size = cell_len(glyph) + 1 + cell_len(key.text)
        if column + size > width - 1:
            rows.append(Line(width))
            column = 1
        column = rows[-1].put(column, glyph, key.role)
        column = rows[-1].put(column + 1, cut(key.text, width - column - 2), Role.MUTED) + 3
    return rows
