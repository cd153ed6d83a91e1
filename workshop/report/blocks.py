"""What a report is made of; a format needs to know these and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from workshop.charts.scene import Scene
from workshop.report.record import Entry

__all__ = ["Block", "Chapter", "Figure", "Passage", "Points", "Text"]

Tone = Literal["lead", "body", "muted", "agreed"]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    tone: Tone = "body"


@dataclass(frozen=True, slots=True)
class Points:
    """Things in a list, under a heading of their own."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart; ``name`` is what its file is called."""

    name: str
    scene: Scene


@dataclass(frozen=True, slots=True)
class Passage:
    """One step of the story: a question a reader has, and the answers."""

    title: str
    said: tuple[str, ...]


Block: TypeAlias = Text | Points | Figure | Passage


@dataclass(frozen=True, slots=True)
class Chapter:
    """What stands together under one heading."""

    id: str
    title: str
    kind: Literal["story", "overview", "attribute", "groups", "exercise", "list", "method"]
    blocks: tuple[Block, ...]
