"""How each role looks: three themes in full colour, and in the sixteen colours of an old terminal.

Hues are from Okabe and Ito (2008), "Color universal design": told apart with any colour vision. They are
lightened for dark grounds and darkened for light ones, so that text reaches a contrast of 4.5 and marks 3
(WCAG 2.2) on a tired projector too. Meaning is never by colour alone: without any of this, glyphs and printed
numbers still say it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from workshop.charts.roles import Role

__all__ = ["GROUND", "HEAT_CELLS", "LIT_GROUND", "Style", "Theme", "palette", "sixteen"]


class Theme(StrEnum):
    """The grounds a chart is drawn on."""

    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "high contrast"
    """White and yellow on black; bold but for prose, in which bold words have to stand out."""


@dataclass(frozen=True, slots=True)
class Style:
    """A look: colours as ``"#rrggbb"`` or an ANSI name (``"bright_blue"``).

    None leaves the terminal's own.
    """

    foreground: str | None = None
    background: str | None = None
    bold: bool = False
    reverse: bool = False
    underline: bool = False


GROUND: Final[Mapping[Theme, str]] = {
    Theme.DARK: "#12161c",
    Theme.LIGHT: "#ffffff",
    Theme.CONTRAST: "#000000",
}
"""The background that each theme's colours were chosen for."""

LIT_GROUND: Final[Mapping[Theme, str]] = {
    Theme.DARK: "#1e252e",
    Theme.LIGHT: "#e8edf2",
    Theme.CONTRAST: "#303030",
}
"""The background of the row that is lit: the same colours are read on it."""

HEAT_CELLS: Final[Mapping[Theme, Mapping[Role, tuple[str, str]]]] = {
    theme: dict(zip((Role.HEAT0, Role.HEAT1, Role.HEAT2, Role.HEAT3, Role.HEAT4), cells, strict=True))
    for theme, cells in {
        Theme.DARK: (
            *(("#12161c", "#94a0ad"), ("#1d3f57", "#ffffff"), ("#29658e", "#ffffff")),
            *(("#56b4e9", "#000000"), ("#b9e0f8", "#000000")),
        ),
        Theme.LIGHT: (
            *(("#ffffff", "#59636e"), ("#d9eaf6", "#000000"), ("#a2cdea", "#000000")),
            *(("#559fd0", "#000000"), ("#005a8c", "#ffffff")),
        ),
        Theme.CONTRAST: (
            *(("#000000", "#ffffff"), ("#0b3c5d", "#ffffff"), ("#125f8e", "#ffffff")),
            *(("#4db4f0", "#000000"), ("#c9ebff", "#000000")),
        ),
    }.items()
}
"""The cells of a heat table on paper and pages: what fills them, and the number on it.

They are outlined, so that their steps may lie further apart than those of marks that stand alone.
"""

_BOLD: Final = frozenset(
    {Role.STRONG, Role.MEDIAN, Role.AGREED, Role.RANGE, Role.NEWER, Role.OLDER, Role.MEAN, Role.WARN}
)
"""Roles that are bold wherever colours are."""

_PROSE: Final = frozenset({Role.TEXT, Role.MUTED})

_HEX: Final[Mapping[Role, tuple[str, str, str]]] = {
    # dark, light, high contrast
    Role.TEXT: ("#d7dde4", "#22272e", "#ffffff"),
    Role.MUTED: ("#94a0ad", "#59636e", "#ffffff"),
    Role.STRONG: ("#ffffff", "#000000", "#ffffff"),
    Role.DOT: ("#56b4e9", "#006fac", "#7fd0ff"),
    Role.NOT_SURE: ("#b4bdc7", "#59636e", "#ffffff"),
    Role.MEDIAN: ("#f0e442", "#7a4a00", "#ffff00"),
    Role.AGREED: ("#2fc79a", "#00694d", "#5dffc8"),
    Role.RANGE: ("#2fc79a", "#00694d", "#5dffc8"),
    Role.AXIS: ("#6b7784", "#7b8590", "#c0c0c0"),
    Role.BREAK: ("#e69f00", "#8a5a00", "#ffb000"),
    Role.OLDER: ("#e69f00", "#9c5600", "#ffb000"),
    Role.NEWER: ("#56b4e9", "#006fac", "#7fd0ff"),
    Role.MEAN: ("#ffffff", "#000000", "#ffffff"),
    Role.HEAT0: ("#6b7784", "#7b8590", "#c0c0c0"),
    Role.HEAT1: ("#3f7ea6", "#4a8cb8", "#7fd0ff"),
    Role.HEAT2: ("#4796c4", "#3581b4", "#7fd0ff"),
    Role.HEAT3: ("#56b4e9", "#1a76ae", "#7fd0ff"),
    Role.HEAT4: ("#7cc8f2", "#006fac", "#7fd0ff"),
    Role.BAND1: ("#7d8894", "#7b8590", "#c0c0c0"),
    Role.BAND2: ("#7d8894", "#7b8590", "#c0c0c0"),
    Role.BAND3: ("#7d8894", "#7b8590", "#c0c0c0"),
    Role.FELT: ("#d7dde4", "#22272e", "#ffffff"),
    Role.WARN: ("#ff9e64", "#a13d00", "#ffb000"),
}

_ANSI: Final[Mapping[Role, tuple[str | None, str | None, str | None]]] = {
    # the terminal's own foreground wherever it can be: it is the one colour sure to be legible
    Role.TEXT: (None, None, None),
    Role.MUTED: (None, None, None),
    Role.STRONG: (None, None, None),
    Role.DOT: ("bright_cyan", "blue", "bright_cyan"),
    Role.NOT_SURE: (None, None, None),
    Role.MEDIAN: ("bright_yellow", "red", "bright_yellow"),
    Role.AGREED: ("bright_green", "magenta", "bright_green"),
    Role.RANGE: ("bright_green", "magenta", "bright_green"),
    Role.AXIS: ("white", "bright_black", "white"),
    Role.BREAK: ("yellow", "red", "bright_yellow"),
    Role.OLDER: ("yellow", "red", "bright_yellow"),
    Role.NEWER: ("bright_cyan", "blue", "bright_cyan"),
    Role.MEAN: (None, None, None),
    Role.HEAT0: ("white", "bright_black", "white"),
    Role.HEAT1: ("cyan", "blue", "bright_cyan"),
    Role.HEAT2: ("cyan", "blue", "bright_cyan"),
    Role.HEAT3: ("bright_cyan", "blue", "bright_cyan"),
    Role.HEAT4: ("bright_cyan", "blue", "bright_cyan"),
    Role.BAND1: ("white", "bright_black", "white"),
    Role.BAND2: ("white", "bright_black", "white"),
    Role.BAND3: ("white", "bright_black", "white"),
    Role.FELT: (None, None, None),
    Role.WARN: ("bright_yellow", "red", "bright_yellow"),
}

_ORDER: Final = tuple(Theme)


def palette(theme: Theme) -> Mapping[Role, Style]:
    """Return the look of every role in full colour; a terminal of 256 colours takes the nearest."""
    return {role: _style(role, theme, colours[_ORDER.index(theme)]) for role, colours in _HEX.items()}


def sixteen(theme: Theme) -> Mapping[Role, Style]:
    """Return the look of every role in the sixteen ANSI colours, for a ground as dark as the theme's."""
    return {role: _style(role, theme, colours[_ORDER.index(theme)]) for role, colours in _ANSI.items()}


def _style(role: Role, theme: Theme, colour: str | None) -> Style:
    marks = theme is Theme.CONTRAST and role not in _PROSE
    return Style(colour, bold=role in _BOLD or marks)
