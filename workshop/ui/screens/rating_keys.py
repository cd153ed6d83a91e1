"""The keys of the answering screen, as they are shown."""

from __future__ import annotations

from functools import lru_cache

from workshop.language import _
from workshop.model.answering import Answering
from workshop.ui.screens.base import FURTHER, Hint

__all__ = ["KEYS", "end_keys", "keys_at"]

KEYS = (
    Hint("1–5", _("answer"), "1"),
    Hint("?/0", _("not sure"), "0"),
    Hint("b", _("back")),
    Hint("s", _("skip")),
    Hint("c", _("comment")),
    Hint("h", _("help")),
    Hint("q", _("leave")),
    Hint("u", _("undo")),
    Hint("n/p", _("attribute"), "n"),
)
_PICK_KEYS = (
    Hint("↑↓ space", _("the same"), "space"),
    Hint(_("Enter"), _("done"), "enter"),
    Hint("?/0", _("not sure"), "0"),
    Hint("b", _("back")),
    Hint("c", _("comment")),
    Hint("h", _("help")),
    Hint("q", _("leave")),
    Hint("u", _("undo")),
)
_END_KEYS = (
    Hint("y", _("hand in")),
    Hint("b", _("back")),
    Hint("g", _("first unanswered")),
    Hint("q", _("leave")),
    Hint("h", _("help")),
)


def keys_at(answering: Answering) -> tuple[Hint, ...]:
    """Return the keys that mean something at the question where the participant stands."""
    question = answering.question
    return _picks(min(len(question.options), 9)) if question.is_pick else _answers(len(question.levels))


def end_keys(answering: Answering, *, longer: bool) -> tuple[Hint, ...]:
    """Return the keys before handing in; ``longer`` where not all that is unanswered is in sight."""
    useful = tuple(hint for hint in _END_KEYS if hint.label != "g" or answering.unanswered)
    return (*useful, FURTHER) if longer else useful


@lru_cache
def _answers(levels: int) -> tuple[Hint, ...]:
    return (Hint(f"1–{levels}", _("answer"), "1"), *KEYS[1:])


@lru_cache
def _picks(options: int) -> tuple[Hint, ...]:
    return (Hint(f"1–{options}", _("pick or take back"), "1"), *_PICK_KEYS)
