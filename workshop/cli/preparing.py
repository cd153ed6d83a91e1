"""`workshop invite` and `workshop guide`: what is sent, and what is printed, before a workshop."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from workshop.charts.ascii import to_ascii
from workshop.cli.options import as_date, example, json_option, pass_workspace, session_argument
from workshop.cli.streams import json_line
from workshop.language import _
from workshop.store.codec import load
from workshop.store.workspace import Workspace
from workshop.ui.terminal import speaks_unicode

__all__ = ["guide_command", "invite_command"]


@click.command(
    "invite",
    epilog=example(
        "workshop invite north-branch --deadline 2026-12-04",
        'workshop invite north-branch --join "ssh -p 2222 CODE@our-machine"',
    ),
)
@session_argument()
@click.option("--join", default="", metavar="COMMAND", help=_("How people join from their own machine."))
@click.option("--deadline", metavar="DATE", help=_("Until when; default the day of the workshop."))
@click.option("--ascii", "plain", is_flag=True, help=_("Plain ASCII; by itself where need be."))
@json_option
@pass_workspace
def invite_command(
    workspace: Workspace, session: str, *, join: str, deadline: str | None, plain: bool, as_json: bool
) -> None:
    """Print a mail that invites people to SESSION: what for, how long, who sees what, how to join."""
    from workshop.report.invite import invite

    mail = invite(load(workspace.find(session)), join=join, deadline=as_date(deadline))
    if as_json:
        click.echo(json_line({"subject": mail.subject, "body": "\n".join(mail.body)}))
        return
    _print((_("Subject: {subject}").format(subject=mail.subject), "", *mail.body), plain=plain)


@click.command(
    "guide",
    epilog=example("workshop guide north-branch", "workshop guide north-branch | lpr"),
)
@session_argument()
@click.option("--ascii", "plain", is_flag=True, help=_("Plain ASCII; by itself where need be."))
@json_option
@pass_workspace
def guide_command(workspace: Workspace, session: str, *, plain: bool, as_json: bool) -> None:
    """Print the words to read aloud at SESSION, stage by stage, with the minutes of its agenda."""
    from workshop.report.guide import guide
    from workshop.report.pages import lines

    parts = guide(load(workspace.find(session)))
    if as_json:
        found = [{"title": part.title, "to_do": part.paragraphs, "words": part.points} for part in parts]
        click.echo(json_line({"parts": found}))
        return
    _print(lines(parts), plain=plain)


def _print(lines: Sequence[str], *, plain: bool) -> None:
    plain = plain or not speaks_unicode(os.environ, sys.stdout.encoding)
    click.echo("\n".join(to_ascii(line) if plain else line for line in lines))
