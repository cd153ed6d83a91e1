"""Terminals that are not UTF-8, have no colours, or cannot move their cursor; and no terminal at all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.acceptance.people import FULL, ballot, opened, plan, start_rating, values, workshop
from tests.terminal import WORKSHOP, Key, Terminal, run

POOR = [{"LC_ALL": "C"}, {"LANG": "en_US.ISO-8859-1"}, {"LANG": "POSIX"}]
COLOURS = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m")
TITLE = "Bücherei – “Nord” 日本語 ●"


@pytest.mark.parametrize("locale", POOR, ids=lambda locale: "-".join(map("=".join, locale.items())))
def test_without_utf_8_only_ascii_comes_out_on_the_screen(workspace: Path, locale: dict[str, str]) -> None:
    plan(workspace, title=TITLE, depth="quick")
    with Terminal(cwd=workspace, env=locale) as terminal:
        terminal.wait_for('Bucherei - "Nord" ?')
        terminal.send("a")
        start_rating(terminal)
        terminal.send("h")
        terminal.wait_for("any key")
        terminal.send("h43c")
        terminal.wait_for("Your comment on")
        terminal.send("more\r")
        terminal.wait_gone("Your comment on")
        terminal.send("152q")
        terminal.wait_for("Sessions: 1")
        terminal.send("x")
        terminal.wait_for("Delete")
        terminal.send("n")
        terminal.wait_for("Sessions: 1")
        terminal.send("n")
        terminal.wait_for("A new session")
        terminal.send("q")
        terminal.wait_for("Sessions: 1")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.raw.isascii()


@pytest.mark.parametrize("locale", POOR, ids=lambda locale: "-".join(map("=".join, locale.items())))
def test_without_utf_8_only_ascii_comes_out_of_a_pipe(workspace: Path, locale: dict[str, str]) -> None:
    path = plan(workspace, title=TITLE)
    stdin = "".join(f"{line}\n" for line in [*FULL[:5], "c", "äöü – “x” 日", "a", "h", *FULL[5:], "y", ""])
    for argv in (["rate", path.stem, "--plain"], ["show", path.stem], ["check"], ["instrument", "show"]):
        done = run(*argv, cwd=workspace, env=locale, stdin=stdin)
        assert done.returncode == 0, done.stderr
        assert done.stdout.isascii()
        assert "\\x" not in done.stdout
    assert values(path)["comments"][0]["text"] == "äöü – “x” 日"


def test_without_utf_8_json_says_the_same(workspace: Path) -> None:
    plan(workspace, title=TITLE, unit="Bücherei")
    poor = workshop("check", "--json", cwd=workspace, env={"LC_ALL": "C"})
    assert json.loads(poor) == json.loads(workshop("check", "--json", cwd=workspace))
    made = workshop(
        "new", "--title", TITLE, "--unit", "Bücherei", "--json", cwd=workspace, env={"LC_ALL": "C"}
    )
    assert made.isascii()
    assert (workspace / json.loads(made)["file"]).is_file()


def test_answers_typed_as_bytes_that_are_no_text_do_no_harm(workspace: Path) -> None:
    path = opened(workspace)
    done = run("rate", path.stem, "--plain", cwd=workspace, stdin=b"\xff\xfe\n4\n\x00\x1b[31m\n\xc3\n5\n")
    assert done.returncode == 0, done.stderr
    assert list(ballot(path).answers.values()) == [4, 5]


def test_no_color_has_no_colours(workspace: Path) -> None:
    path = plan(workspace, depth="quick")
    with Terminal(cwd=workspace, env={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("Sessions: 1")
        terminal.send("a")
        start_rating(terminal)
        terminal.send("433152")
        terminal.wait_for("6 answered · saved")
        terminal.send("y")
        terminal.wait_for("Handed in")
        terminal.send(Key.ENTER)
        terminal.wait_for("Overview")
        terminal.send("q")
        terminal.wait_for("1 voted")
        terminal.send("q")
        terminal.wait_exit()
        assert not COLOURS.search(terminal.raw), COLOURS.search(terminal.raw)
    assert not path.with_suffix(".room").exists()


def test_with_colours_there_are_colours(workspace: Path) -> None:
    """So that the test above would notice."""
    plan(workspace)
    with Terminal(cwd=workspace) as terminal:
        terminal.wait_for("Sessions: 1")
        assert COLOURS.search(terminal.raw)


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_cannot_move_its_cursor_is_asked_line_by_line(workspace: Path, term: str) -> None:
    path = plan(workspace, depth="quick")
    with Terminal("rate", path.stem, cwd=workspace, env={"TERM": term}) as terminal:
        terminal.wait_for("h is help")
        for number, key in enumerate("433152", start=1):
            terminal.wait_for(f"{number}. Which level")
            terminal.send(f"{key}\r")
        terminal.wait_for("Hand in?")
        terminal.send("q\r")
        assert terminal.wait_exit() == 0
        assert b"\x1b" not in terminal.raw


def test_the_library_says_what_works_where_there_is_no_terminal_for_it(workspace: Path) -> None:
    plan(workspace)
    done = run(cwd=workspace)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "this needs a terminal for full screens" in done.stderr
    assert "workshop rate SESSION --plain" in done.stderr
    with Terminal(cwd=workspace, env={"TERM": "dumb"}) as terminal:
        assert terminal.wait_exit() == 1
        assert "this needs a terminal for full screens" in terminal.text


def test_leading_goes_line_by_line_where_there_is_no_terminal_for_screens(workspace: Path) -> None:
    plan(workspace)
    done = run("run", "north", cwd=workspace)
    assert done.returncode == 0
    assert "next begins." in done.stdout
    with Terminal("run", "north", cwd=workspace, env={"TERM": "dumb"}) as terminal:
        terminal.wait_for("next begins.")
        terminal.send("quit\r")
        assert terminal.wait_exit() == 0
        assert b"\x1b" not in terminal.raw


def test_a_pipe_that_is_closed_early_is_no_error_to_talk_about(workspace: Path) -> None:
    command = f"{WORKSHOP} instrument show | head -1"
    done = run("-c", command, cwd=workspace, program="/bin/sh")
    assert done.stderr == ""
    assert done.stdout.startswith("Are we user-centred?")
