"""One look at the session's files for everybody who waits: who follows is told when something changed."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Final, NoReturn

from workshop.errors import WorkshopError
from workshop.store.progress import Lookout, Progress

__all__ = ["Following"]

_EVERY: Final = 0.4
"""Seconds between two looks: those who follow are at most this late."""

_log = logging.getLogger("workshop.host")


class Following:
    """Where the session at ``path`` stands."""

    def __init__(self, path: Path, progress: Progress, lookout: Lookout) -> None:
        self.path = path
        self._lookout = lookout
        self._progress = progress
        self._changed = asyncio.Event()

    @classmethod
    async def begin(cls, path: Path) -> Following:
        """Take the first look. Raises WorkshopError."""
        lookout = Lookout(path)
        return cls(path, await asyncio.to_thread(lookout.look), lookout)

    @property
    def progress(self) -> Progress:
        """The newest look."""
        return self._progress

    async def after(self, seen: Progress) -> Progress:
        """Wait until the session stands elsewhere than ``seen``."""
        while self._progress is seen:
            await self._changed.wait()
        return self._progress

    async def run(self) -> NoReturn:
        """Look again and again, until cancelled."""
        complained = False
        while True:
            await asyncio.sleep(_EVERY)
            try:
                now = await asyncio.to_thread(self._lookout.look)
                complained = False
            except (WorkshopError, OSError) as error:
                if not complained:
                    why = error.strerror if isinstance(error, OSError) else error.message
                    _log.warning("the session cannot be read now: %s", why)
                complained = True
                continue
            if now != self._progress:
                self._progress = now
                told, self._changed = self._changed, asyncio.Event()
                told.set()
