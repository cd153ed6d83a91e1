"""The statements of one attribute by levels, and its ladder in words, over the discussion."""

from __future__ import annotations

from textual import events

from workshop.charts.cells import draw
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.language import _
from workshop.model.session import Session
from workshop.report.pictures import heat_of
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.widgets.page import BLANK, Line, drawn, line

__all__ = ["StatementsScreen"]


class StatementsScreen(PageScreen[None]):
    """How the statements were answered, then what the levels say; ↑↓ scroll, any other key goes back."""

    KEYS = (Hint("↑↓", _("scroll"), "down"), Hint(_("any key"), _("back"), "escape"))

    def __init__(self, session: Session, attribute: str) -> None:
        super().__init__()
        self._session = session
        self._attribute = session.instrument.attribute(attribute)

    def head(self, width: int) -> list[Line]:
        """Return the attribute."""
        name = self._session.fill(self._attribute.name)
        return [title_line(_("{name} · STATEMENTS AND LEVELS").format(name=name.upper()), "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the heat table and the ladder."""
        scene = heat_of(self._session, (self._attribute,))
        lines = drawn(draw(scene, min(width - 1, 130), height)) if scene else []
        lines = lines or [line((_(" The statements were not asked."), Role.MUTED))]
        lines.append(BLANK)
        ladder = self._attribute.ladder or ()
        for level in range(len(ladder), 0, -1):
            for number, part in enumerate(
                wrap(self._session.fill(ladder[level - 1]), min(width, 100) - 8, 4)
            ):
                lines.append(line((f"   {' ' if number else level}  ", Role.STRONG), part))
        return lines

    def on_key(self, event: events.Key) -> None:
        """Scroll, or go back."""
        event.stop()
        if event.key in {"down", "pagedown", "space"}:
            self.body_page.scroll_page_down(animate=False)
        elif event.key in {"up", "pageup"}:
            self.body_page.scroll_page_up(animate=False)
        else:
            self.dismiss()
