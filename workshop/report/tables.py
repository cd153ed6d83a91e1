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
count              integer  how many chose it; levels nobody chose have a row with 0; null where ``shown`` is
                            not ``counts``
session_id         text     the name of the session's file, without ``.toml``
voted              integer  how many voted in that round
agreed             integer  the level agreed on for the attribute; null when there is none
attribute_name     text     the attribute's name, in the session's words
question_text      text     what was asked, in the session's words; of a ladder the attribute's name
wording            text     language, and digests of stem, wording and levels *before* words are filled in, as
                            ``en-1f0c…-77ab…-09de…``: equal ones (and ``method``) make two counts comparable
shown              text     ``counts``; else the one row of this question says why there are none:
                            ``hidden``, ``median 3, together`` or, in round 1, ``not asked``
place              integer  where the question stands in the instrument: 1, 2 …
needed             integer  fewest answers that this session shows; 1 where it is open
felt               text     felt change of the attribute: worse, same, better | not here; ``hidden``; or null
attribute_label    text     a short name of the attribute, in the session's words
=================  =======  ==============================================================================

In CSV a question of which no count may be shown has no rows. Whoever adds counts up takes the rows with an
empty ``group``, or those of the groups, never both.
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
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from workshop.model.tally import Result, Tally

if TYPE_CHECKING:
    from workshop.model.session import Round, Session
    from workshop.report.report import Report

__all__ = [
    "COLUMNS",
    "COUNTS",
    "NOT_ASKED",
    "Kept",
    "Row",
    "as_csv",
    "every_row",
    "harmless",
    "period",
    "render",
    "rows",
]

COLUMNS: Final = (
    *("session", "date", "organisation", "unit", "round", "method", "group"),
    *("attribute", "question", "level", "count"),
)
"""The columns of a CSV file."""

COUNTS: Final = "counts"
"""What ``shown`` says of a question whose counts are there."""

NOT_ASKED: Final = "not asked"
"""What it says of one that was not asked in round 1."""

_FORMULA: Final = frozenset("=+-@\t\r\n|%＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula; the wide forms where Japanese is typed."""

_END: Final = "\r\n"

_Key: TypeAlias = tuple[str, str]
"""A question by its attribute and item."""


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
    count: int | None
    session_id: str
    voted: int
    agreed: int | None
    attribute_name: str
    question_text: str
    wording: str
    shown: str
    place: int
    needed: int
    felt: str | None
    attribute_label: str


class _Asked(NamedTuple):
    """What each row says of its question."""

    name: str
    text: str
    wording: str
    place: int
    label: str


def rows(kept: Iterable[Kept]) -> Iterator[Row]:
    """Yield the counts of sessions: by session, round, group and question, levels 1 to 5, then not sure."""
    return (row for row in every_row(kept) if row.shown == COUNTS)


def every_row(kept: Iterable[Kept]) -> Iterator[Row]:
    """Yield what ``rows`` does, and one row for each question of which there are no counts."""
    for one in kept:
        asked = _asked(one.session)
        for counted, group, key, result in _results(one.session, asked):
            yield from _of_question(one, counted, group, key, result, asked[key])


def period(day: date) -> str:
    """Return the year and quarter of a day: ``"2026-Q4"``."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def as_csv(kept: Iterable[Kept]) -> str:
    """Return the rows as RFC 4180: a header, CRLF, quotes where needed, no cell that starts a formula."""
    lines = [_line(COLUMNS)]
    for one in kept:
        session = one.session
        named = [harmless(session.title), session.held_on, harmless(session.organisation)]
        named.append(harmless(session.unit))
        keys = [(question.attribute.id, question.item) for question in session.instrument.questions()]
        for counted, group, (attribute, item), result in _results(session, keys):
            if not isinstance(result, Tally):
                continue
            # the ids of an instrument begin with a letter or digit: no formula
            question = (*named, counted.number, counted.method, harmless(group), attribute, item)
            begun = _line(question).removesuffix(_END)
            for level, count in _counts(result):
                lines.append(f"{begun},{'' if level is None else level},{count}{_END}")
    return "".join(lines)


def render(report: Report) -> bytes:
    """Return the counts of a report's sessions as CSV."""
    return as_csv(report.kept).encode()


def harmless(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula: with an apostrophe before it.

    >>> harmless("=1+1"), harmless("North")
    ("'=1+1", 'North')
    """
    return f"'{text}" if text[:1] in _FORMULA and text else text


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=_END).writerow(cells)
    return text.getvalue()


def _asked(session: Session) -> Mapping[_Key, _Asked]:
    """Return what there is to say of each question of the instrument, by attribute and item, in its order."""
    return {
        (question.attribute.id, question.item): _Asked(
            session.fill(question.attribute.name),
            session.fill(question.text),
            _digests(session.instrument.language, question.stem, question.text, question.levels),
            place,
            session.fill(question.attribute.label),
        )
        for place, question in enumerate(session.instrument.questions(), start=1)
    }


def _results(session: Session, keys: Iterable[_Key]) -> Iterator[tuple[Round, str, _Key, Result | None]]:
    """Yield the results of the questions at ``keys``, round by round and group by group, in their order.

    None is for a question of the instrument that was not asked in round 1.
    """
    for counted in sorted(session.rounds, key=lambda counted: counted.number):
        for group, tallies in (("", counted.tally), *session.split(counted).items()):
            for key in keys:
                result = tallies.get(key[0], {}).get(key[1])
                if result is not None or (counted.number == 1 and not group):
                    yield counted, group, key, result


def _of_question(
    one: Kept, counted: Round, group: str, key: _Key, result: Result | None, question: _Asked
) -> Iterator[Row]:
    session = one.session
    decided = session.agreed.get(key[0])
    felt = counted.felt.get(key[0])
    for level, count in _counts(result):
        yield Row(
            session.title,
            session.held_on,
            session.organisation,
            session.unit,
            counted.number,
            counted.method,
            group,
            *key,
            level,
            count,
            one.name,
            counted.voted,
            decided.level if decided else None,
            question.name,
            question.text,
            question.wording,
            COUNTS if isinstance(result, Tally) else str(result or NOT_ASKED),
            question.place,
            1 if session.mode == "open" or counted.method == "hands" else session.threshold,
            None if felt is None else str(felt),
            question.label,
        )


def _counts(result: Result | None) -> Iterable[tuple[int | None, int | None]]:
    """Return levels and counts, "not sure" last and without a level; one empty pair when there are none."""
    return (*result, (None, result.not_sure)) if isinstance(result, Tally) else ((None, None),)


@lru_cache(maxsize=4096)
def _digests(language: str, stem: str, text: str, levels: tuple[str, ...]) -> str:
    parts = (json.dumps(part, ensure_ascii=False).encode() for part in (stem, text, levels))
    return "-".join([language, *(hashlib.sha256(part).hexdigest()[:16] for part in parts)])
