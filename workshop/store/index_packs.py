"""Sessions as packs of the index and back: a few hundred files in three texts, guarded by a checksum.

In a text one field of all files of a pack follows the other, with NUL between values, which no cleaned text
has: so one call takes thousands of values apart. One text holds what a list needs, another the counts, the
third what was decided. A row for each file took ten times as long to read.

Packs are written one after the other and never changed: what a later one says of a file goes before an
earlier one, and a file without a stamp is gone. `Packs.wasteful` tells when they are worth being made anew.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain, repeat
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from workshop.errors import Where, WorkshopError
from workshop.model.outcome import AskedAttribute, AskedQuestion, Outcome, Questionnaire
from workshop.model.wording import Wording
from workshop.store.decided import Decided, Fetch
from workshop.store.listing import BATCH
from workshop.store.outcome import Read, Unreadable
from workshop.store.summary import Entry, Median, Summary, listed

__all__ = [
    "INSERT",
    "SELECT_ALL",
    "SELECT_LISTED",
    "TABLES",
    "Packed",
    "Packs",
    "asked_row",
    "gone",
    "packed",
    "rows_of",
]

Row: TypeAlias = tuple[Any, ...]

SELECT_LISTED: Final = "SELECT listed, sum FROM packs ORDER BY number"

SELECT_COUNTED: Final = "SELECT listed, sum, rest, rest_sum, number, decided_sum FROM packs ORDER BY number"

SELECT_DECIDED: Final = "SELECT decided FROM packs WHERE number = ? AND decided_sum = ?"

SELECT_ALL: Final = "SELECT listed, sum, rest, rest_sum, decided, decided_sum FROM packs ORDER BY number"

INSERT: Final = (
    "INSERT INTO packs (listed, sum, rest, rest_sum, decided, decided_sum) VALUES (?, ?, ?, ?, ?, ?)"
)

TABLES: Final = """
CREATE TABLE IF NOT EXISTS questionnaires (digest TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS packs (
    number INTEGER PRIMARY KEY, sum INTEGER NOT NULL, rest_sum INTEGER NOT NULL, decided_sum INTEGER NOT NULL,
    listed BLOB NOT NULL, rest BLOB NOT NULL, decided BLOB NOT NULL
);
"""

_END: Final = "\0"

_WITHIN: Final = "\x01"
"""Between the terms, which are one field."""

_ANY: Final = "surrogatepass"
"""A file's name need not be UTF-8."""

_LISTED: Final = 10
"""Fields of a list: name, stamp and complaint, which says of a broken file what is wrong; then of a good one
title, organisation, unit, day, stage, voted and medians."""

_REST: Final = 3
"""Terms, results and felt change."""

_SPARE: Final = 100
"""Packs, beside those that are needed, that are read almost as soon."""

_Terms: TypeAlias = tuple[str, int, str, str, str, str, Questionnaire | None]
"""Mode to method, as an `Outcome` has them, and what was asked."""

_NO_TERMS: Final = ("", 0, "", "", "", "", None)
"""Of a file that is broken, or gone."""


class Packed(NamedTuple):
    """One file on its way into a pack, or from one to another."""

    listed: tuple[str, ...]
    rest: tuple[str, ...]
    decided: bytes


def asked_row(questionnaire: Questionnaire) -> tuple[str, str]:
    """Return a questionnaire as a row: its digest and its content."""
    asked = questionnaire
    content = _written(
        [
            [asked.instrument, asked.version, asked.title],
            [[one.id, one.name, one.label] for one in asked.attributes],
            [[one.attribute, one.item, one.text, *one.wording] for one in asked.questions],
        ]
    )
    return _digest(content), content


def packed(name: str, stamp: str, read: Read, digest: str) -> Packed:
    """Return what was read of the file ``name``; ``digest`` is that of its questionnaire."""
    if isinstance(read, Unreadable):
        error = read.error
        at = [error.where.line, error.where.column] if error.where else None
        complaint = _written({"message": error.message, "hint": error.hint, "at": at})
        return Packed((name, stamp, complaint, *[""] * (_LISTED - 3)), ("",) * _REST, b"")
    voted = "" if read.voted is None else str(read.voted)
    place = (read.title, read.organisation, read.unit, read.held_on.isoformat(), read.stage)
    terms = (read.mode, str(read.threshold), read.audience, read.users, read.user, read.method, digest)
    return Packed(
        (name, stamp, "", *place, voted, _medians_text(listed(read).medians)),
        (_WITHIN.join(terms), read.results, read.felt_results),
        read.decided_text,
    )


def gone(name: str) -> Packed:
    """Return that the file ``name`` is no more."""
    return Packed((name, *[""] * (_LISTED - 1)), ("",) * _REST, b"")


def rows_of(files: Sequence[Packed]) -> Iterator[Row]:
    """Yield ``files`` as rows, some hundred in each."""
    for start in range(0, len(files), BATCH):
        pack = files[start : start + BATCH]
        first, second = _joined(one.listed for one in pack), _joined(one.rest for one in pack)
        decided = _END.encode().join(one.decided for one in pack)
        checked = zlib.crc32(first)
        second_checked = zlib.crc32(second, checked)
        yield first, checked, second, second_checked, decided, zlib.crc32(decided, second_checked)


class Packs:
    """Makes values of packs of the files in ``folder``; none of a pack whose checksum does not hold."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = str(folder / "-")[:-1]
        self._asked: dict[str, Questionnaire] = {}
        self._terms: dict[str, _Terms] = {"": _NO_TERMS}
        self._packs = self._files = 0

    def learn(self, digest: str, content: str) -> None:
        """Take in a questionnaire that packs refer to."""
        if _digest(content) == digest:
            self._asked[digest] = _questionnaire(content)

    def entries(self, rows: Iterable[Row]) -> dict[str, tuple[str, Entry]]:
        """Return by name the stamp of each file, and how a list shows it, from rows of ``SELECT_LISTED``."""
        found: dict[str, tuple[str, Entry]] = {}
        for text, checked in rows:
            self._packs += 1
            if zlib.crc32(text) != checked:
                continue
            names, stamps, complaints, *place, days, stages, voted, medians = _columns(text, _LISTED)
            files = map(self._before.__add__, names)
            counts = map(_count, voted)
            columns = (files, *place, map(_day, days), stages, counts, map(_medians, medians))
            found.update(
                zip(
                    names,
                    zip(stamps, map(Summary._make, zip(*columns, strict=True)), strict=True),
                    strict=True,
                )
            )
            self._correct(found, names, stamps, complaints)
        return found

    def reads(self, rows: Iterable[Row], fetch: Fetch) -> dict[str, tuple[str, Read]]:
        """Return by name the stamp of each file, and what was read of it, from rows of ``SELECT_COUNTED``.

        ``fetch`` is called when somebody looks at what was decided, two thirds of all, with a pack's number
        and its last two checksums.
        """
        found: dict[str, tuple[str, Read]] = {}
        for text, checked, rest, rest_checked, number, decided_checked in rows:
            self._packs += 1
            if zlib.crc32(text) != checked or zlib.crc32(rest, checked) != rest_checked:
                continue
            names, stamps, complaints, *place, days, stages, voted, _ = _columns(text, _LISTED)
            held_as, results, felt = _columns(rest, _REST)
            terms = [self._terms.get(one) or self._taken_apart(one) for one in held_as]
            *held, asked = zip(*terms, strict=True)
            files = [*map(self._before.__add__, names)]
            pack = (number, rest_checked, decided_checked)
            decided = repeat(Decided(files, pack, fetch), len(files))
            columns = (files, *place, map(_day, days), stages, *held, map(_count, voted), asked)
            fields = zip(*columns, results, felt, decided, strict=True)
            made = map(tuple.__new__, repeat(Outcome), fields)  # as `_make` does, in a third less time
            found.update(zip(names, zip(stamps, made, strict=True), strict=True))
            self._correct(found, names, stamps, complaints)
        return found

    def files(self, rows: Iterable[Row]) -> list[Packed]:
        """Return all files that are in rows of ``SELECT_ALL`` and not gone, each as it was packed last."""
        found: dict[str, Packed] = {}
        for text, _, rest, _, decided, checked in rows:
            if zlib.crc32(decided, zlib.crc32(rest, zlib.crc32(text))) == checked:
                both = (zip(*_columns(text, _LISTED), strict=True), zip(*_columns(rest, _REST), strict=True))
                for one in map(Packed, *both, decided.split(b"\0")):
                    found[one.listed[0]] = one
        return [one for one in found.values() if one.listed[1]]

    def wasteful(self, live: int) -> bool:
        """Return whether what was read were many small packs, or mostly files that are not ``live``."""
        return self._packs > _SPARE + 2 * live // BATCH or self._files > 2 * (live + BATCH)

    def _correct(
        self,
        found: dict[str, tuple[str, Any]],
        names: Sequence[str],
        stamps: Sequence[str],
        complaints: Sequence[str],
    ) -> None:
        """Put errors in the place of broken files, and take away those that are gone."""
        self._files += len(names)
        if any(complaints):
            for name, stamp, complaint in zip(names, stamps, complaints, strict=True):
                if complaint:
                    found[name] = stamp, self._unreadable(name, json.loads(complaint))
        if not all(stamps):
            for name, stamp in zip(names, stamps, strict=True):
                if not stamp:
                    del found[name]

    def _taken_apart(self, held_as: str) -> _Terms:
        """Learn the terms of a session; raises KeyError when what it asked is not known."""
        mode, threshold, audience, users, user, method, digest = held_as.split(_WITHIN)
        terms = (mode, int(threshold), audience, users, user, method, self._asked[digest])
        self._terms[held_as] = terms
        return terms

    def _unreadable(self, name: str, complaint: Mapping[str, Any]) -> Unreadable:
        path, at = self._folder / name, complaint["at"]
        where = Where(str(path), *at) if at else None
        return Unreadable(path, WorkshopError(complaint["message"], complaint["hint"], where))


def _joined(files: Iterable[Sequence[str]]) -> bytes:
    """Return the fields of some files as one text, field by field."""
    return _END.join(chain.from_iterable(zip(*files, strict=True))).encode(errors=_ANY)


def _columns(text: bytes, many: int) -> list[list[str]]:
    """Take apart what ``_joined`` made: of each of the ``many`` fields the values of all files."""
    values = text.decode(errors=_ANY).split(_END)
    files, over = divmod(len(values), many)
    if over:
        raise ValueError(len(values))
    return [values[start : start + files] for start in range(0, len(values), files)]


@lru_cache(maxsize=64)
def _questionnaire(content: str) -> Questionnaire:
    """Read what ``asked_row`` wrote: the same object for the same words, whenever they are read."""
    (instrument, version, title), attributes, questions = json.loads(content)
    asked = (
        AskedQuestion(key, item, said, Wording(language, stem, text, tuple(levels)))
        for key, item, said, language, stem, text, levels in questions
    )
    named = (AskedAttribute(*one) for one in attributes)
    return Questionnaire(instrument, version, title, tuple(named), tuple(asked))


def _written(values: Any) -> str:
    """Return ``values`` as compact JSON."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _medians_text(medians: Sequence[Median]) -> str:
    return " ".join("-" if median is None else f"{median[0]}{median[1]}" for median in medians)


@lru_cache(maxsize=10_000)
def _day(text: str) -> date:
    return date.fromisoformat(text) if text else date.min


@lru_cache(maxsize=1_000)
def _count(text: str) -> int | None:
    return int(text) if text else None


@lru_cache(maxsize=10_000)
def _medians(text: str) -> tuple[Median, ...]:
    return tuple(None if pair == "-" else (int(pair[0]), int(pair[1])) for pair in text.split())


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
