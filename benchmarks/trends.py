"""Trends: the analysis of ten thousand sessions, and of count rows from Parquet ÷ their sums by plain DuckDB.

python benchmarks/trends.py [RUNS] [SESSIONS] [MILLIONS OF ROWS] [dask]

The sessions are in memory: what reading them costs, index.py says. The peer of the analysis is what lies at
the bottom of it and cannot be saved: parsing the two ladders of each attribute that are compared. Plain
DuckDB adds up the counts of each question of each session into a table, and no more: what it leaves is not
yet named, compared or in Python. Its second figure is of the ladders alone: where there are ladders, tables
are made of them, and the program reads no other counts either. With the word `dask` a local cluster of two
worker processes reads the same data set, too.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median

import duckdb
from measure import CHECKOUT, machine, ms, table

from workshop.analysis import student
from workshop.analysis.across import across
from workshop.analysis.outcome import outcome
from workshop.analysis.trend import movers
from workshop.analysis.units import units
from workshop.model import outcome as outcomes
from workshop.model.many import making_many
from workshop.model.outcome import Outcome
from workshop.model.tally import Tally
from workshop.report import parquet
from workshop.report.dataset import read_outcomes
from workshop.report.tables import Kept
from workshop.store.codec import load

_AT_ONCE = 55_555
"""Sessions of a data set that are sorted and written together: about ten million rows."""

SAMPLE = next((CHECKOUT / "assessments").glob("2026-*-18-north-branch.toml"))


def simulated(many: int, each: int) -> list[Outcome]:
    """Return ``many`` sessions of units with ``each`` of them, answered at random."""
    chance, base = random.Random(1), outcome(load(SAMPLE))

    def results() -> str:
        drawn = (chance.choices(range(1, 6), (1, 2, 5, 3, 1), k=chance.randint(5, 14)) for _ in range(30))
        return ";".join(str(Tally.of(answers)) for answers in drawn)

    return [
        base._replace(
            file=f"{number:06}.toml",
            unit=f"Branch {number // each:06}",
            held_on=date(2026 - each + number % each, 3, 1),
            results=results(),
        )
        for number in range(many)
    ]


def analysed(sessions: list[Outcome]) -> None:
    """All that the page of units needs, from the counts on."""
    found = units(sessions)
    across(found)
    movers(found)


def tables(source: str) -> None:
    """Read a data set and analyse it, as the command does."""
    with making_many():
        analysed(list(read_outcomes(source)))


def parsed(sessions: list[Outcome]) -> None:
    """The newest and the earliest ladder of each unit and attribute, and nothing else."""
    for unit in units(sessions):
        for session in (unit.sessions[0], unit.sessions[-1]):
            for asked in session.questionnaire.attributes:
                session.result(asked.id)


def seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def cold(act: Callable[[list[Outcome]], None], sessions: list[Outcome]) -> float:
    """Time ``act`` as a program that just began: nothing of the sessions looked at, nothing remembered."""
    fresh = [session._replace() for session in sessions]
    outcomes._parsed.cache_clear()  # noqa: SLF001  # there is no other way to begin anew
    student.student_t_quantile.cache_clear()
    return seconds(lambda: act(fresh))


def data_set(folder: Path, millions: int) -> int:
    """Write one session as often as gives so many rows, under other names; return how many there are."""
    one = folder / "one"
    one.mkdir()
    parquet.write([Kept("sample", load(SAMPLE))], one)
    source = f"read_parquet('{one}/*/*/*.parquet', hive_partitioning = true)"
    with duckdb.connect() as db:
        times = max(1, millions * 1_000_000 // len(db.sql(f"FROM {source}").fetchall()))
        for start in range(0, times, _AT_ONCE):
            db.execute(
                "COPY (SELECT * REPLACE ('Branch ' || (n // 10) AS unit, 's' || n AS session_id) FROM "
                f"{source}, range({start}, {min(start + _AT_ONCE, times)}) AS numbers(n) ORDER BY n) TO "
                f"'{folder / 'many'}' "
                "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (organisation, period), APPEND)"
            )
        return int(db.sql(f"SELECT count(*) FROM '{folder / 'many'}/**/*.parquet'").fetchall()[0][0])


def plain(folder: Path, which: str = "true") -> None:
    """Add up the counts of the questions ``which`` says, session by session."""
    sums = ", ".join(f"sum(count) FILTER (level = {level}) AS c{level}" for level in range(1, 6))
    with duckdb.connect() as db:
        db.execute(
            "CREATE TEMP TABLE sums AS "
            f"SELECT organisation_name, unit, session_id, attribute, question, {sums}, "
            f"sum(count) FILTER (level IS NULL) AS c0 FROM read_parquet('{folder / 'many'}/**/*.parquet') "
            f"WHERE round = 1 AND \"group\" = '' AND {which} GROUP BY ALL"
        )


@contextmanager
def cluster(*, wanted: bool) -> Iterator[str]:
    """Start a scheduler with two worker processes; yield its address, or nothing where none is wanted."""
    if not wanted:
        yield ""
        return
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made.scheduler_address


def from_parquet(runs: int, millions: int, *, dask: bool) -> list[list[str]]:
    """Return the lines about Parquet: the sessions read, and all tables of them, beside plain DuckDB.

    A ratio is the median of those of each round, in which all acts are done once: what else the machine does
    comes and goes.
    """
    with tempfile.TemporaryDirectory() as name, cluster(wanted=dask) as scheduler:
        folder = Path(name)
        held = data_set(folder, millions)
        source = str(folder / "many")
        acts: tuple[Callable[[], object], ...] = (
            lambda: plain(folder),
            lambda: plain(folder, "question = 'ladder'"),
            lambda: read_outcomes(source),
            lambda: tables(source),
            lambda: read_outcomes(source, "dask", scheduler) if scheduler else None,
        )
        rounds = [[seconds(act) for act in acts] for _ in range(runs)]
    every, ladders, read, made, by_dask = zip(*rounds, strict=True)
    return [
        [
            f"{held:,} rows of Parquet, {what}",
            ms(median(ours)),
            ms(median(peer)),
            f"{median(one / other for one, other in zip(ours, peer, strict=True)):.2f}",
        ]
        for what, ours, peer in (
            ("read ÷ sums of all questions", read, every),
            ("tables ÷ sums of all questions", made, every),
            ("read ÷ sums of the ladders", read, ladders),
            ("read by Dask, two workers ÷ by DuckDB", by_dask, read),
        )[: 4 if dask else 3]
    ]


def main() -> None:
    gc.set_threshold(50_000)  # as the program sets it
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    many = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    millions = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    rows = []
    for each in (2, 10):
        sessions = simulated(many, each)
        taken = [(cold(parsed, sessions), cold(analysed, sessions)) for _ in range(runs)]
        peer, ours = (median(times) for times in zip(*taken, strict=True))
        rows.append(
            [f"{many:,} sessions of {many // each:,} units", ms(ours), ms(peer), f"{ours / peer:.2f}"]
        )
    rows += from_parquet(runs, millions, dask="dask" in sys.argv)
    table(f"Median of {runs}; {machine()}", ["", "ms", "peer, ms", "÷"], rows)


if __name__ == "__main__":
    main()
