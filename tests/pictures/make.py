"""Makes the pictures of the README from the sample sessions: `python -m tests.pictures.make`.

Each is the screen as the program draws it, after the keys that lead there.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Sequence
from contextlib import chdir
from datetime import date
from pathlib import Path
from typing import Final

from tests.pictures.journey import JOURNEYS, along
from tests.samples import SAMPLES, copy_samples
from workshop.store import sealing, sessions
from workshop.store.workspace import Workspace
from workshop.ui.app import RatingApp, WorkshopApp
from workshop.ui.library_app import LibraryApp

PICTURES: Final = Path(__file__).parents[2] / "exports" / "pictures"
SIZE: Final = (100, 30)

_FONT_FACES = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_UNIQUE = re.compile(r"terminal-\d+")
_CODE = re.compile(r"[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]\b")


async def picture(app: WorkshopApp, keys: Sequence[str], size: tuple[int, int] = SIZE) -> str:
    """Return the screen after ``keys`` as SVG."""
    async with app.run_test(size=size) as pilot:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            await pilot.pause()
            await pilot.pause(0.3)
        return svg_of(app)


def svg_of(app: WorkshopApp) -> str:
    """Return the screen as SVG, with the reader's own monospaced font."""
    svg = app.export_screenshot(title="workshop")
    svg = _CODE.sub("k7m2-9qxd-4hrt-w", svg)
    svg = _UNIQUE.sub("terminal", _COMMENT.sub("", _FONT_FACES.sub("", svg)))
    return svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas").replace(
        "<svg ", '<svg xml:space="preserve" ', 1
    )


def _on_a_good_terminal() -> None:
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
    os.environ.pop("NO_COLOR", None)


def library(keys: Sequence[str] = ()) -> str:
    """Return the library of the sample sessions, after ``keys``: in a folder with nothing else."""
    _on_a_good_terminal()
    with tempfile.TemporaryDirectory() as folder, chdir(copy_samples(Path(folder))):
        return asyncio.run(picture(LibraryApp(Workspace(Path(), "this folder")), keys))


def rating() -> str:
    """Return the answering screen in a copy of a sample session, part of the way through."""
    _on_a_good_terminal()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        copy = Path(folder) / SAMPLES[-1].name
        copy.write_bytes(SAMPLES[-1].read_bytes())
        plan = sessions.duplicate(copy, date(2027, 5, 12))
        sealing.open_round(plan)
        return asyncio.run(picture(RatingApp(plan, None, as_new=True), ["enter", *"334454"]))


async def stop(journey: str, name: str) -> str:
    """Return a stop of one of the journeys."""
    (found,) = (each for each in JOURNEYS if each.name == journey)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["XDG_STATE_HOME"] = f"{folder}/state"
        svg = ""
        async for _, pilot in along(found, Path(folder), SIZE, last=name):
            await pilot.pause(0.1)
            svg = svg_of(pilot.app)
        return svg


def room(journey: str, name: str) -> str:
    """Return what the team sees in the room."""
    _on_a_good_terminal()
    return asyncio.run(stop(journey, name))


def main() -> None:
    """Write all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    made = {
        "library": library(),
        "results": library(["enter"]),
        "comparison": library(["c"]),
        "trends": library(["t"]),
        "rating": rating(),
        "room-hands": room("hands", "hands"),
        "room-reveal": room("talk", "reveal"),
    }
    for name, svg in made.items():
        (PICTURES / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
