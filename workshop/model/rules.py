"""Under what rules answers are counted and shown (statistics.md, "Privacy rules").

Counting keeps to them, and so does reading: see ``privacy`` and ``forbidden``. Plain values, as the library
asks them before its first frame.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from workshop.model.share import Share
from workshop.model.tally import FEWEST, HIDDEN, Band, Hidden, Result, Shape, Tally

__all__ = ["DIFFERENT", "DISTRIBUTION", "LOWEST", "THRESHOLD", "Mode", "Rules"]

Mode = Literal["confidential", "open"]

THRESHOLD: Final = 5
"""Fewest answers that are shown in a confidential session, unless 3 or 4 was chosen before opening."""

LOWEST: Final = 3
"""The lowest threshold that may be chosen (rule 1)."""

DISTRIBUTION: Final = 8
"""Fewest valid answers of each group for which a question is shown by group (rule 3)."""

DIFFERENT: Final = 2
"""A group in which no more answers than these differ from one level counts as of one mind (rule 6)."""


class Rules(NamedTuple):
    """Under what rules a round is counted."""

    mode: Mode
    threshold: int

    @property
    def needed(self) -> int:
        """Fewest valid answers that may be shown: ``threshold``, or one in open mode (rules 1, 2, 10)."""
        return self.threshold if self.mode == "confidential" else 1

    @property
    def needed_of_group(self) -> int:
        """Fewest people in a group that is shown, and fewest valid answers of it to a question (rule 3)."""
        return max(self.threshold, DISTRIBUTION) if self.mode == "confidential" else 1

    def stricter(self, other: Rules) -> Rules:
        """Return the stricter of both in each respect (rule 1)."""
        mode: Mode = "confidential" if "confidential" in (self.mode, other.mode) else "open"
        return Rules(mode, max(self.threshold, other.threshold))

    def of(self, method: str) -> Rules:
        """Return what holds for a round answered by ``method``: hands were seen by everybody (rule 10)."""
        return self._replace(mode="open") if method == "hands" else self

    def allow(self, result: Result | Share) -> bool:
        """Return whether enough people gave a level, or picked, for ``result`` (rule 2).

        Not-sure does not count. Of a band it is known only whether they were too few for any threshold.
        """
        if self.mode == "open" or isinstance(result, Hidden):
            return True
        if isinstance(result, Band):
            return result.shape != Shape.FEW or self.needed < FEWEST
        answers = result.of if isinstance(result, Share) else result.n
        return answers >= self.needed

    def shown(self, tally: Tally) -> Result:
        """Return ``tally`` when enough people gave a level, else hidden."""
        return tally if self.allow(tally) else HIDDEN

    def banded(self, tally: Tally) -> Result:
        """Return no more than the median and shape of ``tally``, hidden when there are too few answers."""
        if self.mode == "open":
            return tally
        if tally.n < self.needed or tally.median is None:
            return HIDDEN
        return Band(tally.median, tally.shape)

    def allow_groups(self, tallies: Iterable[Tally]) -> bool:
        """Return whether groups with these answers to one question may be shown: all, or none (rule 4)."""
        return self.mode == "open" or all(
            tally.n >= self.needed_of_group and not of_one_mind(tally) for tally in tallies
        )


def of_one_mind(tally: Tally) -> bool:
    """Return whether all answers are the same, or all but one or two (rule 6)."""
    return max(tally.counts) >= tally.n - DIFFERENT
