"""What must not be projected: the words before it, the same on a screen and line by line."""

from __future__ import annotations

from typing import Final

from workshop.language import _
from workshop.model.exercise_words import ABOUT
from workshop.model.session import Session
from workshop.store.room import PendingComment

__all__ = ["ALONE", "FREEZE", "HAND_OVER", "SHUFFLED", "THAWED", "about_what"]

FREEZE: Final = _("Freeze the picture, switch the projector to another source, or turn this screen away.")
"""Said before anything that only one person may see."""

HAND_OVER: Final = _("Hand the keyboard to the next person.")

SHUFFLED: Final = _(
    "Shuffle the papers first, so that their order says nothing. Then type one after the other."
)

ALONE: Final = _("Then {comments} to be read by you alone, one by one. Nobody else should see or hear them.")

THAWED: Final = _("The projector may come back.")


def about_what(session: Session, comment: PendingComment) -> str:
    """Return the name of what a comment is about: an attribute, or the exercise of its round."""
    if key := comment.attribute:
        attributes = {attribute.id: attribute.name for attribute in session.instrument.attributes}
        return session.fill(attributes.get(key, key))
    rounds = session.exercises.rounds.items()
    exercises = {counted.number: ABOUT[exercise].name for exercise, counted in rounds}
    return session.fill(exercises.get(comment.round, _("an exercise")))
