"""The rows of CSV and Parquet: the same counts, read back by those who use them."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from tests.analysis.build import round_of
from tests.report.build import FIRST, before, branch, talked
from tests.samples import SAMPLES
from workshop.report import parquet
from workshop.report.tables import COLUMNS, Kept, as_csv, period, rows
from workshop.store.codec import load

HOSTILE = (
    *("=1+1", "+1", "-2", "@SUM(A1)", "＝1", "a/b=c%20'\"", "../../etc", "2026", "NULL", "ä" * 200, "."),
    *('North, "Q"', "__HIVE_DEFAULT_PARTITION__", "<script>alert(1)</script>", "w" * 200, ""),
)


def _samples() -> list[Kept]:
    return [Kept(path.stem, load(path)) for path in SAMPLES]


def test_pandas_reads_the_csv_without_options_and_finds_the_same_counts() -> None:
    import pandas  # here and below: workers that run other tests need not wait for it

    kept = _samples()
    frame = pandas.read_csv(io.StringIO(as_csv(kept)))
    assert list(frame.columns) == list(COLUMNS)
    assert int(frame["count"].sum()) == sum(row.count or 0 for row in rows(kept))
    vision = frame[(frame.session == kept[-1].session.title) & (frame.attribute == "vision")]
    ladder = vision[(vision["round"] == 1) & (vision.question == "ladder")]
    first = kept[-1].session.first
    assert first
    assert f"{' '.join(map(str, ladder['count'][:5]))} | {ladder['count'].iloc[5]}" == str(
        first.result("vision")
    )
    assert ladder.level.isna().tolist() == [False] * 5 + [True]


def test_a_csv_is_rfc_4180_and_no_cell_starts_a_formula() -> None:
    import pandas

    kept = [Kept("a", branch(title=text or "x", organisation=text, unit=text)) for text in HOSTILE]
    text = as_csv(kept)
    assert text.count("\r\n") == len(list(csv.reader(io.StringIO(text))))
    for row in csv.DictReader(io.StringIO(text)):
        assert not any(cell[:1] in set("=+-@\t\r＝＋－＠") - {""} for cell in row.values() if cell)
    frame = pandas.read_csv(io.StringIO(text))
    assert int(frame["count"].sum()) == sum(row.count or 0 for row in rows(kept))


def test_what_may_not_be_shown_has_no_rows() -> None:
    hidden = round_of({"vision": {"ladder": "hidden", "shared": "median 3, together"}}, voted=11)
    assert list(rows([Kept("a", branch(rounds=(hidden,)))])) == []


def test_equal_digests_are_what_can_be_compared() -> None:
    """Words filled in do not count: users or patrons, the question is the same."""
    words = branch().words.model_copy(update={"users": "patrons"})
    digests = {row.wording for row in rows([Kept("a", before()), Kept("b", talked(words=words))])}
    questions = {(row.attribute, row.question) for row in rows([Kept("a", talked())])}
    assert len(digests) == len(questions) == sum(len(items) for items in FIRST.values())


@pytest.mark.filterwarnings("ignore::Warning")  # dask calls pandas in ways that newer ones warn of
def test_duckdb_and_dask_read_equal_sums_from_the_folders(tmp_path: Path) -> None:
    import dask.dataframe
    import duckdb

    session = branch()
    kept = [
        *_samples(),
        *(Kept(f"s{i}", session.changed(organisation=text)) for i, text in enumerate(HOSTILE)),
    ]
    folder = tmp_path / "counts.parquet"
    folder.mkdir()
    parquet.write(kept, folder)
    total = sum(row.count or 0 for row in rows(kept))
    source = f"read_parquet('{folder}/*/*/*.parquet', hive_partitioning = true)"
    with duckdb.connect() as connection:
        by_name = dict(
            connection.sql(f"SELECT organisation_name, sum(count) FROM {source} GROUP BY ALL").fetchall()
        )
        types = {name: kind for name, kind, *_ in connection.sql(f"DESCRIBE FROM {source}").fetchall()}
    assert sum(by_name.values()) == total
    assert set(by_name) == {one.session.organisation for one in kept}
    assert (types["count"], types["level"], types["date"]) == ("INTEGER", "TINYINT", "DATE")
    frame = dask.dataframe.read_parquet(str(folder))
    assert int(frame["count"].sum().compute()) == total
    assert {path.parent.parent.parent for path in folder.rglob("*.parquet")} == {folder}
    assert [path.name for path in tmp_path.iterdir()] == ["counts.parquet"]


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 1, 1), "2026-Q1"), (date(2026, 11, 23), "2026-Q4"), (date(2026, 6, 30), "2026-Q2")],
)
def test_a_period_is_a_quarter(day: date, said: str) -> None:
    assert period(day) == said
