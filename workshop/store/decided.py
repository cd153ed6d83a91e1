"""What sessions of the index decided: two thirds of all that is known of them, and seldom looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from workshop.model.outcome import Outcome
from workshop.store.outcome import read_outcome

__all__ = ["Decided", "Fetch"]

Fetch: TypeAlias = Callable[[int, int, int], bytes | None]
"""Takes a pack's number and its last two checksums; returns what the pack says was decided, NUL between
sessions, or None where it is not there any more."""


class Decided:
    """What the sessions of one pack decided, fetched when somebody looks at the first of them.

    Where it is not in the index any more, it is read from the files. Two of the same pack are equal.
    """

    def __init__(self, files: Sequence[str], pack: tuple[int, int, int], fetch: Fetch) -> None:
        self._files, self._pack, self._fetch = files, pack, fetch

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decided) and self._pack == other._pack

    def __hash__(self) -> int:
        return hash(self._pack)

    def of(self, file: str) -> bytes:
        """Return what the session in ``file`` decided."""
        if (found := self._known.get(file)) is None:
            read = read_outcome(Path(file))
            found = read.decided_text if isinstance(read, Outcome) else b""
        return found

    @cached_property
    def _known(self) -> Mapping[str, bytes]:
        found = self._fetch(*self._pack)
        return {} if found is None else dict(zip(self._files, found.split(b"\0"), strict=True))
