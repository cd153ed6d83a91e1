"""The room: a key to its frame on reveal and discuss beside a bare Textual counter; opening it ÷ the library.

python benchmarks/room.py [KEYS] [PAIRS]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import pyte
from measure import CHECKOUT, PEERS, PYTHON, WORKSHOP, Watched, machine, ms, p95, table

from workshop.model.session import Stage
from workshop.store.sessions import change

NAME = "2026-11-18-north-branch"
_PATIENCE = 60.0
TITLE = "North branch, autumn 2026"
FAITH = "People did what made sense"


def prepared(folder: Path, stage: Stage) -> None:
    (folder / "assessments").mkdir(parents=True)
    path = folder / "assessments" / f"{NAME}.toml"
    shutil.copy(CHECKOUT / "assessments" / path.name, path)
    change(path, lambda session: session.changed(stage=stage, ended=False))


def frames(
    folder: Path, ready: str, keys: Sequence[tuple[str, str]], many: int
) -> tuple[list[float], list[float]]:
    """Return the seconds from key to frame, of the bare counter and of a stage."""
    bare, ours = [], []
    with (
        Watched(PYTHON, str(PEERS / "counter.py")) as counter,
        Watched(WORKSHOP, "--workspace", str(folder), "run", NAME) as room,
    ):
        peer, screen = Screen(counter, "count"), Screen(room, ready)
        for number in range(1, many + 1):
            bare.append(peer.after("x", f"count {number} ."))
            ours.append(screen.after(*keys[number % len(keys)]))
    return bare[5:], ours[5:]  # the first few warm up


class Screen:
    """What a terminal would show of a program: after each key, when the words in question could be read."""

    def __init__(self, program: Watched, ready: str) -> None:
        self._program = program
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        deadline = time.perf_counter() + _PATIENCE
        while not self._feed(ready):
            assert time.perf_counter() < deadline, (ready, self._screen.display)

    def _feed(self, words: str) -> float:
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


def opening(folder: Path, pairs: int) -> tuple[list[float], list[float], list[float]]:
    """Return the seconds to the first frame of the library, to that of the room, and to the room's stage."""
    library, room, stage = [], [], []
    for pair in range(-2, pairs):
        with Watched(WORKSHOP, "--workspace", str(folder)) as program:
            first = program.until(TITLE) - program.started
        with Watched(WORKSHOP, "--workspace", str(folder), "run", NAME) as program:
            second = program.until(TITLE, FAITH) - program.started
            third = program.until("start talking") - program.started
        if pair >= 0:
            library.append(first)
            room.append(second)
            stage.append(third)
    return library, room, stage


def compared(what: str, ours: list[float], library: list[float]) -> str:
    """Say how ``ours`` stand to the library's times: by medians, and by the pairs one by one."""
    pairs = sorted(mine / its for mine, its in zip(ours, library, strict=True))
    ratio = median(ours) / median(library)
    return f"{what} ÷ the library, median: {ratio:.2f}; pair by pair {pairs[0]:.2f} to {pairs[-1]:.2f}"


def main() -> None:
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    rows, said = [], []
    with tempfile.TemporaryDirectory() as folder_name:
        reveal, discuss = Path(folder_name) / "reveal", Path(folder_name) / "discuss"
        prepared(reveal, "reveal")
        prepared(discuss, "discuss")
        for name, folder, ready, typed in (
            ("reveal", reveal, "start talking", (("1", " 1. "), ("2", " 2. "))),
            ("discuss", discuss, "h all keys", (("l", "h all keys"), ("l", "smaller"))),
        ):
            bare, ours = frames(folder, ready, typed, keys)
            rows += [
                [f"bare Textual, beside {name}", ms(median(bare)), ms(p95(bare))],
                [f"{name}: key to frame", ms(median(ours)), ms(p95(ours))],
            ]
            said.append(f"{name} ÷ bare Textual, p95: {p95(ours) / p95(bare):.2f}")
        library, room, stage = opening(reveal, pairs)
        for what, times in (
            ("library: to the first frame", library),
            ("room: to the first frame", room),
            ("room: to its stage, reveal", stage),
        ):
            rows.append([what, ms(median(times)), ms(p95(times))])
        said.append(compared("room, first frame", room, library))
        said.append(compared("room, reveal", stage, library))
    table(f"Milliseconds, {keys} keys, {pairs} pairs; {machine()}", ["", "p50", "p95"], rows)
    print("", *said, sep="\n")


if __name__ == "__main__":
    main()
