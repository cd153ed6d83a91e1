"""Killed, left, moved to another machine: one comes back to the same place with the same answers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.acceptance.people import (
    FULL,
    answered,
    ballot,
    code_on,
    counted,
    expected,
    opened,
    plan,
    start_rating,
    workshop,
)
from tests.terminal import WORKSHOP, Terminal, environment, run


@pytest.fixture
def path(workspace: Path) -> Path:
    """An open session of a group."""
    return opened(workspace, mode="open")


@pytest.mark.parametrize("answers", [1, 4, 29, 30])
def test_killed_after_saved_nothing_is_lost_and_one_goes_on_at_the_same_question(
    workspace: Path, path: Path, answers: int
) -> None:
    said = "30 answered · saved" if answers == 30 else f"{answers + 1} of 30 · saved"
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        terminal.send(FULL[:answers])
        terminal.wait_for(said)
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.wait_exit() == -signal.SIGKILL
    assert ballot(path).answers == answered(path, FULL[:answers])
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        terminal.wait_for(said)
        assert ballot(path).answers == answered(path, FULL[:answers])
        terminal.send(FULL[answers:])
        terminal.wait_for("30 answered · saved")
        terminal.send("y")
        terminal.wait_for("Handed in")
    assert ballot(path).answers == answered(path, FULL)
    assert ballot(path).handed_in


def test_killed_in_the_middle_of_many_keys_what_is_on_disk_is_a_beginning_of_them(
    workspace: Path, path: Path
) -> None:
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        terminal.send(FULL[0])
        terminal.wait_for("2 of 30 · saved")
        terminal.send(FULL[1:])
        terminal.wait_for(re.compile(r"\b([3-9]|[12]\d) of 30|\d\d answered"))
        os.kill(terminal.pid, signal.SIGKILL)
    kept = ballot(path).answers
    assert kept == answered(path, FULL[: len(kept)])
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        terminal.wait_for("saved")
        terminal.send(FULL[len(kept) :])
        terminal.wait_for("30 answered · saved")
    assert ballot(path).answers == answered(path, FULL)


def test_killed_line_by_line_after_an_echo_the_answer_is_there(workspace: Path, path: Path) -> None:
    process = subprocess.Popen(
        [WORKSHOP, "rate", path.stem, "--plain"],
        cwd=workspace,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdin
    assert process.stdout
    with process:
        process.stdin.write("4\n2\n")
        process.stdin.flush()
        echoes = 0
        while echoes < 2:
            echoes += process.stdout.readline().startswith("Recorded: ")
        process.kill()
    assert ballot(path).answers == answered(path, "42")
    said = workshop("rate", path.stem, "--plain", cwd=workspace, stdin="5\n")
    assert "You go on where you left." in said
    assert "\n3. In the last three months" in said
    assert "\n1. In the last" not in said
    assert ballot(path).answers == answered(path, "425")


def test_one_leaves_with_q_and_comes_back(workspace: Path, path: Path) -> None:
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        terminal.send("43q")
        assert terminal.wait_exit() == 0
    assert ballot(path).answers == answered(path, "43")
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        terminal.wait_for("3 of 30 · saved")
        terminal.send("b")
        terminal.wait_for(re.compile(r"1 2\[3\]4 5"))


def test_leaving_prints_the_code_to_come_back_with(workspace: Path, path: Path) -> None:
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        code = code_on(terminal.text)
        terminal.send("4q")
        assert terminal.wait_exit() == 0
        assert f"workshop rate {path.stem} --code {code}" in terminal.text.replace("\n", "")


def test_the_window_is_closed_in_the_middle(workspace: Path, path: Path) -> None:
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        terminal.send("432")
        terminal.wait_for("4 of 30 · saved")
        terminal.hang_up()
        assert terminal.wait_exit() != 0
    assert ballot(path).answers == answered(path, "432")


def test_the_code_brings_one_back_from_another_home(workspace: Path, path: Path, tmp_path: Path) -> None:
    elsewhere = {"HOME": str(tmp_path / "other"), "XDG_STATE_HOME": str(tmp_path / "other" / "state")}
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        terminal.send("4315")
        terminal.wait_for("5 of 30 · saved")
        code = code_on(terminal.text)
        terminal.send("q")
        terminal.wait_exit()
    with Terminal("rate", path.stem, "--code", code.upper(), cwd=workspace, env=elsewhere) as terminal:
        terminal.wait_for("5 of 30 · saved")
        terminal.send("5q")
        terminal.wait_exit()
    assert ballot(path).answers == answered(path, "43155")
    said = workshop("rate", path.stem, "--plain", "--code", code.replace("-", ""), cwd=workspace, stdin="")
    assert "\n6. " in said


def test_a_code_nobody_has_is_refused_and_makes_no_ballot(workspace: Path, path: Path) -> None:
    done = run("rate", path.stem, "--plain", "--code", "0000-0000-0000-0", cwd=workspace)
    assert done.returncode == 1
    assert "nobody in this round has that code" in done.stderr
    with Terminal("rate", path.stem, "--code", "../../etc/passwd", cwd=workspace) as terminal:
        assert terminal.wait_exit() == 1
        assert "nobody in this round has that code" in terminal.text
    assert workshop("close", path.stem, "--yes", cwd=workspace, code=1) == ""


def test_a_solo_session_begun_line_by_line_is_finished_on_the_screen(workspace: Path) -> None:
    path = plan(workspace)
    stdin = "".join(f"{key}\n" for key in FULL[:10])
    workshop("rate", path.stem, "--plain", cwd=workspace, stdin=stdin)
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        terminal.wait_for("11 of 30 · saved")
        terminal.send(FULL[10:])
        terminal.wait_for("30 answered · saved")
        terminal.send("y")
        terminal.wait_for("Handed in")
        terminal.send("\r")
        terminal.wait_for("Overview")
    assert counted(path) == expected(path, [FULL])
