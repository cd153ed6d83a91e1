"""A terminal at the other end of a channel, as Textual sees it: no threads, no signals, no termios."""

from __future__ import annotations

import asyncio
import codecs
from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from workshop.host.encoder import Encoder
from workshop.host.guard import InputPump

__all__ = ["RemoteDriver", "Wire"]

_BEGIN: Final = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?1000h\x1b[?1006h\x1b[?2004h"
"""The other screen, no cursor, no wrapping, clicks with their place, pastes marked as such."""

_END: Final = b"\x1b[m\x1b[?2004l\x1b[?1006l\x1b[?1000l\x1b[?7h\x1b[?25h\x1b[?1049l"

_TICK: Final = 0.1
"""Seconds after which an escape that nothing follows is the key of that name."""

_BEHIND: Final = 0.05
"""Seconds between two looks whether a slow line has caught up."""

_BUSY: Final = 64
"""Messages in the app's queue from which no more input is handed on."""

_LONGEST_PASTE: Final = 8_000


class Wire(Protocol):
    """The channel under a driver."""

    def send(self, data: bytes) -> None:
        """Send ``data``; never blocks."""

    def ready(self) -> None:
        """Say that input is taken from now on."""

    @property
    def blocked(self) -> bool:
        """Whether the far side does not take what was sent before."""


class _Parser(XTermParser):
    """Textual's parser without its cache, which all parsers share: it keeps apps whose guests are gone."""

    _parse_extended_key: Any = XTermParser._parse_extended_key.__wrapped__  # noqa: SLF001


class RemoteDriver(Driver):
    """Turns bytes into events and frames into bytes; frames that a slow line cannot take are left out."""

    def __init__(
        self, app: App[Any], wire: Wire, encoder: Encoder, press: Callable[[events.Key], bool]
    ) -> None:
        super().__init__(app, size=(encoder.width, encoder.height))
        self._wire = wire
        self._encoder = encoder
        self._press = press
        self._parser = _Parser()
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._pump = InputPump(self._take, lambda: app._message_queue.qsize() < _BUSY)  # noqa: SLF001
        self._due: asyncio.Handle | None = None
        self._ticking: asyncio.TimerHandle | None = None
        self._pasted = 0
        self._running = False

    def show(self, update: object) -> None:
        """Note what the app drew; it is sent once the loop has done what it has to do now."""
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                segments = [segment for strip in strips for segment in strip]
                self._encoder.paint(y, update.region.x, segments)
        elif isinstance(update, ChopsUpdate):
            for y, first, last in update.spans:
                for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                    if strip is not None and x <= last and end > first:
                        self._encoder.paint(y, x, strip.crop(0, min(end, last) - x))
        self._send_soon()

    def draw(self, y: int, x: int, strip: Strip) -> None:
        """Note what is to be seen from column ``x`` of row ``y`` on."""
        self._encoder.paint(y, x, strip)
        self._send_soon()

    def write(self, data: str) -> None:
        """Let nothing through that Textual writes by itself: the app draws by ``show``."""

    def start_application_mode(self) -> None:
        """Take the far terminal over."""
        self._running = True
        self._wire.send(_BEGIN)
        self._resized()
        self._wire.ready()

    def disable_input(self) -> None:
        """Take no more input."""
        self._pump.stop()
        if self._ticking:
            self._ticking.cancel()

    def stop_application_mode(self) -> None:
        """Give the far terminal back as it was."""
        self.disable_input()
        if self._running:
            self._running = False
            if self._due:
                self._due.cancel()
            self._wire.send(_END)

    def put(self, data: bytes) -> None:
        """Take bytes that came from the far side."""
        if self._running:
            self._pump.put(data)

    def resize(self, width: int, height: int) -> None:
        """Take the far window's new size."""
        if (width, height) != (self._encoder.width, self._encoder.height):
            self._encoder.resize(width, height)
            self._resized()

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open nothing: the browser would be the server's."""

    def deliver_binary(self, *_arguments: Any, **_options: Any) -> None:
        """Write nothing: the file would be the server's."""

    def _resized(self) -> None:
        size = Size(self._encoder.width, self._encoder.height)
        self._app.post_message(events.Resize(size, size))

    def _send_soon(self) -> None:
        if self._due is None:
            self._due = self._loop.call_soon(self._send)

    def _send(self) -> None:
        self._due = None
        if self._wire.blocked:
            self._due = self._loop.call_later(_BEHIND, self._send)
        elif frame := self._encoder.frame():
            self._wire.send(frame)

    def _take(self, data: bytes) -> None:
        if self._ticking:
            self._ticking.cancel()
        self._parse(lambda: self._parser.feed(self._decode(data)) if data else ())
        if self._parser._awaiting.timeout is not None:  # noqa: SLF001
            self._ticking = self._loop.call_later(_TICK, self._parse, self._parser.tick)

    def _parse(self, parse: Callable[[], Iterable[Message]]) -> None:
        """Hand on what the parser makes of the input; one that breaks on it is replaced."""
        try:
            for message in parse():
                if isinstance(message, events.Paste):
                    message = events.Paste(message.text[:_LONGEST_PASTE])
                if isinstance(message, events.Key) and self._press(message):
                    continue
                if isinstance(message, (events.Key, events.Paste, events.MouseEvent)):
                    self.process_message(message)
        except Exception:  # noqa: BLE001 - hostile input: whatever it broke, the next key finds a whole parser
            self._parser = _Parser()

    def send_message(self, message: Message) -> None:
        """Give ``message`` to the app; all this is on its own loop."""
        self._app.post_message(message)
