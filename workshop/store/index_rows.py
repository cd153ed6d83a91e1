"""Sessions as rows of the index and back: short texts, each guarded by a checksum."""

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

__all__ = ["INSERT", "SELECT_ALL", "SELECT_LISTED", "TABLES", "Row", "Rows", "asked_row", "row_of", "written"]

Row: TypeAlias = tuple[Any, ...]

SELECT_LISTED: Final = """
SELECT name, stamp, complaint, title, organisation, unit, held_on, stage, voted, medians,
listed_sum FROM files
"""
"""What a list needs. Of a broken file ``complaint`` is what is wrong with it, and what follows is empty."""

SELECT_ALL: Final = """
SELECT name, stamp, complaint, title, organisation, unit, held_on, stage, voted, medians,
mode, threshold, audience, users, user, method, questionnaire, results, felt, decided, sum FROM files
"""

INSERT: Final = """
INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

TABLES: Final = """
CREATE TABLE IF NOT EXISTS questionnaires (digest TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    name TEXT PRIMARY KEY, stamp TEXT NOT NULL, complaint TEXT NOT NULL,
    title TEXT NOT NULL, organisation TEXT NOT NULL, unit TEXT NOT NULL, held_on TEXT NOT NULL,
    stage TEXT NOT NULL, voted TEXT NOT NULL, medians TEXT NOT NULL,
    mode TEXT NOT NULL, threshold TEXT NOT NULL, audience TEXT NOT NULL, users TEXT NOT NULL,
    user TEXT NOT NULL, method TEXT NOT NULL, questionnaire TEXT NOT NULL, results TEXT NOT NULL,
    felt TEXT NOT NULL, decided TEXT NOT NULL, listed_sum INTEGER NOT NULL, sum INTEGER NOT NULL
) WITHOUT ROWID;
"""

_LISTED_LATER: Final = 7
"""Columns of a list after the complaint."""

_MORE: Final = 10
"""Columns beyond those of a list, without the sums."""


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


def row_of(name: str, stamp: str, read: Read, digest: str) -> Row:
    """Return what was read of the file ``name`` as a row; ``digest`` is that of its questionnaire."""
    if isinstance(read, Unreadable):
        error = read.error
        at = [error.where.line, error.where.column] if error.where else None
        complaint = written({"message": error.message, "hint": error.hint, "at": at})
        listed_as = (name, stamp, complaint, *[""] * _LISTED_LATER)
        more = [""] * _MORE
    else:
        voted = "" if read.voted is None else str(read.voted)
        day, medians = read.held_on.isoformat(), _medians_text(listed(read).medians)
        place = (read.title, read.organisation, read.unit)
        listed_as = (name, stamp, "", *place, day, read.stage, voted, medians)
        more = [read.mode, str(read.threshold), read.audience, read.users, read.user, read.method]
        more += [digest, read.results, read.felt_results, read.decided]
    return (*listed_as, *more, _sum(listed_as), _sum((*listed_as, *more)))


class Rows:
    """Makes values of rows of the files in ``folder``; None of a row whose checksum does not hold."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = str(folder / "-")[:-1]
        self._asked: dict[str, Questionnaire] = {}

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

    def entry(self, row: Row) -> Entry | None:
        """Return a file as a list shows it, from a row of ``SELECT_LISTED``."""
        if _sum(row[:-1]) != row[-1]:
            return None
        name, _stamp, complaint, title, organisation, unit, day, stage, voted, medians, _kept = row
        if complaint:
            return self._unreadable(name, json.loads(complaint))
        held_on, count = _day(day), int(voted) if voted else None
        return Summary(
            self._before + name, title, organisation, unit, held_on, stage, count, _medians(medians)
        )

    def read(self, row: Row) -> Read | None:
        """Return what was read of a file, from a row of ``SELECT_ALL``."""
        if _sum(row[:-1]) != row[-1]:
            return None
        name, _stamp, complaint, title, organisation, unit, day, stage, voted, _medians, *more = row
        if complaint:
            return self._unreadable(name, json.loads(complaint))
        mode, threshold, audience, users, user, method, digest, results, felt, decided, _kept = more
        if digest not in self._asked:
            return None
        return Outcome(
            self._before + name,
            title,
            organisation,
            unit,
            _day(day),
            stage,
            mode,
            int(threshold),
            audience,
            users,
            user,
            method,
            int(voted) if voted else None,
            self._asked[digest],
            results,
            felt,
            decided,
        )

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


def _sum(texts: Sequence[str]) -> int:
    return zlib.crc32("\0".join(texts).encode(errors="surrogatepass"))


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
