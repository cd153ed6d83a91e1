"""Numbers as the words and short figures that charts print."""

from __future__ import annotations

from workshop.analysis.order import say_shape
from workshop.language import _, n_, say_number
from workshop.model.tally import Band, Hidden, Result, Shape, Tally

__all__ = [
    "FELT_WORDS",
    "answers",
    "decimal",
    "levels",
    "not_sure",
    "said",
    "short",
    "signed",
    "without_counts",
]

NOT_ASKED = _("not asked")
NOBODY_COULD_SAY = _("nobody could say – what evidence would help?")
FELT_WORDS = {"better": _("better"), "same": _("the same"), "worse": _("worse"), "divided": _("divided")}
"""What most said of felt change."""


def answers(n: int) -> str:
    """Return ``"1 answer"`` or ``"12,000 answers"``."""
    return n_("{n} answer", "{n} answers", n)


def not_sure(n: int) -> str:
    """Return ``"3 not sure"``."""
    return n_("{n} not sure", "{n} not sure", n)


def levels(span: tuple[int, int]) -> str:
    """Return ``"3"`` or, for two levels, ``"2–3"``."""
    low, high = span
    return f"{low}" if low == high else f"{low}–{high}"


def decimal(value: float) -> str:
    """Return a mean with one decimal."""
    return say_number(value, 1)


def signed(value: float) -> str:
    """Return a change with its sign and one decimal; one that rounds to nothing has none.

    >>> signed(-0.42), signed(-0.04)
    ('−0.4', '0.0')
    """
    rounded = round(value, 1)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{say_number(abs(rounded), 1)}"


def short(count: int) -> str:
    """Return a count in at most four cells: ``"9999"``, then ``"12k"``."""
    return f"{count}" if count < 10_000 else f"{count // 1000}k"


def without_counts(result: Result | None, needed: int) -> str:
    """Return what is said instead of counts; empty for a tally that has some."""
    match result:
        case None:
            return NOT_ASKED
        case Hidden():
            return _("fewer than {needed} answers: not shown").format(needed=needed)
        case Band(median=median, shape=shape):
            return _("median {median}, {shape}; counts not shown").format(
                median=levels(median), shape=say_shape(shape)
            )
        case Tally(n=0, not_sure=0):
            return _("no answers")
        case Tally(n=0):
            return NOBODY_COULD_SAY
        case Tally():
            return ""


def said(result: Result | None, needed: int, agreed: tuple[int, int] | None = None) -> str:
    """Return a result as a clause of the text twin."""
    parts = [without_counts(result, needed)]
    if isinstance(result, Tally) and result.median is not None:
        parts = [
            n_("median {median} of {n} answer", "median {median} of {n} answers", result.n).format(
                median=levels(result.median)
            )
        ]
        if result.shape is not Shape.FEW:
            parts.append(say_shape(result.shape))
        if result.not_sure:
            parts.append(not_sure(result.not_sure))
    if agreed is not None:
        same = agreed[0] == agreed[1]
        parts.append(
            _("agreed {level}").format(level=agreed[0])
            if same
            else _("no agreed level, range {range}").format(range=levels(agreed))
        )
    return ", ".join(parts)
