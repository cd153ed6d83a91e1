"""Quantiles of Student's t, exact for the fractional degrees of freedom that Welch's formula gives."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist
from typing import Final

__all__ = ["student_t_quantile"]

_STEPS: Final = 10_000
"""Most terms of the continued fraction; it needs about the square root of ``df``."""

_CLOSE: Final = 1e-15
"""Relative change at which the continued fraction has settled."""

_SMALL_STEP: Final = 1e-14
"""Relative step at which Newton's method has settled."""

_MANY: Final = 100.0
"""From here on a series gives the ratio of gammas; below, the logarithms lose no digits that matter."""


@lru_cache(maxsize=4096)
def student_t_quantile(p: float, df: float) -> float:
    """Return the t below which the share ``p`` of Student's distribution with ``df`` lies.

    ``p`` lies strictly between 0 and 1; ``df`` is 1 or more and need not be whole. Raises ValueError for
    other arguments. Newton's steps start at the normal quantile: the tails of t are heavier and convex, so
    the steps only ever go outwards and cannot overshoot.
    """
    if not (0 < p < 1 and 1 <= df < math.inf):
        raise ValueError(f"no t quantile for p = {p} and {df} degrees of freedom")
    tail = min(p, 1 - p)
    t = -NormalDist().inv_cdf(tail)
    if t <= 0:
        return 0.0
    while True:
        step = (_upper_tail(t, df) - tail) / _density(t, df)
        if step <= t * _SMALL_STEP:
            return t if p > 0.5 else -t
        t += step


def _upper_tail(t: float, df: float) -> float:
    """Return the chance of a value above ``t`` > 0: half of I_x(df/2, 1/2) at x = df / (df + t²)."""
    x, rest = df / (df + t * t), t * t / (df + t * t)
    a, b = df / 2, 0.5
    front = math.exp(-a * math.log1p(t * t / df)) * math.sqrt(rest / math.pi) * _gamma_ratio(a)
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a / 2
    return (1 - front * _fraction(rest, b, a) / b) / 2


def _density(t: float, df: float) -> float:
    return _gamma_ratio(df / 2) / math.sqrt(math.pi * df) * math.exp(-(df + 1) / 2 * math.log1p(t * t / df))


def _gamma_ratio(a: float) -> float:
    """Return Γ(a + 1/2) / Γ(a), without the cancellation of two large logarithms (DLMF 5.11.13)."""
    if a < _MANY:
        return math.exp(math.lgamma(a + 0.5) - math.lgamma(a))
    return math.sqrt(a) * (1 - 1 / (8 * a) + 1 / (128 * a**2) + 5 / (1024 * a**3) - 21 / (32768 * a**4))


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method."""
    c = 1.0
    d = 1 / (1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / (1 + even * d)
        c = 1 + even / c
        value *= c * d
        d = 1 / (1 + odd * d)
        c = 1 + odd / c
        value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return value
