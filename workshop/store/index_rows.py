"""Sessions as rows of the index and back: a few texts, guarded by checksums.

One holds what a list needs, another the rest; between fields stands NUL, which no cleaned text has. To read
ten thousand rows of a column for each field took three times as long. The terms on which sessions were held
are one field: a workspace has a few of them, each taken apart once.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from workshop.errors import Where, WorkshopError
from workshop.model.outcome import AskedAttribute, AskedQuestion, Outcome, Questionnaire
from workshop.model.wording import Wording
from workshop.store.outcome import Read, Unreadable
from workshop.store.summary import Entry, Median, Summary, listed

__all__ = [
    "INSERT",
    "SELECT_ALL",
    "SELECT_LISTED",
    "TABLES",
    "Row",
    "Rows",
    "asked_row",
    "key_of",
    "row_of",
    "written",
]

Row: TypeAlias = tuple[Any, ...]

SELECT_LISTED: Final = "SELECT listed, listed_sum FROM files"

SELECT_ALL: Final = "SELECT listed, rest, decided, sum FROM files"

INSERT: Final = "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)"

TABLES: Final = """
CREATE TABLE IF NOT EXISTS questionnaires (digest TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    name BLOB PRIMARY KEY, listed BLOB NOT NULL, listed_sum INTEGER NOT NULL, rest BLOB NOT NULL,
    decided BLOB NOT NULL, sum INTEGER NOT NULL
);
"""

_END: Final = "\0"

_ANY: Final = "surrogatepass"
"""A file's name need not be UTF-8."""

_Terms: TypeAlias = tuple[tuple[str, int, str, str, str, str], Questionnaire]
"""Mode to method, as an `Outcome` has them, and what was asked."""

_LISTED_LATER: Final = 7
"""Fields of a list after the complaint, which says of a broken file what is wrong; then they are empty."""

_WITHIN: Final = "\x01"
"""Between the terms, which are one field."""


def asked_row(questionnaire: Questionnaire) -> tuple[str, str]:
    """Return a questionnaire as a row: its digest and its content."""
    asked = questionnaire
    content = written(
        [
            [asked.instrument, asked.version, asked.title],
            [[one.id, one.name, one.label] for one in asked.attributes],
            [[one.attribute, one.item, one.text, *one.wording] for one in asked.questions],
        ]
    )
    return _digest(content), content


def key_of(name: str) -> bytes:
    """Return what the file ``name`` is known by."""
    return name.encode(errors=_ANY)


def row_of(name: str, stamp: str, read: Read, digest: str) -> Row:
    """Return what was read of the file ``name`` as a row; ``digest`` is that of its questionnaire."""
    if isinstance(read, Unreadable):
        error = read.error
        at = [error.where.line, error.where.column] if error.where else None
        complaint = written({"message": error.message, "hint": error.hint, "at": at})
        listed_as = [name, stamp, complaint, *[""] * _LISTED_LATER]
        rest, decided = [""], b""
    else:
        voted = "" if read.voted is None else str(read.voted)
        day, medians = read.held_on.isoformat(), _medians_text(listed(read).medians)
        place = (read.title, read.organisation, read.unit)
        listed_as = [name, stamp, "", *place, day, read.stage, voted, medians]
        terms = [read.mode, str(read.threshold), read.audience, read.users, read.user, read.method, digest]
        rest = [_WITHIN.join(terms), read.results, read.felt_results]
        decided = read.decided
    first, second = _packed(listed_as), _packed(rest)
    checked = zlib.crc32(first)
    return key_of(name), first, checked, second, decided, zlib.crc32(decided, zlib.crc32(second, checked))


class Rows:
    """Makes values of rows of the files in ``folder``; None of a row whose checksum does not hold."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = str(folder / "-")[:-1]
        self._asked: dict[str, Questionnaire] = {}
        self._terms: dict[str, _Terms] = {}

    def learn(self, digest: str, content: str) -> None:
        """Take in a questionnaire that rows refer to."""
        if _digest(content) == digest:
            (instrument, version, title), attributes, questions = json.loads(content)
            asked = (
                AskedQuestion(key, item, said, Wording(language, stem, text, tuple(levels)))
                for key, item, said, language, stem, text, levels in questions
            )
            named = (AskedAttribute(*one) for one in attributes)
            self._asked[digest] = Questionnaire(instrument, version, title, tuple(named), tuple(asked))

    def entry(self, row: Row) -> tuple[str, str, Entry] | None:
        """Return name and stamp of a file, and how a list shows it, from a row of ``SELECT_LISTED``."""
        text, checked = row
        if zlib.crc32(text) != checked:
            return None
        fields = text.decode(errors=_ANY).split(_END)
        name, stamp, complaint, title, organisation, unit, day, stage, voted, medians = fields
        if complaint:
            return name, stamp, self._unreadable(name, json.loads(complaint))
        count = int(voted) if voted else None
        file, held_on = self._before + name, _day(day)
        entry = Summary(file, title, organisation, unit, held_on, stage, count, _medians(medians))
        return name, stamp, entry

    def read(self, row: Row) -> tuple[str, str, Read] | None:
        """Return name and stamp of a file, and what was read of it, from a row of ``SELECT_ALL``."""
        text, rest, decided, checked = row
        if zlib.crc32(decided, zlib.crc32(rest, zlib.crc32(text))) != checked:
            return None
        fields = text.decode(errors=_ANY).split(_END)
        name, stamp, complaint, title, organisation, unit, day, stage, voted, _ = fields
        if complaint:
            return name, stamp, self._unreadable(name, json.loads(complaint))
        held_as, results, felt = rest.decode(errors=_ANY).split(_END)
        if (terms := self._terms.get(held_as) or self._taken_apart(held_as)) is None:
            return None
        held, questionnaire = terms
        place = (self._before + name, title, organisation, unit, _day(day), stage)
        counted = (int(voted) if voted else None, questionnaire, results, felt, decided)
        read = Outcome._make((*place, *held, *counted))
        return name, stamp, read

    def _taken_apart(self, held_as: str) -> _Terms | None:
        """Learn the terms of a session; None when what it asked is not known."""
        mode, threshold, audience, users, user, method, digest = held_as.split(_WITHIN)
        if digest not in self._asked:
            return None
        held = (mode, int(threshold), audience, users, user, method)
        self._terms[held_as] = terms = held, self._asked[digest]
        return terms

    def _unreadable(self, name: str, complaint: Mapping[str, Any]) -> Unreadable:
        path, at = self._folder / name, complaint["at"]
        where = Where(str(path), *at) if at else None
        return Unreadable(path, WorkshopError(complaint["message"], complaint["hint"], where))


def written(values: Any) -> str:
    """Return ``values`` as compact JSON."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _medians_text(medians: Sequence[Median]) -> str:
    return " ".join("-" if median is None else f"{median[0]}{median[1]}" for median in medians)


_day = lru_cache(maxsize=10_000)(date.fromisoformat)


@lru_cache(maxsize=10_000)
def _medians(text: str) -> tuple[Median, ...]:
    return tuple(None if pair == "-" else (int(pair[0]), int(pair[1])) for pair in text.split())


def _packed(fields: Sequence[str]) -> bytes:
    return _END.join(fields).encode(errors=_ANY)


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
