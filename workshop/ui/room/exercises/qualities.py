"""The seven service qualities, before they are rated: there is nothing to list."""

from __future__ import annotations

from typing import ClassVar

from workshop.charts.roles import Role
from workshop.language import _
from workshop.model.exercise_words import ABOUT, QUALITIES
from workshop.model.session import Stage
from workshop.report.exercises.course import is_open
from workshop.ui.room.exercises.place import CHOICE, VOTE, to
from workshop.ui.room.left_open import LeftOpenScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["QualitiesScreen"]


class QualitiesScreen(LeftOpenScreen):
    """The seven, each with what one would see; the space bar goes on to rating them."""

    STAGE: ClassVar[Stage] = "exercises"
    NEXT = _("rate them")
    OWN = (Hint("e", _("exercises")),)
    ACTIONS: ClassVar[dict[str, str]] = {"e": "choose"}
    HELP = _("""
Read the seven out. Everyone rates alone how often they were met in the last two weeks, and picks one to grow
next. There is no total: the seven are not one scale.
""")

    def look_for_round(self) -> str:
        """Return the seven where their round was left open."""
        return "qualities" if is_open(self.lead.path, "qualities") else ""

    def heading(self) -> str:
        """Return the exercise."""
        return ABOUT["qualities"].name.upper()

    def body(self, width: int, height: int) -> list[Line]:
        """Return the seven."""
        lines = [*self.paragraph(self.fill(ABOUT["qualities"].intro), min(width, 92)), BLANK]
        lines += self.said_open(width)
        for name, seen in QUALITIES.values():
            lines.append(line((f"   {name:<15}", Role.STRONG), self.fill(seen)))
        return lines

    def go_on(self) -> None:
        """Go on to the round."""
        self.dismiss(to("qualities", VOTE))

    def choose(self) -> None:
        """Go to the choice among the exercises."""
        self.dismiss(to(CHOICE))
