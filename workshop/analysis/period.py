"""What a page says of many units at one period: the units beside each other, and what moved in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from workshop.analysis.across import Across, across
from workshop.analysis.trend import Moves, movers
from workshop.analysis.units import Names, Unit

__all__ = ["Period", "period"]


class Period(NamedTuple):
    """Units beside each other at a period, and what moved up to its end in those same units."""

    table: Across
    moved: Moves

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of the table."""
        return tuple(row.unit for row in self.table.rows)

    @property
    def names(self) -> Names:
        """What they are called."""
        return Names.on(self.units)

    @property
    def compared(self) -> int:
        """Comparisons of a unit with the others, and of a session with an earlier one."""
        return self.table.compared + self.moved.compared


def period(
    found: Sequence[Unit],
    since: date | None = None,
    until: date | None = None,
    moves: Callable[[Sequence[Unit]], Moves] = movers,
) -> Period | None:
    """Look at ``found``, which hold no session after ``until``, as ``across`` does; None without units.

    Where the year that ends with ``until`` has no session, it is the year of the newest one before. ``moves``
    is for who knows already what moved in them.
    """
    table = across(found, since, until) or across(found, since)
    return Period(table, moves([row.unit for row in table.rows])) if table else None
