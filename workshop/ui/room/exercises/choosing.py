"""The choice among the six exercises."""

from __future__ import annotations

from typing import ClassVar

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.language import _
from workshop.model.exercise_words import ABOUT
from workshop.model.exercises import EXERCISES, RATED, ExerciseName
from workshop.model.session import Stage
from workshop.report.exercises.course import entered, is_open, so_far
from workshop.ui.room.exercises.place import to
from workshop.ui.room.left_open import LeftOpenScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["ChoosingScreen"]


class ChoosingScreen(LeftOpenScreen):
    """The six exercises with how far each is; a number opens one."""

    STAGE: ClassVar[Stage] = "exercises"
    NEXT = _("next stage")
    OWN = (Hint("1–6", _("choose"), "1"),)
    HELP = _("""
Each exercise takes about ten minutes, or twenty as a meeting of its own. One is enough for one workshop.

Where people rate, it is a round like any other: own screens, a passed keyboard, paper, or hands, with the
same promises.
""")

    def look_for_round(self) -> str:
        """Return the exercise whose round was left open."""
        return next((name for name in RATED if is_open(self.lead.path, name)), "")

    def heading(self) -> str:
        """Return what is to be chosen."""
        return _("EXERCISES")

    def body(self, width: int, height: int) -> list[Line]:
        """Return the exercises, each with a line about it where there is room."""
        about_them = self._listed(width, roomy=True)
        return about_them if len(about_them) <= height and width >= 60 else self._listed(width, roomy=False)

    def _listed(self, width: int, *, roomy: bool) -> list[Line]:
        lines: list[Line] = []
        for number, name in enumerate(EXERCISES, start=1):
            about, state = ABOUT[name], so_far(self.lead.session, name)
            said = f"   {state}" if state else ""
            waits = "   " + _("a round is open") if name == self.open_round else ""
            parts = (
                (f" {number}  ", Role.NEWER),
                (self.fill(about.name), Role.STRONG),
                (said, Role.MUTED),
                (waits, Role.WARN),
            )
            lines.append(line(*parts, means=str(number)))
            if roomy:
                first = self.fill(about.intro).split(". ")[0].rstrip(".")
                lines += [line((f"    {part}", Role.MUTED)) for part in wrap(f"{first}.", width - 6, 2)]
                lines += [BLANK] if number < len(EXERCISES) else []
        return lines

    def on_key(self, event: events.Key) -> None:
        """Open the exercise with this number."""
        if event.key.isdecimal() and 0 < int(event.key) <= len(EXERCISES):
            event.stop()
            self.act(self._choose(EXERCISES[int(event.key) - 1]))

    async def _choose(self, name: ExerciseName) -> None:
        await self.lead.change(lambda session: entered(session, name))
        self.dismiss(to(name))
