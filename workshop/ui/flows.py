"""Ways through several screens: they do the file work between screens, in threads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from textual.app import App

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.answering import Answering
from workshop.store import sealing
from workshop.store.ballot_box import RoundClosed
from workshop.store.codec import load
from workshop.store.history import earlier
from workshop.store.room import Room
from workshop.store.seat import Seat, forget, take_seat
from workshop.ui.saving import threaded
from workshop.ui.screens.ahead import keys_kept
from workshop.ui.screens.around_rating import AfterRating, BeforeScreen, DoneScreen, FeltScreen
from workshop.ui.screens.ask import ConfirmScreen
from workshop.ui.screens.rating import RatingScreen

__all__ = ["feel", "in_thread", "rate_at", "rate_flow", "show_flow"]

_Done = TypeVar("_Done")


async def rate_flow(app: App[Any], path: Path, code: str | None = None, *, as_new: bool = False) -> None:
    """Lead one participant from the welcome to the end; then, who rates alone, to the result."""
    choice = await rate_at(app, await in_thread(_sit, path, code, as_new))
    while choice is AfterRating.NEXT_PERSON:
        forget(path)
        choice = await rate_at(app, await in_thread(_sit, path, None, True))
    if choice is AfterRating.COUNT:
        await _count_alone(app, path)


async def rate_at(app: App[Any], seat: Seat, *, passed: bool = False) -> AfterRating | None:
    """Let one participant answer at ``seat``, change and withdraw; return what then, None when left before.

    ``passed`` on a keyboard that goes from hand to hand. Raises WorkshopError when the round is closed.
    """
    answering = Answering.resume(seat.questions, seat.ballot)
    while True:
        if not answering.ballot.handed_in:
            rated = await _answer(app, seat, answering)
            if rated is None:
                return None
            answering = rated
        choice = await _after(app, seat, passed=passed)
        if choice is AfterRating.CHANGE:
            answering = answering.take_back().go(0)
        elif choice is AfterRating.WITHDRAW:
            sure = ConfirmScreen(_("Withdraw all your answers?"), _("Nothing of them will be counted."))
            if await app.push_screen_wait(sure):
                empty = await in_thread(seat.withdraw, answering.ballot)
                app.notify(_("Withdrawn. Nothing of it is counted."))
                answering = Answering.resume(answering.questions, empty)
        else:
            return choice


async def show_flow(app: App[Any], path: Path) -> None:
    """Show the result of a session until it is left."""
    from workshop.ui.screens.results import ResultsScreen

    session = await in_thread(load, path)
    before = await in_thread(earlier, path, session)
    previous = await in_thread(load, before.path) if before else None
    await app.push_screen_wait(ResultsScreen(session, path, previous))


def _sit(path: Path, code: str | None, as_new: bool) -> Seat:
    if Room(path).number is None and (planned := load(path)).solo and not planned.first:
        sealing.open_round(path)  # alone, nobody else has to open it
    return take_seat(path, code, as_new=as_new)


async def _answer(app: App[Any], seat: Seat, answering: Answering) -> Answering | None:
    """Ask all questions; None when the participant left, or may not go on."""
    async with keys_kept(app):
        rated = await _begun(app, seat, answering)
    if isinstance(rated, WorkshopError):
        raise rated
    return await feel(app, seat, rated) if rated and rated.ballot.handed_in else None


async def _begun(app: App[Any], seat: Seat, answering: Answering) -> Answering | WorkshopError | None:
    """Say what one should know before, and ask; None when the participant did not want to start."""
    if not answering.ballot.answers and not answering.ballot.at:
        before = BeforeScreen(seat.session, seat.ticket.code, len(seat.questions), seat.poll)
        group = await app.push_screen_wait(before)
        if group is None:
            return None
        if group:
            answering = answering.join_group(group)
            await in_thread(seat.cast, answering.ballot)
    return await app.push_screen_wait(
        RatingScreen(seat.session, answering, threaded(seat.cast), seat.ticket.code)
    )


async def feel(app: App[Any], seat: Seat, answering: Answering) -> Answering:
    """Ask how it feels since last time, where there was one; return the answers with it, saved."""
    before = None if answering.ballot.felt else await in_thread(seat.before)
    if before:
        felt = await app.push_screen_wait(FeltScreen(seat.session, answering.attributes, before.held_on))
        if felt:
            answering = answering.feel(felt)
            await in_thread(seat.cast, answering.ballot)
    return answering


async def _after(app: App[Any], seat: Seat, *, passed: bool) -> AfterRating:
    try:
        presence = await in_thread(Room(seat.path).presence)
    except RoundClosed:
        hint = _("If it was counted, what you handed in is in it.")
        raise RoundClosed(_("the round is closed"), hint) from None
    done = DoneScreen(seat.session, seat.ticket.code, presence.handed_in, passed=passed)
    return await app.push_screen_wait(done)


async def _count_alone(app: App[Any], path: Path) -> None:
    if (await in_thread(Room(path).presence)).joined > 1:
        raise WorkshopError(
            _("others rate in this session too"),
            _("When all are done: workshop close {path}").format(path=path.stem),
        )
    await in_thread(sealing.close_round, path)
    await in_thread(sealing.close_session, path)
    forget(path)
    await show_flow(app, path)


async def in_thread(act: Callable[..., _Done], *args: object) -> _Done:
    """Do what may block the disk away from the event loop."""
    return await asyncio.to_thread(act, *args)
