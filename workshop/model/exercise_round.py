"""What a round about an exercise asks, and where its counts go.

An exercise asks questions like an instrument does, each with steps of its own; so ballots, hands, paper,
privacy rules, sealing and resuming are those of any round.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from workshop.language import _, n_
from workshop.model.exercise_words import (
    ABOUT,
    EASIER_FOR,
    EXPLAINED,
    HEARD,
    MET,
    PERFORMANCE,
    QUALITIES,
    TOKENS,
    starting_phrases,
    starting_qualities,
)
from workshop.model.exercises import ExerciseName, ExerciseRound, Exercises
from workshop.model.instrument import Option, Part, Question, question_key
from workshop.model.share import Share
from workshop.model.tally import Hidden, Result, Tally

__all__ = [
    "GROW_NEXT_KEY",
    "TOKENS_KEY",
    "Count",
    "Picks",
    "asked_in",
    "begun",
    "by_hands",
    "counted_hands",
    "counts_of",
    "digest_of",
    "recorded",
]

Picks: TypeAlias = Mapping[str, Share | Hidden]
"""What is kept of one question at which one picks, by option."""

TOKENS_KEY: Final = question_key("make-or-break", "tokens")
GROW_NEXT_KEY: Final = question_key("grow-next", "pick")

_EASIER: Final = "easier-for"
_EXPLAINED: Final = "explained"


@dataclass(frozen=True)
class Count:
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


def asked_in(exercises: Exercises, name: ExerciseName) -> tuple[Question, ...]:
    """Return what a round about ``name`` asks, in order; nothing where nothing is listed or rated."""
    asks = _ASKS.get(name)
    return asks(exercises) if asks else ()


def digest_of(exercises: Exercises, name: ExerciseName) -> str:
    """Return a fingerprint of what the team asks about: a round is counted only against that.

    What we say around it may be said in several languages in one round.
    """
    asked = [
        (question.key, question.most, [option.id for option in question.options])
        for question in asked_in(exercises, name)
    ]
    listed = (
        [point.name for point in exercises.touch_points],
        [policy.policy for policy in exercises.policies],
        [phrase.phrase for phrase in exercises.phrases],
    )
    return hashlib.sha256(json.dumps([asked, listed], ensure_ascii=False).encode()).hexdigest()


def by_hands(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Return what is asked when hands are counted: for each option one picks from, whose pick it is."""
    asked: list[Question] = []
    for question in questions:
        if question.is_pick:
            raised = (
                (_("a pick of mine"),)
                if question.most == 1
                else (_("one of my {most}").format(most=question.most),)
            )
            asked += [
                Question(question.attribute, option.id, option.text, question.text, raised)
                for option in question.options
            ]
        else:
            asked.append(question)
    return tuple(asked)


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
            tallies[question_key(policy.id, _EASIER)] = policy.easier_for
            tallies[question_key(policy.id, _EXPLAINED)] = policy.explained
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


def _part(name: ExerciseName) -> Part:
    about = ABOUT[name]
    return Part(id=name, name=about.name, tab=about.tab, definition=about.intro)


def _ask_points(exercises: Exercises) -> tuple[Question, ...]:
    points = exercises.touch_points
    if not points:
        return ()
    part, stem = _part("touch-points"), _("How well does each go for {users} as it is now?")
    tokens = min(TOKENS, len(points))
    about = Part(
        id="make-or-break",
        name=_("Make or break"),
        tab=_("Make or break"),
        definition=n_(
            "You have one token, at most one for each point.",
            "You have {n} tokens, at most one for each point.",
            tokens,
        ),
    )
    options = tuple(Option(point.id, point.name) for point in points)
    return (
        *(Question(part, point.id, point.name, stem, PERFORMANCE) for point in points),
        Question(
            about,
            "tokens",
            _("Make-or-break tokens"),
            _("Which of these, done badly, would spoil the whole visit?"),
            (),
            options,
            tokens,
        ),
    )


def _ask_policies(exercises: Exercises) -> tuple[Question, ...]:
    asked: list[Question] = []
    for number, policy in enumerate(exercises.policies, start=1):
        part = Part(
            id=policy.id,
            name=_("Policy {number}").format(number=number),
            tab=_("Policy {number}").format(number=number),
            definition=policy.policy,
        )
        stem = _("As you see it, and as it is today.")
        asked += [
            Question(part, _EASIER, _("It makes things easier for …"), stem, EASIER_FOR),
            Question(part, _EXPLAINED, _("I can explain why we have it."), stem, EXPLAINED),
        ]
    return tuple(asked)


def _ask_phrases(exercises: Exercises) -> tuple[Question, ...]:
    part, stem = _part("phrases"), _("How often did you hear this here in the last month?")
    return tuple(
        Question(part, one.id, _("“{text}”").format(text=one.phrase), stem, HEARD)
        for one in exercises.phrases
    )


def _ask_qualities(exercises: Exercises) -> tuple[Question, ...]:
    part, stem = _part("qualities"), _("In the last two weeks, how often did {users} meet this here?")
    known = [quality.id for quality in exercises.qualities if quality.id in QUALITIES]
    if not known:
        return ()
    about = Part(id="grow-next", name=_("Grow next"), tab=_("Grow next"), definition=_("Pick one."))
    options = tuple(Option(key, QUALITIES[key][0]) for key in known)
    return (
        *(Question(part, key, _named(*QUALITIES[key]), stem, MET) for key in known),
        Question(about, "pick", _("Grow next"), _("Which of these should we grow next?"), (), options, 1),
    )


_ASKS: Final[Mapping[ExerciseName, Callable[[Exercises], tuple[Question, ...]]]] = {
    "touch-points": _ask_points,
    "policies": _ask_policies,
    "phrases": _ask_phrases,
    "qualities": _ask_qualities,
}


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
                    "easier_for": count.tallies.get(question_key(policy.id, _EASIER)),
                    "explained": count.tallies.get(question_key(policy.id, _EXPLAINED)),
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


def _named(name: str, seen: str) -> str:
    return _("{name}: {text}").format(name=name, text=seen)
