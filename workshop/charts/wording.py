"""Numbers as the words and short figures that charts print."""

from __future__ import annotations

from workshop.model.tally import Band, Hidden, Result, Shape, Tally

__all__ = ["answers", "decimal", "levels", "said", "short", "signed", "without_counts"]

NOT_ASKED = "not asked"
NOBODY_COULD_SAY = "nobody could say – what evidence would help?"


def answers(n: int) -> str:
    """Return ``"1 answer"`` or ``"12,000 answers"``."""
    return f"{n:,} answer{'' if n == 1 else 's'}"


def levels(span: tuple[int, int]) -> str:
    """Return ``"3"`` or, for two levels, ``"2–3"``."""
    low, high = span
    return f"{low}" if low == high else f"{low}–{high}"


def decimal(value: float) -> str:
    """Return a mean with one decimal."""
    return f"{value:.1f}"


def signed(value: float) -> str:
    """Return a change with its sign and one decimal; one that rounds to nothing has none.

    >>> signed(-0.42), signed(-0.04)
    ('−0.4', '0.0')
    """
    rounded = round(value, 1)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{abs(rounded):.1f}"


def short(count: int) -> str:
    """Return a count in at most four cells: ``"9999"``, then ``"12k"``."""
    return f"{count}" if count < 10_000 else f"{count // 1000}k"


def without_counts(result: Result | None, needed: int) -> str:
    """Return what is said instead of counts; empty for a tally that has some."""
    match result:
        case None:
            return NOT_ASKED
        case Hidden():
            return f"fewer than {needed} answers: not shown"
        case Band(median=median, shape=shape):
            return f"median {levels(median)}, {shape}; counts not shown"
        case Tally(n=0, not_sure=0):
            return "no answers"
        case Tally(n=0):
            return NOBODY_COULD_SAY
        case Tally():
            return ""


def said(result: Result | None, needed: int, agreed: tuple[int, int] | None = None) -> str:
    """Return a result as a clause of the text twin."""
    clause = without_counts(result, needed)
    if isinstance(result, Tally) and result.median is not None:
        clause = f"median {levels(result.median)} of {answers(result.n)}"
        if result.shape is not Shape.FEW:
            clause += f", {result.shape}"
        if result.not_sure:
            clause += f", {result.not_sure:,} not sure"
    if agreed is not None:
        same = agreed[0] == agreed[1]
        clause += f", agreed {agreed[0]}" if same else f", no agreed level, range {levels(agreed)}"
    return clause
