"""What the terminal can show; asked before Textual is loaded, and where it never is."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Final, TextIO

from workshop.errors import WorkshopError
from workshop.language import _

__all__ = ["locale_variables", "need_screens", "shows_screens", "shows_unicode", "speaks_unicode"]

_COERCED: Final = {"C.UTF-8", "C.utf8", "UTF-8"}


def speaks_unicode(environment: Mapping[str, str], encoding: str | None) -> bool:
    """Return whether both the output's encoding and the locale, where one is set, are UTF-8."""
    if (encoding or "").lower().replace("-", "") != "utf8":
        return False
    locale = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or "utf8"
    return "utf8" in locale.lower().replace("-", "")


def locale_variables() -> Mapping[str, str]:
    """Return the environment as the user set it: in the C locale Python puts an LC_CTYPE of its own there."""
    coerced = sys.flags.utf8_mode and "PYTHONUTF8" not in os.environ
    if not (coerced and os.environ.get("LC_CTYPE") in _COERCED):
        return os.environ
    return {name: value for name, value in os.environ.items() if name != "LC_CTYPE"}


def shows_unicode(stream: TextIO | None) -> bool:
    """Return whether what is written to ``stream`` may hold more than ASCII."""
    return speaks_unicode(locale_variables(), getattr(stream, "encoding", ""))


def shows_screens() -> bool:
    """Return whether input and output are a terminal that can move its cursor."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") not in {"dumb", "unknown"}


def need_screens() -> None:
    """Raise WorkshopError, with what works instead, where no screen can be shown."""
    if not shows_screens():
        hint = _(
            "Line by line: workshop rate SESSION --plain, workshop run SESSION --plain. Printed: "
            "workshop show SESSION. All there is: workshop --help."
        )
        raise WorkshopError(_("this needs a terminal for full screens"), hint)
