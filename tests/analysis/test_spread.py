"""The numbers of one question, against published values, tables of cases and properties."""

import math
import statistics
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.analysis.spread import describe, proposal, r_wg_j, sample_variance
from workshop.model.tally import HIDDEN, Band, Result, Shape, Tally

LEAD = {
    2: ((3, 6, 4, 11, 0), (4, 3, 5, 10, 2), (6, 9, 3, 6, 0)),
    3: ((5, 10, 9, 8, 5), (1, 8, 8, 16, 4), (8, 13, 11, 3, 2)),
    4: ((7, 6, 19, 12, 1), (4, 6, 11, 22, 2), (19, 10, 11, 5, 0)),
    5: ((5, 7, 28, 14, 4), (2, 10, 16, 22, 8), (18, 16, 11, 12, 1)),
    6: ((0, 1, 2, 7, 2), (0, 1, 6, 3, 2), (2, 2, 3, 4, 1)),
    7: ((1, 2, 2, 9, 1), (0, 0, 5, 9, 1), (0, 5, 5, 2, 3)),
}
"""Answers to LEAD01, LEAD02 and LEAD03 in companies 2 to 7 of lq2002, the data set of Bliese & Halverson
(2002) in R's package ``multilevel``; counted from its rows. The expected values are R's."""

R_WG = (0.3704710, 0.1959459, 0.4409091, 0.5037810, 0.6515152, 0.4380952)
AD_M = (0.9687500, 1.0372535, 0.8118519, 0.7051130, 0.5833333, 0.8444444)
R_WG_J = (0.5741707, 0.6218869, 0.7018990, 0.6863823, 0.7305699, 0.7753067)

counts = st.tuples(*[st.integers(0, 12)] * 5)
tallies = st.builds(Tally, counts, st.integers(0, 5))
answered = tallies.filter(lambda tally: tally.n > 0)


def _answers(tally: Tally) -> list[int]:
    return [level for level, count in tally for _ in range(count)]


@pytest.mark.parametrize(("company", "expected"), list(zip(LEAD, R_WG, strict=True)))
def test_r_wg_is_what_r_gives(company: int, expected: float) -> None:
    assert describe(Tally(LEAD[company][0])).r_wg == pytest.approx(expected, abs=5e-8)


@pytest.mark.parametrize(("company", "expected"), list(zip(LEAD, AD_M, strict=True)))
def test_average_deviation_is_what_r_gives(company: int, expected: float) -> None:
    assert describe(Tally(LEAD[company][0])).ad == pytest.approx(expected, abs=5e-8)


@pytest.mark.parametrize(("company", "expected"), list(zip(LEAD, R_WG_J, strict=True)))
def test_r_wg_of_several_items_is_what_r_gives(company: int, expected: float) -> None:
    assert r_wg_j([Tally(item) for item in LEAD[company]]) == pytest.approx(expected, abs=5e-8)


def test_worked_example() -> None:
    spread = describe(Tally((0, 2, 5, 3, 1)))
    assert spread.mean == pytest.approx(3.2727, abs=5e-5)
    assert spread.ad == pytest.approx(0.7107, abs=5e-5)
    assert spread.interval == pytest.approx((2.6651, 3.8804), abs=5e-5)
    assert (spread.median, spread.range, spread.shape) == ((3, 3), (2, 4), Shape.MIXED)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((0, 0, 7, 0, 0), 1), ((1, 0, 0, 0, 0), 1), ((5, 0, 0, 0, 5), 0), ((2, 2, 2, 2, 2), 0.434)],
)
def test_consensus_by_its_definition(counts: tuple[int, ...], expected: float) -> None:
    assert describe(Tally(counts)).consensus == pytest.approx(expected, abs=5e-4)


def test_no_answers_have_no_numbers() -> None:
    spread = describe(Tally((0, 0, 0, 0, 0), not_sure=4))
    assert (spread.n, spread.not_sure, spread.shape) == (0, 4, Shape.FEW)
    numbers = [spread.median, spread.mean, spread.ad, spread.interval, spread.consensus]
    assert [*numbers, spread.r_wg, spread.range] == [None] * 7


@pytest.mark.parametrize(
    ("counts", "has_interval", "has_r_wg"),
    [((0, 1, 0, 0, 0), False, False), ((0, 1, 1, 0, 0), False, True), ((0, 1, 1, 1, 0), True, True)],
)
def test_an_interval_needs_three_answers_and_r_wg_two(
    counts: tuple[int, ...], has_interval: bool, has_r_wg: bool
) -> None:
    spread = describe(Tally(counts))
    assert ((spread.interval is not None), (spread.r_wg is not None)) == (has_interval, has_r_wg)


def test_all_equal_does_not_claim_certainty(stats: Any) -> None:
    interval = describe(Tally((0, 0, 4, 0, 0))).interval
    half = float(stats.t.ppf(0.975, 3)) * 0.5 / math.sqrt(4)
    assert interval == pytest.approx((3 - half, 3 + half))


@given(answered)
def test_an_interval_stays_within_the_levels_and_around_the_mean(tally: Tally) -> None:
    spread = describe(tally)
    assert spread.mean is not None
    if spread.interval is not None:
        low, high = spread.interval
        assert 1 <= low <= spread.mean <= high <= 5


@given(tallies.filter(lambda tally: tally.n >= 3))
def test_an_interval_is_scipys_within_floor_and_levels(stats: Any, tally: Tally) -> None:
    answers = _answers(tally)
    deviation = max(statistics.stdev(answers), 0.5)
    mean = sum(answers) / len(answers)
    low, high = stats.t.interval(0.95, len(answers) - 1, mean, deviation / math.sqrt(len(answers)))
    assert describe(tally).interval == pytest.approx((max(1.0, float(low)), min(5.0, float(high))))


@given(answered)
def test_numbers_stay_in_their_ranges(tally: Tally) -> None:
    spread = describe(tally)
    assert spread.ad is not None
    assert spread.consensus is not None
    assert 0 <= spread.ad <= 2 + 1e-12
    assert 0 <= spread.consensus <= 1
    assert spread.r_wg is None or 0 <= spread.r_wg <= 1


@given(tallies)
def test_variance_is_that_of_the_answers(tally: Tally) -> None:
    variance = sample_variance(tally)
    assert (variance is None) == (tally.n < 2)
    if variance is not None:
        assert variance == pytest.approx(statistics.variance(_answers(tally)))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0, 3, 0, 0), (3, 3)),
        ((1, 0, 3, 0, 0), (3, 3)),
        ((1, 1, 2, 0, 0), (2, 3)),
        ((1, 1, 1, 1, 0), (1, 3)),  # 1–3 and 2–4 hold as many: the lower
        ((0, 6, 6, 1, 1), (2, 3)),
        ((1, 6, 6, 3, 0), (2, 3)),
        ((3, 1, 0, 2, 2), (1, 4)),
        ((0, 3, 9, 4, 0), (3, 4)),  # 2–3 holds three quarters too: the one with more
        ((5, 0, 0, 0, 5), (1, 5)),
        ((0, 0, 0, 0, 1), (5, 5)),
    ],
)
def test_a_range_is_the_shortest_run_with_three_quarters(
    counts: tuple[int, ...], expected: tuple[int, int]
) -> None:
    assert describe(Tally(counts)).range == expected


@given(answered)
def test_no_shorter_run_than_the_range_holds_three_quarters(tally: Tally) -> None:
    found = describe(tally).range
    assert found is not None
    low, high = found
    assert 4 * sum(tally.counts[low - 1 : high]) >= 3 * tally.n
    shorter = (sum(tally.counts[at : at + high - low]) for at in range(5))
    assert all(4 * held < 3 * tally.n for held in shorter)


def test_r_wg_never_falls_below_nought() -> None:
    assert describe(Tally((5, 0, 0, 0, 5))).r_wg == 0


def test_r_wg_of_several_items_needs_two_answers_to_each() -> None:
    assert r_wg_j([Tally((0, 0, 3, 0, 0)), Tally((0, 0, 1, 0, 0))]) is None
    assert r_wg_j([]) is None


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Tally((0, 0, 6, 2, 0)), 3),
        (Tally((0, 0, 3, 3, 0)), 3),  # of two medians the lower
        (Tally((0, 2, 5, 3, 1)), None),
        (Tally((3, 0, 0, 0, 3)), None),
        (Tally((0, 0, 2, 0, 0)), None),  # together, but two answers say nothing
        (Tally((0, 0, 0, 0, 0), 6), None),
        (Band((3, 4), Shape.TOGETHER), 3),
        (Band((3, 3), Shape.MIXED), None),
        (HIDDEN, None),
        (None, None),
    ],
)
def test_a_level_is_proposed_only_when_answers_are_together(
    result: Result | None, expected: int | None
) -> None:
    assert proposal(result) == expected
