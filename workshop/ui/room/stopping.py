"""The stop-doing list: three questions to find what makes it bad on purpose, and what stops first."""

from __future__ import annotations

from typing import ClassVar

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.language import _
from workshop.model.exercise_words import ABOUT
from workshop.model.session import Stage
from workshop.report.aloud import PROMPTS
from workshop.report.lists import stop_questions
from workshop.ui.room.exercises.place import CHOICE, onward, to
from workshop.ui.room.lead import Lead
from workshop.ui.room.listing import Listed, ListingScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["StoppingScreen"]


class StoppingScreen(ListingScreen):
    """The questions one by one above the list; the space bar asks the next, then goes on."""

    STAGE: ClassVar[Stage] = "exercises"
    HELP = _("""
Ask the three questions one after the other: space goes on, b goes back. Write down what the team does now and
could stop: tasks, rules and forms, never people or jobs.

a adds, Enter opens all there is to say about an entry: why it began, who gains, a good reason to keep it, who
may object, a test of 30 days, who takes it. d deletes, u takes the last change back, [ and ] reorder.

e goes to the other exercises.
""")

    ACTIONS: ClassVar[dict[str, str]] = {**ListingScreen.ACTIONS, "e": "choose"}

    def __init__(self, lead: Lead) -> None:
        super().__init__(lead)
        self._prompt = 0

    @property
    def NEXT(self) -> str:  # type: ignore[override]  # noqa: N802
        """The next question, and after the last the next stage."""
        return _("next question") if self._prompt < len(PROMPTS) - 1 else _("next")

    def keys(self) -> tuple[Hint, ...]:
        """Return the keys, the way to the other exercises last."""
        return (*super().keys(), Hint("e", _("exercises")))

    def heading(self) -> str:
        """Return the exercise."""
        return ABOUT["stop-list"].name.upper()

    def listed(self) -> tuple[Listed, ...]:
        """Return the stop list."""
        empty = _("Nothing yet. a adds a task, a rule or a form; never a person or a job.")
        return (self.stops(_("The stop list"), empty),)

    def above(self, width: int) -> list[Line]:
        """Return the questions asked so far, the last one strong."""
        room = min(width, 92)
        lines: list[Line] = []
        for number, prompt in enumerate(PROMPTS):
            here = number == self._prompt
            role = Role.STRONG if here else Role.MUTED
            first, *others = wrap(self.fill(prompt), room - 7, 20)
            lines.append(line((" ▸ " if here else "   ", Role.NEWER), (f"{number + 1}  {first}", role)))
            lines += [line((f"      {part}", role)) for part in others]
        if self._prompt == len(PROMPTS) - 1:
            for question in stop_questions(self.lead.session):
                lines += [line(f"      {part}") for part in wrap(question, room - 7, 20)]
        return [*lines, BLANK]

    def go_on(self) -> None:
        """Ask the next question; after the last, go to the next stage."""
        if self._prompt < len(PROMPTS) - 1:
            self._prompt += 1
            self.redraw()
        elif self.lead.session.exercises.planned:
            self.dismiss(onward(self.lead.session, "stop-list"))
        else:
            super().go_on()

    def choose(self) -> None:
        """Go to the choice among the exercises."""
        self.dismiss(to(CHOICE))

    def go_back(self) -> None:
        """Go back to the question before; from the first, to the stage before."""
        if self._prompt:
            self._prompt -= 1
            self.redraw()
        else:
            super().go_back()
