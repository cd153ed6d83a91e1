"""`workshop instrument`: the questions there are."""

from __future__ import annotations

from pathlib import Path

import click

from workshop.cli.checking import error_as_json
from workshop.cli.options import example, json_option, pass_workspace
from workshop.cli.streams import json_line
from workshop.errors import WorkshopError
from workshop.language import _, n_
from workshop.model.instrument import Instrument
from workshop.model.style import remarks
from workshop.store.codec import decode, load_instrument, problems
from workshop.store.instruments import (
    STANDARD,
    copy_instrument,
    find_instrument,
    instrument_file,
    instrument_files,
)
from workshop.store.toml import read
from workshop.store.workspace import Workspace

__all__ = ["instrument_command"]


@click.group(
    "instrument", epilog=example("workshop instrument show", "workshop instrument copy --name our-own")
)
def instrument_command() -> None:
    """List, show, copy, or check the instruments: the questions people answer."""


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
        click.echo(
            _("{name}  {title} (version {version}, {questions} questions)").format(
                name=path.stem, title=instrument.title, version=instrument.version, questions=questions
            )
        )


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
        _("{title} ({id}, version {version})").format(
            title=instrument.title, id=instrument.id, version=instrument.version
        )
    )
    click.echo(f"\n{instrument.stem}\n{scale}")
    for attribute in instrument.attributes:
        click.echo(f"\n{attribute.name.upper()}\n{attribute.definition}")
        for statement in attribute.statements:
            click.echo(f"  - {statement.text}")
        for level, text in enumerate(attribute.ladder or (), start=1):
            click.echo(f"  {level}. {text}")


@instrument_command.command("copy", epilog=example("workshop instrument copy user-centred --name our-own"))
@click.argument("name", default=STANDARD)
@click.option("--name", "as_name", required=True, help=_("What the copy is called: letters, digits, dashes."))
@pass_workspace
def copy_command(workspace: Workspace, name: str, as_name: str) -> None:
    """Copy an instrument into the workspace, to adapt it with an editor."""
    path = copy_instrument(workspace, name, as_name)
    click.echo(
        _("Copied to {path}\nEdit it, check it with `workshop instrument check {path2}`, then").format(
            path=path, path2=path.stem
        )
    )
    click.echo(f"workshop new --instrument {path.stem}")


@instrument_command.command(
    "check",
    epilog=example("workshop instrument check our-own"),
)
@click.argument("name", default=STANDARD)
@json_option
@pass_workspace
def check_command(workspace: Workspace, name: str, *, as_json: bool) -> None:
    """Say what is wrong with an instrument, and what could read better. Nothing is changed."""
    path = instrument_file(workspace, name)
    errors = problems(path, Instrument)
    said = [] if errors else _remarks(path)
    if as_json:
        found = {"problems": list(map(error_as_json, errors)), "remarks": list(map(error_as_json, said))}
        click.echo(json_line({"file": str(path), **found}))
    else:
        for error in errors:
            click.echo(str(error))
        for remark in said:
            click.echo(f"{remark}\n")
        click.echo(_summary(path, len(errors), len(said)))
    if errors:
        raise click.exceptions.Exit(1)


def _remarks(path: Path) -> list[WorkshopError]:
    """Return what could read better in a good file, each remark with its line."""
    document = read(path)
    found = remarks(decode(document, Instrument))
    return [WorkshopError(remark.message, remark.hint, document.where(remark.at)) for remark in found]


def _summary(path: Path, errors: int, said: int) -> str:
    if errors:
        wrong = n_("one thing is wrong", "{n} things are wrong", errors)
        return _("{file}: {wrong}.").format(file=path, wrong=wrong)
    if said:
        could = n_("one thing could read better", "{n} things could read better", said)
        return _("{file} can be used; {could}.").format(file=path, could=could)
    return _("{file} is good.").format(file=path)
