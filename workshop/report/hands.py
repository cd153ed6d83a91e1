"""A show of hands as it is typed in: counts by level, checked against who is here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workshop.charts.roles import Role
from workshop.language import _, labelled, n_
from workshop.model.exercise_questions import asked_in
from workshop.model.exercise_round import counts_of
from workshop.model.exercise_words import ABOUT
from workshop.model.exercises import ExerciseName, Exercises
from workshop.model.instrument import Part, Question, question_key
from workshop.model.poll import Poll
from workshop.model.session import Round, Session
from workshop.model.share import Share
from workshop.model.tally import MOST, Result, Tally
from workshop.model.text import fit
from workshop.store.drafts import HandsDraft

__all__ = [
    "as_draft",
    "block_of",
    "checked",
    "columns",
    "hands_of",
    "number_at",
    "put",
    "summed_up",
]


def columns(question: Question) -> int:
    """Return how many numbers there are to count: one for each level, and not sure unless one picks."""
    return len(question.levels) + (len(question.levels) > 1)


def block_of(question: Question, fill: Callable[[str], str], *, loud: bool = False) -> str:
    """Return what several questions are about, such as a policy in its words, or how many tokens one has."""
    part = question.attribute
    name = fill(part.name).upper() if loud else fill(part.name)
    said = fill(part.definition).rstrip(".")
    return labelled(name, said) if isinstance(part, Part) and part.id not in ABOUT else name


def hands_of(draft: HandsDraft, question: Question) -> Tally:
    """Return the hands counted for a question so far."""
    tally = draft.tallies.get(question.key)
    fits = isinstance(tally, Tally) and len(tally.counts) == len(question.levels)
    return tally if fits and isinstance(tally, Tally) else Tally((0,) * len(question.levels))


def number_at(tally: Tally, column: int) -> int:
    """Return the hands in a column from 0 on; the one after the last level is not sure."""
    return tally.counts[column] if column < len(tally.counts) else tally.not_sure


def put(draft: HandsDraft, question: Question, column: int, number: int) -> HandsDraft:
    """Return ``draft`` with ``number`` hands in one cell."""
    tally = hands_of(draft, question)
    numbers = [*tally.counts, tally.not_sure]
    numbers[column] = max(0, min(number, MOST))
    changed = Tally(tuple(numbers[:-1]), numbers[-1])
    return draft.model_copy(update={"tallies": {**draft.tallies, question.key: changed}})


def as_draft(session: Session, poll: Poll) -> HandsDraft:
    """Return the recorded hands about ``poll`` as a draft, to be corrected; an empty one before that."""
    counted = poll.counted(session)
    tallies: dict[str, Result] = {}
    if poll.exercise and counted:
        tallies = _in_exercise(session.exercises, poll.exercise)
    elif isinstance(counted, Round):
        tallies = {
            question_key(attribute, item): result
            for attribute, items in counted.tally.items()
            for item, result in items.items()
            if isinstance(result, Tally)
        }
    return HandsDraft(asks=tuple(tallies), tallies=tallies)


def checked(tally: Tally, present: int | None) -> tuple[str, Role]:
    """Return what is said of one row: how many hands, against how many are here."""
    hands = tally.voted
    if present is None or not hands:
        return (n_("{n} hands", "{n} hands", hands) if hands else "", Role.MUTED)
    if hands > present:
        return n_("{n} hands, {present} here", "{n} hands, {present} here", hands).format(
            present=present
        ), Role.WARN
    if hands < present:
        said = n_(
            "{hands} of {present}, {n} gave none", "{hands} of {present}, {n} gave none", present - hands
        )
        return said.format(hands=hands, present=present), Role.MUTED
    return _("✓ {hands} of {present}").format(hands=hands, present=present), Role.TEXT


def summed_up(draft: HandsDraft, questions: Sequence[Question], present: int | None) -> str:
    """Return what is said before recording: too many hands first, then what was left empty."""
    rows = [(question, hands_of(draft, question).voted) for question in questions]
    many = [question for question, hands in rows if present is not None and hands > present]
    empty = [question for question, hands in rows if not hands]
    said = []
    if many:
        said.append(
            _("More hands than the {present} who are here: {questions}.").format(
                present=present, questions=_names(many)
            )
        )
    if empty:
        said.append(_("No hands, so recorded as not asked: {questions}.").format(questions=_names(empty)))
    said.append(_("It is recorded as open for all to see. It can be corrected until the session closes."))
    return " ".join(said)


def _in_exercise(exercises: Exercises, name: ExerciseName) -> dict[str, Result]:
    count = counts_of(exercises, name)
    tallies: dict[str, Result] = {
        key: result for key, result in count.tallies.items() if isinstance(result, Tally)
    }
    for question in (each for each in asked_in(exercises, name) if each.is_pick):
        for option, share in count.picks.get(question.key, {}).items():
            if isinstance(share, Share):
                tallies[question_key(question.attribute.id, option)] = Tally((share.count,))
    return tallies


def _names(questions: Sequence[Question]) -> str:
    names = [
        q.attribute.label if q.is_ladder else labelled(q.attribute.label, fit(q.text, 30)) for q in questions
    ]
    listed = ", ".join(names[:8])
    if len(names) <= 8:
        return listed
    return n_("{names} and {n} more", "{names} and {n} more", len(names) - 8).format(names=listed)
