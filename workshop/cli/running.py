"""`workshop run`: lead a session on this screen."""

from __future__ import annotations

import click

from workshop.cli.options import example, pass_workspace, session_argument
from workshop.store.workspace import Workspace

__all__ = ["run_command"]


@click.command("run", epilog=example("workshop run north-branch"))
@session_argument()
@pass_workspace
def run_command(workspace: Workspace, session: str) -> None:
    """Lead SESSION on this screen, stage by stage; it opens where it was left."""
    from workshop.ui.app import run_room

    run_room(workspace.find(session))
