"""The order in which a team goes through its exercises, on a screen and line by line."""

from __future__ import annotations

from pathlib import Path

from workshop.language import n_
from workshop.model.agenda import AGENDAS, Agenda
from workshop.model.exercise_round import begun
from workshop.model.exercises import RATED, ExerciseName
from workshop.model.poll import Poll
from workshop.model.session import Session
from workshop.store import drafts
from workshop.store.room import Room

__all__ = ["entered", "following", "here", "is_open", "is_rating", "so_far", "to_rate"]


def here(session: Session) -> ExerciseName | None:
    """Return the exercise to open with: where the team was, else the first planned; None to choose one.

    Where the agenda has no time for more, that is the stop-doing list.
    """
    exercises = session.exercises
    if exercises.at or exercises.planned:
        return exercises.at or exercises.planned[0]
    minutes = Agenda.planned(session.agenda).minutes.get("exercises", 0)
    return None if minutes >= AGENDAS[90]["exercises"] else "stop-list"


def following(session: Session, name: ExerciseName) -> ExerciseName | None:
    """Return the planned exercise after ``name``; None after the last, and where none is planned."""
    planned = session.exercises.planned
    later = planned[planned.index(name) + 1 :] if name in planned else ()
    return later[0] if later else None


def entered(session: Session, name: ExerciseName) -> Session:
    """Return ``session`` with the team at ``name``, and what comes along with that in its list."""
    return session.changed(exercises=begun(session.exercises, name).changed(at=name))


def is_open(path: Path, name: ExerciseName) -> bool:
    """Return whether the round about ``name`` is open. Blocks on the disk."""
    room = Room(path)
    return room.number is not None and room.opened_before and room.opening().exercise == name


def is_rating(path: Path, name: ExerciseName) -> bool:
    """Return whether ``name`` is being rated: its round is open, or hands are half counted."""
    return is_open(path, name) or drafts.begun(path, Poll(exercise=name)) is not None


def to_rate(session: Session) -> ExerciseName | None:
    """Return the exercise people rate next in a meeting for exercises alone; None in a whole workshop."""
    if Agenda.planned(session.agenda).rates:
        return None
    planned = [name for name in session.exercises.planned if name in RATED]
    left = (name for name in planned if name not in session.exercises.rounds)
    return next(left, planned[-1] if planned else None)


def so_far(session: Session, name: ExerciseName) -> str:
    """Return how far an exercise is, in a few words; nothing before it was begun."""
    exercises = session.exercises
    if name in exercises.rounds:
        return n_("rated by {n}", "rated by {n}", exercises.rounds[name].voted)
    lists = {
        "touch-points": len(exercises.touch_points),
        "policies": len(exercises.policies),
        "stop-list": len(session.stops),
        "values": len(exercises.change.values) if exercises.change else 0,
    }
    many = lists.get(name, 0)
    return n_("{n} listed", "{n} listed", many) if many else ""
