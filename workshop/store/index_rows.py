"""Sessions as rows of the index and back: short texts, each guarded by a checksum."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from workshop.errors import Where, WorkshopError
from workshop.model.outcome import AskedAttribute, AskedQuestion, Outcome, Questionnaire
from workshop.model.wording import Wording
from workshop.store.outcome import Read, Unreadable
from workshop.store.summary import Entry, Median, Summary, listed

__all__ = ["SELECT_ALL", "SELECT_LISTED", "TABLES", "Row", "Rows", "asked_row", "row_of", "written"]

Row: TypeAlias = tuple[Any, ...]

SELECT_LISTED: Final = "SELECT name, stamp, listed, listed_sum FROM files"
"""What a list needs."""

SELECT_ALL: Final = """
SELECT name, stamp, listed, listed_sum, questionnaire, head, results, felt, decided, sum FROM files
"""
"""Of a broken file ``listed`` is the complaint, and what follows is empty."""

_HEAD: Final = (
    *("title", "organisation", "unit", "held_on", "stage", "mode"),
    *("threshold", "audience", "users", "user", "method", "voted"),
)
"""What of an outcome is in the column ``head``, in this order."""

TABLES: Final = """
CREATE TABLE IF NOT EXISTS questionnaires (digest TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    name TEXT PRIMARY KEY, stamp TEXT NOT NULL, listed TEXT NOT NULL, listed_sum INTEGER NOT NULL,
    questionnaire TEXT NOT NULL, head TEXT NOT NULL, results TEXT NOT NULL, felt TEXT NOT NULL,
    decided TEXT NOT NULL, sum INTEGER NOT NULL
) WITHOUT ROWID;
"""


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
        found = written({"message": error.message, "hint": error.hint, "at": at})
        return (name, stamp, found, _sum(name, stamp, found), "", "", "", "", "", 0)
    entry = listed(read)
    medians = " ".join(f"{low}{high}" if (low, high) != (0, 0) else "-" for low, high in _pairs(entry))
    found = written(
        [entry.title, entry.organisation, entry.unit, str(entry.held_on), entry.stage, entry.voted, medians]
    )
    head = json.dumps([getattr(read, name) for name in _HEAD], ensure_ascii=False, default=str)
    rest = (digest, head, read.results, read.felt_results, read.decided)
    return (name, stamp, found, _sum(name, stamp, found), *rest, _sum(name, stamp, *rest))


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
        name, stamp, found, kept = row
        if _sum(name, stamp, found) != kept:
            return None
        values = json.loads(found)
        if isinstance(values, dict):
            return self._unreadable(name, values)
        title, organisation, unit, held_on, stage, voted, medians = values
        path, day = Path(self._before + name), date.fromisoformat(held_on)
        return Summary(path, title, organisation, unit, day, stage, voted, _medians(medians))

    def read(self, row: Row) -> Read | None:
        """Return what was read of a file, from a row of ``SELECT_ALL``."""
        name, stamp, _, _, digest, head, results, felt, decided, kept = row
        if not digest:
            entry = self.entry(row[:4])
            return entry if isinstance(entry, Unreadable) else None
        if _sum(name, stamp, digest, head, results, felt, decided) != kept or digest not in self._asked:
            return None
        values = dict(zip(_HEAD, json.loads(head), strict=True))
        values["held_on"] = date.fromisoformat(values["held_on"])
        return Outcome(
            file=self._before + name,
            questionnaire=self._asked[digest],
            results=results,
            felt_results=felt,
            decided=decided,
            **values,
        )

    def _unreadable(self, name: str, complaint: Mapping[str, Any]) -> Unreadable:
        path, at = self._folder / name, complaint["at"]
        where = Where(str(path), *at) if at else None
        return Unreadable(path, WorkshopError(complaint["message"], complaint["hint"], where))


def written(values: Any) -> str:
    """Return ``values`` as compact JSON."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _pairs(entry: Summary) -> list[tuple[int, int]]:
    return [median or (0, 0) for median in entry.medians]


@lru_cache(maxsize=10_000)
def _medians(text: str) -> tuple[Median, ...]:
    return tuple(None if pair == "-" else (int(pair[0]), int(pair[1])) for pair in text.split())


def _sum(*texts: str) -> int:
    return zlib.crc32("\0".join(texts).encode(errors="surrogatepass"))


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
