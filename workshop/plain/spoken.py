"""A question as it is read out: its number, its levels, and what was answered before."""

from __future__ import annotations

from workshop.model.answering import Answering
from workshop.model.instrument import Question
from workshop.model.session import Session
from workshop.model.tally import NOT_SURE

__all__ = ["announced", "echo", "spoken", "title"]


def announced(session: Session, answering: Answering, question: Question) -> list[str]:
    """Return the attribute that ``question`` is about, and what it means."""
    attribute = question.attribute
    place = answering.attributes.index(attribute) + 1
    name = f"\nAttribute {place} of {len(answering.attributes)}: {session.fill(attribute.name)}."
    return [name, session.fill(attribute.definition)] if attribute.definition else [name]


def spoken(session: Session, answering: Answering, question: Question) -> list[str]:
    """Return ``question`` line by line, with what may be answered and what was answered before."""
    fill = session.fill
    number = answering.questions.index(question) + 1
    lines = [f"\n{number}. {fill(question.stem)}"]
    if question.is_pick:
        lines += [f"{n} {fill(option.text)}" for n, option in enumerate(question.options, start=1)]
        many = "One number" if question.most == 1 else f"Up to {question.most} numbers, such as 1 3"
        lines.append(f"{many}; 0 not sure")
    elif question.is_ladder:
        lines += [f"{level} {fill(text)}" for level, text in enumerate(question.levels, start=1)]
    else:
        scale = ", ".join(f"{level} {fill(word)}" for level, word in enumerate(question.levels, start=1))
        lines += [fill(question.text), f"{scale}, 0 not sure"]
    if picked := [option.text for option in question.options if option.id in answering.picked(question)]:
        lines.append(f"Your answer so far: {', '.join(map(fill, picked))}")
    elif (given := answering.answer_to(question)) is not None:
        lines.append(f"Your answer so far: {echo(question, given)}")
    return lines


def title(session: Session, question: Question) -> str:
    """Return ``question`` in a few words, for a list of questions."""
    name = session.fill(question.attribute.name)
    return f"{name}: which level" if question.is_ladder else session.fill(question.text)


def echo(question: Question, level: int) -> str:
    """Return an answer as it is said back."""
    if level == NOT_SURE:
        return "not sure"
    return f"level {level}" if question.is_ladder else f"{level}, {question.levels[level - 1]}"
