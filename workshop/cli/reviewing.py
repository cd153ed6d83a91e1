"""`workshop review`: comments, read before anybody else sees them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from workshop.cli.options import example, json_option, pass_workspace, session_argument
from workshop.cli.streams import json_line
from workshop.language import _
from workshop.model.session import Session
from workshop.report.unseen import about_what
from workshop.store import reviewing
from workshop.store.codec import load
from workshop.store.room import PendingComment, Room
from workshop.store.workspace import Workspace

__all__ = ["review_command"]


@click.command("review", epilog=example("workshop review north-branch"))
@session_argument()
@json_option
@pass_workspace
def review_command(workspace: Workspace, session: str, *, as_json: bool) -> None:
    """Review the comments of SESSION, one by one: keep, drop, or set aside with a reason.

    Do this away from the shared screen. Set aside what is aimed at a person: the room hears only how many,
    and why. With --json nothing is asked: what waits is printed, with how many were kept and set aside.
    """
    path = workspace.find(session)
    kept, pending = load(path), reviewing.waiting(path)
    if as_json:
        click.echo(json_line(_as_json(kept, pending)))
    elif pending:
        _review(path, pending)
    else:
        click.echo(_("No comment waits for review."))


def _as_json(session: Session, pending: Sequence[PendingComment]) -> dict[str, object]:
    return {
        "waiting": [
            {"id": comment.id, "attribute": comment.attribute, "text": comment.text} for comment in pending
        ],
        "kept": len(session.comments),
        "set_aside": [{"reason": each.reason, "count": each.count} for each in session.set_aside],
    }


def _review(path: Path, pending: Sequence[PendingComment]) -> None:
    session = load(path)
    click.echo(
        _("{pending} comments, in no order. Could someone guess who wrote one? Then set it aside.").format(
            pending=len(pending)
        )
    )
    for number, comment in enumerate(pending, start=1):
        if comment not in Room(path).pending():
            continue  # decided meanwhile, on the shared screen
        click.echo(
            "\n"
            + _("{number} of {pending}, about {names}:\n{text}").format(
                number=number, pending=len(pending), names=about_what(session, comment), text=comment.text
            )
        )
        if not _settled(path, comment):
            click.echo(reviewing.DECIDED_ELSEWHERE)
    left = len(Room(path).pending())
    said = _("All reviewed. To end the session: workshop close {path}").format(path=path.stem)
    click.echo("\n" + (_("{left} left for later.").format(left=left) if left else said))


def _settled(path: Path, comment: PendingComment) -> bool:
    """Ask what becomes of ``comment`` and do it; return whether it was still to be decided."""
    choice = click.prompt(_("keep, drop, aside, later"), type=click.Choice(["k", "d", "a", "l"]), default="l")
    match choice:
        case "k":
            return reviewing.keep(path, comment)
        case "d":
            return reviewing.drop(path, comment)
        case "a":
            why = click.prompt(_("Why, in a few words"), default=_("aimed at a person"))
            return reviewing.set_aside(path, comment, why)
        case _:
            return True
