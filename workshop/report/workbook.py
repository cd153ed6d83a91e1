"""A report as an Excel workbook: summary, radar, counts, groups, actions, stops. No text is a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import xlsxwriter

from workshop.charts.scene import Web
from workshop.language import ENGLISH, _, labelled, language, say_day
from workshop.model.session import Session
from workshop.model.shown import shown
from workshop.model.tally import LEVELS, Tally
from workshop.report.decided import agreed_words
from workshop.report.groups import about_groups, groups_of
from workshop.report.pictures import at_a_glance, radar_of
from workshop.report.questions import asked
from workshop.report.report import Report
from workshop.report.words import turnout

__all__ = ["render"]

_TEXT_ONLY: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd" if language() == ENGLISH else "m/d/yy",
}
_WIDTHS: Final = (34, 34, 16, 16, 12)


def render(report: Report) -> bytes:
    """Return the workbook; comments stay out of it (rule 9 of statistics.md)."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _TEXT_ONLY) as book:
        strong = book.add_format({"bold": True, "bg_color": "#E8EDF2", "text_wrap": True})
        book.set_properties({"title": report.title})
        _summary(book, strong, report)
        _counts(book, strong, report.sessions)
        _groups(book, strong, [session for session in report.sessions if session.has_groups])
        actions = [
            (s.title, s.held_on, a.text, a.owner, a.due, a.notice, shown("yes" if a.done else "no"))
            for s in report.sessions
            for a in s.actions
        ]
        head = (
            _("session"),
            _("date"),
            _("to try"),
            _("owner"),
            _("due"),
            _("how users will notice"),
            _("done"),
        )
        _sheet(book, strong, _("Actions"), head, actions)
        stops = [
            (s.title, s.held_on, x.item, x.owner, x.due, shown(x.status))
            for s in report.sessions
            for x in s.stops
        ]
        _sheet(
            book,
            strong,
            _("Stops"),
            (_("session"), _("date"), _("to stop"), _("owner"), _("due"), _("status")),
            stops,
        )
    return content.getvalue()


def _summary(book: Any, strong: Any, report: Report) -> None:
    last, summary = report.sessions[-1], _("Summary")
    head = (_("attribute"), _("median or mean"), _("decided"))
    web = radar_of(last)
    assert isinstance(web.body, Web)
    rows = [
        (last.fill(attribute.name), at_a_glance(last, attribute), agreed_words(last, attribute.id))
        for attribute in last.instrument.attributes
    ]
    sheet = _sheet(book, strong, summary, head, rows, top=4)
    sheet.write_string(0, 0, report.title, book.add_format({"bold": True, "font_size": 16}))
    sheet.write_string(1, 0, " · ".join((say_day(last.held_on), *turnout(last))))
    for number, finding in enumerate(_findings(report), start=len(rows) + 6):
        sheet.write_string(number, 0, finding)
    if not web.body.outlines:
        return
    chart = book.add_chart({"type": "radar", "subtype": "with_markers"})
    chart.add_series(
        {
            "name": say_day(last.held_on),
            "categories": [summary, 5, 0, 4 + len(rows), 0],
            "values": [summary, 5, 1, 4 + len(rows), 1],
            "line": {"color": "#0072B2", "width": 2.25},
        }
    )
    chart.set_y_axis({"min": 0, "max": LEVELS, "major_unit": 1})
    chart.set_legend({"none": True})
    chart.set_title({"name": _("Shape at a glance")})
    sheet.insert_chart(3, 4, chart, {"description": web.summary[:1000], "x_scale": 1.1, "y_scale": 1.3})


def _findings(report: Report) -> Iterable[str]:
    for passage in report.story:
        yield from (labelled(passage.title, said) for said in passage.said)


def _counts(book: Any, strong: Any, sessions: Sequence[Session]) -> None:
    """Write each question in each round with its counts; what is not shown says so."""
    head = (
        _("session"),
        _("question"),
        _("attribute"),
        _("date"),
        _("round"),
        *range(1, LEVELS + 1),
        _("not sure"),
        "n",
        _("mean"),
    )
    rows: list[Sequence[object]] = []
    for session in sessions:
        for attribute in session.instrument.attributes:
            for found in asked(session, attribute):
                fixed = (
                    session.title,
                    found.text,
                    session.fill(attribute.name),
                    session.held_on,
                    found.round,
                )
                tally = found.result
                numbers: tuple[object, ...] = (_("not shown"),)
                if isinstance(tally, Tally):
                    numbers = (*tally.counts, tally.not_sure, tally.n, tally.mean)
                rows.append((*fixed, *numbers))
    _shaded(_sheet(book, strong, _("Counts"), head, rows), len(rows), head)


def _groups(book: Any, strong: Any, sessions: Sequence[Session]) -> None:
    """Write what the groups of round 1 show, question by question, and below what is not shown and why.

    No sheet where nobody was asked for a group: a file holds of groups only what may be shown.
    """
    if not sessions:
        return
    head = (
        _("session"),
        _("question"),
        _("attribute"),
        _("date"),
        _("group"),
        *range(1, LEVELS + 1),
        _("not sure"),
        "n",
        _("mean"),
    )
    rows: list[Sequence[object]] = []
    about: list[str] = []
    for session in sessions:
        for question in session.instrument.questions():
            name = session.fill(question.attribute.name)
            text = name if question.is_ladder else session.fill(question.text)
            shown_by = groups_of(session, question.attribute.id, question.item)
            for group, tally in shown_by.items():
                numbers: tuple[object, ...] = (_("not shown"),)
                if isinstance(tally, Tally):
                    numbers = (*tally.counts, tally.not_sure, tally.n, tally.mean)
                rows.append((session.title, text, name, session.held_on, group, *numbers))
        about += (labelled(session.title, said) for said in about_groups(session))
    sheet = _sheet(book, strong, _("Groups"), head, rows)
    _shaded(sheet, len(rows), head)
    for number, said in enumerate(about, start=len(rows) + 2):
        sheet.write_string(number, 0, said)


def _shaded(sheet: Any, rows: int, head: Sequence[object]) -> None:
    """Shade the counts of a sheet, and let its rows be filtered."""
    scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#56B4E9"}
    if rows:
        sheet.conditional_format(1, 5, rows, 4 + LEVELS, scale)
        sheet.autofilter(0, 0, rows, len(head) - 1)


def _sheet(
    book: Any, strong: Any, name: str, head: Sequence[object], rows: Sequence[Sequence[object]], top: int = 0
) -> Any:
    sheet = book.add_worksheet(name)
    for column, width in enumerate(_WIDTHS[: len(head)]):
        sheet.set_column(column, column, width)
    plain = {"valign": "top", "text_wrap": True}
    text, decimal = book.add_format(plain), book.add_format({**plain, "num_format": "0.0"})
    day = book.add_format({**plain, "num_format": "yyyy-mm-dd"})
    looks: Mapping[type, Any] = {float: decimal, date: day}
    for number, cells in enumerate((head, *rows), start=top):
        for column, value in enumerate(cells):
            look = strong if number == top else looks.get(type(value), text)
            if isinstance(value, str):
                sheet.write_string(number, column, value, look)
            elif value is not None:
                sheet.write(number, column, value, look)
    sheet.freeze_panes(top + 1, 0)
    return sheet
