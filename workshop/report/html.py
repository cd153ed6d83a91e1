"""A report as one HTML file: no script, nothing loaded, charts as SVG for a page and for a telephone."""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from workshop.charts.palette import GROUND, Theme, palette
from workshop.charts.roles import Role
from workshop.charts.scene import Scene
from workshop.charts.svg import NARROW, WIDE, draw_svg, stylesheet
from workshop.charts.terminal.measure import tied
from workshop.language import ENGLISH, _, language
from workshop.report.report import Report
from workshop.report.words import made_for

__all__ = ["render"]

_COLOURS: Final = {
    "text": Role.TEXT,
    "muted": Role.MUTED,
    "strong": Role.STRONG,
    "accent": Role.NEWER,
    "agreed": Role.AGREED,
}
"""What the page calls the colours of a theme."""


def render(report: Report) -> bytes:
    """Return the report as a page."""
    numbers = count(1)

    def picture(scene: Scene) -> Markup:
        number = next(numbers)
        drawn = (
            f'<div class="{kind}">'
            f"{draw_svg(scene, width=width, look='page', name=f'c{number}{kind[0]}')}</div>"
            for kind, width in (("wide", WIDE), ("narrow", NARROW))
        )
        return Markup("".join(drawn))  # noqa: S704 - the pen escapes every text

    page = _template().render(
        report=report,
        made_for=made_for(report.audience),
        picture=picture,
        said=_SAID,
        light=_colours(Theme.LIGHT),
        dark=_colours(Theme.DARK),
    )
    return page.encode()


_SAID: Final = {
    "skip": _("To the report"),
    "chapters": _("Chapters"),
    "footer": _("A session keeps the count, never the ballot."),
}
"""The words of the page itself."""


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("workshop.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=None if language() == ENGLISH else _tied,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda block: type(block).__name__
    return environment.get_template("report.html")


def _tied(value: object) -> object:
    """Return a text so that no line begins with a sign; what is marked up stays as it is."""
    return tied(value) if type(value) is str else value


def _colours(theme: Theme) -> Markup:
    looks = palette(theme)
    names = {"text": Role.TEXT, "muted": Role.MUTED, "strong": Role.STRONG, "accent": Role.NEWER}
    variables = [
        f"--{name}:{looks[role].foreground}" for name, role in {**names, "agreed": Role.AGREED}.items()
    ]
    panel = "#f3f6f9" if theme is Theme.LIGHT else "#1b212a"
    rule = "#d5dce4" if theme is Theme.LIGHT else "#38414c"
    root = ";".join([*variables, f"--ground:{GROUND[theme]}", f"--panel:{panel}", f"--rule:{rule}"])
    return Markup(f":root{{{root}}}{stylesheet(theme)}")  # noqa: S704 - made of our own palette alone
