"""Guests by the dozen: asyncssh's client with a terminal emulator, as real on the wire as ssh and cheaper.

async with visit(host.port, host.code) as guest:
    await guest.start()
    await guest.answer("4")
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

import asyncssh
import pyte

from tests.acceptance.people import code_on
from tests.host.hosting import PATIENCE

__all__ = ["Guest", "connected", "visit"]

_QUESTIONS: Final = 30


class Guest(asyncssh.SSHClientSession[bytes]):
    """One person at a terminal: what they see, and what they type."""

    def __init__(self, columns: int = 80, lines: int = 24) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._news = asyncio.Event()
        self.saved = 0
        """Answers of which this person has seen that they are saved."""
        self.sent: list[str] = []
        """The answers typed, the first question's first."""
        self.gone = False
        self.received = 0
        """Bytes that came over the channel."""
        self.late = 0
        """How often "saving" came before "saved", in a frame of its own: the disk was late."""

    def connection_made(self, chan: asyncssh.SSHClientChannel[bytes]) -> None:
        """Keep the channel."""
        self.channel = chan

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        """Show what came."""
        self.received += len(data)
        self.late += data.count(b"saving")
        self._stream.feed(data)
        if "· saved" in self._top:
            self.saved = max(self.saved, self.place - 1)
        self._news.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that nothing comes any more."""
        self.gone = True
        self._news.set()

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(row.rstrip() for row in self._screen.display)

    @property
    def _top(self) -> str:
        return "".join(self._screen.buffer[0][x].data for x in range(self._screen.columns))

    @property
    def place(self) -> int:
        """The question one is at; 1 more than there are at the end, and 0 elsewhere."""
        if "30 answered" in self._top:
            return _QUESTIONS + 1
        before, of, _ = self._top.partition(f" of {_QUESTIONS}")
        return int(before.split()[-1]) if of else 0

    async def until(self, seen: str | Callable[[], bool]) -> None:
        """Wait until words can be read, or ``seen`` says yes."""

        def there() -> bool:
            return seen in self.text if isinstance(seen, str) else seen()

        async with asyncio.timeout(PATIENCE):
            while not there():
                assert not self.gone, f"the line was cut; never seen: {seen}\n{self.text}"
                self._news.clear()
                await self._news.wait()

    async def until_gone(self) -> None:
        """Wait until the host ended the line."""
        async with asyncio.timeout(PATIENCE):
            while not self.gone:
                self._news.clear()
                await self._news.wait()

    def type(self, keys: str | bytes) -> None:
        """Press keys."""
        self.channel.write(keys.encode() if isinstance(keys, str) else keys)

    async def until_saved(self, many: int) -> None:
        """Wait until so many answers were seen saved."""
        await self.until(lambda: self.saved >= many)

    async def start(self) -> str:
        """Begin to rate, with nothing answered yet; return the code to come back with."""
        await self.until("Enter start")
        self.saved = 0
        self.sent.clear()
        self.type("\r")
        await self.until("1 of 30")
        return code_on(self.text)

    async def answer(self, key: str) -> None:
        """Answer one question, and wait until that is saved."""
        before = self.place
        self.sent.append(key)
        self.type(key)
        await self.until(lambda: self.saved >= before or not self.place)


@asynccontextmanager
async def connected(port: int, code: str) -> AsyncIterator[asyncssh.SSHClientConnection]:
    """A connection without a channel; it is cut at the end, without a goodbye."""
    line = await asyncssh.connect(
        "127.0.0.1",
        port,
        username=code,
        known_hosts=None,
        config=[],
        client_keys=[],
        agent_path=None,
        login_timeout=PATIENCE,
    )
    try:
        yield line
    finally:
        line.abort()


@asynccontextmanager
async def visit(port: int, code: str, *, columns: int = 80, lines: int = 24) -> AsyncIterator[Guest]:
    """Somebody at the door of a host."""
    async with connected(port, code) as line:
        guest = Guest(columns, lines)
        await line.create_session(
            lambda: guest,
            term_type="xterm-256color",
            term_size=(columns, lines),
            encoding=None,
        )
        yield guest
