"""The notes about one attribute: listed, changed, taken away; each step saved at once."""

from __future__ import annotations

from textual import events

from workshop.charts.roles import Role
from workshop.language import _, n_
from workshop.model.session import Note
from workshop.model.text import PARAGRAPH
from workshop.ui.room.entries import Editor, Entries
from workshop.ui.room.lead import Lead
from workshop.ui.screens.ask import AskScreen
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["NotesScreen"]


class NotesScreen(PageScreen[None]):
    """What was noted about one attribute."""

    KEYS = (
        Hint("n", _("new note")),
        Hint(_("Enter"), _("change"), "enter"),
        Hint("d", _("delete")),
        Hint("u", _("undo")),
        Hint("q", _("back")),
    )

    def __init__(self, lead: Lead, attribute: str, name: str) -> None:
        super().__init__()
        self._lead = lead
        self._attribute = attribute
        self._name = name
        self._entries: Entries[Note] = Entries(
            lead,
            "notes",
            Editor(lead.change, self.tell),
            self._ask,
            words=lambda note: (note.text,),
            shows=lambda note: note.attribute == attribute,
        )

    def head(self, width: int) -> list[Line]:
        """Return whose notes these are."""
        return [
            title_line(
                _("NOTES · {attribute}").format(attribute=self._name),
                n_("1 saved", "{n} saved", len(self._entries.items)),
                width,
            ),
            BLANK,
        ]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the notes."""
        if not self._entries.items:
            return [line((_(" Nothing noted yet."), Role.MUTED))]
        return self._entries.lines(min(width, 100))

    def on_key(self, event: events.Key) -> None:
        """Move, change, or go back."""
        event.stop()
        entries = self._entries
        match event.key:
            case "down" | "j" | "tab":
                entries.move(1)
            case "up" | "k" | "shift+tab":
                entries.move(-1)
            case "n" | "a":
                self.act(entries.add())
            case "enter" | "e":
                self.act(entries.edit())
            case "d" | "delete":
                self.act(entries.remove())
            case "u":
                self.act(entries.undo())
            case "q" | "b" | "v" | "escape" | "space" | "ctrl+c":
                self.dismiss()
                return
        self.redraw()

    def clicked(self, means: object) -> None:
        """Go to a note."""
        if isinstance(means, int):
            self._entries.at = means
            self.redraw()

    async def _ask(self, note: Note | None) -> Note | None:
        text = await self.app.push_screen_wait(
            AskScreen(
                _("Note: {attribute}").format(attribute=self._name),
                _("What was said; no names."),
                note.text if note else "",
                most=PARAGRAPH,
            )
        )
        if not text:
            return None
        if note:
            return Note(id=note.id, text=text, attribute=note.attribute)
        return Note(text=text, attribute=self._attribute)
