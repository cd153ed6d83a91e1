"""`workshop trends`: all sessions of the workspace, by unit and over time."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from workshop.analysis.across import across
from workshop.analysis.fate import fates
from workshop.analysis.trend import courses, movers
from workshop.analysis.units import Unit, Wanted, units
from workshop.charts.cells import draw
from workshop.charts.roles import Role
from workshop.cli.options import as_date, example, json_option, pass_workspace
from workshop.cli.printing import Printer, look_options
from workshop.cli.printing import Wanted as WantedColours
from workshop.cli.streams import json_line
from workshop.errors import WorkshopError
from workshop.language import _, n_, say_day
from workshop.model.many import making_many
from workshop.model.outcome import Outcome
from workshop.report import prose, trend_numbers, trends
from workshop.report.engines import ENGINES
from workshop.store.index import read_all
from workshop.store.workspace import Workspace

__all__ = ["trends_command"]

_TALL = 200
_ROOMY = 100


@click.command(
    "trends",
    epilog=example(
        "workshop trends",
        "workshop trends --unit north --since 2025-01-01",
        "workshop trends --from counts.parquet --engine dask --scheduler tcp://10.0.0.1:8786",
    ),
)
@click.option("--unit", default="", help=_("Only units whose name holds this."))
@click.option("--organisation", default="", help=_("Only organisations whose name holds this."))
@click.option("--since", help=_("Only sessions from this day on, such as 2025-01-01."))
@click.option("--until", help=_("Only sessions up to this day."))
@click.option("--by-talk", is_flag=True, help=_("Units with most to talk about first; else by name."))
@click.option("--from", "source", metavar="DIR", help=_("Count a Parquet data set instead of the workspace."))
@click.option("--engine", type=click.Choice(list(ENGINES)), help=_("What counts it; without it duckdb."))
@click.option(
    "--scheduler", metavar="ADDRESS", help=_("Address of a Dask scheduler, for data on many hosts.")
)
@click.option(
    "--csv", "as_csv", is_flag=True, help=_("Print the numbers as CSV: a line per session and attribute.")
)
@json_option
@look_options
@pass_workspace
def trends_command(
    workspace: Workspace,
    *,
    unit: str,
    organisation: str,
    since: str | None,
    until: str | None,
    by_talk: bool,
    source: str | None,
    engine: str | None,
    scheduler: str | None,
    as_csv: bool,
    as_json: bool,
    width: int | None,
    plain: bool,
    color: WantedColours,
    light: bool | None,
) -> None:
    """Print what moved in each unit, and units beside each other."""
    wanted = Wanted(organisation, unit, as_date(since), as_date(until))
    if (engine or scheduler) and not source:
        raise click.UsageError(_("--engine and --scheduler go with --from."))
    if scheduler and engine == "duckdb":
        raise click.UsageError(_("--scheduler is Dask's: take --engine dask."))
    with making_many():
        read, broken = _counted(source, engine, scheduler) if source else _read(workspace.assessments)
        found = units(read, wanted)
    if not found:
        hint = _("Only counted sessions are looked at. `workshop trends` without options takes all of them.")
        raise WorkshopError(_("no counted session fits"), hint)
    if as_csv:
        click.echo(trend_numbers.as_csv(found), nl=False)
        return
    if as_json:
        tables = trend_numbers.as_json(found, wanted.since, wanted.until, date.today())
        click.echo(json_line({**tables, "unreadable": broken}))
        return
    printer = Printer.for_output(width=width, plain=plain, color=color, light=light)
    if len(found) == 1:
        _print_unit(printer, found[0])
    else:
        with making_many():
            _print_across(printer, found, wanted, by_talk=by_talk)
    if broken:
        said = n_(
            "{n} file cannot be read: `workshop check` says why.",
            "{n} files cannot be read: `workshop check` says why.",
            len(broken),
        )
        printer.rows(prose.paragraph(said, printer.width, role=Role.WARN))


def _counted(source: str, engine: str | None, scheduler: str | None) -> tuple[Sequence[Outcome], list[str]]:
    """Return what came of the sessions of a Parquet data set; a scheduler by itself asks for Dask."""
    from workshop.report.dataset import read_outcomes  # only who asks for it pays for it

    return read_outcomes(source, engine or ("dask" if scheduler else "duckdb"), scheduler or ""), []


def _read(folder: Path) -> tuple[Sequence[Outcome], list[str]]:
    read: list[Outcome] = []
    broken: list[str] = []
    for entry in read_all(folder):
        if isinstance(entry, Outcome):
            read.append(entry)
        else:
            broken.append(str(entry.path))
    return read, broken


def _print_unit(printer: Printer, unit: Unit) -> None:
    width = printer.width
    found = courses(unit)
    count = n_("{n} session", "{n} sessions", len(unit.sessions))
    where = ", ".join(filter(None, (unit.organisation, unit.name)))
    printer.rows(prose.titled(_("{where}: over time").format(where=where), count, width))
    printer.gap()
    drawing = draw(trends.unit_scene(unit, found, short=width < _ROOMY), width, _TALL)
    printer.rows(drawing.rows)
    printer.gap()
    if span := trends.span_shown(drawing):
        printer.rows(prose.paragraph(_left_out(unit, span), width))
        printer.gap()
    for course in found:
        printer.rows(trends.course_rows(unit, course, width))
    if rows := trends.fate_rows([("", fate) for fate in fates(unit.sessions, date.today())], width):
        printer.gap()
        printer.rows([prose.heading(_("Actions and stops"), width)])
        printer.rows(rows)
    printer.gap()
    printer.rows(trends.footer_rows(sum(course.line.compared for course in found), width))
    for session in unit.sessions:
        printer.rows(prose.unbroken(_("File: {file}").format(file=session.file)))


def _left_out(unit: Unit, span: range) -> str:
    """Say which sessions are drawn, and how the others can be."""
    first, last = unit.sessions[span.start], unit.sessions[span.stop - 1]
    said = _("Drawn are the newest {drawn} of {total} sessions, {first} to {last}.").format(
        drawn=len(span),
        total=len(unit.sessions),
        first=say_day(first.held_on),
        last=say_day(last.held_on),
    )
    how = _("Those before are drawn with --until {day}; a larger --width draws more at once.")
    return f"{said} {how.format(day=unit.sessions[span.start - 1].held_on.isoformat())}"


def _print_across(printer: Printer, found: tuple[Unit, ...], wanted: Wanted, *, by_talk: bool) -> None:
    width = printer.width
    compared = 0
    table = across(found, wanted.since, wanted.until)
    if table:
        printer.rows(
            prose.titled(
                _("Units, {since} to {until}").format(since=table.since, until=table.until),
                n_("{n} unit", "{n} units", len(table.rows)),
                width,
            )
        )
        printer.gap()
        printer.rows(trends.table_rows(table, width, by_talk=by_talk))
        printer.gap()
        printer.rows([prose.heading(_("Who to learn from"), width)])
        printer.rows(trends.example_rows(table.examples, width))
        compared = table.compared
    moved, over_time = movers(found)
    printer.gap()
    printer.rows([prose.heading(_("What moved over time"), width)])
    printer.rows(trends.mover_rows(moved, width))
    promises = [(unit.name, fate) for unit in found for fate in fates(unit.sessions, date.today())]
    if rows := trends.fate_rows(promises, width):
        printer.gap()
        printer.rows([prose.heading(_("Actions and stops: back, or overdue"), width)])
        printer.rows(rows)
    printer.gap()
    printer.rows(trends.footer_rows(compared + over_time, width, legend=True))
    if one := next((unit.unit for unit in found if unit.unit), ""):
        said = _("To see one by itself: workshop trends --unit {unit}").format(unit=shlex.quote(one))
        printer.rows(prose.unbroken(said))
