"""A mail to send before a workshop: what for, how long, until when, who sees what, and how to join."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from workshop.language import _, n_, say_date
from workshop.model.agenda import Agenda
from workshop.model.exercise_words import ABOUT
from workshop.model.exercises import RATED
from workshop.model.session import Session
from workshop.report.pages import VERBATIM, Part, lines
from workshop.report.voting import promises

__all__ = ["Mail", "invite", "minutes_to_answer"]

_STATEMENT: Final = 0.25
_LADDER: Final = 0.66
"""Minutes that answering one takes, read slowly: 24 statements and 6 ladders in ten minutes."""

_STEP: Final = 5
"""Minutes are promised in fives."""


@dataclass(frozen=True)
class Mail:
    """A mail as text: its subject, and the lines of its body."""

    subject: str
    body: tuple[str, ...]


def invite(session: Session, *, join: str = "", deadline: date | None = None) -> Mail:
    """Return the mail that invites people to ``session``.

    ``join`` is the command with which they join from their own machine, such as ``ssh -p 2222 CODE@host``;
    without it they answer at the workshop itself.
    """
    agenda = Agenda.planned(session.agenda)
    if not agenda.rates:
        return _to_meeting(session, agenda.total, join)
    until = deadline or session.held_on
    number, minutes = len(session.asked), minutes_to_answer(session)
    asked = n_("one question", "{n} questions", number)
    takes = _("It takes about {minutes} minutes: {questions}, each answered with one key.").format(
        minutes=minutes, questions=asked
    )
    subject = _("{title}: {minutes} minutes of your view, until {day}").format(
        title=session.title, minutes=minutes, day=say_date(until)
    )
    parts = (
        Part("", (_("Hello,"),)),
        Part("", (session.fill(_purpose(session)), takes)),
        Part(_("HOW TO JOIN"), _ways(join, until)),
        Part(_("WHO SEES WHAT"), points=(*promises(session), *_manners())),
        Part("", (_("Thank you. How you see it counts."),)),
    )
    return Mail(subject, lines(parts))


def _to_meeting(session: Session, minutes: int, join: str) -> Mail:
    """Return the mail that invites to a meeting for exercises alone: nobody answers before it."""
    day, planned = say_date(session.held_on), session.exercises.planned
    rated = any(name in RATED for name in planned)
    purpose = _("On {day} we meet for {minutes} minutes and look at how we work for {users}.")
    purpose = purpose.replace("{day}", day).replace("{minutes}", str(minutes))
    nothing_rated = (_("What we agree on is written into one file. Nobody is named in it."),)
    parts = (
        Part("", (_("Hello,"),)),
        Part("", (session.fill(purpose),)),
        *(
            Part(session.fill(ABOUT[name].name).upper(), (session.fill(ABOUT[name].intro),))
            for name in planned
        ),
        *((Part(_("HOW TO JOIN"), _ways(join, session.held_on)),) if rated else ()),
        Part(_("WHO SEES WHAT"), points=(*promises(session), *_manners()) if rated else nothing_rated),
        Part("", (_("There is nothing to prepare. How you see it counts."),)),
    )
    subject = _("{title}: {minutes} minutes together, on {day}")
    return Mail(subject.format(title=session.title, minutes=minutes, day=day), lines(parts))


def minutes_to_answer(session: Session) -> int:
    """Return the minutes that answering takes, in fives."""
    needed = sum(_LADDER if question.is_ladder else _STATEMENT for question in session.asked)
    return max(_STEP, _STEP * ceil(needed / _STEP))


def _purpose(session: Session) -> str:
    return _(
        "On {day} we look together at how we work for {users}: where we agree, where we do not, what to try, "
        "and what to stop. Before we talk, each of us rates alone how it is here now."
    ).replace("{day}", say_date(session.held_on))


def _ways(join: str, until: date) -> tuple[str, ...]:
    if not join:
        here = _(
            "We answer at the workshop itself: on your own screen, on a keyboard that goes round, or on "
            "paper."
        )
        return (here,)
    ways = [
        _("From any terminal, until {day}; there is nothing to install and no account:").format(
            day=say_date(until)
        ),
        f"{VERBATIM}{join}",
    ]
    plain = re.sub(r"(?<=\s)(?!plain-)([^\s@-][^\s@]*@)", r"plain-\1", join, count=1)
    if plain != join:
        ways += [_("Line by line, for screen readers:"), f"{VERBATIM}{plain}"]
    ways.append(
        _(
            "You are given a code. Note it down: with it you go on where you stopped, from any machine. "
            "Every answer is saved at once."
        )
    )
    return tuple(ways)


def _manners() -> tuple[str, ...]:
    return (
        _("Nobody sees a result before the round is closed, whoever leads it included."),
        _("“Not sure” is an answer, and a useful one."),
        _("Write no name into a comment; somebody reads it before it is shown to anybody."),
    )
