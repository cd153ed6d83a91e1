"""Rate: the first, silent round; or a show of hands."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, ClassVar, Final

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.session import Stage
from workshop.report.voting import Turnout, WayOn, promises
from workshop.store import drafts, facilitating, sealing
from workshop.ui.room.hands import HandsScreen
from workshop.ui.room.lead import Lead
from workshop.ui.room.stage import Jump
from workshop.ui.room.voting import Vote, VotingScreen
from workshop.ui.room.voting_lines import sentences
from workshop.ui.screens.ask import ConfirmScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["WAYS", "WIDE", "RateScreen"]

WAYS = (
    ("o", _("Own screens"), _("Everyone answers on a terminal of their own.")),
    ("p", _("Pass the keyboard"), _("One after the other, here. Freeze the projector.")),
    ("t", _("Paper"), _("Print it: workshop paper. Then type it in here.")),
    ("s", _("Show of hands"), _("Count hands for each level. All see who raises one.")),
)

"""The ways to answer a round: key, name, and what it means."""

WIDE: Final = max(20, *(cell_len(name) + 2 for _key, name, _explained in WAYS))
"""Columns for the name of a way to vote."""


class RateScreen(VotingScreen):
    """Choosing how to vote, then only numbers of people, then closing."""

    STAGE: ClassVar[Stage] = "rate"
    NEXT = _("see the answers")
    OWN = (Hint("n", _("who is here")),)
    ACTIONS: ClassVar[dict[str, str]] = {**VotingScreen.ACTIONS, "o": "open_up", "s": "show_hands"}
    HELP = _("""
Everyone rates alone and in silence. This screen shows numbers of people only; nobody sees a result before the
round is closed.

Own screens, a passed keyboard and paper go together in one round. A show of hands is a method of its own,
open for all to see.

l gives a last minute, large; l once more calls it off. z pauses the clock, + adds a minute, m silences it.

Closing asks first. With fewer ballots than the promise needs, nothing is counted and you choose how to go on.
""")

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, lead.agenda.minutes.get("rate") or 8)
        self._resumed = False
        self._half_counted = False
        """Whether a show of hands was begun and left."""

    @property
    def vote(self) -> Vote:
        """How far the first round is."""
        if not self.looked:
            return Vote.UNKNOWN
        if self.lead.session.first:
            return Vote.COUNTED
        return Vote.OPEN if self.turnout and self.turnout.number == 1 else Vote.PLANNED

    async def look(self) -> Turnout | None:
        """Look at the round; go on with hands that were being typed in when the program ended."""
        turnout = await super().look()
        draft = await self.lead.look(drafts.hands_draft, self.lead.path)
        self._half_counted = draft is not None and draft.is_of(1) and self.vote is not Vote.COUNTED
        first, self._resumed = not self._resumed, True
        if first and self._half_counted:
            await self.show_hands()
        return turnout

    def body(self, width: int, height: int) -> list[Line]:
        """Return the ways to vote, the people, or what became of it."""
        session = self.lead.session
        if self.vote is Vote.OPEN:
            return self.open_lines(
                width,
                height,
                list(promises(session)[1:2]),
                f"workshop rate {self.lead.path.stem}",
            )
        if self.vote is Vote.COUNTED and session.first:
            how = _("by a show of hands") if session.first.method == "hands" else _("from ballots")
            said = [_("Round 1 is counted: {voted} voted, {how}.").format(voted=session.first.voted, how=how)]
            if session.first.method == "hands":
                said.append(_("s corrects the hands; until the session closes that is possible, and marked."))
            else:
                said.append(
                    _("A counted round is never opened again. What changes now is seen in a re-vote.")
                )
            return sentences(said, width, Role.TEXT)
        return self._planned(width) if self.vote is Vote.PLANNED else []

    def go_on(self) -> Coroutine[Any, Any, None] | None:
        """Open, close, or see the answers: whatever comes next."""
        if self.vote is Vote.COUNTED:
            self.dismiss(Jump("reveal"))
            return None
        return self.close() if self.vote is Vote.OPEN else self.open_up()

    async def open_up(self) -> None:
        """Open the round for own screens, and everything that goes with them."""
        await self._ready()

    async def open(self) -> None:
        """Open round 1."""
        await self.lead.do(sealing.open_round, self.lead.path)
        await self.look()

    async def show_hands(self) -> None:
        """Count hands instead of ballots, or correct them."""
        session = self.lead.session
        if session.first and session.first.method != "hands":
            raise WorkshopError(_("round 1 was counted from ballots"), _("A round has one method."))
        if self.turnout and self.turnout.presence.to_count:
            hint = _("Close the round with x; or let those people withdraw.")
            raise WorkshopError(_("ballots were cast in this round, and a round has one method"), hint)
        draft = await self.lead.look(drafts.hands_draft, self.lead.path)
        if await self.app.push_screen_wait(HandsScreen(self.lead, 1, session.asked, draft)):
            self.counted()
        else:
            await self.look()

    def counted(self) -> None:
        """Go to the reveal."""
        self.dismiss(Jump("reveal"))

    async def take_way(self, way: WayOn) -> None:
        """Talk without numbers, or start anew in open mode; else the round stays as it is."""
        if way is WayOn.TALK:
            self.dismiss(Jump("discuss"))
        elif way is WayOn.START_OPEN:
            voted = self.turnout.presence.to_count if self.turnout else 0
            question = _("Have you told everyone? Destroy {voted} ballots and start an open round?").format(
                voted=voted
            )
            explained = _("The ballots are gone for good, unseen. Every count of the new round is shown.")
            if await self.app.push_screen_wait(ConfirmScreen(question, explained)):
                await self.lead.do(facilitating.begin_openly, self.lead.path)
                await self.look()
                self.app.notify(_("An open round has begun. All join again."), timeout=8)

    def _planned(self, width: int) -> list[Line]:
        said = list(promises(self.lead.session))
        lines = [*sentences(said, width, Role.TEXT), BLANK, line((_(" How do we vote?"), Role.STRONG)), BLANK]
        for key, name, explained in WAYS:
            text = cut(explained, width - WIDE - 8) if width >= 76 else ""
            lines.append(
                line(
                    (f"   {key}  ", Role.STRONG),
                    (f"{name:<{WIDE}}", Role.TEXT),
                    (text, Role.MUTED),
                    means=key,
                )
            )
        if self._half_counted:
            begun = _("A show of hands is half counted: s goes on with it.")
            lines += [BLANK, *sentences([begun], width, Role.WARN)]
        return [*lines, BLANK, *self.ways_in()]
