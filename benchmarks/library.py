"""The library with 10 to 10,000 sessions: to the first frame, to all listed, ÷ reading all their bytes.

python benchmarks/library.py [RUNS] [MOST]
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from measure import CHECKOUT, WORKSHOP, Watched, machine, table

SIZES = (10, 100, 1_000, 10_000)

SETTLED = 2.5
"""Seconds after which no file counts as touched just now, and so all are indexed."""


def filled(folder: Path, many: int) -> None:
    """Write copies of a sample with other titles and dates."""
    assessments = folder / "assessments"
    assessments.mkdir()
    sample = next((CHECKOUT / "assessments").glob("2026-*-18-north-branch.toml")).read_text()
    for number in range(many):
        day = date(2026, 11, 20) - timedelta(days=number // 3)
        text = sample.replace("North branch, autumn 2026", f"Branch {number:05}", 1)
        text = text.replace("held_on = 2026-11-18", f"held_on = {day}", 1)
        (assessments / f"{day}-branch-{number:05}.toml").write_text(text)


def read_all(folder: Path) -> float:
    started = time.perf_counter()
    for path in (folder / "assessments").glob("*.toml"):
        path.read_bytes()
    return time.perf_counter() - started


def listed(folder: Path, many: int) -> tuple[float, float]:
    """Return the seconds to the first frame and to the frame that counts all."""
    with Watched(WORKSHOP, "--workspace", str(folder)) as library:
        first = library.until("Sessions: ") - library.started
        # While more are read the title goes on after the number; once all are, its colour ends there.
        every = library.until(f"Sessions: {many}\x1b") - library.started
    return first, every


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    most = int(sys.argv[2]) if len(sys.argv) > 2 else SIZES[-1]
    rows = []
    for many in (size for size in SIZES if size <= most):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            filled(folder, many)
            time.sleep(SETTLED)
            listed(folder, many)  # warm: the index is written
            bytes_read, firsts, everything = [], [], []
            for _ in range(runs):
                bytes_read.append(read_all(folder))
                first, every = listed(folder, many)
                firsts.append(first)
                everything.append(every)
        after = median(everything) - median(firsts)
        rows.append(
            [
                f"{many:,}",
                f"{1000 * median(firsts):.0f}",
                f"{1000 * median(everything):.0f}",
                f"{1000 * after / many:.2f}",
                f"{1000 * median(bytes_read):.1f}",
                f"{median(everything) / median(bytes_read):.0f}",
            ]
        )
    head = ["sessions", "first frame", "all listed", "each, after", "read bytes", "all ÷ bytes"]
    table(f"Milliseconds, median of {runs}; {machine()}", head, rows)


if __name__ == "__main__":
    main()
