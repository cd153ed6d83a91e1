"""Saving for a host: what it says is saved is on the disk, and what it refuses is told."""

from __future__ import annotations

import asyncio
import errno
import json
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.acceptance.people import plan
from workshop.errors import WorkshopError
from workshop.host.keeper import Keeper
from workshop.model.ballot import Ballot
from workshop.store import sealing
from workshop.store.ballot_box import ContinuedElsewhere, RoundClosed
from workshop.store.lock import alone_at, inside
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


async def test_what_is_changed_or_taken_back_is_nowhere(seat: Seat, keeper: Keeper) -> None:
    first, second, *_ = seat.questions
    (file,) = (file for file in Room(seat.path).box.folder.iterdir() if seat.ticket.participant in file.name)
    inode = file.stat().st_ino
    ballot = seat.ballot
    changes: tuple[Callable[[Ballot], Ballot], ...] = (
        lambda ballot: ballot.answered(first.key, 4),
        lambda ballot: ballot.answered(second.key, 1),
        lambda ballot: ballot.answered(first.key, 2),
        lambda ballot: ballot.changed(answers={first.key: 2}),
        lambda ballot: ballot.commented("vision", "hidden"),
        lambda ballot: ballot.commented("vision", ""),
    )
    for change in changes:
        ballot = change(ballot)
        await keeper.cast(seat, ballot)
        assert kept(seat) == ballot
        *before, last = file.read_bytes().splitlines()
        assert not b"".join(before).strip()
        assert json.loads(last)["revision"] == ballot.revision
    assert file.stat().st_ino == inode  # no other file was put in its place


async def test_a_line_that_a_crash_left_is_blanked_with_the_next_answer(seat: Seat, keeper: Keeper) -> None:
    ballot = seat.ballot.answered(seat.questions[0].key, 4)
    added = seat.add(ballot)
    assert added
    os.close(added.descriptor)  # the program ended here
    again = take_seat(seat.path, seat.ticket.code, remember=False)
    assert again.ballot.answers == ballot.answers
    for question in seat.questions:
        ballot = again.ballot.answered(question.key, 1).changed(revision=ballot.revision + 9)
        await keeper.cast(again, ballot)
    (file,) = (file for file in again.box.folder.iterdir() if seat.ticket.participant in file.name)
    assert len(file.read_bytes().split()) == 1


async def test_a_file_does_not_grow_for_ever(seat: Seat, keeper: Keeper) -> None:
    ballot = seat.ballot.commented("vision", "x" * 900)
    for level in (1, 2, 3, 4, 5) * 8:
        ballot = ballot.answered(seat.questions[0].key, level)
        await keeper.cast(seat, ballot)
    assert kept(seat) == ballot
    (file,) = (file for file in seat.box.folder.iterdir() if seat.ticket.participant in file.name)
    assert file.stat().st_size < 20_000


async def test_who_waits_for_another_program_stops_nobody_else(seat: Seat, keeper: Keeper) -> None:
    other = take_seat(seat.path, as_new=True, remember=False)
    question = seat.questions[0].key
    (file,) = (file for file in seat.box.folder.iterdir() if seat.ticket.participant in file.name)
    with inside(file.parent) as folder, alone_at(file.name, folder):
        waiting = asyncio.create_task(keeper.cast(seat, seat.ballot.answered(question, 1)))
        await keeper.cast(other, other.ballot.answered(question, 5))
        assert not waiting.done()
    await waiting
    assert kept(seat).answers == {question: 1}


async def test_what_is_not_on_the_disk_is_not_saved(
    seat: Seat, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    ballot = seat.ballot.answered(seat.questions[0].key, 2)
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", _broken)
        with pytest.raises(WorkshopError, match="cannot be saved: Input/output error"):
            await keeper.cast(seat, ballot)
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    await keeper.cast(seat, ballot)
    assert synced  # tried again it is written again, though it could be read already
    assert kept(seat) == ballot


async def test_what_the_disk_refused_to_keep_is_nowhere_once_it_is_taken_back(
    seat: Seat, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = seat.ballot.commented("vision", "a secret")
    await keeper.cast(seat, secret)
    without = secret.commented("vision", "")
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", _broken)
        with pytest.raises(WorkshopError, match="cannot be saved"):
            await keeper.cast(seat, without)
    first, second, *_ = seat.questions
    await keeper.cast(seat, without.answered(first.key, 2))
    assert "a secret" not in texts(seat)
    await keeper.cast(seat, without.answered(first.key, 2).answered(second.key, 3))
    assert "a secret" not in texts(seat)


def texts(seat: Seat) -> str:
    """All that is on the disk of the open ballots."""
    return "".join(file.read_text() for file in Room(seat.path).box.folder.iterdir())


def _broken(_descriptor: int) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


async def test_stopped_it_saves_first_what_it_was_given(seat: Seat, keeper: Keeper) -> None:
    ballots = [seat.ballot]
    for question in seat.questions:
        ballots.append(ballots[-1].answered(question.key, 5))
    casting = [asyncio.create_task(keeper.cast(seat, ballot)) for ballot in ballots[1:]]
    await asyncio.sleep(0)
    await keeper.stop()
    assert kept(seat) == ballots[-1]
    await asyncio.gather(*casting)


async def test_casts_of_one_participant_never_wait_for_one_that_stands_behind_them(
    seat: Seat, keeper: Keeper
) -> None:
    """All threads waited for the ballot, which one more cast then took, with no thread left to settle it."""
    ballots = [seat.ballot]
    for question in seat.questions[:12]:
        ballots.append(ballots[-1].answered(question.key, 5))
    (file,) = (file for file in seat.box.folder.iterdir() if seat.ticket.participant in file.name)
    with inside(file.parent) as folder, alone_at(file.name, folder):
        casting = [asyncio.create_task(keeper.cast(seat, ballot)) for ballot in ballots[1:-1]]
        await asyncio.sleep(0.1)
    casting.append(asyncio.create_task(keeper.cast(seat, ballots[-1])))
    await asyncio.wait_for(asyncio.gather(*casting), 5)
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
