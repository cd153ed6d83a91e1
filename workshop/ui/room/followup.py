"""Follow-up: what became of what the team wanted to try and to stop."""

from __future__ import annotations

from typing import ClassVar

from textual import events

from workshop.charts.roles import Role
from workshop.language import _, say_date
from workshop.model.session import Note, Stage
from workshop.model.text import PARAGRAPH
from workshop.report.followup import BECAME, NOTICED, OpenItem, answered, open_items
from workshop.ui.room.entries import Editor
from workshop.ui.room.followup_lines import item_lines
from workshop.ui.room.lead import Lead
from workshop.ui.room.stage import StageScreen
from workshop.ui.screens.ask import AskScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["FollowUpScreen"]


class FollowUpScreen(StageScreen):
    """The second stage: one thing after the other, each answer saved at once; else a story about users."""

    STAGE: ClassVar[Stage] = "follow-up"
    HELP = _("""
What the last session of this unit left open is listed here: what it wanted to try, and to stop.

Say what became of each, by the key that stands before the word, and whether users noticed. Every answer is
saved at once and can be changed; u takes the last one back. c adds a note. x means dropped: decided against.

The first time there is nothing to follow up: tell one story about users instead, and keep it with c.
""")
    OWN = (Hint("↑↓", _("choose"), "down"), Hint("c", _("note")), Hint("u", _("undo")))
    ACTIONS: ClassVar[dict[str, str]] = {
        "down": "go_down",
        "j": "go_down",
        "tab": "go_down",
        "up": "go_up",
        "shift+tab": "go_up",
        "c": "add_note",
        "u": "undo",
    }

    def __init__(self, lead: Lead) -> None:
        super().__init__(lead)
        self._items = open_items(lead.before) if lead.before else ()
        self._at = 0
        self._lit = 0
        self._editor = Editor(lead.change, self.tell)

    @property
    def own(self) -> tuple[Hint, ...]:
        """The keys of this stage alone; the first time only the one that keeps a story."""
        return self.OWN if self._items else (Hint("c", _("keep the story")),)

    def body(self, width: int, height: int) -> list[Line]:
        """Return what is to be followed up, or the invitation to tell a story."""
        if not self._items:
            return self._story_lines(min(width, 92))
        follow_up = {entry.id: entry for entry in self.lead.session.follow_up}
        users = self.fill("{users}")
        open_ = sum(item.id not in follow_up for item in self._items)
        assert self.lead.before
        said = _(" Said on {day}. ").format(day=say_date(self.lead.before.held_on))
        lines = [
            line(
                (said, Role.MUTED),
                (_("{open_} of {items} to answer").format(open_=open_, items=len(self._items)), Role.STRONG),
            ),
            BLANK,
        ]
        for number, item in enumerate(self._items):
            if number == 0 or item.is_stop != self._items[number - 1].is_stop:
                if lines[-1] != BLANK:
                    lines.append(BLANK)
                lines.append(line((_(" To stop") if item.is_stop else _(" To try"), Role.MUTED)))
            here = number == self._at
            self._lit = len(lines) if here else self._lit
            lines += item_lines(item, follow_up.get(item.id), width, here=here, number=number, users=users)
        return lines

    def _story_lines(self, width: int) -> list[Line]:
        first = (
            _("Nothing is left open from last time.") if self.lead.before else _("This is our first time.")
        )
        story = self.fill(
            _("Tell one story about {users} from this month: what were they trying to do, here?")
        )
        lines = [*self.paragraph(first, width), BLANK, *self.paragraph(story, width, Role.STRONG), BLANK]
        for note in self.lead.session.notes:
            if not note.attribute:
                lines += [*self.paragraph(note.text, width, Role.MUTED), BLANK]
        return lines

    def clicked(self, means: object) -> None:
        """Go to an item."""
        if isinstance(means, int):
            self._go(means)

    def go_down(self) -> None:
        """Go to the next item; after the last comes the first."""
        self._go((self._at + 1) % max(1, len(self._items)))

    def go_up(self) -> None:
        """Go to the item before."""
        self._go(max(0, self._at - 1))

    def on_key(self, event: events.Key) -> None:
        """Take an answer about the item we are on; any other key goes on to the base class by itself."""
        item = self._here
        became = BECAME[item.is_stop].get(event.key) if item else None
        noticed = NOTICED.get(event.key)
        if item is None or not (became or noticed):
            return
        event.stop()
        event.prevent_default()
        said = {"became": became} if became else {"noticed": noticed}
        self.act(self._answer(item, **said))

    async def add_note(self) -> None:
        """Ask for a note about the item we are on; without any, for the story."""
        item = self._here
        if item is None:
            await self._tell_story()
            return
        said = next((entry for entry in self.lead.session.follow_up if entry.id == item.id), None)
        asked = AskScreen(_("What happened?"), item.text, said.note if said else "", most=PARAGRAPH)
        if (typed := await self.app.push_screen_wait(asked)) is not None:
            await self._answer(item, note=typed)

    async def _tell_story(self) -> None:
        question = self.fill(_("One story about {users}"))
        if typed := await self.app.push_screen_wait(AskScreen(question, most=PARAGRAPH)):
            await self.lead.change(lambda session: session.changed(notes=(*session.notes, Note(text=typed))))

    async def undo(self) -> None:
        """Take the last answer back."""
        if edit := await self._editor.undo():
            self._go(next(at for at, item in enumerate(self._items) if item.id == edit.key))

    @property
    def _here(self) -> OpenItem | None:
        return self._items[self._at] if self._items else None

    async def _answer(self, item: OpenItem, **values: object) -> None:
        edit = answered(self.lead.session, item, **values)
        await self._editor.make(edit)
        if edit.before is None and "became" not in values:
            self.app.notify(_("It stands as not yet, until you say what became of it."))

    def redraw(self) -> None:
        """Show what changed, and keep the item we are on in sight."""
        super().redraw()
        if self.is_mounted:
            self.call_after_refresh(self.body_page.reveal, self._lit, 7)

    def _go(self, number: int) -> None:
        self._at = number
        self.redraw()
