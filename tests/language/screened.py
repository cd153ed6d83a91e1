"""Everything that can be on the screen, line by line, in a process that speaks Greek letters.

``python -m tests.language.screened JOURNEY`` goes through a journey at 80×24.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tests.language.foreign import greek, speak_greek
from tests.pace import hurry

_WORD: Final = re.compile(r"(?<![\w-])[A-Za-z]{2,}(?![\w…])")
"""A word that is not cut."""

_CODE: Final = re.compile(r"\w{4}-\w{4}-\w{4}-\w\b")

_NAMES: Final = {"ctrl", "workshop", "rate", "toml", "assessments"}
"""What is called the same in every language: keys, commands, files."""


async def _latin(journey: str, folder: Path) -> dict[str, list[str]]:
    """Return, by stop, the lines with Latin words that nobody typed and no file holds."""
    from tests.pictures.journey import JOURNEYS, along

    chosen = next(one for one in JOURNEYS if one.name == journey)
    found: dict[str, list[str]] = {}
    typed = {word.casefold() for stop in chosen.stops for word in _WORD.findall(_typed(stop.keys))}
    async for name, pilot in along(chosen, folder, (80, 24), said=greek):
        known = {*_NAMES, *typed, *map(str.casefold, _words_of(folder))}
        lines = [
            line
            for line in _lines(pilot.app)
            if {*map(str.casefold, _WORD.findall(_CODE.sub("", line)))} - known
        ]
        if lines:
            found[name] = lines
    return found


def _typed(keys: str) -> str:
    """Return what these keys of a pilot write."""
    return "".join(" " if key == "space" else key if len(key) == 1 else "\n" for key in keys.split())


def _words_of(folder: Path) -> Iterator[str]:
    yield from _WORD.findall(f"{folder} {platform.node()}")
    for path in folder.rglob("*.toml"):
        yield from _WORD.findall(path.name)
        yield from _WORD.findall(path.read_text(encoding="utf-8"))


def _lines(app: Any) -> Iterator[str]:
    from workshop.ui.widgets.page import Page

    for page in app.screen.query(Page):
        yield from (line.text for line in page.lines)


def main() -> None:
    """Print what was found, as JSON."""
    hurry()
    speak_greek()
    folder = Path(tempfile.gettempdir(), str(os.getpid()))  # its name stands on screens, and has no letters
    os.environ["XDG_STATE_HOME"] = f"{folder}/state"
    folder.mkdir()
    try:
        json.dump(asyncio.run(_latin(sys.argv[1], folder)), sys.stdout, ensure_ascii=False, indent=1)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
