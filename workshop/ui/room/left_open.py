"""A round that was left open with b: the stage one is back at says so, and leads to it again."""

from __future__ import annotations

from workshop.charts.roles import Role
from workshop.language import _
from workshop.ui.room.stage import StageScreen
from workshop.ui.widgets.page import BLANK, Line

__all__ = ["LeftOpenScreen"]


class LeftOpenScreen(StageScreen):
    """A stage from which one comes to a round, and back while that is open."""

    open_round = ""
    """What is being voted on, as ``look_for_round`` names it; "" while nothing is."""

    def on_mount(self) -> None:
        """Look whether a round was left open; Textual calls the base class's by itself."""
        self.act(self._look())

    async def _look(self) -> None:
        self.open_round = await self.lead.look(self.look_for_round)
        self.redraw()

    def look_for_round(self) -> str:
        """Return what the open round of this stage is about, "" without one. Blocks on the disk."""
        raise NotImplementedError

    def said_open(self, width: int) -> list[Line]:
        """Return that a round is open and what goes on with it; nothing while none is."""
        if not self.open_round:
            return []
        said = _("A round is open. Space goes on with it.")
        return [*self.paragraph(said, min(width, 92), Role.WARN), BLANK]
