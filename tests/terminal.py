"""The program as people meet it: a real pseudo-terminal with a screen one can read, or a plain process.

with Terminal("rate", "north", cwd=workspace) as terminal:
    terminal.wait_for("EMPOWERED STAFF")
    terminal.send("4")
    terminal.wait_for("saved")
"""

from __future__ import annotations

import codecs
import copy
import errno
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyte

from tests import forked
from tests.forked import Forked

__all__ = ["WORKSHOP", "Cell", "Cursor", "Key", "Terminal", "environment", "run"]

WORKSHOP: Final = Path(sys.executable).with_name("workshop")
"""The installed command, beside the interpreter that runs the tests."""

TIMEOUT: Final = 20.0
"""Seconds until a wait is given up: far more than is ever needed, for a machine that does much else."""

_KEPT = re.compile(r"PATH|HOME|TMPDIR|XDG_\w+|COVERAGE_\w+")
_COVERED = re.compile("COVERAGE_")
_FIXED: Final = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC"}

# A terminal of its own has to be asked for by the child; preexec_fn and fork are unsafe beside threads.
_TAKE_TERMINAL: Final = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
if sys.argv[1] == "without LC_CTYPE":  # Python put it there itself, for this process and its children
    os.environ.pop("LC_CTYPE", None)
os.execv(sys.argv[2], sys.argv[2:])
"""


class Key(StrEnum):
    """What a terminal sends for keys without a character."""

    UP = "\x1b[A"
    DOWN = "\x1b[B"
    RIGHT = "\x1b[C"
    LEFT = "\x1b[D"
    HOME = "\x1b[H"
    END = "\x1b[F"
    PAGE_UP = "\x1b[5~"
    PAGE_DOWN = "\x1b[6~"
    DELETE = "\x1b[3~"
    ENTER = "\r"
    TAB = "\t"
    SHIFT_TAB = "\x1b[Z"
    ESCAPE = "\x1b"
    BACKSPACE = "\x7f"
    CTRL_C = "\x03"
    CTRL_D = "\x04"
    CTRL_Q = "\x11"


@dataclass(frozen=True)
class Cell:
    """One place of the grid. Colours are pyte's: ``"default"``, a name such as ``"red"``, or ``"rrggbb"``."""

    text: str
    """One character; empty in the right half of a wide one."""
    fg: str
    bg: str
    bold: bool
    underline: bool
    reverse: bool


@dataclass(frozen=True)
class Cursor:
    """Where typing would appear, counted from 0, and whether it can be seen."""

    row: int
    column: int
    visible: bool


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what a program is given: the test's own home, UTF-8, 256 colours, and ``changes``; no more."""
    kept = {name: value for name, value in os.environ.items() if _KEPT.fullmatch(name)}
    return {**kept, **_FIXED, **(changes or {})}


def run(
    *argv: str,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    stdin: str | bytes = "",
    timeout: float = 60,
    program: str | Path = WORKSHOP,
) -> subprocess.CompletedProcess[str]:
    """Run ``program`` without a terminal and return what it printed.

    It has no controlling terminal either. Bytes that are no UTF-8 show as ``\\xNN``; line ends stay as they
    were. Raises ``subprocess.TimeoutExpired``.
    """
    given = stdin.encode() if isinstance(stdin, str) else stdin
    if _is_usual(program, env):
        done = forked.run([str(program), *argv], cwd, environment(env), given, timeout)
    else:
        done = subprocess.run(
            [program, *argv],
            cwd=cwd,
            env=environment(env),
            input=given,
            capture_output=True,
            timeout=timeout,
            check=False,
            start_new_session=True,
        )
    stdout, stderr = (stream.decode(errors="backslashreplace") for stream in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, stdout, stderr)


class _Grid(pyte.Screen):
    """A pyte screen with the alternate screen that full-screen programs use, and answers to queries."""

    def __init__(self, columns: int, lines: int, answer: Callable[[str], None]) -> None:
        super().__init__(columns, lines)
        self._answer = answer
        self._aside: tuple[dict[int, dict[int, pyte.screens.Char]], int, int] | None = None

    def write_process_input(self, data: str) -> None:
        self._answer(data)

    def enter_alternate(self) -> None:
        """Put the screen aside and start with an empty one."""
        if self._aside is None:
            self._aside = (copy.deepcopy(dict(self.buffer)), self.cursor.y, self.cursor.x)
        self.erase_in_display(2)

    def leave_alternate(self) -> None:
        """Bring back the screen that was put aside."""
        if self._aside is not None:
            lines, self.cursor.y, self.cursor.x = self._aside
            self._aside = None
            self.buffer.clear()
            self.buffer.update(lines)  # type: ignore[arg-type]


class _Receiver:
    """Passes what a program writes to the grid, less the sequences that pyte would draw as letters.

    Those are private ones (kitty keyboard, XTVERSION), ones with intermediate bytes (mode queries, cursor
    shapes), colours with colons, and device control strings.
    """

    _SEQUENCE = re.compile(
        r"\x1b\[(?P<private>[<=>?]?)(?P<numbers>[0-9:;]*)(?P<between>[ -/]*)(?P<final>[@-~])"
        r"|\x1b[PX^_][^\x1b]*\x1b\\"
    )
    _UNFINISHED = re.compile(r"\x1b(?:\[[<=>?]?[0-9:;]*[ -/]*|[PX^_][^\x1b]*\x1b?)?\Z")
    _ALTERNATE = frozenset({"47", "1047", "1049"})
    _SYNCHRONISED = "2026"

    def __init__(self, grid: _Grid, answer: Callable[[str], None]) -> None:
        self._grid = grid
        self._stream = pyte.Stream(grid)
        self._answer = answer
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._held = ""
        self.drawing = False
        """Whether the program is in the middle of a frame (synchronised output)."""

    def feed(self, received: bytes) -> None:
        """Take in the next bytes; a sequence may be cut anywhere."""
        text = self._held + self._decode(received)
        unfinished = self._UNFINISHED.search(text)
        end = unfinished.start() if unfinished else len(text)
        text, self._held = text[:end], text[end:]
        done = 0
        for match in self._SEQUENCE.finditer(text):
            self._stream.feed(text[done : match.start()])
            done = match.end()
            if self._is_for_pyte(match):
                self._stream.feed(match[0])
        self._stream.feed(text[done:])

    def _is_for_pyte(self, match: re.Match[str]) -> bool:
        private, numbers, between, final = match.group("private", "numbers", "between", "final")
        if final is None:
            return False
        if (private, between, final) == ("?", "$", "p"):
            known = numbers == self._SYNCHRONISED
            self._answer(f"\x1b[?{numbers};{2 if known else 0}$y")
            return False
        if private == "?" and not between and final in "hl":
            self._switch(set(numbers.split(";")), on=final == "h")
            return True
        return not between and ":" not in numbers and private == ""

    def _switch(self, modes: set[str], *, on: bool) -> None:
        if self._SYNCHRONISED in modes:
            self.drawing = on
        if modes & self._ALTERNATE:
            if on:
                self._grid.enter_alternate()
            else:
                self._grid.leave_alternate()


class Terminal:
    """The ``workshop`` command in a pseudo-terminal, from the first byte to its end.

    A context manager; leaving it kills what still runs. A thread reads all the time, as a terminal does, so
    the program never waits for the test. Rows and columns count from 0.
    """

    def __init__(
        self,
        *argv: str,
        cwd: Path,
        env: Mapping[str, str] | None = None,
        columns: int = 80,
        lines: int = 24,
        program: str | Path = WORKSHOP,
    ) -> None:
        self._changed = threading.Condition()
        self._grid = _Grid(columns, lines, self._reply)
        self._receiver = _Receiver(self._grid, self._reply)
        self._raw = bytearray()
        self._ended = False
        self._closed = False
        self._master, slave = os.openpty()
        self._stop_read, self._stop_write = os.pipe()
        os.set_blocking(self._master, False)
        self._set_size(columns, lines)
        try:
            self._process = _started([str(program), *argv], cwd, env, slave)
        finally:
            os.close(slave)
        self._reader = threading.Thread(target=self._read, name=f"terminal of {program}", daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self.hang_up()

    # What can be seen

    @property
    def screen(self) -> list[str]:
        """The rows as shown, without the blanks at their right end."""
        with self._changed:
            return self._rows()

    @property
    def text(self) -> str:
        """The rows as one string."""
        return "\n".join(self.screen)

    @property
    def raw(self) -> bytes:
        """Everything the program has written."""
        with self._changed:
            return bytes(self._raw)

    @property
    def cursor(self) -> Cursor:
        """Where the cursor is."""
        with self._changed:
            cursor = self._grid.cursor
            return Cursor(cursor.y, min(cursor.x, self._grid.columns - 1), not cursor.hidden)

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the program still runs."""
        return self._process.poll() is None

    def cell(self, row: int, column: int) -> Cell:
        """Return one place of the grid."""
        with self._changed:
            place = self._grid.buffer[row][column]
        return Cell(place.data, place.fg, place.bg, place.bold, place.underscore, place.reverse)

    def find(self, text: str) -> tuple[int, int]:
        """Return row and column of the first place that shows ``text``; wide characters count two columns."""
        with self._changed:
            for row in range(self._grid.lines):
                cells = [self._grid.buffer[row][column].data for column in range(self._grid.columns)]
                for column in range(self._grid.columns):
                    if cells[column] and "".join(cells[column:]).startswith(text):
                        return row, column
            raise AssertionError(self._picture(f"the screen does not show {text!r}"))

    # What can be done

    def send(self, keys: str) -> None:
        """Type ``keys``: characters, or a ``Key``. Raises AssertionError when the program takes no input."""
        waiting = keys.encode()
        while waiting:
            _, writable, _ = select.select([], [self._master], [], TIMEOUT)
            if not writable:
                raise AssertionError(self._picture("the program takes no more input"))
            waiting = waiting[os.write(self._master, waiting) :]

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the window; the program is told by SIGWINCH."""
        with self._changed:
            self._grid.resize(lines, columns)
            self._set_size(columns, lines)

    def kill(self) -> None:
        """Kill the program and whatever it started, with SIGKILL; waits until it is gone."""
        if self.running:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def hang_up(self) -> None:
        """Take the terminal away, as closing the window does; the program is told by SIGHUP."""
        if not self._closed:
            self._closed = True
            os.write(self._stop_write, b".")
            self._reader.join()
            for descriptor in (self._master, self._stop_read, self._stop_write):
                os.close(descriptor)

    # What can be waited for

    def wait_for(
        self, wanted: str | re.Pattern[str] | Callable[[list[str]], bool], timeout: float = TIMEOUT
    ) -> list[str]:
        """Wait until the screen shows a text or a pattern, or until a function of its rows is true.

        Returns the rows. Half-drawn frames are not looked at. Raises AssertionError with a picture of the
        screen when time is up, or as soon as the program has ended without showing it.
        """
        return self._wait(_sees(wanted), f"the screen never showed {_name(wanted)}", timeout)

    def wait_gone(self, text: str | re.Pattern[str], timeout: float = TIMEOUT) -> list[str]:
        """Wait until the screen no longer shows ``text``; otherwise as ``wait_for``."""
        sees = _sees(text)
        return self._wait(lambda rows: not sees(rows), f"the screen still shows {_name(text)}", timeout)

    def wait_exit(self, timeout: float = TIMEOUT) -> int:
        """Wait until the program has ended by itself and return its exit code, negative for a signal."""
        try:
            code = self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            with self._changed:
                raise AssertionError(self._picture(f"still running after {timeout:g} s")) from None
        self._reader.join(1)  # the last words; something it left running may hold the terminal open for ever
        return code

    def _wait(self, sees: Callable[[list[str]], bool], complaint: str, timeout: float) -> list[str]:
        deadline = time.monotonic() + timeout
        with self._changed:
            while True:
                if (self._ended or not self._receiver.drawing) and sees(rows := self._rows()):
                    return rows
                left = deadline - time.monotonic()
                if self._ended or left <= 0:
                    raise AssertionError(self._picture(complaint))
                self._changed.wait(left)

    # The other end

    def _read(self) -> None:
        try:
            while received := self._receive():
                with self._changed:
                    self._raw += received
                    self._receiver.feed(received)
                    self._changed.notify_all()
        finally:
            with self._changed:
                self._ended = True
                self._changed.notify_all()

    def _receive(self) -> bytes:
        """Wait for output and return it; nothing when hung up or when the program has let go."""
        ready, _, _ = select.select([self._master, self._stop_read], [], [])
        if self._stop_read in ready:
            return b""
        try:
            return os.read(self._master, 65_536)
        except OSError as error:
            if error.errno == errno.EIO:  # how Linux says that nobody has the other end open any more
                return b""
            raise

    def _reply(self, answer: str) -> None:
        os.write(self._master, answer.encode())

    def _set_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def _rows(self) -> list[str]:
        grid = self._grid
        return [
            "".join(grid.buffer[row][column].data for column in range(grid.columns)).rstrip()
            for row in range(grid.lines)
        ]

    def _picture(self, complaint: str) -> str:
        code = self._process.poll()
        state = "the program is still running" if code is None else f"the program has ended with {code}"
        return f"{complaint}; {state}\n{_framed(self._rows(), self._grid.columns)}"


def _is_usual(program: str | Path, env: Mapping[str, str] | None) -> bool:
    """Whether this is the program with the variables it always has, so that it may be forked."""
    return str(program) == str(WORKSHOP) and not env and not any(map(_COVERED.match, os.environ))


def _started(
    command: Sequence[str], cwd: Path, env: Mapping[str, str] | None, slave: int
) -> subprocess.Popen[bytes] | Forked:
    """Start ``command`` with the terminal whose other end is ``slave``."""
    variables = environment(env)
    if _is_usual(command[0], env):
        return Forked(command, cwd, variables, [slave] * 3, terminal=True)
    kept = "with LC_CTYPE" if "LC_CTYPE" in variables else "without LC_CTYPE"
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _TAKE_TERMINAL, kept, *command],
        cwd=cwd,
        env=variables,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )


def _sees(wanted: str | re.Pattern[str] | Callable[[list[str]], bool]) -> Callable[[list[str]], bool]:
    if isinstance(wanted, str):
        return lambda rows: wanted in "\n".join(rows)
    if isinstance(wanted, re.Pattern):
        return lambda rows: wanted.search("\n".join(rows)) is not None
    return wanted


def _name(wanted: str | re.Pattern[str] | Callable[[list[str]], bool]) -> str:
    if isinstance(wanted, re.Pattern):
        return f"the pattern {wanted.pattern!r}"
    return repr(wanted) if isinstance(wanted, str) else f"what {getattr(wanted, '__name__', 'a test')} wants"


def _framed(rows: Sequence[str], columns: int) -> str:
    edge = "─" * columns
    return "\n".join([f"┌{edge}┐", *(f"│{row.ljust(columns)}│" for row in rows), f"└{edge}┘"])
