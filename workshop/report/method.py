"""The note on method: the formulas in words, and what is not shown and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workshop.language import _
from workshop.model.session import Session

__all__ = ["method"]


_ALWAYS: Final = (
    _(
        "The median is the middle answer: half lie on either side of it. The spread is how "
        "far, on average, the answers lie from their mean, in levels."
    ),
    _(
        "Together: three quarters of the answers or more lie on one or two neighbouring "
        "levels, and the spread is at most 0.8. Apart: the spread is above 0.8. Mixed: "
        "everything else."
    ),
    _(
        "Attributes stand in the order in which talking about them pays: two groups of answers, "
        "low and high with few between; answers far apart; a low median; many not sure. It is no "
        "ranking. We do not know yet what a third or more were not sure of."
    ),
    _(
        "The agreed level is what the team decided after talking. It is not the mean, and "
        "may differ from the votes."
    ),
)
"""What is said of every session, after how people answered."""


def method(sessions: Sequence[Session]) -> tuple[str, ...]:
    """Return the paragraphs of the note, those that apply to ``sessions``."""
    needed = max(session.needed for session in sessions)
    methods = {counted.method for session in sessions for counted in session.rounds}
    said = [
        _(
            "All showed hands, before the team talked. Levels run from 1 to 5; “not sure” is counted "
            "apart and is no score. n is how many showed a level."
        )
        if methods == {"hands"}
        else _(
            "Each person answered alone, before the team talked. Levels and answers run from 1 "
            "to 5; “not sure” is counted apart and is no score. n is how many gave a level."
        ),
        *_ALWAYS,
    ]
    if "hands" in methods:
        said.append(
            _("A show of hands is open to everybody in the room, and is never compared with ballots.")
        )
    if needed > 1:
        said.append(
            _(
                "Not shown: any question with fewer than {needed} answers, so that nobody can be "
                "found out. Where even counts could tell, only the median and the spread in a word "
                "are shown. The session keeps the count, never the ballot."
            ).format(needed=needed)
        )
    if len(sessions) > 1:
        said.append(
            _(
                "Sessions are compared by their first votes, question by question, only where "
                "wording, scale, language and way of answering are the same. A move counts as higher "
                "or lower when it is larger than the 95 % interval of the difference of two means "
                "(Welch), in which a standard deviation below 0.5 is taken as 0.5."
            )
        )
    said.append(
        _(
            "Left out on purpose: p-values, one overall score, rankings of teams, and "
            "percentages of small groups. They would say more than these numbers can."
        )
    )
    return tuple(said)
