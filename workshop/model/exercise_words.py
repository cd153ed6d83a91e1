"""The words of the exercises: what is asked, the steps to answer with, and what comes along to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from workshop.language import _
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

PERFORMANCE: Final = (_("very badly"), _("badly"), _("so-so"), _("well"), _("very well"))
EASIER_FOR: Final = (
    _("−2 much easier for us"),
    _("−1 easier for us"),
    _("0 neither"),
    _("+1 easier for {users}"),
    _("+2 much easier for {users}"),
)
EXPLAINED: Final = (_("no"), _("partly"), _("yes"))
HEARD: Final = (_("not once"), _("once or twice"), _("three times or more"))
MET: Final = (_("never"), _("rarely"), _("sometimes"), _("often"), _("nearly always"))


class About(NamedTuple):
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
        _("Touch points"),
        _("Points"),
        _(
            "Walk the whole way of {users}, from the first thought of coming to the way home. Any one point, "
            "done badly, can spoil the whole visit."
        ),
        _("One meeting point with {users}"),
        _("Such as: the opening hours on the door. In the order in which {users} meet them."),
        _("No touch point yet. a adds the first that {users} meet."),
    ),
    "policies": About(
        _("Policies from the {user}'s side"),
        _("Policies"),
        _(
            "Take the rules {users} bump into. Who does each make things easier for, and can we say why we "
            "have it?"
        ),
        _("One policy or rule"),
        _("As {users} would hear it, such as: only two renewals."),
        _("No policy yet. a adds the first that {users} bump into."),
    ),
    "stop-list": About(
        _("Stop-doing list"),
        _("Stop"),
        _("Tasks, rules and forms that could stop; never people or jobs."),
    ),
    "phrases": About(
        _("Phrases to retire"),
        _("Phrases"),
        _(
            "We all say these, and each may hide a good reason. Nobody is named: count what you heard, not "
            "who said it."
        ),
        _("One phrase that ends a talk"),
        _("As it is said here, without a name."),
        _("No phrase is left. a adds one."),
    ),
    "qualities": About(
        _("Service qualities"),
        _("Qualities"),
        _("Seven qualities that {users} may meet in us. Not one scale: each stands by itself."),
    ),
    "values": About(
        _("Values of change"),
        _("Values"),
        _("Before a change: what do we hold on to? Up to three values, in our own words; none is scored."),
        _("One value to hold on to"),
        _("Such as: everybody is welcome."),
        _("No value yet. a adds the first of at most three."),
    ),
}

PHRASES: Final = (
    (_("We have always done it that way."), _("What did it solve, and is that still a problem?")),
    (_("We tried that before and it did not work."), _("What is different now?")),
    (_("If we stop, people will complain."), _("Who, and what would they need instead?")),
)
"""Phrases everybody knows, each with the question to ask instead."""

QUALITIES: Final[Mapping[str, tuple[str, str]]] = {
    "compassionate": (_("Compassionate"), _("we notice a hard day and ease it")),
    "reliable": (_("Reliable"), _("we do what we said")),
    "informed": (_("Informed"), _("we know, or know who knows")),
    "responsive": (_("Responsive"), _("we answer soon")),
    "authentic": (_("Authentic"), _("we speak as ourselves")),
    "curious": (_("Curious"), _("we ask before we offer")),
    "empathetic": (_("Empathetic"), _("we check how it looks from their side")),
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
