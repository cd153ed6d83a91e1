"""Pictures of all that can be on the screen, to look at: `python -m tests.pictures.stages FOLDER [OPTIONS]`.

One SVG for each stop of the journeys, in each size and look, as FOLDER/LOOK-SIZE/JOURNEY-STOP.svg. With
rsvg-convert and Pillow at hand, contact sheets of them too: FOLDER/LOOK-SIZE-1.png and so on.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.pictures.journey import JOURNEYS, Journey, along
from tests.pictures.make import svg_of
from workshop.charts.palette import Theme

LOOKS: Final = {
    "dark": {},
    "light": {},
    "contrast": {},
    "no-colour": {"NO_COLOR": "1"},
    "ascii": {"LANG": "C", "LC_ALL": "C"},
}
"""What is in the environment for each."""
SIZES: Final = ("80x24", "120x40", "200x60")


async def photograph(journey: Journey, folder: Path, size: str, look: str) -> None:
    """Write a picture of each stop of ``journey``."""
    columns, rows = map(int, size.split("x"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as workspace:
        os.environ["XDG_STATE_HOME"] = f"{workspace}/state"
        async for name, pilot in along(journey, Path(workspace), (columns, rows)):
            wanted = {"light": Theme.LIGHT, "contrast": Theme.CONTRAST}.get(look, Theme.DARK)
            while pilot.app.look.theme is not wanted:
                await pilot.press("ctrl+t")
            await pilot.pause(0.05)
            (folder / f"{journey.name}-{name}.svg").write_text(svg_of(pilot.app), encoding="utf-8")


def sheets(folder: Path, size: str) -> Iterator[Path]:
    """Turn the pictures of a folder into contact sheets; yield each."""
    from PIL import Image

    across, down = {"80x24": (2, 3), "120x40": (2, 2)}.get(size, (1, 2))
    pictures = sorted(folder.glob("*.svg"), key=lambda path: path.stat().st_mtime_ns)
    for number, start in enumerate(range(0, len(pictures), across * down), start=1):
        some = []
        for svg in pictures[start : start + across * down]:
            png = svg.with_suffix(".png")
            width = str(1800 // across)
            subprocess.run(["rsvg-convert", "-w", width, "-o", str(png), str(svg)], check=True)
            some.append(Image.open(png))
        wide, high = some[0].size
        sheet = Image.new("RGB", (wide * across, high * down), "#808080")
        for place, picture in enumerate(some):
            sheet.paste(picture, (place % across * wide, place // across * high))
        target = folder.with_name(f"{folder.name}-{number}.png")
        sheet.save(target)
        yield target


def main(arguments: Sequence[str] | None = None) -> None:
    """Photograph, and make contact sheets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--look", choices=LOOKS, default="dark")
    parser.add_argument("--size", choices=SIZES, default="80x24")
    parser.add_argument("--journey", choices=[journey.name for journey in JOURNEYS], nargs="*", default=())
    chosen = parser.parse_args(arguments)
    folder = chosen.folder / f"{chosen.look}-{chosen.size}"
    if not chosen.journey:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("NO_COLOR", "LC_ALL"):
        os.environ.pop(name, None)
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
    os.environ.update(LOOKS[chosen.look])
    for journey in JOURNEYS:
        if not chosen.journey or journey.name in chosen.journey:
            asyncio.run(photograph(journey, folder, chosen.size, chosen.look))
    for sheet in sheets(folder, chosen.size):
        sys.stdout.write(f"{sheet}\n")


if __name__ == "__main__":
    main()
