"""What the ballots of a sealed box come to: the session with their count, and the comments that wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workshop.model.ballot import Ballot
from workshop.model.base import random_id
from workshop.model.exercise_round import Count, recorded
from workshop.model.exercises import ExerciseRound
from workshop.model.instrument import Question
from workshop.model.privacy import (
    count,
    count_lowest,
    count_picks,
    members,
    needs_bands,
    pending_comments,
)
from workshop.model.rules import Rules
from workshop.model.session import Comment, Session, Stage
from workshop.store.room import PendingComment, Room
from workshop.store.voters import who_gave_levels

__all__ = ["keep_comments", "shown_groups", "with_count"]


def with_count(
    session: Session, room: Room, number: int, voters: Mapping[str, Ballot], rules: Rules
) -> Session:
    """Return ``session`` with the count of ``voters`` in its place, and at the stage that follows."""
    opening = room.opening()
    questions = opening.questions(session)
    ballots = list(voters.values())
    bands_only = _singles_out(session, room, number, voters, rules)
    if opening.exercise:
        counted = _about_exercise(ballots, questions, rules, number, bands_only=bands_only)
        exercises = recorded(session.exercises, opening.exercise, counted)
        return session.changed(exercises=exercises).at("exercises")
    groups = _planned(session)
    after: Stage = "reveal" if number == 1 else "agree"
    rated = count(ballots, questions, rules, number=number, groups=groups, bands_only=bands_only)
    return session.changed(rounds=(*session.rounds, rated)).at(after)


def shown_groups(
    session: Session, number: int, voters: Mapping[str, Ballot], rules: Rules
) -> Iterable[Sequence[str]]:
    """Return who stands in each group that the round ``number`` of a counted ``session`` is shown by."""
    split = number == 1 and session.first and session.first.groups
    return members(voters, rules, _planned(session)).values() if split else ()


def _planned(session: Session) -> Sequence[str]:
    return session.grouping.groups if session.grouping else ()


def _about_exercise(
    ballots: Sequence[Ballot], questions: Sequence[Question], rules: Rules, number: int, *, bands_only: bool
) -> Count:
    rated = count(ballots, questions, rules, number=number, bands_only=bands_only)
    picks = [question for question in questions if question.is_pick]
    return Count(
        ExerciseRound(number=number, method="ballots", voted=rated.voted),
        {q.key: result for q in questions if (result := rated.result(q.attribute.id, q.item)) is not None},
        {q.key: count_picks(ballots, q, rules, bands_only=bands_only) for q in picks},
        count_lowest(ballots, questions, rules, bands_only=bands_only),
    )


def _singles_out(
    session: Session, room: Room, number: int, voters: Mapping[str, Ballot], rules: Rules
) -> bool:
    """Return whether an earlier count, taken from this one, would show what few people answered (rule 8).

    Only counts of the same question can be taken from one another; so what was asked but once, as in an
    exercise, is counted whoever voted before on something else. Those who voted are compared, and for each
    question those who gave it a level: somebody who skipped it the first time stands out as well. Where the
    earlier voters are not known any more, it is assumed.
    """
    known, asked = room.voters(), room.opening().questions(session)
    again = (held for held in session.rounds if any(held.result(q.attribute.id, q.item) for q in asked))
    if any(held.method == "ballots" and held.number not in known.numbers for held in again):
        return rules.mode == "confidential"
    if needs_bands(frozenset(voters), known.earlier(number, {q.key for q in asked}), rules):
        return True
    gave = who_gave_levels(voters)
    return any(
        needs_bands(gave.get(question.key, frozenset()), known.earlier_raters(number, question.key), rules)
        for question in asked
    )


def keep_comments(
    session: Session, room: Room, number: int, voters: Mapping[str, Ballot], rules: Rules
) -> Session:
    """Put the comments where they wait for review; who rates alone has nobody to be protected from."""
    about_exercise = bool(room.opening().exercise)  # then it is about no attribute
    comments = [
        ("" if about_exercise else attribute, text)
        for attribute, text in pending_comments(list(voters.values()), rules)
    ]
    if session.solo and len(voters) == 1:
        own = tuple(Comment(attribute=attribute, text=text) for attribute, text in comments)
        return session.changed(comments=(*session.comments, *own))
    others = [comment for comment in room.pending() if comment.round != number]
    new = [PendingComment(id=random_id(), round=number, attribute=a, text=text) for a, text in comments]
    if new or others:
        room.keep_pending((*others, *new))
    return session
