"""How the screens of a guest learn what the room does: they are told, and look at no file themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from textual.app import App
from textual.screen import Screen

from workshop.store.progress import Progress

__all__ = ["Follow", "shown_while"]

_Result = TypeVar("_Result")


class Follow(Protocol):
    """Where the session stands, for everybody who follows it."""

    @property
    def progress(self) -> Progress:
        """The newest look at the session."""

    async def after(self, seen: Progress) -> Progress:
        """Wait until the session stands elsewhere than ``seen``; return where."""


async def shown_while(
    app: App[Any], screen: Screen[_Result], follow: Follow, still: Callable[[Progress], bool]
) -> _Result | None:
    """Show ``screen`` until it is dismissed, or until ``still`` says no to where the session stands now.

    ``still`` is asked at each change and may draw; None when it said no.
    """

    async def watch() -> None:
        now = follow.progress
        while still(now):
            now = await follow.after(now)
        if screen in app.screen_stack:
            while app.screen is not screen:
                app.pop_screen()
            screen.dismiss(None)

    # Not push_screen_wait: it may push later, and who watches would have looked for the screen before.
    shown = app.push_screen(screen, wait_for_dismiss=True)
    watching = asyncio.create_task(watch())
    try:
        return await shown
    finally:
        watching.cancel()
