"""Real SSH clients that answer, turn the page, and know what each key led to; for ``ssh.py``."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asyncssh
import psutil
from measure import WORKSHOP

__all__ = ["Client", "Server", "connected", "cost", "hosted", "planned", "wish", "workshop"]

PATIENCE: Final = 60.0
_ROUND: Final = "aaanaap"
"""What one does: a answers, n and p turn to the next attribute and back. It ends where it began."""

_CODE: Final = re.compile(rb"(?:[0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]\b")
"""A code to come back with."""


@dataclass(frozen=True)
class Server:
    """What clients connect to, which keys it takes, and when what a key did is on the screen for good."""

    name: str
    process: psutil.Process
    port: int
    user: str
    door: bytes
    """What can be read before Enter is pressed; empty where one begins at once."""
    ready: bytes
    keys: dict[str, bytes]
    done: Callable[[bytes], bool]
    client_keys: tuple[str, ...] = ()


class Client(asyncssh.SSHClientSession[bytes]):
    """One person, pressing a key every ``period`` seconds."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._news = asyncio.Event()
        self.seen = bytearray()
        self.took: dict[str, list[float]] = {"a": [], "n": [], "p": []}
        """Seconds from each key to its end, by kind of key."""
        self.typed: list[str] = []
        """All keys that were answered: digits, n and p."""
        self.received = 0
        self.gone = False

    def connection_made(self, chan: asyncssh.SSHClientChannel[bytes]) -> None:
        """Keep the channel."""
        self.channel = chan

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        """Note what came, and when."""
        self.received += len(data)
        self.seen += data
        self._at = time.perf_counter()
        self._news.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that nothing comes any more."""
        self.gone = True
        self._news.set()

    async def until(self, there: Callable[[bytes], bool]) -> float:
        """Wait until what was seen since the last key is enough; return when it came."""
        async with asyncio.timeout(PATIENCE):
            while not there(bytes(self.seen)):
                if self.gone:
                    raise ConnectionError(self.seen[-200:].decode(errors="replace"))
                self._news.clear()
                await self._news.wait()
        return self._at

    async def begin(self) -> str:
        """Go to the first question; return the code to come back with, which who comes by a door is given."""
        if not self._server.door:
            await self.until(lambda seen: self._server.ready in seen)
            return ""
        await self.until(lambda seen: self._server.door in seen)
        self.seen.clear()
        self.channel.write(b"\r")
        await self.until(lambda seen: self._server.ready in seen and _CODE.search(seen) is not None)
        found = _CODE.search(bytes(self.seen))
        assert found
        return found[0].decode()

    async def press(self, kind: str, digit: str) -> None:
        """Press a key and wait until what it did is on the screen for good."""
        key = digit.encode() if kind == "a" else self._server.keys[kind]
        self.seen.clear()
        pressed = time.perf_counter()
        self.channel.write(key)
        self.typed.append(digit if kind == "a" else kind)
        self.took[kind].append(await self.until(self._server.done) - pressed)

    async def keep_on(self, period: float, stop: asyncio.Event) -> None:
        """Press one key after another; no two answers to one question in a row are the same."""
        while not stop.is_set():
            began = time.perf_counter()
            rounds, place = divmod(len(self.typed), len(_ROUND))
            await self.press(_ROUND[place], str(1 + (len(self.typed) + rounds) % 5))
            await asyncio.sleep(max(0.0, began + period - time.perf_counter()))


@asynccontextmanager
async def connected(server: Server) -> AsyncIterator[Client]:
    """One client in a terminal of 120 × 40; the line is cut at the end."""
    line = await asyncssh.connect(
        "127.0.0.1",
        server.port,
        username=server.user,
        known_hosts=None,
        config=[],
        client_keys=[*server.client_keys],
        agent_path=None,
        login_timeout=PATIENCE,
    )
    try:
        _, client = await line.create_session(
            lambda: Client(server),
            term_type="xterm-256color",
            term_size=(120, 40),
            encoding=None,
            request_pty="force",
        )
        yield client
    finally:
        line.abort()


def cost(process: psutil.Process) -> tuple[float, float]:
    """Return the resident MiB and the CPU seconds of a process and its children."""
    mib = seconds = 0.0
    for one in (process, *process.children(recursive=True)):
        times = one.cpu_times()
        mib += one.memory_info().rss / 2**20
        seconds += times.user + times.system
    return mib, seconds


def environment(folder: Path) -> dict[str, str]:
    """Return an environment whose settings and caches lie in ``folder``."""
    homes = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "CACHE", "STATE", "DATA")}
    return {**os.environ, **homes, "LANG": "C.UTF-8"}


def planned(folder: Path) -> Path:
    """Plan a session of 30 questions in the workspace ``folder``; return its file."""
    arguments = ("--title", "Load", "--invited", "2000", "--full", "--workspace", str(folder))
    (folder / "assessments").mkdir()
    subprocess.run([WORKSHOP, "new", *arguments], env=environment(folder), check=True, capture_output=True)
    return next((folder / "assessments").glob("*.toml"))


@contextmanager
def hosted(session: Path, *options: str) -> Iterator[tuple[psutil.Process, int, str]]:
    """Serve ``session``; give the process, the port and the code."""
    folder = session.parent.parent
    argv = [WORKSHOP, "host", str(session), "--open", "--json", "--port", "0", "--workspace", str(folder)]
    process = subprocess.Popen(
        [*argv, "--per-address", "5000", "--most", "5000", *options],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        yield psutil.Process(process.pid), said["port"], said["code"]
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def workshop(session: Path, *options: str) -> Iterator[Server]:
    """Serve ``session`` with the program: a key is done when its mark and "saved" are on the screen."""
    with hosted(session, *options) as (process, port, code):
        keys = {"n": b"n", "p": b"p"}
        yield Server("workshop", process, port, code, b"Enter", b"1 of 30", keys, _saved)


def _saved(seen: bytes) -> bool:
    """Return whether a frame says "saved", or came so late that it never said "saving"."""
    return b"saved" in seen or bool(seen and b"saving" not in seen)


@contextmanager
def wish(program: Path, folder: Path) -> Iterator[Server]:
    """Serve the peer's questionnaire, which saves nothing: a key is done when something comes back."""
    (folder / ".ssh").mkdir(exist_ok=True)
    process = subprocess.Popen([program.resolve()], cwd=folder, stderr=subprocess.DEVNULL)
    try:
        peer = psutil.Process(process.pid)
        until = time.perf_counter() + PATIENCE
        while not peer.net_connections("tcp") and time.perf_counter() < until:
            time.sleep(0.05)
        yield Server("wish", peer, 23231, "join", b"", b"Q1 of 6", {"n": b"\x0e", "p": b"\x10"}, bool)
    finally:
        process.kill()
        process.wait()
