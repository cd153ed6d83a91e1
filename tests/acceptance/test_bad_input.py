"""What people do to a workspace by hand: it is told with its place, and left as it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.people import FULL, answered, ballot, opened, plan, workshop
from tests.terminal import WORKSHOP, Terminal, environment, run

BROKEN: dict[str, tuple[str | bytes, str]] = {
    "syntax": ('format = 1\ntitle = "no end\n', ":2:"),
    "unknown-key": ("format = 1\ntitel = 1\n", ""),
    "newer": ("format = 2\n", ":1"),
    "empty": ("", ""),
    "not-utf8": (b'format = 1\ntitle = "\xff"\n', ":2"),
    "escape": ('format = 1\ntitle = "a\\u001b[31m"\nx = [\n', ":"),
}


@pytest.fixture
def broken(workspace: Path) -> dict[Path, bytes]:
    """A good session, and beside it files that are none, with what stands in them."""
    plan(workspace, title="The good one")
    folder = workspace / "assessments"
    files = {}
    for name, (content, _) in BROKEN.items():
        path = folder / f"2026-01-01-{name}.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        files[path] = path.read_bytes()
    (folder / "2026-01-02-folder.toml").mkdir()
    return files


def test_the_library_lists_broken_files_beside_the_good_one(
    workspace: Path, broken: dict[Path, bytes]
) -> None:
    with Terminal(cwd=workspace, columns=120) as terminal:
        rows = terminal.wait_for(lambda rows: sum("cannot read" in row for row in rows) == len(broken) + 1)
        assert any("The good one" in row for row in rows)
        for path in broken:
            assert any(path.name in row for row in rows)
        for key in ("\r", "a", "e", "t", "d", "o", "c", "r"):
            terminal.send(f"g{key}")
            terminal.wait_for("-folder.toml")
        terminal.send("g")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert "Traceback" not in terminal.text
    assert {path: path.read_bytes() for path in broken} == broken


def test_check_names_file_line_and_what_would_be_right(workspace: Path, broken: dict[Path, bytes]) -> None:
    done = run("check", cwd=workspace)
    assert done.returncode == 1
    assert f"1 of {len(broken) + 2} files are good." in done.stdout
    for name, (_, line) in BROKEN.items():
        assert f"2026-01-01-{name}.toml{line}" in done.stdout
    assert "\x1b" not in done.stdout
    assert {path: path.read_bytes() for path in broken} == broken


def test_check_as_json(workspace: Path, broken: dict[Path, bytes]) -> None:
    done = run("check", "--json", cwd=workspace)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["checked"] == len(broken) + 2
    (syntax,) = [each for each in told["problems"] if "syntax" in each["file"]]
    assert syntax["line"] == 2
    assert syntax["column"]
    assert syntax["hint"]


def test_check_one_good_file_among_bad_ones(workspace: Path, broken: dict[Path, bytes]) -> None:
    (good,) = [path for path in (workspace / "assessments").glob("*good*") if path.is_file()]
    assert workshop("check", str(good), cwd=workspace) == "1 of 1 files are good.\n"


def test_no_command_changes_a_broken_file(workspace: Path, broken: dict[Path, bytes]) -> None:
    for command in (["open"], ["close", "--yes"], ["rate", "--plain"], ["show"], ["review"]):
        done = run(command[0], "2026-01-01-syntax", *command[1:], cwd=workspace)
        assert done.returncode == 1, command
        assert "2026-01-01-syntax.toml:2" in done.stderr, command
        assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in broken} == broken


def test_a_ballot_that_was_damaged_by_hand_stops_the_count(workspace: Path) -> None:
    path = opened(workspace, mode="open")
    workshop("rate", path.stem, "--plain", "--as-new", cwd=workspace, stdin="4\n")
    workshop("rate", path.stem, "--plain", "--as-new", cwd=workspace, stdin="5\n")
    damaged = next(path.with_suffix(".room").glob("round-1.ballots/*.jsonl"))
    content = damaged.read_bytes()
    damaged.write_bytes(b'{"format":1,"answers":7}\n')
    done = run("close", path.stem, "--yes", cwd=workspace)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert damaged.name in done.stderr
    (still,) = path.parent.rglob(damaged.name)
    still.write_bytes(content)
    assert "2 voted" in workshop("close", path.stem, "--yes", cwd=workspace)


@pytest.mark.parametrize(
    "argv",
    [
        ["nonsense"],
        ["rate"],
        ["new", "--invited", "none"],
        ["new", "--title", "x", "--mode", "secret"],
        ["new", "--title", "x", "--threshold", "2"],
        ["new", "--title", "x", "--threshold", "9999999"],
        ["new", "--title", "x" * 300],
        ["new", "--title", "x", "--held-on", "23.11.2026"],
        ["new", "--title", "x", "--groups", "Role: only one"],
        ["new", "--title", ""],
        ["new", "--title", "\x1b[31m\x1b[0m"],
        ["open", "x", "--mode", "secret"],
        ["rate", "x", "--colour"],
        ["completion", "tcsh"],
        ["instrument", "copy"],
        ["--workspace"],
    ],
    ids=lambda argv: " ".join(argv)[:40],
)
def test_wrong_usage_ends_with_two_and_makes_nothing(workspace: Path, argv: list[str]) -> None:
    done = run(*argv, cwd=workspace)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr
    assert list((workspace / "assessments").iterdir()) == []


def test_a_session_that_is_not_there_is_told_with_the_names_there_are(workspace: Path) -> None:
    plan(workspace, title="North")
    plan(workspace, title="South")
    for command in ("open", "close", "rate", "review", "show"):
        done = run(command, "west", cwd=workspace)
        assert done.returncode == 1
        assert 'fits "west"' in done.stderr
        assert "2026-11-23-north" in done.stderr
        assert "2026-11-23-south" in done.stderr
    done = run("open", "2026-11-23", cwd=workspace)
    assert done.returncode == 1
    assert "several sessions fit" in done.stderr


def test_the_workspace_is_named_before_or_after_the_command(workspace: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for number, argv in enumerate(
        (["--workspace", str(workspace), "new"], ["new", "--workspace", str(workspace)]), start=1
    ):
        workshop(*argv, "--title", f"Session {number}", cwd=elsewhere)
        assert len(list((workspace / "assessments").glob("*.toml"))) == number
    done = run("--workspace", str(elsewhere), "check", "--workspace", str(workspace), cwd=elsewhere)
    assert "2 of 2" in done.stdout
    assert list(elsewhere.iterdir()) == []


def test_where_sessions_are_without_naming_a_workspace(tmp_path: Path, home: Path) -> None:
    """The folder one is in, when it has assessments/; WORKSHOP_DIR; the data folder; in that order."""
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    told = json.loads(workshop("new", "--title", "a", "--json", cwd=here))
    assert Path(told["file"]).is_relative_to(home / ".local" / "share" / "workshop" / "assessments")
    env = {"WORKSHOP_DIR": str(there)}
    told = json.loads(workshop("new", "--title", "b", "--json", cwd=here, env=env))
    assert Path(told["file"]).is_relative_to(there / "assessments")
    (here / "assessments").mkdir()
    workshop("new", "--title", "c", cwd=here, env=env)
    assert [path.stem[11:] for path in (here / "assessments").iterdir()] == ["c"]
    with Terminal("--workspace", str(there), cwd=tmp_path, columns=120) as terminal:
        terminal.wait_for(str(there / "assessments"))


# Root may write anywhere: a program that shall be refused gives that right up first.
_WITHOUT_RIGHTS = """
import ctypes, os, sys
for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    ctypes.CDLL(None).prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP
os.execv(sys.argv[1], sys.argv[1:])
"""
refused = pytest.mark.skipif(
    os.geteuid() == 0 and sys.platform != "linux",
    reason="root may write anywhere, and only Linux can stop it",
)


def as_anybody(*argv: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command as somebody to whom permissions apply."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", _WITHOUT_RIGHTS, str(WORKSHOP), *argv],
        cwd=cwd,
        env=environment(),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


@refused
def test_a_workspace_one_may_only_read(workspace: Path) -> None:
    path = opened(workspace, mode="open")
    workshop("rate", path.stem, "--plain", cwd=workspace, stdin="4\n")
    planned = plan(workspace, title="Planned", invited=8)
    before = {each: each.read_bytes() for each in workspace.rglob("*") if each.is_file()}
    folders = [each for each in [workspace, *workspace.rglob("*")] if each.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    try:
        for argv in (
            ["new", "--title", "x"],
            ["open", planned.stem],
            ["close", path.stem, "--yes"],
            ["rate", path.stem, "--plain"],
            ["rate", path.stem, "--plain", "--as-new"],
            ["instrument", "copy", "--name", "our-own"],
        ):
            done = as_anybody(*argv, cwd=workspace, stdin="4\n")
            assert done.returncode == 1, (argv, done)
            assert done.stderr.startswith("workshop: "), (argv, done.stderr)
            assert "ermission" in done.stderr
            assert "Traceback" not in done.stderr
        assert as_anybody("check", cwd=workspace).returncode == 0
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert before == {each: each.read_bytes() for each in workspace.rglob("*") if each.is_file()}


@refused
def test_a_session_one_may_not_read_is_listed_with_the_reason(workspace: Path) -> None:
    path = plan(workspace)
    path.chmod(0)
    done = as_anybody("check", cwd=workspace)
    assert done.returncode == 1
    assert path.name in done.stdout
    assert "ermission" in done.stdout
    path.chmod(0o600)


def test_a_home_that_cannot_be_written_does_not_stop_anybody(workspace: Path, tmp_path: Path) -> None:
    path = opened(workspace)
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the home should be")
    env = {"HOME": str(blocked), "XDG_STATE_HOME": str(blocked / "state")}
    workshop("rate", path.stem, "--plain", cwd=workspace, stdin="4\n", env=env)
    with Terminal("rate", path.stem, cwd=workspace, env=env) as terminal:
        terminal.wait_for("Enter start")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    first = list(path.with_suffix(".room").glob("round-1.ballots/*.jsonl"))
    assert len(first) == 2  # nobody is remembered there


def test_a_session_whose_instrument_was_changed_while_people_rate_is_not_counted(workspace: Path) -> None:
    path = opened(workspace, mode="open")
    workshop("rate", path.stem, "--plain", cwd=workspace, stdin=f"{FULL[0]}\n")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Colleagues explain in their own words", "Bosses tell us"), encoding="utf-8")
    done = run("close", path.stem, "--yes", cwd=workspace)
    assert done.returncode == 1
    assert "the instrument was changed while the round was open" in done.stderr
    assert ballot(path).answers == answered(path, FULL[0])
