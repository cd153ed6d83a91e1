"""The room: a key to its frame on reveal and discuss beside a bare Textual counter; opening it ÷ the library.

python benchmarks/room.py [KEYS] [PAIRS]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from measure import CHECKOUT, PEERS, PYTHON, WORKSHOP, Watched, machine, ms, p95, table

from workshop.model.session import Stage
from workshop.store.sessions import change

NAME = "2026-11-18-north-branch"
TITLE = "North branch, autumn 2026"
FRAME_ENDS = "\x1b[1;1H"


def prepared(folder: Path, stage: Stage) -> None:
    (folder / "assessments").mkdir(parents=True)
    path = folder / "assessments" / f"{NAME}.toml"
    shutil.copy(CHECKOUT / "assessments" / path.name, path)
    change(path, lambda session: session.changed(stage=stage))


def frames(folder: Path, seen: str, keys: Sequence[str], many: int) -> tuple[list[float], list[float]]:
    """Return the seconds from key to frame, of the bare counter and of a stage that shows ``seen``."""
    bare, ours = [], []
    with (
        Watched(PYTHON, str(PEERS / "counter.py")) as counter,
        Watched(WORKSHOP, "--workspace", str(folder), "run", NAME) as room,
    ):
        counter.until("count 0")
        room.until(seen)
        room.quiet(1.0)
        for number in range(1, many + 1):
            pressed = counter.send("x")
            bare.append(counter.until(f"count {number} .") - pressed)
            pressed = room.send(keys[number % len(keys)])
            ours.append(room.until(FRAME_ENDS) - pressed)
            room.quiet(0.03)
            counter.quiet(0.03)
    return bare[5:], ours[5:]  # the first few warm up


def opening(folder: Path, pairs: int) -> tuple[list[float], list[float]]:
    """Return the seconds to the first frame of the library, and of the room."""
    library, room = [], []
    for pair in range(-2, pairs):
        with Watched(WORKSHOP, "--workspace", str(folder)) as program:
            first = program.until(TITLE) - program.started
        with Watched(WORKSHOP, "--workspace", str(folder), "run", NAME) as program:
            second = program.until("start talking") - program.started
        if pair >= 0:
            library.append(first)
            room.append(second)
    return library, room


def main() -> None:
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    rows, said = [], []
    with tempfile.TemporaryDirectory() as name:
        reveal, discuss = Path(name) / "reveal", Path(name) / "discuss"
        prepared(reveal, "reveal")
        prepared(discuss, "discuss")
        for stage, folder, seen, typed in (
            ("reveal", reveal, "start talking", ("1", "2")),
            ("discuss", discuss, "1 alone", ("p",)),
        ):
            bare, ours = frames(folder, seen, typed, keys)
            rows += [
                [f"bare Textual, beside {stage}", ms(median(bare)), ms(p95(bare))],
                [f"{stage}: key to frame", ms(median(ours)), ms(p95(ours))],
            ]
            said.append(f"{stage} ÷ bare Textual, p95: {p95(ours) / p95(bare):.2f}")
        library, room = opening(reveal, pairs)
        for what, times in (("library: to the first frame", library), ("room: to the first frame", room)):
            rows.append([what, ms(median(times)), ms(p95(times))])
        said.append(f"opening the room ÷ the library, median: {median(room) / median(library):.2f}")
    table(f"Milliseconds, {keys} keys, {pairs} pairs; {machine()}", ["", "p50", "p95"], rows)
    print("", *said, sep="\n")


if __name__ == "__main__":
    main()
