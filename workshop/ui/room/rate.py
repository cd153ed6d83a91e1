"""Rate: the first, silent round; or a show of hands."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from typing import Any, ClassVar

from workshop.charts.roles import Role
from workshop.language import _
from workshop.model.instrument import Question
from workshop.model.poll import FIRST, Poll
from workshop.model.session import Stage
from workshop.report.voting import WayOn, promises
from workshop.store import facilitating, sealing
from workshop.ui.room.lead import Lead
from workshop.ui.room.stage import Jump
from workshop.ui.room.voting import Vote, VotingScreen
from workshop.ui.room.voting_lines import sentences, ways_to_vote
from workshop.ui.screens.ask import ConfirmScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line

__all__ = ["RateScreen"]


class RateScreen(VotingScreen):
    """Choosing how to vote, then only numbers of people, then closing."""

    STAGE: ClassVar[Stage] = "rate"
    NEXT = _("see the answers")
    OWN = (Hint("n", _("who is here")),)
    HELP = _("""
Everyone rates alone and in silence. This screen shows numbers of people only; nobody sees a result before the
round is closed.

o opens the round for own screens, p passes the keyboard, t types papers in: they go together in one round.
s counts a show of hands, a method of its own, open for all to see.

l gives a last minute, large; l once more calls it off. z pauses the clock, + adds a minute, m silences it.

Closing asks first. With fewer ballots than the promise needs, nothing is counted and you choose how to go on.
""")

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, lead.agenda.minutes.get("rate") or 8)

    @property
    def poll(self) -> Poll:
        """The first round."""
        return FIRST

    @property
    def questions(self) -> Sequence[Question]:
        """All questions of the session."""
        return self.lead.session.asked

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

    async def open(self) -> None:
        """Open round 1."""
        await self.lead.do(sealing.open_round, self.lead.path)
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
        return [
            *sentences(list(promises(self.lead.session)), width, Role.TEXT),
            BLANK,
            *ways_to_vote(_("How do we vote?"), width),
            *self.half_counted(width),
            BLANK,
            *self.ways_in(),
        ]
