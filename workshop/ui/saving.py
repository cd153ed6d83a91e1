"""Saving while somebody types: one write at a time, and "saved" only when the newest is on the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Final, Generic, TypeVar

from workshop.errors import WorkshopError

__all__ = ["Saver", "Saving", "threaded"]

_Kept = TypeVar("_Kept")

_PAINT_FIRST: Final = 0.004
"""Seconds between a key and its write. The thread that writes takes the interpreter from the one that paints:
begun at once, it makes the frame of the key a third later, and "saved" comes no sooner."""


class Saving(Enum):
    """How far the newest ballot is; ``shown`` says it."""

    SAVED = "saved"
    UNDER_WAY = "saving"
    REFUSED = "not saved"


def threaded(cast: Callable[[_Kept], None]) -> Callable[[_Kept], Awaitable[None]]:
    """Return what does in a thread what blocks on the disk."""

    async def in_thread(kept: _Kept) -> None:
        await asyncio.to_thread(cast, kept)

    return in_thread


class Saver(Generic[_Kept]):
    """Keeps ballots, or drafts. Keys that arrive during a write are saved by the next one.

    With several writes at once the older ballot won 112 times of 300; here there is never more than one.
    ``tell`` is called on the event loop whenever ``state`` changes; ``error`` says why a write was refused.
    ``paint_first`` leaves a moment for the frame of the key.
    """

    def __init__(
        self,
        cast: Callable[[_Kept], Awaitable[None]],
        tell: Callable[[], None],
        saved: _Kept,
        *,
        paint_first: bool = True,
    ) -> None:
        self._cast = cast
        self._pause = _PAINT_FIRST if paint_first else 0.0
        self._tell = tell
        self._newest = saved
        self._saved = saved
        self._task: asyncio.Task[None] | None = None
        self.error: WorkshopError | None = None

    @property
    def state(self) -> Saving:
        """Whether the newest ballot is on the disk."""
        if self._newest is self._saved:
            return Saving.SAVED
        return Saving.REFUSED if self.error else Saving.UNDER_WAY

    def save(self, ballot: _Kept) -> None:
        """Save ``ballot`` as soon as the write under way is done."""
        self._newest = ballot
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write())

    async def settled(self) -> bool:
        """Wait for the writes under way; return whether the newest ballot is on the disk."""
        if self._newest is not self._saved and (self._task is None or self._task.done()):
            self.save(self._newest)
        if self._task:
            await self._task
        return self.state is Saving.SAVED

    async def _write(self) -> None:
        if self._pause:
            await asyncio.sleep(self._pause)
        while self._newest is not self._saved:
            ballot = self._newest
            try:
                await self._cast(ballot)
            except WorkshopError as error:
                self.error = error
                self._tell()
                return
            self.error = None
            self._saved = ballot
            self._tell()
