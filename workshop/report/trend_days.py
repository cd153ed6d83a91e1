"""Days on a page of many sessions that ask for a word: outside the period, in the future, or the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Final

from workshop.analysis.period import Period, ahead
from workshop.analysis.units import Names, Unit
from workshop.charts.roles import Role
from workshop.language import _, n_, say_day
from workshop.model.outcome import Outcome
from workshop.report.prose import Row, paragraph

__all__ = ["absent_rows", "ahead_rows", "twice_rows", "unit_rows"]

_FEW: Final = 3
"""Sessions or days of one kind that are named; the others are counted."""

_HELD_ON: Final = attrgetter("held_on")


def absent_rows(seen: Period, how: str, width: int) -> list[Row]:
    """Say how many units have no session in the period, and ``how`` they are reached."""
    if not seen.without:
        return []
    said = n_(
        "{n} more unit has no session in this period: {how}",
        "{n} more units have no session in this period: {how}",
        seen.without,
    )
    return paragraph(said.format(how=how), width, role=Role.MUTED)


def ahead_rows(left: Sequence[Outcome], width: int) -> list[Row]:
    """Name the sessions with a day in the future."""
    if not left:
        return []
    said = n_(
        "{n} session lies in the future: {sessions}. Is its day mistyped?",
        "{n} sessions lie in the future: {sessions}. Are their days mistyped?",
        len(left),
    )
    named = [f"{say_day(one.held_on)} ({Path(one.file).name})" for one in left[:_FEW]]
    return paragraph(said.format(sessions=_listed(named, len(left))), width, role=Role.MUTED)


def twice_rows(found: Sequence[Unit], names: Names, width: int) -> list[Row]:
    """Name the days on which one of the units held several sessions."""
    twice = [(unit, held) for unit in found for held in _on_one_day(unit)]
    if not twice:
        return []
    named = [
        _("{unit} on {day} ({files})").format(
            unit=names.of(unit),
            day=say_day(held[0].held_on),
            files=", ".join(Path(one.file).name for one in held),
        )
        for unit, held in twice[:_FEW]
    ]
    said = _("Several sessions on one day: {named}. None of them is read as later; is one a copy?")
    return paragraph(said.format(named=_listed(named, len(twice))), width, role=Role.MUTED)


def unit_rows(unit: Unit, today: date, width: int) -> list[Row]:
    """Name the days of one unit that ask for a word."""
    return twice_rows((unit,), Names.on((unit,)), width) + ahead_rows(ahead((unit,), today), width)


def _on_one_day(unit: Unit) -> Iterator[Sequence[Outcome]]:
    for _day, sessions in groupby(unit.sessions, _HELD_ON):
        if len(held := tuple(sessions)) > 1:
            yield held


def _listed(named: Sequence[str], every: int) -> str:
    more = every - len(named)
    return _("; ").join([*named, n_("and {n} more", "and {n} more", more)] if more else named)
