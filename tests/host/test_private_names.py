"""Every private name of a library that the program leans on: an upgrade that moves one fails here."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import asyncssh
import asyncssh.connection
import pytest
from rich.console import Console
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual._parser import Read1
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import Input
from watchfiles._rust_notify import WatchfilesRustInternalError

import workshop
from workshop.charts.palette import Theme
from workshop.host.app import GuestApp
from workshop.host.stylesheet import SharedStylesheet
from workshop.ui.look import look
from workshop.ui.widgets.page import Page


def _unmade_here() -> set[str]:
    """Return the private names that are read somewhere in the program and made nowhere in it."""
    read: set[str] = set()
    made: set[str] = set()
    for file in Path(workshop.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                (read if isinstance(node.ctx, ast.Load) else made).add(node.attr)
            elif isinstance(node, ast.Name):
                made.add(node.id)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                made.add(node.name)
    return {name for name in read - made if name.startswith("_") and not name.startswith("__")}


def test_no_private_name_is_leant_on_that_is_not_tested_here() -> None:
    tested = Path(__file__).read_text(encoding="utf-8")
    assert not [name for name in _unmade_here() if f'"{name}"' not in tested and f".{name}" not in tested]


@pytest.mark.parametrize(
    "name",
    ["_build_driver", "_display", "_fatal_error", "_print_error_renderables", "_close_messages_no_wait"],
)
def test_the_app_still_calls_what_the_host_overrides(name: str) -> None:
    assert inspect.signature(getattr(App, name)).parameters.keys() == (
        inspect.signature(getattr(GuestApp, name)).parameters.keys()
    )


@pytest.mark.parametrize(
    "name",
    [
        "_capture_stdout",
        "_capture_stderr",
        "_batch_count",
        "_clipboard",
        "_exit_renderables",
        "_running",
        "_closed",
        "_driver",
        "_notifications",
        "_unnotify",
    ],
)
def test_an_app_still_has_these(name: str) -> None:
    assert hasattr(App(), name)


def test_the_compositor_still_tells_what_it_drew_in_strips() -> None:
    assert list(inspect.signature(LayoutUpdate.__init__).parameters) == ["self", "strips", "region"]
    assert list(inspect.signature(ChopsUpdate.__init__).parameters) == ["self", "chops", "spans", "chop_ends"]


def test_the_parser_still_says_when_it_waits() -> None:
    parser = XTermParser()
    assert isinstance(parser._awaiting, Read1)
    timeouts = [parser._awaiting.timeout]
    list(parser.feed("\x1b"))
    timeouts.append(parser._awaiting.timeout)
    assert timeouts[0] is None
    assert timeouts[1] is not None
    assert callable(parser.tick)


def test_the_parser_still_looks_for_extended_keys_through_a_cache() -> None:
    assert callable(XTermParser._parse_extended_key.__wrapped__)
    assert "self._parse_extended_key(" in inspect.getsource(XTermParser)


async def test_a_message_queue_can_be_measured() -> None:
    assert MessagePump()._message_queue.qsize() == 0


def test_a_connection_still_knows_its_transport() -> None:
    assert "_transport" in inspect.getsource(asyncssh.connection.SSHConnection.__init__)


def test_a_channel_still_asks_its_connection_for_windows_and_agents_by_these_names() -> None:
    """They are replaced, to be counted; refused they are by the options of the host."""
    channel = inspect.getsource(asyncssh.SSHServerChannel)
    assert "self._conn.attach_x11_listener(" in channel
    assert "self._conn.create_agent_listener(" in channel


def test_a_style_sheet_still_parses_each_source_by_one_name() -> None:
    ours, theirs = (inspect.signature(kind._parse_rules) for kind in (SharedStylesheet, Stylesheet))
    assert list(ours.parameters)[:2] == list(theirs.parameters)[:2] == ["self", "css"]
    assert "self._parse_rules(" in inspect.getsource(Stylesheet.parse)
    assert "self._variables" in inspect.getsource(Stylesheet.set_variables)


def test_a_page_can_still_be_told_to_draw_a_line_anew() -> None:
    cache = Page(look(Theme.DARK, few=False))._styles_cache
    cache._dirty_lines.clear()
    cache.set_dirty(Region(0, 2, 80, 1))
    assert cache.is_dirty(2) and not cache.is_dirty(1)


def test_a_field_still_hands_its_keys_on_by_one_name() -> None:
    assert list(inspect.signature(Input._forward_event).parameters) == ["self", "event"]
    assert "self.focused._forward_event(" in inspect.getsource(App.on_event)
    assert "event._set_forwarded()" in inspect.getsource(Screen._forward_event)
    key = events.Key("a", "a")
    assert not key.is_forwarded
    key._set_forwarded()
    assert key.is_forwarded


def test_a_console_still_knows_how_many_colours_it_has() -> None:
    assert Console(color_system="truecolor")._color_system is not None
    assert Console(color_system=None)._color_system is None


def test_what_watches_folders_still_fails_with_an_error_of_its_own() -> None:
    assert issubclass(WatchfilesRustInternalError, RuntimeError)
