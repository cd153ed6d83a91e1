"""Commands run inside the tests' own process: quick, and with what they raise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from workshop.cli.main import cli

__all__ = ["as_json", "invoke"]


def invoke(workspace: Path, *argv: str, typed: str = "") -> Result:
    """Run a command in ``workspace``; what is no matter of usage is raised."""
    return CliRunner().invoke(
        cli, ["--workspace", str(workspace), *argv], input=typed, catch_exceptions=False, prog_name="workshop"
    )


def as_json(workspace: Path, *argv: str) -> dict[str, Any]:
    """Return the object a command prints with ``--json``."""
    done = invoke(workspace, *argv, "--json")
    assert done.exit_code == 0, done.output
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed
