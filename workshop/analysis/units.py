"""Teams among many sessions: which sessions somebody asked for, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Final, NamedTuple

from workshop.model.outcome import Outcome

__all__ = ["Unit", "Wanted", "units"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sessions somebody asked for; an empty word asks for all."""

    organisation: str = ""
    unit: str = ""
    """Part of a name, in any case."""
    since: date | None = None
    until: date | None = None

    def fits(self, session: Outcome) -> bool:
        """Return whether ``session`` is one of them."""
        return (
            (not self.organisation or self.organisation.casefold() in session.organisation.casefold())
            and (not self.unit or self.unit.casefold() in session.unit.casefold())
            and (self.since is None or session.held_on >= self.since)
            and (self.until is None or session.held_on <= self.until)
        )


EVERYTHING: Final = Wanted()

_EARLIEST: Final = attrgetter("held_on", "file")


@dataclass(frozen=True, slots=True)
class Unit:
    """One team over time."""

    organisation: str
    unit: str
    sessions: tuple[Outcome, ...]
    """Those that are counted, the earliest first."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from all others: a session without organisation and unit is a team of its own."""
        alone = "" if self.organisation or self.unit else self.sessions[0].file
        return self.organisation, self.unit, alone

    @property
    def name(self) -> str:
        """What it is called where its organisation is known."""
        return self.unit or self.organisation or self.sessions[-1].title

    def by(self, day: date) -> Unit | None:
        """Return it with its sessions up to ``day``: itself if none followed, None if there was none yet."""
        if self.sessions[-1].held_on <= day:
            return self
        held = tuple(session for session in self.sessions if session.held_on <= day)
        return replace(self, sessions=held) if held else None

    @property
    def full_name(self) -> str:
        """What it is called beside units of other organisations."""
        return " · ".join(dict.fromkeys(filter(None, (self.organisation, self.name))))

    @property
    def words(self) -> str:
        """What a filter looks through."""
        return f"{self.organisation} {self.unit} {self.name}".casefold()


class Names(NamedTuple):
    """What units are called on one page."""

    with_organisation: bool

    @classmethod
    def on(cls, found: Iterable[Unit]) -> Names:
        """Return the names for a page with these units: with the organisation where there are several."""
        return cls(len({unit.organisation for unit in found}) > 1)

    def of(self, unit: Unit) -> str:
        """Return what ``unit`` is called."""
        return unit.full_name if self.with_organisation else unit.name


def units(sessions: Iterable[Outcome], wanted: Wanted = EVERYTHING) -> tuple[Unit, ...]:
    """Gather the counted ``sessions`` that are ``wanted`` by team, in the order of names.

    A session without organisation and unit is a team of its own: two of them need not be the same people.
    A file that is named twice counts once.
    """
    found: dict[tuple[str, str, str], dict[str, Outcome]] = {}
    for session in sessions if wanted == EVERYTHING else filter(wanted.fits, sessions):
        if session.method:
            organisation, unit, file = session.organisation, session.unit, session.file
            key = (organisation, unit, "" if organisation or unit else file)
            if (held := found.get(key)) is None:
                held = found[key] = {}
            held[file or str(len(found))] = session
    made = (
        Unit(organisation, unit, tuple(sorted(held.values(), key=_EARLIEST)))
        for (organisation, unit, _), held in found.items()
    )
    return tuple(sorted(made, key=_by_name))


def _by_name(unit: Unit) -> tuple[str, str]:
    return (unit.organisation or unit.name).casefold(), unit.name.casefold()
