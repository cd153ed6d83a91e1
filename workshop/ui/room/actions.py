"""Actions: one thing to try and one to stop, with an owner, a date, and how users will notice."""

from __future__ import annotations

from typing import ClassVar

from workshop.charts.roles import Role
from workshop.language import _, n_
from workshop.model.session import Stage
from workshop.report.lists import stop_questions
from workshop.ui.room.lead import Lead
from workshop.ui.room.listing import Listed, ListingScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line

__all__ = ["ActionsScreen"]


class ActionsScreen(ListingScreen):
    """What the team leaves with: both lists, and a reminder of what is still open in them."""

    STAGE: ClassVar[Stage] = "actions"
    HELP = _("""
One thing to try and one to stop; more if the team wants them, but two that are done beat six that are not.

a adds something to try, s something to stop. Enter opens all there is to say: who takes it, until when, how
users will notice, who may object and what good reason they might have, who already does it well.
""")
    OWN: ClassVar[tuple[Hint, ...]] = (
        Hint("a", _("to try")),
        Hint("s", _("to stop")),
        *ListingScreen.OWN[1:4],
    )
    ACTIONS: ClassVar[dict[str, str]] = {**ListingScreen.ACTIONS, "s": "add_stop"}

    def __init__(self, lead: Lead) -> None:
        super().__init__(lead)
        self._go_to_some()

    def listed(self) -> tuple[Listed, ...]:
        """Return what to try, and what to stop."""
        return (self.actions(_("To try")), self.stops(_("To stop"), _("s adds the first.")))

    def above(self, width: int) -> list[Line]:
        """Return the questions that help while something is missing; then what is open still."""
        room = min(width, 92)
        session = self.lead.session
        lines = self.paragraph(
            _("One thing to try, one thing to stop. Who takes it, until when?"), room, Role.STRONG
        )
        if not session.stops:
            for question in stop_questions(session):
                lines += self.paragraph(question, room, Role.MUTED)
        owners = [*(action.owner for action in session.actions), *(stop.owner for stop in session.stops)]
        unowned = owners.count("")
        if unowned:
            said = n_("One of them has no owner yet.", "{n} of them have no owner yet.", unowned)
            lines += self.paragraph(said + _(" Enter opens the details."), room, Role.MUTED)
        return [*lines, BLANK]

    async def add(self) -> None:
        """Add something to try, wherever one is."""
        await self.add_to(self.lists[0])

    async def add_stop(self) -> None:
        """Add something to stop."""
        await self.add_to(self.lists[1])

    async def delete(self) -> None:
        """Take the entry we are on away; after the last of a list one is on the other."""
        await super().delete()
        self._go_to_some()

    async def undo(self) -> None:
        """Take the last change back, whichever list it was in."""
        await super().undo()
        self._go_to_some()

    def _go_to_some(self) -> None:
        """Be where Enter opens something, while anything is listed."""
        if not self.active.entries.items:
            self.active = next((listed for listed in self.lists if listed.entries.items), self.active)
