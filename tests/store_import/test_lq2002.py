"""Real ratings: lq2002 (Leadership Quarterly 13, 2002), as shipped with the R package ``multilevel``."""

from pathlib import Path

import pytest

from tests.store_import.build import HELD_ON, instrument
from workshop.analysis.spread import describe
from workshop.model.session import Mode
from workshop.model.tally import Tally
from workshop.store.codec import load, problems
from workshop.store.column_map import read_column_map
from workshop.store.importer import ImportOutcome, Terms, import_ratings
from workshop.store.ratings_csv import BadCells, read_ratings
from workshop.store.workspace import Workspace

CSV = Path(__file__).parents[3] / "shared" / "data" / "lq2002.csv"

pytestmark = pytest.mark.skipif(not CSV.is_file(), reason="lq2002.csv is not at ../shared/data")

IDS = {
    "leadership": [f"lead{n:02}" for n in range(1, 12)],
    "significance": [f"tsig{n:02}" for n in range(1, 4)],
}
OWN = instrument(**IDS)

R = {
    "2": (0.3704710, 0.9687500),
    "3": (0.1959459, 1.0372535),
    "4": (0.4409091, 0.8118519),
    "5": (0.5037810, 0.7051130),
    "6": (0.6515152, 0.5833333),
    "7": (0.4380952, 0.8444444),
}
"""r_wg and AD_M of LEAD01 by company, computed with R's ``multilevel``."""


def bring_in(folder: Path, mode: Mode) -> ImportOutcome:
    lines = [f'{item.upper()} = "{attribute}.{item}"' for attribute, ids in IDS.items() for item in ids]
    (folder / "map.toml").write_text("\n".join(["[columns]", *lines]), encoding="utf-8")
    ratings = read_ratings(CSV, read_column_map(folder / "map.toml", OWN), "COMPID")
    return import_ratings(ratings, Workspace(folder), Terms(OWN, HELD_ON, mode=mode))


def test_forty_nine_companies_agree_with_r(workspace: Path) -> None:
    outcome = bring_in(workspace, "open")
    assert len(outcome.sessions) == 49
    assert sum(written.voted for written in outcome.sessions) == 2_042
    assert [problems(written.path) for written in outcome.sessions] == [[]] * 49
    for written in outcome.sessions:
        if written.unit in R:
            tally = load(written.path).last("leadership", "lead01")
            assert isinstance(tally, Tally)
            numbers = describe(tally)
            assert (numbers.r_wg, numbers.ad) == pytest.approx(R[written.unit], abs=1e-6)


def test_no_company_is_too_small_to_be_counted_confidentially(workspace: Path) -> None:
    """The smallest has ten people."""
    outcome = bring_in(workspace, "confidential")
    assert (len(outcome.sessions), outcome.not_counted) == (49, ())
    assert min(written.voted for written in outcome.sessions) == 10


def test_ratings_from_nought_to_four_are_refused_with_every_nought(workspace: Path) -> None:
    (workspace / "map.toml").write_text('[columns]\nHOSTIL01 = "leadership.lead01"\n', encoding="utf-8")
    ratings = read_ratings(CSV, read_column_map(workspace / "map.toml", OWN))
    with pytest.raises(BadCells) as caught:
        import_ratings(ratings, Workspace(workspace), Terms(OWN, HELD_ON))
    assert len(caught.value.cells) == 657
    assert list((workspace / "assessments").iterdir()) == []
