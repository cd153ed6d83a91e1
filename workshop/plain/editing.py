"""Commands that change a list, line by line: each change is saved at once, and undo takes back one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from workshop.language import _
from workshop.model.edits import Edit, Edits, Entry, ListName, key_of
from workshop.plain.menu import Menu, command

if TYPE_CHECKING:
    from workshop.plain.leading import Lead

__all__ = ["Editing"]

_Result = TypeVar("_Result")


class Editing(Menu[_Result]):
    """A menu that changes lists of a session; a subclass says what is listed, and whether it may change."""

    lead: Lead

    def __init__(self, lead: Lead, *about: str) -> None:
        super().__init__(lead, *about)
        self.lead = lead
        self._edits = Edits(lead.say)

    @property
    def listed(self) -> tuple[Any, ...]:
        """What is numbered: where somebody else changed it, it is said again."""
        return ()

    def may_change(self) -> None:
        """Raise WorkshopError where nothing may be changed now."""

    def say_again(self) -> None:
        """Say what there is: it is not what one heard and typed."""

    def make(self, edit: Edit) -> bool:
        """Save ``edit`` and return whether there was anything to do. Raises WorkshopError."""
        self.may_change()
        before = self._others(edit)
        with self._edits.making(edit) as making:
            self.lead.change(making)
        kept = edit.after is None and making.made is None
        if kept or self._others(edit) != before:
            self.say_again()
        return making.made is not None

    def take_away(self, name: ListName, gone: Entry) -> None:
        """Take an entry away, and say so; where it stays, or is gone already, what there is is said."""
        if self.make(Edit(name, gone, None)):
            self.lead.say(_("Taken away. undo brings it back."))

    @command("undo", _("takes the last change back, and then the one before"))
    def undo(self, _rest: str) -> None:
        """Take the last change back."""
        self.may_change()
        with self._edits.taking_back() as making:
            self.lead.change(making)
        if making.made:
            self.lead.say(_("Taken back."))
        self.say_again()

    def _others(self, edit: Edit) -> list[Any]:
        keys = {key_of(entry) for entry in (edit.before, edit.after) if entry}
        return [entry for entry in self.listed if key_of(entry) not in keys]
