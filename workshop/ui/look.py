"""How roles look on this terminal: its colours, the chosen theme, and ASCII where it cannot show more."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Final

from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme as TextualTheme

from workshop.charts.palette import GROUND, LIT_GROUND, Style, Theme, palette, sixteen
from workshop.charts.roles import Role

__all__ = ["THEMES", "AsciiFilter", "Look", "few_colours", "look"]


def textual_theme(theme: Theme) -> TextualTheme:
    """Return ``theme`` for the few parts that Textual's own style sheets draw."""
    colours = palette(theme)
    text = colours[Role.TEXT].foreground or ""
    accent = colours[Role.NEWER].foreground or ""
    return TextualTheme(
        name=f"workshop-{theme.name.lower()}",
        primary=accent,
        foreground=text,
        background=GROUND[theme],
        surface=LIT_GROUND[theme],
        panel=LIT_GROUND[theme],
        dark=theme is not Theme.LIGHT,
    )


THEMES: Final = {theme: textual_theme(theme) for theme in Theme}


class Look:
    """Styles for roles, made once for a theme and a terminal: ``look`` gives the one there is."""

    def __init__(self, theme: Theme, *, few: bool) -> None:
        self.theme = theme
        self.few = few
        """Whether there are sixteen colours or none: then a lit row is a reversed one."""
        roles = sixteen(theme) if few else palette(theme)
        styles = {role: _rich(style) for role, style in roles.items()}
        self.ground = RichStyle() if few else RichStyle(bgcolor=GROUND[theme])
        lit = RichStyle(reverse=True) if few else RichStyle(bgcolor=LIT_GROUND[theme])
        self._styles: Mapping[Role, RichStyle] = {role: self.ground + style for role, style in styles.items()}
        self._lit = {role: style + lit for role, style in styles.items()}
        self.lit_ground = lit

    def style(self, role: Role, *, lit: bool = False) -> RichStyle:
        """Return how ``role`` looks; ``lit`` for the row one is on."""
        return self._lit[role] if lit else self._styles[role]


look = cache(Look)


class AsciiFilter(LineFilter):
    """Writes every character as ASCII of the same width, for terminals that are not UTF-8."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return ``segments`` with other text of the same width."""
        from workshop.charts.ascii import to_ascii

        return [Segment(to_ascii(text), style, control) for text, style, control in segments]


def few_colours(console: Console) -> bool:
    """Return whether the terminal has sixteen colours or none: then its own are the legible ones."""
    system = console._color_system  # noqa: SLF001 - the public name is a word that changes with versions
    return "NO_COLOR" in os.environ or system is None or system == ColorSystem.STANDARD


def _rich(style: Style) -> RichStyle:
    return RichStyle(
        color=style.foreground,
        bgcolor=style.background,
        bold=style.bold or None,
        reverse=style.reverse or None,
        underline=style.underline or None,
    )
