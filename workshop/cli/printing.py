"""Rows of runs as text for a terminal, a pipe or a file: in its colours, and in ASCII where need be."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Any, Final, Literal, TextIO

import click

from workshop.charts.ascii import to_ascii
from workshop.charts.drawing import Run
from workshop.charts.palette import Style, Theme, palette, sixteen
from workshop.charts.roles import Role
from workshop.language import _
from workshop.ui.terminal import shows_unicode

__all__ = ["Colours", "Printer", "Wanted", "colours", "light_ground", "look_options"]

NARROWEST: Final = 60
WIDEST: Final = 200
PIPE: Final = 80
"""Cells of a line where nobody says how many there are."""

Wanted = Literal["auto", "always", "never"]


class Colours(IntEnum):
    """How many colours the output takes."""

    NONE = 0
    SIXTEEN = 16
    MANY = 256
    TRUE = 1 << 24


class Printer:
    """Writes rows; knows nothing of what stands in them."""

    def __init__(
        self, stream: TextIO, *, width: int, colours: Colours, plain: bool, theme: Theme = Theme.DARK
    ) -> None:
        self.width = width
        self._stream = stream
        self._plain = plain
        self._codes = _codes(colours, theme)

    @classmethod
    def for_output(cls, *, width: int | None, plain: bool, color: Wanted, light: bool | None) -> Printer:
        """Return a printer for standard output, as wide and as colourful as it is unless told otherwise."""
        stream = sys.stdout
        environment = os.environ
        if width is None:
            width = shutil.get_terminal_size((PIPE, 24)).columns if stream.isatty() else PIPE
        light = light_ground(environment) if light is None else light
        return cls(
            stream,
            width=min(WIDEST, max(NARROWEST, width)),
            colours=colours(color, environment, terminal=stream.isatty()),
            plain=plain or not shows_unicode(stream),
            theme=Theme.LIGHT if light else Theme.DARK,
        )

    def rows(self, rows: Iterable[Iterable[Run]]) -> None:
        """Write each row as a line, without blanks at its end."""
        for row in rows:
            self._stream.write(self._line(list(row)) + "\n")

    def gap(self) -> None:
        """Write an empty line."""
        self._stream.write("\n")

    def _line(self, row: list[Run]) -> str:
        while row and not row[-1].text.strip():
            row.pop()
        if not row:
            return ""
        row[-1] = Run(row[-1].text.rstrip(), row[-1].role)
        return "".join(map(self._piece, row))

    def _piece(self, run: Run) -> str:
        text = to_ascii(run.text) if self._plain else run.text
        codes = self._codes.get(run.role, "")
        return f"\x1b[{codes}m{text}\x1b[m" if codes and text.strip() else text


def colours(wanted: Wanted, environment: Mapping[str, str], *, terminal: bool) -> Colours:
    """Return how many colours to use; ``auto`` colours terminals only, and heeds NO_COLOR and TERM=dumb."""
    term = environment.get("TERM", "")
    if wanted == "never" or (wanted == "auto" and not terminal):
        return Colours.NONE
    if wanted == "auto" and (environment.get("NO_COLOR") or term in {"dumb", "unknown"}):
        return Colours.NONE
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return Colours.TRUE
    return Colours.MANY if "256color" in term else Colours.SIXTEEN


def light_ground(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal says that its ground is light: COLORFGBG ends with 7 or 15 then."""
    return environment.get("COLORFGBG", "").rpartition(";")[2] in {"7", "15"}


def look_options(command: Any) -> Any:
    """Add the options that say how a print looks: ``--width``, ``--ascii``, ``--color``, ``--light``."""
    for option in (
        click.option(
            "--light/--dark", default=None, help=_("The terminal's ground; dark unless it says so.")
        ),
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            help=_("Colours; auto: on a terminal only, and never with NO_COLOR."),
        ),
        click.option("--ascii", "plain", is_flag=True, help=_("Plain ASCII; by itself where need be.")),
        click.option(
            "--width",
            type=click.IntRange(NARROWEST, WIDEST),
            help=_("Cells in a line; default the terminal's."),
        ),
    ):
        command = option(command)
    return command


def _codes(colours: Colours, theme: Theme) -> Mapping[Role, str]:
    """Return the parameters of the escape sequence for each role.

    Text stays in the terminal's own colour: nobody knows for sure on what ground it stands.
    """
    if colours is Colours.NONE:
        return {}
    looks = dict(sixteen(theme) if colours is Colours.SIXTEEN else palette(theme))
    for role in (Role.TEXT, Role.STRONG, Role.MEAN):
        looks[role] = Style(bold=looks[role].bold)
    return {role: _parameters(style, colours) for role, style in looks.items()}


def _parameters(style: Style, colours: Colours) -> str:
    from rich.color import Color, ColorSystem  # only a coloured print needs it

    system = {
        Colours.SIXTEEN: ColorSystem.STANDARD,
        Colours.MANY: ColorSystem.EIGHT_BIT,
        Colours.TRUE: ColorSystem.TRUECOLOR,
    }[colours]
    parts = ["1"] if style.bold else []
    if style.foreground:
        parts += Color.parse(style.foreground).downgrade(system).get_ansi_codes()
    return ";".join(parts)
