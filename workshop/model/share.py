"""How many of those who picked anything picked this: what is kept of tokens and picks.

A plain dataclass like a tally, and written as short: ``"4 of 11"``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from workshop.language import _, say_number
from workshop.model.tally import HIDDEN, MOST, Hidden

__all__ = ["Share", "parse_share"]


@dataclass(frozen=True)
class Share:
    """``count`` of ``of`` people picked something; each of the ``of`` picked one thing at least."""

    count: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Share:
        """Read ``"4 of 11"``. Raises ValueError with a sentence that says what was found."""
        match = re.fullmatch(r"\s*(\d{1,6})\s+of\s+(\d{1,6})\s*", text, re.ASCII)
        if match is None:
            raise ValueError(_('"{text}" is not a share').format(text=text[:60]))
        count, of = int(match[1]), int(match[2])
        if of > MOST:
            raise ValueError(_("a count above {most} cannot be right").format(most=say_number(MOST)))
        if count > of:
            raise ValueError(_("{count} of {of} is more than all of them").format(count=count, of=of))
        return cls(count, of)

    def __str__(self) -> str:
        return f"{self.count} of {self.of}"

    @property
    def part(self) -> Fraction:
        """The share, 0 to 1, exactly: a third is a third. 0 when nobody picked anything."""
        return Fraction(self.count, self.of) if self.of else Fraction(0)


def parse_share(text: str) -> Share | Hidden:
    """Read a share or ``"hidden"``; raises ValueError."""
    return HIDDEN if text == "hidden" else Share.parse(text)
