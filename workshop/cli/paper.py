"""`workshop paper`: a ballot to print."""

from __future__ import annotations

import sys

import click

from workshop.charts.ascii import to_ascii
from workshop.cli.options import example, json_option, pass_workspace, session_argument
from workshop.cli.streams import json_line
from workshop.language import _
from workshop.model.exercises import RATED, ExerciseName
from workshop.store.codec import load
from workshop.store.workspace import Workspace
from workshop.ui.terminal import shows_unicode

__all__ = ["paper_command"]


@click.command("paper", epilog=example("workshop paper north-branch", "workshop paper north-branch | lpr"))
@session_argument()
@click.option("--ascii", "plain", is_flag=True, help=_("Plain ASCII; by itself where need be."))
@click.option("--exercise", type=click.Choice(RATED), help=_("A ballot for this exercise."))
@json_option
@pass_workspace
def paper_command(
    workspace: Workspace, session: str, *, exercise: ExerciseName | None, plain: bool, as_json: bool
) -> None:
    """Print a ballot of SESSION on paper: as text, for any printer. Type it in with t while you lead."""
    from workshop.report.exercises.course import to_rate
    from workshop.report.exercises.paper import exercise_ballot
    from workshop.report.paper import paper_ballot

    found = load(workspace.find(session))
    name = exercise or to_rate(found)
    lines = exercise_ballot(found, name) if name else paper_ballot(found)
    if as_json:
        click.echo(json_line({"lines": lines}))
        return
    if plain or not shows_unicode(sys.stdout):
        lines = tuple(to_ascii(text) for text in lines)
    click.echo("\n".join(lines))
