"""`workshop export` and `workshop schema`: reports as files, and what their JSON looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop.cli.broken import name_broken, nothing_whole
from workshop.cli.options import example, json_option, pass_workspace, session_argument
from workshop.cli.streams import json_line, progress_line
from workshop.errors import WorkshopError, legible
from workshop.language import _
from workshop.model.session import Audience
from workshop.store.codec import load
from workshop.store.workspace import Workspace

if TYPE_CHECKING:
    from workshop.report.formats import Format
    from workshop.report.tables import Kept

__all__ = ["export_command", "schema_command"]


@click.command(
    "export",
    epilog=example(
        "workshop export north-branch --to html,md",
        "workshop export 2025-05-14-north 2026-11-18-north --to pdf --audience board",
        "workshop export --all --to csv,parquet",
    ),
)
@session_argument(many=True, required=False)
@click.option(
    "--to", "formats", metavar="FORMAT[,…]", required=True, help="md html pdf svg txt csv xlsx json parquet"
)
@click.option("--out", type=click.Path(path_type=Path), help=_("A folder, or the one file; else exports/."))
@click.option(
    "--audience",
    type=click.Choice(["team", "organisation", "board"]),
    help=_("For whom; else as promised. The board gets no notes, examples and owners."),
)
@click.option("--letter", is_flag=True, help=_("PDF on Letter paper; else A4."))
@click.option("--all", "every", is_flag=True, help=_("All sessions of the workspace."))
@click.option("--each", is_flag=True, help=_("A report for each session, instead of one that compares them."))
@click.option("--force", is_flag=True, help=_("Write anew what is there already."))
@json_option
@pass_workspace
def export_command(
    workspace: Workspace,
    sessions: tuple[str, ...],
    *,
    formats: str,
    out: Path | None,
    audience: Audience | None,
    letter: bool,
    every: bool,
    each: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write reports of SESSION, or of several compared, into exports/."""
    from workshop.report.exporting import export, plan, refuse

    wanted = _formats(formats)
    paths = _paths(workspace, sessions, every=every)
    written: list[Path] = []
    warnings: dict[str, None] = {}
    with progress_line() as say:
        kept, broken = _read(paths, say, every=every)
        groups = [[one] for one in kept] if each else [kept]
        if not force:
            to = [plan(group, wanted, workspace.exports, out=out, audience=audience) for group in groups]
            refuse([one for planned in to for one in planned])
        for number, group in enumerate(groups, start=1):
            done = export(
                group,
                wanted,
                workspace.exports,
                out=out,
                audience=audience,
                paper="us-letter" if letter else "a4",
                force=True,
                progress=_saying(say, number, len(groups)),
            )
            written += done.paths
            warnings |= dict.fromkeys(done.warnings)
    if as_json:
        said = {"files": [str(path) for path in written], "warnings": list(warnings)}
        if every:
            said["unreadable"] = [str(error) for error in broken]
        click.echo(json_line(said))
    else:
        _tell(written, warnings)
        name_broken(broken)
    if broken:
        raise click.exceptions.Exit(1)


def _read(
    paths: list[Path], say: Callable[[str], None], *, every: bool
) -> tuple[list[Kept], list[WorkshopError]]:
    """Return the sessions at ``paths``; of all of a workspace those that are whole, and what is wrong.

    Raises WorkshopError for one that was named and is broken, and when none is whole.
    """
    from workshop.report.tables import Kept

    kept: list[Kept] = []
    broken: list[WorkshopError] = []
    for number, path in enumerate(paths, start=1):
        say(_("reading {number} of {many}").format(number=number, many=len(paths)))
        try:
            kept.append(Kept(path.stem, load(path)))
        except WorkshopError as error:
            if not every:
                raise
            broken.append(error)
    if not kept:
        raise nothing_whole(_("no session can be exported"), broken)
    return kept, broken


def _tell(written: Iterable[Path], warnings: Iterable[str]) -> None:
    """Say what was written, and what is to be known about it."""
    for warning in warnings:
        click.echo(_("Note: {warning}").format(warning=warning), err=True)
    for path in written:
        click.echo(_("Written: {path}").format(path=legible(path)))


@click.command("schema", epilog=example("workshop schema > report.schema.json", "workshop schema session"))
@click.argument(
    "name", type=click.Choice(["report", "show", "compare", "session", "instrument"]), default="report"
)
def schema_command(name: str) -> None:
    """Print the JSON Schema of what `export --to json` writes, or of another object."""
    from workshop.report.document import schema

    click.echo(json_line(schema(name)))


def _paths(workspace: Workspace, sessions: tuple[str, ...], *, every: bool) -> list[Path]:
    if every == bool(sessions):
        raise click.UsageError(_("Name the sessions to export, or give --all."))
    paths = sorted(workspace.files()) if every else [workspace.find(session) for session in sessions]
    if not paths:
        raise WorkshopError(
            _("there is no session in {folder}").format(folder=workspace.assessments),
            _("`workshop new` makes the first one."),
        )
    return list(dict.fromkeys(paths))


def _formats(named: str) -> list[Format]:
    """Return the formats named, each once. Raises WorkshopError for one that cannot be made here."""
    from workshop.report.formats import format_named

    wanted = [format_named(name) for name in dict.fromkeys(named.lower().replace(" ", "").split(",")) if name]
    if not wanted:
        raise click.UsageError(_("Name one format or more: --to md,html."))
    for one in wanted:
        one.need()
    return wanted


def _saying(say: Callable[[str], None], number: int, total: int) -> Callable[[str], None]:
    said = _("making {name}, report {n} of {total}") if total > 1 else _("making {name}")
    return lambda name: say(said.format(name=name, n=number, total=total))
