"""The app: it wires screens to files and looks, and nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from time import time
from typing import Any, ClassVar, Final

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from workshop.charts.palette import Theme
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.store.workspace import Workspace
from workshop.ui.keyboard import Keyboard
from workshop.ui.look import THEMES, AsciiFilter, few_colours, look
from workshop.ui.terminal import need_screens, shows_unicode

__all__ = ["WorkshopApp", "run_library", "run_rating", "run_room"]


_GLANCE: Final = 2.0
"""Seconds that the shortest thing said in passing stands, whatever is typed."""
_WORDS_A_SECOND: Final = 3


class WorkshopApp(App[int]):
    """A full-screen program that wears one look everywhere."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "ToastRack { margin-bottom: 3; }"
    """What is said in passing leaves the keys in sight."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "change_theme", "theme", priority=True),  # on each screen, whatever its keys
        ("ctrl+c", "quit", "quit"),
    ]

    def __init__(
        self, theme: Theme = Theme.DARK, *, few: bool | None = None, unicode: bool | None = None
    ) -> None:
        """Look at this process's own terminal, unless told that it has ``few`` colours, or takes UTF-8."""
        super().__init__(ansi_color="NO_COLOR" in os.environ or few or None)
        self.failure: WorkshopError | None = None
        self.keyboard = Keyboard(self)
        self._few = few_colours(self.console) if few is None else few
        self._ascii = (
            None if (shows_unicode(sys.__stdout__) if unicode is None else unicode) else AsciiFilter()
        )
        for known in THEMES.values():
            self.register_theme(known)
        self._wear(theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add ASCII as the last step, where the terminal needs it."""
        filters = super().get_line_filters()
        return [*filters, self._ascii] if self._ascii else filters

    async def on_event(self, event: events.Event) -> None:
        """Let what is typed wait while the screen before still has what was typed before it."""
        typed = event if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded else None
        if typed:
            self._uncover()
        if typed is None or not self.keyboard.keeps(typed):
            await super().on_event(event)

    def _uncover(self) -> None:
        """Take away what was said in passing, once there was time to read it: it lies over something."""
        now = time()
        for said in list(self._notifications):
            if now - said.raised_at > max(_GLANCE, len(said.message.split()) / _WORDS_A_SECOND):
                self._unnotify(said)

    def _fatal_error(self) -> None:
        """Show where it broke without the values of variables: some of them are answers."""
        from rich.traceback import Traceback

        self.bell()
        self._exit_renderables.append(Traceback(show_locals=False, width=None))
        self._close_messages_no_wait()

    def action_change_theme(self) -> None:
        """Go on to the next theme: dark, light, high contrast."""
        order = list(Theme)
        self._wear(order[(order.index(self.look.theme) + 1) % len(order)])
        from workshop.ui.widgets.page import Page

        for screen in self.screen_stack:
            for page in screen.query(Page):
                page.wear(self.look)

    def follow(self, flow: Coroutine[Any, Any, None]) -> None:
        """Go through ``flow``, and end; what could not be done is then the ``failure``."""

        async def guarded() -> None:
            try:
                await flow
            except WorkshopError as error:
                self.failure = error
            self.exit()

        self.run_worker(guarded())

    def _wear(self, theme: Theme) -> None:
        self.look = look(theme, few=self._few)
        self.theme = (
            ("ansi-light" if theme is Theme.LIGHT else "ansi-dark") if self._few else THEMES[theme].name
        )


class RatingApp(WorkshopApp):
    """One participant's way through one session."""

    def __init__(self, path: Path, code: str | None, *, as_new: bool) -> None:
        super().__init__()
        self._arguments = (path, code, as_new)

    def on_mount(self) -> None:
        """Start at once: no menu."""
        from workshop.ui.flows import rate_flow

        path, code, as_new = self._arguments
        self.follow(rate_flow(self, path, code, as_new=as_new))


class RoomApp(WorkshopApp):
    """One session, led on a shared screen."""

    def __init__(self, path: Path) -> None:
        from workshop.ui.room.between import BetweenScreen

        super().__init__()
        self._path = path
        self._between = BetweenScreen(path)

    def get_default_screen(self) -> Screen[None]:
        """Begin with how the welcome begins, which takes no model to show."""
        return self._between

    def on_ready(self) -> None:
        """Go to the stage it was left at, behind the first frame."""
        from workshop.ui.room.flow import lead_above

        self.follow(lead_above(self, self._path, self._between))


def run_room(path: Path) -> None:
    """Lead the session at ``path`` on this terminal; say how to come back to it. Raises WorkshopError."""
    _run(RoomApp(path))
    from workshop.store.codec import load

    said = (
        _("The session has ended; it is saved in {file}. To look at it: workshop show {path}")
        if load(path).ended
        else _("To go on where it was left: workshop run {path}")
    )
    sys.stdout.write(said.format(file=path, path=path.stem) + "\n")


def run_rating(path: Path, code: str | None, *, as_new: bool) -> None:
    """Rate the session at ``path`` on this terminal; say how to come back. Raises WorkshopError."""
    from workshop.store.room import Room
    from workshop.store.seat import remembered

    _run(RatingApp(path, code, as_new=as_new))
    if Room(path).number is not None and (code := code or remembered(path)):
        sys.stdout.write(
            _("To come back: workshop rate {path} --code {code}\n").format(path=path.stem, code=code)
        )


def run_library(workspace: Workspace) -> None:
    """Open the library of ``workspace`` on this terminal."""
    from workshop.ui.library_app import LibraryApp

    _run(LibraryApp(workspace))


def _run(app: WorkshopApp) -> None:
    need_screens()
    app.run()
    if app.failure:
        raise app.failure
    if app.return_code:
        raise SystemExit(app.return_code)
