"""A private vote in words: what is promised, how far it is, what closing it would do, and the ways on."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final, Literal

from workshop.model.exercises import ExerciseName
from workshop.model.instrument import Question
from workshop.model.session import Session
from workshop.store import sealing
from workshop.store.room import Presence, Room

__all__ = [
    "EXPLAINED",
    "Turnout",
    "WayOn",
    "before_counting",
    "count_rule",
    "hidden_by_few",
    "promises",
    "revotable",
    "turnout_of",
    "ways_on",
]


@dataclass(frozen=True)
class Turnout:
    """How many take part in the open round, of how many."""

    number: int
    presence: Presence
    asks: tuple[str, ...] = ()
    """The keys of what the round asks; empty for everything."""
    exercise: ExerciseName | Literal[""] = ""
    """The exercise the round is about, if any."""

    def expected(self, session: Session) -> tuple[int | None, str]:
        """Return how many are to hand in, and who they are in a word."""
        if self.number > 1 and not self.exercise and session.voted is not None:
            return session.voted, "who voted first"
        if session.present is not None:
            return session.present, "here"
        return session.invited, "invited"

    def everybody(self, session: Session) -> bool:
        """Whether all are done: as many as expected, or all who joined where that is not known."""
        expected, _ = self.expected(session)
        return 0 < self.presence.handed_in >= (self.presence.joined if expected is None else expected)


def turnout_of(path: Path) -> Turnout | None:
    """Return how far the open round is; None when none is open. Blocks on the disk."""
    room = Room(path)
    number = room.number
    if number is None:
        return None
    opening = room.opening()
    return Turnout(number, room.presence(), opening.asks, opening.exercise)


def before_counting(turnout: Turnout, session: Session) -> tuple[str, str]:
    """Return the question before a round is closed, and what would be counted, warnings first (rule 11)."""
    presence = turnout.presence
    ballots = f"{presence.to_count} ballots" if presence.to_count != 1 else "one ballot"
    said = [*sealing.warnings(session, presence.to_count)]
    said.append(f"{presence.joined} joined, {presence.handed_in} handed in.")
    if unfinished := presence.to_count - presence.handed_in:
        counts = (
            "ballots with at least one answer count" if unfinished > 1 else "ballot with an answer counts"
        )
        said.append(f"{unfinished} unfinished {counts} too.")
    expected, who = turnout.expected(session)
    if expected and presence.to_count < expected:
        missing = expected - presence.to_count
        said.append(f"{missing} of {expected} {who} {'have' if missing > 1 else 'has'} not answered.")
    said.append("A counted round is never opened again; until then you can go back with n.")
    return f"Close the round and count {ballots}?", " ".join(said)


def revotable(session: Session) -> tuple[Question, ...]:
    """Return the ladders voted on once: those that may be voted on again."""
    again = [counted for counted in session.rounds if counted.number > 1]
    return tuple(
        question
        for question in session.asked
        if question.is_ladder
        and session.first is not None
        and session.first.result(question.attribute.id) is not None
        and not any(counted.result(question.attribute.id) for counted in again)
    )


def hidden_by_few(session: Session) -> str:
    """Return what one voter more or fewer would hide, to be said before a re-vote (rule 8)."""
    if session.first is None or session.first.method == "hands" or session.mode == "open":
        return "Every count is shown, however many answer."
    others = session.needed - 1
    people = "1 person" if others == 1 else f"1 to {others} people"
    return (
        f"{session.voted} voted first. If {people} more or fewer vote now, no counts are shown, only the "
        "median and the spread: the difference would tell who answered what. Latecomers talk now and vote "
        "next time."
    )


def promises(session: Session) -> tuple[str, ...]:
    """Return what a participant is told before the first question, in sentences."""
    if session.solo:
        return ("You rate alone: the result is yours. The file keeps the count.",)
    machine = f"Whoever administers this machine ({platform.node() or 'unnamed'}) can read open ballots."
    shown = (
        "This session is open: every count is shown, however few answer."
        if session.mode == "open"
        else f"Confidential: nothing is shown from fewer than {session.threshold} answers. "
        "If all answer alike, everyone knows."
    )
    return (
        "A session keeps the count, never the ballot.",
        shown,
        f"Who sees the result: the {session.audience}.",
        machine,
    )


class WayOn(Enum):
    """What to do with a round that may not be counted (rule 10)."""

    KEEP_OPEN = "keep it open"
    TALK = "talk without numbers"
    START_OPEN = "destroy the ballots and start an open round"
    DROP = "drop the re-vote"
    HANDS = "destroy the ballots and count hands"
    DROP_EXERCISE = "drop this round"


EXPLAINED: Final = {
    WayOn.KEEP_OPEN: "Nothing changes: whoever has not rated yet still can.",
    WayOn.TALK: "Go to the discussion with no result. The ballots are not counted and are destroyed when the "
    "session closes.",
    WayOn.START_OPEN: "Tell everyone first: what was answered so far is destroyed, unseen, and in the new "
    "round every count is shown, however few answer.",
    WayOn.DROP: "The ballots of this re-vote are destroyed, unseen. The first vote stands.",
    WayOn.HANDS: "Tell everyone first: what was answered so far is destroyed, unseen, and everybody sees who "
    "raises a hand.",
    WayOn.DROP_EXERCISE: "The ballots are destroyed, unseen. The list stays, and can be talked about without "
    "numbers.",
}
"""Each way on, in words."""


def ways_on(turnout: Turnout) -> tuple[WayOn, ...]:
    """Return the ways on when the open round has too few ballots."""
    if turnout.exercise:
        return (WayOn.KEEP_OPEN, WayOn.HANDS, WayOn.DROP_EXERCISE)
    if turnout.number == 1:
        return (WayOn.KEEP_OPEN, WayOn.TALK, WayOn.START_OPEN)
    return (WayOn.KEEP_OPEN, WayOn.DROP)


def count_rule(session: Session) -> tuple[str, ...]:
    """Return what other voters than in an earlier round would hide in the next one (rule 8)."""
    if session.mode == "open" or not session.counted_numbers:
        return ()
    others = session.needed - 1
    people = "1 person" if others == 1 else f"1 to {others} people"
    return (f"If {people} more or fewer vote than in an earlier round, only medians are shown.",)
