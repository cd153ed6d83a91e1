"""A line to type in what a list is narrowed to."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

__all__ = ["Filter"]


class Filter(Input):
    """Narrows a list as one types; the screen hands on what comes to it before this has the focus."""

    DEFAULT_CSS = """
    Filter, Filter:focus { border: none; height: 1; padding: 0 1; background: $surface; }
    """
    # No margin: the page above would be as much narrower, and its lines cut.

    def __init__(self, words: str, placeholder: str) -> None:
        super().__init__(words, placeholder=placeholder, select_on_focus=False)

    def take(self, event: events.Key) -> None:
        """Write what was typed before this had the focus; any other key means nothing here."""
        if event.is_printable and event.character:
            event.stop()
            self.insert_text_at_cursor(event.character)
