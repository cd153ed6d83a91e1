"""A show of hands as a grid: a row a question, a column a level, checked against who is here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from workshop.charts.drawing import Run
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.language import _, labelled
from workshop.model.instrument import Part, Question
from workshop.report.hands import block_of, checked, columns, hands_of, number_at
from workshop.store.drafts import HandsDraft
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["grid", "level_words"]

_SUMMED: Final = 28
"""Cells around the columns: the mark before a row, and how its sum compares with those who are here."""
_CELL: Final = 5
_NARROW_CELL: Final = 4
"""Cells of a column where there are fewer than 60: all six have to be seen."""
_MOST_ROWS: Final = 8
"""Rows that are shown together, with what stands above them; more are shown attribute by attribute."""


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
    blocks = {question.attribute.id for question in questions if isinstance(question.attribute, Part)}
    if len(shown) + len(blocks) > _MOST_ROWS:
        here = questions[row_at].attribute.id
        shown = [(number, question) for number, question in shown if question.attribute.id == here]
    cell = _CELL if width >= 60 else _NARROW_CELL
    most = max(columns(question) for _, question in shown)
    labels = max(cell_len(_label(question, fill)) for _, question in shown)
    room = max(9, min(labels, width - most * cell - _SUMMED))
    marks = [*map(str, range(1, len(questions[row_at].levels) + 1)), "?"][: columns(questions[row_at])]
    levels = "".join(f"{mark:>{cell - 1}} " for mark in marks)
    lines = [line((" " * (room + 3) + levels, Role.MUTED))]
    above = ""
    for number, question in shown:
        if question.attribute.id in blocks and (block := block_of(question, fill)) != above:
            lines.append(line((f" {cut(block, width - 2)}", Role.MUTED)))
            above = block
        on_it = number == row_at
        label = cut(_label(question, fill), room)
        runs = [
            Run(" ▸ " if on_it else "   ", Role.NEWER),
            Run(label + " " * (room - cell_len(label)), Role.STRONG if on_it else Role.TEXT),
        ]
        tally = hands_of(draft, question)
        cells = columns(question)
        runs += [_cell(number_at(tally, n), cell, lit=on_it and n == column_at) for n in range(cells)]
        runs.append(Run(" " * cell * (most - cells), Role.TEXT))
        said, role = checked(tally, present)
        runs.append(Run(f"   {cut(said, max(0, width - room - 3 - most * cell - 4))}", role))
        lines.append(line(*((run.text, run.role) for run in runs), lit=on_it, means=number))
    return lines


def level_words(
    question: Question, column: int, fill: Callable[[str], str], width: int, height: int
) -> list[Line]:
    """Return the question with its levels in words, to be read out; the one we are at is marked."""
    several = len(question.levels) > 1  # whose pick it is has one: what one may give stands above its rows
    name = block_of(question, fill, loud=True) if several else fill(question.attribute.name).upper()
    heading = name if question.is_ladder else labelled(name, fill(question.text))
    lines = [BLANK, *(line((f" {part}", Role.STRONG)) for part in wrap(heading, width - 2, 3))]
    levels = [fill(words) for words in (*question.levels, _("not sure"))][: columns(question)]
    whole = sum(len(wrap(words, width - 6, 3)) for words in levels) + len(lines) <= height
    for place, words in enumerate(levels):
        here = place == column
        label = str(place + 1) if place < len(question.levels) else "?"
        for part, text in enumerate(wrap(words, width - 6, 3 if here or whole else 1)):
            mark = f" {'▸' if here else ' '} {label} " if part == 0 else "     "
            lines.append(line((mark, Role.NEWER), (text, Role.STRONG if here else Role.TEXT)))
    return lines


def _cell(number: int, cell: int, *, lit: bool) -> Run:
    shown = str(number) if number else "·"
    if lit:
        return Run(f"{f'[{shown}]':>{cell}}", Role.STRONG)
    return Run(f"{shown:>{cell - 1}} ", Role.TEXT if number else Role.MUTED)


def _label(question: Question, fill: Callable[[str], str]) -> str:
    return fill(question.attribute.label) if question.is_ladder else fill(question.text)
