"""Values of change: the coming change, and up to three values to hold on to. Nothing is rated."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from workshop.charts.roles import Role
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.exercise_words import ABOUT
from workshop.model.exercises import MOST_VALUES, Change, Value
from workshop.model.session import Stage
from workshop.model.text import LINE, PARAGRAPH
from workshop.report.exercises.entries import entry_words
from workshop.ui.room.entries import Entries
from workshop.ui.room.exercises.forms import form_of
from workshop.ui.room.exercises.place import CHOICE, onward, to
from workshop.ui.room.listing import Listed, ListingScreen
from workshop.ui.screens.ask import AskScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["ValuesScreen"]


class ValuesScreen(ListingScreen):
    """The change above, the values below; saved as they are typed."""

    STAGE: ClassVar[Stage] = "exercises"
    NEXT = _("next")
    OWN: ClassVar[tuple[Hint, ...]] = (
        Hint("c", _("the change")),
        *ListingScreen.OWN,
    )
    ACTIONS: ClassVar[dict[str, str]] = {**ListingScreen.ACTIONS, "c": "ask_change", "e": "choose"}
    HELP = _("""
c says which change is coming. a adds a value, three at most; Enter opens what belongs to it: what would we
see each other do, what makes it hard, what do leaders do first.

Nothing here is scored: it is a page in the report.
""")

    def keys(self) -> tuple[Hint, ...]:
        """Return the keys, the way to the other exercises last."""
        return (*super().keys(), Hint("e", _("exercises")))

    def heading(self) -> str:
        """Return the exercise."""
        return ABOUT["values"].name.upper()

    def listed(self) -> tuple[Listed, ...]:
        """Return the values."""

        async def ask(value: Value | None) -> Value | None:
            if value is None:
                if len(entries.items) >= MOST_VALUES:
                    raise WorkshopError(_("three values at most"), _("Hold on to what matters most."))
                question = AskScreen(ABOUT["values"].adding, ABOUT["values"].adding_hint, most=LINE)
                text = await self.app.push_screen_wait(question)
                return Value(value=text) if text else None
            await self.app.push_screen_wait(form_of(self.lead.session, value, entries.replace))
            return None

        words = partial(entry_words, self.lead.session)
        entries = Entries(self.lead, "values", self.editor, ask, words)
        return (Listed(_("What we hold on to"), ABOUT["values"].empty, entries),)

    def above(self, width: int) -> list[Line]:
        """Return what this is about, and the change."""
        coming = self._change.change
        said = (
            _("The change: {coming}").format(coming=coming)
            if coming
            else _("Which change is coming? c says it.")
        )
        change = self.paragraph(said, min(width, 92), Role.STRONG)
        return [*self.paragraph(ABOUT["values"].intro, min(width, 92)), BLANK, *change, line("")]

    async def ask_change(self) -> None:
        """Ask for the coming change."""
        question = AskScreen(
            _("Which change is coming?"), _("In a sentence."), self._change.change, most=PARAGRAPH
        )
        text = await self.app.push_screen_wait(question)
        if text is not None:
            await self.lead.change(lambda s: s.changed(exercises=s.exercises.coming(change=text)))

    def go_on(self) -> None:
        """Go to what follows."""
        self.dismiss(onward(self.lead.session, "values"))

    def choose(self) -> None:
        """Go to the choice among the exercises."""
        self.dismiss(to(CHOICE))

    @property
    def _change(self) -> Change:
        return self.lead.session.exercises.change or Change()
