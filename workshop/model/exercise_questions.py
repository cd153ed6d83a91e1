"""What a round about an exercise asks, in the words of the exercise and of the team."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from workshop.language import _, labelled, n_
from workshop.model.exercise_words import (
    ABOUT,
    EASIER_FOR,
    EXPLAINED,
    HEARD,
    MET,
    PERFORMANCE,
    QUALITIES,
    TOKENS,
)
from workshop.model.exercises import ExerciseName, Exercises
from workshop.model.instrument import Option, Part, Question, question_key

__all__ = ["EASIER", "EXPLAINED_ITEM", "GROW_NEXT_KEY", "TOKENS_KEY", "asked_in", "by_hands", "digest_of"]

TOKENS_KEY: Final = question_key("make-or-break", "tokens")
GROW_NEXT_KEY: Final = question_key("grow-next", "pick")
EASIER: Final = "easier-for"
EXPLAINED_ITEM: Final = "explained"
"""The two questions about each policy."""


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
    listed = {
        "touch-points": [point.name for point in exercises.touch_points],
        "policies": [policy.policy for policy in exercises.policies],
        "phrases": [phrase.phrase for phrase in exercises.phrases],
    }
    text = json.dumps([asked, listed.get(name, [])], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


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
            Question(part, EASIER, _("It makes things easier for …"), stem, EASIER_FOR),
            Question(part, EXPLAINED_ITEM, _("I can explain why we have it."), stem, EXPLAINED),
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


def _named(name: str, seen: str) -> str:
    return labelled(name, seen)


_ASKS: Final[Mapping[ExerciseName, Callable[[Exercises], tuple[Question, ...]]]] = {
    "touch-points": _ask_points,
    "policies": _ask_policies,
    "phrases": _ask_phrases,
    "qualities": _ask_qualities,
}
