"""The sessions of a workspace as a list that is cheap to keep current."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final, TypeAlias

from workshop.store.summary import Summary, Unreadable, summarise
from workshop.store.workspace import Workspace

__all__ = ["Entry", "Shelf"]

Entry: TypeAlias = Summary | Unreadable
"""One file in the list."""

_BATCH: Final = 100
_NUMBER: Final = re.compile(r"(\d+)")


class Shelf:
    """What a folder of sessions holds; files are read again only when they changed on the disk."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._known: dict[Path, tuple[tuple[int, ...], Entry]] = {}
        self._checked: dict[Path, tuple[int, ...]] = {}

    def entries(self, most: int | None = None) -> list[Entry]:
        """Read and return the entries, newest first; of at most the ``most`` newest names."""
        return _sorted([self._entry(path) for path in islice(self.workspace.files(), most)])

    def batches(self, first: int = _BATCH) -> Iterator[tuple[list[Entry], int]]:
        """Yield all entries read so far and how many files there are: after ``first``, then ever more seldom.

        Each time the list is half as long again, so that sorting and showing it costs no more than reading.
        """
        paths = list(self.workspace.files())
        entries: list[Entry] = []
        due = max(2, first)
        for path in paths:
            if len(entries) == due:
                yield _sorted(entries), len(paths)
                due += due // 2
            entries.append(self._entry(path))
        yield _sorted(entries), len(paths)

    def check(self, entries: Sequence[Entry]) -> bool:
        """Validate ``entries`` in full; return whether one of those listed is no good session after all."""
        from workshop.store.codec import problems  # pydantic comes with it: never before the first frame

        found = False
        for entry in entries:
            stamp = _stamp(entry.path)
            if isinstance(entry, Summary) and self._checked.get(entry.path) != stamp:
                self._checked[entry.path] = stamp
                if errors := problems(entry.path):
                    self._known[entry.path] = (stamp, Unreadable(entry.path, errors[0]))
                    found = True
        return found

    def _entry(self, path: Path) -> Entry:
        stamp = _stamp(path)
        known = self._known.get(path)
        if known is None or known[0] != stamp or not stamp:
            known = (stamp, summarise(path))
            self._known[path] = known
        return known[1]


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        status = path.stat()
    except OSError:
        return ()
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def _sorted(entries: list[Entry]) -> list[Entry]:
    """Return ``entries`` by day, the newest first, those of one day by name; unreadable ones stand on top."""

    def day(entry: Entry) -> date:
        return entry.held_on if isinstance(entry, Summary) else date.max

    return sorted(sorted(entries, key=_natural), key=day, reverse=True)


def _natural(entry: Entry) -> list[tuple[int, str]]:
    """Return a key by which unit 9 comes before unit 10."""
    parts = _NUMBER.split(entry.path.stem)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
