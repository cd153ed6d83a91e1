"""`workshop open` and `workshop close`: a round without a screen, for groups that rate in their own time."""

from __future__ import annotations

from pathlib import Path

import click

from workshop.cli.options import example, json_option, pass_workspace, session_argument
from workshop.cli.streams import json_line
from workshop.errors import WorkshopError, legible
from workshop.language import _, n_
from workshop.model.exercises import RATED, ExerciseName
from workshop.model.session import Mode, Session
from workshop.report.exercises.course import to_rate
from workshop.store import sealing
from workshop.store.codec import load
from workshop.store.room import Presence, Room
from workshop.store.seat import forget
from workshop.store.workspace import Workspace

__all__ = ["close_command", "open_command"]


@click.command("open", epilog=example("workshop open north-branch", "workshop open north-branch --mode open"))
@session_argument()
@click.option(
    "--mode", type=click.Choice(["confidential", "open"]), help=_("Change the mode before anyone votes.")
)
@click.option("--exercise", type=click.Choice(RATED), help=_("Open the round about this exercise."))
@json_option
@pass_workspace
def open_command(
    workspace: Workspace, session: str, *, mode: Mode | None, exercise: ExerciseName | None, as_json: bool
) -> None:
    """Open the round of SESSION, or that of its next exercise: from now on people can rate."""
    path = workspace.find(session)
    name = exercise or to_rate(load(path))
    opened = sealing.open_exercise(path, name, mode) if name else sealing.open_round(path, mode)
    if as_json:
        click.echo(json_line({"file": str(path), "stage": opened.stage, "mode": opened.mode}))
        return
    click.echo(_("Open: {title} ({path})").format(title=opened.title, path=path))
    click.echo(_promise(opened))
    click.echo(
        _("Rate: workshop rate {path}\nCount, when all are done: workshop close {path}").format(
            path=path.stem
        )
    )


@click.command("close", epilog=example("workshop close north-branch", "workshop close north-branch --yes"))
@session_argument()
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option("--destroy", is_flag=True, help=_("Destroy the ballots uncounted instead, for good."))
@click.option(
    "--give-up-comments", is_flag=True, help=_("Close although comments wait for review; they are lost.")
)
@json_option
@pass_workspace
def close_command(
    workspace: Workspace, session: str, *, yes: bool, destroy: bool, give_up_comments: bool, as_json: bool
) -> None:
    """Count the open round of SESSION; when it is counted, close the session itself."""
    path = workspace.find(session)
    room = Room(path)
    if not room.exists:
        _say_why_closed(path)
    if destroy:
        _confirm(
            yes,
            _("Destroy {started} ballots, uncounted and for good?").format(started=room.presence().started),
        )
        _report(path, sealing.destroy_round(path), _("Destroyed, uncounted"), as_json=as_json)
    elif room.number is None:
        _report(
            path, sealing.close_session(path, give_up_comments=give_up_comments), _("Closed"), as_json=as_json
        )
    else:
        presence = _confirm_count(path, room, yes=yes)
        counted = sealing.close_round(path)
        if not room.pending() and counted.solo and counted.stage != "exercises":
            counted = sealing.close_session(path)
        _report(
            path, counted, _("Counted: {to_count} voted").format(to_count=presence.to_count), as_json=as_json
        )
    forget(path)


def _confirm_count(path: Path, room: Room, *, yes: bool) -> Presence:
    presence = room.presence()
    session = load(path)
    for warning in sealing.warnings(session, presence.to_count):
        click.echo(warning, err=True)
    unfinished = presence.to_count - presence.handed_in
    also = (
        _(", {unfinished} unfinished with at least one answer count too").format(unfinished=unfinished)
        if unfinished
        else ""
    )
    _confirm(
        yes,
        _("{joined} joined, {handed_in} handed in{also}. Close the round and count?").format(
            joined=presence.joined, handed_in=presence.handed_in, also=also
        ),
    )
    return presence


def _confirm(yes: bool, question: str) -> None:
    if not yes:
        click.confirm(question, abort=True, err=True)


def _report(path: Path, session: Session, said: str, *, as_json: bool) -> None:
    waiting = len(Room(path).pending()) if Room(path).exists else 0
    if as_json:
        outcome = {
            "file": str(path),
            "stage": session.stage,
            "voted": session.voted,
            "comments_waiting": waiting,
        }
        click.echo(json_line(outcome))
        return
    click.echo(_("{said}. Saved in {path}").format(said=said, path=legible(path)))
    if waiting:
        wait = n_(
            "1 comment waits: workshop review {path}", "{n} comments wait: workshop review {path}", waiting
        )
        click.echo(wait.format(path=path.stem))
    if session.first or session.exercises.rounds:
        click.echo(_("Results: workshop show {path}").format(path=path.stem))


def _say_why_closed(path: Path) -> None:
    if load(path).counted_numbers:
        raise WorkshopError(
            _("this session is counted and closed"), _("Results: workshop show {path}").format(path=path.stem)
        )
    raise WorkshopError(_("no round is open"), _("To open it: workshop open {path}").format(path=path.stem))


def _promise(session: Session) -> str:
    if session.mode == "open":
        return _("Open mode: every count is shown, however few answer.")
    return _(
        "Confidential: nothing is shown from fewer than {threshold} answers; if all answer "
        "alike, everyone knows. A session keeps the count, never the ballot."
    ).format(threshold=session.threshold)
