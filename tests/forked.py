"""A process that loads the libraries of the program once, and becomes the program as often as it is asked.

Most of what a start costs is loading Textual and pydantic. Each start is a process of its own all the same:
it has its own terminal, it can be killed, and it loads every module of the program itself, by the installed
command. ``Forked`` starts one with the variables of ``tests.terminal.environment``; with other ones, which
may change what happens before a program's first line, it has to be started as people start it.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import gc
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any, Final

__all__ = ["Forked", "run"]

LIBRARIES: Final = """
    asyncio calendar click click.shell_completion concurrent.futures.thread csv dataclasses difflib
    email.message gettext hmac importlib.resources platformdirs pydantic pydantic.dataclasses pydantic.fields
    pydantic.json_schema pydantic.plugin._loader pydantic._internal._generate_schema rich.console rich.table
    rich.tree statistics tomli tomli_w uuid zoneinfo textual.app textual.command textual.containers
    textual.content textual.drivers.linux_driver textual.pilot textual.widgets._input textual.widgets._toast
    textual.widgets._tooltip textual.layouts.grid textual.scrollbar textual.file_monitor
"""
"""Nothing of the program itself, whose modules say their texts in the language they are loaded in."""

STREAMS: Final = (
    ("stdin", "r", "surrogateescape"),
    ("stdout", "w", "surrogateescape"),
    ("stderr", "w", "backslashreplace"),
)
"""As Python opens them for itself where the locale is C.UTF-8."""


class Forked:
    """A started program: what the tests use of ``subprocess.Popen``."""

    _control: socket.socket | None = None

    def __init__(
        self, argv: Sequence[str], cwd: Path, env: Mapping[str, str], files: Sequence[int], *, terminal: bool
    ) -> None:
        self._line, theirs = socket.socketpair()
        asked = {"argv": [*map(str, argv)], "cwd": str(cwd), "env": dict(env), "terminal": terminal}
        with theirs:
            socket.send_fds(self._server(env), [b"."], [theirs.fileno(), *files])
        self._line.sendall(json.dumps(asked).encode() + b"\n")
        self._said = self._line.makefile("r")
        self.pid = int(self._said.readline())
        self.returncode: int | None = None

    @classmethod
    def _server(cls, env: Mapping[str, str]) -> socket.socket:
        if cls._control is None:
            cls._control, theirs = socket.socketpair()
            with theirs:
                server = subprocess.Popen(
                    [sys.executable, "-P", __file__],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={**env, "PYDANTIC_DISABLE_PLUGINS": "__all__"},
                    start_new_session=True,
                )
            atexit.register(server.wait)
            atexit.register(cls._control.close)  # which ends it
        return cls._control

    def poll(self) -> int | None:
        """Return how the program ended, negative for a signal; None while it runs."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.wait(0)
        return None

    def wait(self, timeout: float | None = None) -> int:
        """Wait until the program has ended and return how. Raises ``subprocess.TimeoutExpired``."""
        if self.returncode is None:
            if not select.select([self._line], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("workshop", timeout or 0)
            self.returncode = os.waitstatus_to_exitcode(int(self._said.readline()))
            self._said.close()
            self._line.close()
        return self.returncode


def run(
    argv: Sequence[str], cwd: Path, env: Mapping[str, str], given: bytes, timeout: float
) -> subprocess.CompletedProcess[bytes]:
    """Do what ``subprocess.run`` does, with pipes for all three."""
    stdin, stdout, stderr = os.pipe(), os.pipe(), os.pipe()
    program = Forked(argv, cwd, env, [stdin[0], stdout[1], stderr[1]], terminal=False)
    for theirs in (stdin[0], stdout[1], stderr[1]):
        os.close(theirs)
    with ThreadPoolExecutor(3) as threads:
        threads.submit(_feed, stdin[1], given)
        said = [threads.submit(_drain, end) for end in (stdout[0], stderr[0])]
        try:
            code = program.wait(timeout)
        except subprocess.TimeoutExpired:
            os.kill(program.pid, signal.SIGKILL)
            program.wait()
            raise
        return subprocess.CompletedProcess(argv, code, *(one.result() for one in said))


def _feed(end: int, given: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), os.fdopen(end, "wb") as file:
        file.write(given)


def _drain(end: int) -> bytes:
    with os.fdopen(end, "rb") as file:
        return file.read()


def _next_program() -> Sequence[str]:
    """Wait to be asked, fork, and return in each child what it is to run; ends with the tests."""
    for name in LIBRARIES.split():
        import_module(name)
    gc.freeze()  # which keeps the pages shared
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # of those who mind the programs
    with socket.socket(fileno=os.dup(0)) as control:
        while True:
            asked, files, *_ = socket.recv_fds(control, 1, 4)
            if not asked:
                os._exit(0)
            if os.fork() == 0:
                break
            for file in files:
                os.close(file)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    return _minded(*files)


def _minded(line: int, *files: int) -> Sequence[str]:
    """Return in a child what it is to run, and say here how it ended."""
    with os.fdopen(os.dup(line), encoding="utf-8") as file:
        asked = json.loads(file.readline())
    if child := os.fork():
        for theirs in files:
            os.close(theirs)
        _, status = os.waitpid(child, 0)
        os.write(line, f"{status}\n".encode())
        os._exit(0)
    os.setsid()
    for standard, given in enumerate(files):
        os.dup2(given, standard)
    if asked["terminal"]:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    os.write(line, f"{os.getpid()}\n".encode())
    os.closerange(3, 64)
    for number, (name, mode, errors) in enumerate(STREAMS):
        stream: Any = os.fdopen(number, mode, encoding="utf-8", errors=errors, closefd=False)
        stream.reconfigure(line_buffering=name == "stderr" or stream.isatty())
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    argv: list[str] = asked["argv"]
    return argv


if __name__ == "__main__":
    sys.argv = list(_next_program())
    sys.path.insert(0, str(Path(sys.argv[0]).parent))
    runpy.run_path(sys.argv[0], run_name="__main__")
