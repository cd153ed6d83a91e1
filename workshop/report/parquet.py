"""The rows of ``tables`` as a Parquet data set, in folders by organisation and by year and quarter.

    counts.parquet/organisation=Riverside%20Public%20Library/period=2026-Q4/part-0.parquet

Written by DuckDB; read by DuckDB, Dask, pandas or Arrow as one table. Integers are integers (``level``,
``count`` and ``agreed`` may be null), ``date`` is a date. The folder's value of ``organisation`` is
percent-encoded, as hive readers expect. So that every reader takes it for text and for itself, one that is
too long for a folder (then cut), has no letter (such as 2026) or means something to readers ends with ``~``
and a digest; an empty one is ``(none)``. The column ``organisation_name`` inside the files always holds it
whole, "" when empty.

``read_parquet('DIR/*/*/*.parquet', hive_partitioning = true)``, or ``dask.dataframe.read_parquet('DIR')``.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Final
from urllib.parse import quote

from workshop.report.report import Report
from workshop.report.tables import Kept, Row, every_row, period

__all__ = ["TYPES", "partition", "render", "write"]

TYPES: Final = {
    "session": "VARCHAR",
    "date": "DATE",
    "organisation": "VARCHAR",
    "unit": "VARCHAR",
    "round": "SMALLINT",
    "method": "VARCHAR",
    "group": "VARCHAR",
    "attribute": "VARCHAR",
    "question": "VARCHAR",
    "level": "TINYINT",
    "count": "INTEGER",
    "session_id": "VARCHAR",
    "voted": "INTEGER",
    "agreed": "TINYINT",
    "attribute_name": "VARCHAR",
    "question_text": "VARCHAR",
    "wording": "VARCHAR",
    "shown": "VARCHAR",
    "place": "SMALLINT",
    "needed": "INTEGER",
    "felt": "VARCHAR",
    "attribute_label": "VARCHAR",
    "organisation_name": "VARCHAR",
    "period": "VARCHAR",
}
"""DuckDB's type of each column, those of the folders included."""

_NONE: Final = "(none)"
_MEANING_SOMETHING: Final = frozenset({_NONE, "NULL", "null", "__HIVE_DEFAULT_PARTITION__"})
_LONGEST: Final = 200
"""Bytes of a percent-encoded value: with ``organisation=`` before it, a folder's name may have 255."""


def render(report: Report) -> Mapping[str, bytes]:
    """Return the files of the data set of a report's sessions, by their paths. Raises OSError."""
    import duckdb

    with tempfile.TemporaryDirectory() as beside:
        folder = Path(beside) / "counts"
        folder.mkdir()
        try:
            write(report.kept, folder)
        except duckdb.IOException as error:
            raise OSError(str(error).splitlines()[0]) from None
        return {
            str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))
        }


def write(kept: Iterable[Kept], folder: Path) -> None:
    """Write the data set into ``folder``, which is empty. Raises OSError and duckdb's errors."""
    import duckdb

    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".rows.", suffix=".tmp~") as beside:
        text = Path(beside) / "rows.csv"
        with text.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.writelines(_lines(kept))
        columns = ", ".join(f"{_quoted(name)}: {_quoted(kind)}" for name, kind in TYPES.items())
        source = (
            f"read_csv({_quoted(str(text))}, header=false, delim=',', quote='\"', escape='\"', nullstr='', "
            f"allow_quoted_nulls=false, auto_detect=false, new_line='\\n', columns={{{columns}}})"
        )
        with duckdb.connect() as connection:
            connection.execute("SET preserve_insertion_order = true")
            connection.execute(
                f"COPY (FROM {source}) TO {_quoted(str(folder))} (FORMAT parquet, COMPRESSION zstd, "
                "PARTITION_BY (organisation, period), FILENAME_PATTERN 'part-{i}', OVERWRITE_OR_IGNORE true)"
            )


def partition(organisation: str) -> str:
    """Return what stands for an organisation in a folder's name, before it is percent-encoded."""
    if not organisation:
        return _NONE
    fits = len(quote(organisation, safe="")) <= _LONGEST
    if fits and any(map(str.isalpha, organisation)) and organisation not in _MEANING_SOMETHING:
        return organisation
    mark = hashlib.sha256(organisation.encode()).hexdigest()[:12]
    short = organisation
    while len(quote(short, safe="")) > _LONGEST - len(mark) - 1:
        short = short[:-1]
    return f"{short}~{mark}"


def _lines(kept: Iterable[Kept]) -> Iterator[str]:
    columns = attrgetter(*(field.name for field in fields(Row)))
    place = list(TYPES).index("organisation")
    for row in every_row(kept):
        values = [*columns(row), row.organisation, period(row.date)]
        values[place] = partition(row.organisation)
        yield ",".join(map(_value, values)) + "\n"


def _value(value: object) -> str:
    """Write text in quotes and nothing at all for null, so that "" and null stay apart."""
    if value is None:
        return ""
    return '"' + value.replace('"', '""') + '"' if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
