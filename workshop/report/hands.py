"""A show of hands as it is typed in: counts by level, checked against who is here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workshop.charts.roles import Role
from workshop.model.instrument import Question
from workshop.model.session import Round
from workshop.model.tally import LEVELS, MOST, Tally
from workshop.store.drafts import HandsDraft

__all__ = ["as_draft", "checked", "hands_of", "number_at", "put", "summed_up"]

_EMPTY: Final = Tally((0,) * LEVELS)


def hands_of(draft: HandsDraft, key: str) -> Tally:
    """Return the hands counted for a question so far."""
    tally = draft.tallies.get(key)
    return tally if isinstance(tally, Tally) else _EMPTY


def number_at(tally: Tally, column: int) -> int:
    """Return the hands in a column, 0 to 5; the last is not sure."""
    return tally.counts[column] if column < LEVELS else tally.not_sure


def put(draft: HandsDraft, key: str, column: int, number: int) -> HandsDraft:
    """Return ``draft`` with ``number`` hands in one cell."""
    tally = hands_of(draft, key)
    numbers = [*tally.counts, tally.not_sure]
    numbers[column] = max(0, min(number, MOST))
    changed = Tally(tuple(numbers[:LEVELS]), numbers[LEVELS])
    return draft.model_copy(update={"tallies": {**draft.tallies, key: changed}})


def as_draft(counted: Round) -> HandsDraft:
    """Return a recorded show of hands as a draft, to be corrected."""
    tallies = {
        f"{attribute}.{item}": result
        for attribute, items in counted.tally.items()
        for item, result in items.items()
        if isinstance(result, Tally)
    }
    return HandsDraft(number=counted.number, asks=tuple(tallies), tallies=tallies)


def checked(tally: Tally, present: int | None) -> tuple[str, Role]:
    """Return what is said of one row: how many hands, against how many are here."""
    hands = tally.voted
    if present is None or not hands:
        return (f"{hands} hands" if hands else "", Role.MUTED)
    if hands > present:
        return f"{hands} hands, {present} here", Role.WARN
    if hands < present:
        return f"{hands} of {present}, {present - hands} gave none", Role.MUTED
    return f"✓ {hands} of {present}", Role.TEXT


def summed_up(draft: HandsDraft, questions: Sequence[Question], present: int | None) -> str:
    """Return what is said before recording: too many hands first, then what was left empty."""
    rows = [(question, hands_of(draft, question.key).voted) for question in questions]
    many = [question for question, hands in rows if present is not None and hands > present]
    empty = [question for question, hands in rows if not hands]
    said = []
    if many:
        said.append(f"More hands than the {present} who are here: {_names(many)}.")
    if empty:
        said.append(f"No hands, so recorded as not asked: {_names(empty)}.")
    said.append("It is recorded as open for all to see. It can be corrected until the session closes.")
    return " ".join(said)


def _names(questions: Sequence[Question]) -> str:
    names = [q.attribute.label if q.is_ladder else f"{q.attribute.label}/{q.item}" for q in questions]
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
