"""Saving for all guests of a host: written on the loop, synced beside it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from workshop.model.ballot import Ballot
from workshop.store import ballot_file
from workshop.store.ballot_box import unsaved
from workshop.store.seat import Seat

__all__ = ["Keeper"]

_AT_ONCE: Final = 8
"""Ballots under way to the disk: most of the time of each is the disk's."""


class Keeper:
    """Casts ballots. A thread only waits for the disk: each step it took would stop who draws for a while."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_AT_ONCE, "keeper")

    async def cast(self, seat: Seat, ballot: Ballot) -> None:
        """Return when ``ballot`` is on the disk; raises as ``seat.cast`` does."""
        loop = asyncio.get_running_loop()
        added = seat.add(ballot)
        if added is None:
            await loop.run_in_executor(self._threads, seat.cast, ballot)
            return
        try:
            await loop.run_in_executor(self._threads, ballot_file.settle, added)
        except OSError as error:
            raise unsaved(error) from None

    async def stop(self) -> None:
        """Return when everything under way is on the disk."""
        await asyncio.to_thread(self._threads.shutdown)
