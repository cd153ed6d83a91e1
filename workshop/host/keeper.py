"""Saving for all guests of a host: written on the loop, synced beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Final, NamedTuple

from workshop.model.ballot import Ballot
from workshop.store.seat import Seat

__all__ = ["Keeper"]

_AT_ONCE: Final = 8
"""Ballots under way to the disk: most of the time of each is the disk's."""


class _Work(NamedTuple):
    act: Callable[[], None]
    done: asyncio.Future[None]


class Keeper:
    """Casts ballots. A thread only waits for the disk: each step it took would stop who draws for a while.

    Threads of its own, because an executor takes longer to hand a ballot over than the disk's answer is used.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._work: SimpleQueue[_Work | None] = SimpleQueue()
        self._last: dict[str, asyncio.Future[None]] = {}
        """What each participant cast last, while that is under way."""
        self._threads = [Thread(target=self._keep, name=f"keeper {n}", daemon=True) for n in range(_AT_ONCE)]
        for thread in self._threads:
            thread.start()

    async def cast(self, seat: Seat, ballot: Ballot) -> None:
        """Return when ``ballot`` is on the disk; raises as ``seat.cast`` does."""
        who = seat.ticket.participant
        # One by one: all threads could wait for a ballot whose own settling stands behind them.
        while before := self._last.get(who):
            await asyncio.wait([before])
        added = seat.add(ballot)
        self._last[who] = done = self._loop.create_future()
        done.add_done_callback(lambda _done: self._last.pop(who))
        act = partial(seat.box.settle, added) if added else partial(seat.cast, ballot)
        self._work.put(_Work(act, done))
        await done

    async def stop(self) -> None:
        """Return when everything under way is on the disk."""
        while self._last:
            await asyncio.wait(self._last.values())
        for _thread in self._threads:
            self._work.put(None)
        for thread in self._threads:
            await asyncio.to_thread(thread.join)

    def _keep(self) -> None:
        while work := self._work.get():
            error: Exception | None = None
            try:
                work.act()
            except Exception as raised:  # noqa: BLE001 - told to who waits for it
                error = raised
            self._loop.call_soon_threadsafe(_tell, work.done, error)


def _tell(done: asyncio.Future[None], error: Exception | None) -> None:
    if done.cancelled():
        return
    if error:
        done.set_exception(error)
    else:
        done.set_result(None)
