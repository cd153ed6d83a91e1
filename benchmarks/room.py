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

import pyte
from measure import CHECKOUT, PEERS, PYTHON, WORKSHOP, Watched, machine, ms, p95, table

from workshop.model.session import Stage
from workshop.store.sessions import change

NAME = "2026-11-18-north-branch"
TITLE = "North branch, autumn 2026"


def prepared(folder: Path, stage: Stage) -> None:
    (folder / "assessments").mkdir(parents=True)
    path = folder / "assessments" / f"{NAME}.toml"
    shutil.copy(CHECKOUT / "assessments" / path.name, path)
    change(path, lambda session: session.changed(stage=stage, ended=False))


def frames(folder: Path, keys: Sequence[tuple[str, str]], many: int) -> tuple[list[float], list[float]]:
    """Return the seconds from key to frame, of the bare counter and of a stage."""
    bare, ours = [], []
    with (
        Watched(PYTHON, str(PEERS / "counter.py")) as counter,
        Watched(WORKSHOP, "--workspace", str(folder), "run", NAME) as room,
    ):
        peer, screen = Screen(counter), Screen(room)
        for number in range(1, many + 1):
            bare.append(peer.after("x", f"count {number} ."))
            ours.append(screen.after(*keys[number % len(keys)]))
    return bare[5:], ours[5:]  # the first few warm up


class Screen:
    """What a terminal would show of a program: after each key, when the words in question could be read."""

    def __init__(self, program: Watched) -> None:
        self._program = program
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        while not any(row.strip() for row in self._screen.display):
            self._feed()

    def _feed(self, words: str = "\0") -> float:
        seen = 0.0
        for when, chunk in self._program.frames():
            self._stream.feed(chunk)
            if not seen and any(words in row for row in self._screen.display):
                seen = when
        return seen

    def after(self, key: str, words: str) -> float:
        """Press ``key``; return the seconds until the chunk came after which ``words`` are on the screen."""
        pressed = self._program.send(key)
        seen = self._feed(words)
        assert seen, (key, words, self._screen.display)
        return seen - pressed


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
        for stage, folder, typed in (
            ("reveal", reveal, (("1", " 1. "), ("2", " 2. "))),
            ("discuss", discuss, (("l", "h all keys"), ("l", "smaller"))),
        ):
            bare, ours = frames(folder, typed, keys)
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
