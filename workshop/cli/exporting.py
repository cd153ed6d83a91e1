"""`workshop export` and `workshop schema`: reports as files, and what their JSON looks like."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workshop.cli.options import example, json_option, pass_workspace, session_argument
from workshop.cli.streams import json_line
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.session import Audience
from workshop.store.codec import load
from workshop.store.workspace import Workspace

__all__ = ["export_command", "schema_command"]

_MANY = 20
"""Sessions from which reading them shows progress."""


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
    from workshop.report.exporting import export
    from workshop.report.formats import format_named
    from workshop.report.tables import Kept

    wanted = [
        format_named(name) for name in dict.fromkeys(formats.lower().replace(" ", "").split(",")) if name
    ]
    if missing := next((one for one in wanted if one.missing), None):
        raise WorkshopError(
            _('{format} needs the extra "{extra}"').format(format=missing.name, extra=missing.extra),
            _("To install it: {how}").format(how=missing.missing),
        )
    paths = _paths(workspace, sessions, every=every)
    kept = []
    for number, path in enumerate(paths, start=1):
        _progress(_("reading {number} of {many}").format(number=number, many=len(paths)), len(paths) >= _MANY)
        kept.append(Kept(path.stem, load(path)))
    written: list[Path] = []
    warnings: dict[str, None] = {}
    for group in [[one] for one in kept] if each else [kept]:
        done = export(
            group,
            wanted,
            workspace.exports,
            out=out,
            audience=audience,
            paper="us-letter" if letter else "a4",
            force=force,
            progress=lambda name: _progress(_("making {name}").format(name=name), len(kept) >= _MANY),
        )
        written += done.paths
        warnings |= dict.fromkeys(done.warnings)
    _progress("", len(kept) >= _MANY)
    if as_json:
        click.echo(json_line({"files": [str(path) for path in written], "warnings": list(warnings)}))
        return
    for warning in warnings:
        click.echo(_("Note: {warning}").format(warning=warning), err=True)
    for path in written:
        click.echo(_("Written: {path}").format(path=path))


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


def _progress(said: str, many: bool) -> None:
    """Say how far it is on one line of a terminal that is looked at."""
    if many and sys.stderr.isatty():
        sys.stderr.write(f"\r{said:<40}" if said else f"\r{'':<40}\r")
        sys.stderr.flush()
