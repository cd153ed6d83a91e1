"""The words of the exercises: what is asked, the steps to answer with, and what comes along to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workshop.model.exercises import ExerciseName, Phrase, Quality

__all__ = [
    "ABOUT",
    "EASIER_FOR",
    "EXPLAINED",
    "HEARD",
    "MET",
    "PERFORMANCE",
    "PHRASES",
    "QUALITIES",
    "TOKENS",
    "About",
    "starting_phrases",
    "starting_qualities",
]

TOKENS: Final = 3
"""Make-or-break tokens of each rater."""

PERFORMANCE: Final = ("very badly", "badly", "so-so", "well", "very well")
EASIER_FOR: Final = (
    "−2 much easier for us",
    "−1 easier for us",
    "0 neither",
    "+1 easier for {users}",
    "+2 much easier for {users}",
)
EXPLAINED: Final = ("no", "partly", "yes")
HEARD: Final = ("not once", "once or twice", "three times or more")
MET: Final = ("never", "rarely", "sometimes", "often", "nearly always")


@dataclass(frozen=True, slots=True)
class About:
    """What an exercise is called, and what one should know before it."""

    name: str
    tab: str
    intro: str
    """Read aloud, or shown above the list."""
    adding: str = ""
    """What one is asked for when adding to its list."""
    adding_hint: str = ""
    empty: str = ""
    """What is said while the list is empty."""


ABOUT: Final[Mapping[ExerciseName, About]] = {
    "touch-points": About(
        "Touch points",
        "Points",
        "Walk the whole way of {users}, from the first thought of coming to the way home. Any one point, "
        "done badly, can spoil the whole visit.",
        "One meeting point with {users}",
        "Such as: the opening hours on the door. In the order in which {users} meet them.",
        "No touch point yet. a adds the first that {users} meet.",
    ),
    "policies": About(
        "Policies from the user's side",
        "Policies",
        "Take the rules {users} bump into. Who does each make things easier for, and can we say why we have "
        "it?",
        "One policy or rule",
        "As {users} would hear it, such as: only two renewals.",
        "No policy yet. a adds the first that {users} bump into.",
    ),
    "stop-list": About(
        "Stop-doing list",
        "Stop",
        "Tasks, rules and forms that could stop; never people or jobs.",
    ),
    "phrases": About(
        "Phrases to retire",
        "Phrases",
        "We all say these, and each may hide a good reason. Nobody is named: count what you heard, not who "
        "said it.",
        "One phrase that ends a talk",
        "As it is said here, without a name.",
        "No phrase is left. a adds one.",
    ),
    "qualities": About(
        "Service qualities",
        "Qualities",
        "Seven qualities that {users} may meet in us. Not one scale: each stands by itself.",
    ),
    "values": About(
        "Values of change",
        "Values",
        "Before a change: what do we hold on to? Up to three values, in our own words; none is scored.",
        "One value to hold on to",
        "Such as: everybody is welcome.",
        "No value yet. a adds the first of at most three.",
    ),
}

PHRASES: Final = (
    ("We have always done it that way.", "What did it solve, and is that still a problem?"),
    ("We tried that before and it did not work.", "What is different now?"),
    ("If we stop, people will complain.", "Who, and what would they need instead?"),
)
"""Phrases everybody knows, each with the question to ask instead."""

QUALITIES: Final[Mapping[str, tuple[str, str]]] = {
    "compassionate": ("Compassionate", "we notice a hard day and ease it"),
    "reliable": ("Reliable", "we do what we said"),
    "informed": ("Informed", "we know, or know who knows"),
    "responsive": ("Responsive", "we answer soon"),
    "authentic": ("Authentic", "we speak as ourselves"),
    "curious": ("Curious", "we ask before we offer"),
    "empathetic": ("Empathetic", "we check how it looks from their side"),
}
"""The seven service qualities by id: name, and what one would see."""


def starting_phrases() -> tuple[Phrase, ...]:
    """Return the phrases everybody knows, as a list to begin with."""
    ids = ("always-done", "tried-before", "will-complain")
    return tuple(
        Phrase(id=key, phrase=phrase, instead=instead)
        for key, (phrase, instead) in zip(ids, PHRASES, strict=True)
    )


def starting_qualities() -> tuple[Quality, ...]:
    """Return the seven qualities, not rated yet."""
    return tuple(Quality(id=key) for key in QUALITIES)
