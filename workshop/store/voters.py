"""Who voted in the counted rounds of an open session, as random ids: what rule 8 needs until it closes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from workshop.model.ballot import Ballot
from workshop.model.base import Frozen, RandomId
from workshop.model.privacy import Groups
from workshop.model.tally import NOT_SURE

__all__ = ["Voters", "who_gave_levels"]

_Value = TypeVar("_Value")


class Voters(Frozen):
    """Who voted, by round, in an order that tells nothing; numbers of rounds are text, as TOML's keys are."""

    rounds: Mapping[str, tuple[RandomId, ...]] = {}
    """By round: who voted."""
    levels: Mapping[str, Mapping[str, tuple[RandomId, ...]]] = {}
    """By round and question key: who gave a level; who was not sure, or skipped it, did not."""
    groups: Mapping[str, tuple[tuple[RandomId, ...], ...]] = {}
    """By round that is shown by group: who stands in each, whichever that is."""

    @property
    def numbers(self) -> frozenset[int]:
        """The rounds of which it is kept."""
        return frozenset(map(int, self.rounds))

    def of(self, number: int) -> frozenset[str]:
        """Return who voted in a round; nobody where that is not kept."""
        return frozenset(self.rounds.get(str(number), ()))

    def after(
        self, number: int, ballots: Mapping[str, Ballot], groups: Iterable[Iterable[str]] = ()
    ) -> Voters:
        """Return this with a round, of which ``ballots`` were counted and ``groups`` are shown."""
        given = {key: tuple(sorted(who)) for key, who in sorted(who_gave_levels(ballots).items())}
        shown = tuple(sorted(tuple(sorted(group)) for group in groups))
        return Voters(
            rounds={**self.rounds, str(number): tuple(sorted(ballots))},
            levels={**self.levels, str(number): given},
            groups={**self.groups, str(number): shown},
        )

    def without(self, number: int) -> Voters:
        """Return this without a round."""
        return Voters(
            rounds=_without(self.rounds, number),
            levels=_without(self.levels, number),
            groups=_without(self.groups, number),
        )

    def earlier(self, number: int, keys: AbstractSet[str]) -> tuple[Groups, ...]:
        """Return who voted in each round but ``number`` in which one of ``keys`` was answered."""
        return tuple(
            self._parts(n, who)
            for n, who in self.rounds.items()
            if n != str(number) and keys & self.levels.get(n, {}).keys()
        )

    def earlier_raters(self, number: int, key: str) -> tuple[Groups, ...]:
        """Return who gave a level to the question ``key`` in each round but ``number``."""
        return tuple(
            self._parts(n, who[key]) for n, who in self.levels.items() if n != str(number) and key in who
        )

    def _parts(self, number: str, who: Iterable[str]) -> Groups:
        """Return ``who`` voted in a round as the groups of which a count is shown."""
        groups = self.groups.get(number) or (who,)
        return [frozenset(group) & frozenset(who) for group in groups]


def _without(kept: Mapping[str, _Value], number: int) -> dict[str, _Value]:
    return {each: value for each, value in kept.items() if each != str(number)}


def who_gave_levels(ballots: Mapping[str, Ballot]) -> dict[str, frozenset[str]]:
    """Return by question key who gave a level: nobody, where all were not sure."""
    keys = {key for ballot in ballots.values() for key in ballot.answers}
    return {
        key: frozenset(
            who for who, ballot in ballots.items() if ballot.answers.get(key, NOT_SURE) != NOT_SURE
        )
        for key in keys
    }
