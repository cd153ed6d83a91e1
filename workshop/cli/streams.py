"""Standard input and output as this terminal can take them."""

from __future__ import annotations

import codecs
import json
import sys
from io import TextIOWrapper
from typing import Final

from workshop.ui.terminal import shows_unicode

__all__ = ["json_line", "suit_terminal"]

_LOOKALIKES: Final = "lookalikes"


def suit_terminal() -> None:
    """Write what the terminal has no letters for as look-alikes, and read what is no text without failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not shows_unicode(stream):
            codecs.register(_codec)
            stream.reconfigure(encoding=_LOOKALIKES)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def json_line(found: object) -> str:
    """Return ``found`` as one line of JSON; escaped where it is no UTF-8: look-alikes would lie."""
    return json.dumps(found, ensure_ascii=not shows_unicode(sys.stdout))


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
