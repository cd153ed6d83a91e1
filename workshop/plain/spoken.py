"""A question as it is read out: its number, its levels, and what was answered before."""

from __future__ import annotations

from workshop.language import _
from workshop.model.answering import Answering
from workshop.model.instrument import Question
from workshop.model.session import Session
from workshop.model.tally import NOT_SURE

__all__ = ["announced", "echo", "spoken", "title"]


def announced(session: Session, answering: Answering, question: Question) -> list[str]:
    """Return the attribute that ``question`` is about, and what it means."""
    attribute = question.attribute
    place = answering.attributes.index(attribute) + 1
    name = "\n" + _("Attribute {place} of {attributes}: {name}.").format(
        place=place, attributes=len(answering.attributes), name=session.fill(attribute.name)
    )
    return [name, session.fill(attribute.definition)] if attribute.definition else [name]


def spoken(session: Session, answering: Answering, question: Question) -> list[str]:
    """Return ``question`` line by line, with what may be answered and what was answered before."""
    fill = session.fill
    number = answering.questions.index(question) + 1
    lines = [f"\n{number}. {fill(question.stem)}"]
    if question.is_pick:
        lines += [f"{n} {fill(option.text)}" for n, option in enumerate(question.options, start=1)]
        wanted = (
            _("One number; 0 not sure")
            if question.most == 1
            else _("Up to {most} numbers, such as 1 3; 0 not sure")
        )
        lines.append(wanted.format(most=question.most))
    elif question.is_ladder:
        lines += [f"{level} {fill(text)}" for level, text in enumerate(question.levels, start=1)]
    else:
        scale = ", ".join(f"{level} {fill(word)}" for level, word in enumerate(question.levels, start=1))
        lines += [fill(question.text), _("{scale}, 0 not sure").format(scale=scale)]
    if picked := [option.text for option in question.options if option.id in answering.picked(question)]:
        lines.append(_("Your answer so far: {answer}").format(answer=", ".join(map(fill, picked))))
    elif (given := answering.answer_to(question)) is not None:
        lines.append(_("Your answer so far: {answer}").format(answer=echo(question, given)))
    return lines


def title(session: Session, question: Question) -> str:
    """Return ``question`` in a few words, for a list of questions."""
    name = session.fill(question.attribute.name)
    return _("{name}: which level").format(name=name) if question.is_ladder else session.fill(question.text)


def echo(question: Question, level: int) -> str:
    """Return an answer as it is said back."""
    if level == NOT_SURE:
        return _("not sure")
    return (
        _("level {level}").format(level=level)
        if question.is_ladder
        else f"{level}, {question.levels[level - 1]}"
    )
