"""Units with what was found out about each, kept while somebody looks and renewed where it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import NamedTuple

from workshop.analysis.fate import Fate, fates
from workshop.analysis.trend import Moves, movers
from workshop.analysis.units import Unit
from workshop.model.outcome import Outcome

__all__ = ["News", "Studied"]


class News(NamedTuple):
    """How many sessions are not as they were when they were read before."""

    new: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True)
class Studied:
    """Some units, what moved in each and, once that was followed, what became of their promises."""

    units: tuple[Unit, ...]
    moves: Mapping[int, Moves]
    """By the id of a unit what ``movers`` found, which of thousands takes a while; as far as it is known."""
    fates: Mapping[int, Sequence[Fate]]
    """By the id of a unit what ``fates`` found; empty before ``followed``."""

    @classmethod
    def of(cls, found: Sequence[Unit]) -> Studied:
        """Find out what moved in each of ``found``."""
        return cls(tuple(found), {id(unit): movers((unit,)) for unit in found}, {})

    @property
    def newest(self) -> date:
        """The day of the newest session of all, be it in the future."""
        return max(unit.sessions[-1].held_on for unit in self.units)

    def by(self, day: date) -> Studied:
        """Return the units with their sessions up to ``day``, not followed; itself if none came later."""
        if day >= self.newest:
            return self
        found = tuple(stood for unit in self.units if (stood := unit.by(day)))
        return Studied(found, {id(u): self.moves[id(u)] for u in found if id(u) in self.moves}, {})

    def moved(self, chosen: Iterable[Unit]) -> Moves:
        """Return what moved in ``chosen``, as ``movers`` does."""
        moves = [self._moves(unit) for unit in chosen]
        moved = chain.from_iterable(one.movers for one in moves)
        return Moves(tuple(moved), sum(one.compared for one in moves))

    def followed(self, today: date) -> Studied:
        """Return the same with what became of promises by ``today``."""
        known = self.fates
        return replace(
            self,
            fates={id(u): known[id(u)] if id(u) in known else fates(u.sessions, today) for u in self.units},
        )

    def renewed(self, found: Sequence[Unit], today: date) -> tuple[Studied, News]:
        """Return ``found``, followed, and how it differs; only what changed is looked at anew."""
        every, news = _renewed(self.units, found)
        known = {id(u): self.fates[id(u)] for u in every if id(u) in self.fates}
        return Studied(every, {id(u): self._moves(u) for u in every}, known).followed(today), news

    def _moves(self, unit: Unit) -> Moves:
        """Return what moved in ``unit``, which need not be known."""
        return self.moves[id(unit)] if id(unit) in self.moves else movers((unit,))


def _renewed(before: Sequence[Unit], found: Sequence[Unit]) -> tuple[tuple[Unit, ...], News]:
    """Return ``found``, with the very units of ``before`` where nothing in them changed, and what did."""
    known = {unit.key: unit for unit in before}
    was = {session.file: session for unit in before for session in unit.sessions}
    kept, new, changed = [], 0, 0
    for unit in found:
        others = [one for one in unit.sessions if not _same(was.get(one.file), one)]
        new += sum(one.file not in was for one in others)
        changed += sum(one.file in was for one in others)
        old = known.get(unit.key)
        kept.append(old if old and not others and len(old.sessions) == len(unit.sessions) else unit)
    gone = was.keys() - {session.file for unit in found for session in unit.sessions}
    return tuple(kept), News(new, changed, len(gone))


def _same(before: Outcome | None, now: Outcome) -> bool:
    """Return whether two readings of a file found the same; what was decided is read where it must be."""
    if before is None or before == now:
        return before is not None
    return (
        before._replace(decided=b"") == now._replace(decided=b"") and before.decided_text == now.decided_text
    )
