"""What the benchmarks share: a program in a pseudo-terminal, timed from outside, and tables of medians."""

from __future__ import annotations

import fcntl
import os
import platform
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import quantiles
from types import TracebackType
from typing import Final, Self

__all__ = ["CHECKOUT", "PEERS", "PYTHON", "WORKSHOP", "Watched", "machine", "ms", "p95", "table"]

PYTHON: Final = sys.executable
WORKSHOP: Final = str(Path(sys.executable).with_name("workshop"))
CHECKOUT: Final = Path(__file__).resolve().parents[1]
PEERS: Final = Path(__file__).resolve().parent / "peers"

_PATIENCE: Final = 60.0


class Watched:
    """A program in a pseudo-terminal of its own; ``started`` is when it was asked to start."""

    def __init__(
        self,
        *argv: str,
        cwd: Path = CHECKOUT,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
    ) -> None:
        variables = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(env or {})}
        variables.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
        columns, lines = size
        self.started = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.chdir(cwd)
            os.execve(argv[0], argv, variables)
        self._seen = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def until(self, *wanted: str) -> float:
        """Read until all of ``wanted`` were written since the last key; return when that was."""
        marks = [mark.encode() for mark in wanted]
        deadline = time.perf_counter() + _PATIENCE
        while not all(mark in self._seen for mark in marks):
            ready, _, _ = select.select([self._terminal], [], [], max(0.0, deadline - time.perf_counter()))
            if not ready:
                raise TimeoutError(f"never wrote {wanted}; at last: {self._seen[-300:]!r}")
            self._seen += os.read(self._terminal, 65536)
        return time.perf_counter()

    def quiet(self, seconds: float = 0.3) -> None:
        """Read until nothing was written for ``seconds``."""
        while select.select([self._terminal], [], [], seconds)[0]:
            os.read(self._terminal, 65536)

    def frames(self, quiet: float = 0.2) -> list[tuple[float, bytes]]:
        """Read until nothing was written for ``quiet`` seconds; return all that was, and when it came."""
        chunks = []
        while select.select([self._terminal], [], [], quiet)[0]:
            chunk = os.read(self._terminal, 65536)
            chunks.append((time.perf_counter(), chunk))
        return chunks

    def send(self, keys: str) -> float:
        """Type ``keys`` and forget what was written before; return when."""
        self._seen = b""
        at = time.perf_counter()
        os.write(self._terminal, keys.encode())
        return at


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1]


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a small table: the first column to the left, the others to the right."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    print(f"\n{title}\n")
    for row in (head, ["-" * width for width in widths], *rows):
        cells = [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        print("  ".join(cells).rstrip())


def machine() -> str:
    """Say what kind of machine this is."""
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def ms(seconds: float) -> str:
    """Return ``seconds`` as milliseconds."""
    return f"{1000 * seconds:.1f}"
