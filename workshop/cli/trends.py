"""`workshop trends`: all sessions of the workspace, by unit and over time."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from workshop.analysis.fate import fates, judged_on
from workshop.analysis.period import Period, ahead, latest, period
from workshop.analysis.trend import courses
from workshop.analysis.units import Names, Unit, Wanted, units
from workshop.charts.cells import draw
from workshop.cli.broken import name_broken, nothing_whole
from workshop.cli.options import as_date, example, given_options, json_option, pass_workspace
from workshop.cli.printing import Printer, look_options
from workshop.cli.printing import Wanted as WantedColours
from workshop.cli.streams import json_line
from workshop.errors import WorkshopError, legible
from workshop.language import _, n_, say_day, say_number
from workshop.model.many import making_many
from workshop.model.outcome import Outcome
from workshop.report import prose, trend_days, trend_numbers, trends
from workshop.report.engines import ENGINES
from workshop.report.units_table import units_table
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
    _refuse_engines(source, engine, scheduler)
    with making_many():
        read = _counted(source, engine, scheduler) if source else read_counted(workspace.assessments)
        found = units(read.sessions, wanted)
    wrong = [one.error for one in read.broken]
    if not found:
        raise _nothing_fits(read, wrong, source or workspace.assessments)
    today = date.today()
    by = judged_on(wanted.until, max(session.held_on for session in read.sessions), today)
    if as_json:
        with making_many():
            tables = trend_numbers.as_json(found, _period(read, found, wanted, today), by)
        click.echo(json_line({**tables, "unreadable": [str(one.path) for one in read.broken]}))
        return
    if as_csv:
        with making_many():
            sys.stdout.writelines(trend_numbers.csv_lines(found))
    else:
        printer = Printer.for_output(width=width, plain=plain, color=color, light=light)
        with making_many():
            if len(found) > 1 and (seen := _period(read, found, wanted, today)):
                left = () if wanted.until else ahead(found, seen.table.until)
                _print_period(printer, seen, wanted, left, by, by_talk=by_talk)
            else:
                _print_unit(printer, found[0], by, today)
    name_broken(wrong)


def _refuse_engines(source: str | None, engine: str | None, scheduler: str | None) -> None:
    """Raise click's usage error where what is to count has nothing to count, or is none of Dask's."""
    if (engine or scheduler) and not source:
        raise click.UsageError(_("--engine and --scheduler go with --from."))
    if scheduler and engine == "duckdb":
        raise click.UsageError(_("--scheduler is Dask's: take --engine dask."))


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


def _period(read: AllRead, found: Sequence[Unit], wanted: Wanted, today: date) -> Period | None:
    """Return ``found`` beside each other, compared with all units of the same days."""
    among = found
    if wanted.unit or wanted.organisation:
        among = units(read.sessions, Wanted(since=wanted.since, until=wanted.until))
    return period(found, wanted.since, wanted.until or latest(among, today), among)


def _print_unit(printer: Printer, unit: Unit, by: date, today: date) -> None:
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
    if rows := trend_days.unit_rows(unit, today, width):
        printer.rows(rows)
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


def _print_period(
    printer: Printer, seen: Period, wanted: Wanted, left: Sequence[Outcome], by: date, *, by_talk: bool
) -> None:
    """Print several units beside each other; promises are overdue ``by`` a day, ``left`` are yet to come."""
    width, table, names = printer.width, seen.table, seen.names
    printer.rows(
        prose.titled(
            _("Units, {since} to {until}").format(since=table.since, until=table.until),
            _counted_units(seen),
            width,
        )
    )
    printer.gap()
    rows = table.by_talk() if by_talk else table.rows
    printer.rows(units_table(table, rows, names, width).rows)
    printer.rows(trend_days.absent_rows(seen, _("--since with an earlier day shows more."), width))
    printer.rows(trend_days.twice_rows(seen.units, names, width))
    printer.rows(trend_days.ahead_rows(left, width))
    printer.gap()
    printer.rows([prose.heading(_("Who to learn from"), width)])
    printer.rows(trends.example_rows(table, names, width))
    printer.gap()
    printer.rows([prose.heading(_moved_when(wanted), width)])
    printer.rows(trends.mover_rows(seen.moved, names, width))
    promises = [(names.of(unit), fate) for unit in seen.units for fate in fates(unit.sessions, by)]
    if told := trends.fate_rows(promises, width):
        printer.gap()
        printer.rows([prose.heading(_("Actions and stops: back, or overdue"), width)])
        printer.rows(told)
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


def _counted_units(seen: Period) -> str:
    shown, every = len(seen.table.rows), len(seen.table.rows) + seen.without
    if not seen.without:
        return n_("{n} unit", "{n} units", shown)
    return n_("{shown} of {n} unit", "{shown} of {n} units", every).format(shown=say_number(shown))


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
