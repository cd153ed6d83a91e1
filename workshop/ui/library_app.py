"""The library: the shelf's entries on a screen, and what people want done with them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from workshop.language import _
from workshop.store.shelf import Entry, Shelf
from workshop.store.workspace import Workspace
from workshop.ui.app import WorkshopApp
from workshop.ui.screens.library import LibraryScreen, Wish

__all__ = ["LibraryApp"]

_Read = TypeVar("_Read")

_UNTIL_MADE = 0.5
"""Seconds between two looks for a folder that is not there yet."""

_CHECKED = 300
"""Entries validated in full in the background."""


class LibraryApp(WorkshopApp):
    """The sessions of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._shelf = Shelf(workspace.assessments)
        self._one_by_one = asyncio.Lock()
        self.reading: tuple[int, int] | None = None
        """How many sessions are read, of how many; None once all are."""
        self.changed = asyncio.Event()
        """Set after each change of the sessions on the disk; whoever follows them clears it."""
        self.library = LibraryScreen([], str(workspace.assessments), workspace.chosen_by, self._fulfil)
        # What can be seen is read before the first frame; more follow while one already looks.
        self._show(*self._shelf.newest(self.size.height))
        self.trashed: Path | None = None

    def get_default_screen(self) -> LibraryScreen:
        """Begin with the library: an empty screen below it would cost a tenth of the start."""
        return self.library

    def on_mount(self) -> None:
        """Read the rest and watch for changes, behind the first frame."""
        self.call_after_refresh(lambda: self.run_worker(self._keep_current()))

    async def _fulfil(self, wish: Wish, paths: tuple[Path, ...]) -> None:
        """Do what was wished, and show what changed."""
        from workshop.ui import library_flows as flows

        ways: dict[Wish, Callable[[LibraryApp, tuple[Path, ...]], Awaitable[None]]] = {
            Wish.SHOW: flows.show,
            Wish.RATE: flows.rate,
            Wish.LEAD: flows.lead,
            Wish.COMPARE: flows.compare,
            Wish.TRENDS: flows.trends,
            Wish.NEW: flows.plan,
            Wish.OPEN_OR_CLOSE: flows.open_or_close,
            Wish.RENAME: flows.rename,
            Wish.REDATE: flows.redate,
            Wish.DUPLICATE: flows.duplicate,
            Wish.DELETE: flows.delete,
            Wish.RESTORE: flows.restore,
            Wish.EXPORT: flows.export,
        }

        await ways[wish](self, paths)
        await self.refill()

    async def refill(self, here: Path | None = None) -> None:
        """Read what changed on the disk and show it; go to ``here`` when it is given."""
        self.library.fill(await self._read(self._shelf.entries))
        if here:
            self.library.go_to(here)

    async def _keep_current(self) -> None:
        from workshop.store.watch import changes

        await self._read_all()
        folder = self.workspace.assessments
        while True:
            while not await asyncio.to_thread(folder.is_dir):
                await asyncio.sleep(_UNTIL_MADE)
            try:
                async for _ in changes(folder):
                    await self._read_all()
                    self.changed.set()
            except FileNotFoundError:
                continue  # it went between the look and the watch
            except OSError:
                return  # no more watches to be had: what one does here is shown all the same

    async def _read_all(self) -> None:
        entries: list[Entry] = []
        batches = self._shelf.batches()
        while batch := await self._read(lambda: next(batches, None)):
            entries, total = batch
            self._show(entries, total)
        if await self._read(lambda: self._shelf.check(entries[:_CHECKED])):
            await self.refill()

    async def _read(self, look: Callable[[], _Read]) -> _Read:
        """Look at the shelf in a thread, one after the other; between batches others have their turn."""
        async with self._one_by_one:
            return await asyncio.to_thread(look)

    def _show(self, entries: list[Entry], total: int) -> None:
        self.reading = (len(entries), total) if len(entries) < total else None
        self.library.fill(
            entries, _(" of {total}, reading").format(total=total) if len(entries) < total else ""
        )
