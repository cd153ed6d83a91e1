"""Tells when the sessions of a folder changed, whoever changed them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from workshop.store.atomic import BACKUP, TEMPORARY

__all__ = ["changes"]


async def changes(folder: Path) -> AsyncIterator[None]:
    """Yield after each burst of changes to session files in ``folder``, until cancelled."""
    from watchfiles import Change, awatch  # a library of its own thread: only who watches pays for it

    def matters(_change: Change, path: str) -> bool:
        return not path.endswith((TEMPORARY, BACKUP))

    async for _ in awatch(folder, watch_filter=matters, recursive=False, step=100):
        yield
