"""Welcome: what this is for, in what faith, and what is kept."""

from __future__ import annotations

from typing import ClassVar

from workshop.charts.roles import Role
from workshop.language import _
from workshop.model.session import Stage
from workshop.model.typed import as_head_count
from workshop.report.aloud import FAITH
from workshop.report.voting import promises
from workshop.ui.room.stage import StageScreen
from workshop.ui.screens.ask import AskScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["WelcomeScreen"]


class WelcomeScreen(StageScreen):
    """The first stage: calm, with the promises in plain sight and the space bar to begin."""

    STAGE: ClassVar[Stage] = "welcome"
    NEXT = _("begin")
    OWN = (Hint("c", _("check-in question")), Hint("n", _("who is here")))
    ACTIONS: ClassVar[dict[str, str]] = {"c": "ask_check_in", "n": "ask_present"}
    HELP = _("""
Welcome the team in your own words, or read those behind w. The promises on this screen are kept by the file.

c sets a check-in question that everyone answers in a word. n says how many are here: it is checked
against the number of ballots before counting.
""")

    def heading(self) -> str:
        """Return the session's title."""
        return self.lead.session.title

    def body(self, width: int, height: int) -> list[Line]:
        """Return the good-faith line, the promises, and the check-in question."""
        session = self.lead.session
        room = min(width, 92)
        lines = [*self.paragraph(FAITH, room, Role.STRONG), BLANK]
        for promise in promises(session):
            lines += [*self.paragraph(promise, room), BLANK]
        if session.check_in:
            label = _(" To check in: ")
            first, *others = self.paragraph(label.strip() + " " + session.check_in, room, Role.STRONG)
            asked = first.text.removeprefix(label)
            lines += [line((label, Role.MUTED), (asked, Role.STRONG)), *others, BLANK]
        here = _("not said yet") if session.present is None else str(session.present)
        many = _(", {invited} invited") if session.present is None else _(" of {invited} invited")
        invited = many.format(invited=session.invited) if session.invited else ""
        return [*lines, line((_(" Here: {here}{invited}").format(here=here, invited=invited), Role.MUTED))]

    async def ask_check_in(self) -> None:
        """Ask for the check-in question."""
        text = await self.app.push_screen_wait(
            AskScreen(
                _("Check-in question"), _("Everyone answers in a word or two."), self.lead.session.check_in
            )
        )
        if text is not None:
            await self.lead.change(lambda session: session.changed(check_in=text))

    async def ask_present(self) -> None:
        """Ask how many are in the room."""
        now = self.lead.session.present
        typed = await self.app.push_screen_wait(
            AskScreen(_("How many are here?"), "", "" if now is None else str(now), check=as_head_count)
        )
        if typed is not None:
            await self.lead.change(lambda session: session.changed(present=as_head_count(typed)))
