"""A conversation line by line on a channel: a thread for the one who speaks, and echo."""

from __future__ import annotations

import asyncio
import io
import queue
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from typing import Final, TextIO, cast

from workshop.errors import WorkshopError
from workshop.host.following import Following
from workshop.host.log import BROKE, log_broken
from workshop.plain.visiting import visit
from workshop.store.door import Guest
from workshop.store.progress import Progress

__all__ = ["Conversation"]

_LONGEST: Final = 4_000
"""Characters of a line; what comes beyond is not taken."""

_WAITING: Final = 200
"""Lines typed ahead; what comes beyond is not taken."""


class Conversation:
    """Lines in, lines out. Where there is a terminal it shows what is typed, since a raw one does not."""

    def __init__(self, send: Callable[[bytes], None], *, echo: bool) -> None:
        self._send = send
        self._echo = echo
        self._loop = asyncio.get_running_loop()
        self._lines: queue.Queue[str] = queue.Queue(_WAITING)
        self._typed = bytearray()
        self._over = False

    async def run(self, path: Path, guest: Guest, following: Following) -> None:
        """Talk until the guest leaves."""
        done = asyncio.Event()

        def talk() -> None:
            with suppress(_Stopped):
                try:
                    sight = _Sight(following, self, self._loop)
                    visit(path, guest, sight, self, cast("TextIO", _Writer(self)))
                except WorkshopError as error:
                    self.say(str(error))
                except _Stopped:
                    raise
                except Exception as error:  # noqa: BLE001 - Python would print its message, which may be an answer
                    log_broken("a participant's conversation", error)
                    self.say(BROKE)
                finally:
                    _on(self._loop, done.set)

        threading.Thread(target=talk, name="plain guest", daemon=True).start()
        await done.wait()

    def put(self, data: bytes) -> None:
        """Take what came in."""
        for byte in data:
            if byte in b"\r\n":
                if byte == 10 and not self._typed and self._echo:
                    continue
                self._enter()
            elif byte in b"\x7f\x08":
                self._erase()
            elif byte in b"\x03\x04" and self._echo:
                self.end()
            elif byte >= 32 and len(self._typed) < _LONGEST:
                self._typed.append(byte)
                if self._echo:
                    self._send(bytes([byte]))

    def end(self) -> None:
        """Nothing more will be typed."""
        self._over = True
        self._put("")

    @property
    def over(self) -> bool:
        """Whether nothing more will be typed."""
        return self._over

    def say(self, text: str) -> None:
        """Say ``text``, from any thread."""
        ending = "\r\n" if self._echo else "\n"
        said = "".join(f"{line}{ending}" for line in text.removesuffix("\n").split("\n"))
        _on(self._loop, self._send, said.encode())

    def readline(self) -> str:
        """Wait for a line; empty when the input ended."""
        line = self._lines.get()
        if not line:
            self._put("")  # whoever asks again hears the same
        return line

    def _enter(self) -> None:
        if self._echo:
            self._send(b"\r\n")
        self._put(self._typed.decode("utf-8", "replace") + "\n")
        self._typed.clear()

    def _erase(self) -> None:
        if self._typed:
            while len(self._typed) > 1 and self._typed[-1] & 0xC0 == 0x80:
                self._typed.pop()
            self._typed.pop()
            if self._echo:
                self._send(b"\b \b")

    def _put(self, line: str) -> None:
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            if not line:  # the end must arrive: it takes the place of what was typed ahead
                self._lines.get_nowait()
                self._lines.put_nowait(line)


class _Stopped(Exception):
    """The host stopped: its loop is closed, or about to be."""


def _on(loop: asyncio.AbstractEventLoop, act: Callable[..., object], *given: object) -> None:
    """Have ``act`` done on ``loop``. Raises _Stopped."""
    try:
        loop.call_soon_threadsafe(act, *given)
    except RuntimeError:
        raise _Stopped from None


class _Writer(io.TextIOBase):
    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def write(self, text: str, /) -> int:
        self._conversation.say(text)
        return len(text)


class _Sight:
    """Following, for a thread."""

    def __init__(
        self, following: Following, conversation: Conversation, loop: asyncio.AbstractEventLoop
    ) -> None:
        self._loop = loop
        self._following = following
        self._conversation = conversation

    def now(self) -> Progress:
        return self._following.progress

    def after(self, seen: Progress) -> Progress | None:
        while not self._conversation.over:
            looking = self._following.after(seen)
            try:
                waiting = asyncio.run_coroutine_threadsafe(looking, self._loop)
            except RuntimeError:
                looking.close()
                raise _Stopped from None
            try:
                return waiting.result(0.5)
            except TimeoutError:
                waiting.cancel()
            except CancelledError:
                raise _Stopped from None
        return None
