"""Which column of a CSV answers which question: a small TOML file with one table, ``[columns]``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workshop.errors import Where, WorkshopError
from workshop.language import _
from workshop.model.instrument import Instrument, Question
from workshop.model.text import clean
from workshop.store.given import near, quoted, read_given, together
from workshop.store.toml import LARGEST, parse

__all__ = ["ColumnMap", "read_column_map"]

_TABLE: Final = "columns"
_EXAMPLE: Final = _('It has one table: a line [columns], then lines such as Q1 = "vision.ladder".')


@dataclass(frozen=True)
class ColumnMap:
    """The question each column answers, by cleaned column name; no question stands twice."""

    questions: Mapping[str, Question]
    places: Mapping[str, Where]
    """Where each column stands in the map's file."""

    def check(self, header: Iterable[str]) -> None:
        """Raise WorkshopError when a column of the map is not in ``header``."""
        header = list(header)
        errors = [
            WorkshopError(
                _("the CSV has no column {name}").format(name=quoted(name)), near(name, header), where
            )
            for name, where in self.places.items()
            if name not in header
        ]
        if errors:
            raise together(errors, Where(errors[0].where.file if errors[0].where else ""))


def read_column_map(path: Path, instrument: Instrument) -> ColumnMap:
    """Read ``path``. Raises WorkshopError with every line that is wrong and names that are near."""
    document = parse(
        read_given(path, LARGEST, _('a TOML file with lines such as Q1 = "vision.ladder"')), str(path)
    )
    columns = document.values.get(_TABLE)
    for key in document.values:
        if key != _TABLE:
            raise WorkshopError(
                _("unknown key {key}").format(key=quoted(key)), _EXAMPLE, document.where((key,))
            )
    if not isinstance(columns, dict) or not columns:
        missing = _("the table [columns] is missing") if columns is None else _("[columns] names no column")
        raise WorkshopError(missing, _EXAMPLE, document.where((_TABLE,)))
    known = {question.key: question for question in instrument.questions()}
    questions: dict[str, Question] = {}
    places: dict[str, Where] = {}
    errors: list[WorkshopError] = []
    for name, value in columns.items():
        column, where = clean(name), document.where((_TABLE, name, *_within(value)))
        try:
            questions[column] = _question(column, value, known, questions, where)
            places[column] = where
        except WorkshopError as error:
            errors.append(error)
    if errors:
        raise together(errors, Where(document.file))
    return ColumnMap(questions, places)


def _within(value: object) -> Iterator[str]:
    """Yield the keys down to the first value: a dot outside quotes makes a table of a column's name."""
    while isinstance(value, dict) and value:
        key, value = next(iter(value.items()))
        yield key


def _question(
    column: str, value: object, known: Mapping[str, Question], taken: Mapping[str, Question], where: Where
) -> Question:
    """Return the question that ``value`` names; raises WorkshopError."""
    if isinstance(value, dict):
        hint = _('A column name with a dot or a space is written in quotes: "Q1.a" = "vision.ladder".')
        raise WorkshopError(_("{column} is a table").format(column=quoted(column)), hint, where)
    if not isinstance(value, str):
        raise WorkshopError(
            _("{column} is not text").format(column=quoted(column)),
            _('The question stands in quotes: Q1 = "vision.ladder".'),
            where,
        )
    question = known.get(value.strip())
    if question is None:
        within = [key for key in known if key.split(".")[0] == value.strip()]
        raise WorkshopError(
            _("there is no question {value}").format(value=quoted(value)), near(value, within or known), where
        )
    if column in taken:
        raise WorkshopError(
            _("the column {column} stands twice").format(column=quoted(column)),
            _("Take one of the two away."),
            where,
        )
    for other, earlier in taken.items():
        if earlier.key == question.key:
            hint = _("The column {other} answers it already; take one of the two away.").format(
                other=quoted(other)
            )
            raise WorkshopError(
                _("{column} is a second column for {key}").format(column=quoted(column), key=question.key),
                hint,
                where,
            )
    return question
