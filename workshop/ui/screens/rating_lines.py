"""The answering screen as lines: pure functions of where the participant stands and how wide it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from workshop.charts.drawing import Run
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.language import _, n_
from workshop.model.answering import Answering
from workshop.model.instrument import Question
from workshop.model.tally import NOT_SURE
from workshop.ui.screens.rating_scale import AROUND, Answered, Chosen, Scale, statement
from workshop.ui.widgets.page import BLANK, Line, Target, line

__all__ = ["NARROW", "PickedOption", "end_lines", "question_lines", "tabs"]

NARROW: Final = 60
"""Below this width one question is shown at a time."""

_TALL: Final = 28
"""Lines from which a ladder unfolds below the statements of its attribute, instead of taking their place."""


@dataclass(frozen=True, slots=True)
class PickedOption:
    """A click on something to pick, at the question with this key."""

    question: str
    option: str


def tabs(answering: Answering, width: int, strong: Role = Role.STRONG) -> Line:
    """Return the attributes in a row: done ones ticked, ours marked; ours alone where it is narrow."""
    here = "" if answering.at_end else answering.question.attribute.id
    missing = {question.attribute.id for question in answering.unanswered}
    return _tabs(
        tuple(
            (first.attribute.label, first.key, first.attribute.id in missing, first.attribute.id == here)
            for first in answering.questions.firsts
        ),
        width,
        strong,
    )


@lru_cache(maxsize=512)
def _tabs(attributes: tuple[tuple[str, str, bool, bool], ...], width: int, strong: Role) -> Line:
    """Return labels side by side; each has the key of its first question, is missing answers, is ours."""
    names = tuple((label, missing, first, ours) for label, first, missing, ours in attributes)
    if sum(cell_len(name) + 4 for name, *_others in names) > width:
        place = next((n for n, (*_others, ours) in enumerate(names) if ours), len(names) - 1)
        name, missing, first, ours = names[place]
        counted = _("{number} of {total}").format(number=place + 1, total=len(names))
        ticked = name if missing else f"{name} ✓"
        names = ((f"{ticked} ({counted})", True, first, ours),)
    runs: list[Run] = [Run(" ", Role.MUTED)]
    targets: list[Target] = []
    column = 1
    for name, missing, first, ours in names:
        text = f"▸{name}" if ours else f" {name}"
        targets.append(Target(column, column + cell_len(text), Chosen(first)))
        # The tick stands in the gap: names that moved with each one would all be sent again.
        runs += [Run(text, strong if ours else Role.MUTED), Run("   " if missing else " ✓ ", Role.MUTED)]
        column += cell_len(text) + 3
    return Line(tuple(runs), tuple(targets))


def question_lines(
    answering: Answering,
    fill: Callable[[str], str],
    width: int,
    height: int,
    cursor: int = 0,
    strong: Role = Role.STRONG,
) -> tuple[list[Line], int]:
    """Return the lines around the question we are at, and the number of the line it stands on.

    ``cursor`` is the option one is on, where one picks; ``strong`` is how what one is at stands out.
    One attribute a page, with its ladder by itself when we come to it; one question a page when narrow.
    On a tall screen the ladder unfolds below the statements: they stay in sight, and are not sent again.
    """
    if height >= _TALL and width >= NARROW and (unfolded := _tall(answering, fill, width, height, strong)):
        return unfolded
    question = answering.question
    noted = "  " + _("with your comment") if question.attribute.id in answering.ballot.comments else ""
    name = cut(fill(question.attribute.name).upper(), width - 2 - cell_len(noted))
    head = [line((f" {name}", Role.STRONG), (noted, Role.MUTED))]
    roomy = height >= 16 and width >= NARROW
    if roomy and question.attribute.definition and not question.is_ladder:
        head += _wrapped(fill(question.attribute.definition), width, Role.MUTED)
    stem = _wrapped(fill(question.stem), width, Role.TEXT)
    if height >= 12:
        head += [*stem, BLANK]
    if question.is_pick:
        return _options(answering, question, fill, width, head, cursor, strong)
    if question.is_ladder:
        return head + _levels(answering, question, fill, width, strong), len(head)
    if width < NARROW:
        text = _wrapped(fill(question.text), width, strong)
        lines = [*text, BLANK] if height >= 9 else text
        return [*head, *lines, *_levels(answering, question, fill, width, strong)], len(head)
    return _statements(answering, fill, width, head, strong)


def _tall(
    answering: Answering, fill: Callable[[str], str], width: int, height: int, strong: Role
) -> tuple[list[Line], int] | None:
    """Return statements with their ladder below, and where we are; None without both, or when too long."""
    here = answering.question
    asked = [question for question in answering.questions if question.attribute.id == here.attribute.id]
    ladder, statements = asked[-1], asked[:-1]
    if not (ladder.is_ladder and statements) or any(question.is_pick for question in asked):
        return None
    lines = [line((f" {cut(fill(here.attribute.name).upper(), width - 2)}", Role.STRONG))]
    if here.attribute.definition:
        lines += _wrapped(fill(here.attribute.definition), width, Role.MUTED)
    lines += [*_wrapped(fill(statements[0].stem), width, Role.TEXT), BLANK]
    at = len(lines)
    room = min(width, 110) - AROUND
    for question in asked:
        if question is ladder:
            lines += [BLANK, *_words(statements[0], fill, width), BLANK]
        role, text = Role.TEXT, ladder.stem if question is ladder else question.text
        if question is here:
            at, role = len(lines), strong
        digits = question is here and question is not ladder  # those of the ladder stand below
        lines += statement(
            _scale(answering, question, question is here, digits=digits), fill(text), room, role
        )
    if ladder is here:
        lines += _levels(answering, ladder, fill, width, strong)
    return (lines, at) if len(lines) <= height else None


def end_lines(answering: Answering, fill: Callable[[str], str], width: int) -> list[Line]:
    """Return what stands before handing in: what is unanswered, or that nothing is."""
    missing = answering.unanswered
    total = len(answering.questions)
    lines = [line((_(" READY TO HAND IN?"), Role.STRONG)), BLANK]
    lines += [
        line(_(" {answered} of {total} answered.").format(answered=total - len(missing), total=total)),
        BLANK,
    ]
    if missing:
        said = _("Not answered yet. That is fine, and so is going back:")
        lines += [*_wrapped(said, width, Role.MUTED), BLANK]
    for question in missing:
        name = question.attribute.label
        text = _("which level is closest?") if question.is_ladder else fill(question.text)
        lines.append(line(f"   {cut(f'{fill(name)} · {text}', width - 4)}", means=Chosen(question.key)))
    commented = len(answering.ballot.comments)
    if commented:
        said = n_("1 comment goes with it.", "{n} comments go with it.", commented)
        lines += [BLANK, line((f" {said}", Role.MUTED))]
    return lines


# Lines of one question depend on little, and a host shows the same ones to everybody: they are kept.


@lru_cache(maxsize=1_024)
def _wrapped(text: str, width: int, role: Role, indent: str = " ") -> tuple[Line, ...]:
    room = max(8, width - 2 - len(indent))
    return tuple(line((f"{indent}{part}", role)) for part in wrap(text, room, 12))


@lru_cache(maxsize=256)
def _packed(words: tuple[str, ...], width: int) -> tuple[Line, ...]:
    """Return ``words`` side by side, none of them broken, in as many lines as they need."""
    rows = [words[0]]
    for word in words[1:]:
        together = f"{rows[-1]}   {word}"
        if cell_len(together) < width - 1:
            rows[-1] = together
        else:
            rows.append(word)
    return tuple(line((f" {row}", Role.MUTED)) for row in rows)


def _levels(
    answering: Answering, question: Question, fill: Callable[[str], str], width: int, strong: Role
) -> list[Line]:
    """Return the levels of one question, one below the other, and not sure."""
    given = answering.answer_to(question)
    lines: list[Line] = []
    for level in (*range(1, len(question.levels) + 1), NOT_SURE):
        text = fill(question.levels[level - 1]) if level != NOT_SURE else _("not sure")
        lines += _level(Answered(question.key, level), text, width, strong, chosen=given == level)
    return lines


@lru_cache(maxsize=1_024)
def _level(means: Answered, text: str, width: int, strong: Role, *, chosen: bool) -> tuple[Line, ...]:
    name = "?" if means.level == NOT_SURE else str(means.level)
    lines: list[Line] = []
    for part, words in enumerate(wrap(text, max(8, width - 8), 6)):
        before = f" {'●' if chosen else ' '} {name}  " if part == 0 else "      "
        roles = (Role.NEWER, strong) if chosen else (strong, Role.TEXT)
        lines.append(line((before, roles[0]), (words, roles[1]), means=means))
    return tuple(lines)


def _options(
    answering: Answering,
    question: Question,
    fill: Callable[[str], str],
    width: int,
    head: list[Line],
    cursor: int,
    strong: Role,
) -> tuple[list[Line], int]:
    """Return what one can pick from, each with a box, and how many picks are left."""
    picked = answering.picked(question)
    lines = list(head)
    at = len(lines)
    for number, option in enumerate(question.options):
        box, here = "[x]" if option.id in picked else "[ ]", number == cursor
        digit = str(number + 1) if number < 9 else " "
        role = strong if here or option.id in picked else Role.TEXT
        at = len(lines) if here else at
        for part, text in enumerate(wrap(fill(option.text), max(8, width - 12), 3)):
            before = f" {'▸' if here else ' '} {digit} {box} " if part == 0 else " " * 9
            lines.append(
                line((before, Role.NEWER), (text, role), means=PickedOption(question.key, option.id))
            )
    left = question.most - len(picked)
    said = (
        _("not sure")
        if answering.answer_to(question) == NOT_SURE
        else _("{left} of {most} left").format(left=left, most=question.most)
    )
    return [*lines, BLANK, line((f" {said}", Role.MUTED))], at


def _statements(
    answering: Answering, fill: Callable[[str], str], width: int, head: list[Line], strong: Role
) -> tuple[list[Line], int]:
    lines = list(head)
    at = len(lines)
    current = answering.question
    room = min(width, 110) - AROUND
    for question in answering.questions:
        if question.attribute.id != current.attribute.id:
            continue
        here, role = False, Role.TEXT
        if question is current:
            at, here, role = len(lines), True, strong
        text = _("Overall, which of five levels is closest?") if question.is_ladder else fill(question.text)
        lines += statement(_scale(answering, question, here, digits=here), text, room, role)
    return [*lines, BLANK, *_words(current, fill, width)], at


def _words(question: Question, fill: Callable[[str], str], width: int) -> tuple[Line, ...]:
    """Return what the levels of a statement stand for."""
    named = (f"{level} {fill(word)}" for level, word in enumerate(question.levels, start=1))
    return _packed((*named, _("? not sure")), width)


def _scale(answering: Answering, question: Question, here: bool, *, digits: bool) -> Scale:
    return Scale(question.key, len(question.levels), answering.answer_to(question), here, digits)
