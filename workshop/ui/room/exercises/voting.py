"""The round about an exercise: as any private vote, or a show of hands."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from typing import Any, ClassVar

from workshop.charts.roles import Role
from workshop.language import _
from workshop.model.exercise_questions import asked_in, by_hands
from workshop.model.exercise_words import ABOUT
from workshop.model.exercises import ExerciseName
from workshop.model.instrument import Question
from workshop.model.poll import Poll
from workshop.model.session import Stage
from workshop.report.voting import WayOn, count_rule, promises
from workshop.store import sealing
from workshop.ui.room.exercises.place import CHOICE, LIST, OUTCOME, to
from workshop.ui.room.lead import Lead
from workshop.ui.room.voting import Vote, VotingScreen
from workshop.ui.room.voting_lines import sentences, ways_to_vote
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line

__all__ = ["ExerciseVoteScreen"]

_MINUTES = 5


class ExerciseVoteScreen(VotingScreen):
    """Choosing how to rate an exercise, then only numbers of people, then closing."""

    STAGE: ClassVar[Stage] = "exercises"
    NEXT = _("see the result")
    OWN = (Hint("n", _("who is here")), Hint("e", _("exercises")))
    ACTIONS: ClassVar[dict[str, str]] = {**VotingScreen.ACTIONS, "e": "choose"}
    HELP = _("""
A round like the first one: in silence, alone, and nobody sees a result before it is closed. Own screens, a
passed keyboard and paper go together; a show of hands is a method of its own, open for all to see.

An exercise is rated once. While its round is open, its list stays as it is.
""")

    def __init__(self, lead: Lead, name: ExerciseName) -> None:
        super().__init__(lead, _MINUTES)
        self.name_of_exercise: ExerciseName = name

    @property
    def poll(self) -> Poll:
        """The exercise."""
        return Poll(exercise=self.name_of_exercise)

    @property
    def questions(self) -> Sequence[Question]:
        """What the exercise asks, as hands can answer it."""
        return by_hands(asked_in(self.lead.session.exercises, self.name_of_exercise))

    def heading(self) -> str:
        """Return the exercise."""
        return self.fill(ABOUT[self.name_of_exercise].name).upper()

    @property
    def goes_on_with_hands(self) -> bool:
        """Whether hands are to be counted at once; hands that are counted are here to be corrected."""
        counted = self.poll.counted(self.lead.session)
        return super().goes_on_with_hands or (counted is not None and counted.method == "hands")

    def body(self, width: int, height: int) -> list[Line]:
        """Return the ways to rate, the people, or what became of it."""
        session = self.lead.session
        if self.vote is Vote.OPEN:
            command = f"workshop rate {self.lead.path.stem}"
            return self.open_lines(width, height, list(promises(session)[1:2]), command)
        if self.vote is Vote.COUNTED:
            return sentences([_("This exercise is rated. Space shows what came of it.")], width, Role.TEXT)
        if self.vote is Vote.UNKNOWN:
            return []
        said = [*promises(session), *count_rule(session)]
        return [
            *sentences(said, width, Role.TEXT),
            BLANK,
            *ways_to_vote(_("How do we rate?"), width),
            *self.half_counted(width),
        ]

    def go_on(self) -> Coroutine[Any, Any, None] | None:
        """Open, close, or see the result: whatever comes next."""
        if self.vote is Vote.COUNTED:
            self.counted()
            return None
        return self.close() if self.vote is Vote.OPEN else self.open_up()

    def go_back(self) -> None:
        """Go back to the list."""
        self.dismiss(to(self.name_of_exercise, LIST))

    def choose(self) -> None:
        """Go to the choice among the exercises."""
        self.dismiss(to(CHOICE))

    async def open(self) -> None:
        """Open the round."""
        await self.lead.do(sealing.open_exercise, self.lead.path, self.name_of_exercise)
        await self.look()

    def counted(self) -> None:
        """Go to what came of it."""
        self.dismiss(to(self.name_of_exercise, OUTCOME))

    async def take_way(self, way: WayOn) -> None:
        """Drop the round, or drop it and count hands; else it stays open."""
        if way in {WayOn.DROP_EXERCISE, WayOn.HANDS}:
            await self.lead.do(sealing.destroy_round, self.lead.path)
            await self.look()
        if way is WayOn.HANDS:
            await self.show_hands()
        elif way is WayOn.DROP_EXERCISE:
            self.go_back()
