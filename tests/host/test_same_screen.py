"""What a guest's terminal shows is what the same program shows in a terminal here, cell by cell."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.acceptance.people import plan
from tests.host.hosting import PATIENCE, SSH, hosted
from tests.terminal import Cell, Terminal

pytestmark = pytest.mark.skipif(not SSH.exists(), reason="needs the OpenSSH client")

CODE: Final = re.compile(r"[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]")
KEYS: Final = (
    ("4", "2 of 30 · saved"),
    ("?", "3 of 30 · saved"),
    ("1", "4 of 30 · saved"),
    ("5", "5 of 30 · saved"),
    ("2", "6 of 30 · saved"),
    ("b", "5 of 30 · saved"),
    ("h", "Help"),
    ("x", "5 of 30 · saved"),
)
"""Keys and what the screen says after each: answers, the ladder, the next attribute, back, help and back."""


def rows(terminal: Terminal) -> list[str]:
    """Return what is shown, with another code in the place of one's own."""
    return [CODE.sub("xxxx-xxxx-xxxx-x", row) for row in terminal.screen]


def looks(terminal: Terminal, size: tuple[int, int]) -> list[list[tuple[object, ...]]]:
    """Return how each place looks, whatever is written there; of a blank the ground alone.

    Bold is left out: here it tells what one is at, which a guest sees by its mark alone, to be sent less.
    """
    columns, lines = size
    return [[_look(terminal.cell(row, column)) for column in range(columns)] for row in range(lines)]


def _look(cell: Cell) -> tuple[object, ...]:
    if cell.text.strip():
        return cell.fg, cell.bg, cell.underline, cell.reverse
    return cell.bg, cell.reverse


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_guest_sees_the_screen_that_is_seen_here(workspace: Path, size: tuple[int, int]) -> None:
    path = plan(workspace, invited=3, mode="open", depth="full")
    columns, lines = size
    kind = {"TERM": "xterm"}  # guests have their terminal's own colours, whatever it is
    with (
        hosted(path, "--open") as host,
        host.joined(columns=columns, lines=lines, env={"TERM": kind["TERM"]}) as there,
        Terminal(
            "rate", path.stem, "--as-new", cwd=workspace, columns=columns, lines=lines, env=kind
        ) as here,
    ):
        there.wait_for("Enter start", PATIENCE)
        here.wait_for("Enter start", PATIENCE)
        for key, said in (("\r", "1 of 30"), *KEYS):
            for terminal in (there, here):
                terminal.send(key)
                terminal.wait_for(said, PATIENCE)
            until(lambda: rows(there) == rows(here) and looks(there, size) == looks(here, size))
            assert rows(there) == rows(here)
            assert looks(there, size) == looks(here, size)


def until(same: Callable[[], bool]) -> None:
    """Wait for the rest of a frame, of which what was waited for is the first line."""
    end = time.monotonic() + 5.0
    while not same() and time.monotonic() < end:
        time.sleep(0.02)
