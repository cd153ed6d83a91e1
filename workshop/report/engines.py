"""Engines that add up the rows of a Parquet data set; none of them is ours.

Each leaves a table ``counted`` in a connection of DuckDB: for each question of each session's round 1 the
sums ``c1`` to ``c5`` and ``c0`` (not sure), all integers, in ``lines`` how many rows there were, and what
these say of the question and of the session.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from glob import has_magic
from importlib import import_module
from typing import TYPE_CHECKING, Final

from workshop.errors import WorkshopError
from workshop.language import _

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["ENGINES", "SAID", "count_with_dask", "count_with_duckdb"]

ENGINES: Final = {
    "duckdb": (("duckdb",), "parquet"),
    "dask": (("dask", "distributed", "pyarrow", "duckdb"), "distributed"),
}
"""What may count: the packages that each needs, and the extra that brings them."""

_KEY: Final = ("organisation_name", "unit", "session_id", "attribute", "question")
"""What tells one question of one session from all others."""

SAID: Final = ("wording", "place", "attribute_name", "attribute_label", "question_text")
"""What else is known of the question."""

_HEAD: Final = ("session", "date", "method", "voted", "needed", "agreed", "felt", "shown")
"""What else is known of its session, its attribute and its counts."""

PATIENCE: Final = "10s"
"""How long to wait for a scheduler."""

_READ: Final = (*_KEY, *SAID, *_HEAD, "round", "group", "level", "count")

_CONSTANT: Final = (*SAID, *_HEAD)

_SUMS: Final = {"c1": 1, "c2": 2, "c3": 3, "c4": 4, "c5": 5, "c0": None}
"""The columns of the sums, and the level that each counts; None is "not sure"."""


def count_with_duckdb(connection: DuckDBPyConnection, source: str) -> None:
    """Leave the table ``counted`` in ``connection``, counted by itself."""
    files = source if has_magic(source) else f"{source.rstrip('/')}/**/*.parquet"
    table = f"read_parquet({_quoted(files)}, hive_partitioning = false, union_by_name = true)"
    _complete([name for name, *_kind in connection.execute(f"DESCRIBE FROM {table}").fetchall()], source)
    tests = {name: "IS NULL" if level is None else f"= {level}" for name, level in _SUMS.items()}
    sums = ", ".join(
        f"coalesce(sum(count) FILTER (level {test}), 0)::BIGINT AS {name}" for name, test in tests.items()
    )
    constant = ", ".join(f"any_value({name}) AS {name}" for name in _CONSTANT)
    connection.execute(
        f"CREATE TEMP TABLE counted AS SELECT {', '.join(_KEY)}, {constant}, {sums}, count(*) AS lines "
        f"FROM {table} WHERE round = 1 AND \"group\" = '' GROUP BY {', '.join(_KEY)}"
    )


def count_with_dask(connection: DuckDBPyConnection, source: str, scheduler: str) -> None:
    """Leave the table ``counted`` in ``connection``, counted by Dask: here, or where ``scheduler`` says."""
    frame = import_module("dask.dataframe")
    dask = import_module("dask")
    with _client(scheduler), dask.config.set({"dataframe.convert-string": True}):
        _complete(list(frame.read_parquet(source).columns), source)
        rows = frame.read_parquet(source, filters=[("round", "==", 1), ("group", "==", "")])
        rows = rows[list(_READ)]
        count = rows["count"].fillna(0).astype("int64")
        at = rows["level"].fillna(0).astype("int64")
        sums = {name: count.where(at == (level or 0), 0) for name, level in _SUMS.items()}
        rows = rows.assign(**sums, lines=1, date=rows["date"].astype("string"))
        how = {**dict.fromkeys(_CONSTANT, "first"), **dict.fromkeys([*_SUMS, "lines"], "sum")}
        parts = max(1, rows.npartitions // 8)
        counted = rows.groupby(list(_KEY), sort=False).agg(how, split_out=parts).reset_index().compute()
    connection.register("counted_frame", counted)
    connection.execute("CREATE TEMP TABLE counted AS FROM counted_frame")


@contextmanager
def _client(scheduler: str) -> Iterator[None]:
    if not scheduler:
        with import_module("dask").config.set(scheduler="threads"):
            yield
        return
    with import_module("distributed").Client(scheduler, timeout=PATIENCE, set_as_default=True):
        yield


def _complete(columns: Sequence[str], source: str) -> None:
    if missing := [name for name in _READ if name not in columns]:
        raise WorkshopError(
            _("the files in {folder} have no column {names}").format(folder=source, names=", ".join(missing)),
            _("Write the data set anew: `workshop export --all --to parquet`."),
        )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
