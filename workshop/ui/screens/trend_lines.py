"""What the trends screen shows, as lines: drawn once, however long one goes up and down in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from workshop.analysis.across import Across
from workshop.analysis.fate import Fate, fates
from workshop.analysis.period import Period
from workshop.analysis.studied import News
from workshop.analysis.units import Names, Unit
from workshop.charts.cells import draw
from workshop.charts.drawing import Drawing
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut
from workshop.language import _, n_, say_day, say_number
from workshop.model.outcome import Outcome
from workshop.report import trend_days, trends
from workshop.report.prose import Row, paragraph
from workshop.report.units_table import units_table
from workshop.ui.screens import browsing
from workshop.ui.screens.base import title_line
from workshop.ui.screens.browsing import itemised, texts
from workshop.ui.screens.open_unit import OpenUnit
from workshop.ui.widgets.page import BLANK, Line, Target, line

__all__ = [
    "dates",
    "marked",
    "over_time",
    "overview",
    "say_broken",
    "say_exported",
    "say_news",
    "unit_head",
    "units_head",
    "what_became",
]

_ROOMY: Final = 100
"""Cells from which attributes have their full names on the chart."""

_TALL: Final = 200
"""Rows that let a chart be as high as it likes: what does not fit is scrolled."""


def overview(
    seen: Period,
    until: date | None,
    left: Sequence[Outcome],
    found: Mapping[int, Sequence[Fate]],
    width: int,
) -> list[Line]:
    """Return units beside each other, first their rows, and what is said of them.

    ``until`` is the end of an earlier period, None at the newest; ``left`` lie in the future. ``found`` holds
    by the id of a unit what became of its promises, as far as that is known.
    """
    table, names = seen.table, seen.names
    drawn = units_table(table, table.rows, names, width)
    lines = texts(drawn.head)
    for number, (row, unit) in enumerate(zip(table.rows, drawn.units, strict=True)):
        means = (number, row.session.file)
        for at, runs in enumerate(unit.rows):
            cells = (Target(c.start, c.stop, means) for place, c in unit.cells if place == at)
            lines.append(Line(runs, (*cells, Target(0, 500, number))))
    lines += texts(trend_days.absent_rows(seen, _("p and n go to other years."), width))
    lines += texts([*trend_days.twice_rows(seen.units, names, width), *trend_days.ahead_rows(left, width)])
    lines += [BLANK, line((_(" WHO TO LEARN FROM"), Role.STRONG))]
    lines += texts(trends.example_rows(table, names, width))
    moved = _(" WHAT MOVED UP TO {until}").format(until=until) if until else _(" WHAT MOVED OVER TIME")
    lines += [BLANK, line((moved, Role.STRONG)), *texts(trends.mover_rows(seen.moved, names, width))]
    told = what_became([row.unit for row in table.rows], found)
    if told:
        lines += [BLANK, line((_(" ACTIONS AND STOPS"), Role.STRONG))]
    lines += texts(trends.fate_rows(told, width))
    return [*lines, BLANK, *texts(trends.footer_rows(seen.compared, width, table))]


def what_became(found: Sequence[Unit], fates: Mapping[int, Sequence[Fate]]) -> list[tuple[str, Fate]]:
    """Return what became of the promises of these units, as far as that is known, with their names."""
    names = Names.on(found)
    return [(names.of(unit), fate) for unit in found for fate in fates.get(id(unit), ())]


def unit_head(seen: OpenUnit, news: str, width: int, *, alone: bool) -> list[Line]:
    """Return what stands above one unit: whose it is, what changed, and the session one is on."""
    unit, here = seen.unit, seen.here
    where = ", ".join(filter(None, (unit.organisation, unit.name)))
    count = n_("1 session", "{n} sessions", len(unit.sessions))
    names = (_("{where}: over time").format(where=where), where, unit.name)
    title = _title(names, (_after(news, count), news or count), width)
    said = _(" Enter shows {held_on}: {title}").format(held_on=here.held_on, title=here.title)
    back = [] if alone else [line((_(" ‹ all units"), Role.STRONG), means="b")]
    return [title, *back, line((said, Role.MUTED), means="enter")]


def _title(names: Sequence[str], facts: Sequence[str], width: int) -> Line:
    """Return the longest of ``names`` with the most of ``facts`` that both fit, longest first.

    Where not even the last two do, the name stays whole, as far as the line goes, and the fact is cut.
    """
    for fact in facts:
        for name in names:
            if cell_len(name) + cell_len(fact) + 3 <= width:
                return title_line(name, fact, width)
    return title_line(names[-1], cut(facts[-1], max(0, width - 4 - cell_len(names[-1]))), width)


def units_head(
    table: Across | None, until: date, every: int, facts: tuple[str, str], width: int
) -> list[Line]:
    """Return what stands above all units; ``every`` is how many there are.

    ``facts`` are what changed on the disk, and what cannot be read there.
    """
    news, broken = facts
    rows = len(table.rows) if table else 0
    period = f"{table.since} – {table.until}" if table else _("until {until}").format(until=until)
    shown = say_number(rows)
    if rows < every:
        shown = _("{number} of {total}").format(number=shown, total=say_number(every))
    said = _("Units beside each other: {shown}").format(shown=shown)
    names = (said, _("Units: {shown}").format(shown=shown))
    title = _title(names, (_after(news, period), news or period), width)
    return [title, line((f" {cut(broken, width - 2)}", Role.MUTED)) if broken else BLANK]


def say_news(news: News) -> str:
    """Say what changed on the disk while one looked."""
    counts = (
        (news.new, n_("{n} new", "{n} new", news.new)),
        (news.changed, n_("{n} changed", "{n} changed", news.changed)),
        (news.gone, n_("{n} gone or unreadable", "{n} gone or unreadable", news.gone)),
    )
    return _("just now {counts}").format(counts=", ".join(said for many, said in counts if many))


def say_exported(seen: Sequence[Unit], told: Sequence[tuple[str, Fate]], until: date | None) -> str:
    """Say whom an exported page quotes, and of which sessions its numbers are: those ``until`` a day."""
    notes = [trends.team_alone((fate for _, fate in trends.quoted(told)), seen)]
    if until:
        notes.insert(0, _("Its CSV holds all sessions of these units up to {until}.").format(until=until))
    return "\n".join(filter(None, notes))


def say_broken(many: int) -> str:
    """Say how many files are left out, and what says why; "" when none is."""
    said = n_("{n} file cannot be read: workshop check", "{n} files cannot be read: workshop check", many)
    return said if many else ""


def _after(news: str, said: str) -> str:
    return f"{news} · {said}" if news else said


def marked(lines: Sequence[Line], at: int, *, lit: bool) -> list[Line]:
    """Return the lines of an overview with a mark at the first of those of unit ``at``."""
    here = [number for number, shown in enumerate(lines) if shown.targets and shown.targets[-1].means == at]
    found = list(lines)
    for number in here:
        found[number] = replace(lines[number], lit=lit)
    found[here[0]] = replace(found[here[0]], runs=browsing.marked(lines[here[0]].runs))
    return found


def over_time(seen: OpenUnit, today: date, broken: str, width: int, *, lit: bool) -> list[Line]:
    """Return one unit's lines without their dates, which ``dates`` has, and what became of promises.

    Where not all sessions fit, those around the one we are on are drawn. What the attribute we are on did
    stands below its line, so that both are in sight on a small screen; last what is ``broken``.
    """
    unit, found = seen.unit, seen.courses
    drawing = _drawn(seen, width)
    span = texts(_span_rows(unit, drawn, width)) if (drawn := trends.span_shown(drawing)) else []
    lines = itemised(drawing, seen.attribute, lit=lit)
    for attribute, rows in enumerate(drawing.items):
        points = tuple(
            Target(column.start, column.stop, (attribute, unit.sessions[place].file))
            for place, column in enumerate(drawing.columns)
        )
        for row in rows:
            lines[row] = replace(lines[row], targets=(*points, *lines[row].targets))
    end, here = drawing.items[seen.attribute].stop, (Target(0, 500, seen.attribute),)
    said = [
        replace(text, targets=here)
        for text in texts(trends.course_rows(unit, found[seen.attribute], width, seen.session))
    ]
    compared = sum(course.line.compared for course in found)
    kept = texts(trends.fate_rows([("", fate) for fate in fates(unit.sessions, today)], width))
    head = [BLANK, line((_(" ACTIONS AND STOPS"), Role.STRONG))] if kept else []
    days = trend_days.unit_rows(unit, today, width)
    footer = texts(
        [*days, *trends.footer_rows(compared, width), *(paragraph(broken, width) if broken else [])]
    )
    begin = drawing.items[0].start
    return [*span, *lines[begin:end], *said, *lines[end:], *head, *kept, BLANK, *footer]


def dates(seen: OpenUnit, width: int) -> list[Line]:
    """Return the dates above the lines, that of the session we are on marked; none where lines are told."""
    drawing = _drawn(seen, width)
    if not drawing.columns:
        return []
    return [_with_mark(Line(drawing.rows[drawing.items[0].start - 1]), drawing.columns[seen.session])]


def _drawn(seen: OpenUnit, width: int) -> Drawing:
    """Return the lines two rows high, as in print: in one a band cannot be told from its point."""
    scene = trends.unit_scene(seen.unit, seen.courses, short=width < _ROOMY, at=seen.session)
    return draw(scene, width, _TALL)


def _span_rows(unit: Unit, drawn: range, width: int) -> list[Row]:
    """Say which sessions are drawn of those that do not all fit."""
    first, last = unit.sessions[drawn.start], unit.sessions[drawn.stop - 1]
    said = _("Drawn: {first} to {last}, {drawn} of {total} sessions. ← → go to the others.")
    return paragraph(
        said.format(
            first=say_day(first.held_on),
            last=say_day(last.held_on),
            drawn=len(drawn),
            total=len(unit.sessions),
        ),
        width,
        role=Role.MUTED,
    )


def _with_mark(dates: Line, column: range) -> Line:
    """Mark the date of the session one is on; it need not be drawn."""
    text = dates.text
    chosen = f"▸{text[column.start + 1 : column.stop]}"
    parts = ((text[: column.start], Role.MUTED), (chosen, Role.STRONG), (text[column.stop :], Role.MUTED))
    return line(*parts) if column else dates
