"""The scale of a statement: what can be answered to it, at the end of its line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from workshop.charts.drawing import Run
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, wrap
from workshop.model.tally import LEVELS, NOT_SURE
from workshop.ui.widgets.page import Line, Target

__all__ = ["AROUND", "Answered", "Chosen", "Scale", "statement"]

_MARKER: Final = 3  # cells before a statement
AROUND: Final = _MARKER + 15
"""Cells beside a statement: its marker, and "1 2 3 4 5   ?" with air around."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A click on a level of the question with this key."""

    question: str
    level: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """A click on the question with this key."""

    question: str


class Scale(NamedTuple):
    """What can be answered to a statement: the digits where we are, the chosen one alone elsewhere."""

    question: str
    steps: int
    given: int | None
    here: bool
    digits: bool


@lru_cache(maxsize=1_024)
def statement(scale: Scale, text: str, room: int, role: Role) -> tuple[Line, ...]:
    """Return a statement with its scale on the last of its lines."""
    texts = wrap(text, room, 3)
    lines: list[Line] = []
    for number, part in enumerate(texts):
        marker = " ▸ " if scale.here and number == 0 else "   "
        pad = " " * (room - cell_len(part))
        runs = [Run(marker, Role.NEWER), Run(part + pad, role)]
        targets = [Target(0, _MARKER + room, Chosen(scale.question))]
        if number == len(texts) - 1:
            digits, aims = _digits(scale, start=_MARKER + room + 1)
            runs += [Run(" ", role), *digits]
            targets += aims
        lines.append(Line(tuple(runs), tuple(targets)))
    return tuple(lines)


def _digits(scale: Scale, start: int) -> tuple[list[Run], list[Target]]:
    """Return ``1 2 3[4]5   ?`` from column ``start`` on, and what a click on each means."""
    runs: list[Run] = []
    targets: list[Target] = []
    column = start
    order = (*range(1, scale.steps + 1), NOT_SURE)
    air = "  " * (LEVELS - scale.steps)  # so that ? stands in one column, whatever the steps
    for level in order:
        gap = "" if level == 1 else f"{air}   " if level == NOT_SURE else " "
        chosen = scale.given == level
        name = "?" if level == NOT_SURE else str(level)
        shown = name if chosen or scale.digits else "·"
        if gap:
            runs.append(Run(gap, Role.MUTED))
        column += len(gap)
        role = Role.MEDIAN if chosen else Role.TEXT if scale.digits else Role.MUTED
        runs.append(Run(shown, role))
        targets.append(Target(column - len(gap) // 2, column + 1, Answered(scale.question, level)))
        column += 1
    return _bracketed(runs, scale.given, order) if scale.digits and scale.given is not None else runs, targets


def _bracketed(runs: list[Run], given: int, order: tuple[int, ...]) -> list[Run]:
    """Put brackets around the chosen level where we are: seen without any colour."""
    at = 2 * order.index(given)
    bracketed = list(runs)
    if at > 0:
        before = bracketed[at - 1]
        bracketed[at - 1] = Run(before.text[:-1] + "[", before.role)
    if at + 1 < len(bracketed):
        after = bracketed[at + 1]
        bracketed[at + 1] = Run("]" + after.text[1:], after.role)
    else:
        bracketed.append(Run("]", Role.MUTED))
    return bracketed
