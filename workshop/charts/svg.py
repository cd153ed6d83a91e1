"""Scenes drawn as SVG: for HTML, for paper, or as files of their own.

Shapes carry classes (``r-dot``, ``r-median`` …); ``stylesheet`` says how they look in a theme. A drawing has
a title and a description: the sentence that says the same in words.
"""

from __future__ import annotations

from html import escape
from typing import Final, Literal, assert_never

from workshop.charts.palette import GROUND, HEAT_CELLS, Theme, palette
from workshop.charts.roles import Role
from workshop.charts.scene import Body, Diverging, Key, Lanes, Lines, Piles, Scene, Strip, Table, Web
from workshop.charts.vector.answers import draw_piles, draw_strip, draw_table
from workshop.charts.vector.bars import draw_bars
from workshop.charts.vector.pen import SMALL, TEXT, Pen, role_class
from workshop.charts.vector.sessions import draw_lanes, draw_lines, draw_web

__all__ = ["NARROW", "WIDE", "draw_svg", "stylesheet"]

WIDE: Final = 720
NARROW: Final = 330
"""Widths to draw for: a page, and a telephone."""

_FONT: Final = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif'
_MARGIN: Final = 8


def draw_svg(
    scene: Scene,
    *,
    width: int = WIDE,
    look: Theme | Literal["both", "page"] = "both",
    name: str = "chart",
    font: str = _FONT,
) -> str:
    """Return ``scene`` as an ``<svg>`` element.

    ``look`` is a theme; ``both``, light or dark as the reader has it; or ``page``, when the page around it
    holds the ``stylesheet``. ``name`` tells it from other drawings of the same page.
    """
    pen = Pen(width - 2 * _MARGIN)
    _head(pen, scene)
    extra = _body(pen, scene.body)
    _foot(pen, (*extra, *scene.keys))
    height = pen.y + 2 * _MARGIN + 6
    title = escape(scene.title or scene.summary.partition(",")[0])
    ground = "" if look == "page" else '<rect class="ground" width="100%" height="100%"/>'
    style = "" if look == "page" else f"<style>{_style(look, font)}</style>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {width} {height:.0f}" '
        f'width="{width}" height="{height:.0f}" font-size="{TEXT:g}" role="img" '
        f'aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{title}</title>'
        f'<desc id="{name}-d">{escape(scene.summary)}</desc>{style}{ground}'
        f'<g transform="translate({_MARGIN},{_MARGIN})">{pen.elements()}</g></svg>'
    )


def stylesheet(theme: Theme) -> str:
    """Return how the classes of a drawing look, as CSS."""
    rules = []
    for role, style in palette(theme).items():
        name, colour = role_class(role), style.foreground
        rules.append(f".{name}{{fill:{colour}}}.{name}.l{{fill:none;stroke:{colour}}}")
    outline = palette(theme)[Role.AXIS].foreground
    for heat, (fill, ink) in HEAT_CELLS[theme].items():
        name = role_class(heat)
        rules.append(f".cell-{name}{{fill:{fill};stroke:{outline}}}.on-{name}{{fill:{ink}}}")
    rules.append(".r-strong{font-weight:600}")
    return "".join(rules)


def _style(look: Theme | Literal["both"], font: str) -> str:
    base = f"text{{font-family:{font}}}"
    if look != "both":
        return f"{base}.ground{{fill:{GROUND[look]}}}{stylesheet(look)}"
    light, dark = (
        f".ground{{fill:{GROUND[theme]}}}{stylesheet(theme)}" for theme in (Theme.LIGHT, Theme.DARK)
    )
    return f"{base}{light}@media (prefers-color-scheme:dark){{{dark}}}"


def _body(pen: Pen, body: Body) -> tuple[Key, ...]:
    match body:
        case Strip():
            return draw_strip(pen, body)
        case Piles():
            return draw_piles(pen, body)
        case Table():
            return draw_table(pen, body)
        case Lanes():
            return draw_lanes(pen, body)
        case Web():
            return draw_web(pen, body)
        case Lines():
            return draw_lines(pen, body)
        case Diverging():
            return draw_bars(pen, body)
        case _:
            assert_never(body)


def _head(pen: Pen, scene: Scene) -> None:
    room = pen.width - (pen.measure(scene.aside) + 16 if scene.aside else 0)
    if scene.aside:
        pen.text(pen.width, TEXT, scene.aside, Role.MUTED, anchor="end")
    if scene.title:
        pen.y = pen.block(0, 0, scene.title, room, Role.STRONG, most=3) + 2
    elif scene.aside:
        pen.y = TEXT + 6


def _foot(pen: Pen, keys: tuple[Key, ...]) -> None:
    pen.y += 8
    x = pen.width
    for key in keys:
        text = pen.fitted(key.text, pen.width - 20, SMALL)
        wide = 20 + pen.measure(text, SMALL) + 18
        if x + wide > pen.width + 18:
            x, pen.y = 0.0, pen.y + 20
        if key.role is not Role.MUTED:
            pen.mark(x + 8, pen.y - 4, key.role)
        pen.text(x + 20, pen.y, text, Role.MUTED, size=SMALL)
        x += wide
