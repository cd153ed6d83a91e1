"""One exercise as what every format can show, and which exercises of a session there are to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from workshop.model.exercises import EXERCISES, ExerciseName
from workshop.model.session import Session
from workshop.report.exercises.journey import touch_points
from workshop.report.exercises.parts import Block
from workshop.report.exercises.phrases import phrases
from workshop.report.exercises.policies import policies
from workshop.report.exercises.qualities import qualities
from workshop.report.exercises.values import values

__all__ = ["Block", "block_of", "blocks"]

_BLOCKS: Final[Mapping[ExerciseName, Callable[[Session], Block]]] = {
    "touch-points": touch_points,
    "policies": policies,
    "phrases": phrases,
    "qualities": qualities,
    "values": values,
}
"""By exercise; the stop-doing list stands with what was decided, in every format."""


def block_of(session: Session, name: ExerciseName) -> Block | None:
    """Return what there is to show of ``name``; None for the stop-doing list, which stands elsewhere."""
    return _BLOCKS[name](session) if name in _BLOCKS else None


def blocks(session: Session) -> tuple[Block, ...]:
    """Return the exercises in which something was entered or counted, in their order."""
    found = (block_of(session, name) for name in EXERCISES)
    return tuple(block for block in found if block is not None and block.entered)
