"""`workshop review`: comments, read before anybody else sees them."""

from __future__ import annotations

import click

from workshop.cli.options import example, pass_workspace, session_argument
from workshop.store import reviewing
from workshop.store.codec import load
from workshop.store.room import Room
from workshop.store.workspace import Workspace

__all__ = ["review_command"]


@click.command("review", epilog=example("workshop review north-branch"))
@session_argument()
@pass_workspace
def review_command(workspace: Workspace, session: str) -> None:
    """Review the comments of SESSION, one by one: keep, drop, or set aside with a reason.

    Do this away from the shared screen. Set aside what is aimed at a person: the room hears only how many,
    and why.
    """
    path = workspace.find(session)
    names = {attribute.id: attribute.name for attribute in load(path).instrument.attributes}
    pending = Room(path).pending() if Room(path).exists else ()
    if not pending:
        click.echo("No comment waits for review.")
        return
    click.echo(f"{len(pending)} comments, in no order. Could someone guess who wrote one? Then set it aside.")
    for number, comment in enumerate(pending, start=1):
        click.echo(f"\n{number} of {len(pending)}, about {names[comment.attribute]}:\n{comment.text}")
        choice = click.prompt(
            "keep, drop, aside, later", type=click.Choice(["k", "d", "a", "l"]), default="l"
        )
        match choice:
            case "k":
                reviewing.keep(path, comment)
            case "d":
                reviewing.drop(path, comment)
            case "a":
                reviewing.set_aside(
                    path, comment, click.prompt("Why, in a few words", default="aimed at a person")
                )
    left = len(Room(path).pending())
    click.echo(
        f"\n{left} left for later."
        if left
        else f"\nAll reviewed. To end the session: workshop close {path.stem}"
    )
