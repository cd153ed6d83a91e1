"""`workshop instrument`: the questions there are."""

from __future__ import annotations

import click

from workshop.cli.options import example, json_option, pass_workspace
from workshop.cli.streams import json_line
from workshop.store.codec import load_instrument
from workshop.store.instruments import STANDARD, copy_instrument, find_instrument, instrument_files
from workshop.store.workspace import Workspace

__all__ = ["instrument_command"]


@click.group(
    "instrument", epilog=example("workshop instrument show", "workshop instrument copy --name our-own")
)
def instrument_command() -> None:
    """List, show, or copy the instruments: the questions people answer."""


@instrument_command.command("list", epilog=example("workshop instrument list"))
@json_option
@pass_workspace
def list_command(workspace: Workspace, *, as_json: bool) -> None:
    """List the instruments, the team's own first."""
    files = {path: load_instrument(path) for path in instrument_files(workspace)}
    if as_json:
        rows = [
            {"id": i.id, "version": i.version, "title": i.title, "file": str(p)} for p, i in files.items()
        ]
        click.echo(json_line({"instruments": rows}))
        return
    for path, instrument in files.items():
        questions = len(instrument.questions())
        click.echo(f"{path.stem}  {instrument.title} (version {instrument.version}, {questions} questions)")


@instrument_command.command("show", epilog=example("workshop instrument show user-centred"))
@click.argument("name", default=STANDARD)
@json_option
@pass_workspace
def show_command(workspace: Workspace, name: str, *, as_json: bool) -> None:
    """Print every question of an instrument."""
    instrument = find_instrument(workspace, name)
    if as_json:
        click.echo(json_line(instrument.model_dump(mode="json", exclude_defaults=True)))
        return
    scale = ", ".join(f"{level} {word}" for level, word in enumerate(instrument.scale, start=1))
    click.echo(
        f"{instrument.title} ({instrument.id}, version {instrument.version})\n\n{instrument.stem}\n{scale}"
    )
    for attribute in instrument.attributes:
        click.echo(f"\n{attribute.name.upper()}\n{attribute.definition}")
        for statement in attribute.statements:
            click.echo(f"  - {statement.text}")
        for level, text in enumerate(attribute.ladder or (), start=1):
            click.echo(f"  {level}. {text}")


@instrument_command.command("copy", epilog=example("workshop instrument copy user-centred --name our-own"))
@click.argument("name", default=STANDARD)
@click.option("--name", "as_name", required=True, help="What the copy is called: letters, digits, dashes.")
@pass_workspace
def copy_command(workspace: Workspace, name: str, as_name: str) -> None:
    """Copy an instrument into the workspace, to adapt it with an editor."""
    path = copy_instrument(workspace, name, as_name)
    click.echo(f"Copied to {path}\nEdit it, check it with `workshop check {path}`, then")
    click.echo(f"workshop new --instrument {path.stem}")
