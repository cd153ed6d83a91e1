"""Tests at a faster pace: their screens, and the loading of their modules.

Between keys Textual's pilot sleeps 20 ms at a time until the process is idle, because a screen is drawn
anew within 17 ms. Both are made shorter by the same factor: what one waits for stays the same, and a test of
a screen no longer sleeps four fifths of its time. Programs that tests start keep the pace people see.
"""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any, Final

__all__ = ["hurry", "load_in_turn"]

HERE: Final = Path(__file__).parent

FASTER: Final = 4

FRAMES: Final = 60
"""How often a second Textual draws, unless told otherwise."""


def hurry() -> None:
    """Draw and look more often in this process; to be called before Textual is there."""
    os.environ["TEXTUAL_FPS"] = str(FRAMES * FASTER)
    frames = import_module("textual.constants").MAX_FPS
    del os.environ["TEXTUAL_FPS"]  # of the programs that tests start
    assert frames == FRAMES * FASTER, "Textual was there before"
    wait: Any = import_module("textual._wait")
    wait.SLEEP_GRANULARITY = 1 / 50 / FASTER
    wait.SLEEP_IDLE = wait.SLEEP_GRANULARITY / 20


def load_in_turn(worker: int, workers: int) -> None:
    """Load all test modules, each worker from another one on: what one has compiled others only read.

    pytest compiles them anew to explain their asserts; when all begin at the first, each compiles them all.
    """
    modules = sorted(HERE.rglob("test_*.py"))
    start = len(modules) * worker // workers
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, False
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for path in (*modules[start:], *modules[:start]):
            with contextlib.suppress(Exception):  # collecting it says why
                import_module(".".join(path.relative_to(HERE.parent).with_suffix("").parts))
    sys.dont_write_bytecode = kept
