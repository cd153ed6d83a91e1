"""What is typed when the page before the questions is gone and the first question is not there yet."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.app import App
from textual.screen import Screen

from workshop.ui.keyboard import give_back
from workshop.ui.screens.rating import RatingScreen

__all__ = ["keys_kept"]


class _Between(Screen[None]):
    """Lies below both; nobody sees it for longer than it takes to save."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: list[events.Key] = []

    def on_key(self, event: events.Key) -> None:
        """Keep what was typed; Ctrl+C still ends the program."""
        if event.key != "ctrl+c":
            event.stop()
            self._typed.append(event)
            self._hand_on()

    def on_screen_suspend(self) -> None:
        """Hand on what was typed."""
        self._hand_on()

    def _hand_on(self) -> None:
        """Give it to the questions once they are there; before any other screen it meant nothing."""
        if self.app.screen is self:
            return
        if isinstance(self.app.screen, RatingScreen):
            for event in self._typed:
                give_back(self, event)
        self._typed.clear()


@asynccontextmanager
async def keys_kept(app: App[Any]) -> AsyncIterator[None]:
    """Keep the keys typed between two screens for the questions, and from whatever lies below."""
    between = _Between()
    await app.push_screen(between)
    try:
        yield
    finally:
        if app.screen_stack[-1:] == [between]:  # the program may be at its end, without a screen
            app.pop_screen()
