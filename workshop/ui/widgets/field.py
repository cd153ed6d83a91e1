"""A line to write in."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from workshop.model.text import LINE, clean, fit

__all__ = ["Field"]

_EDITS: Final = {
    binding.key: binding.action
    for binding in Binding.make_bindings(Input.BINDINGS)
    if binding.action not in {"submit", "cut", "copy"}
}
"""What keys do in a line; to end it is for the screen."""


class Field(Input):
    """A line whose screen gives it what is typed: so all of it comes in order, also from before it was there.

    Several lines pasted become one, and what is too long is cut.
    """

    DEFAULT_CSS = """
    Field, Field:focus { border: none; height: 1; padding: 0 1; background: $surface; }
    """

    class Cut(Message):
        """More was typed or pasted than there is room for: the rest is not in the field."""

    def __init__(self, text: str, *, placeholder: str = "", most: int = LINE) -> None:
        super().__init__(text, placeholder=placeholder, max_length=most, select_on_focus=False)
        self._most = most

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Write what was typed, or do what the key does in a line; return whether it means anything here."""
        if isinstance(event, events.Paste):
            self.on_paste(event)
        elif event.is_printable and event.character:
            self.replace(event.character, *self.selection)
        elif event.key in _EDITS:
            await self.run_action(_EDITS[event.key])
        else:
            return False
        event.stop()
        event.prevent_default()
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Put the whole of it in; Textual would keep its first line, or nothing when it does not fit."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        text = clean(event.text)
        room = self._most - len(self.value) + end - start
        if room > 0:
            self.replace(fit(text, room), start, end)
        if len(text) > room:
            self.restricted()

    def restricted(self) -> None:
        """Say that there is no more room, instead of ringing a bell."""
        self.post_message(self.Cut())

    def _forward_event(self, event: events.Event) -> None:
        """Leave what is typed to the screen."""
        if isinstance(event, (events.Key, events.Paste)):
            self.screen._forward_event(event)  # noqa: SLF001 - as the app does
        else:
            super()._forward_event(event)
