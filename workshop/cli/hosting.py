"""`workshop host`: let participants in over SSH."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from textwrap import indent
from typing import TYPE_CHECKING, Final

import click

from workshop.cli.options import example, json_option, pass_workspace, session_argument
from workshop.cli.streams import json_line
from workshop.language import _
from workshop.store import sealing
from workshop.store.codec import load
from workshop.store.workspace import Workspace
from workshop.ui.terminal import shows_unicode

if TYPE_CHECKING:
    from workshop.report.join import Join

__all__ = ["host_command"]

_ONLY_HERE: Final = _("Only this machine can join: --bind 0.0.0.0 lets others in.")


@click.command(
    "host",
    epilog=example(
        "workshop host north-branch --open --bind 0.0.0.0",
        "workshop host north-branch --port 0 --json",
        "workshop host north-branch --codes 12",
    ),
)
@session_argument()
@click.option("--open", "opens", is_flag=True, help=_("Open the rating first."))
@click.option(
    "--bind", default="127.0.0.1", show_default=True, help=_("The address to listen on; 0.0.0.0 is all.")
)
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=2222, show_default=True, help=_("0 takes a free one.")
)
@click.option(
    "--per-address",
    type=click.IntRange(1),
    default=64,
    show_default=True,
    help=_("Connections from one address."),
)
@click.option(
    "--most", type=click.IntRange(1), default=2_000, show_default=True, help=_("Connections altogether.")
)
@click.option(
    "--codes", type=click.IntRange(1, 1_000), help=_("Print so many one-use codes as slips, and end.")
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"]),
    help=_(
        "Stop then, in local time, or at the end of that day; until then a closed session can be read by "
        "those who were in."
    ),
)
@json_option
@pass_workspace
def host_command(
    workspace: Workspace,
    session: str,
    *,
    opens: bool,
    bind: str,
    port: int,
    per_address: int,
    most: int,
    codes: int | None,
    until: datetime | None,
    as_json: bool,
) -> None:
    """Let participants in over SSH, at whatever stage SESSION is; Ctrl+C stops, and loses nothing."""
    ends = _end(until)
    path = workspace.find(session)
    sealing.finish(path)
    if opens and not load(path).first:
        sealing.open_round(path)
    local = bind in {"127.0.0.1", "::1", "localhost"}
    if codes:
        from workshop.report.join import addresses, join_line
        from workshop.store.door import make_slips

        host = addresses(bind)[0]
        lines = {code: join_line(host, port, code) for code in make_slips(path, codes)}
        click.echo(json_line({"slips": lines}) if as_json else _slips(lines.values()))
        if local:
            click.echo(_ONLY_HERE, err=True)
        return
    from workshop.host.serving import Plan, serve

    def started(joins: list[Join]) -> None:
        first = joins[0]
        if as_json:
            said = {
                "port": first.port,
                "code": first.code,
                "join": first.line,
                "fingerprint": first.fingerprint,
            }
            click.echo(json_line(said))
        else:
            _say_how_to_join(joins, local=local)
        sys.stdout.flush()

    serve(Plan(path, bind, port, per_address, most, ends), started)


def _end(until: datetime | None) -> datetime | None:
    """Return when to stop; a day without a time is served to its end. Raises BadParameter for the past."""
    if until is None:
        return None
    ends = (until + timedelta(days=until.time() == time())).astimezone(UTC)
    if ends <= datetime.now(UTC):
        raise click.BadParameter(_("that is past; nobody could join"), param_hint="--until")
    return ends


def _say_how_to_join(joins: list[Join], *, local: bool) -> None:
    """Say what to type; once the session has ended, there is no code for those who were not in."""
    lets_in = bool(joins[0].code)
    shown = joins if lets_in else [replace(join, code="CODE") for join in joins]
    first = shown[0]
    click.echo(_("To join, type:") if lets_in else _("To come back, type, with your own code:"))
    click.echo("\n".join(f"  {join.line}" for join in shown))
    click.echo(
        _("Line by line, for screen readers: ssh -p {port} plain-{code}@{host}").format(
            port=first.port, code=first.code, host=first.host
        )
    )
    click.echo(_("This machine's fingerprint: {fingerprint}").format(fingerprint=first.fingerprint))
    if local:
        click.echo(_ONLY_HERE)
    elif lets_in and sys.stdout.isatty() and shows_unicode(sys.stdout):
        from workshop.charts.qr import qr_lines

        click.echo("\n".join(qr_lines(first.link)))


def _slips(lines: Iterable[str]) -> str:
    cut = "- " * 30
    said = _(
        "To take part, open a terminal (on Windows: PowerShell), type this line and press Enter:\n\n"
        "    {line}\n\n"
        "If it asks whether to go on connecting, type yes. It asks for no password.\n"
        "The line lets one person in, once; then you get a code of your own to come back with."
    )
    slips = [f"{cut}\n\n{indent(said.format(line=line), '  ')}\n" for line in lines]
    return "\n".join([*slips, cut])
