"""A ballot to print on one page: every question with boxes to tick, as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, product
from typing import Final

from workshop.charts.terminal.measure import cell_len, wrap
from workshop.language import _
from workshop.model.instrument import Question
from workshop.model.session import Session
from workshop.model.tally import LEVELS

__all__ = ["LINES", "WIDTH", "beside", "hanging", "paper_ballot", "wrapped"]

WIDTH: Final = 100
"""Cells in a line: they fit across a page of A4 at 8 points."""

LINES: Final = 66
"""Lines on a page of A4, at six to the inch."""

_UNSURE: Final = "[?]"
_BOXES: Final = (*(f"[{level}]" for level in range(1, LEVELS + 1)), _UNSURE)
_MOST: Final = 12


def paper_ballot(session: Session) -> tuple[str, ...]:
    """Return the lines of one ballot, without a name, number or mark that could tell whose it is.

    It takes the airiest of four layouts that fits on a page: each level of a ladder in a line of its own or
    all run on, an empty line before each attribute or none.
    """
    for in_lines, airy in product((True, False), (True, False)):
        lines = _before(session)
        for _name, asked in groupby(session.asked, key=lambda question: question.attribute.id):
            lines += [""] if airy else []
            lines += _attribute(session, tuple(asked), in_lines=in_lines)
        if len(lines) <= LINES:
            break
    return tuple(lines)


def _before(session: Session) -> list[str]:
    shown = (
        _("This session is open: every count is shown.")
        if session.mode == "open"
        else _("Nothing is shown from fewer than {threshold} answers.").format(threshold=session.threshold)
    )
    kept = _("Write no name. The count is kept, never the ballot.")
    how = [session.fill(_("Here means {unit}, as you see it. Tick one box for each; ? is not sure."))]
    if any(not question.is_ladder for question in session.asked):
        steps = ", ".join(f"{level} {word}" for level, word in enumerate(session.instrument.scale, start=1))
        how.append(f"{session.fill(session.instrument.stem)} {steps}.")
    if any(question.is_ladder for question in session.asked):
        how.append(session.fill(session.instrument.ladder_stem))
    return [line for text in (session.title, f"{kept} {shown}", " ".join(how)) for line in wrapped(text)]


def _attribute(session: Session, asked: Sequence[Question], *, in_lines: bool) -> list[str]:
    lines = wrapped(f"{session.fill(asked[0].attribute.name).upper()} ".ljust(WIDTH, "-"))
    for question in asked:
        if not question.is_ladder:
            lines += beside(session.fill(question.text), (" " if in_lines else "").join(_BOXES))
            continue
        levels = [f"[{level}] {session.fill(words)}" for level, words in enumerate(question.levels, start=1)]
        if in_lines:
            lowest, *others = levels
            lines += beside(lowest, _UNSURE)
            lines += [line for text in others for line in hanging(text)]
        else:
            lines += _run_on([*levels, _("[?] not sure")])
    return lines


def beside(text: str, boxes: str) -> list[str]:
    """Return ``text`` in lines with ``boxes`` at the right end of the last."""
    *lines, last = wrap(text, WIDTH - len(boxes) - 1, _MOST)
    return [*lines, f"{last}{' ' * (WIDTH - len(boxes) - cell_len(last))}{boxes}"]


def hanging(text: str) -> list[str]:
    """Return ``text``, which begins with its box, in lines that hang below its first word."""
    box, words = text.split(maxsplit=1)
    first, *more = wrap(words, WIDTH - len(box) - 1, _MOST)
    return [f"{box} {first}", *(f"{' ' * len(box)} {line}" for line in more)]


def _run_on(texts: Sequence[str]) -> list[str]:
    """Return ``texts`` in lines one after another, each box beside the first word of its own."""
    lines: list[str] = []
    for text in texts:
        box, first, *words = text.split()
        for word in (f" {box} {first}", *words):
            if lines and cell_len(f"{lines[-1]} {word}") <= WIDTH:
                lines[-1] += f" {word}"
            else:
                lines += wrap(word, WIDTH, _MOST)
    return lines


def wrapped(text: str) -> list[str]:
    """Return ``text`` in lines as wide as the page."""
    return wrap(text, WIDTH, _MOST)
