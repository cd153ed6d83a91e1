"""What must be equal for two answers to mean the same."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Wording"]


class Wording(NamedTuple):
    """All that a question says, words such as {users} not filled in (statistics.md, "Change")."""

    language: str
    stem: str
    text: str
    """The statement; of a ladder the attribute's name."""
    levels: tuple[str, ...]
    """What levels 1 to 5 stand for."""
