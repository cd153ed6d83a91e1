"""What the exercises brought: a chapter for each that was done, with its picture and its list."""

from __future__ import annotations

from workshop.language import _
from workshop.model.session import Session
from workshop.report import exercises
from workshop.report.blocks import Block, Chapter, Figure, Points, Text
from workshop.report.exercises.parts import listed
from workshop.report.record import Entry

__all__ = ["exercised"]


def exercised(session: Session) -> list[Chapter]:
    """Return a chapter for each exercise in which something was entered or counted."""
    return [_chapter(found) for found in exercises.blocks(session)]


def _chapter(found: exercises.Block) -> Chapter:
    name = f"exercise-{found.name}"
    parts: list[Block] = [
        Text(sentence, "body" if number else "lead") for number, sentence in enumerate(found.sentences)
    ]
    if found.picture is not None:
        parts.insert(1, Figure(name, found.picture))
    entries = tuple(Entry(first, details) for first, details in listed(found.table))
    if entries:
        parts.append(Points(_("One by one"), entries))
    return Chapter(name, found.title, "exercise", tuple(parts))
