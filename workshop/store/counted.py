"""All sessions of a folder for a page over them, beside the files that cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from workshop.model.outcome import Outcome
from workshop.store.index import read_all
from workshop.store.outcome import Unreadable

__all__ = ["AllRead", "read_counted"]


class AllRead(NamedTuple):
    """What the files of a folder came to."""

    sessions: tuple[Outcome, ...]
    broken: tuple[Unreadable, ...] = ()
    """Files that are no good sessions, the newest name first."""


def read_counted(folder: Path) -> AllRead:
    """Read every session of ``folder``, and keep what cannot be read apart."""
    found = tuple(read_all(folder))
    return AllRead(
        tuple(read for read in found if isinstance(read, Outcome)),
        tuple(read for read in found if isinstance(read, Unreadable)),
    )
