"""The command group: it imports a command when that is asked for, and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli.words import as_json, invoke
from tests.model.build import plan
from workshop.cli.main import COMMANDS, cli
from workshop.store import sessions


def test_every_command_there_is_can_be_got() -> None:
    context = click.Context(cli)
    assert cli.list_commands(context) == list(COMMANDS)
    assert all(cli.get_command(context, name) for name in COMMANDS)
    assert cli.get_command(context, "nonsense") is None


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["completion", "bash"]])
def test_a_short_answer_loads_neither_screens_nor_models(words: list[str]) -> None:
    script = (
        f"import sys; sys.argv = ['workshop', *{words!r}]\n"
        "from workshop.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "sys.exit(bool({'textual', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done


def test_trends_load_neither_screens_nor_models() -> None:
    """Of ten thousand sessions nothing is validated: importing what could takes as long as reading them."""
    code = "import sys, workshop.cli.trends; sys.exit(bool({'textual', 'pydantic'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_check_counts_sessions_and_instruments(workspace: Path) -> None:
    assert as_json(workspace, "check") == {"checked": 0, "problems": []}
    sessions.create(plan(), workspace / "assessments")
    invoke(workspace, "instrument", "copy", "--name", "own")
    assert invoke(workspace, "check").stdout == "2 of 2 files are good.\n"
    done = invoke(workspace, "check", str(workspace / "none.toml"))
    assert done.exit_code == 1
    assert "none.toml" in done.stdout


def test_instruments_are_listed_and_shown(workspace: Path) -> None:
    invoke(workspace, "instrument", "copy", "--name", "own")
    listed = as_json(workspace, "instrument", "list")["instruments"]
    assert {"own", "user-centred"} <= {each["id"] for each in listed}
    said = invoke(workspace, "instrument", "show").stdout
    assert said.count("\n  - ") == 24
    assert said.count("\n  1. ") == 6
    assert as_json(workspace, "instrument", "show", "own")["id"] == "own"
