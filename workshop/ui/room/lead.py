"""What a stage's screen may do with the session: see it, change it durably, know the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from workshop.model.agenda import Agenda, Standing
from workshop.model.session import Session, Stage
from workshop.store import facilitating, sessions
from workshop.store.codec import load
from workshop.store.history import earlier
from workshop.store.room import Room

__all__ = ["Lead"]

_Done = TypeVar("_Done")


class Lead:
    """The session one leads. ``session`` is always as it stands on the disk after one's last change."""

    def __init__(self, path: Path, session: Session, started: datetime) -> None:
        self.path = path
        self.session = session
        self.before: Session | None = None
        """The newest earlier session of the same organisation and unit, once it was looked for."""
        self.leads = True
        """Whether nobody else took over, when that was last looked at."""
        self.room = Room(path)
        self._started = started
        self._one_by_one = asyncio.Lock()

    @property
    def agenda(self) -> Agenda:
        """The stages and their minutes."""
        return Agenda.planned(self.session.agenda)

    @property
    def elapsed(self) -> float:
        """Minutes since the workshop began."""
        return (datetime.now(UTC) - self._started).total_seconds() / 60

    def standing(self, stage: Stage) -> Standing:
        """Return how far ahead or behind the team is in ``stage``."""
        return self.agenda.standing(stage, self.elapsed)

    async def look_back(self) -> None:
        """Look for the session before: among thousands it takes a moment, and only the follow-up asks."""
        self.before = await self.look(_before, self.path, self.session)

    async def lead_again(self) -> None:
        """Take the room back from who took it over. Raises WorkshopError."""
        await self.do(lambda: facilitating.claim(self.path, take_over=True))
        self.leads = True

    async def change(self, apply: Callable[[Session], Session]) -> Session:
        """Apply a change to the session as it is on the disk now and save it. Raises WorkshopError."""
        return await self.do(sessions.change, self.path, apply)

    async def do(self, act: Callable[..., Session], *args: object) -> Session:
        """Do a step of opening, counting or closing that returns the session as saved.

        Steps follow each other, and a step that began comes to its end even when its screen is left.
        """
        return await asyncio.shield(self._do(act, *args))

    async def look(self, at: Callable[..., _Done], *args: object) -> _Done:
        """Read something from the disk away from the event loop."""
        return await asyncio.to_thread(at, *args)

    async def _do(self, act: Callable[..., Session], *args: object) -> Session:
        async with self._one_by_one:
            self.session = await asyncio.to_thread(act, *args)
            return self.session


def _before(path: Path, session: Session) -> Session | None:
    found = earlier(path, session)
    return load(found.path) if found else None
