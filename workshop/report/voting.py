"""A private vote in words: what is promised, how far it is, what closing it would do, and the ways on."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from workshop.language import _, n_
from workshop.model.instrument import Question
from workshop.model.poll import FIRST, Poll
from workshop.model.session import Mode, Session
from workshop.model.shown import shown
from workshop.store import drafts, sealing
from workshop.store.room import Presence, Room

__all__ = [
    "EXPLAINED",
    "Turnout",
    "WayOn",
    "before_counting",
    "count_rule",
    "half_counted",
    "hidden_by_few",
    "promises",
    "revotable",
    "too_few_invited",
    "turnout_of",
    "voted_again",
    "voting_again",
    "ways_on",
]


_LOWEST_THRESHOLD: Final = 3


@dataclass(frozen=True)
class Turnout:
    """How many take part in the open round, of how many."""

    number: int
    presence: Presence
    poll: Poll = FIRST
    """What the round is about."""

    def expected(self, session: Session) -> tuple[int | None, str]:
        """Return how many are to hand in, and who they are in a word."""
        if self.poll.again and session.voted is not None:
            return session.voted, _("who voted first")
        return session.expected, _("invited") if session.present is None else _("here")

    def everybody(self, session: Session) -> bool:
        """Whether all are done: as many as expected, or all who joined where that is not known."""
        expected, _who = self.expected(session)
        return 0 < self.presence.handed_in >= (self.presence.joined if expected is None else expected)


def too_few_invited(mode: Mode, invited: int | None, threshold: int) -> str:
    """Return that no round of a session planned so could be counted, and what would do; "" where one can.

    Alone one rates in open mode, whatever is chosen.
    """
    if mode == "open" or not invited or invited == 1 or invited >= threshold:
        return ""
    if invited < _LOWEST_THRESHOLD:
        said = _("With fewer than {threshold} ballots nothing will be counted: choose open mode.")
    else:
        said = _(
            "With fewer than {threshold} ballots nothing will be counted: choose a threshold of at most "
            "{invited}, or open mode."
        )
    return said.format(threshold=threshold, invited=invited)


def turnout_of(path: Path) -> Turnout | None:
    """Return how far the open round is; None when none is open. Blocks on the disk."""
    room = Room(path)
    number = room.number
    if number is None:
        return None
    return Turnout(number, room.presence(), room.opening().poll)


def voting_again(path: Path) -> str:
    """Return the attribute whose re-vote is open; "" where none is. Blocks on the disk."""
    room = Room(path)
    if not room.opened_before or room.number is None:
        return ""
    return room.opening().poll.again


def before_counting(turnout: Turnout, session: Session) -> tuple[str, str]:
    """Return the question before a round is closed, and what would be counted, warnings first (rule 11)."""
    presence = turnout.presence
    said = [*sealing.warnings(session, presence.to_count)]
    said.append(
        _("{joined} joined, {handed_in} handed in.").format(
            joined=presence.joined, handed_in=presence.handed_in
        )
    )
    if unfinished := presence.to_count - presence.handed_in:
        said.append(
            n_(
                "{n} unfinished ballot with an answer counts too.",
                "{n} unfinished ballots with at least one answer count too.",
                unfinished,
            )
        )
    expected, who = turnout.expected(session)
    if expected and presence.to_count < expected:
        missing = expected - presence.to_count
        said.append(
            n_(
                "{n} of {expected} {who} has not answered.",
                "{n} of {expected} {who} have not answered.",
                missing,
            ).format(expected=expected, who=who)
        )
    said.append(_("A counted round is never opened again; until then you can go back with n."))
    question = n_(
        "Close the round and count one ballot?", "Close the round and count {n} ballots?", presence.to_count
    )
    return question, " ".join(said)


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


def half_counted(path: Path, session: Session) -> str:
    """Return the attribute whose re-vote by hands is half counted; "" without one. Blocks on the disk."""
    again = (question.attribute.id for question in revotable(session))
    return next((attribute for attribute in again if drafts.begun(path, Poll(again=attribute))), "")


def hidden_by_few(session: Session) -> str:
    """Return what one voter more or fewer would hide, to be said before a re-vote (rule 8)."""
    if session.first is None or session.first.method == "hands" or session.mode == "open":
        return _("Every count is shown, however many answer.")
    others = session.needed - 1
    said = n_(
        "{voted} voted first. If 1 person more or fewer vote now, no counts are shown, only the median and "
        "the spread: the difference would tell who answered what. Latecomers talk now and vote next time.",
        "{voted} voted first. If 1 to {n} people more or fewer vote now, no counts are shown, only the "
        "median and the spread: the difference would tell who answered what. Latecomers talk now and vote "
        "next time.",
        others,
    ).format(voted=session.voted)
    by_group = _("The same holds for each group by itself, and for several together.")
    return f"{said} {by_group}" if session.first.groups else said


def voted_again(session: Session, poll: Poll) -> str:
    """Return what a participant is told first of a second vote; "" where the round is none."""
    if not poll.again:
        return ""
    said = _(
        "This is the second vote on {attribute}, after the talk. Change your answer if you see it "
        "differently now; keep it if you do not."
    )
    return said.format(attribute=session.fill(session.instrument.attribute(poll.again).name))


def promises(session: Session) -> tuple[str, ...]:
    """Return what a participant is told before the first question, in sentences."""
    if session.solo:
        return (_("You rate alone: the result is yours. The file keeps the count."),)
    machine = _("Whoever administers this machine ({name}) can read open ballots.").format(
        name=platform.node() or _("unnamed")
    )
    rule = (
        _("This session is open: every count is shown, however few answer.")
        if session.mode == "open"
        else _(
            "Confidential: nothing is shown from fewer than {threshold} answers. If all answer "
            "alike, everyone knows."
        ).format(threshold=session.threshold)
    )
    return (
        _("A session keeps the count, never the ballot."),
        rule,
        _("Who sees the result: the {audience}.").format(audience=shown(session.audience)),
        machine,
    )


class WayOn(Enum):
    """What to do with a round that may not be counted (rule 10)."""

    KEEP_OPEN = _("keep it open")
    TALK = _("talk without numbers")
    START_OPEN = _("destroy the ballots and start an open round")
    DROP = _("drop the re-vote")
    HANDS = _("destroy the ballots and count hands")
    DROP_EXERCISE = _("drop this round")


EXPLAINED: Final = {
    WayOn.KEEP_OPEN: _("Nothing changes: whoever has not rated yet still can."),
    WayOn.TALK: _(
        "Go to the discussion with no result. The ballots are not counted and are destroyed "
        "when the session closes."
    ),
    WayOn.START_OPEN: _(
        "Tell everyone first: what was answered so far is destroyed, unseen, and in the new "
        "round every count is shown, however few answer."
    ),
    WayOn.DROP: _("The ballots of this re-vote are destroyed, unseen. The first vote stands."),
    WayOn.HANDS: _(
        "Tell everyone first: what was answered so far is destroyed, unseen, and everybody "
        "sees who raises a hand."
    ),
    WayOn.DROP_EXERCISE: _(
        "The ballots are destroyed, unseen. The list stays, and can be talked about without numbers."
    ),
}
"""Each way on, in words."""


def ways_on(turnout: Turnout, mode: Mode) -> tuple[WayOn, ...]:
    """Return the ways on when the open round has too few ballots."""
    if turnout.poll.exercise:
        return (WayOn.KEEP_OPEN, WayOn.HANDS, WayOn.DROP_EXERCISE)
    if turnout.poll.again:
        return (WayOn.KEEP_OPEN, WayOn.DROP)
    again = () if mode == "open" else (WayOn.START_OPEN,)
    return (WayOn.KEEP_OPEN, WayOn.TALK, *again)


def count_rule(session: Session) -> tuple[str, ...]:
    """Return what other voters than in an earlier round would hide in the next one (rule 8)."""
    if session.mode == "open" or not session.counted_numbers:
        return ()
    others = session.needed - 1
    return (
        n_(
            "If 1 person more or fewer vote than in an earlier round, only medians are shown.",
            "If 1 to {n} people more or fewer vote than in an earlier round, only medians are shown.",
            others,
        ),
    )
