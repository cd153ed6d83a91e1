"""Three versions of a session file as one, by meaning: what git's line by line merge cannot do.

Tables are merged key by key, lists of entries by the entries' ids. A counted round is one thing: counts of
two different countings are never mixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from workshop.model.session import STAGES
from workshop.store.toml import KeyPath

__all__ = ["Merge", "merged"]

_Values: TypeAlias = Mapping[str, Any]

_KEYS: Final = ("id", "number", "reason", "value")
"""What tells the entries of a list apart: the first of these that all of them have."""

_WHOLE: Final = frozenset({("instrument",), ("imported",), ("grouping",)})
"""Tables that are taken whole, as each round is: half of one does not go with half of another."""

_PLACES: Final = frozenset({"about", "at"})
"""Where the team is at the moment: no contradiction, ours goes on."""


class _Absent:
    """Stands for a key or an entry that a version does not have."""


_ABSENT: Final = _Absent()


@dataclass(frozen=True)
class Merge:
    """Both sides as one; ``ours`` and ``theirs`` are the same but for what is in ``conflicts``."""

    ours: dict[str, Any]
    theirs: dict[str, Any]
    conflicts: tuple[KeyPath, ...]
    """Where both sides changed the same thing in different ways."""


@dataclass
class _Way:
    """One way of deciding contradictions: for one side."""

    for_ours: bool
    conflicts: list[KeyPath] = field(default_factory=list)

    def value(self, base: Any, ours: Any, theirs: Any, path: KeyPath) -> Any:
        """Return what one value becomes."""
        if ours == theirs or theirs == base:
            return ours
        if ours == base:
            return theirs
        if path in _WHOLE or (len(path) == 2 and path[0] == "rounds"):
            return self._contradiction(ours, theirs, path)
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self._table(base if isinstance(base, dict) else {}, ours, theirs, path)
        if name := _key_of(base, ours, theirs):
            versions = [_by(name, entries) for entries in (base, ours, theirs)]
            return list(self._table(versions[0], versions[1], versions[2], path).values())
        if path == ("stage",):
            return max(ours, theirs, key=_how_far)
        if path[-1] in _PLACES:
            return theirs if isinstance(ours, _Absent) else ours
        return self._contradiction(ours, theirs, path)

    def _contradiction(self, ours: Any, theirs: Any, path: KeyPath) -> Any:
        self.conflicts.append(path)
        return ours if self.for_ours else theirs

    def _table(self, base: _Values, ours: _Values, theirs: _Values, path: KeyPath) -> dict[str, Any]:
        found = {
            key: self.value(
                base.get(key, _ABSENT), ours.get(key, _ABSENT), theirs.get(key, _ABSENT), (*path, key)
            )
            for key in dict.fromkeys((*ours, *theirs))
        }
        return {key: value for key, value in found.items() if not isinstance(value, _Absent)}


def merged(base: _Values, ours: _Values, theirs: _Values) -> Merge:
    """Merge two versions of a session file that both came of ``base``; an empty one if they have none."""
    ways = [_Way(for_ours=True), _Way(for_ours=False)]
    found = [way.value(dict(base), dict(ours), dict(theirs), ()) for way in ways]
    return Merge(found[0], found[1], tuple(ways[0].conflicts))


def _how_far(stage: Any) -> int:
    return STAGES.index(stage) if stage in STAGES else 0


def _key_of(*versions: Any) -> str | None:
    """Return by what the entries of all these lists are told apart; None when they are no such lists."""
    lists = [[] if isinstance(version, _Absent) else version for version in versions]
    if not all(isinstance(entries, list) and all(isinstance(e, dict) for e in entries) for entries in lists):
        return None
    return next((key for key in _KEYS if all(_tells_apart(key, entries) for entries in lists)), None)


def _tells_apart(key: str, entries: Sequence[_Values]) -> bool:
    found = [str(entry[key]) for entry in entries if key in entry]
    return len(found) == len(set(found)) == len(entries)


def _by(name: str, entries: Any) -> dict[str, _Values]:
    return {} if isinstance(entries, _Absent) else {str(entry[name]): entry for entry in entries}
