"""Ratings in a CSV file, one row per person: what Excel, LibreOffice, R and survey tools write."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from workshop.errors import Where, WorkshopError
from workshop.language import _, n_
from workshop.model.instrument import Question
from workshop.model.tally import NOT_SURE
from workshop.model.text import LINE, clean
from workshop.store.column_map import ColumnMap
from workshop.store.given import near, quoted, read_given

__all__ = ["BadCell", "BadCells", "Ratings", "Row", "read_ratings"]

LARGEST: Final = 256 * 2**20
"""Most bytes of a file that is read."""

_DELIMITERS: Final = ",;\t"
_HINTED = re.compile(r"sep=([,;\t])[ ,;\t]*\r?\n", re.IGNORECASE)
"""A first line with which Excel is told the delimiter; Excel shows no row for it."""

_LEVEL = re.compile(r"([1-5])(?:[.,]0+)?", re.ASCII)
_NO_ANSWER: Final = {"", "na", "n/a"}
_WANTED: Final = _("1 to 5, ? for not sure, or nothing")
_UTF_8: Final = _(
    'Save it with the encoding UTF-8: in Excel as "CSV UTF-8", in LibreOffice with the '
    'character set "Unicode (UTF-8)".'
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one person answered: by question key, 1 to 5 or ``NOT_SURE``. Empty: nobody's ballot."""

    unit: str | None
    """The cleaned value of the column to split by, ``""`` when there is none; None when it is bad."""
    answers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell, or with an empty ``column`` a whole row, that cannot be read."""

    row: int
    """As a spreadsheet counts: the header is row 1."""
    column: str
    found: str
    """What stands there, cleaned."""
    wanted: str

    def __str__(self) -> str:
        column = _(", column {column}").format(column=self.column) if self.column else ""
        return _("row {row}{column}: found {found}, wanted {wanted}").format(
            row=self.row, column=column, found=self.found, wanted=self.wanted
        )


class BadCells(WorkshopError):
    """Cells that cannot be read: all of them at once. Nothing was written."""

    def __init__(self, cells: Sequence[BadCell], where: Where) -> None:
        self.cells = tuple(cells)
        said = n_("1 cell or row cannot be read", "{n} cells or rows cannot be read", len(cells))
        advice = _("Nothing was written. Mend them, or leave them out with --skip-bad.")
        super().__init__(said, "\n  ".join([*map(str, cells), advice]), where)


@dataclass(frozen=True)
class Ratings:
    """The answers in a file."""

    path: Path
    questions: tuple[Question, ...]
    """What the columns answer."""
    by: str
    """The column that tells the unit; empty when there is one unit only."""
    rows: tuple[Row, ...]
    bad: tuple[BadCell, ...]
    """What could not be read: such a cell is no answer, such a row is not among ``rows``."""


def read_ratings(path: Path, columns: ColumnMap, by: str = "") -> Ratings:
    """Read ``path``, whose delimiter is found out; columns that are not mapped are ignored.

    Raises WorkshopError when it is no CSV in UTF-8 or UTF-16, when the header names a column twice, or when a
    column is missing.
    """
    by = clean(by)
    text = _text(read_given(path, LARGEST, _("a CSV file with a row per person")), str(path))
    hinted = _HINTED.match(text)
    text = text[hinted.end() :] if hinted else text
    delimiter = hinted[1] if hinted else _delimiter(text, {*columns.questions, by})
    records = _records(text, delimiter, str(path))
    header = [clean(name) for name in next(records, (1, []))[1]]
    _check_header(header, columns, by, Where(str(path), 1))
    places = {name: place for place, name in enumerate(header) if name in columns.questions}
    reader = _RowReader(
        keys=[(place, columns.questions[name].key) for name, place in places.items()],
        header=header,
        unit_at=header.index(by) if by else None,
    )
    rows = tuple(row for number, cells in records if (row := reader.read(number, cells)))
    return Ratings(path, tuple(columns.questions.values()), by, rows, tuple(reader.bad))


@dataclass
class _RowReader:
    """Reads one row after the other, and remembers what each spelling means: few occur in many rows."""

    keys: Sequence[tuple[int, str]]
    """Where a question's column stands, and the question's key."""
    header: Sequence[str]
    unit_at: int | None
    bad: list[BadCell] = field(default_factory=list)
    _known: dict[str, int | None] = field(default_factory=dict)
    _units: dict[str, str] = field(default_factory=dict)

    def read(self, number: int, cells: Sequence[str]) -> Row | None:
        """Return row ``number``; None when it holds nothing, or not as many cells as the header."""
        if len(cells) != len(self.header):
            if any(map(str.strip, cells)):
                count = n_("1 cell", "{n} cells", len(cells))
                self.bad.append(
                    BadCell(
                        number, "", count, _("{header}, as in the header").format(header=len(self.header))
                    )
                )
            return None
        answers: dict[str, int] = {}
        for place, key in self.keys:
            try:
                answer = self._answer(cells[place])
            except ValueError:
                self.bad.append(BadCell(number, self.header[place], quoted(cells[place]), _WANTED))
            else:
                if answer is not None:
                    answers[key] = answer
        return Row(self._unit(number, cells) if answers else self._name(cells), answers)

    def _answer(self, cell: str) -> int | None:
        if cell not in self._known:
            self._known[cell] = _answer(cell)
        return self._known[cell]

    def _name(self, cells: Sequence[str]) -> str | None:
        """Return the cleaned unit; None when it is missing or too long."""
        if self.unit_at is None:
            return ""
        cell = cells[self.unit_at]
        if cell not in self._units:
            self._units[cell] = clean(cell)
        name = self._units[cell]
        return name if 0 < len(name) <= LINE else None

    def _unit(self, number: int, cells: Sequence[str]) -> str | None:
        """Return the unit of somebody who answered: here a missing one is bad."""
        unit = self._name(cells)
        if unit is None and self.unit_at is not None:
            long = clean(cells[self.unit_at])
            found = _("{long} characters").format(long=len(long)) if long else _("nothing")
            wanted = _("at most {most}").format(most=LINE) if long else _("the unit this person belongs to")
            self.bad.append(BadCell(number, self.header[self.unit_at], found, wanted))
        return unit


def _answer(cell: str) -> int | None:
    """Return the level or ``NOT_SURE``, None when not answered; raises ValueError."""
    cell = cell.strip()
    if cell == "?":
        return NOT_SURE
    if cell.lower() in _NO_ANSWER:
        return None
    if match := _LEVEL.fullmatch(cell):
        return int(match[1])
    raise ValueError(cell)


def _text(content: bytes, file: str) -> str:
    """Decode what spreadsheets save: UTF-8 with or without a byte order mark, UTF-16 with one."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise WorkshopError(
            _("this is a spreadsheet, not a CSV"),
            _("Open it, and save it as CSV. {how}").format(how=_UTF_8),
            Where(file),
        )
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        if wide or b"\0" in content:
            raise _binary(file) from None
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        said = _("byte {byte} is not UTF-8").format(byte=f"0x{content[error.start]:02x}")
        raise WorkshopError(said, _UTF_8, Where(file, line, column)) from None
    if "\0" in text:
        raise _binary(file)
    if not text.strip():
        raise WorkshopError(_("the file is empty"), _("Name a CSV file with a row per person."), Where(file))
    return text


def _binary(file: str) -> WorkshopError:
    return WorkshopError(
        _("this is not a text file"), _("Name a CSV file. {how}").format(how=_UTF_8), Where(file)
    )


def _delimiter(text: str, wanted: Iterable[str]) -> str:
    """Return the delimiter with which the header holds most of the ``wanted`` names, then most cells."""
    wanted = set(wanted)

    def fit(delimiter: str) -> tuple[int, int]:
        try:
            header = next(
                filter(any, csv.reader(_lines(text), delimiter=delimiter, skipinitialspace=True)), []
            )
        except csv.Error:
            return 0, 0
        return len(wanted & set(map(clean, header))), len(header)

    return max(_DELIMITERS, key=fit)


def _records(text: str, delimiter: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with their number, the first with any text on: it is the header. Blank lines count."""
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True, skipinitialspace=True)
    number = 0
    seen = False
    try:
        for number, cells in enumerate(reader, start=1):
            seen = seen or any(map(str.strip, cells))
            if seen and cells:
                yield number, cells
    except csv.Error as error:
        hint = _(
            'A quote within a cell is doubled: "the ""new"" branch"; and every cell that opens one closes it.'
        )
        where = Where(file, reader.line_num)
        raise WorkshopError(
            _("row {number} cannot be read: {error}").format(number=number + 1, error=error), hint, where
        ) from None


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


def _check_header(header: Sequence[str], columns: ColumnMap, by: str, where: Where) -> None:
    doubles = [name for name, times in Counter(header).items() if name and times > 1]
    if doubles:
        said = _("several columns are called {names}").format(names=", ".join(map(quoted, doubles)))
        raise WorkshopError(said, _("Give each column a name of its own."), where)
    columns.check(header)
    if by and by not in header:
        raise WorkshopError(
            _("there is no column {by} to split by").format(by=quoted(by)), near(by, header), where
        )
    if by in columns.questions:
        hint = _("Name a column that tells the branch, department or team.")
        raise WorkshopError(
            _("{by} holds answers; one does not split by them").format(by=quoted(by)), hint, where
        )
