"""Which screen leads the exercises: the one the team was at, or the choice among the six."""

from __future__ import annotations

from typing import Final

from workshop.model.exercises import EXERCISES, RATED, ExerciseName
from workshop.report.exercises.course import here, is_rating
from workshop.ui.room.exercises.choosing import ChoosingScreen
from workshop.ui.room.exercises.listing import ExerciseListScreen
from workshop.ui.room.exercises.outcome import OutcomeScreen
from workshop.ui.room.exercises.place import CHOICE, OUTCOME, VOTE
from workshop.ui.room.exercises.qualities import QualitiesScreen
from workshop.ui.room.exercises.values import ValuesScreen
from workshop.ui.room.exercises.voting import ExerciseVoteScreen
from workshop.ui.room.lead import Lead
from workshop.ui.room.stage import StageScreen
from workshop.ui.room.stopping import StoppingScreen

__all__ = ["exercises_screen"]

_LISTS: Final[dict[ExerciseName, type[StageScreen]]] = {
    "stop-list": StoppingScreen,
    "values": ValuesScreen,
}


def exercises_screen(lead: Lead, place: str = "") -> StageScreen:
    """Return the screen of ``place``: an exercise, and what of it; without one, where the team was."""
    called, _, part = place.partition("/")
    known = next((name for name in EXERCISES if name == called), None)
    name = known or (None if called == CHOICE else here(lead.session))
    if name is None:
        return ChoosingScreen(lead)
    if name in _LISTS:
        return _LISTS[name](lead)
    if part == VOTE or (not part and name in RATED and is_rating(lead.path, name)):
        return ExerciseVoteScreen(lead, name)
    if part == OUTCOME or (not part and name in lead.session.exercises.rounds):
        return OutcomeScreen(lead, name)
    return QualitiesScreen(lead) if name == "qualities" else ExerciseListScreen(lead, name)
