"""Standard input and output as this terminal can take them."""

from __future__ import annotations

import codecs
import json
import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from typing import Final

__all__ = ["json_line", "speaks_unicode", "suit_terminal"]

_LOOKALIKES: Final = "lookalikes"


def speaks_unicode(environment: Mapping[str, str], encoding: str | None) -> bool:
    """Return whether both the output's encoding and the locale, where one is set, are UTF-8."""
    if (encoding or "").lower().replace("-", "") != "utf8":
        return False
    locale = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or "utf8"
    return "utf8" in locale.lower().replace("-", "")


def suit_terminal() -> None:
    """Write what the terminal has no letters for as look-alikes, and read what is no text without failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not speaks_unicode(os.environ, stream.encoding):
            codecs.register_error(_LOOKALIKES, _lookalike)
            stream.reconfigure(encoding="ascii", errors=_LOOKALIKES)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def _lookalike(error: UnicodeError) -> tuple[str, int]:
    from workshop.charts.ascii import to_ascii

    assert isinstance(error, UnicodeEncodeError)
    return to_ascii(error.object[error.start : error.end]), error.end


def json_line(found: object) -> str:
    """Return ``found`` as one line of JSON; escaped where it is no UTF-8: look-alikes would lie."""
    return json.dumps(found, ensure_ascii=not speaks_unicode(os.environ, sys.stdout.encoding))
