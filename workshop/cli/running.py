"""`workshop run`: lead a session, on this screen or line by line."""

from __future__ import annotations

import sys

import click

from workshop.cli.options import example, pass_workspace, session_argument
from workshop.language import _
from workshop.store.workspace import Workspace
from workshop.ui.terminal import shows_screens

__all__ = ["run_command"]


@click.command("run", epilog=example("workshop run north-branch", "workshop run north-branch --plain"))
@session_argument()
@click.option("--plain", is_flag=True, help=_("Line by line, for screen readers and pipes."))
@pass_workspace
def run_command(workspace: Workspace, session: str, *, plain: bool) -> None:
    """Lead SESSION on this screen, stage by stage; it opens where it was left."""
    path = workspace.find(session)
    if plain or not shows_screens():
        from workshop.plain.facilitating import facilitate

        facilitate(path, sys.stdin, sys.stdout)
    else:
        from workshop.ui.app import run_room

        run_room(path)
