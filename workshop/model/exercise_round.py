"""What a round about an exercise brings, and where its counts go.

An exercise asks questions like an instrument does, each with steps of its own; so ballots, hands, paper,
privacy rules, sealing and resuming are those of any round.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from workshop.model.exercise_questions import EASIER, EXPLAINED_ITEM, GROW_NEXT_KEY, TOKENS_KEY
from workshop.model.exercise_words import (
    starting_phrases,
    starting_qualities,
)
from workshop.model.exercises import ExerciseName, ExerciseRound, Exercises
from workshop.model.instrument import Question, question_key
from workshop.model.share import Share
from workshop.model.tally import Hidden, Result, Tally

__all__ = [
    "Count",
    "Picks",
    "begun",
    "counted_hands",
    "counts_of",
    "recorded",
]

Picks: TypeAlias = Mapping[str, Share | Hidden]
"""What is kept of one question at which one picks, by option."""


class Count(NamedTuple):
    """What a round about an exercise brought, with only what the privacy rules let be kept."""

    round: ExerciseRound
    tallies: Mapping[str, Result]
    """By question key."""
    picks: Mapping[str, Picks]
    """By question key, then by option."""
    lowest: Picks
    """By item: how many rated no other item lower; empty where nobody can know."""


def begun(exercises: Exercises, name: ExerciseName) -> Exercises:
    """Return ``exercises`` with what comes along with ``name``, where nothing is in it yet."""
    if name == "phrases" and not exercises.phrases and name not in exercises.rounds:
        return exercises.changed(phrases=starting_phrases())
    if name == "qualities" and not exercises.qualities:
        return exercises.changed(qualities=starting_qualities())
    return exercises


def counted_hands(questions: Sequence[Question], hands: Mapping[str, Tally], counted: ExerciseRound) -> Count:
    """Return what ``hands``, by the keys of ``by_hands``, come to; a question without hands was not asked.

    Of tokens and picks the share is of all who raised a hand at all: one cannot see who picked nothing.
    """
    tallies = {q.key: hands[q.key] for q in questions if not q.is_pick and q.key in hands}
    picks: dict[str, dict[str, Share]] = {}
    for question in (each for each in questions if each.is_pick):
        keys = {option.id: question_key(question.attribute.id, option.id) for option in question.options}
        if any(key in hands for key in keys.values()):
            raised = {o: hands[key].n if key in hands else 0 for o, key in keys.items()}
            picks[question.key] = {o: Share(n, counted.voted) for o, n in raised.items()}
    return Count(counted, tallies, picks, {})


def recorded(exercises: Exercises, name: ExerciseName, count: Count) -> Exercises:
    """Return ``exercises`` with the counts of ``name`` where they belong; what was not asked has none."""
    rounds = {**exercises.rounds, name: count.round}
    return _RECORDS[name](exercises, count).changed(rounds=rounds)


def counts_of(exercises: Exercises, name: ExerciseName) -> Count:
    """Return the counts of ``name`` as they stand; the way back of ``recorded``. Raises KeyError unrated."""
    tallies: dict[str, Result | None] = {}
    picks: dict[str, dict[str, Share | Hidden | None]] = {}
    lowest: dict[str, Share | Hidden | None] = {}
    if name == "touch-points":
        points = exercises.touch_points
        tallies = {question_key(name, point.id): point.performance for point in points}
        picks = {TOKENS_KEY: {point.id: point.tokens for point in points}}
        lowest = {point.id: point.lowest for point in points}
    elif name == "policies":
        for policy in exercises.policies:
            tallies[question_key(policy.id, EASIER)] = policy.easier_for
            tallies[question_key(policy.id, EXPLAINED_ITEM)] = policy.explained
    elif name == "phrases":
        tallies = {question_key(name, phrase.id): phrase.heard for phrase in exercises.phrases}
    elif name == "qualities":
        tallies = {question_key(name, quality.id): quality.met for quality in exercises.qualities}
        picks = {GROW_NEXT_KEY: {quality.id: quality.grow_next for quality in exercises.qualities}}
    return Count(
        exercises.rounds[name],
        {key: result for key, result in tallies.items() if result is not None},
        {
            key: {o: share for o, share in shares.items() if share is not None}
            for key, shares in picks.items()
        },
        {key: share for key, share in lowest.items() if share is not None},
    )


def _record_points(exercises: Exercises, count: Count) -> Exercises:
    tokens = count.picks.get(TOKENS_KEY, {})
    return exercises.changed(
        touch_points=tuple(
            point.model_copy(
                update={
                    "performance": count.tallies.get(question_key("touch-points", point.id)),
                    "tokens": tokens.get(point.id),
                    "lowest": count.lowest.get(point.id),
                }
            )
            for point in exercises.touch_points
        )
    )


def _record_policies(exercises: Exercises, count: Count) -> Exercises:
    return exercises.changed(
        policies=tuple(
            policy.model_copy(
                update={
                    "easier_for": count.tallies.get(question_key(policy.id, EASIER)),
                    "explained": count.tallies.get(question_key(policy.id, EXPLAINED_ITEM)),
                }
            )
            for policy in exercises.policies
        )
    )


def _record_phrases(exercises: Exercises, count: Count) -> Exercises:
    return exercises.changed(
        phrases=tuple(
            phrase.model_copy(update={"heard": count.tallies.get(question_key("phrases", phrase.id))})
            for phrase in exercises.phrases
        )
    )


def _record_qualities(exercises: Exercises, count: Count) -> Exercises:
    picks = count.picks.get(GROW_NEXT_KEY, {})
    return exercises.changed(
        qualities=tuple(
            quality.model_copy(
                update={
                    "met": count.tallies.get(question_key("qualities", quality.id)),
                    "grow_next": picks.get(quality.id),
                }
            )
            for quality in exercises.qualities
        )
    )


_RECORDS: Final[Mapping[ExerciseName, Callable[[Exercises, Count], Exercises]]] = {
    "touch-points": _record_points,
    "policies": _record_policies,
    "phrases": _record_phrases,
    "qualities": _record_qualities,
}
