"""What is seen before the first stage and between two."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.language import _
from workshop.model.outcome import Outcome
from workshop.report.aloud import FAITH
from workshop.store.outcome import read_outcome
from workshop.ui.keyboard import give_back
from workshop.ui.screens.base import PageScreen, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["BetweenScreen"]

_READABLE: Final = 92


class BetweenScreen(PageScreen[None]):
    """Below every stage: seen while the next is on its way, it looks like the one that was left.

    So nothing flashes; and a key typed meanwhile is kept for the stage that comes. Before the first stage
    it shows how the welcome begins, from plain values: that is on the screen before the models are imported.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._opening = read_outcome(path)
        self._left: PageScreen[Any] | None = None
        self._typed: list[events.Key] = []

    @property
    def stage(self) -> str:
        """Where the session was left, as its file says; "" where it cannot be read."""
        return self._opening.stage if isinstance(self._opening, Outcome) else ""

    def follow(self, stage: PageScreen[Any]) -> None:
        """Look like ``stage`` once that is left."""
        self._left = stage

    def head(self, width: int) -> list[Line]:
        """Return what stood above; at first the session's title."""
        if self._left:
            return self._left.head(width)
        return (
            [title_line(self._opening.title, "", width), BLANK] if isinstance(self._opening, Outcome) else []
        )

    def body(self, width: int, height: int) -> list[Line]:
        """Return what stood in the middle; at first in what faith we meet."""
        if self._left:
            return self._left.body(width, height)
        if not isinstance(self._opening, Outcome):
            return []
        faith = wrap(FAITH, min(width, _READABLE) - 2, 20)
        lines = [line((f" {part}", Role.STRONG)) for part in faith]
        if self._opening.stage != "welcome":
            lines += [BLANK, line((" " + _("Opening where it was left."), Role.MUTED))]
        return lines

    def foot(self, width: int) -> list[Line]:
        """Return what stood below."""
        return self._left.foot(width) if self._left else []

    def on_screen_resume(self) -> None:
        """Look like the stage as it was left, not as it was come to."""
        self.redraw()

    def on_screen_suspend(self) -> None:
        """Hand on what was typed while nobody was there to take it."""
        typed, self._typed = self._typed, []
        for event in typed:
            give_back(self, event)

    def on_key(self, event: events.Key) -> None:
        """Keep the key."""
        event.stop()
        self._typed.append(event)
