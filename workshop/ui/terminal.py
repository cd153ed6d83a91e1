"""Whether there is a terminal that screens can be shown on; asked before Textual is loaded."""

from __future__ import annotations

import os
import sys

from workshop.errors import WorkshopError

__all__ = ["need_screens", "shows_screens"]


def shows_screens() -> bool:
    """Return whether input and output are a terminal that can move its cursor."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") not in {"dumb", "unknown"}


def need_screens() -> None:
    """Raise WorkshopError, with what works instead, where no screen can be shown."""
    if not shows_screens():
        hint = "Without one: workshop rate SESSION --plain, workshop show SESSION, workshop --help."
        raise WorkshopError("this needs a terminal for full screens", hint)
