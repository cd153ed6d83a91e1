"""Lines as they are typed: noticing when nobody types, and taking Ctrl-C as the end of the input."""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from typing import Final, Protocol, TextIO

__all__ = ["Ear", "Lines", "Listening"]

_PAUSE: Final = 1.0
"""Seconds without a line after which one may speak."""

_CHUNK: Final = 65_536


class Lines(Protocol):
    """Where lines come from."""

    def readline(self) -> str:
        """Return the next line; "" at the end of the input."""
        ...


class Listening(Lines, Protocol):
    """Where lines come from while the room goes on."""

    def readline(self, pausing: Callable[[], None] | None = None) -> str:
        """Return the next line; "" at the end of the input.

        ``pausing`` is called when the room went on while none came, and what it raises is raised here.
        """
        ...

    def forget(self) -> None:
        """Drop what was typed and not read yet; the end of the input stays."""
        ...


class Ear:
    """Reads lines from a terminal, a pipe or a file; a reader without a file behind it never pauses."""

    def __init__(self, reader: TextIO) -> None:
        self._reader = reader
        self._kept = b""
        try:
            self._file: int | None = reader.fileno()
        except (OSError, ValueError):
            self._file = None

    def readline(self, pausing: Callable[[], None] | None = None) -> str:
        """Return the next line; "" at the end of the input, and for Ctrl-C.

        ``pausing`` is called about every second while nobody types.
        """
        try:
            return self._reader.readline() if self._file is None else self._line(self._file, pausing)
        except KeyboardInterrupt:
            self._kept = b""
            return ""

    def _line(self, file: int, pausing: Callable[[], None] | None) -> str:
        while b"\n" not in self._kept:
            while pausing and not select.select([file], [], [], _PAUSE)[0]:
                pausing()
            read = os.read(file, _CHUNK)
            if not read:
                break
            self._kept += read
        line, end, self._kept = self._kept.partition(b"\n")
        return (line + end).decode(self._reader.encoding or "utf-8", "replace")
