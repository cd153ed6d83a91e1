"""From the library to results and comparisons, in a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal import Key, Terminal


def test_a_result_is_two_keys_from_the_shell(samples: Path) -> None:
    with Terminal(cwd=samples) as terminal:
        terminal.wait_for("Sessions: 3")
        terminal.send(Key.ENTER)
        terminal.wait_for("1 Overview")
        terminal.wait_for("c shows what moved since")
        terminal.send("jj" + Key.ENTER)
        terminal.wait_for("Clear purpose   question 1 of 5")
        terminal.send(Key.ESCAPE)
        terminal.wait_for("1 Overview")
        terminal.send("c")
        terminal.wait_for("North branch: what moved")
        terminal.send("bb")
        terminal.wait_for("Sessions: 3")


def test_keys_typed_ahead_reach_the_screen_they_are_meant_for(samples: Path) -> None:
    """Over a slow line several keys arrive at once; a screen is left once, however often b is pressed."""
    with Terminal(cwd=samples) as terminal:
        terminal.wait_for("Sessions: 3")
        terminal.send(Key.ENTER)
        terminal.wait_for("1 Overview")
        terminal.send("cjj" + Key.ENTER)
        terminal.wait_for("‹ all   Clear purpose")
        terminal.send("bbbbbb")
        terminal.wait_for("Sessions: 3")
        terminal.send(Key.ENTER)
        terminal.wait_for("1 Overview")


def test_three_marked_sessions_are_compared(samples: Path) -> None:
    with Terminal(cwd=samples) as terminal:
        terminal.wait_for("Sessions: 3")
        terminal.send("   ")
        terminal.wait_for("3 marked")
        terminal.send("c")
        terminal.wait_for("3 sessions")
        terminal.wait_for("mean of round 1")


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1", "LC_ALL": "C"}])
def test_a_terminal_without_utf8_gets_ascii_alone(samples: Path, env: dict[str, str]) -> None:
    with Terminal(cwd=samples, env=env) as terminal:
        terminal.wait_for("Sessions: 3")
        for keys, seen in ((Key.ENTER, "1 Overview <"), ("4", "rim: level 5"), ("c", "no clear change")):
            terminal.send(keys)
            assert "\n".join(terminal.wait_for(seen)).isascii()
        assert terminal.raw.isascii()
