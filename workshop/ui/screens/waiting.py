"""While the sessions are read for the first time: how far that is, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from textual import events

from workshop.charts.roles import Role
from workshop.language import _, say_number
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["Reading", "WaitingScreen"]

Reading: TypeAlias = tuple[int, int]
"""How many sessions are read, and how many there are."""

_OFTEN: Final = 0.2
"""Seconds between two looks."""


class WaitingScreen(PageScreen[bool]):
    """Ends with True once ``reading`` returns None, as all is read; with False for who would not wait."""

    KEYS = (Hint("b", _("back")), Hint("h", _("help")))
    HELP = _("""
Trends look at all sessions. They are read once and remembered: after that trends open at once.
""")

    def __init__(self, title: str, reading: Callable[[], Reading | None]) -> None:
        super().__init__()
        self._title, self._reading = title, reading

    def head(self, width: int) -> list[Line]:
        """Return what one waits for."""
        return [title_line(self._title, "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return how far it is."""
        done, total = map(say_number, self._reading() or (0, 0))
        said = _(" Reading the sessions: {done} of {total}. Next time they are here at once.")
        return [line((said.format(done=done, total=total), Role.MUTED))]

    def on_mount(self) -> None:
        """Look again and again."""
        self.set_interval(_OFTEN, self._look)

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        if event.key in {"escape", "b", "backspace", "q"}:
            event.stop()
            self.dismiss(False)

    def _look(self) -> None:
        if self.app.screen is not self:
            return
        if self._reading() is None:
            self.dismiss(True)
        else:
            self.redraw()
