"""A ballot to print: every question with boxes to tick, as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workshop.charts.terminal.measure import cell_len, wrap
from workshop.model.instrument import Attribute, Question
from workshop.model.session import Session
from workshop.model.tally import LEVELS

__all__ = ["WIDTH", "paper_ballot"]

WIDTH: Final = 96
"""Characters in a line: a full ballot then fits on a page of A4 at 8 points."""

_BOX: Final = "[ ]"
_COLUMN: Final = 5
_SCALE: Final = (LEVELS + 1) * _COLUMN
_MOST: Final = 12


def paper_ballot(session: Session) -> tuple[str, ...]:
    """Return the lines of one ballot, without a name, number or mark that could tell whose it is."""
    questions = session.asked
    attributes = {question.attribute.id: question.attribute for question in questions}
    lines = [session.title, "", *_before(session), ""]
    for attribute in attributes.values():
        asked = [question for question in questions if question.attribute.id == attribute.id]
        lines += _attribute(session, attribute, asked)
    lines += [
        *_wrapped("Thank you. Fold it and hand it in: the papers are shuffled before they are typed in.")
    ]
    return tuple(lines)


def _before(session: Session) -> list[str]:
    scale = session.instrument.scale
    shown = (
        "This session is open: every count is shown."
        if session.mode == "open"
        else f"Nothing is shown from fewer than {session.threshold} answers."
    )
    here = session.fill("Tick one box in each line; ? is not sure. Here means {unit}, as you see it.")
    lines = [*_wrapped(here), *_wrapped(f"{shown} Write no name. The count is kept, never the ballot.")]
    if any(not question.is_ladder for question in session.asked):
        steps = ", ".join(f"{level} {word}" for level, word in enumerate(scale, start=1))
        lines += ["", *_wrapped(f"{session.fill(session.instrument.stem)} {steps}")]
    if any(question.is_ladder for question in session.asked):
        lines += _wrapped(session.fill(session.instrument.ladder_stem))
    return lines


def _attribute(session: Session, attribute: Attribute, asked: Sequence[Question]) -> list[str]:
    lines = [session.fill(attribute.name).upper()]
    statements = [question for question in asked if not question.is_ladder]
    if statements:
        head = "".join(f"{level:^{_COLUMN}}" for level in (*range(1, LEVELS + 1), "?"))
        lines[0] = f"{lines[0]:<{WIDTH - _SCALE}}{head}".rstrip()
    for question in statements:
        *first, last = wrap(session.fill(question.text), WIDTH - _SCALE - 2, _MOST)
        gap = " " * (WIDTH - _SCALE - cell_len(last))
        boxes = "".join(f"{_BOX:^{_COLUMN}}" for _ in range(LEVELS + 1))
        lines += [*first, f"{last}{gap}{boxes}".rstrip()]
    for question in asked:
        if question.is_ladder:
            for level, words in enumerate(question.levels, start=1):
                lines += _tick(f"{level}  {session.fill(words)}")
            lines += _tick("?  not sure")
    return [*lines, ""]


def _tick(text: str) -> list[str]:
    first, *others = wrap(text, WIDTH - 7, _MOST)
    return [f" {_BOX} {first}", *(f"        {part}" for part in others)]


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH, _MOST)
