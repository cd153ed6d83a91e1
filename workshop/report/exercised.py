"""What the exercises brought: a chapter of their blocks, the same that every screen and print shows."""

from __future__ import annotations

from collections.abc import Iterable

from workshop.model.session import Session
from workshop.report import exercises
from workshop.report.blocks import Block, Chapter, Figure, Passage, Points
from workshop.report.record import Entry

__all__ = ["exercised"]


def exercised(session: Session) -> list[Chapter]:
    """Return the chapter of the exercises; none when no exercise was done."""
    blocks = tuple(part for found in exercises.blocks(session) for part in _parts(found))
    return [Chapter("exercises", "Exercises", "list", blocks)] if blocks else []


def _parts(found: exercises.Block) -> Iterable[Block]:
    """Return what was said first, then the picture, then the entries with all that is known of each."""
    if found.sentences:
        yield Passage(found.title, found.sentences)
    if found.picture is not None:
        yield Figure(f"exercise-{found.name}", found.picture)
    if found.table:
        yield Points(found.title, tuple(_entry(found.table[0], row) for row in found.table[1:]))


def _entry(head: tuple[str, ...], row: tuple[str, ...]) -> Entry:
    details = (f"{name}: {value}" for name, value in zip(head[1:], row[1:], strict=True) if value)
    return Entry(row[0], tuple(details))
