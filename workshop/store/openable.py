"""What keeps a round from being opened, said before anything is changed."""

from __future__ import annotations

from pathlib import Path

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.exercise_questions import asked_in
from workshop.model.exercises import RATED, ExerciseName
from workshop.model.poll import Poll
from workshop.model.session import Session
from workshop.store.filesystem import remote_kind
from workshop.store.room import Room

__all__ = ["refuse_ended", "refuse_exercise", "refuse_hands", "refuse_opening"]


def refuse_ended(path: Path, session: Session) -> None:
    """Raise WorkshopError when the session has ended."""
    if session.ended:
        hint = _("To continue it: workshop run {path}").format(path=path.stem)
        raise WorkshopError(_("this session has ended"), hint)


def refuse_opening(path: Path, session: Session) -> None:
    """Raise WorkshopError when round 1 cannot be opened: it is counted, or the session has ended."""
    if session.first:
        hint = _("A counted round is never reopened. For a new one: workshop new --like {path}").format(
            path=path.stem
        )
        raise WorkshopError(_("round 1 of this session is counted"), hint)
    refuse_ended(path, session)
    _refuse_network(path)


def refuse_exercise(path: Path, session: Session, name: ExerciseName) -> None:
    """Raise WorkshopError when there is no round about this exercise to open."""
    refuse_ended(path, session)
    if name in session.exercises.rounds:
        raise WorkshopError(_("this exercise was rated already"), _("A counted round is never opened again."))
    if name not in RATED:
        raise WorkshopError(
            _("nobody rates in this exercise"),
            _("Those with a round: {names}.").format(names=", ".join(RATED)),
        )
    if not asked_in(session.exercises, name):
        hint = _("List what is to be rated first: workshop run {path}").format(path=path.stem)
        raise WorkshopError(_("there is nothing to rate in this exercise yet"), hint)
    _refuse_network(path)


def refuse_hands(path: Path, session: Session, poll: Poll) -> None:
    """Raise WorkshopError when hands cannot be counted about ``poll``, or not any more. Blocks on the disk.

    A round has one method, and a re-vote that of the first vote.
    """
    counted, room = poll.counted(session), Room(path)
    if counted and counted.method != "hands":
        raise WorkshopError(_("this was counted from ballots"), _("A round has one method."))
    if poll.again and (session.first is None or session.first.method != "hands"):
        raise WorkshopError(_("the first vote was private"), _("So is the re-vote."))
    if poll.again and counted:
        raise WorkshopError(_("this ladder was re-voted"), _("A ladder is voted on twice at most."))
    if room.number is None:
        return
    if room.opening().poll != poll:
        raise WorkshopError(_("another round is open"), _("Close it first."))
    if room.presence().to_count:
        hint = _("Close the round; or let those people withdraw.")
        raise WorkshopError(_("ballots were cast in this round, and a round has one method"), hint)


def _refuse_network(path: Path) -> None:
    if kind := remote_kind(path.parent):
        hint = _("Put the session on a disk of this machine while people rate.")
        raise WorkshopError(
            _("{parent} is on a network file system ({kind})").format(parent=path.parent, kind=kind), hint
        )
