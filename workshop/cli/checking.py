"""`workshop check`: is everything in these files as it should be."""

from __future__ import annotations

from pathlib import Path

import click

from workshop.cli.options import example, json_option, pass_workspace
from workshop.cli.streams import json_line
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.store.codec import problems
from workshop.store.workspace import Workspace

__all__ = ["check_command", "error_as_json"]


@click.command(
    "check", epilog=example("workshop check", "workshop check assessments/2026-11-23-north-branch.toml")
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@json_option
@pass_workspace
def check_command(workspace: Workspace, files: tuple[Path, ...], *, as_json: bool) -> None:
    """Validate session and instrument FILEs; without any, all of the workspace. Nothing is changed."""
    wanted = files or (*workspace.files(), *sorted(workspace.instruments.glob("*.toml")))
    found = {path: problems(path) for path in wanted}
    wrong = [error for errors in found.values() for error in errors]
    if as_json:
        click.echo(json_line({"checked": len(found), "problems": list(map(error_as_json, wrong))}))
    else:
        for error in wrong:
            click.echo(str(error))
        good = sum(not errors for errors in found.values())
        click.echo(_("{good} of {found} files are good.").format(good=good, found=len(found)))
    if wrong:
        raise click.exceptions.Exit(1)


def error_as_json(error: WorkshopError) -> dict[str, object]:
    """Return what was found, where, and what would be right, as ``--json`` prints it."""
    where = error.where
    return {
        "file": where.file if where else None,
        "line": where.line if where else None,
        "column": where.column if where else None,
        "found": error.message,
        "hint": error.hint,
    }
