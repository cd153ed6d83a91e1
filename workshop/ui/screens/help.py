"""What the screen is for and what its keys do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.language import _
from workshop.ui.screens.base import Hint, PageScreen, hints, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["HelpScreen"]

_FURTHER: Final = {"space": 0, "pagedown": 0, "down": 1, "j": 1}
_UP: Final = {"pageup": 0, "up": 1, "k": 1}
"""How many lines a key scrolls; 0 is a page."""


class HelpScreen(PageScreen[None]):
    """A page of help over the screen that asked for it; any key goes back, space first further down."""

    def __init__(self, text: str, keys: Sequence[Hint]) -> None:
        super().__init__()
        self._text = text
        self._keys = keys

    def head(self, width: int) -> list[Line]:
        """Return the title."""
        return [title_line(_("Help"), "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the text, then the keys."""
        lines: list[Line] = []
        for paragraph in self._text.strip().split("\n\n"):
            lines += [*(line(f" {part}") for part in wrap(paragraph, min(width - 2, 76), 20)), BLANK]
        lines += [line((f" {key.name:>9}", Role.STRONG), f"  {key.does}") for key in self._keys]
        return lines

    def foot(self, width: int) -> list[Line]:
        """Return the keys: space where there is more than fits."""
        back = Hint(_("any key"), _("back"), "escape")
        more = len(self.body(width, 0)) > self._shown_height - len(self.head(width)) - 2
        return [BLANK, *hints((Hint("space", _("further down"), "space"), back) if more else (back,), width)]

    def on_key(self, event: events.Key) -> None:
        """Show more, or go back."""
        event.stop()
        page = self.body_page
        if event.key in _FURTHER and page.scroll_offset.y < page.max_scroll_y:
            page.scroll_relative(y=_FURTHER[event.key] or max(1, page.size.height - 1), animate=False)
        elif event.key in _UP and page.scroll_offset.y:
            page.scroll_relative(y=-(_UP[event.key] or max(1, page.size.height - 1)), animate=False)
        else:
            self.dismiss()
