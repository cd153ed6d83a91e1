"""`workshop rate`: answer, on a screen or line by line."""

from __future__ import annotations

import sys

import click

from workshop.cli.options import example, pass_workspace, session_argument
from workshop.language import _
from workshop.store import sealing
from workshop.store.codec import load
from workshop.store.room import Room
from workshop.store.seat import forget, take_seat
from workshop.store.workspace import Workspace
from workshop.ui.terminal import shows_screens

__all__ = ["rate_command"]


@click.command(
    "rate",
    epilog=example(
        "workshop rate north-branch",
        "workshop rate north-branch --plain",
        "workshop rate north-branch --code k7m2-9qxd-4hrt-w",
    ),
)
@session_argument()
@click.option("--plain", is_flag=True, help=_("Question by question, for screen readers and pipes."))
@click.option("--code", help=_("Your code: go on from where you were."))
@click.option("--as-new", is_flag=True, help=_("Somebody else rates on this device now."))
@pass_workspace
def rate_command(workspace: Workspace, session: str, *, plain: bool, code: str | None, as_new: bool) -> None:
    """Rate SESSION, here and now. What you answer is saved at once; come back at any time."""
    path = workspace.find(session)
    if Room(path).number is None and load(path).solo and not load(path).first:
        sealing.open_round(path)  # alone, nobody else has to open it
    if plain or not shows_screens():
        from workshop.plain.rating import rate

        ballot = rate(take_seat(path, code, as_new=as_new), sys.stdin, sys.stdout)
        if ballot.handed_in and load(path).solo and Room(path).presence().joined == 1:
            sealing.close_round(path)
            sealing.close_session(path)
            forget(path)
            click.echo(
                _("You rate alone, so it is counted. Saved in {path}\nResults: workshop show {path2}").format(
                    path=path, path2=path.stem
                )
            )
    else:
        from workshop.ui.app import run_rating

        run_rating(path, code, as_new=as_new)
