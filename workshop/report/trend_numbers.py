"""Many sessions as numbers for programs: all tables as JSON, or a line per session and attribute as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, Final

from workshop.analysis.across import Across
from workshop.analysis.fate import Fate, fates
from workshop.analysis.lines import points_through
from workshop.analysis.period import Period
from workshop.analysis.trend import Course, courses
from workshop.analysis.units import Unit
from workshop.analysis.verdict import Change, Verdict
from workshop.errors import legible
from workshop.model.tally import Tally
from workshop.report.tables import harmless
from workshop.report.trends import filled, team_alone

__all__ = ["as_json", "csv_lines"]


def as_json(found: Sequence[Unit], seen: Period | None, today: date) -> Mapping[str, Any]:
    """Return all tables as one object: numbers unrounded, nothing that is hidden.

    What to know before it leaves the team stands in ``warnings``, as of other exports.
    """
    promises = [fates(unit.sessions, today) for unit in found]
    warning = team_alone(chain.from_iterable(promises), found)
    return {
        "units": [_unit(unit, told) for unit, told in zip(found, promises, strict=True)],
        "across": _across(seen.table) if seen else None,
        "moved": [
            {
                "organisation": one.unit.organisation,
                "unit": one.unit.unit,
                "attribute": one.attribute,
                "question": item,
                "since": one.then.day.isoformat(),
                "last_time": one.then.last_time,
                "until": one.until.isoformat(),
                **_change(change),
            }
            for one in (seen.moved.movers if seen else ())
            for item, change in zip(one.items, one.changes, strict=True)
            if change.verdict in (Verdict.HIGHER, Verdict.LOWER)
        ],
        "compared": seen.compared if seen else 0,
        "warnings": [warning] if warning else [],
        "without": seen.without if seen else len(found),
    }


_COLUMNS: Final = (
    *("organisation", "unit", "held_on", "file", "attribute", "n", "mean", "low", "high"),
    *("agreed", "worse", "same", "better", "new_line", "why", "statements"),
)


def csv_lines(found: Sequence[Unit]) -> Iterator[str]:
    """Yield CSV with a head and a line for each attribute of each session: what is hidden is empty.

    ``low`` and ``high`` bound the interval of the mean; ``worse``, ``same`` and ``better`` count felt change;
    ``statements`` is how many the mean is of, 0 for a ladder's.
    """
    yield _line_of(_COLUMNS)
    for unit in found:
        named = harmless(unit.organisation), harmless(unit.unit)
        for attribute, points in points_through(unit.sessions):
            for session, point in zip(unit.sessions, points, strict=True):
                felt = session.felt(attribute)
                yield _line_of(
                    (
                        *(*named, session.held_on.isoformat(), harmless(legible(session.file))),
                        *(attribute, point.n, point.mean, *(point.interval or ("", "")), point.agreed),
                        *(felt.counts if isinstance(felt, Tally) else ("", "", "")),
                        *(int(point.starts_new_line), point.why, point.statements),
                    )
                )


def _line_of(cells: Sequence[object]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()


def _unit(unit: Unit, promises: Sequence[Fate]) -> Mapping[str, Any]:
    return {
        "organisation": unit.organisation,
        "unit": unit.unit,
        "sessions": [
            {
                "file": one.file,
                "title": one.title,
                "held_on": one.held_on.isoformat(),
                "method": one.method,
                "voted": one.voted,
            }
            for one in unit.sessions
        ],
        "attributes": [_course(unit, course) for course in courses(unit)],
        "promises": [
            {
                "organisation": unit.organisation,
                "kind": fate.kind,
                "text": fate.text,
                "made_on": fate.made_on.isoformat(),
                "due": fate.due.isoformat() if fate.due else None,
                "status": fate.status,
                "noticed": fate.noticed,
                "came_back": fate.came_back,
                "overdue": fate.overdue,
            }
            for fate in promises
        ],
    }


def _course(unit: Unit, course: Course) -> Mapping[str, Any]:
    return {
        "id": course.line.attribute,
        "name": filled(course.line.name, unit.sessions[-1]),
        "points": [
            {
                "mean": point.mean,
                "n": point.n,
                "statements": point.statements,
                "interval": list(point.interval) if point.interval else None,
                "agreed": point.agreed,
                "new_line": point.starts_new_line,
                "why": point.why,
                "felt": [*felt.counts, felt.not_sure] if isinstance(felt, Tally) else None,
            }
            for point, felt in zip(course.line.points, course.felt, strict=True)
        ],
        "changes": [
            {
                "question": item,
                "since": one.then.day.isoformat(),
                "last_time": one.then.last_time,
                **_change(change),
            }
            for one in course.line.comparisons
            for item, change in zip(one.items, one.changes, strict=True)
        ],
        "sentence": course.line.sentence,
        "felt_sentence": course.felt_sentence,
    }


def _across(table: Across) -> Mapping[str, Any]:
    return {
        "since": table.since.isoformat(),
        "until": table.until.isoformat(),
        "attributes": [key for key, _, _ in table.attributes],
        "rows": [
            {
                "organisation": row.unit.organisation,
                "unit": row.unit.unit,
                "file": row.session.file,
                "cells": [
                    {
                        "mean": c.mean,
                        "n": c.n,
                        "statements": len(c.statements),
                        "why": c.why or c.other_wording,
                        "higher": c.higher,
                    }
                    for c in row.cells
                ],
            }
            for row in table.rows
        ],
        "learn_from": [
            {
                "attribute": one.attribute,
                "organisation": one.unit.organisation,
                "unit": one.unit.name,
                "evidence": filled(one.evidence, one.session),
            }
            for one in table.examples
        ],
    }


def _change(change: Change) -> Mapping[str, Any]:
    return {
        "n": list(change.n),
        "means": list(change.means),
        "change": change.change,
        "margin": change.margin,
        "verdict": str(change.verdict),
    }
