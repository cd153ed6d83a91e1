"""What people type for numbers of people, dates and minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.text import fit

__all__ = ["ONE_AT_LEAST", "as_day", "as_head_count", "as_paper_count", "day", "minutes_wrong", "quoted"]

MOST_PAPERS: Final = 200

ONE_AT_LEAST: Final = _("One stage needs some minutes at least.")
"""What is said of an agenda without any."""


def quoted(typed: str) -> str:
    """Return what is said again of something that cannot be taken: its beginning."""
    return fit(typed, 40)


def as_head_count(typed: str) -> int | None:
    """Return a number of people; None for nothing typed. Raises WorkshopError."""
    if not typed:
        return None
    if not typed.isdecimal() or int(typed) > 10_000:
        raise WorkshopError(
            _('"{typed}" is not a number of people').format(typed=quoted(typed)), _("Such as 12.")
        )
    return int(typed)


def as_paper_count(typed: str) -> int:
    """Return how many papers are to be typed in. Raises WorkshopError."""
    if not typed.isdecimal() or not 0 < int(typed) <= MOST_PAPERS:
        raise WorkshopError(
            _('"{typed}" is not a number of papers').format(typed=quoted(typed)),
            _("From 1 to {most}, such as 5.").format(most=MOST_PAPERS),
        )
    return int(typed)


def day(typed: str) -> date | None:
    """Return a typed date; None for nothing typed. Raises ValueError."""
    return date.fromisoformat(typed.strip()) if typed.strip() else None


def as_day(typed: str) -> date | None:
    """Return a typed date as ``day``. Raises WorkshopError."""
    try:
        return day(typed)
    except ValueError:
        raise WorkshopError(
            _('"{typed}" is not a date').format(typed=quoted(typed)), _("Write it like 2027-02-10.")
        ) from None


def minutes_wrong(values: Mapping[str, str]) -> str:
    """Return what is wrong with typed minutes, by the name of a stage, as a sentence; or nothing."""
    for name, typed in values.items():
        if not (typed.isascii() and typed.isdecimal() and int(typed) <= 600):
            said = _('{name}: "{typed}" is no number of minutes, 0 to 600.')
            return said.format(name=name, typed=quoted(typed))
    return "" if any(int(typed) for typed in values.values()) else ONE_AT_LEAST
