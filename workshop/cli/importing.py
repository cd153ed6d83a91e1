"""`workshop import`: ratings collected elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import click

from workshop.cli.options import as_date, example, json_option, pass_workspace
from workshop.cli.streams import json_line
from workshop.language import _, n_
from workshop.model.rules import Rules
from workshop.model.session import THRESHOLD, Mode
from workshop.store.column_map import read_column_map
from workshop.store.importer import ImportOutcome, Progress, Terms, import_ratings
from workshop.store.instruments import STANDARD, find_instrument
from workshop.store.ratings_csv import read_ratings
from workshop.store.workspace import Workspace

__all__ = ["import_command"]

_MANY: Final = 50
"""Above so many sessions one can see how far it is."""


@click.command(
    "import",
    epilog=example(
        "workshop import survey.csv --columns map.toml --by Branch --organisation 'Riverside Public Library'",
        "",
        "map.toml says which column answers which question:",
        "  [columns]",
        '  Q1 = "vision.own-words"',
        '  Q2 = "vision.ladder"',
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--columns", type=click.Path(path_type=Path), required=True, help=_("A TOML file: column = question.")
)
@click.option("--instrument", default=STANDARD, show_default=True, help=_("A name or a file."))
@click.option("--by", default="", metavar="COLUMN", help=_("Make one session for each value of this column."))
@click.option("--organisation", default="", help=_("The organisation that was rated."))
@click.option("--held-on", help=_("The day of the survey, such as 2026-11-23; default today."))
@click.option(
    "--mode", type=click.Choice(["confidential", "open"]), default="confidential", show_default=True
)
@click.option(
    "--threshold",
    type=click.IntRange(3, 1000),
    default=THRESHOLD,
    show_default=True,
    help=_("Fewest people a unit is counted with."),
)
@click.option(
    "--title", default="", help=_("What the sessions are called; default the organisation or FILE.")
)
@click.option("--skip-bad", is_flag=True, help=_("Leave out what cannot be read, instead of stopping."))
@json_option
@pass_workspace
def import_command(
    workspace: Workspace,
    *,
    file: Path,
    columns: Path,
    instrument: str,
    by: str,
    organisation: str,
    held_on: str | None,
    mode: Mode,
    threshold: int,
    title: str,
    skip_bad: bool,
    as_json: bool,
) -> None:
    """Bring in ratings collected elsewhere: FILE is a CSV with one row per person.

    An answer is 1 to 5, ? for not sure; empty or NA is none. Units with fewer people than the threshold are
    not counted. Nothing is written unless everything can be read.
    """
    day = as_date(held_on) or date.today()
    asked = find_instrument(workspace, instrument)
    ratings = read_ratings(file, read_column_map(columns, asked), by)
    terms = Terms(asked, day, organisation=organisation, title=title, mode=mode, threshold=threshold)
    outcome = import_ratings(ratings, workspace, terms, skip_bad=skip_bad, progress=_progress())
    for said in _asides(outcome):
        click.echo(said, err=True)
    click.echo(_as_json(outcome) if as_json else _as_text(outcome, workspace, ratings.by, terms.rules))
    if not outcome.sessions and not outcome.unchanged:
        raise click.exceptions.Exit(1)


def _progress() -> Progress:
    def show(done: int, of: int) -> None:
        if of > _MANY and sys.stderr.isatty():
            written = _("{done} of {of} sessions written").format(done=done, of=of)
            click.echo(f"\r{written}", nl=done == of, err=True)

    return show


def _asides(outcome: ImportOutcome) -> Sequence[str]:
    skipped = outcome.skipped
    left_out = n_("{n} bad cell or row was skipped.", "{n} bad cells or rows were skipped.", skipped)
    return [*([left_out] if skipped else []), *outcome.notes]


def _as_json(outcome: ImportOutcome) -> str:
    made = [
        {"file": _place(session.path), "unit": session.unit, "voted": session.voted}
        for session in outcome.sessions
    ]
    said: dict[str, object] = {"sessions": made, "not_counted": outcome.not_counted}
    if outcome.unchanged:
        said["unchanged"] = list(map(_place, outcome.unchanged))
    return json_line(said)


def _as_text(outcome: ImportOutcome, workspace: Workspace, by: str, rules: Rules) -> str:
    if outcome.unchanged:
        files = [f"  {_place(path)}" for path in outcome.unchanged]
        before = _("These rows were imported before, in the same way; nothing was changed. They are in")
        return "\n".join([before, *files])
    lines = [_not_counted(outcome, by, rules)] if outcome.not_counted else []
    if not outcome.sessions:
        return "\n".join([_("Nothing was written."), *lines])
    many = len(outcome.sessions)
    imported = (
        n_(
            "Imported: {n} session, one for each {by}, into {folder}",
            "Imported: {n} sessions, one for each {by}, into {folder}",
            many,
        )
        if by
        else n_("Imported: {n} session into {folder}", "Imported: {n} sessions into {folder}", many)
    )
    listed = [
        f"  {_place(session.path)}  {session.unit}{': ' if session.unit else ''}"
        + n_("{n} voted", "{n} voted", session.voted)
        for session in outcome.sessions
    ]
    said = imported.format(by=by, folder=workspace.assessments)
    return "\n".join([said, *listed, *lines, _next(outcome)])


def _not_counted(outcome: ImportOutcome, by: str, rules: Rules) -> str:
    reason = (
        _("fewer than {threshold} people answered, and so few could be told apart")
        if rules.mode == "confidential"
        else _("nobody answered")
    ).format(threshold=rules.threshold)
    if not by:
        return _("Not counted: {reason}.").format(reason=reason)
    return _("Not counted: {units} ({reason}).").format(units=", ".join(outcome.not_counted), reason=reason)


def _next(outcome: ImportOutcome) -> str:
    first, *others = (session.path.stem for session in outcome.sessions)
    command = f"workshop compare {first} {others[0]}" if others else f"workshop show {first}"
    return _("Next: {next}").format(next=command)


def _place(path: Path) -> str:
    """Return ``path`` as one would type it here: relative where it lies below this folder."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - symbolic links stay as they were named
    return str(absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else absolute)
