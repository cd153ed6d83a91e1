"""What the screen is for and what its keys do."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["HelpScreen"]


class HelpScreen(PageScreen[None]):
    """A page of help over the screen that asked for it; any key goes back."""

    KEYS = (Hint("any key", "back", "escape"),)

    def __init__(self, text: str, keys: Sequence[Hint]) -> None:
        super().__init__()
        self._text = text
        self._keys = keys

    def head(self, width: int) -> list[Line]:
        """Return the title."""
        return [title_line("Help", "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the text, then the keys."""
        lines: list[Line] = []
        for paragraph in self._text.strip().split("\n\n"):
            lines += [*(line(f" {part}") for part in wrap(paragraph, min(width - 2, 76), 20)), BLANK]
        lines += [line((f" {key.label:>9}", Role.STRONG), f"  {key.does}") for key in self._keys]
        return lines

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        event.stop()
        self.dismiss()
