"""A host as facilitators start it, and people who join it with the ssh they have."""

from __future__ import annotations

import asyncio
import json
import subprocess
import threading
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import asyncssh

from tests.acceptance.people import plan
from tests.terminal import WORKSHOP, Terminal, environment
from workshop.host.following import Following
from workshop.host.front import listen
from workshop.host.guard import Addresses
from workshop.host.keeper import Keeper
from workshop.host.server import House
from workshop.store import sealing
from workshop.store.door import join_code

__all__ = ["PATIENCE", "SSH", "Host", "PlainLine", "hosted", "housed", "ssh_options"]

SSH: Final = Path("/usr/bin/ssh")
PATIENCE: Final = 60.0


def ssh_options(folder: Path, port: int, *more: str) -> list[str]:
    """Return ssh's arguments: no settings of the developer's own, and no questions."""
    known = f"UserKnownHostsFile={folder / 'known_hosts'}"
    fixed = ["-F", "none", "-o", "StrictHostKeyChecking=no", "-o", known]
    return [*fixed, "-o", "SendEnv=LANG", "-p", str(port), *more]


@dataclass(frozen=True)
class Host:
    """A running host."""

    process: subprocess.Popen[str]
    port: int
    code: str
    join: str
    """The line to type."""
    fingerprint: str
    folder: Path

    def options(self, *more: str) -> list[str]:
        """Return ssh's arguments: no settings of the developer's own, and no questions."""
        return ssh_options(self.folder, self.port, *more)

    def joined(
        self,
        code: str = "",
        *more: str,
        columns: int = 80,
        lines: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> Terminal:
        """Join as a person does, in a terminal; ``more`` are options of ssh."""
        argv = self.options(*more, f"{code or self.code}@127.0.0.1")
        return Terminal(*argv, cwd=self.folder, program=SSH, columns=columns, lines=lines, env=env)

    def log(self) -> str:
        """Stop, and return what was logged."""
        self.process.terminate()
        return self.process.communicate(timeout=PATIENCE)[1]

    def refused(self, *argv: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run ssh without a terminal."""
        return subprocess.run(
            [SSH, *self.options(*argv)],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            cwd=self.folder,
            env=environment(),
        )

    @contextmanager
    def plain_line(self, code: str = "") -> Iterator[PlainLine]:
        """Join line by line, without a terminal, and stay on the line."""
        argv = [str(SSH), *self.options("-T", f"plain-{code or self.code}@127.0.0.1")]
        pipe = subprocess.PIPE
        with subprocess.Popen(
            argv, stdin=pipe, stdout=pipe, text=True, cwd=self.folder, env=environment()
        ) as process:
            line = PlainLine(process)
            try:
                yield line
            finally:
                process.kill()
                line.until_ended()


class PlainLine:
    """Somebody who listens: what they heard, and when."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._news = threading.Condition()
        self.heard = ""
        self.ended = False
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            with self._news:
                self.heard += line
                self._news.notify_all()
        with self._news:
            self.ended = True
            self._news.notify_all()

    def type(self, *lines: str) -> None:
        """Type lines, each with Enter."""
        assert self._process.stdin
        self._process.stdin.write("".join(f"{line}\n" for line in lines))
        self._process.stdin.flush()

    def hears(self, text: str, patience: float = PATIENCE) -> float:
        """Wait until ``text`` was said since it was waited for last; return the seconds that took."""
        began = time.monotonic()
        with self._news:
            came = self._news.wait_for(lambda: text in self.heard or self.ended, patience)
            assert came and text in self.heard, f"never said: {text}\n{self.heard}"
            self.heard = self.heard.partition(text)[2]
        return time.monotonic() - began

    def until_ended(self) -> None:
        """Wait until the host ended the line."""
        with self._news:
            assert self._news.wait_for(lambda: self.ended, PATIENCE), self.heard


@contextmanager
def hosted(session: Path, *options: str) -> Iterator[Host]:
    """Serve ``session`` on a free port until the block is left."""
    process = subprocess.Popen(
        [WORKSHOP, "host", str(session), "--port", "0", "--json", *options],
        cwd=session.parent.parent,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None and process.stderr is not None
        first = process.stdout.readline()
        assert first, process.stderr.read()
        said = json.loads(first)
        yield Host(process, **said, folder=session.parent.parent)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


@asynccontextmanager
async def housed(workspace: Path, **limits: Any) -> AsyncIterator[tuple[House, int, str]]:
    """Serve in this process, with limits of its own: the house, its port, and a code."""
    path = plan(workspace, invited=3, mode="open", depth="full")
    sealing.open_round(path)
    code = join_code(path)
    limits = {"idle": PATIENCE, "longest": PATIENCE} | limits
    house = House(path, await Following.begin(path), Addresses(8, 8), Keeper(), **limits)
    acceptor = await listen(house, asyncssh.generate_private_key("ssh-ed25519"), "127.0.0.1", 0)
    try:
        yield house, acceptor.get_port(), code
    finally:
        acceptor.close()
        while house.lines:
            await asyncio.sleep(0)
