"""The process that saves for a host: what it says is saved is on the disk, and what it refuses is told."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.people import plan
from workshop.errors import WorkshopError
from workshop.host.keeper import Keeper
from workshop.model.ballot import Ballot
from workshop.store import sealing
from workshop.store.ballot_box import ContinuedElsewhere, RoundClosed
from workshop.store.room import Room
from workshop.store.seat import Seat, seat_with, take_seat


@pytest.fixture
async def keeper() -> AsyncIterator[Keeper]:
    keeper = Keeper()
    yield keeper
    await keeper.stop()


@pytest.fixture
def seat(workspace: Path) -> Seat:
    path = plan(workspace, invited=3, mode="open", depth="full")
    sealing.open_round(path)
    return take_seat(path, as_new=True, remember=False)


def kept(seat: Seat) -> Ballot:
    return Room(seat.path).box.ballots()[seat.ticket.participant]


async def test_what_was_cast_is_on_the_disk_as_it_was(seat: Seat, keeper: Keeper) -> None:
    first, *_ = seat.questions
    ballot = seat.ballot.answered(first.key, 4).commented("vision", "„Wohin?“\n\u202dx").changed(group="Süd")
    await keeper.cast(seat, ballot)
    assert kept(seat) == ballot
    assert kept(seat).answers == {first.key: 4}


async def test_killed_it_says_that_nothing_is_saved_and_the_next_answer_starts_it_anew(
    seat: Seat, keeper: Keeper
) -> None:
    process = await keeper.start()
    process.send_signal(signal.SIGSTOP)
    ballot = seat.ballot.answered(seat.questions[0].key, 2)
    casting = asyncio.create_task(keeper.cast(seat, ballot))
    await asyncio.sleep(0)
    process.kill()
    with pytest.raises(WorkshopError, match="cannot be saved"):
        await casting
    assert kept(seat) == seat.ballot
    await keeper.cast(seat, ballot)
    assert kept(seat) == ballot


async def test_ended_with_its_host_it_saves_first_what_it_was_given(seat: Seat, keeper: Keeper) -> None:
    ballots = [seat.ballot]
    for question in seat.questions:
        ballots.append(ballots[-1].answered(question.key, 5))
    casting = [asyncio.create_task(keeper.cast(seat, ballot)) for ballot in ballots[1:]]
    await asyncio.sleep(0)
    await keeper.start()
    await asyncio.sleep(0)
    await keeper.stop()
    await asyncio.gather(*casting)
    assert kept(seat) == ballots[-1]


async def test_a_stale_turn_and_a_closed_round_are_refused_as_by_the_box(seat: Seat, keeper: Keeper) -> None:
    ballot = seat.ballot.answered(seat.questions[0].key, 3)
    await keeper.cast(seat, ballot)
    newer = seat_with(seat.path, seat.ticket)
    with pytest.raises(ContinuedElsewhere) as stale:
        await keeper.cast(seat, ballot.answered(seat.questions[1].key, 1))
    assert "start again with your code" in stale.value.hint
    sealing.close_round(seat.path)
    with pytest.raises(RoundClosed):
        await keeper.cast(newer, newer.ballot.answered(seat.questions[1].key, 1))


async def test_signals_that_stop_a_service_leave_it_to_save_what_is_under_way(
    seat: Seat, keeper: Keeper
) -> None:
    process = await keeper.start()
    ballot = seat.ballot.answered(seat.questions[0].key, 1)
    await keeper.cast(seat, ballot)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        process.send_signal(number)
    again = ballot.answered(seat.questions[1].key, 1)
    await keeper.cast(seat, again)
    assert kept(seat) == again
    assert await keeper.start() is process
