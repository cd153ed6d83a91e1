"""What the screen that led until now says when somebody else took over."""

from __future__ import annotations

import time
from typing import Final

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.report.leading import TAKEN_OVER, YOURS_AGAIN
from workshop.ui.room.lead import Lead
from workshop.ui.screens.base import Hint, PageScreen, hints
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["TakenOverScreen"]

_PAUSE: Final = 1.0
"""Seconds without a key after which one is an answer: before, it belongs to what was being typed."""

_READABLE: Final = 92
_LOOK_ON: Final = Hint("space", _("look on"), "space")
_LEAD_AGAIN: Final = Hint("t", _("lead again"))
_GO_ON: Final = Hint("space", _("go on"), "space")

_EXPLAINED: Final = _(
    "What both of you type is kept, but two leaders confuse a room. A line you were typing is still "
    "there: it is saved with Enter. Look on here and talk to them, or lead again if they agree; q in the "
    "stage leaves."
)


class TakenOverScreen(PageScreen[None]):
    """Stays until it is read: nobody types on into a screen that does not lead any more."""

    LOWERED = "head"

    def __init__(self, lead: Lead) -> None:
        super().__init__()
        self._lead = lead
        self._typed_at = time.monotonic()

    def head(self, width: int) -> list[Line]:
        """Return who leads now."""
        said = YOURS_AGAIN if self._lead.leads else TAKEN_OVER
        return [BLANK, *(line((f" {part}", Role.STRONG)) for part in wrap(said, width - 2, 4)), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return what became of what was being typed, and what one can do."""
        if self._lead.leads:
            return []
        room = min(width, _READABLE) - 2
        return [line(f" {part}") for part in wrap(_EXPLAINED, room, 10)]

    def foot(self, width: int) -> list[Line]:
        """Return the keys."""
        return [BLANK, *hints((_GO_ON,) if self._lead.leads else (_LOOK_ON, _LEAD_AGAIN), width)]

    async def on_key(self, event: events.Key) -> None:
        """Take an answer; what comes in one go with what was typed before is none."""
        event.stop()
        before, self._typed_at = self._typed_at, time.monotonic()
        if self._typed_at - before < _PAUSE:
            return
        if event.key == "t" and not self._lead.leads:
            try:
                await self._lead.lead_again()
            except WorkshopError as error:  # such as: they have ended the session
                self.app.notify(str(error), severity="error", timeout=12, markup=False)
            self.dismiss()
        elif event.key in {"space", "enter", "escape"}:
            self.dismiss()
