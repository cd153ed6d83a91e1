"""Every count of a session as tidy long rows: one row for each level of each question.

CSV files have the columns of ``Row`` up to ``count``; Parquet files have all of them, partitioned in folders
by ``organisation`` and ``period`` (see ``parquet``). They mean:

=================  =======  ==============================================================================
session            text     title of the session
date               date     the day it was held on
organisation       text     empty when not given
unit               text     empty when not given
round              integer  1 is the private vote before talking, which trends are made of; 2 and up follow it
method             text     the way of answering: ``ballots`` or ``hands``; only like ways can be compared
group              text     empty for the whole team; else one group, *contained in* the whole team's rows
attribute          text     id of the attribute, such as ``vision``
question           text     ``ladder``, or the id of a statement
level              integer  1 to 5; empty (null) for the answers "not sure"
count              integer  how many chose it; levels nobody chose have a row with 0
session_id         text     the name of the session's file, without ``.toml``
voted              integer  how many voted in that round
agreed             integer  the level agreed on for the attribute; null when there is none
attribute_name     text     the attribute's name, in the session's words
question_text      text     what was asked, in the session's words; of a ladder the attribute's name
wording            text     digest of language, stem, wording and levels *before* words are filled in: equal
                            digests (and ``method``) are what makes two counts comparable
=================  =======  ==============================================================================

A question of which no count may be shown (hidden, or median and shape only) has no rows. Whoever adds counts
up takes the rows with an empty ``group``, or those of the groups, never both.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from workshop.model.session import Round, Session
from workshop.model.tally import Result, Tally

if TYPE_CHECKING:
    from workshop.report.report import Report

__all__ = ["COLUMNS", "Kept", "Row", "as_csv", "harmless", "period", "render", "rows"]

COLUMNS: Final = (
    *("session", "date", "organisation", "unit", "round", "method", "group"),
    *("attribute", "question", "level", "count"),
)
"""The columns of a CSV file."""

_FORMULA: Final = frozenset("=+-@\t\r\n|%＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula; the wide forms where Japanese is typed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A session and the name of its file, without the ending."""

    name: str
    session: Session


@dataclass(frozen=True, slots=True)
class Row:
    """One count; the module says what each column means."""

    session: str
    date: date
    organisation: str
    unit: str
    round: int
    method: str
    group: str
    attribute: str
    question: str
    level: int | None
    count: int
    session_id: str
    voted: int
    agreed: int | None
    attribute_name: str
    question_text: str
    wording: str


def rows(kept: Iterable[Kept]) -> Iterator[Row]:
    """Yield the rows of sessions: by session, round, group and question, levels 1 to 5, then not sure."""
    for one in kept:
        asked = _asked(one.session)
        for counted in sorted(one.session.rounds, key=lambda counted: counted.number):
            for group, tallies in (("", counted.tally), *sorted(counted.groups.items())):
                yield from _of_round(one, counted, group, tallies, asked)


def period(day: date) -> str:
    """Return the year and quarter of a day: ``"2026-Q4"``."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def as_csv(kept: Iterable[Kept]) -> str:
    """Return the rows as RFC 4180: a header, CRLF, quotes where needed, no cell that starts a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    typed = {
        "session",
        "organisation",
        "unit",
        "group",
    }  # the ids of an instrument begin with letter or digit
    written = [(attrgetter(name), name in typed) for name in COLUMNS]
    for row in rows(kept):
        writer.writerow([_cell(value(row)) if free else value(row) for value, free in written])
    return text.getvalue()


def render(report: Report) -> bytes:
    """Return the counts of a report's sessions as CSV."""
    return as_csv(report.kept).encode()


def harmless(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula: with an apostrophe before it.

    >>> harmless("=1+1"), harmless("North")
    ("'=1+1", 'North')
    """
    return f"'{text}" if text[:1] in _FORMULA and text else text


_cell = lru_cache(maxsize=1024)(harmless)


def _asked(session: Session) -> Mapping[tuple[str, str], tuple[str, str, str]]:
    """Return the attribute's name, the text and the digest of each question, by attribute and item."""
    return {
        (question.attribute.id, question.item): (
            session.fill(question.attribute.name),
            session.fill(question.text),
            _digest(session.instrument.language, question.stem, question.text, question.levels),
        )
        for question in session.instrument.questions()
    }


def _of_round(
    one: Kept,
    counted: Round,
    group: str,
    tallies: Mapping[str, Mapping[str, Result]],
    asked: Mapping[tuple[str, str], tuple[str, str, str]],
) -> Iterator[Row]:
    session = one.session
    for attribute, items in tallies.items():
        decided = session.agreed.get(attribute)
        agreed = decided.level if decided else None
        for item, result in items.items():
            if not isinstance(result, Tally):
                continue
            for level, count in (*result, (None, result.not_sure)):
                yield Row(
                    session.title,
                    session.held_on,
                    session.organisation,
                    session.unit,
                    counted.number,
                    counted.method,
                    group,
                    attribute,
                    item,
                    level,
                    count,
                    one.name,
                    counted.voted,
                    agreed,
                    *asked[attribute, item],
                )


@lru_cache(maxsize=4096)
def _digest(language: str, stem: str, text: str, levels: tuple[str, ...]) -> str:
    same = {"language": language, "stem": stem, "text": text, "levels": levels}
    return hashlib.sha256(json.dumps(same, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]
