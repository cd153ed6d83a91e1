"""The quantiles of t, with scipy as the oracle."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.analysis.student import student_t_quantile


@given(st.floats(0.55, 0.9999), st.floats(1, 1e5))
def test_agrees_with_scipy_for_fractional_degrees_of_freedom(stats: Any, p: float, df: float) -> None:
    assert student_t_quantile(p, df) == pytest.approx(float(stats.t.ppf(p, df)), rel=1e-9)


@pytest.mark.parametrize("df", [1, 2, 2.5, 7.31, 10, 29, 199.9, 200.1, 1e6])
def test_agrees_with_scipy_at_the_quantile_that_intervals_use(stats: Any, df: float) -> None:
    assert student_t_quantile(0.975, df) == pytest.approx(float(stats.t.ppf(0.975, df)), rel=1e-9)


@given(st.floats(0.55, 0.999), st.floats(1, 1000))
def test_mirrors_around_the_middle(p: float, df: float) -> None:
    assert student_t_quantile(1 - p, df) == pytest.approx(-student_t_quantile(p, df), rel=1e-9)


def test_half_lies_below_nought() -> None:
    assert student_t_quantile(0.5, 10) == 0


@pytest.mark.parametrize(
    ("p", "df"), [(0, 5), (1, 5), (-0.1, 5), (0.9, 0.5), (0.9, math.inf), (math.nan, 5), (0.9, math.nan)]
)
def test_refuses_what_has_no_quantile(p: float, df: float) -> None:
    with pytest.raises(ValueError, match="no t quantile"):
        student_t_quantile(p, df)
