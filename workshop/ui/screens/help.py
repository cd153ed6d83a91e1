"""What the screen is for and what its keys do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, wrap
from workshop.language import _
from workshop.ui.screens.base import FURTHER, Hint, PageScreen, code_line, hints, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["HelpScreen"]

_FURTHER: Final = {"space": 0, "pagedown": 0, "down": 1, "j": 1}
_UP: Final = {"pageup": 0, "up": 1, "k": 1}
"""How many lines a key scrolls; 0 is a page."""

_ROOMY: Final = 40
"""Cells from which the keys stand in a column of their own."""


class HelpScreen(PageScreen[None]):
    """A page of help over the screen that asked for it; any key goes back, space first further down."""

    def __init__(self, text: str, keys: Sequence[Hint], code: str = "") -> None:
        super().__init__()
        self._text = text
        self._keys = keys
        self._known = code
        """The code one comes back with: it stands first, for screens without room for it."""

    def head(self, width: int) -> list[Line]:
        """Return the title."""
        return [title_line(_("Help"), "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the text, then the keys."""
        lines: list[Line] = [code_line(self._known, width), BLANK] if self._known else []
        for paragraph in self._text.strip().split("\n\n"):
            said = [line(f" {part}") for part in wrap(paragraph, min(width - 2, 76), 40)]
            lines += [*said, BLANK] if said else []
        for key in self._keys:
            name = f" {key.name:>9}" if width >= _ROOMY else f" {key.name}"
            first, *more = wrap(key.does, max(8, width - cell_len(name) - 3), 6)
            lines.append(line((name, Role.STRONG), f"  {first}"))
            lines += [line(f"{' ' * cell_len(name)}  {part}") for part in more]
        return lines

    def keys(self) -> Sequence[Hint]:
        """Return the keys: the space bar reads on."""
        return (FURTHER, Hint(_("any key"), _("back"), "escape"))

    def foot(self, width: int) -> list[Line]:
        """Return the keys: space where there is more than fits."""
        more = len(self.body(width, 0)) > self._shown_height - len(self.head(width)) - 2
        return [BLANK, *hints(self.keys() if more else self.keys()[1:], width)]

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
