"""Teams among many sessions: which sessions somebody asked for, and whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple

from workshop.model.outcome import Outcome
from workshop.model.text import clean

__all__ = ["Unit", "Wanted", "units"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sessions somebody asked for; an empty word asks for all."""

    organisation: str = ""
    unit: str = ""
    """A name, in any case; where none is just that, part of a name."""
    since: date | None = None
    until: date | None = None

    def of(self, sessions: Iterable[Outcome]) -> Iterable[Outcome]:
        """Return those of ``sessions`` that are wanted; the names that there are do not hang on the days."""
        named = _called(self.organisation, sessions, attrgetter("organisation"))
        return [session for session in _called(self.unit, named, attrgetter("unit")) if self._then(session)]

    def _then(self, session: Outcome) -> bool:
        return (self.since is None or session.held_on >= self.since) and (
            self.until is None or session.held_on <= self.until
        )


def _called(wanted: str, sessions: Iterable[Outcome], name_of: Callable[[Outcome], str]) -> Iterable[Outcome]:
    """Return the sessions whose name is ``wanted`` or, where there are none, those whose name holds it."""
    if not (wanted := _folded(wanted)):
        return sessions
    holding = [session for session in sessions if wanted in _folded(name_of(session))]
    return [session for session in holding if _folded(name_of(session)) == wanted] or holding


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """Return a name as it is compared: however its letters are composed, and in any case."""
    return clean(name).casefold()


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
    for session in sessions if wanted == EVERYTHING else wanted.of(sessions):
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


def _by_name(unit: Unit) -> tuple[str, ...]:
    """Return what sorts it; where names differ in case alone, or not at all, the order is always one."""
    folded = (unit.organisation or unit.name).casefold(), unit.name.casefold()
    return *folded, unit.organisation, unit.unit, unit.name, unit.sessions[0].file
