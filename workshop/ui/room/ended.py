"""A session that is over: shown as it is, and led only when somebody takes it up again."""

from __future__ import annotations

from enum import Enum

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.language import _
from workshop.model.session import Session
from workshop.ui.room.closing_lines import summary_lines
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["AfterEnd", "EndedScreen"]


class AfterEnd(Enum):
    """What to do with a session that has ended."""

    LEAVE = "leave"
    RESULTS = "results"
    EXPORT = "export"
    CONTINUE = "continue"


class EndedScreen(PageScreen[AfterEnd]):
    """The summary, read-only; any other key than its own does nothing."""

    KEYS = (
        Hint("space", _("back"), "space"),
        Hint("s", _("show the results")),
        Hint("x", _("export")),
        Hint("c", _("continue this session")),
        Hint("↑↓", _("scroll"), "down"),
    )

    def __init__(self, session: Session, said: str) -> None:
        super().__init__()
        self._session = session
        self._said = said

    def head(self, width: int) -> list[Line]:
        """Return the title, and that nothing can be changed here."""
        return [title_line(self._session.title, _("ended · read-only"), width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return what was decided."""
        room = min(width, 100)
        said = [line((f" {part}", Role.MUTED)) for part in wrap(self._said, room - 2, 3)]
        return [*said, BLANK, *summary_lines(self._session, room, height - len(said) - 1)]

    def on_key(self, event: events.Key) -> None:
        """Scroll, go on, or back."""
        event.stop()
        match event.key:
            case "down" | "pagedown":
                self.body_page.scroll_page_down(animate=False)
            case "up" | "pageup":
                self.body_page.scroll_page_up(animate=False)
            case "s":
                self.dismiss(AfterEnd.RESULTS)
            case "x":
                self.dismiss(AfterEnd.EXPORT)
            case "c":
                self.dismiss(AfterEnd.CONTINUE)
            case "space" | "enter" | "q" | "b" | "escape" | "ctrl+c" | "ctrl+x":
                self.dismiss(AfterEnd.LEAVE)
