"""What all connections of a host share, and the one channel of each: a participant's screen, nothing else."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import asyncssh

from workshop.host.far_terminal import FarTerminal
from workshop.host.following import Following
from workshop.host.guard import Addresses, clamped
from workshop.host.keeper import Keeper
from workshop.host.log import BROKE, Tallied
from workshop.language import _
from workshop.store.door import Guest

__all__ = ["House", "Line"]

_BACKLOG: Final = 32_768
"""Bytes on their way from which no new frame is sent."""

_EARLY: Final = 4_096
"""Bytes that may be typed before the first frame."""

_SETTLED: Final = 0.1
"""Seconds in which a window's size must stay before it is believed."""


@dataclass
class House:
    """What all connections of one host share."""

    path: Path
    following: Following
    addresses: Addresses
    keeper: Keeper
    tallied: Tallied = field(default_factory=Tallied)
    idle: float = 1_800.0
    longest: float = 43_200.0
    """Seconds without a key, and altogether, after which a connection is ended."""
    login: float = 120.0
    """Seconds after which one that brought no code is ended; ssh asks about an unknown key before."""
    seated: float = 30.0
    """Seconds after which one without a screen is ended."""
    silent: float = 30.0
    """Seconds of silence after which a client is asked whether it is still there, a few times."""
    leaving: float = 5.0
    """Seconds in which one that is ended is to take its last words."""
    lines: set[Line] = field(default_factory=set)
    turned_away: int = 0
    """Connections too many that are being told so."""
    gone: int = 0
    """Guests who left since it was tidied up after them."""

    async def refuse_code(self, address: str) -> None:
        """Count a wrong code from ``address``, and wait as long as its answer is to be late."""
        self.tallied.note("refused, wrong code")
        await asyncio.sleep(self.addresses.wrong_code(address))


class Line(asyncssh.SSHServerSession[bytes]):
    """One channel: a person's shell, with or without a screen; everything else is refused."""

    def __init__(
        self,
        house: House,
        conn: asyncssh.SSHServerConnection,
        guest: Guest,
        address: str,
        seat: Callable[[bool], None],
        *,
        plain: bool,
    ) -> None:
        self._house = house
        self._address = address
        self._seat = seat
        self._conn = conn
        self._guest = guest
        self._plain = plain
        self._size = (80, 24)
        self._term = ""
        self._modes: Mapping[int, int] = {}
        self._early: bytearray | None = bytearray()
        """What is typed before there is anybody to take it; None afterwards."""
        self._ended = False
        self._began = self._typed = 0.0  # the loop's time
        self._app: Any = None
        self._talk: Any = None
        self._task: asyncio.Task[None] | None = None
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """Keep the channel."""
        self._chan = chan

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        """Note what the far terminal is."""
        self._term = term_type
        self._size = clamped(term_size[0], term_size[1])
        self._modes = term_modes
        return True

    def shell_requested(self) -> bool:
        """Let a person in."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Run nothing."""
        self._house.tallied.note("refused, a command")
        return False

    def subsystem_requested(self, subsystem: str) -> bool:
        """Offer nothing."""
        self._house.tallied.note("refused, a subsystem")
        return False

    def session_started(self) -> None:
        """Begin, in a context of its own: Textual keeps the running app in a context variable."""
        self._house.lines.add(self)
        self._house.tallied.note("came in")
        self._seat(True)
        loop = asyncio.get_running_loop()
        self._began = self._typed = loop.time()
        self._task = loop.create_task(self._serve(), context=contextvars.Context())
        self._look_at_the_time()

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        """Hand on what was typed."""
        self._typed = asyncio.get_running_loop().time()
        if self._early is None:
            self._hand_on(data)
        else:
            self._early += data[: _EARLY - len(self._early)]

    def _hand_on(self, data: bytes) -> None:
        if self._talk:
            self._talk.put(data)
        elif self._app and self._app.remote:
            self._app.remote.put(data)

    def eof_received(self) -> bool:
        """Let a plain conversation come to its end; a screen stays until its channel closes."""
        self._ended = True
        if self._talk and self._early is None:
            self._talk.end()
        return True

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """Take the new size once the window has come to rest."""
        self._size = clamped(width, height)
        self._after("size", _SETTLED, self._resize)

    def connection_lost(self, exc: Exception | None) -> None:
        """End what was shown there; every answer is on the disk."""
        for timer in self._timers.values():
            timer.cancel()
        if self in self._house.lines:
            self._house.lines.discard(self)
            self._house.gone += 1
            if exc is not None:
                self._house.tallied.note("dropped")
        if self._talk:
            self._talk.end()
        if self._app:
            self._app.hang_up()
        self._seat(False)

    def ready(self) -> None:
        """Hand on what was typed so far: now there is somebody to take it."""
        early, self._early = bytes(self._early or b""), None
        if early:
            self._hand_on(early)
        if self._ended:
            self.eof_received()

    def send(self, data: bytes) -> None:
        """Send ``data`` while there is somebody to send it to."""
        if not self._chan.is_closing():
            self._chan.write(data)

    @property
    def blocked(self) -> bool:
        """Whether the far side does not take what was sent before."""
        transport = self._conn._transport  # noqa: SLF001 - asyncssh tells only of its own buffer
        waiting = transport.get_write_buffer_size() if transport else 0
        return self._chan.get_write_buffer_size() + waiting > _BACKLOG

    def say_goodbye(self, said: str) -> None:
        """End, and say why."""
        if self._app:
            self._app.leave(said)
        elif self._talk:
            self._talk.say(said)
            self._talk.end()

    async def _serve(self) -> None:
        try:
            if self._plain or self._terminal().is_plain:
                await self._converse()
            else:
                await self._show()
        finally:
            if not self._chan.is_closing():
                self._chan.exit(0)

    async def _show(self) -> None:
        from workshop.host.app import GuestApp
        from workshop.host.encoder import Encoder

        self.send(b"For screen readers, line by line: put plain- before the code.\r\n")
        terminal = self._terminal()
        encoder = Encoder(*self._size, terminal.colours)
        self._app = GuestApp(self, encoder, unicode=terminal.unicode)
        self._app.lead(
            self._house.path, self._guest, self._house.following, self._house.keeper.cast, self._refusing
        )
        await self._app.run_async()
        said = BROKE if self._app.broke else self._app.farewell
        self.send("".join(f"{line}\r\n" for line in said.splitlines()).encode())

    async def _converse(self) -> None:
        from workshop.host.plain_line import Conversation

        self._talk = Conversation(self.send, echo=bool(self._term))
        self.ready()
        await self._talk.run(self._house.path, self._guest, self._house.following, self._refusing)

    async def _refusing(self) -> bool:
        """Be late with the answer to a wrong code; return whether there is still somebody to hear it."""
        await self._house.refuse_code(self._address)
        return self in self._house.lines

    def _terminal(self) -> FarTerminal:
        sent = self._chan.get_environment_bytes()
        environment = {
            key.decode(errors="replace"): value.decode(errors="replace") for key, value in sent.items()
        }
        return FarTerminal(self._term, self._modes, environment)

    def _resize(self) -> None:
        if self._app and self._app.remote:
            self._app.remote.resize(*self._size)

    def _look_at_the_time(self) -> None:
        """End a line that is idle, or open, for too long; looked at when it may be, not at each key."""
        now = asyncio.get_running_loop().time()
        left = min(self._typed + self._house.idle, self._began + self._house.longest) - now
        if left > 0:
            self._after("end", left, self._look_at_the_time)
        else:
            self._house.tallied.note("ended, idle or too long")
            self.say_goodbye(_("Ended after a long time without a key. Everything is saved."))
            # Whoever takes nothing of what is sent would keep the channel open, and a place with it.
            self._after("end", self._house.leaving, self._conn.abort)

    def _after(self, name: str, seconds: float, act: Any) -> None:
        if name in self._timers:
            self._timers[name].cancel()
        self._timers[name] = asyncio.get_running_loop().call_later(seconds, act)
