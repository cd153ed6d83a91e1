"""The library with 10 to 10,000 sessions: to the first frame, to all listed, ÷ reading all their bytes.

python benchmarks/library.py [RUNS] [MOST]
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from measure import CHECKOUT, WORKSHOP, Watched, machine, table

from workshop.model.tally import Tally

SIZES = (10, 100, 1_000, 10_000)

_TALLY = re.compile(r'^([\w-]+) = "\d+ \d+ \d+ \d+ \d+ \| \d+"$', re.MULTILINE)

_VOTED = re.compile(r"^(voted|invited) = \d+$", re.MULTILINE)
"""As many as answer a question at most: a count of more answers than voters would be no good session."""

SETTLED = 2.5
"""Seconds after which no file counts as touched just now, and so all are indexed."""


def filled(folder: Path, many: int, each: int = 10) -> None:
    """Write ``many`` sessions of units with ``each`` of them, a sample with other names, dates and counts."""
    assessments = folder / "assessments"
    assessments.mkdir()
    sample = next((CHECKOUT / "assessments").glob("2026-*-18-north-branch.toml")).read_text()
    chance = random.Random(20261123)

    def drawn(found: re.Match[str]) -> str:
        answers = chance.choices(range(1, 6), (1, 2, 5, 3, 1), k=chance.randint(5, 14))
        return f'{found[1]} = "{Tally.of((*answers, *[0] * chance.randint(0, 2)))}"'

    for number in range(many):
        unit = f"Branch {number // each:05}"
        day = date(2027 - each + number % each, 3, 1) + timedelta(days=number // each % 200)
        text = sample.replace("North branch, autumn 2026", f"{unit}, {day.year}", 1)
        text = text.replace('unit = "North branch"', f'unit = "{unit}"', 1)
        text = text.replace("held_on = 2026-11-18", f"held_on = {day}", 1)
        text = _TALLY.sub(drawn, _VOTED.sub(r"\1 = 16", text))
        (assessments / f"{day}-branch-{number // each:05}.toml").write_text(text)


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
