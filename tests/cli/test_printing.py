"""How rows of runs are written: colours, ASCII, blanks."""

from __future__ import annotations

import io

import pytest

from workshop.charts.drawing import Run
from workshop.charts.palette import Theme
from workshop.charts.roles import Role
from workshop.cli.printing import Colours, Printer, Wanted, colours, light_ground
from workshop.ui.terminal import speaks_unicode


@pytest.mark.parametrize(
    ("wanted", "environment", "terminal", "expected"),
    [
        ("auto", {"TERM": "xterm-256color"}, True, Colours.MANY),
        ("auto", {"TERM": "xterm-256color", "COLORTERM": "truecolor"}, True, Colours.TRUE),
        ("auto", {"TERM": "xterm"}, True, Colours.SIXTEEN),
        ("auto", {"TERM": "xterm-256color"}, False, Colours.NONE),
        ("auto", {"TERM": "dumb"}, True, Colours.NONE),
        ("auto", {"TERM": "xterm", "NO_COLOR": "1"}, True, Colours.NONE),
        ("auto", {"TERM": "xterm", "NO_COLOR": ""}, True, Colours.SIXTEEN),
        ("never", {"TERM": "xterm"}, True, Colours.NONE),
        ("always", {"TERM": "xterm", "NO_COLOR": "1"}, False, Colours.SIXTEEN),
    ],
)
def test_colours(wanted: Wanted, environment: dict[str, str], terminal: bool, expected: Colours) -> None:
    assert colours(wanted, environment, terminal=terminal) is expected


@pytest.mark.parametrize(
    ("environment", "encoding", "expected"),
    [
        ({}, "utf-8", True),
        ({}, "UTF8", True),
        ({"LANG": "de_DE.utf8"}, "utf-8", True),
        ({"LANG": "C"}, "utf-8", False),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "POSIX"}, "utf-8", False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "utf-8", True),
        ({"LANG": "en_GB.UTF-8"}, "latin-1", False),
        ({"LANG": "en_GB.UTF-8"}, None, False),
    ],
)
def test_unicode(environment: dict[str, str], encoding: str | None, expected: bool) -> None:
    assert speaks_unicode(environment, encoding) is expected


@pytest.mark.parametrize(
    ("said", "light"), [("", False), ("15;0", False), ("0;15", True), ("0;default;7", True)]
)
def test_the_terminal_may_say_that_its_ground_is_light(said: str, light: bool) -> None:
    assert light_ground({"COLORFGBG": said}) is light


def test_blanks_at_the_end_of_a_line_are_left_out_and_blanks_are_not_coloured() -> None:
    stream = io.StringIO()
    printer = Printer(stream, width=80, colours=Colours.SIXTEEN, plain=False)
    printer.rows([(Run("  ", Role.DOT), Run("● ", Role.DOT), Run("  ", Role.TEXT)), ()])
    assert stream.getvalue() == "  \x1b[96m●\x1b[m\n\n"


def test_ascii_is_as_wide_as_what_it_stands_for() -> None:
    stream = io.StringIO()
    printer = Printer(stream, width=80, colours=Colours.NONE, plain=True)
    printer.rows([(Run("図書館 ● – “é”", Role.TEXT),)])
    assert stream.getvalue() == '?????? * - "e"\n'


def test_light_grounds_have_colours_of_their_own() -> None:
    streams = [io.StringIO(), io.StringIO()]
    for stream, theme in zip(streams, (Theme.DARK, Theme.LIGHT), strict=True):
        Printer(stream, width=80, colours=Colours.TRUE, plain=False, theme=theme).rows(
            [(Run("●", Role.DOT),)]
        )
    assert streams[0].getvalue() != streams[1].getvalue()
