"""A key in the rating screen to its frame, and to "saved", beside a bare Textual counter and a bare fsync.

python benchmarks/keys.py [KEYS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from measure import PEERS, PYTHON, WORKSHOP, Watched, machine, ms, p95, table

from workshop.model.answering import Answering
from workshop.store.seat import take_seat

QUESTIONS = 30


def steps() -> Iterator[tuple[str, int]]:
    """Yield keys and the question each leads to: answer up to the last question, go back, again."""
    while True:
        yield from (("1234"[place % 4], place) for place in range(2, QUESTIONS + 1))
        yield from (("b", place) for place in range(QUESTIONS - 1, 0, -1))


def planned(folder: Path) -> None:
    (folder / "assessments").mkdir()
    workshop = [WORKSHOP, "--workspace", str(folder)]
    new = ["new", "--title", "Bench", "--invited", "9", "--held-on", "2026-11-23"]
    for command in (new, ["open", "bench"]):
        subprocess.run([*workshop, *command], check=True, capture_output=True)


def bare_save(content: bytes, path: Path) -> float:
    """Write, fsync, rename, fsync the folder; return how long that took."""
    started = time.perf_counter()
    temporary = path.with_suffix(".bare")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return time.perf_counter() - started


def measure(folder: Path, keys: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {"counter": [], "frame": [], "saved": [], "cast": [], "bare": []}
    environment = {"XDG_STATE_HOME": str(folder / "state")}
    os.environ["XDG_STATE_HOME"] = str(folder / "own-state")  # two people, two devices
    seat = take_seat(next(folder.glob("assessments/*.toml")), as_new=True)
    answering = Answering.resume(seat.session.asked, seat.ballot)
    with (
        Watched(PYTHON, str(PEERS / "counter.py")) as counter,
        Watched(WORKSHOP, "--workspace", str(folder), "rate", "bench", env=environment) as rating,
    ):
        counter.until("count 0")
        rating.quiet(2.0)
        rating.send("\r")
        rating.until("1 of 30")
        rating.quiet()
        for number, (key, place) in zip(range(1, keys + 1), steps(), strict=False):
            pressed = counter.send(key)
            times["counter"].append(counter.until(f"count {number} .") - pressed)
            pressed = rating.send(key)
            times["frame"].append(rating.until(f"{place} of {QUESTIONS} · ") - pressed)
            times["saved"].append(rating.until("· saved") - pressed)
            answering = answering.move(-1) if key == "b" else answering.answer(int(key))
            started = time.perf_counter()
            seat.cast(answering.ballot)
            times["cast"].append(time.perf_counter() - started)
            kept = seat.box.folder / f"{seat.ticket.participant}.toml"
            times["bare"].append(bare_save(kept.read_bytes(), kept.parent.parent / "bare.probe"))
            rating.quiet(0.03)
            counter.quiet(0.03)
    return {name: values[5:] for name, values in times.items()}  # the first few warm up


def main() -> None:
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else 250
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        planned(folder)
        times = measure(folder, keys)
    names = {
        "counter": "bare Textual: key to frame",
        "frame": "rating: key to frame",
        "bare": "bare write, fsync, rename, fsync",
        "cast": "cast, without a screen",
        "saved": "rating: key to saved",
    }
    rows = [[said, ms(median(times[name])), ms(p95(times[name]))] for name, said in names.items()]
    table(f"Milliseconds, {keys} keys; {machine()}", ["", "p50", "p95"], rows)
    for above, below in (("frame", "counter"), ("cast", "bare"), ("saved", "bare")):
        ratios = [measured(times[above]) / measured(times[below]) for measured in (median, p95)]
        print(f"{names[above]} ÷ {names[below]}: p50 {ratios[0]:.2f}, p95 {ratios[1]:.2f}")


if __name__ == "__main__":
    main()
