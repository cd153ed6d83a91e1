"""Fewer ballots than may be counted: the ways on, each explained."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.language import _
from workshop.report.voting import EXPLAINED, WayOn
from workshop.ui.screens.base import Hint, PageScreen, hints, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["FewScreen"]


class FewScreen(PageScreen[WayOn]):
    """Says that nothing was counted and no ballot is lost; dismissed with the way on."""

    LOWERED = "body"
    HELP = _("""
Nothing is counted before enough people have answered: that was promised. No ballot is lost by looking here.

A number takes that way on; space keeps the round open, so that others can still hand in.
""")

    def __init__(self, said: str, ways: Sequence[WayOn]) -> None:
        super().__init__()
        self._said = said
        self._ways = tuple(ways)

    def head(self, width: int) -> list[Line]:
        """Return what is the matter."""
        return [title_line(_("TOO FEW TO COUNT"), "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the ways on."""
        room = min(width - 2, 80)
        said = _("{why}. Nothing was counted, and no ballot is lost.").format(
            why=f"{self._said[:1].upper()}{self._said[1:]}"
        )
        lines = [line((f" {part}", Role.STRONG)) for part in wrap(said, room, 4)]
        for number, way in enumerate(self._ways, start=1):
            name = f"{way.value[:1].upper()}{way.value[1:]}"
            lines += [BLANK, line((f" {number} ", Role.NEWER), (name, Role.STRONG), means=number)]
            lines += [line((f"   {part}", Role.TEXT)) for part in wrap(EXPLAINED[way], room - 3, 4)]
        return lines

    def foot(self, width: int) -> list[Line]:
        """Return the keys."""
        return [BLANK, *hints((*self._keys(), Hint("h", _("help"))), width)]

    def _keys(self) -> tuple[Hint, ...]:
        return (Hint(f"1–{len(self._ways)}", _("choose"), "1"), Hint("space", _("keep it open"), "space"))

    def key_h(self) -> None:
        """Show help, with the keys."""
        from workshop.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.HELP, self._keys()))

    def on_key(self, event: events.Key) -> None:
        """Take the way; leaving the screen keeps the round open."""
        event.stop()
        if event.key.isdecimal():
            self.clicked(int(event.key))
        elif event.key in {"enter", "space", "q", "b", "escape", "ctrl+c"}:
            self.dismiss(WayOn.KEEP_OPEN)

    def clicked(self, means: object) -> None:
        """Take the way that was pressed."""
        if isinstance(means, int) and 1 <= means <= len(self._ways):
            self.dismiss(self._ways[means - 1])
