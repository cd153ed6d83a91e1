"""What the library shows of a session."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from workshop.model.outcome import Outcome
from workshop.model.tally import Band, Result, Tally
from workshop.store.outcome import Unreadable

__all__ = ["Entry", "Median", "Summary", "Unreadable", "listed"]

Median: TypeAlias = tuple[int, int] | None
"""Both middle levels; None where nothing may be shown or nobody answered."""


class Summary(NamedTuple):
    """One session in a list; a tuple, as ten thousand are made at once."""

    file: str
    """The path of its file, as text: of ten thousand few are looked at."""
    title: str
    organisation: str
    unit: str
    held_on: date
    stage: str
    voted: int | None
    """None before round 1 is counted."""
    medians: tuple[Median, ...]
    """Per attribute, in the instrument's order: of the ladder, else of its statements' middle one."""

    @property
    def path(self) -> Path:
        """Where its file is."""
        return Path(self.file)

    def precedes(self, organisation: str, unit: str, held_on: date) -> bool:
        """Return whether it is counted, of the same organisation and unit, and was held before that day."""
        same = (self.organisation, self.unit) == (organisation, unit) != ("", "")
        return same and self.held_on < held_on and self.voted is not None

    @property
    def words(self) -> str:
        """What a filter looks through."""
        return f"{self.held_on} {self.title} {self.organisation} {self.unit} {self.path.stem}".casefold()


Entry: TypeAlias = Summary | Unreadable
"""One file in a list."""


def listed(outcome: Outcome) -> Summary:
    """Return what a list shows of a session."""
    return Summary(
        file=outcome.file,
        title=outcome.title,
        organisation=outcome.organisation,
        unit=outcome.unit,
        held_on=outcome.held_on,
        stage=outcome.stage,
        voted=outcome.voted,
        medians=tuple(_median(outcome, asked.id) for asked in outcome.questionnaire.attributes),
    )


def _median(outcome: Outcome, attribute: str) -> Median:
    if (ladder := outcome.result(attribute)) is not None:
        results = [ladder]
    else:
        asked = (item for key, item in outcome.questionnaire.places if key == attribute)
        results = [found for item in asked if (found := outcome.result(attribute, item)) is not None]
    medians = sorted(median for result in results if (median := _middle(result)))
    return medians[(len(medians) - 1) // 2] if medians else None


@lru_cache(maxsize=50_000)
def _middle(result: Result) -> Median:
    return result.median if isinstance(result, (Tally, Band)) else None
