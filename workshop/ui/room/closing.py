"""Close: one word each, the next date, what was decided, and the end of the session."""

from __future__ import annotations

from typing import ClassVar

from workshop.charts.roles import Role
from workshop.errors import legible
from workshop.language import _, n_
from workshop.model.session import Session, Stage
from workshop.model.typed import as_day
from workshop.store import sealing
from workshop.store.hosts import Served, served, stop
from workshop.ui.room.closing_lines import summary_lines
from workshop.ui.room.lead import Lead
from workshop.ui.room.reviewing import review
from workshop.ui.room.stage import Move, StageScreen
from workshop.ui.screens.ask import AskScreen, ConfirmScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["ClosingScreen"]


class ClosingScreen(StageScreen):
    """The last stage. Ending asks first, and says what would be given up with the room."""

    STAGE: ClassVar[Stage] = "close"
    NEXT = _("end the session")
    OWN = (Hint("d", _("next date")), Hint("c", _("comments")), Hint("x", _("write the report")))
    ACTIONS: ClassVar[dict[str, str]] = {
        "d": "ask_date",
        "c": "review_comments",
        "x": "write_report",
        "down": "scroll_on",
        "up": "scroll_back",
        "pagedown": "scroll_on",
        "pageup": "scroll_back",
    }
    HELP = _("""
One word each: how do you leave this room? Then the next date: this is how it is now, not for good.

Space ends the session, after a question: the codes of the participants are given up, the file stays, and
the report is written into exports/. x writes it before that. Going back is possible until then, and loses
nothing. Comments that wait are read first, by one person, with the projector frozen; c goes there.
""")

    def __init__(self, lead: Lead) -> None:
        super().__init__(lead)
        self._waiting = 0
        self._open = False

    def on_mount(self) -> None:
        """Look what is still open in the room; Textual calls the base class's by itself."""
        self.act(self._look())

    @property
    def own(self) -> tuple[Hint, ...]:
        """The keys of this stage alone; that for comments where any wait."""
        return tuple(key for key in self.OWN if key.label != "c" or self._waiting)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the last question, what is still open, the summary, and where it is saved."""
        room = min(width, 100)
        lines = [*self.paragraph(_("One word each: how do you leave this room?"), room, Role.STRONG), BLANK]
        if self._open:
            lines += [
                *self.paragraph(_("A round is still open. Space asks what to do with it."), room, Role.WARN)
            ]
        if self._waiting:
            lines += [
                line(
                    (
                        " "
                        + n_("1 comment waits for review: ", "{n} comments wait for review: ", self._waiting),
                        Role.WARN,
                    ),
                    ("c", Role.STRONG),
                )
            ]
        for aside in self.lead.session.set_aside:
            lines += self.paragraph(
                n_("1 comment set aside", "{n} comments set aside", aside.count) + f": {aside.reason}",
                room,
                Role.MUTED,
            )
        if lines[-1] != BLANK:
            lines.append(BLANK)
        saved = _("All of this is saved in {path}").format(path=legible(self.lead.path))
        last = [BLANK, *self.paragraph(saved, width, Role.MUTED)]
        return [*lines, *summary_lines(self.lead.session, room, height - len(lines) - len(last)), *last]

    def scroll_on(self) -> None:
        """Show what is below."""
        self.body_page.scroll_relative(y=5, animate=False)

    def scroll_back(self) -> None:
        """Show what is above."""
        self.body_page.scroll_relative(y=-5, animate=False)

    async def ask_date(self) -> None:
        """Ask when the team meets again."""
        now = self.lead.session.next_on
        question = AskScreen(
            _("When do we look again?"), _("Such as 2027-02-10."), str(now or ""), check=as_day
        )
        typed = await self.app.push_screen_wait(question)
        if typed is not None:
            await self.lead.change(lambda session: session.changed(next_on=as_day(typed)))

    async def write_report(self) -> None:
        """Write the report into exports/; one that is there only after a question."""
        from workshop.ui.exporting import report_written

        if said := await report_written(self.app, self.lead.path):
            self.app.notify(said, markup=False)

    async def review_comments(self) -> None:
        """Read the comments that wait, away from the room's eyes."""
        await review(self.app, self.lead)
        await self._look()

    async def go_on(self) -> None:
        """End the session, once nothing is open any more and the question was answered with yes."""
        await self._look()
        if self._open and not await self._settle_round():
            return
        if self._waiting and not await self._settle_comments():
            return
        explained = _(
            "The codes of participants are given up. The file stays, and the report is written into exports/."
        )
        if await self.app.push_screen_wait(ConfirmScreen(_("End the session?"), explained)):
            hosts = await self.lead.look(served, self.lead.path)  # with the room it is forgotten who serves
            await self.lead.do(self._close)
            if hosts:
                await self._settle_hosts(hosts)
            self.dismiss(Move.LEAVE)

    def _close(self) -> Session:
        return sealing.close_session(self.lead.path, give_up_comments=self._waiting > 0, without_numbers=True)

    async def _settle_round(self) -> bool:
        """Count the open round or destroy its ballots, after a question; return whether it is settled."""
        presence = await self.lead.look(self.lead.room.presence)
        ballots = _("{to_count} of {joined} would be counted.").format(
            to_count=presence.to_count, joined=presence.joined
        )
        ask = self.app.push_screen_wait
        if await ask(
            ConfirmScreen(
                _("A round is still open. Count it?"),
                ballots + _(" n: give the ballots up."),
            )
        ):
            await self.lead.do(sealing.close_round, self.lead.path)
        elif await ask(
            ConfirmScreen(_("Destroy the ballots, uncounted and for good?"), _("n: leave it open."))
        ):
            await self.lead.do(sealing.destroy_round, self.lead.path)
        else:
            return False
        if self.lead.session.stage != "close":  # counting says reveal: the team may look first
            await self.lead.change(lambda session: session.at("close"))
        await self._look()
        return True

    async def _settle_comments(self) -> bool:
        """Have the comments read, or given up after a question; return whether none is in the way."""
        ask = self.app.push_screen_wait
        if await ask(
            ConfirmScreen(
                n_("1 comment waits. Read it now?", "{n} comments wait. Read them now?", self._waiting),
                _("n: end without them."),
            )
        ):
            await self.review_comments()
            return not self._waiting
        return await ask(
            ConfirmScreen(_("Give the comments up, unread and for good?"), _("n: leave them for later."))
        )

    async def _settle_hosts(self, hosts: tuple[Served, ...]) -> None:
        """Ask whether people are still let in: without the room nobody finds what does so."""
        explained = _("n: who is connected may still read the result.")
        if await self.app.push_screen_wait(ConfirmScreen(_("Stop letting people in?"), explained)):
            await self.lead.look(stop, hosts)

    async def _look(self) -> None:
        self._open = await self.lead.look(lambda: self.lead.room.number) is not None
        self._waiting = len(await self.lead.look(self.lead.room.pending))
        self.redraw()
