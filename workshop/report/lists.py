"""How things to try and to stop read in a list, and the questions that help to find them."""

from __future__ import annotations

from typing import Final

from workshop.language import _
from workshop.model.followup import Action, StopItem
from workshop.model.session import Session
from workshop.model.shown import shown
from workshop.report.words import by_when

__all__ = ["action_words", "stop_questions", "stop_words"]

_MOST_ASKED: Final = 3
"""Most stop questions that are asked."""


def action_words(action: Action) -> tuple[str, ...]:
    """Return a thing to try as lines: what, who and when, and how one would notice."""
    return _present(
        action.text,
        _who_and_when(action),
        _("How one would notice: {notice}").format(notice=action.notice) if action.notice else "",
        _("Who may object: {objection}").format(objection=action.objection) if action.objection else "",
        _("Who does it well: {example}").format(example=action.example) if action.example else "",
    )


def stop_words(stop: StopItem) -> tuple[str, ...]:
    """Return a thing to stop as lines: what, its status, who and when, and the test."""
    return _present(
        stop.item,
        " · ".join(part for part in (shown(stop.status), _who_and_when(stop)) if part),
        _("30-day test: {test}").format(test=stop.test) if stop.test else "",
        _("A reason to keep it: {keep}").format(keep=stop.keep) if stop.keep else "",
    )


def stop_questions(session: Session) -> tuple[str, ...]:
    """Return the stop questions of the attributes that were talked about, in the instrument's order."""
    talked = {note.attribute for note in session.notes} | {
        key for key, agreed in session.agreed.items() if agreed.discussed
    }
    attributes = session.instrument.attributes
    asked = [attribute.stop for attribute in attributes if attribute.id in talked and attribute.stop]
    return tuple(session.fill(question) for question in asked[:_MOST_ASKED])


def _who_and_when(entry: Action | StopItem) -> str:
    return " · ".join(part for part in (entry.owner, by_when(entry.due)) if part)


def _present(first: str, *others: str) -> tuple[str, ...]:
    return (first, *(other for other in others if other))
