"""`workshop trends`: all sessions of the workspace, by unit and over time."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from workshop.analysis.fate import fates, judged_on
from workshop.analysis.period import Period, period
from workshop.analysis.trend import courses
from workshop.analysis.units import Names, Unit, Wanted, units
from workshop.charts.cells import draw
from workshop.cli.broken import name_broken, nothing_whole
from workshop.cli.options import as_date, example, given_options, json_option, pass_workspace
from workshop.cli.printing import Printer, look_options
from workshop.cli.printing import Wanted as WantedColours
from workshop.cli.streams import json_line
from workshop.errors import WorkshopError, legible
from workshop.language import _, n_, say_day
from workshop.model.many import making_many
from workshop.report import prose, trend_numbers, trends
from workshop.report.engines import ENGINES
from workshop.store.counted import AllRead, read_counted
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
@click.option("--unit", default="", help=_("Only units of this name, or else whose name holds this."))
@click.option(
    "--organisation", default="", help=_("Only organisations of this name, or else whose name holds this.")
)
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
    _refuse_days(wanted)
    if as_csv and as_json:
        raise click.UsageError(_("--csv and --json are two ways to print: take one."))
    if (engine or scheduler) and not source:
        raise click.UsageError(_("--engine and --scheduler go with --from."))
    if scheduler and engine == "duckdb":
        raise click.UsageError(_("--scheduler is Dask's: take --engine dask."))
    with making_many():
        read = _counted(source, engine, scheduler) if source else read_counted(workspace.assessments)
        found = units(read.sessions, wanted)
    wrong = [one.error for one in read.broken]
    if not found:
        raise _nothing_fits(read, wrong, source or workspace.assessments)
    newest = max(session.held_on for session in read.sessions)
    by = judged_on(wanted.until, newest, date.today())
    if as_json:
        with making_many():
            tables = trend_numbers.as_json(found, wanted.since, wanted.until, by)
        click.echo(json_line({**tables, "unreadable": [str(one.path) for one in read.broken]}))
        return
    if as_csv:
        with making_many():
            sys.stdout.writelines(trend_numbers.csv_lines(found))
    else:
        printer = Printer.for_output(width=width, plain=plain, color=color, light=light)
        with making_many():
            _print(printer, found, wanted, by, by_talk=by_talk)
    name_broken(wrong)


def _refuse_days(wanted: Wanted) -> None:
    """Raise click's usage error where no day lies between the two that were given."""
    if wanted.since and wanted.until and wanted.since > wanted.until:
        said = _("--since {since} is later than --until {until}: no day lies between them.")
        raise click.UsageError(said.format(since=wanted.since, until=wanted.until))


def _nothing_fits(read: AllRead, wrong: Sequence[WorkshopError], folder: str | Path) -> WorkshopError:
    """Return the error of a page without sessions: there are none in ``folder``, or none that fits."""
    message = _("no counted session fits")
    if any(session.method for session in read.sessions):
        hint = _("Only counted sessions are looked at. `workshop trends` without options takes all of them.")
    elif read.sessions:
        message = _("no session in {folder} is counted yet").format(folder=legible(folder))
        hint = _("`workshop close SESSION` counts one that is open.")
    elif wrong:
        hint = ""
    else:
        message = (
            _("there are no sessions in {folder}")
            if Path(folder).is_dir()
            else _("there is no folder {folder}")
        ).format(folder=legible(folder))
        hint = _("`workshop new` plans the first one; --workspace names a folder that holds assessments/.")
    return nothing_whole(message, wrong, hint) if wrong else WorkshopError(message, hint)


def _counted(source: str, engine: str | None, scheduler: str | None) -> AllRead:
    """Return what came of the sessions of a Parquet data set; a scheduler by itself asks for Dask."""
    from workshop.report.dataset import read_outcomes  # only who asks for it pays for it

    return AllRead(read_outcomes(source, engine or ("dask" if scheduler else "duckdb"), scheduler or ""))


def _print(printer: Printer, found: Sequence[Unit], wanted: Wanted, by: date, *, by_talk: bool) -> None:
    """Print one unit over time, or several beside each other; promises are overdue ``by`` that day."""
    if len(found) > 1 and (seen := period(found, wanted.since, wanted.until)):
        _print_period(printer, seen, wanted, by, by_talk=by_talk)
    else:
        _print_unit(printer, found[0], by)


def _print_unit(printer: Printer, unit: Unit, by: date) -> None:
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
    if rows := trends.fate_rows([("", fate) for fate in fates(unit.sessions, by)], width):
        printer.gap()
        printer.rows([prose.heading(_("Actions and stops"), width)])
        printer.rows(rows)
    printer.gap()
    printer.rows(trends.footer_rows(sum(course.line.compared for course in found), width))
    for session in unit.sessions:
        printer.rows(prose.unbroken(_("File: {file}").format(file=legible(session.file))))


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


def _print_period(printer: Printer, seen: Period, wanted: Wanted, by: date, *, by_talk: bool) -> None:
    width, table, names = printer.width, seen.table, seen.names
    printer.rows(
        prose.titled(
            _("Units, {since} to {until}").format(since=table.since, until=table.until),
            n_("{n} unit", "{n} units", len(table.rows)),
            width,
        )
    )
    printer.gap()
    printer.rows(trends.table_rows(table, names, width, by_talk=by_talk))
    printer.gap()
    printer.rows([prose.heading(_("Who to learn from"), width)])
    printer.rows(trends.example_rows(table, names, width))
    printer.gap()
    printer.rows([prose.heading(_moved_when(wanted), width)])
    printer.rows(trends.mover_rows(seen.moved, names, width))
    promises = [(names.of(unit), fate) for unit in seen.units for fate in fates(unit.sessions, by)]
    if rows := trends.fate_rows(promises, width):
        printer.gap()
        printer.rows([prose.heading(_("Actions and stops: back, or overdue"), width)])
        printer.rows(rows)
    printer.gap()
    printer.rows(trends.footer_rows(seen.compared, width, table))
    if one := next((unit for unit in seen.units if unit.unit), None):
        printer.rows(
            prose.unbroken(_("To see one by itself: {command}").format(command=_alone(one, wanted, names)))
        )


def _alone(unit: Unit, wanted: Wanted, names: Names) -> str:
    """Return the command that shows ``unit`` by itself, of the same sessions as this page, for the shell."""
    organisation = unit.organisation if names.with_organisation else wanted.organisation
    asked = [*given_options("workspace", "source", "engine", "scheduler"), "--unit", unit.unit]
    return shlex.join(
        ["workshop", "trends", *asked, *(("--organisation", organisation) if organisation else ())]
    )


def _moved_when(wanted: Wanted) -> str:
    """Name what moved by the days that were asked for: an earlier session than those is not compared."""
    if wanted.since and wanted.until:
        said = _("What moved from {since} to {until}")
    elif wanted.since:
        said = _("What moved since {since}")
    elif wanted.until:
        said = _("What moved up to {until}")
    else:
        return _("What moved over time")
    return said.format(since=wanted.since, until=wanted.until)
