"""The program of one participant: the screens of ``ui`` on a terminal at the other end of a channel."""

from __future__ import annotations

import contextvars
import sys
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.color import Color
from textual.dom import DOMNode
from textual.driver import Driver
from textual.screen import Screen
from textual.strip import Strip

from workshop.errors import WorkshopError
from workshop.host.driver import RemoteDriver, Wire
from workshop.host.encoder import Encoder
from workshop.host.log import log_broken
from workshop.host.stylesheet import SharedStylesheet
from workshop.report.guest import parting
from workshop.store.door import Guest
from workshop.ui.app import WorkshopApp
from workshop.ui.guest.follow import Follow
from workshop.ui.screens.base import PageScreen
from workshop.ui.widgets.page import DrawsAtOnce, Page

if TYPE_CHECKING:
    from workshop.ui.guest.flow import Cast, Refusing

__all__ = ["GuestApp"]

_UNUSED: Final = Color(0, 0, 0)
"""The ground that filters may ask for; none of ours does."""


class GuestApp(WorkshopApp, DrawsAtOnce):
    """Shows a guest what they may see, and draws nothing on this machine's own terminal."""

    def __init__(self, wire: Wire, encoder: Encoder, *, unicode: bool) -> None:
        super().__init__(few=True, unicode=unicode)
        self.stylesheet = SharedStylesheet(variables=self.get_css_variables())
        self._wire = wire
        self._encoder = encoder
        self.animation_level = "none"
        # The real streams: Textual captures what is printed, for the whole process.
        self._capture_stdout: Any = sys.stdout
        self._capture_stderr: Any = sys.stderr
        self.farewell = parting("")
        self.broke = False
        self._inside: contextvars.Context | None = None
        """Where the app is the running one; None before there is a screen."""
        self._way: Callable[[WorkshopApp], Coroutine[Any, Any, str]] | None = None

    def lead(self, path: Path, guest: Guest, follow: Follow, cast: Cast, refusing: Refusing) -> None:
        """Say whose way it is, before the app runs."""
        from workshop.ui.guest.flow import guest_flow

        self._way = lambda app: guest_flow(app, path, guest, follow, cast, refusing, self._know)

    def _know(self, said: str) -> None:
        """Keep what is said to whoever leaves, also by a key of Textual's own."""
        self.farewell = said

    def on_mount(self) -> None:
        """Start at once: no menu."""
        self._inside = contextvars.copy_context()
        self.run_worker(self._go())

    def press(self, key: events.Key) -> bool:
        """Give ``key`` to the screen at once: Textual's queues take a third of the time of an answer.

        Return whether that was done: where the screen takes such keys, and nothing is on its way before this.
        """
        if not self._inside or not self.screen_stack:
            return False
        screen = self.screen
        if not isinstance(screen, PageScreen) or screen.is_busy or self.keyboard.waits:
            return False
        if self.message_queue_size or screen.message_queue_size:
            return False
        try:
            return self._inside.run(screen.at_once, key)
        except Exception:  # noqa: BLE001 - what Textual does with one in a queue
            self._fatal_error()
            return True

    async def _go(self) -> None:
        try:
            if self._way:
                self.farewell = await self._way(self)
        except WorkshopError as error:
            self.farewell = str(error)
        self.exit()

    def leave(self, said: str) -> None:
        """End the program, and say why."""
        self.farewell = said
        self.exit()

    def hang_up(self) -> None:
        """End the program: nobody is there any more."""
        if self.is_running:
            self.exit()

    @property
    def remote(self) -> RemoteDriver | None:
        """The far terminal, once the app runs."""
        return self._driver if isinstance(self._driver, RemoteDriver) else None

    def _build_driver(
        self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None
    ) -> Driver:
        return RemoteDriver(self, self._wire, self._encoder, self.press)

    def _display(self, screen: Screen[Any], renderable: object) -> None:
        """Draw through the encoder; Textual would render every style of a line anew."""
        if (
            renderable is not None
            and self._running
            and not self._closed
            and not self._batch_count
            and self.remote
        ):
            self.remote.show(renderable)
            for page in screen.query_children(Page):
                page.forget_drawn()

    def draws(self, screen: DOMNode | None) -> bool:
        """Draw past the compositor, which takes most of the time of an answer, where nothing lies over."""
        return bool(self.remote) and screen is self.screen and not (self._batch_count or self._notifications)

    def draw(self, x: int, rows: Iterable[tuple[int, Strip]]) -> None:
        """Draw as the compositor would."""
        steps = self.get_line_filters()
        for y, strip in rows:
            for step in steps:
                strip = strip.apply_filter(step, _UNUSED)
            if self.remote:
                self.remote.draw(y, x, strip)

    def _fatal_error(self) -> None:
        """Log it as a host does, and end."""
        if error := sys.exception():
            log_broken("a participant's screen", error)
        self.broke = True
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Print nothing: it would be this machine's terminal."""
        self._exit_renderables.clear()

    def copy_to_clipboard(self, text: str) -> None:
        """Keep it inside the app."""
        self._clipboard = text
