"""What a real ssh says of its terminal is what it is sent: letters, colours, lines, any size of window."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.acceptance.people import answered, ballot, code_on, opened
from tests.host.hosting import PATIENCE, SSH, Host, hosted
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(not SSH.exists(), reason="needs the OpenSSH client")

TITLE: Final = "Bücherei – “Nord” 日本語 ●"
COLOURS: Final = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m")
MANY_COLOURS: Final = re.compile(rb"[34]8;[25];")


def _answered(terminal: Terminal) -> bytes:
    """Start, answer a statement, ask for help; return what was sent from the first screen on."""
    for keys, seen in (("", "Enter start"), ("\r", "1 of 30"), ("4", "2 of 30"), ("h", "any key")):
        terminal.send(keys)
        terminal.wait_for(seen, PATIENCE)
    return terminal.raw[terminal.raw.index(b"For screen readers") :]


def _sent(host: Host, env: dict[str, str]) -> bytes:
    variables = [f"-oSendEnv={name}" for name in env if name != "TERM"]
    with host.joined(host.code, *variables, env=env) as terminal:
        return _answered(terminal)


def test_letters_and_colours_are_those_the_terminal_says_it_has(workspace: Path) -> None:
    path = opened(workspace, title=TITLE, mode="open")
    with hosted(path) as host:
        usual = _sent(host, {})
        assert "日本語" in usual.decode()
        assert COLOURS.search(usual)
        for many in ({"COLORTERM": "truecolor"}, {"TERM": "xterm-kitty"}):
            assert not MANY_COLOURS.search(_sent(host, many))  # its own sixteen are legible there
        for poor in ({"LANG": "C"}, {"LC_ALL": "POSIX"}, {"LANG": "de_DE.ISO-8859-1"}):
            sent = _sent(host, poor)
            assert sent.isascii()
            assert b'Bucherei - "Nord" ?' in sent
        assert not COLOURS.search(_sent(host, {"NO_COLOR": "1"}))
        old = _sent(host, {"TERM": "vt100"})
        assert not COLOURS.search(old)


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_cannot_move_its_cursor_is_asked_line_by_line(workspace: Path, term: str) -> None:
    path = opened(workspace, mode="open")
    with hosted(path) as host, host.joined(host.code, "-tt", env={"TERM": term}, lines=60) as terminal:
        terminal.wait_for("Enter starts without one.", PATIENCE)
        terminal.send("\r4\r")
        terminal.wait_for("Recorded: ", PATIENCE)
        assert b"\x1b" not in terminal.raw
        terminal.send("\x04")
        terminal.wait_for("To come back", PATIENCE)
        assert terminal.wait_exit(PATIENCE) == 0


def test_a_window_of_any_size_may_change_at_any_time(workspace: Path) -> None:
    """From smaller than can be laid out to larger than is believed, and back, between and during answers."""
    path = opened(workspace, mode="open")
    with hosted(path) as host, host.joined(columns=20, lines=5) as terminal:
        terminal.wait_for("Already started?", PATIENCE)
        terminal.send("\r")
        terminal.wait_gone("Already started?", PATIENCE)
        terminal.resize(80, 24)
        terminal.wait_for("Your code to come back", PATIENCE)
        code = code_on(terminal.text)
        for number, (columns, lines) in enumerate(
            [(400, 120), (20, 5), (9, 2), (1_000, 300), (40, 12), (80, 24)], start=2
        ):
            terminal.resize(columns, lines)
            terminal.send("4")
            if columns >= 40 and lines >= 10:
                terminal.wait_for(f"{number} of 30", PATIENCE)
        terminal.wait_for("7 of 30 · saved", PATIENCE)
        assert code in terminal.text
    assert ballot(path).answers == answered(path, "444444")
