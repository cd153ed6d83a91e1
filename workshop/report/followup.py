"""What a team said it would try and stop last time, and what may have become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from workshop.language import _
from workshop.model.edits import Edit
from workshop.model.followup import Action, FollowUp, Noticed, StopItem
from workshop.model.session import Session
from workshop.model.shown import shown
from workshop.report.words import by_when

__all__ = ["BECAME", "NOTICED", "Became", "OpenItem", "answered", "open_items"]

Became = Literal["done", "not yet", "dropped", "paused", "stopped", "kept with a reason", "returned"]

BECAME: Final[Mapping[bool, Mapping[str, Became]]] = {
    False: {"d": "done", "n": "not yet", "x": "dropped"},
    True: {"s": "stopped", "p": "paused", "n": "not yet", "r": "returned", "y": "kept with a reason"},
}
"""What may become of a thing to try, and (True) of a thing to stop, by key."""

NOTICED: Final[Mapping[str, Noticed]] = {"1": "better", "2": "no", "3": "worse", "0": "unknown"}
"""What users may have noticed, by key."""


@dataclass(frozen=True)
class OpenItem:
    """Something that was to be tried or stopped, and still needs an answer."""

    id: str
    text: str
    about: tuple[str, ...]
    """Who has it, until when, and how one would notice."""
    is_stop: bool


def open_items(before: Session) -> tuple[OpenItem, ...]:
    """Return what the session ``before`` left open: its own, and what it said is not done yet."""
    actions = [_action(action) for action in before.actions if not action.done]
    stops = [_stop(stop) for stop in before.stops if stop.status in {"proposed", "paused", "stopped"}]
    carried = [_carried(entry) for entry in before.follow_up if entry.became in {"not yet", "paused"}]
    return (*sorted((*actions, *carried, *stops), key=lambda item: item.is_stop),)


def answered(session: Session, item: OpenItem, **values: object) -> Edit:
    """Return the edit of ``session`` that answers ``item`` with ``values``: changed in its place, or added.

    What users noticed may be said first; then it is not done yet.
    """
    before = next((entry for entry in session.follow_up if entry.id == item.id), None)
    said = before or FollowUp(id=item.id, text=item.text, became="not yet")
    now = FollowUp(**{**said.model_dump(), **values})
    return Edit("follow_up", before, now, frozenset(values))


def _action(action: Action) -> OpenItem:
    notice = _("How one would notice: {notice}").format(notice=action.notice) if action.notice else ""
    about = tuple(part for part in (_who(action), notice) if part)
    return OpenItem(action.id, action.text, about, is_stop=False)


def _stop(stop: StopItem) -> OpenItem:
    test = _("The test: {test}").format(test=stop.test) if stop.test else ""
    about = tuple(
        part for part in (_who(stop), _("Was: {status}").format(status=shown(stop.status)), test) if part
    )
    return OpenItem(stop.id, stop.item, about, is_stop=True)


def _carried(entry: FollowUp) -> OpenItem:
    about = tuple(
        part for part in (_("Last time: {became}").format(became=shown(entry.became)), entry.note) if part
    )
    return OpenItem(entry.id, entry.text, about, is_stop=entry.became == "paused")


def _who(entry: Action | StopItem) -> str:
    return " · ".join(part for part in (entry.owner, by_when(entry.due)) if part)
