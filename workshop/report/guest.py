"""What a participant who comes from elsewhere is told between the questions, in sentences."""

from __future__ import annotations

from workshop.model.session import Session
from workshop.store.progress import Progress, revealed

__all__ = ["ALREADY", "CODE_LOOKS", "ELSEWHERE", "come_back", "done_count", "waiting_words"]

ALREADY = "Already started? Type your code: c asks for it."
CODE_LOOKS = "Codes look like k7m2-9qxd-4hrt-w."
ELSEWHERE = "You continued elsewhere. Your answers are safe there; this screen is over."


def come_back(code: str) -> str:
    """Return how to come back with ``code``."""
    return f"Everything is saved. To come back, connect with your code in place of the join code: {code}"


def done_count(progress: Progress) -> str:
    """Return how many have handed in."""
    session, done = progress.session, max(1, progress.handed_in)  # whoever asks has handed in
    if progress.number == 1 and session.invited:
        return f"{done} of {session.invited} handed in so far."
    return f"{done} handed in so far."


def waiting_words(progress: Progress) -> str:
    """Return why there is nothing to answer now."""
    session: Session = progress.session
    if session.stage == "close":
        return "The session is closed. Thank you."
    if revealed(session):
        return "The room is talking. When there is something to vote on, it is asked here."
    if session.rounds:
        return "The round is closed and counted. You see the result as soon as the room does."
    return "The round is not open yet. This goes on by itself when it is."
