"""Trends from a Parquet data set: the same tables from TOML, DuckDB and Dask, and clear words when not."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.analysis.build import SPEECH, STAFF, VISION, only, round_of, session
from tests.samples import SAMPLES
from workshop.cli.main import cli
from workshop.errors import WorkshopError
from workshop.model.session import Session
from workshop.report import dataset, engines, parquet
from workshop.report.tables import Kept
from workshop.store.codec import encode, load

pytestmark = pytest.mark.filterwarnings("ignore::Warning")  # dask and pandas warn of each other

NOT_KNOWN = "0 0 0 0 0 | 9"
RESULTS = ("6 5 0 0 0 | 0", "0 0 1 5 5 | 2", "5 0 0 0 5 | 0", "hidden", "median 3-4, mixed", NOT_KNOWN)


def many() -> Iterator[Kept]:
    """Years of units: all kinds of results, wordings that change, hands, statements alone, groups, rounds."""
    for path in SAMPLES:
        yield Kept(path.stem, load(path))
    chance = random.Random(7)
    full, speech = only(VISION, STAFF), only(SPEECH, VISION)
    other = only(VISION.model_copy(update={"name": "Strong vision of {organisation}"}), STAFF, stem="How?")
    for number in range(40):
        asked = chance.choice((full, speech, other))
        quick = asked is not speech and chance.random() < 0.5
        tallies = {
            attribute.id: {
                item: chance.choice(RESULTS)
                for item in (
                    *(() if quick else (s.id for s in attribute.statements)),
                    *(("ladder",) if attribute.ladder else ()),
                )
            }
            for attribute in asked.attributes
        }
        method: Any = chance.choice(("ballots", "ballots", "hands"))
        mode: Any = chance.choice(("open", "confidential"))
        if (mode, method) == ("confidential", "ballots"):
            for items in tallies.values():
                items.update({item: "hidden" for item, result in items.items() if result == NOT_KNOWN})
        grouped = {"east, west": {key: dict.fromkeys(items, "hidden") for key, items in tallies.items()}}
        first = round_of(tallies, method=method, groups=grouped, felt={"vision": "3 4 2 | 1"})
        second = round_of({"vision": {"shared": "9 0 0 0 0 | 0"}}, number=2)
        made = session(
            first,
            second,
            title=f"Session, {number}",
            unit=("North", "South", 'O"East')[number % 3],
            organisation=("Riverside", "", "2026")[number % 7 % 3],
            held_on=date(2020 + number % 6, 1 + number % 12, 3),
            instrument=asked,
            mode=mode,
            agreed={"vision": chance.randint(1, 5)} if number % 2 else {},
        )
        yield Kept(f"s{number:02}", made)
    for year, result in ((2025, RESULTS[0]), (2026, RESULTS[1])):  # statements alone, twice in the same unit
        asked_twice = {"speech": {"bad-news": result, "asked": RESULTS[0]}, "vision": {"shared": result}}
        given: dict[str, Any] = {"unit": "West", "organisation": "Riverside", "held_on": date(year, 5, 1)}
        yield Kept(f"west-{year}", session(round_of(asked_twice), instrument=speech, **given))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of all these sessions, and the data set made of them in ``counts.parquet``."""
    folder = tmp_path_factory.mktemp("many")
    kept = tuple(many())
    (folder / "assessments").mkdir()
    for one in kept:
        (folder / "assessments" / f"{one.name}.toml").write_bytes(encode(one.session))
    (folder / "counts.parquet").mkdir()
    parquet.write(kept, folder / "counts.parquet")
    return folder


def tables(folder: Path, *options: str) -> Any:
    """What `workshop trends --json` says, without what a data set does not hold."""
    done = CliRunner().invoke(cli, ["trends", "--workspace", str(folder), "--json", *options])
    assert done.exit_code == 0, done.output or done.exception
    said = json.loads(done.stdout)
    del said["warnings"]
    for unit in said["units"]:
        del unit["promises"]
    for one in said["across"]["learn_from"]:
        del one["evidence"]
    for one in [*said["across"]["rows"], *(s for u in said["units"] for s in u["sessions"])]:
        one["file"] = Path(one["file"]).name
    return said


def near(value: Any) -> Any:
    """The same, but with floats equal to 1e-9; integers and texts as they are."""
    if isinstance(value, dict):
        return {key: near(one) for key, one in value.items()}
    if isinstance(value, list):
        return [near(one) for one in value]
    return pytest.approx(value, rel=1e-9, abs=1e-9) if isinstance(value, float) else value


def test_duckdb_and_dask_give_the_tables_that_the_sessions_give(workspace: Path) -> None:
    expected = near(tables(workspace))
    source = ("--from", str(workspace / "counts.parquet"))
    assert len(expected["units"]) >= 9
    assert {"higher", "lower"} & {one["verdict"] for one in expected["moved"]}
    assert {"ladder", "bad-news"} == {one["question"] for one in expected["moved"]}
    assert {0, 1, 2} <= {cell["statements"] for row in expected["across"]["rows"] for cell in row["cells"]}
    assert tables(workspace, *source) == expected
    assert tables(workspace, *source, "--engine", "dask") == expected
    some = ("--unit", "north", "--since", "2023-01-01")
    assert tables(workspace, *source, *some) == near(tables(workspace, *some))


def test_two_workers_of_a_dask_cluster_give_the_same_tables(workspace: Path) -> None:
    """A real scheduler and two worker processes, found by their address."""
    from distributed import LocalCluster

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        source = ("--from", str(workspace / "counts.parquet"), "--scheduler", cluster.scheduler_address)
        assert tables(workspace, *source) == near(tables(workspace))


def test_why_a_cell_is_empty_and_why_a_new_line_starts_come_along(workspace: Path) -> None:
    said = json.dumps(tables(workspace, "--from", str(workspace / "counts.parquet")))
    for why in (
        "too few answers to show",
        "only the median may be shown",
        "not asked",
        "the wording differs",
        ", a show of hands on 20",
        "not the same statements are shown",
    ):
        assert why in said


def refused(*options: str) -> WorkshopError:
    done = CliRunner().invoke(cli, ["trends", *options])
    assert isinstance(done.exception, WorkshopError), done.output
    return done.exception


def written(folder: Path, *kept: tuple[str, Session]) -> Path:
    folder.mkdir()
    parquet.write([Kept(*one) for one in kept], folder)
    return folder


def test_a_folder_that_is_no_data_set_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    import duckdb

    assert "no Parquet files" in refused("--from", str(tmp_path / "nowhere")).message
    duckdb.sql(f"COPY (SELECT 'a' AS unit) TO '{tmp_path / 'other.parquet'}'")
    for engine in engines.ENGINES:
        error = refused("--from", str(tmp_path), "--engine", engine)
        assert "no column" in error.message
        assert "session_id" in error.message
    (tmp_path / "other.parquet").write_bytes(b"PAR1 and no more PAR1")
    for engine in engines.ENGINES:
        assert "cannot be read" in refused("--from", str(tmp_path), "--engine", engine).message


def test_a_session_that_is_there_twice_is_named_and_never_counted_twice(tmp_path: Path) -> None:
    one = session(round_of({"vision": {"ladder": "1 2 3 4 5 | 0"}}), unit="North")
    both = written(tmp_path / "a", ("spring", one))
    again = written(tmp_path / "b", ("spring", one.changed(title="Again")))
    for number, path in enumerate(again.rglob("*.parquet")):
        path.rename(next(both.rglob("*.parquet")).parent / f"more-{number}.parquet")
    for engine in engines.ENGINES:
        assert "spring (North) more than once" in refused("--from", str(both), "--engine", engine).message


def test_a_session_of_which_a_row_is_missing_is_named(tmp_path: Path) -> None:
    import duckdb

    one = session(round_of({"vision": {"ladder": "1 2 3 4 5 | 0"}}), unit="North")
    (file,) = written(tmp_path / "a", ("spring", one)).rglob("*.parquet")
    rest = tmp_path / "rest"
    rest.mkdir()
    duckdb.sql(f"COPY (FROM '{file}' WHERE level IS DISTINCT FROM 2) TO '{rest / 'part-0.parquet'}'")
    for engine in engines.ENGINES:
        assert (
            "spring (North) more than once, or not all of it"
            in refused("--from", str(rest), "--engine", engine).message
        )


def test_a_scheduler_that_is_not_there_is_said(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PATIENCE", "1s")
    error = refused("--from", str(workspace / "counts.parquet"), "--scheduler", "tcp://127.0.0.1:9")
    assert error.message.startswith("no Dask scheduler answers at tcp://127.0.0.1:9")
    assert "dask scheduler" in error.hint


@contextmanager
def without(package: str) -> Iterator[None]:
    """As where ``package`` is not installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dataset, "find_spec", lambda name: None if name == package else object())
        yield


@pytest.mark.parametrize(("package", "engine"), [("duckdb", "duckdb"), ("distributed", "dask")])
def test_a_missing_extra_is_named_with_the_command_that_installs_it(
    workspace: Path, package: str, engine: str
) -> None:
    with without(package):
        error = refused("--from", str(workspace / "counts.parquet"), "--engine", engine)
    extra = {"duckdb": "parquet", "dask": "distributed"}[engine]
    assert error.hint.endswith(f"pip install -e '.[{extra}]'")


def test_engine_and_scheduler_want_a_data_set() -> None:
    for options in (["--engine", "dask"], ["--from", "x", "--engine", "duckdb", "--scheduler", "tcp://a"]):
        assert CliRunner().invoke(cli, ["trends", *options]).exit_code == 2


def test_units_and_sessions_that_tie_have_one_order_whoever_counts(tmp_path: Path) -> None:
    """Names that differ in case alone, and sessions without a team, of one title, on one day."""
    asked = only(VISION)
    teams = (("Riverside", "North"), ("Riverside", "NORTH"), ("riverside", "north"), ("", ""), ("", ""))
    kept = [
        (
            f"{title}-{number}-{year}",
            session(
                round_of({"vision": {"ladder": result}}),
                title=title,
                organisation=organisation,
                unit=unit,
                held_on=date(2026, 3, 1),
                mode="open",
                instrument=asked,
            ),
        )
        for number, (organisation, unit) in enumerate(teams)
        for year, result in enumerate((RESULTS[1], RESULTS[0], RESULTS[5]))
        for title in ("Alone", "alone")
    ]
    folder = written(tmp_path / "counts.parquet", *kept)
    (tmp_path / "assessments").mkdir()
    for name, made in kept:
        (tmp_path / "assessments" / f"{name}.toml").write_bytes(encode(made))
    expected = tables(tmp_path)
    assert len(expected["units"]) == 3 + 12
    for options in ((), ("--engine", "dask")):
        assert tables(tmp_path, "--from", str(folder), *options) == near(expected)
