"""What is typed, in the order in which it was typed, whichever screens come and go meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias
from weakref import ref

from textual import events
from textual.app import App
from textual.screen import Screen

__all__ = ["Keyboard", "give_back"]

Typed: TypeAlias = events.Key | events.Paste
"""What comes from a keyboard, a terminal or a far line."""


class Keyboard:
    """Gives what is typed to the screen that is there, one screen at a time.

    Every screen has a queue of its own. When another screen comes, what still waits in the queue of the one
    before is meant for it, too; what is typed next must not overtake that. It waits here until the one
    before has dealt with what it was given, or has given it back.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._given: Callable[[], Screen[Any] | None] = lambda: None
        """The screen that was given something last; by a weak reference, as it may be left long since."""
        self._back: list[Typed] = []
        """What it gave back."""
        self._since: list[Typed] = []
        """What was typed since."""
        self.waits = False
        """Whether something was typed that no screen has yet."""

    def keeps(self, event: Typed) -> bool:
        """Return False where the screen that is there may have ``event`` now; else keep it for later."""
        if getattr(event, "key", "") == "ctrl+c" or not self._app.screen_stack:
            return False
        if not self.waits:
            before = self._given()
            self._given = ref(self._app.screen)
            if before in {None, self._app.screen}:
                return False
            self._wait_for(before)
        if self.waits:
            self._since.append(event)
        return self.waits

    def give_back(self, event: Typed) -> None:
        """Take ``event`` from a screen for which it was not meant, for the one that is there now."""
        event.stop()
        self._back.append(_once_more(event))
        if not self.waits:
            self._wait_for(self._given())
        if not self.waits:
            self._give()

    def _wait_for(self, screen: Screen[Any] | None) -> None:
        """Wait until ``screen`` has dealt with all in its queue; a closed one already has."""
        self.waits = screen is not None and screen.call_later(self._give)

    def _give(self) -> None:
        typed = [*self._back, *self._since]
        self._back, self._since, self.waits = [], [], False
        if not self._app.screen_stack:
            return
        self._given = ref(self._app.screen)
        for event in typed:
            event._set_forwarded()  # noqa: SLF001 - as Textual's own screens do
            self._app.screen.post_message(event)


def give_back(screen: Screen[Any], event: Typed) -> None:
    """Give ``event``, which came to ``screen``, to the screen that is there now."""
    keyboard = getattr(screen.app, "keyboard", None)
    assert isinstance(keyboard, Keyboard)
    keyboard.give_back(event)


def _once_more(event: Typed) -> Typed:
    """Return the same key or paste anew, for another screen."""
    if isinstance(event, events.Key):
        return events.Key(event.key, event.character)
    return events.Paste(event.text)
