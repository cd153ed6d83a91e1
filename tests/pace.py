"""Screens that a test drives in its own process, at a faster pace than people need.

Between keys Textual's pilot sleeps 20 ms at a time until the process is idle, because a screen is drawn
anew within 17 ms. Both are made shorter by the same factor: what one waits for stays the same, and a test of
a screen no longer sleeps four fifths of its time. Programs that tests start keep the pace people see.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any, Final

__all__ = ["hurry"]

FASTER: Final = 4

FRAMES: Final = 60
"""How often a second Textual draws, unless told otherwise."""


def hurry() -> None:
    """Draw and look more often in this process; to be called before Textual is there."""
    os.environ["TEXTUAL_FPS"] = str(FRAMES * FASTER)
    frames = import_module("textual.constants").MAX_FPS
    assert frames == FRAMES * FASTER, "Textual was there before"
    wait: Any = import_module("textual._wait")
    wait.SLEEP_GRANULARITY = 1 / 50 / FASTER
    wait.SLEEP_IDLE = wait.SLEEP_GRANULARITY / 20
