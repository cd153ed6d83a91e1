"""Two programs on one session, and one code in two programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.acceptance.people import (
    FULL,
    answered,
    ballot,
    ballots,
    code_on,
    counted,
    expected,
    opened,
    plan,
    rate_plainly,
    start_rating,
    workshop,
)
from tests.terminal import Terminal, run
from workshop.store import sealing, sessions


def test_the_older_screen_is_told_and_nothing_of_the_newer_is_lost(workspace: Path) -> None:
    path = opened(workspace)
    with Terminal("rate", path.stem, cwd=workspace) as older:
        start_rating(older)
        older.send("43")
        older.wait_for("3 of 30 · saved")
        with Terminal("rate", path.stem, "--code", code_on(older.text), cwd=workspace) as newer:
            newer.wait_for("3 of 30 · saved")
            newer.send("5")
            newer.wait_for("4 of 30 · saved")
            older.send("1")
            assert older.wait_exit() == 1
            assert "you continued elsewhere" in older.text
            newer.send("25")
            newer.wait_for("6 of 30 · saved")
    assert ballot(path).answers == answered(path, "43525")


def test_the_same_line_by_line(workspace: Path) -> None:
    path = opened(workspace)
    with Terminal("rate", path.stem, "--plain", cwd=workspace) as older:
        older.wait_for("1. In the last")
        older.send("4\r")
        older.wait_for("Recorded: 4, often")
        workshop("rate", path.stem, "--plain", cwd=workspace, stdin="5\n")
        older.send("1\r")
        assert older.wait_exit() == 1
        assert "you continued elsewhere" in older.text
    assert ballot(path).answers == answered(path, "45")


def test_who_still_rates_is_told_that_the_round_was_closed(workspace: Path) -> None:
    path = opened(workspace, mode="open")
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        terminal.send("43")
        terminal.wait_for("3 of 30 · saved")
        workshop("close", path.stem, "--yes", cwd=workspace)
        terminal.send("5")
        assert terminal.wait_exit() == 1
        assert "the round is closed" in terminal.text
        assert "If it was counted, every answer saved before is in it." in terminal.text
    assert counted(path) == expected(path, ["43"])


def test_who_is_typing_a_comment_when_the_round_closes_is_told_as_well(workspace: Path) -> None:
    path = opened(workspace, mode="open")
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        terminal.send("4")
        terminal.wait_for("2 of 30 · saved")
        terminal.send("c")
        terminal.wait_for("Your comment on Strong vision")
        sealing.close_round(path)
        terminal.send("too late\r")
        assert terminal.wait_exit() == 1
        assert "the round is closed" in terminal.text


def test_line_by_line_a_closed_round_is_told(workspace: Path) -> None:
    path = opened(workspace, mode="open")
    with Terminal("rate", path.stem, "--plain", cwd=workspace) as terminal:
        terminal.wait_for("1. In the last")
        terminal.send("4\r")
        terminal.wait_for("Recorded: 4, often")
        sealing.close_round(path)
        terminal.send("4\r")
        assert terminal.wait_exit() == 1
        assert "the round is closed" in terminal.text
        assert terminal.text.count("Recorded") == 1


def test_a_closed_round_takes_nobody_in(workspace: Path) -> None:
    path = opened(workspace, mode="open")
    rate_plainly(path, "4")
    sealing.close_round(path)
    done = run("rate", path.stem, "--plain", cwd=workspace)
    assert done.returncode == 1
    assert "this session is counted" in done.stderr


def test_the_library_follows_what_other_programs_do(workspace: Path) -> None:
    with Terminal(cwd=workspace, columns=100) as terminal:
        terminal.wait_for("No sessions yet")
        path = plan(workspace, title="Planned elsewhere", invited=8, mode="open")
        terminal.wait_for("Planned elsewhere")
        terminal.wait_for("planned ")
        sealing.open_round(path)
        terminal.wait_for(" open ")
        rate_plainly(path, "4")
        sealing.close_round(path)
        terminal.wait_for("1 voted")
        sessions.rename(path, "Renamed elsewhere")
        terminal.wait_for("Renamed elsewhere")
        (path,) = (workspace / "assessments").glob("*.toml")
        path.unlink()
        terminal.wait_for("No sessions yet")


def test_the_library_follows_in_a_workspace_that_is_only_just_being_made(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    with Terminal("--workspace", str(fresh), cwd=tmp_path) as terminal:
        terminal.wait_for("No sessions yet")
        terminal.send("n")
        terminal.wait_for("A new session")
        terminal.send("p")
        terminal.wait_for("Sessions: 1")
        plan(fresh, title="The second", held_on=date(2026, 11, 24))
        terminal.wait_for("The second")


def test_two_people_rate_on_one_device_one_after_the_other(workspace: Path) -> None:
    path = opened(workspace)
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        for number in (1, 2):
            start_rating(terminal)
            terminal.send(FULL)
            terminal.wait_for("30 answered · saved")
            terminal.send("y")
            terminal.wait_for(f"{number} of 8 handed in")
            terminal.send("n")
        start_rating(terminal)
        assert "1 of 30" in terminal.text
    assert sorted(len(each.answers) for each in ballots(path)) == [0, 30, 30]
