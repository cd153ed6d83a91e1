"""The questions of a session with their results, in the order in which one looks at them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workshop.charts.wording import said
from workshop.language import _
from workshop.model.instrument import LADDER, Attribute, Question
from workshop.model.session import Round, Session
from workshop.model.tally import Result, Tally

__all__ = ["Asked", "asked", "headline", "kept_statements", "statements_said"]


class Asked(NamedTuple):
    """One question of a session in one round."""

    question: Question
    result: Result
    round: int
    text: str
    """What was asked, in the session's words; of a ladder its attribute's name."""
    levels: tuple[str, ...]
    """What levels 1 to 5 stand for, in the session's words."""
    latest: bool = True
    """Whether no later round asked the same."""


def asked(session: Session, attribute: Attribute) -> tuple[Asked, ...]:
    """Return what was asked about an attribute: its ladder, the newest round first, then its statements."""
    items = [LADDER] if attribute.ladder else []
    items += [statement.id for statement in attribute.statements]
    return tuple(found for item in items for found in _answered(session, attribute, item))


def headline(session: Session, attribute: Attribute) -> Result | None:
    """Return the newest result of the ladder; None without one."""
    return session.last(attribute.id) if attribute.ladder else None


def kept_statements(session: Session, attribute: Attribute) -> tuple[Asked, ...]:
    """Return the newest result of each statement that was asked."""
    return tuple(
        found for found in asked(session, attribute) if found.latest and not found.question.is_ladder
    )


def _answered(session: Session, attribute: Attribute, item: str) -> Iterable[Asked]:
    question = session.instrument.question(attribute.id, item)
    text = session.fill(question.text)
    levels = tuple(session.fill(level) for level in question.levels)
    rounds: list[Round] = sorted(session.rounds, key=lambda counted: -counted.number)
    latest = True
    for counted in rounds:
        result = counted.result(attribute.id, item)
        if result is not None:
            yield Asked(question, result, counted.number, text, levels, latest)
            latest = False


def statements_said(session: Session, attribute: Attribute) -> tuple[str, ...]:
    """Return a sentence for each statement of ``attribute`` that was asked, with its counts where shown."""
    sentences = []
    for asked in kept_statements(session, attribute):
        clause = said(asked.result, session.needed)
        if isinstance(asked.result, Tally) and asked.result.n:
            counts = ", ".join(map(str, asked.result.counts))
            clause = _("{result}; from 1 to 5: {counts}").format(result=clause, counts=counts)
        sentences.append(_("{statement} {result}.").format(statement=asked.text, result=clause))
    return tuple(sentences)
