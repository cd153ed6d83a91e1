"""Engines that read the rows of a Parquet data set; none of them is ours.

Each leaves ``rows`` in a connection of DuckDB: of round 1 of whole teams the rows that trends are made of,
with the columns ``COLUMNS``. Those are the ladders' and, as statements count only where there is no ladder,
the statements' of attributes that some session has without one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from glob import has_magic
from importlib import import_module
from typing import TYPE_CHECKING, Final

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.wording import LADDER
from workshop.report.tables import COUNTS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["COLUMNS", "ENGINES", "KEY", "read_with_dask", "read_with_duckdb"]

ENGINES: Final = {
    "duckdb": (("duckdb",), "parquet"),
    "dask": (("dask", "distributed", "pyarrow", "duckdb"), "distributed"),
}
"""What may count: the packages that each needs, and the extra that brings them."""

KEY: Final = ("organisation_name", "unit", "session_id")
"""What tells one session from all others."""

_CONSTANT: Final = (
    *("wording", "place", "attribute_name", "attribute_label", "question_text"),
    *("session", "date", "method", "voted", "needed", "agreed", "felt", "shown"),
)
"""What each row says of its question, its session and its attribute."""

COLUMNS: Final = (*KEY, "attribute", "question", *_CONSTANT, "level", "count")

_READ: Final = (*COLUMNS, "round", "group")

PATIENCE: Final = "10s"
"""How long to wait for a scheduler."""

_SUMS: Final = {"c1": 1, "c2": 2, "c3": 3, "c4": 4, "c5": 5, "c0": None}
"""The columns of the sums, and the level that each counts; None is "not sure"."""

_COUNTED: Final = f"""
SELECT {", ".join(COLUMNS[:-2])}, sums.level, CASE WHEN shown = '{COUNTS}' THEN sums.count END AS count
FROM counted_frame, unnest([
    {", ".join(f"{{'level': {level or 'NULL'}, 'count': {name}}}" for name, level in _SUMS.items())}
]) AS one(sums), range(CASE WHEN lines = CASE shown WHEN '{COUNTS}' THEN 6 ELSE 1 END THEN 1 ELSE 2 END)
WHERE shown = '{COUNTS}' OR sums.level IS NULL
"""
"""The sums of each question as rows again; twice where it had other rows than it should."""


def read_with_duckdb(connection: DuckDBPyConnection, source: str) -> None:
    """Leave ``rows`` in ``connection``: a view, so that it reads no more than it is asked for."""
    files = source if has_magic(source) else f"{source.rstrip('/')}/**/*.parquet"
    table = f"read_parquet({_quoted(files)}, hive_partitioning = false, union_by_name = true)"
    _complete([name for name, *_kind in connection.execute(f"DESCRIBE FROM {table}").fetchall()], source)
    chosen = f"SELECT {', '.join(COLUMNS)} FROM {table} WHERE round = 1 AND \"group\" = ''"
    without = connection.execute(
        f"SELECT DISTINCT attribute FROM (SELECT attribute FROM ({chosen}) WHERE level IS NULL "
        f"AND attribute IS NOT NULL GROUP BY {', '.join(KEY)}, attribute "
        f"HAVING NOT bool_or(question = '{LADDER}'))"
    ).fetchall()
    attributes = "".join(f" OR attribute = {_quoted(attribute)}" for (attribute,) in without)
    connection.execute(f"CREATE TEMP VIEW rows AS {chosen} AND (question = '{LADDER}'{attributes})")


def read_with_dask(connection: DuckDBPyConnection, source: str, scheduler: str) -> None:
    """Leave ``rows`` in ``connection``, counted by Dask: here, or where ``scheduler`` says."""
    frame = import_module("dask.dataframe")
    dask = import_module("dask")
    with _client(scheduler), dask.config.set({"dataframe.convert-string": True}):
        _complete(list(frame.read_parquet(source).columns), source)
        rows = frame.read_parquet(source, filters=[("round", "==", 1), ("group", "==", "")])
        rows = rows[list(COLUMNS)]
        ladders = rows.assign(ladders=(rows["question"] == LADDER).astype("int64"))
        ladders = ladders.groupby([*KEY, "attribute"], sort=False)["ladders"].sum().reset_index()
        fewest = ladders.groupby("attribute")["ladders"].min().compute()
        without = list(fewest[fewest == 0].index)
        rows = rows[(rows["question"] == LADDER) | rows["attribute"].isin(without)]
        count = rows["count"].fillna(0).astype("int64")
        at = rows["level"].fillna(0).astype("int64")
        sums = {name: count.where(at == (level or 0), 0) for name, level in _SUMS.items()}
        rows = rows.assign(**sums, lines=1, date=rows["date"].astype("string"))
        how = {**dict.fromkeys(_CONSTANT, "first"), **dict.fromkeys([*_SUMS, "lines"], "sum")}
        parts = max(1, rows.npartitions // 8)
        by = [*KEY, "attribute", "question"]
        counted = rows.groupby(by, sort=False).agg(how, split_out=parts).reset_index().compute()
    connection.register("counted_frame", counted)
    connection.execute(f"CREATE TEMP TABLE rows AS {_COUNTED}")


@contextmanager
def _client(scheduler: str) -> Iterator[None]:
    if not scheduler:
        with import_module("dask").config.set(scheduler="threads"):
            yield
        return
    try:
        client = import_module("distributed").Client(scheduler, timeout=PATIENCE, set_as_default=True)
    except (OSError, ValueError) as error:
        raise WorkshopError(
            _("no Dask scheduler answers at {address}: {why}").format(
                address=scheduler, why=(str(error).strip() or type(error).__name__).splitlines()[0]
            ),
            _("`dask scheduler` starts one and prints its address; without --scheduler this machine counts."),
        ) from error
    with client:
        yield


def _complete(columns: Sequence[str], source: str) -> None:
    if missing := [name for name in _READ if name not in columns]:
        raise WorkshopError(
            _("the files in {folder} have no column {names}").format(folder=source, names=", ".join(missing)),
            _("Write the data set anew: `workshop export --all --to parquet`."),
        )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
