"""Reveal: all answers at once, in the order in which to talk about them."""

from __future__ import annotations

from typing import ClassVar

from textual import events

from workshop.charts.scene import Piles
from workshop.language import _, labelled
from workshop.model.session import Stage
from workshop.report.talking import resumed, taken_up, talk_order, with_order
from workshop.report.topics import about_all
from workshop.ui.room.lead import Lead
from workshop.ui.room.reveal_lines import listed, reveal_body, rows_in_order
from workshop.ui.room.stage import Jump
from workshop.ui.room.talk_screen import SayScreen, TalkScreen
from workshop.ui.screens.base import Hint, hints, title_line
from workshop.ui.widgets.page import Line

__all__ = ["RevealScreen"]


class RevealScreen(TalkScreen):
    """All attributes as rows on one axis; one chooses what to talk about first."""

    STAGE: ClassVar[Stage] = "reveal"
    NEXT = _("start talking")
    OWN = (
        Hint("↑↓ 1–6", _("choose"), "down"),
        Hint("< >", _("move it"), "greater_than_sign"),
        Hint("l", _("large")),
        Hint("y", _("in words")),
        Hint("o", _("proposed order")),
    )
    KEYS = OWN
    ACTIONS: ClassVar[dict[str, str]] = {
        "down": "choose_next",
        "j": "choose_next",
        "tab": "choose_next",
        "up": "choose_previous",
        "shift+tab": "choose_previous",
        "less_than_sign": "move_up",
        "K": "move_up",
        "greater_than_sign": "move_down",
        "J": "move_down",
        "o": "propose",
        "l": "toggle_large",
        "y": "say",
        "s": "show_groups",
    }
    HELP = _("""
All answers at once, the attribute to talk about first at the top: two groups of answers, then apart, then
the lowest median. Give the room half a minute to look before anybody speaks.

Space starts talking about the one that is lit. < and > move it in the order, o goes back to the order
that is proposed. l fills the screen for the back row; y says the chart in words. Where the session has
groups, s shows what each of them chose.
""")

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead)
        order = talk_order(lead.session)
        self._at = order.index(attribute if attribute in order else resumed(lead.session))

    @property
    def order(self) -> tuple[str, ...]:
        """The attributes in the order of talking."""
        return talk_order(self.lead.session)

    @property
    def own(self) -> tuple[Hint, ...]:
        """The keys of this stage alone; one more where the session has groups."""
        by_group = (Hint("s", _("by group")),) if self.lead.session.has_groups else ()
        return (*self.OWN[:3], *by_group, *self.OWN[3:])

    def head(self, width: int) -> list[Line]:
        """Return the stage and its clock; in large mode what stands on the axis."""
        if self.large:
            return [title_line(_("HOW WE ANSWERED"), self._counted(), width)]
        return super().head(width)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the chart, or the attributes alone when nothing was counted."""
        session = self.lead.session
        if not session.rounds:
            return listed(session, self.order, self._at, width, tuple(session.agreed))
        if self.large:
            from workshop.ui.room.reveal_large import reveal_large

            names = [topic.name for topic in self.topics]
            piles = rows_in_order(session, self.order).body
            assert isinstance(piles, Piles)
            return reveal_large(piles, self._at, width, height, names, blocks=self.blocks)
        return reveal_body(session, self.topics, self._at, width, height, tuple(session.agreed))

    def foot(self, width: int) -> list[Line]:
        """Return the keys; in large mode one line of them."""
        if self.large:
            keys = (
                Hint("space", self.NEXT, "space"),
                Hint("l", _("smaller")),
                *self.OWN[:2],
                Hint("y", _("in words")),
            )
            return hints(keys, width, 1)
        return super().foot(width)

    def on_key(self, event: events.Key) -> None:
        """Choose by number; every other key is an action."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self.order):
            event.prevent_default().stop()
            self._choose(int(event.key) - 1)

    def clicked(self, means: object) -> None:
        """Choose the row that was clicked."""
        if isinstance(means, int):
            self._choose(means)

    async def go_on(self) -> None:
        """Start talking about the chosen attribute."""
        chosen = self.order[self._at]
        await self.lead.change(lambda session: taken_up(session, chosen))
        self.dismiss(Jump("discuss", chosen))

    def choose_next(self) -> None:
        """Go one down."""
        self._choose(self._at + 1)

    def choose_previous(self) -> None:
        """Go one up."""
        self._choose(self._at - 1)

    async def move_up(self) -> None:
        """Talk about the chosen one earlier."""
        await self._shift(-1)

    async def move_down(self) -> None:
        """Talk about the chosen one later."""
        await self._shift(1)

    async def propose(self) -> None:
        """Go back to the proposed order."""
        chosen = self.order[self._at]
        await self.lead.change(lambda session: with_order(session, ()))
        self._at = self.order.index(chosen)

    async def say(self) -> None:
        """Put the chart in words on the screen."""
        session = self.lead.session
        said = [labelled(topic.name, " ".join(topic.sentences[:1])) for topic in self.topics]
        await self.app.push_screen_wait(SayScreen(_("How we answered"), [*about_all(session), *said]))

    async def show_groups(self) -> None:
        """Show the answers of each group, where the session has any."""
        session = self.lead.session
        if session.has_groups:
            from workshop.ui.room.statements import GroupsScreen

            asked = [session.instrument.attribute(key) for key in self.order]
            await self.app.push_screen_wait(GroupsScreen(session, asked))

    def _counted(self) -> str:
        voted = self.lead.session.voted
        return "" if voted is None else _("{voted} answered").format(voted=voted)

    def _choose(self, at: int) -> None:
        self._at = max(0, min(at, len(self.order) - 1))
        self.redraw()

    async def _shift(self, step: int) -> None:
        there = self._at + step
        if 0 <= there < len(self.order):
            order = list(self.order)
            order.insert(there, order.pop(self._at))
            await self.lead.change(lambda session: with_order(session, tuple(order)))
            self._at = there
