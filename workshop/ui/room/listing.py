"""Stages in which a team fills lists: what is to be tried, what is to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from workshop.charts.roles import Role
from workshop.language import _
from workshop.model.followup import Action, StopItem
from workshop.model.session import Session
from workshop.model.text import PARAGRAPH
from workshop.report.lists import action_words, stop_words
from workshop.ui.room.entries import Editor, Entries
from workshop.ui.room.entry_form import action_form, stop_form
from workshop.ui.room.lead import Lead
from workshop.ui.room.stage import StageScreen
from workshop.ui.screens.ask import AskScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["Listed", "ListingScreen"]


@dataclass(frozen=True)
class Listed:
    """One list of a stage, under its heading."""

    heading: str
    empty: str
    """What is said while nothing is in it."""
    entries: Entries[Any]


class ListingScreen(StageScreen):
    """A stage with one list or more, to move through as one. A subclass says which, and what is above."""

    OWN: ClassVar[tuple[Hint, ...]] = (
        Hint("a", _("add")),
        Hint(_("Enter"), _("details"), "enter"),
        Hint("d", _("delete")),
        Hint("u", _("undo")),
        Hint("↑↓", _("choose"), "down"),
        Hint("[ ]", _("move"), "right_square_bracket"),
    )
    ACTIONS: ClassVar[dict[str, str]] = {
        "a": "add",
        "enter": "edit",
        "e": "edit",
        "d": "delete",
        "delete": "delete",
        "u": "undo",
        "down": "go_down",
        "j": "go_down",
        "tab": "go_down",
        "up": "go_up",
        "shift+tab": "go_up",
        "left_square_bracket": "move_up",
        "right_square_bracket": "move_down",
    }

    def __init__(self, lead: Lead) -> None:
        super().__init__(lead)
        self._lit = 0
        self.editor = Editor(self.change, self.tell)
        self.lists = self.listed()
        self.active = self.lists[0]

    def keys(self) -> tuple[Hint, ...]:
        """Return the keys; while the lists are empty, without those that need something in them."""
        every = super().keys()
        if self.editor.undoable or any(listed.entries.items for listed in self.lists):
            return every
        return tuple(key for key in every if key not in ListingScreen.OWN[1:])

    def listed(self) -> tuple[Listed, ...]:
        """Return the lists of this stage."""
        raise NotImplementedError

    async def change(self, apply: Callable[[Session], Session]) -> Session:
        """Save a change of a list. Raises WorkshopError where it may not change now."""
        return await self.lead.change(apply)

    def above(self, width: int) -> list[Line]:
        """Return what stands above the lists."""
        return []

    def body(self, width: int, height: int) -> list[Line]:
        """Return what stands above, and the lists."""
        lines = self.above(width)
        first = 0
        for listed in self.lists:
            entries = listed.entries
            lines.append(line((f" {listed.heading}", Role.MUTED)))
            if not entries.items:
                lines += self.paragraph(f"  {listed.empty}", width)
            shown = entries.lines(width, active=listed is self.active, first=first)
            lit = next((number for number, each in enumerate(shown) if each.lit), None)
            self._lit = len(lines) + lit if lit is not None else self._lit
            lines += [*shown, BLANK]
            first += len(entries.items)
        return lines

    def redraw(self) -> None:
        """Show what changed, and keep the entry we are on in sight."""
        super().redraw()
        if self.is_mounted:
            self.call_after_refresh(self.body_page.reveal, self._lit, 4)

    def clicked(self, means: object) -> None:
        """Go to an entry."""
        if isinstance(means, int):
            for listed in self.lists:
                if means < len(listed.entries.items):
                    self.active = listed
                    listed.entries.at = means
                    break
                means -= len(listed.entries.items)
            self.redraw()

    def go_down(self) -> None:
        """Go to the next entry, of the next list after the last; and around."""
        self._step(1)

    def go_up(self) -> None:
        """Go to the entry before."""
        self._step(-1)

    async def add(self) -> None:
        """Add to the list we are in."""
        await self.add_to(self.active)

    async def add_to(self, listed: Listed) -> None:
        """Ask for one more of ``listed``."""
        self.active = listed
        await listed.entries.add()

    async def edit(self) -> None:
        """Open the form of the entry we are on; without one, ask for the first."""
        if self.active.entries.here is None:
            await self.add()
        else:
            await self.active.entries.edit()

    async def delete(self) -> None:
        """Take the entry we are on away."""
        if await self.active.entries.remove():
            self.app.notify(_("Taken away. u brings it back."))

    async def undo(self) -> None:
        """Take the last change back, whichever list it was in; then the one before it."""
        if edit := await self.editor.undo():
            self.active = next(listed for listed in self.lists if listed.entries.name == edit.name)
            self.active.entries.go(edit)

    async def move_up(self) -> None:
        """Move the entry we are on up."""
        await self.active.entries.shift(-1)

    async def move_down(self) -> None:
        """Move the entry we are on down."""
        await self.active.entries.shift(1)

    def _step(self, step: int) -> None:
        places = [(listed, at) for listed in self.lists for at in range(len(listed.entries.items))]
        if places:
            here = (self.active, self.active.entries.at)
            number = places.index(here) + step if here in places else 0
            self.active, self.active.entries.at = places[number % len(places)]
        self.redraw()

    def actions(self, heading: str) -> Listed:
        """Return the list of things to try."""

        async def ask(action: Action | None) -> Action | None:
            if action is None:
                text = await self._ask_for(_("One thing to try"), _("Small enough to begin next week."))
                return Action(text=text) if text else None
            await self.app.push_screen_wait(action_form(self.lead.session, action, entries.replace))
            return None

        entries = Entries(self.lead, "actions", self.editor, ask, action_words)
        return Listed(heading, _("a adds the first."), entries)

    def stops(self, heading: str, empty: str = _("a adds the first.")) -> Listed:
        """Return the list of things to stop."""

        async def ask(stop: StopItem | None) -> StopItem | None:
            if stop is None:
                text = await self._ask_for(
                    _("One thing to stop"), _("A task, a rule or a form; never a person or a job.")
                )
                return StopItem(item=text) if text else None
            await self.app.push_screen_wait(stop_form(self.lead.session, stop, entries.replace))
            return None

        entries = Entries(self.lead, "stops", self.editor, ask, stop_words)
        return Listed(heading, empty, entries)

    async def _ask_for(self, question: str, explained: str) -> str | None:
        return await self.app.push_screen_wait(AskScreen(question, explained, most=PARAGRAPH))
