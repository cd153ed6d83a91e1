"""Standard input and output as this terminal can take them."""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from time import monotonic
from typing import Final

from workshop.ui.terminal import shows_unicode

__all__ = ["json_line", "progress_line", "suit_terminal"]

_LOOKALIKES: Final = "lookalikes"

_NO_TEXT: Final = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON lets stand though a terminal acts on it, and bytes of a file's name that are no UTF-8."""

_AT_ONCE: Final = 0.3
"""Seconds that nobody minds waiting without a word."""


def suit_terminal() -> None:
    """Write what the terminal has no letters for as look-alikes, and read what is no text without failing.

    Bytes of a file's name that are no UTF-8 are written as they are.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and shows_unicode(stream):
            stream.reconfigure(errors="surrogateescape")
        elif isinstance(stream, TextIOWrapper):
            codecs.register(_codec)
            stream.reconfigure(encoding=_LOOKALIKES)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def json_line(found: object) -> str:
    """Return ``found`` as one line of JSON; escaped where it is no UTF-8: look-alikes would lie."""
    text = json.dumps(found, ensure_ascii=not shows_unicode(sys.stdout))
    return _NO_TEXT.sub(lambda byte: f"\\u{ord(byte[0]):04x}", text)


@contextmanager
def progress_line() -> Iterator[Callable[[str], None]]:
    """Give a way to say how far it is, on one line of a terminal that is looked at.

    Nothing is said of what is done at once; the line is gone in the end, whatever that is.
    """
    began, shown = monotonic(), False

    def say(text: str) -> None:
        nonlocal shown
        if sys.stderr.isatty() and monotonic() - began > _AT_ONCE:
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()
            shown = True

    try:
        yield say
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _encode(text: str, _errors: str = "strict") -> tuple[bytes, int]:
    if text.isascii():
        return text.encode(), len(text)
    from workshop.charts.ascii import to_ascii

    return to_ascii(text).encode("ascii", "replace"), len(text)


class _Encoder(codecs.IncrementalEncoder):
    def encode(self, input: str, final: bool = False) -> bytes:  # noqa: A002 - as the base class calls it
        return _encode(input)[0]


def _codec(name: str) -> codecs.CodecInfo | None:
    """Return a codec for output; click would replace one that is called ASCII by UTF-8."""
    if name != _LOOKALIKES:
        return None
    return codecs.CodecInfo(_encode, codecs.ascii_decode, incrementalencoder=_Encoder, name=_LOOKALIKES)
