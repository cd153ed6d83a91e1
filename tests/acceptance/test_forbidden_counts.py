"""A session typed by hand holds counts below its own threshold: no command shows them, all say the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.samples import SAMPLES, copy_samples
from tests.terminal import run

FEW = "1 2 1 0 0 | 6"
SAID = "4 answers, and this confidential session shows none from fewer than 5"


@pytest.fixture
def typed(workspace: Path) -> Path:
    """The samples, and one more by hand in which four gave a level to one question."""
    copy_samples(workspace)
    text = SAMPLES[-1].read_text().replace("held_on = 2026-11-18", "held_on = 2026-11-27")
    lines = text.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("ladder = ") and "|" in line)
    lines[at] = f'ladder = "{FEW}"\n'
    path = workspace / "assessments" / "2026-11-27-typed.toml"
    path.write_text("".join(lines))
    return path


COMMANDS: dict[str, list[str]] = {
    "show": ["show", "FILE"],
    "show --json": ["show", "FILE", "--json"],
    "check": ["check", "FILE"],
    "compare": ["compare", "OTHER", "FILE"],
    "export": ["export", "FILE", "--to", "md"],
    "export to a data set": ["export", "--all", "--to", "parquet"],
    "merge": ["merge", "OTHER", "FILE"],
    "trends": ["trends"],
    "run": ["run", "FILE", "--plain"],
    "open": ["open", "FILE"],
    "review": ["review", "FILE"],
    "host": ["host", "FILE"],
    "new": ["new", "--like", "FILE"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_shows_them_and_each_says_why(typed: Path, name: str) -> None:
    places = {"FILE": str(typed), "OTHER": str(typed.parent / SAMPLES[-1].name)}
    before = {path: path.read_bytes() for path in typed.parent.glob("*.toml")}
    argv = [places.get(word, word) for word in COMMANDS[name]]
    done = run(*argv, cwd=typed.parent.parent)
    told = " ".join((done.stdout + done.stderr).split())
    assert SAID in told
    assert FEW not in told
    assert "[1, 2, 1, 0, 0]" not in told
    assert {path: path.read_bytes() for path in typed.parent.glob("*.toml")} == before


def test_the_tables_of_trends_name_it_among_what_cannot_be_read(typed: Path) -> None:
    told = json.loads(run("trends", "--json", cwd=typed.parent.parent).stdout)
    assert told["unreadable"] == [f"assessments/{typed.name}"]
    assert typed.name not in json.dumps(told["units"])


def test_once_it_is_hidden_it_is_a_session_like_any_other(typed: Path) -> None:
    typed.write_text(typed.read_text().replace(FEW, "hidden"))
    assert run("show", str(typed), cwd=typed.parent).returncode == 0


def test_of_an_open_session_it_is_shown(typed: Path) -> None:
    typed.write_text(typed.read_text().replace('mode = "confidential"', 'mode = "open"'))
    assert run("show", str(typed), cwd=typed.parent).returncode == 0
