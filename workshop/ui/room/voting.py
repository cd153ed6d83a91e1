"""What every private vote on the shared screen has in common, the first one and a re-vote."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import Enum
from typing import ClassVar

from workshop.charts.roles import Role
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.instrument import Question
from workshop.model.poll import Poll
from workshop.model.timer import Talk, clock
from workshop.model.typed import as_head_count
from workshop.report.join import ways_in
from workshop.report.voting import Turnout, WayOn, before_counting, turnout_of, ways_on
from workshop.store import drafts, facilitating, sealing
from workshop.store.codec import load
from workshop.store.drafts import HandsDraft
from workshop.store.openable import refuse_hands
from workshop.ui.room.few import FewScreen
from workshop.ui.room.hands import HandsScreen
from workshop.ui.room.lead import Lead
from workshop.ui.room.passing import pass_keyboard, type_papers
from workshop.ui.room.stage import EVERYWHERE, StageScreen
from workshop.ui.room.timer import talk_line
from workshop.ui.room.voting_lines import numbers, progress, sentences
from workshop.ui.screens.ask import AskScreen, ConfirmScreen
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["Vote", "VotingScreen"]


class Vote(Enum):
    """How far a vote is on the disk."""

    UNKNOWN = "unknown"
    """Not looked at yet."""
    PLANNED = "planned"
    OPEN = "open"
    COUNTED = "counted"


class VotingScreen(StageScreen):
    """A private vote: until it is closed, only numbers of people are shown."""

    ACTIONS: ClassVar[dict[str, str]] = {
        "o": "open_up",
        "s": "show_hands",
        "p": "pass_on",
        "t": "type_in",
        "l": "last_call",
        "n": "ask_present",
        "x": "close",
        "z": "pause",
        "plus": "extend",
        "m": "silence",
    }
    WHILE_OPEN: ClassVar[tuple[Hint, ...]] = (
        Hint("p", _("pass the keyboard")),
        Hint("t", _("type papers")),
        Hint("l", _("last call")),
        Hint("n", _("who is here")),
        Hint("i", _("let people in")),
    )
    CLOCK: ClassVar[tuple[Hint, ...]] = (
        Hint("z", _("pause")),
        Hint("+", _("a minute"), "plus"),
        Hint("m", _("silent")),
    )

    def __init__(self, lead: Lead, minutes: int) -> None:
        super().__init__(lead)
        self.turnout: Turnout | None = None
        self.begun: HandsDraft | None = None
        """The show of hands of this vote that is typed in half."""
        self.looked = False
        self._ways_in: tuple[str, ...] = ()
        self._clock = Talk(steps=((_("minutes to rate"), minutes),))
        self._call: Talk | None = None
        self._silent = False
        self._looking = False

    @property
    def poll(self) -> Poll | None:
        """What this vote is about; None while that is to be chosen."""
        raise NotImplementedError

    @property
    def vote(self) -> Vote:
        """How far this vote is."""
        if not self.looked:
            return Vote.UNKNOWN
        if self.poll and self.poll.counted(self.lead.session):
            return Vote.COUNTED
        return Vote.OPEN if self.turnout and self.turnout.poll == self.poll else Vote.PLANNED

    async def open(self) -> None:
        """Open the round; what is open already stays as it is."""
        raise NotImplementedError

    def counted(self) -> None:
        """Go on once the round is counted."""
        raise NotImplementedError

    async def take_way(self, way: WayOn) -> None:
        """Do what was chosen for too few ballots."""
        raise NotImplementedError

    @property
    def goes_on_with_hands(self) -> bool:
        """Whether hands are to be counted as soon as one comes here: the program ended while they were."""
        return self.begun is not None and self.vote is not Vote.COUNTED

    @property
    def questions(self) -> Sequence[Question]:
        """What hands are counted for."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Look at the disk at once, and then every second."""
        self.set_interval(1, self._tick)
        self.act(self._first_look())

    async def _first_look(self) -> None:
        await self.look()
        if self.goes_on_with_hands:
            await self.show_hands()

    async def look(self) -> Turnout | None:
        """Look how far the round is; notice when another program closed it."""
        before = self.turnout
        self.turnout = await self.lead.look(turnout_of, self.lead.path)
        self._ways_in = await self.lead.look(ways_in, self.lead.path)
        self.begun = await self.lead.look(drafts.begun, self.lead.path, self.poll) if self.poll else None
        if not self.looked or (before is not None and self.turnout is None):
            await self.lead.do(load, self.lead.path)
        self.looked = True
        if self.vote is Vote.OPEN and not self._clock.begun:
            assert self.turnout is not None
            began = await self.lead.look(facilitating.voting_since, self.lead.path, self.turnout.number)
            ago = (datetime.now(UTC) - began).total_seconds()
            self._clock = self._clock.onward(time.monotonic() - ago)
        return self.turnout

    def keys(self) -> tuple[Hint, ...]:
        """Return the one next key, then what can be done in this state."""
        own = self.WHILE_OPEN if self.vote is Vote.OPEN else self.OWN
        everywhere = (key for key in EVERYWHERE if key not in own)
        keys = (Hint("space", self.next_words(), "space"), *own, *everywhere)
        return (*keys, *self.CLOCK) if self.vote is Vote.OPEN else keys

    def next_words(self) -> str:
        """Return what the space bar does in this state."""
        return {Vote.OPEN: _("close the round"), Vote.PLANNED: _("open the round")}.get(self.vote, self.NEXT)

    def open_lines(self, width: int, height: int, said: list[str], command: str) -> list[Line]:
        """Return the round while it is open: promises, people, the clock."""
        turnout, session, now = self.turnout, self.lead.session, time.monotonic()
        assert turnout is not None
        parts = [(_("handed in"), str(turnout.presence.handed_in))]
        new = not turnout.poll.again  # in a re-vote those who are in already vote again
        if new:
            parts.insert(0, (_("joined"), str(turnout.presence.joined)))
        if self._call:
            parts.append((_("last call"), clock(max(0.0, self._call.left(now)))))
        called = self._call is not None and self._call.left(now) <= 0
        lines = [
            *sentences(said, width),
            BLANK,
            *numbers(parts, width, height - 12),
            BLANK,
            *progress(turnout, session, width),
            BLANK,
            *(self.ways_in() if new else ()),
            line((_(" On this machine:  "), Role.MUTED), (command, Role.STRONG)),
        ]
        if len(lines) + 1 < height:
            lines.append(BLANK)
        return [
            *lines,
            line((_(" The last call is over. space closes the round."), Role.WARN), lit=True)
            if called
            else talk_line(self._clock, now, width, silent=self._silent),
        ]

    def ways_in(self) -> list[Line]:
        """Return what to type to join, where a host lets people in."""
        return [line((_(" To join:  "), Role.MUTED), (way, Role.STRONG)) for way in self._ways_in]

    def half_counted(self, width: int) -> list[Line]:
        """Return that a show of hands was begun and left, and how to go on with it; nothing without one."""
        said = _("A show of hands is half counted: s goes on with it.")
        return [BLANK, *sentences([said], width, Role.WARN)] if self.begun else []

    async def show_hands(self) -> None:
        """Count hands instead of ballots, go on with them, or correct them. Raises WorkshopError."""
        if self.poll is None:
            raise WorkshopError(_("no ladder is chosen"), _("Press the number of one."))
        await self.lead.look(refuse_hands, self.lead.path, self.lead.session, self.poll)
        if await self.app.push_screen_wait(HandsScreen(self.lead, self.poll, self.questions, self.begun)):
            self.counted()
        else:
            await self.look()

    async def open_up(self) -> None:
        """Open the round for own screens, and everything that goes with them."""
        await self._ready()

    async def pass_on(self) -> None:
        """Let the keyboard go from hand to hand."""
        if await self._ready():
            await pass_keyboard(self.app, self.lead)
            await self.look()

    async def type_in(self) -> None:
        """Type papers in."""
        if await self._ready():
            await type_papers(self.app, self.lead)
            await self.look()

    async def ask_present(self) -> None:
        """Ask how many are in the room."""
        now = self.lead.session.present
        typed = await self.app.push_screen_wait(
            AskScreen(
                _("How many are here?"),
                _("Checked against the number of ballots."),
                "" if now is None else str(now),
                check=as_head_count,
            )
        )
        if typed is not None:
            await self.lead.change(lambda session: session.changed(present=as_head_count(typed)))

    async def close(self) -> None:
        """Close the round, after asking."""
        turnout = await self.look()
        if self.vote is not Vote.OPEN or turnout is None:
            return
        if not await self.app.push_screen_wait(ConfirmScreen(*before_counting(turnout, self.lead.session))):
            return
        try:
            await self.lead.do(sealing.close_round, self.lead.path)
        except sealing.TooFew as error:
            way = await self.app.push_screen_wait(
                FewScreen(error.message, ways_on(turnout, self.lead.session.mode))
            )
            await self.take_way(way)
        else:
            self.counted()

    def last_call(self) -> None:
        """Begin a last call of a minute, or call it off."""
        if self.vote is Vote.OPEN:
            steps = (("minute", 1),)
            self._call = None if self._call else Talk(steps=steps).onward(time.monotonic())
            self.redraw()

    def pause(self) -> None:
        """Pause the clock, or let it go on."""
        self._clock = self._clock.toggled(time.monotonic())
        self.redraw()

    def extend(self) -> None:
        """Give a minute more, to the last call where there is one."""
        if self._call:
            self._call = self._call.longer()
        else:
            self._clock = self._clock.longer()
        self.redraw()

    def silence(self) -> None:
        """Say nothing when time is up, or say it again."""
        self._silent = not self._silent
        self.redraw()

    async def _ready(self) -> bool:
        """Open the round where it is not; return whether one can answer now."""
        await self.look()
        if self.vote is Vote.PLANNED:
            await self.open()
        return self.vote is Vote.OPEN

    def _tick(self) -> None:
        if not self.is_current:
            return
        self.redraw()
        if not self._looking and self.vote is not Vote.UNKNOWN:
            self._looking = True
            self.run_worker(self._look_again())

    async def _look_again(self) -> None:
        try:
            await self.look()
        except WorkshopError:
            pass  # said when something is done about it; this second's numbers are missing
        finally:
            self._looking = False
        if self.is_current:
            self.redraw()
