"""A guest's way: in at the door, through whichever round is open, and on with the room until one leaves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from textual.app import App

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.answering import Answering
from workshop.model.ballot import Ballot
from workshop.model.session import Session
from workshop.report.guest import ELSEWHERE, exercise_results, parting, waiting_words
from workshop.store import door
from workshop.store.ballot_box import ContinuedElsewhere, RoundClosed
from workshop.store.codec import load
from workshop.store.door import Entry, Guest
from workshop.store.history import earlier
from workshop.store.progress import Progress, dropped, revealed
from workshop.store.room import Room, Ticket
from workshop.store.seat import Seat, seat_with
from workshop.ui.flows import feel, in_thread
from workshop.ui.guest.follow import Follow, shown_while
from workshop.ui.guest.screens import (
    DoorScreen,
    DroppedScreen,
    GuestRating,
    GuestResults,
    HandedInScreen,
    LastScreen,
    LookingScreen,
    WaitingScreen,
)
from workshop.ui.screens.ahead import keys_kept
from workshop.ui.screens.around_rating import AfterRating, BeforeScreen
from workshop.ui.screens.ask import ConfirmScreen

__all__ = ["Cast", "Refusing", "guest_flow"]

Cast: TypeAlias = Callable[[Seat, Ballot], Awaitable[None]]
Refusing: TypeAlias = Callable[[], Awaitable[object]]


async def guest_flow(
    app: App[Any],
    path: Path,
    guest: Guest,
    follow: Follow,
    cast: Cast,
    refusing: Refusing,
    known: Callable[[str], None],
) -> str:
    """Lead ``guest`` until they leave; return what to say then. Raises WorkshopError.

    ``cast`` saves a ballot at a seat, as the seat itself would; ``refusing`` waits before a wrong code is
    said to be one. ``known`` is told what to say, however they leave, as soon as they have a code.
    """
    visit = _Visit(app, path, guest, follow, cast, refusing, known)
    try:
        while await visit.step():
            pass
    except ContinuedElsewhere:
        await app.push_screen_wait(LastScreen(_("Continued elsewhere"), ELSEWHERE))
        return ELSEWHERE
    return visit.parting


@dataclass
class _Visit:
    app: App[Any]
    path: Path
    guest: Guest
    follow: Follow
    cast: Cast
    refusing: Refusing
    known: Callable[[str], None]
    ticket: Ticket | None = None
    behind: tuple[int | None, int] = (None, 0)
    """The round that was left or declined: it is not asked about again by itself."""

    @property
    def code(self) -> str:
        """What they come back with; "" for who never had a code, and when it lets nobody in any more."""
        mine = self.guest.code if self.guest.entry in {Entry.RESUME, Entry.READER} else ""
        return "" if self.follow.progress.shut else self.ticket.code if self.ticket else mine

    @property
    def parting(self) -> str:
        """What they are told when they leave now."""
        now = self.follow.progress
        return waiting_words(now) if now.shut else parting(self.code)

    async def step(self) -> bool:
        """Do what the session asks for now; False when the guest leaves."""
        now = self.follow.progress
        self.known(self.parting)
        if now.number is not None and _round(now) != self.behind:
            try:
                async with keys_kept(self.app):
                    goes_on = await self._rate(now)
            except RoundClosed:
                self.behind = _round(now)
                while _same_round(now)(self.follow.progress):
                    await self.follow.after(self.follow.progress)
                goes_on = True
            return goes_on and await self._told_if_dropped(now)
        return await (self._results(now) if _results_shown(now) else self._wait(now))

    async def _told_if_dropped(self, was: Progress) -> bool:
        """Tell somebody whose ballot was destroyed uncounted; return True: they are still here."""
        now = self.follow.progress
        if self.ticket and was.number and _round(now) != _round(was) and dropped(now, was.number):
            await self.app.push_screen_wait(DroppedScreen())
        return True

    async def _rate(self, now: Progress) -> bool:
        self.ticket = await in_thread(door.still_in, self.path, self.ticket)
        fresh = self.ticket is None and self.guest.entry is not Entry.RESUME
        group = ""
        if fresh:
            entered = await self._enter(now)
            if entered is None:
                return self.follow.progress.number != now.number
            group = entered
        if self.ticket is None:
            self.ticket = await in_thread(door.admit, self.path, self.guest)
            self.known(self.parting)
        seat = await in_thread(seat_with, self.path, self.ticket)
        answering = Answering.resume(seat.questions, seat.ballot)
        begun: Answering | None = answering
        if group:
            begun = await _joined(seat, answering, group)
        elif not fresh and not seat.ballot.answers and (seat.box.number > 1 or _asks_group(seat)):
            begun = await self._begin(seat, answering, now)
        return await self._answer(seat, begun, now)

    async def _begin(self, seat: Seat, answering: Answering, now: Progress) -> Answering | None:
        """Say what one should know before and ask for the group; None when they do not want to start."""
        group = await shown_while(self.app, _before(seat), self.follow, _same_round(now))
        return None if group is None else await _joined(seat, answering, group)

    async def _enter(self, now: Progress) -> str | None:
        """Ask at the door; return the group chosen, None when they leave or the round closed meanwhile."""
        said = ""
        while True:
            opening = await in_thread(Room(self.path).opening)
            screen = DoorScreen(now.session, len(opening.questions(now.session)), said, opening.poll)
            chosen = await shown_while(self.app, screen, self.follow, _same_round(now))
            if chosen is None or not screen.typed:
                return chosen
            known = await in_thread(door.recognise, self.path, screen.typed)
            if known and known.entry is Entry.RESUME:
                self.guest = known
                return ""
            await self._refuse()
            said = _("Nobody here was given that code. Look at it again, or start without one.")

    async def _refuse(self) -> None:
        """Be late with the answer to a wrong code."""
        looking = LookingScreen()
        await self.app.push_screen(looking)
        await self.refusing()
        looking.dismiss(True)

    async def _answer(self, seat: Seat, begun: Answering | None, now: Progress) -> bool:
        """Let them answer, change and withdraw; False when they leave. None has not begun."""
        while True:
            if (answering := begun) is None:
                self.behind = _round(now)
                return True
            if not answering.ballot.handed_in:
                screen = GuestRating(seat.session, answering, partial(self.cast, seat), seat.ticket.code)
                rated = await shown_while(self.app, screen, self.follow, _still_here(now, seat))
                self._stay(seat)
                if isinstance(rated, WorkshopError):
                    raise rated
                if rated is None:
                    self.behind = _round(now)
                    return True
                if not rated.ballot.handed_in:
                    return False
                begun = answering = await feel(self.app, seat, rated)
            choice = await self._handed_in(now, seat)
            if choice is AfterRating.CHANGE:
                begun = answering.take_back().go(0)
            elif choice is AfterRating.WITHDRAW:
                begun = await self._withdraw(seat, answering, now)
            elif choice is None:
                self.behind = _round(now)
                return True
            else:
                return False

    async def _withdraw(self, seat: Seat, answering: Answering, now: Progress) -> Answering | None:
        sure = ConfirmScreen(_("Withdraw all your answers?"), _("Nothing of them will be counted."))
        if await self.app.push_screen_wait(sure):
            empty = await in_thread(seat.withdraw, answering.ballot)
            answering = Answering.resume(answering.questions, empty)
            return await self._begin(seat, answering, now) if _asks_group(seat) else answering
        return answering

    async def _handed_in(self, now: Progress, seat: Seat) -> AfterRating | None:
        here, newest = _still_here(now, seat), self.follow.progress
        screen = HandedInScreen(newest if here(newest) else now, seat.ticket.code, seat.ticket.participant)

        def still(then: Progress) -> bool:
            if here(then):  # else what is counted there is not this round
                screen.take(then)
            return here(then)

        choice = await shown_while(self.app, screen, self.follow, still)
        self._stay(seat)
        return choice

    def _stay(self, seat: Seat) -> None:
        """Raise ContinuedElsewhere when the same code is used in another place by now."""
        if _turn(self.follow.progress, seat) > seat.ballot.turn:
            raise ContinuedElsewhere(ELSEWHERE)

    async def _results(self, now: Progress) -> bool:
        previous = await in_thread(_previous, self.path, now)
        screen = GuestResults(now.session, previous, self.code)

        def still(then: Progress) -> bool:
            self.known(self.parting)
            if _results_shown(then) and not self._asks(then):
                screen.take(then.session, self.code)
                return True
            return False

        await shown_while(self.app, screen, self.follow, still)
        return not still(self.follow.progress)

    async def _wait(self, now: Progress) -> bool:
        screen = WaitingScreen(now, self.code)

        def still(then: Progress) -> bool:
            self.known(self.parting)
            screen.take(then, self.code)
            return not self._asks(then) and not _results_shown(then)

        return not await shown_while(self.app, screen, self.follow, still)

    def _asks(self, then: Progress) -> bool:
        return then.number is not None and _round(then) != self.behind


def _asks_group(seat: Seat) -> bool:
    return bool(seat.session.choices(seat.box.number))


def _before(seat: Seat) -> BeforeScreen:
    return BeforeScreen(seat.session, seat.ticket.code, len(seat.questions), seat.poll)


async def _joined(seat: Seat, answering: Answering, group: str) -> Answering:
    """Return the answers of somebody who belongs to ``group``, saved; "" is none."""
    if group:
        answering = answering.join_group(group)
        await in_thread(seat.cast, answering.ballot)
    return answering


def _round(progress: Progress) -> tuple[int | None, int]:
    return progress.number, progress.opened


def _results_shown(progress: Progress) -> bool:
    """Return whether the attributes are what there is to read; else it is an exercise, or nothing yet."""
    return revealed(progress.session) and not exercise_results(progress.session)


def _same_round(now: Progress) -> Callable[[Progress], bool]:
    return lambda then: _round(then) == _round(now)


def _still_here(now: Progress, seat: Seat) -> Callable[[Progress], bool]:
    return lambda then: _round(then) == _round(now) and _turn(then, seat) <= seat.ballot.turn


def _turn(progress: Progress, seat: Seat) -> int:
    return progress.turns.get(seat.ticket.participant, 0) if progress.number == seat.box.number else 0


def _previous(path: Path, now: Progress) -> Session | None:
    before = earlier(path, now.session)
    return load(before.path) if before else None
