"""What a page says of many units at one period: the units beside each other, and what moved in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from workshop.analysis.across import Across, across
from workshop.analysis.trend import Moves, movers
from workshop.analysis.units import Names, Unit
from workshop.model.outcome import Outcome

__all__ = ["Period", "ahead", "latest", "narrowed", "period", "table_at"]


class Period(NamedTuple):
    """Units beside each other at a period, and what moved up to its end in those same units."""

    table: Across
    moved: Moves
    without: int = 0
    """Units that were asked for, too, and have no session in the period."""

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
    among: Sequence[Unit] = (),
) -> Period | None:
    """Look at ``found`` at a period, as ``table_at`` does; None without units.

    They are compared with all units of ``among``, of which they are some; without it with each other.
    """
    return narrowed(table_at(among or found, since, until), found)


def table_at(found: Sequence[Unit], since: date | None = None, until: date | None = None) -> Across | None:
    """Put ``found`` beside each other as ``across`` does, as they stood at the end of ``until``.

    Where the year that ends with ``until`` has no session, it is the year of the newest one before.
    """
    stood = found if until is None else [held for unit in found if (held := unit.by(until))]
    return across(stood, since, until) or across(stood, since)


def narrowed(
    table: Across | None, found: Sequence[Unit], moves: Callable[[Sequence[Unit]], Moves] = movers
) -> Period | None:
    """Return what ``table`` has of ``found``, still compared with all of it; None where it has none.

    ``moves`` is for who knows already what moved in them.
    """
    shown = table.only({unit.key for unit in found}) if table else None
    if shown is None:
        return None
    return Period(shown, moves([row.unit for row in shown.rows]), len(found) - len(shown.rows))


def latest(found: Sequence[Unit], today: date) -> date:
    """Return the day with which the newest period ends: of the newest session that is not in the future.

    A mistyped day would end it in a year in which nobody met. Where all are in the future it is the newest.
    """
    days = [session.held_on for unit in found for session in unit.sessions]
    return max((day for day in days if day <= today), default=max(days))


def ahead(found: Sequence[Unit], today: date) -> tuple[Outcome, ...]:
    """Return the sessions with a day in the future."""
    return tuple(
        session
        for unit in found
        if unit.sessions[-1].held_on > today
        for session in unit.sessions
        if session.held_on > today
    )
