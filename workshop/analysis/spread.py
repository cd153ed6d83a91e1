"""The numbers of one question: where the answers lie, how far apart, and how sure a mean can be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from workshop.analysis.student import student_t_quantile
from workshop.model.tally import FEWEST, Hidden, Result, Shape, Tally

__all__ = [
    "CONFIDENCE",
    "LEAST_DEVIATION",
    "Spread",
    "describe",
    "interval",
    "proposal",
    "r_wg_j",
    "sample_variance",
    "student_t_quantile",
]

LEAST_DEVIATION: Final = 0.5
"""Least standard deviation an interval assumes, in levels: "all equal" must not claim certainty."""

CONFIDENCE: Final = 0.975
"""The quantile of t on either side of an interval that covers 95 %."""

_MOST_ANSWERS: Final = 0.75
"""Share of the answers that a range holds."""


class Spread(NamedTuple):
    """All that is shown or exported of one question's tally; levels run from 1 to 5."""

    counts: tuple[int, ...]
    """How many chose each level, from 1 up."""
    not_sure: int
    n: int
    """Answers at a level; ``not_sure`` is not among them."""
    median: tuple[int, int] | None
    """Both middle levels; None without an answer."""
    mean: float | None
    """Mean level, for trends only; None without an answer."""
    ad: float | None
    """Average deviation from the mean in levels, 0 to 2; None without an answer."""
    interval: tuple[float, float] | None
    """95 % interval of the mean, within the levels; None below three answers."""
    shape: Shape
    consensus: float | None
    """Tastle & Wierman's consensus, 0 to 1; None without an answer. For files only."""
    r_wg: float | None
    """Agreement within the group, 0 to 1; None below two answers. For files only."""
    range: tuple[int, int] | None
    """Lowest and highest level of the shortest run with three quarters of the answers; None without one."""


def describe(tally: Tally) -> Spread:
    """Return every number of ``tally``; see ``Spread`` for ranges and for what is None when."""
    return Spread(
        counts=tally.counts,
        not_sure=tally.not_sure,
        n=tally.n,
        median=tally.median,
        mean=tally.mean,
        ad=tally.spread,
        interval=interval(tally),
        shape=tally.shape,
        consensus=_consensus(tally),
        r_wg=r_wg_j([tally]),
        range=_range(tally),
    )


def sample_variance(tally: Tally) -> float | None:
    """Return s², the variance with n − 1, in levels squared; None below two answers."""
    return tally.moments.variance if tally.n >= 2 else None


def r_wg_j(tallies: Sequence[Tally]) -> float | None:
    """Return r_wg(j), the agreement on several items taken together, 0 to 1; of one item, r_wg.

    With v the mean of the items' s² over (A² − 1)/12, the variance of A levels chosen blindly (2 for five),
    it is j(1 − v) / (j(1 − v) + v), floored at 0 (James, Demaree & Wolf 1984; as R's ``multilevel``). Every
    item must have the same levels. None when an item has fewer than two answers, or without items.
    """
    variances = [variance for tally in tallies if (variance := sample_variance(tally)) is not None]
    if not tallies or len(variances) < len(tallies):
        return None
    blind = (len(tallies[0].counts) ** 2 - 1) / 12
    v = sum(variances) / len(variances) / blind
    agreement = len(tallies) * max(0.0, 1 - v)
    return agreement / (agreement + v)


def proposal(result: Result | None) -> int | None:
    """Return the level to propose to the team: the median, the lower of two, when the answers are together.

    None when they are not, when they are fewer than three, hidden, or not there.
    """
    if result is None or isinstance(result, Hidden) or result.shape is not Shape.TOGETHER:
        return None
    return result.median[0] if result.median else None


def interval(tally: Tally) -> tuple[float, float] | None:
    """Return the 95 % interval of the mean: m ± t(.975, n − 1) · max(s, 0.5) / √n, clamped to the levels.

    None below three answers.
    """
    mean, variance = tally.mean, sample_variance(tally)
    if mean is None or variance is None or tally.n < FEWEST:
        return None
    deviation = max(math.sqrt(variance), LEAST_DEVIATION)
    half = student_t_quantile(CONFIDENCE, tally.n - 1) * deviation / math.sqrt(tally.n)
    return max(1.0, mean - half), min(float(len(tally.counts)), mean + half)


def _consensus(tally: Tally) -> float | None:
    """1 + Σ p · log₂(1 − |x − m| / (levels − 1)) (Tastle & Wierman 2007)."""
    mean = tally.mean
    if mean is None:
        return None
    width = len(tally.counts) - 1
    logs = (count * math.log2(1 - abs(level - mean) / width) for level, count in tally if count)
    return min(1.0, max(0.0, 1 + sum(logs) / tally.n))


def _range(tally: Tally) -> tuple[int, int] | None:
    """Find the shortest run; of equally short ones that with more answers, then the lower."""
    if not tally.n:
        return None
    levels = len(tally.counts)
    runs = [(low, high) for low in range(1, levels + 1) for high in range(low, levels + 1)]
    held = {run: sum(tally.counts[run[0] - 1 : run[1]]) for run in runs}
    enough = [run for run in runs if held[run] >= _MOST_ANSWERS * tally.n]
    return min(enough, key=lambda run: (run[1] - run[0], -held[run], run))
