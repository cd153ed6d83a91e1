"""All sessions of a folder, for who looks at many of them together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workshop.store.outcome import Read, read_outcome
from workshop.store.workspace import session_files

__all__ = ["read_all"]


def read_all(folder: Path) -> Iterator[Read]:
    """Yield what came of each session in ``folder``, newest name first; an `Unreadable` for a broken file."""
    yield from map(read_outcome, session_files(folder))
