"""Notes and the parking lot line by line: said, changed, taken away, and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from workshop.language import _
from workshop.model.edits import Edit, entries_of
from workshop.model.session import Note
from workshop.plain.editing import Editing
from workshop.plain.menu import command, number

if TYPE_CHECKING:
    from workshop.plain.leading import Lead

__all__ = ["NoteList"]


class NoteList(Editing[bool]):
    """The notes about one attribute (or about none), or what is parked; each step is saved at once."""

    def __init__(self, lead: Lead, name: Literal["notes", "parking"], attribute: str = "") -> None:
        super().__init__(lead)
        self._name = name
        self._attribute = attribute

    def following(self) -> str:
        """Return the way back."""
        return _("Enter goes back; add, change, remove, undo; ? says more.")

    def run(self) -> bool:
        """Say the list, then take commands."""
        self.show("")
        return super().run()

    def take(self, said: str) -> bool | None:
        """Go back on an empty line."""
        return super().take(said) if said else True

    @command("list", _("says them again"))
    def show(self, _rest: str) -> None:
        """Say the list, numbered."""
        shown = self.listed
        if self._name == "parking":
            what = _("Parked: {many}.")
        else:
            what = _("Notes about {name}: {many}.") if self._attribute else _("Notes: {many}.")
        name = self.lead.name_of(self._attribute) if self._attribute else ""
        self.voice.say(what.format(name=name, many=len(shown) or _("none")))
        self.voice.say(*(f"{place} {note.text}" for place, note in enumerate(shown, start=1)))

    @command("add " + _("TEXT"), _("adds one"))
    def add(self, rest: str) -> None:
        """Add one."""
        if text := rest or self.voice.hear(_("What? No names. Enter for nothing.")):
            self.make(Edit(self._name, None, Note(text=text, attribute=self._attribute)))
            self.voice.say(_("Saved."))

    @command("change N " + _("TEXT"), _("puts another text in its place"))
    def change(self, rest: str) -> None:
        """Change one."""
        typed, _space, text = (rest or self.voice.hear(_("Which number?"))).partition(" ")
        note = self.listed[number(typed, len(self.listed)) - 1]
        if text := text or self.voice.hear(
            _("{text}. What instead? Enter leaves it.").format(text=note.text)
        ):
            now = Note(id=note.id, text=text, attribute=note.attribute)
            self.make(Edit.changing(self._name, note, now))
            self.voice.say(_("Saved."))

    @command("remove N", _("takes one away"))
    def remove(self, rest: str) -> None:
        """Take one away."""
        typed = rest or self.voice.hear(_("Which number?"))
        self.take_away(self._name, self.listed[number(typed, len(self.listed)) - 1])

    def say_again(self) -> None:
        """Say the list."""
        self.show("")

    @command("back", _("goes back to the stage"))
    def go_back(self, _rest: str) -> bool:
        """Go back."""
        return True

    @property
    def listed(self) -> tuple[Note, ...]:
        """The notes about it, or what is parked."""
        notes = entries_of(self.lead.session, self._name)
        return tuple(note for note in notes if self._name == "parking" or note.attribute == self._attribute)
