"""What came of an exercise: its picture, and what the counts support."""

from __future__ import annotations

from typing import ClassVar

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.exercise_words import ABOUT
from workshop.model.exercises import ExerciseName
from workshop.model.session import Stage
from workshop.report.exercises import block_of
from workshop.report.exercises.lines import block_rows
from workshop.report.exercises.phrases import notes_that_contain
from workshop.ui.room.exercises.place import CHOICE, LIST, VOTE, onward, to
from workshop.ui.room.lead import Lead
from workshop.ui.room.stage import StageScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line

__all__ = ["OutcomeScreen"]


class OutcomeScreen(StageScreen):
    """The result of one exercise, to be talked about."""

    STAGE: ClassVar[Stage] = "exercises"
    NEXT = _("go on")
    OWN = (
        Hint("↑↓", _("scroll"), "down"),
        Hint("l", _("the list, details")),
        Hint("s", _("correct hands")),
        Hint("e", _("exercises")),
    )
    ACTIONS: ClassVar[dict[str, str]] = {
        "l": "show_list",
        "s": "correct",
        "e": "choose",
        "down": "scroll_on",
        "j": "scroll_on",
        "up": "scroll_back",
        "b": "show_list",
    }
    HELP = _("""
Talk about what is named first. l goes to the list: what you decide about an entry is kept there, a verdict
for a policy, the question to ask instead of a phrase.

What the table of the exercise does not compute is not shown: no average over touch points, no total over
qualities.
""")

    def __init__(self, lead: Lead, name: ExerciseName) -> None:
        self.name_of_exercise: ExerciseName = name
        super().__init__(lead)

    @property
    def _by_hands(self) -> bool:
        counted = self.lead.session.exercises.rounds.get(self.name_of_exercise)
        return counted is not None and counted.method == "hands"

    def keys(self) -> tuple[Hint, ...]:
        """Return the keys; only a show of hands can be corrected."""
        every = super().keys()
        return tuple(key for key in every if key.label != "s" or self._by_hands)

    def heading(self) -> str:
        """Return the exercise."""
        return self.fill(ABOUT[self.name_of_exercise].name).upper()

    def body(self, width: int, height: int) -> list[Line]:
        """Return the picture and the sentences."""
        block = block_of(self.lead.session, self.name_of_exercise)
        lines = [Line(row) for row in block_rows(block, width - 1, height, titled=False)] if block else []
        if self.name_of_exercise == "phrases":
            for sentence in notes_that_contain(self.lead.session):
                lines += self.paragraph(sentence, width)
        return [*lines, BLANK]

    def go_on(self) -> None:
        """Go to what follows."""
        self.dismiss(onward(self.lead.session, self.name_of_exercise))

    def show_list(self) -> None:
        """Go to the list, to say what was decided."""
        self.dismiss(to(self.name_of_exercise, LIST))

    def correct(self) -> None:
        """Correct a show of hands."""
        if not self._by_hands:
            error = WorkshopError(
                _("this was counted from ballots"), _("A counted round is never opened again.")
            )
            self.app.notify(str(error), severity="error", markup=False)
        else:
            self.dismiss(to(self.name_of_exercise, VOTE))

    def choose(self) -> None:
        """Go to the choice among the exercises."""
        self.dismiss(to(CHOICE))

    def scroll_on(self) -> None:
        """Show what is below."""
        self.body_page.scroll_relative(y=5, animate=False)

    def scroll_back(self) -> None:
        """Show what is above."""
        self.body_page.scroll_relative(y=-5, animate=False)
