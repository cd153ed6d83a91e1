"""One person alone, from nothing to the counted file and its result."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.acceptance.people import (
    FULL,
    counted,
    expected,
    plan,
    rate_plainly,
    start_rating,
    values,
    workshop,
)
from tests.terminal import Key, Terminal, run

QUICK = "43?152"


def only_file(workspace: Path) -> Path:
    (path,) = (workspace / "assessments").glob("*.toml")
    return path


def test_from_an_empty_library_to_the_result_by_keys_alone(workspace: Path) -> None:
    with Terminal(cwd=workspace) as terminal:
        terminal.wait_for("No sessions yet")
        terminal.send("n")
        terminal.wait_for("A new session")
        terminal.send("p")
        terminal.wait_for("planned")
        terminal.send("a")
        start_rating(terminal)
        terminal.send(FULL)
        terminal.wait_for("READY TO HAND IN?")
        terminal.wait_for(re.compile(r"30 answered · saved"))
        terminal.send("y")
        terminal.wait_for("Handed in. Thank you.")
        terminal.send(Key.ENTER)
        terminal.wait_for("Overview")
        terminal.wait_for("Strong vision")
        terminal.send("q")
        terminal.wait_for("1 voted")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    path = only_file(workspace)
    assert counted(path) == expected(path, [FULL])
    assert values(path)["stage"] == "close"
    assert not path.with_suffix(".room").exists()


def test_a_session_planned_by_options_is_rated_by_the_command_and_counted(workspace: Path) -> None:
    workshop("new", "--title", "Just me", "--invited", "1", cwd=workspace)
    path = only_file(workspace)
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        terminal.send(FULL)
        terminal.wait_for("30 answered · saved")
        terminal.send("y")
        terminal.wait_for("Handed in")
        terminal.send(Key.ENTER)
        terminal.wait_for("Overview")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert counted(path) == expected(path, [FULL])


def test_six_keys_are_a_quick_session(workspace: Path) -> None:
    path = plan(workspace, depth="quick")
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        terminal.send(QUICK)
        terminal.wait_for("6 answered · saved")
        terminal.send("y")
        terminal.wait_for("Handed in")
        terminal.send(Key.ENTER)
        terminal.wait_for("Overview")
    assert counted(path) == expected(path, [QUICK])
    assert all(list(items) == ["ladder"] for items in counted(path).values())


@pytest.mark.parametrize(("keys", "depth"), [(FULL, "full"), (QUICK, "quick")])
def test_line_by_line_through_a_pipe_gives_the_same_file(workspace: Path, keys: str, depth: str) -> None:
    path = plan(workspace, depth=depth)
    said = rate_plainly(path, keys, options=())
    assert counted(path) == expected(path, [keys])
    assert said.count("Recorded: ") == len(keys)
    assert f"Saved in {path}" in said


def test_a_pipe_gets_no_escape_code_and_no_control_character(workspace: Path) -> None:
    path = plan(workspace)
    stdin = "".join(f"{key}\n" for key in [*FULL, "y", ""])
    done = run("rate", path.stem, "--plain", cwd=workspace, stdin=stdin)
    assert done.returncode == 0
    assert done.stderr == ""
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.stdout)


def test_without_a_terminal_rating_is_line_by_line_without_being_told(workspace: Path) -> None:
    path = plan(workspace, depth="quick")
    said = workshop("rate", path.stem, cwd=workspace, stdin="4\n")
    assert "Recorded: level 4" in said
    assert "To go on: workshop rate" in said


def test_the_words_read_aloud_for_the_first_question(workspace: Path) -> None:
    """A screen reader hears the attribute, the stem, the statement, its scale; one echo; and the next."""
    path = plan(workspace, words={"user": "patron", "users": "patrons"})
    said = workshop("rate", path.stem, "--plain", cwd=workspace, stdin="4\n")
    _, _, questions = said.partition("h is help.\n")
    assert questions.startswith("""
Attribute 1 of 6: Strong vision.
We share one clear picture of the better future we want for patrons.

1. In the last three months, how often was this true here?
Colleagues explain in their own words where we are heading.
1 never, 2 rarely, 3 sometimes, 4 often, 5 nearly always, 0 not sure
Recorded: 4, often

2. In the last three months, how often was this true here?
When we choose between good ideas, we ask which one fits our vision.
""")
