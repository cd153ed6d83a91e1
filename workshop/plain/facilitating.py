"""Leading a workshop line by line, for a facilitator with a screen reader, and for pipes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, TextIO

from workshop.language import _
from workshop.model.session import Session, Stage
from workshop.plain.agreeing import Agree
from workshop.plain.closing import Close, Welcome
from workshop.plain.ear import Ear
from workshop.plain.exercises import exercises_step
from workshop.plain.following_up import FollowingUp
from workshop.plain.leading import Lead, Step
from workshop.plain.lists import Actions
from workshop.plain.rounds import Rate, Revote
from workshop.plain.talking import Discuss, Reveal
from workshop.plain.voice import Left, Voice
from workshop.report.decided import summary
from workshop.store import facilitating
from workshop.store.facilitating import CONTINUED, Claimed, Ended
from workshop.store.room import Room

__all__ = ["facilitate"]

_STEPS: Final[dict[Stage, Callable[[Lead, str], Step]]] = {
    step.STAGE: step for step in (Welcome, FollowingUp, Rate, Reveal, Discuss, Revote, Agree, Actions, Close)
} | {"exercises": exercises_step}


def facilitate(path: Path, reader: TextIO, writer: TextIO) -> None:
    """Lead the session at ``path`` from the stage its file says, until it is left, closed, or input ends.

    Everything is saved the moment it is typed. Raises WorkshopError when the session cannot be led.
    """
    voice = Voice(Ear(reader), writer)
    try:
        session = _claim(path, voice)
    except Left:
        return
    if session is None:
        return
    try:
        _lead(Lead(path, session, voice.ear, writer))
    finally:
        if Room(path).exists:
            facilitating.release(path)


def _lead(lead: Lead) -> None:
    attribute = lead.session.about
    try:
        while True:
            there = _STEPS[lead.session.stage](lead, attribute).run()
            attribute = there.attribute
            if there.stage != lead.session.stage or there.attribute:
                lead.change(lambda session, go=there: session.at(go.stage, go.attribute))  # type: ignore[misc]
    except (Left, KeyboardInterrupt):
        if lead.room.exists:
            lead.say(_("Saved. To go on from here: workshop run {session}").format(session=lead.path.stem))


def _claim(path: Path, voice: Voice) -> Session | None:
    try:
        return facilitating.claim(path)
    except Ended as error:
        voice.say(f"{error.session.title}. {error.message}.", *summary(error.session))
        if not voice.sure(_("Continue this session? {continued}").format(continued=CONTINUED)):
            return None
        facilitating.take_up(path)
        return _claim(path, voice)
    except Claimed as error:
        if not voice.sure(_("{error}\nTake over?").format(error=error)):
            return None
    return facilitating.claim(path, take_over=True)
