"""The words to read aloud, on a screen."""

from __future__ import annotations

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.language import _, labelled
from workshop.model.agenda import STAGE_NAMES
from workshop.model.session import Session, Stage
from workshop.report.aloud import WHEN, aloud
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["AloudScreen"]


class AloudScreen(PageScreen[None]):
    """The words of one stage in plain sight of the one who reads them; any key goes back."""

    KEYS = (Hint(_("any key"), _("back"), "escape"),)
    LOWERED = "body"

    def __init__(self, session: Session, stage: Stage) -> None:
        super().__init__()
        self._session = session
        self._stage: Stage = stage

    def head(self, width: int) -> list[Line]:
        """Return the title."""
        return [
            title_line(_("TO READ ALOUD · {stage}").format(stage=STAGE_NAMES[self._stage]), "", width),
            BLANK,
        ]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the words, and what helps when it gets difficult."""
        lines: list[Line] = []
        room = min(width - 4, 90)
        for words in aloud(self._session, self._stage):
            lines += [line((f"  {part}", Role.STRONG)) for part in wrap(words, room, 8)]
            lines.append(BLANK)
        if self._stage in {"discuss", "agree", "revote", "reveal"}:
            for moment, words in WHEN:
                lines.append(line((labelled(f"  {moment}", ""), Role.MUTED)))
                lines += [line(f"    {part}") for part in wrap(words, room - 2, 4)]
        return lines

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        event.stop()
        self.dismiss()
