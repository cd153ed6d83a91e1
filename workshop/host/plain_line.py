"""A conversation line by line on a channel: a thread for the one who speaks, and echo."""

from __future__ import annotations

import asyncio
import io
import queue
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TextIO, TypeAlias, cast

from workshop.errors import WorkshopError
from workshop.host.following import Following
from workshop.host.log import BROKE, log_broken
from workshop.plain.visiting import Visit
from workshop.plain.voice import Left
from workshop.store.door import Guest
from workshop.store.progress import Progress

__all__ = ["Conversation"]

_LONGEST: Final = 4_000
"""Characters of a line; what comes beyond is not taken."""

Refusing: TypeAlias = Callable[[], Coroutine[Any, Any, bool]]
"""Waits before a wrong code is said to be one; returns whether there is still somebody to say it to."""

_WAITING: Final = 200
"""Lines typed ahead; what comes beyond is not taken."""


class Conversation:
    """Lines in, lines out. Where there is a terminal it shows what is typed, since a raw one does not."""

    def __init__(self, send: Callable[[bytes], None], *, echo: bool) -> None:
        self._send = send
        self._echo = echo
        self._loop = asyncio.get_running_loop()
        self._lines: queue.Queue[str | None] = queue.Queue(_WAITING)
        """What was typed: "" is its end. None stands where the room went on."""
        self._typed = bytearray()

    async def run(self, path: Path, guest: Guest, following: Following, refusing: Refusing) -> None:
        """Talk until the guest leaves."""
        done = asyncio.Event()

        def refuse() -> None:
            late = refusing()
            try:
                somebody = asyncio.run_coroutine_threadsafe(late, self._loop).result()
            except CancelledError:
                raise _Stopped from None
            except RuntimeError:
                late.close()
                raise _Stopped from None
            if not somebody:
                raise Left

        def talk() -> None:
            with suppress(_Stopped):
                try:
                    writer = cast("TextIO", _Writer(self))
                    Visit(path, guest, lambda: following.progress, self, writer, refuse).run()
                except WorkshopError as error:
                    self.say(str(error))
                except _Stopped:
                    raise
                except Exception as error:  # noqa: BLE001 - Python would print its message, which may be an answer
                    log_broken("a participant's conversation", error)
                    self.say(BROKE)
                finally:
                    _on(self._loop, done.set)

        following_on = self._loop.create_task(self._follow(following, following.progress))
        threading.Thread(target=talk, name="plain guest", daemon=True).start()
        try:
            await done.wait()
        finally:
            following_on.cancel()

    async def _follow(self, following: Following, seen: Progress) -> None:
        """Note among what is typed that the room went on, each time."""
        while True:
            seen = await following.after(seen)
            self._put(None)

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
        self._put("")

    def say(self, text: str) -> None:
        """Say ``text``, from any thread."""
        ending = "\r\n" if self._echo else "\n"
        said = "".join(f"{line}{ending}" for line in text.removesuffix("\n").split("\n"))
        _on(self._loop, self._speak, said.encode())

    def readline(self, pausing: Callable[[], None] | None = None) -> str:
        """Wait for a line; empty when the input ended. As Listening.readline."""
        while (line := self._lines.get()) is None:
            if pausing:
                pausing()
        if not line:
            self._put("")  # whoever asks again hears the same
        return line

    def forget(self) -> None:
        """Drop what was typed and not read yet, half a line too; the end of the input stays."""
        self._typed.clear()
        with suppress(queue.Empty):
            while self._lines.get_nowait() != "":
                pass
            self._put("")

    def _speak(self, said: bytes) -> None:
        """Send what is said; what somebody is typing comes after it once more."""
        typing = bytes(self._typed) if self._echo else b""
        self._send(b"\r\n" + said + typing if typing else said)

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

    def _put(self, line: str | None) -> None:
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            if line == "":  # the end must arrive: it takes the place of what was typed ahead
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
