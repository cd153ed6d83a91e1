"""What the counts of the exercises support, by the table of instrument.md; and nothing that it leaves out.

No average over touch points, no total over qualities, no trend of a minimum: good ones do not make up for a
bad one, and seven qualities are not one scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from workshop.model.exercises import Phrase, Policy, Quality, TouchPoint
from workshop.model.share import Share
from workshop.model.tally import LEVELS, Hidden, Result, Tally

__all__ = [
    "MAKE_OR_BREAK",
    "Weakest",
    "discuss_first",
    "grow_next",
    "is_make_or_break",
    "mean_of",
    "priority",
    "texts_with",
    "weakest",
    "yes_of",
]

MAKE_OR_BREAK: Final = Fraction(1, 3)
"""The share of raters whose token makes a point one that can spoil the whole visit; exactly it counts."""

_MIDDLE: Final = 3
"""The level that stands for 0 on the steps from -2 to +2."""

_YES: Final = 3


@dataclass(frozen=True, slots=True)
class Weakest:
    """The weakest make-or-break points: one, or several that are equally weak."""

    points: tuple[TouchPoint, ...]
    mean: Fraction
    """Their mean performance, 1 to 5."""


def mean_of(result: Result | None) -> Fraction | None:
    """Return the exact mean of a tally; None where there is none, or it may not be shown."""
    if not isinstance(result, Tally) or not result.n:
        return None
    return Fraction(sum(level * count for level, count in result), result.n)


def is_make_or_break(point: TouchPoint) -> bool:
    """Return whether at least a third of those who gave tokens gave it one."""
    return isinstance(point.tokens, Share) and point.tokens.of > 0 and point.tokens.part >= MAKE_OR_BREAK


def priority(point: TouchPoint) -> float | None:
    """Return w × (5 − mean), 0 to 4; None where either part is not known or may not be shown."""
    mean = mean_of(point.performance)
    if mean is None or not isinstance(point.tokens, Share):
        return None
    return float(point.tokens.part * (LEVELS - mean))


def weakest(points: Iterable[TouchPoint]) -> Weakest | None:
    """Return the make-or-break point with the lowest mean, with all that share it; None without one."""
    rated = [
        (mean, p) for p in points if is_make_or_break(p) and (mean := mean_of(p.performance)) is not None
    ]
    if not rated:
        return None
    lowest = min(mean for mean, _ in rated)
    return Weakest(tuple(point for mean, point in rated if mean == lowest), lowest)


def yes_of(policy: Policy) -> tuple[int, int] | None:
    """Return how many can explain why a policy is there, of how many who said; None where nobody may know."""
    if not isinstance(policy.explained, Tally) or not policy.explained.n:
        return None
    return policy.explained.counts[_YES - 1], policy.explained.n


def discuss_first(policy: Policy) -> bool:
    """Return whether a policy is easier for us by its median and fewer than half can explain why.

    Of two middle steps the median is the point between them. Not known is not a yes: a hidden count flags
    nothing.
    """
    steps, said = policy.easier_for, yes_of(policy)
    if steps is None or isinstance(steps, Hidden) or steps.median is None or said is None:
        return False
    yes, n = said
    return sum(steps.median) < 2 * _MIDDLE and 2 * yes < n


def grow_next(qualities: Sequence[Quality]) -> tuple[tuple[Quality, Share], ...]:
    """Return the qualities somebody would grow next, those with most picks first, else in their order."""
    picked = [(q, q.grow_next) for q in qualities if isinstance(q.grow_next, Share) and q.grow_next.count]
    return tuple(sorted(picked, key=lambda entry: -entry[1].count))


def texts_with(phrase: Phrase, texts: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``texts`` in which ``phrase`` was said, whatever its capitals, blanks and stops."""
    wanted = _bare(phrase.phrase)
    return tuple(text for text in texts if wanted and f" {wanted} " in f" {_bare(text)} ")


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
