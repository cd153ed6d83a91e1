"""What a team lists before it rates: touch points, policies, phrases."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ClassVar, Final

from workshop.charts.roles import Role
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.edits import ListName
from workshop.model.exercise_words import ABOUT
from workshop.model.exercises import ExerciseName, Phrase, Policy, TouchPoint
from workshop.model.session import Session, Stage
from workshop.model.text import LINE, PARAGRAPH
from workshop.report.exercises.course import is_open
from workshop.report.exercises.entries import entry_words
from workshop.report.exercises.phrases import notes_that_contain
from workshop.ui.room.entries import Entries
from workshop.ui.room.exercises.forms import form_of
from workshop.ui.room.exercises.place import CHOICE, OUTCOME, VOTE, to
from workshop.ui.room.lead import Lead
from workshop.ui.room.left_open import LeftOpenScreen
from workshop.ui.room.listing import Listed, ListingScreen
from workshop.ui.screens.ask import AskScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line

__all__ = ["ExerciseListScreen"]

_HOMES: Final[dict[ExerciseName, tuple[ListName, type[Any], str]]] = {
    "touch-points": ("touch_points", TouchPoint, "name"),
    "policies": ("policies", Policy, "policy"),
    "phrases": ("phrases", Phrase, "phrase"),
}
"""By exercise: where its list stands, what it lists, and the field that is asked for first."""


class ExerciseListScreen(LeftOpenScreen, ListingScreen):
    """The list of one exercise; the space bar goes on to rating it, or to what came of that."""

    STAGE: ClassVar[Stage] = "exercises"
    ACTIONS: ClassVar[dict[str, str]] = {**ListingScreen.ACTIONS, "e": "choose"}
    HELP = _("""
a adds, Enter opens all there is to say about an entry, d deletes, u takes the last change back, [ and ] move
it up and down.

Space opens the round: everyone rates alone, under the same promises as ever. While the round is open the list
stays as it is, so that all answer the same.

e goes to the choice among the exercises; what was listed stays.
""")

    def __init__(self, lead: Lead, name: ExerciseName) -> None:
        self.name_of_exercise: ExerciseName = name
        super().__init__(lead)

    def look_for_round(self) -> str:
        """Return the exercise where its round was left open."""
        return self.name_of_exercise if is_open(self.lead.path, self.name_of_exercise) else ""

    @property
    def NEXT(self) -> str:  # type: ignore[override]  # noqa: N802
        """Add the first, rate it, or see what came of that."""
        if self.open_round:
            return _("to the round")
        if not self.active.entries.items:
            return _("add the first")
        return _("see the result") if self._rated else _("rate it")

    @property
    def _rated(self) -> bool:
        return self.name_of_exercise in self.lead.session.exercises.rounds

    def keys(self) -> tuple[Hint, ...]:
        """Return the keys, the way to the other exercises last."""
        return (*super().keys(), Hint("e", _("exercises")))

    def heading(self) -> str:
        """Return the exercise."""
        return self.fill(ABOUT[self.name_of_exercise].name).upper()

    def listed(self) -> tuple[Listed, ...]:
        """Return the list of the exercise."""
        about = ABOUT[self.name_of_exercise]
        home, kind, first = _HOMES[self.name_of_exercise]

        async def ask(entry: Any | None) -> Any | None:
            if entry is None:
                most = LINE if kind is TouchPoint else PARAGRAPH
                question = AskScreen(self.fill(about.adding), self.fill(about.adding_hint), most=most)
                text = await self.app.push_screen_wait(question)
                return kind(**{first: text}) if text else None
            await self.app.push_screen_wait(form_of(self.lead.session, entry, entries.replace))
            return None

        words = partial(entry_words, self.lead.session)
        entries = Entries(self.lead, home, self.editor, ask, words)
        return (Listed(self._above_list(), self.fill(about.empty), entries),)

    async def change(self, apply: Callable[[Session], Session]) -> Session:
        """Save a change of the list, unless its round is open. Raises WorkshopError."""
        if await self.lead.look(is_open, self.lead.path, self.name_of_exercise):
            hint = _("All answer the same list: close the round first.")
            raise WorkshopError(_("the round is open"), hint)
        return await super().change(apply)

    def above(self, width: int) -> list[Line]:
        """Return what the exercise is about; beside phrases, gently, where we said one ourselves."""
        lines = [*self.paragraph(self.fill(ABOUT[self.name_of_exercise].intro), min(width, 92)), BLANK]
        lines += self.said_open(width)
        if self.name_of_exercise == "phrases" and (said := notes_that_contain(self.lead.session)):
            for sentence in said[:3]:
                lines += self.paragraph(sentence, min(width, 92), Role.WARN)
            lines.append(BLANK)
        return lines

    def go_on(self) -> Coroutine[Any, Any, None] | None:
        """Go on to the round, or to what came of it; an empty list is begun."""
        if not self.active.entries.items:
            return self.add()
        self.dismiss(to(self.name_of_exercise, OUTCOME if self._rated else VOTE))
        return None

    def choose(self) -> None:
        """Go to the choice among the exercises."""
        self.dismiss(to(CHOICE))

    def _above_list(self) -> str:
        return (
            _("In the order of the journey")
            if self.name_of_exercise == "touch-points"
            else _("What we look at")
        )
