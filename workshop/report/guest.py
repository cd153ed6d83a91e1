"""What a participant who comes from elsewhere is told between the questions, in sentences."""

from __future__ import annotations

from workshop.language import _, n_
from workshop.model.session import Session
from workshop.report.exercises import Block, blocks
from workshop.store.progress import Progress, revealed

__all__ = [
    "ALREADY",
    "CODE_LOOKS",
    "DROPPED",
    "ELSEWHERE",
    "done_count",
    "exercise_results",
    "parting",
    "waiting_words",
]

ALREADY = _("Already started? Type your code: c asks for it.")
CODE_LOOKS = _("Codes look like k7m2-9qxd-4hrt-w.")
ELSEWHERE = _("You continued elsewhere. Your answers are safe there; this screen is over.")

DROPPED = _("The round was dropped: its ballots were destroyed, uncounted, and yours with them.")


def parting(code: str) -> str:
    """Return what somebody who leaves is told: how to come back with their ``code``, "" without one."""
    if not code:
        return _("Nothing was answered, nothing was kept.")
    return _(
        "Everything is saved. To come back, connect with your code in place of the join code: {code}"
    ).format(code=code)


def done_count(progress: Progress, who: str = "") -> str:
    """Return how many have handed in, ``who`` asks among them: the last look may have been before."""
    since = bool(who) and who not in progress.done
    session, done = progress.session, max(1, progress.handed_in + since)
    if progress.number == 1 and session.expected:
        return n_("{n} of {invited} handed in so far.", "{n} of {invited} handed in so far.", done).format(
            invited=session.expected
        )
    return n_("{n} handed in so far.", "{n} handed in so far.", done)


def exercise_results(session: Session) -> tuple[Block, ...]:
    """Return the exercises rated so far, the newest first, while the room is at them or has nothing else."""
    if session.stage != "exercises" and session.rounds:
        return ()
    rated = [block for block in blocks(session) if block.name in session.exercises.rounds]
    return tuple(sorted(rated, key=lambda block: -session.exercises.rounds[block.name].number))


def waiting_words(progress: Progress) -> str:
    """Return why there is nothing to answer now."""
    session: Session = progress.session
    if session.ended:
        return _("The session is closed. Thank you.")
    if session.stage == "close":
        return _("The room comes to its close. Until it ends, what was decided may still change.")
    if revealed(session) or exercise_results(session):
        return _("The room is talking. When there is something to vote on, it is asked here.")
    if session.rounds:
        return _("The round is closed and counted. You see the result as soon as the room does.")
    return _("The round is not open yet. This goes on by itself when it is.")
