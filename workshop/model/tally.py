"""The count that is kept: how many chose each level and how many were not sure.

Plain dataclasses, not pydantic models: the library reads tallies before its first frame, and pydantic
alone would double the wait.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias

from workshop.language import _, n_, say_number

__all__ = [
    "APART_ABOVE",
    "FEWEST",
    "HIDDEN",
    "LEVELS",
    "MOST",
    "NOT_SURE",
    "TOGETHER_SHARE",
    "Band",
    "Hidden",
    "Moments",
    "Result",
    "Shape",
    "Tally",
    "WrongBand",
    "WrongTally",
    "parse_result",
]

LEVELS: Final = 5
"""Levels of a scale or a ladder, 1 to 5."""

NOT_SURE: Final = 0
"""The answer "not sure": a finding, never a score."""

MOST: Final = 100_000
"""Most answers at one level; a larger number is a slip, not a team."""


FEWEST: Final = 3
"""Below three answers nothing is said about spread, interval or level."""

TOGETHER_SHARE: Final = 0.75
"""The share of answers on one or two adjacent levels from which a team is together."""

APART_ABOVE: Final = 0.8
"""Average deviation above which a team is apart: the c/6 rule for five levels, 5/6, rounded down."""

_ROUNDING: Final = 1e-9

_WRITTEN: Final = re.compile(r"\s*(\d+(?:\s+\d+)*)\s*\|\s*(\d+)\s*", re.ASCII)


class WrongTally(ValueError):
    """What is written is no tally."""


class WrongBand(ValueError):
    """What is written is no band."""


class Shape(StrEnum):
    """How the answers to one question lie (statistics.md)."""

    TOGETHER = "together"
    MIXED = "mixed"
    APART = "apart"
    TWO_GROUPS = "two groups"
    """Apart, with a low and a high group of answers; never called camps."""
    FEW = "too few"
    """Below three answers nothing is said about spread."""


class Moments(NamedTuple):
    """All that the mean and the variance of answers rest on, in integers."""

    n: int
    """Valid answers."""
    total: int
    """The sum of their levels."""
    squares: int
    """The sum of the squares of their levels."""

    @property
    def variance(self) -> float:
        """s², the variance with n − 1, in levels squared; n must be 2 or more."""
        return (self.n * self.squares - self.total**2) / (self.n * (self.n - 1))


@dataclass(frozen=True)
class Tally:
    """Answers to one question: ``counts[i]`` people chose level ``i + 1``; ``not_sure`` could not say.

    >>> str(Tally.of([2, 3, 3, 0]))
    '0 1 2 0 0 | 1'
    """

    counts: tuple[int, ...]
    not_sure: int = 0
    moments: Moments = field(init=False, repr=False, compare=False)
    """Number, sum and sum of squares of the levels chosen: whoever reads a count asks for them."""

    def __post_init__(self) -> None:
        n = total = squares = 0
        for level, count in enumerate(self.counts, start=1):
            n += count
            total += level * count
            squares += level * level * count
        object.__setattr__(self, "moments", Moments(n, total, squares))

    @classmethod
    def of(cls, answers: Iterable[int], levels: int = LEVELS) -> Tally:
        """Count ``answers``, each 1 to ``levels`` or ``NOT_SURE``."""
        counts = [0] * (levels + 1)
        for answer in answers:
            counts[answer] += 1
        return cls(tuple(counts[1:]), counts[NOT_SURE])

    @classmethod
    def parse(cls, text: str, levels: int | None = LEVELS) -> Tally:
        """Read ``"0 2 5 3 1 | 0"``: counts from the lowest level up, a bar, the number not sure.

        ``levels`` is how many there must be; None takes any number of them. Raises ValueError with a
        sentence that says what was found.
        """
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise WrongTally(_('"{text}" is not a tally').format(text=text[:60]))
        written = [*match[1].split(), match[2]]
        if levels is not None and len(written) != levels + 1:
            raise WrongTally(
                n_(
                    "{n} count before the bar, there are {levels} levels",
                    "{n} counts before the bar, there are {levels} levels",
                    len(written) - 1,
                ).format(levels=levels)
            )
        if max(map(len, written)) > len(str(MOST)) or max(counts := [*map(int, written)]) > MOST:
            raise WrongTally(_("a count above {most} cannot be right").format(most=say_number(MOST)))
        not_sure = counts.pop()
        return cls(tuple(counts), not_sure)

    def __str__(self) -> str:
        return f"{' '.join(map(str, self.counts))} | {self.not_sure}"

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield ``(level, count)`` from level 1 up."""
        return iter(enumerate(self.counts, start=1))

    @property
    def n(self) -> int:
        """Valid answers: those at a level."""
        return self.moments.n

    @property
    def voted(self) -> int:
        """Everybody who answered, "not sure" included."""
        return self.n + self.not_sure

    @cached_property
    def median(self) -> tuple[int, int] | None:
        """Both middle levels, equal when n is odd or the two agree; None without an answer."""
        if not self.n:
            return None
        return self._nth((self.n + 1) // 2), self._nth(self.n // 2 + 1)

    @cached_property
    def mean(self) -> float | None:
        """The mean level, 1 to 5; for trends only. None without an answer."""
        return self.moments.total / self.n if self.n else None

    @cached_property
    def spread(self) -> float | None:
        """Average deviation from the mean, in levels (AD_M: Burke, Finkelstein & Dusig 1999); 0 to 2."""
        if (mean := self.mean) is None:
            return None
        return sum(count * abs(level - mean) for level, count in self) / self.n

    @cached_property
    def shape(self) -> Shape:
        """Whether the answers lie together, mixed or apart; see ``TOGETHER_SHARE`` and ``APART_ABOVE``."""
        spread = self.spread
        if spread is None or self.n < FEWEST:
            return Shape.FEW
        if spread > APART_ABOVE + _ROUNDING:
            return Shape.TWO_GROUPS if self._has_two_groups() else Shape.APART
        two_adjacent = max(map(sum, zip(self.counts, self.counts[1:], strict=False)))
        return Shape.TOGETHER if two_adjacent >= TOGETHER_SHARE * self.n else Shape.MIXED

    def _has_two_groups(self) -> bool:
        low, middle, high = sum(self.counts[:2]), self.counts[2], sum(self.counts[3:])
        least = max(3, -(-self.n // 3))
        return self.n >= 6 and min(low, high) >= least and middle <= min(low, high) / 2

    def _nth(self, place: int) -> int:
        seen = 0
        for level, count in self:
            seen += count
            if seen >= place:
                return level
        raise IndexError(place)


@dataclass(frozen=True)
class Band:
    """What may be shown of a small or guarded group: its median and shape, no counts.

    Written ``"median 3, together"`` or ``"median 2-3, apart"``.
    """

    median: tuple[int, int]
    shape: Shape

    @classmethod
    def parse(cls, text: str) -> Band:
        """Read what ``str`` wrote; raises ValueError."""
        match = re.fullmatch(r"median ([1-9])(?:-([1-9]))?, ([a-z ]+)", text)
        if match is None or match[3] not in set(Shape):
            raise WrongBand(_('"{text}" is not a band').format(text=text[:60]))
        low, high = int(match[1]), int(match[2] or match[1])
        if not low <= high <= LEVELS:
            raise WrongBand(_('"{text}" is not a band').format(text=text[:60]))
        return cls((low, high), Shape(match[3]))

    def __str__(self) -> str:
        low, high = self.median
        return f"median {low}{'' if low == high else f'-{high}'}, {self.shape}"


@dataclass(frozen=True)
class Hidden:
    """Too few valid answers to show anything; written ``"hidden"``."""

    def __str__(self) -> str:
        return "hidden"


HIDDEN: Final = Hidden()

Result: TypeAlias = Tally | Band | Hidden
"""What a session keeps of one question in one round."""


def parse_result(text: str, levels: int | None = LEVELS) -> Result:
    """Read a tally, a band or ``"hidden"``; raises ValueError."""
    if text == "hidden":
        return HIDDEN
    if text.startswith("median"):
        return Band.parse(text)
    return Tally.parse(text, levels)
