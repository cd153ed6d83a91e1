"""What to do next with a session: every screen and every print says it."""

from __future__ import annotations

from enum import Enum, auto

from workshop.language import _
from workshop.model.session import Session
from workshop.report.topics import topics

__all__ = ["RoomState", "next_step", "standing"]


class RoomState(Enum):
    """How far the folder of an open session is."""

    NONE = auto()
    OPEN = auto()
    """People can rate."""
    COUNTING = auto()
    """A count was begun and not finished: the program was ended in the middle of it."""
    COUNTED = auto()
    """The round is counted; the session is not closed yet."""


def standing(session: Session, room: RoomState) -> str:
    """Say why there is no result, or none that is complete; "" for a session with its count."""
    if room is RoomState.COUNTING:
        return _("A count was interrupted and is not finished. No ballot is lost, nothing is counted twice.")
    if session.first is not None or session.exercises.rounds:
        return ""
    if room is RoomState.OPEN:
        return _("The round is open: nothing is counted, and nobody sees a result before it is.")
    if session.exercises.begun:
        return _("Nothing was rated.")
    return _("Not counted yet: there is nothing to show.")


def next_step(session: Session, name: str, room: RoomState = RoomState.NONE, earlier: str = "") -> str:
    """Say what to do next, with the command; two of them are a line each.

    ``name`` is what the session is called on the command line, ``earlier`` the one before it, if any.
    """
    if room is RoomState.COUNTING:
        return _("To finish the count: workshop close {name}").format(name=name)
    if session.first is None:
        if room is RoomState.OPEN:
            return _("To rate: workshop rate {name}\nTo count: workshop close {name}").format(name=name)
        if session.exercises.planned or session.exercises.begun:
            return _next_exercise(session, name)
        return _("To let people rate: workshop open {name}\nThen: workshop rate {name}").format(name=name)
    if room is RoomState.COUNTED:
        return _("When the talk is over: workshop close {name}").format(name=name)
    open_topics = [] if session.stage == "close" else _open_topics(session)
    if open_topics and not session.solo:
        return _("Talk first about: {attribute}").format(attribute=open_topics[0])
    if earlier:
        return _("To see what moved: workshop compare {earlier} {name}").format(earlier=earlier, name=name)
    return _("To meet again, and then compare: workshop new --like {name}").format(name=name)


def _next_exercise(session: Session, name: str) -> str:
    """Say the next step of a meeting for exercises alone."""
    if session.stage == "close":
        return _("To meet again: workshop new --like {name}").format(name=name)
    return _("To go on: workshop run {name}").format(name=name)


def _open_topics(session: Session) -> list[str]:
    """Return the attributes nothing is agreed about, the first to talk about first."""
    return [topic.name for topic in topics(session) if not topic.agreed]
