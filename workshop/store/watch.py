"""Tells when the sessions of a folder changed, whoever changed them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from workshop.store.atomic import BACKUP, TEMPORARY

__all__ = ["changes"]

_LOOK: Final = 500
"""Milliseconds between two looks whether the folder still stands."""


async def changes(folder: Path) -> AsyncIterator[None]:
    """Yield as soon as ``folder`` is watched, then after each burst of changes to its files, while it stands.

    What changed before the first yield may have gone unseen: read then. Raises OSError when it cannot watch.
    """
    while folder.is_dir():
        async for _burst in _watched(folder):
            yield
        await asyncio.sleep(_LOOK / 1000)


async def _watched(folder: Path) -> AsyncIterator[None]:
    """Yield as ``changes`` does, until a file changes whose name is no UTF-8: there the library gives up."""
    from watchfiles import Change, awatch  # a library of its own thread: only who watches pays for it
    from watchfiles._rust_notify import WatchfilesRustInternalError

    def matters(_change: Change, path: str) -> bool:
        return not path.endswith((TEMPORARY, BACKUP))

    watching = awatch(
        folder, watch_filter=matters, recursive=False, step=50, rust_timeout=_LOOK, yield_on_timeout=True
    )
    begun = False
    try:
        async for found in watching:
            if found or not begun:
                begun = True
                yield
            if not folder.is_dir():
                return
    except* WatchfilesRustInternalError:
        pass
