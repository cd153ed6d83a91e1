"""A show of hands as a grid: a row a question, a column a level, checked against who is here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from workshop.charts.drawing import Run
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.model.instrument import Question
from workshop.model.tally import LEVELS
from workshop.report.hands import checked, columns, hands_of, number_at
from workshop.store.drafts import HandsDraft
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["grid", "level_words"]

_MOST_COLUMNS: Final = LEVELS + 1
"""Levels 1 to 5, and not sure."""
_CELL: Final = 5
_MOST_ROWS: Final = 8
"""Rows that are shown together; more are shown attribute by attribute."""


def grid(
    draft: HandsDraft,
    questions: Sequence[Question],
    at: tuple[int, int],
    present: int | None,
    fill: Callable[[str], str],
    width: int,
) -> list[Line]:
    """Return the rows around the one we are at, with a line of levels above."""
    row_at, column_at = at
    shown = list(enumerate(questions))
    if len(shown) > _MOST_ROWS:
        here = questions[row_at].attribute.id
        shown = [(number, question) for number, question in shown if question.attribute.id == here]
    room = max(8, min(max(cell_len(_label(question, fill)) for _, question in shown), width - 34 - 24))
    marks = [*map(str, range(1, len(questions[row_at].levels) + 1)), "?"][: columns(questions[row_at])]
    levels = "".join(f"{mark:>{_CELL}}" for mark in marks)
    lines = [line((" " * (room + 3) + levels, Role.MUTED))]
    for number, question in shown:
        on_it = number == row_at
        label = cut(_label(question, fill), room)
        runs = [
            Run(" ▸ " if on_it else "   ", Role.NEWER),
            Run(label + " " * (room - cell_len(label)), Role.STRONG if on_it else Role.TEXT),
        ]
        tally = hands_of(draft, question)
        cells = columns(question)
        runs += [_cell(number_at(tally, n), lit=on_it and n == column_at) for n in range(cells)]
        runs.append(Run(" " * _CELL * (_MOST_COLUMNS - cells), Role.TEXT))
        said, role = checked(tally, present)
        runs.append(Run(f"   {cut(said, max(0, width - room - 3 - _MOST_COLUMNS * _CELL - 4))}", role))
        lines.append(line(*((run.text, run.role) for run in runs), lit=on_it, means=number))
    return lines


def level_words(
    question: Question, column: int, fill: Callable[[str], str], width: int, height: int
) -> list[Line]:
    """Return the question with its levels in words, to be read out; the one we are at is marked."""
    name = fill(question.attribute.name).upper()
    heading = name if question.is_ladder else f"{name}: {fill(question.text)}"
    lines = [BLANK, line((f" {cut(heading, width - 2)}", Role.STRONG))]
    each = 2 if height >= 2 * _MOST_COLUMNS + 2 else 1
    for place, words in enumerate((*question.levels, "not sure")[: columns(question)]):
        here = place == column
        label = str(place + 1) if place < len(question.levels) else "?"
        for part, text in enumerate(wrap(fill(words), width - 6, 3 if here else each)):
            mark = f" {'▸' if here else ' '} {label} " if part == 0 else "     "
            lines.append(line((mark, Role.NEWER), (text, Role.STRONG if here else Role.TEXT)))
    return lines


def _cell(number: int, *, lit: bool) -> Run:
    shown = str(number) if number else "·"
    if lit:
        return Run(f"{f'[{shown}]':>{_CELL}}", Role.STRONG)
    return Run(f"{shown:>{_CELL - 1}} ", Role.TEXT if number else Role.MUTED)


def _label(question: Question, fill: Callable[[str], str]) -> str:
    return fill(question.attribute.label) if question.is_ladder else fill(question.text)
