"""The sessions of a folder as a list that is cheap to keep current."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.model.outcome import Outcome
from workshop.store.listing import BATCH, FEW, SUFFIX, Stamp, listing, names, stamp_of
from workshop.store.outcome import Read, Unreadable, read_outcome
from workshop.store.summary import Entry, Summary, listed

if TYPE_CHECKING:
    from workshop.store.index import Index

__all__ = ["Entry", "Shelf"]

_FIRST: Final = 100
_NUMBER: Final = re.compile(r"(\d+)")
_ALIKE: Final = str.maketrans("123456789", "000000000")
_DATE: Final = len("2026-11-23")


class Shelf:
    """What a folder of sessions holds; files are read again only when they changed on the disk.

    Not for two threads at once.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, tuple[str, Entry]] = {}
        """By name the stamp and what a list shows; only of files whose stamp was settled."""
        self._checked: dict[str, str] = {}
        """By name the stamp with which a file was validated in full."""
        self._wrong: dict[str, tuple[str, Unreadable]] = {}
        """By name the stamp, and what validating in full found wrong."""
        self._fresh: dict[str, tuple[str, Read]] = {}
        """Read, and not yet in the index."""
        self._index: Index | None = None

    def newest(self, most: int) -> tuple[list[Entry], int]:
        """Return the entries of at most the ``most`` newest names, and how many files there are.

        This is what a first frame shows: no index is opened for it.
        """
        found = names(self.folder)
        entries = {name: self._entry(name, stamp_of(self.folder / name)) for name in found[:most]}
        return _sorted(entries), len(found)

    def entries(self) -> list[Entry]:
        """Return all entries, newest first."""
        *_, (entries, _total) = self.batches()
        return entries

    def batches(self, first: int = _FIRST) -> Iterator[tuple[list[Entry], int]]:
        """Yield all entries read so far and how many files there are: with ``first`` more, then more seldom.

        What was read before is in it from the start. Each time the list is half as long again, so that
        sorting and showing it costs no more than reading.
        """
        files = listing(self.folder)
        self._recall(files)
        entries = {name: known for name, stamp in files.items() if (known := self._still(name, stamp))}
        due = len(entries) + max(2, first)
        for name in [name for name in files if name not in entries]:
            if len(entries) == due:
                yield _sorted(entries), len(files)
                due += due // 2
            entries[name] = self._entry(name, files[name])
        self._write()
        yield _sorted(entries), len(files)

    def check(self, entries: Sequence[Entry]) -> bool:
        """Validate ``entries`` in full; return whether one of those listed is no good session after all."""
        from workshop.store.codec import problems  # pydantic comes with it: never before the first frame

        found = False
        for entry in entries:
            name, stamp = entry.path.name, stamp_of(entry.path)
            good = isinstance(entry, Summary)
            if not (good or name in self._wrong) or self._checked.get(name) == stamp.text:
                continue
            if stamp.settled:
                self._checked[name] = stamp.text
            errors = problems(entry.path)
            self._wrong.pop(name, None)
            if errors:
                self._wrong[name] = stamp.text, Unreadable(entry.path, errors[0])
                self._remember(name, stamp, self._wrong[name][1])
            found |= good == bool(errors)
        self._write()
        return found

    def _entry(self, name: str, stamp: Stamp) -> Entry:
        if known := self._still(name, stamp):
            return known
        if (wrong := self._wrong.get(name)) and wrong[0] == stamp.text:
            return wrong[1]
        return self._remember(name, stamp, read_outcome(self.folder / name))

    def _still(self, name: str, stamp: Stamp) -> Entry | None:
        known = self._known.get(name)
        return known[1] if known and known[0] == stamp.text else None

    def _remember(self, name: str, stamp: Stamp, read: Read) -> Entry:
        """Keep what was read, unless the file may be touched again without a trace."""
        entry = listed(read) if isinstance(read, Outcome) else read
        if stamp.settled:
            self._known[name] = stamp.text, entry
            self._fresh[name] = stamp.text, read
            if self._index and len(self._fresh) >= BATCH:
                self._write()
        return entry

    def _recall(self, files: Mapping[str, Stamp]) -> None:
        """Open the index, once, where it saves time; forget what is gone."""
        if self._index is None and len(files) > FEW:
            from workshop.store.index import Index  # and SQLite with it: never before the first frame

            self._index = Index(self.folder)
            indexed = self._index.entries()
            for name in [name for name, read in self._fresh.items() if indexed.get(name, "-")[0] == read[0]]:
                del self._fresh[name]
            self._known = {**indexed, **self._known}
        gone = self._known.keys() - files.keys()
        if gone and self._index:
            self._index.forget(gone)
        for name in gone:
            del self._known[name]

    def _write(self) -> None:
        if self._index:
            self._index.keep(self._fresh)
        self._fresh = {}


def _sorted(entries: Mapping[str, Entry]) -> list[Entry]:
    """Return ``entries`` by day, the newest first, those of one day by name; unreadable ones stand on top."""
    days: dict[date, list[str]] = {}
    for name, entry in entries.items():
        days.setdefault(entry.held_on if isinstance(entry, Summary) else date.max, []).append(name)
    return [
        entries[name]
        for day in sorted(days, reverse=True)
        for name in (_by_name(tuple(days[day])) if len(days[day]) > 1 else days[day])
    ]


@lru_cache(maxsize=10_000)
def _by_name(names: tuple[str, ...]) -> Sequence[str]:
    """Sort names so that unit 9 comes before unit 10; those of most days are the same the next time.

    Numbers are looked at only where they decide: not when they have the same places, nor when there are none
    but the same date at the beginning.
    """
    stems = sorted(name.removesuffix(SUFFIX) for name in names)
    dated_alike = len({stem[:_DATE] for stem in stems}) == 1
    numbered = not dated_alike or any(_NUMBER.search(stem, _DATE) for stem in stems)
    if numbered and len({stem.translate(_ALIKE) for stem in stems}) > 1:
        stems.sort(key=_natural)
    return [f"{stem}{SUFFIX}" for stem in stems]


@lru_cache(maxsize=100_000)
def _natural(stem: str) -> tuple[tuple[str, int], ...]:
    """Return a key for numbers as numbers: each text with the number after it, or -1."""
    parts = _NUMBER.split(stem)
    return (*zip(parts[::2], map(int, parts[1::2]), strict=False), (parts[-1], -1))
