"""What a screen does that takes a moment, and what is typed meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from inspect import CORO_CREATED, getcoroutinestate
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.screen import Screen
from textual.worker import Worker

from workshop.errors import WorkshopError
from workshop.ui.keyboard import Typed, give_back

__all__ = ["ActingScreen"]

_Result = TypeVar("_Result")


class ActingScreen(Screen[_Result], Generic[_Result]):
    """Acts one by one. What is typed meanwhile is done after it, in order, or on the screen it opened."""

    FORGETS: ClassVar[bool] = False
    """Whether what was typed behind an action counts for nothing here: it would act on something unseen."""

    def __init__(self) -> None:
        super().__init__()
        self._one_by_one = asyncio.Lock()
        self._doing: list[Coroutine[Any, Any, object]] = []
        """Actions that are not done yet."""
        self._ahead: list[Typed] = []
        """What was typed behind them."""
        self._coming: Typed | None = None
        """What of it is on its way back to this screen."""

    @property
    def is_busy(self) -> bool:
        """Whether what is typed now has to wait."""
        return bool(self._doing or self._coming or self._ahead)

    def act(self, action: Coroutine[Any, Any, object]) -> None:
        """Do what may take a moment, or asks something; what cannot be done is said."""

        async def begin() -> None:
            await self._act(action)

        self._doing.append(action)
        _worker: Worker[None] = self.run_worker(begin)  # not begin(): Python complains of one never begun

    def acted(self) -> None:
        """Show what an action came to."""

    def beside(self, action: Coroutine[Any, Any, object]) -> None:
        """Do what takes long beside all else, also when this screen is left; keys are heard meanwhile."""
        self.app.run_worker(self._or_say_why(action))

    async def _or_say_why(self, action: Coroutine[Any, Any, object]) -> None:
        try:
            await action
        except WorkshopError as error:
            self.app.notify(str(error), severity="error", timeout=12, markup=False)

    async def _act(self, action: Coroutine[Any, Any, object]) -> None:
        try:
            async with self._one_by_one:
                await self._or_say_why(action)
        finally:
            action.close()
            self._doing.remove(action)
            if self.FORGETS and self.is_active:
                self._ahead.clear()
            self._hand_on()
        self.acted()

    async def on_event(self, event: events.Event) -> None:
        """Let what is typed wait for what was typed before it, or give it back. Ctrl+C does not wait."""
        if not isinstance(event, (events.Key, events.Paste)):
            await super().on_event(event)
        elif event is self._coming:
            self._coming = None
            await super().on_event(event)
        elif self.is_busy and getattr(event, "key", "") != "ctrl+c":
            event.stop()
            self._ahead.append(event)
        elif self.app.screen is not self:
            give_back(self, event)
        else:
            await super().on_event(event)
        self._hand_on()

    def on_screen_suspend(self) -> None:
        """Hand what was typed ahead to the screen that asks for it."""
        self._hand_on()

    def on_unmount(self) -> None:
        """Give up what was never begun."""
        for action in self._doing:
            if getcoroutinestate(action) == CORO_CREATED:
                action.close()

    def _hand_on(self) -> None:
        """Give what was typed ahead to the screen that is there now; here one by one, each may take long."""
        if not self._ahead or self._coming or not self.app.screen_stack:
            return
        if self.app.screen is not self:
            for event in self._ahead:
                give_back(self, event)
            self._ahead = []
        elif not self._doing:
            self._coming = self._ahead.pop(0)
            self.post_message(self._coming)
