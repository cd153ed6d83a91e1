"""Process start to the first frame: the library of this checkout ÷ a bare Textual hello, interleaved.

python benchmarks/start.py [PAIRS]
"""

from __future__ import annotations

import sys
from statistics import median

from measure import PEERS, PYTHON, WORKSHOP, Watched, machine, table

NEWEST = "North branch, autumn 2026"


def first_frame(wanted: str, *argv: str) -> float:
    with Watched(*argv) as program:
        return program.until(wanted) - program.started


def main() -> None:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    bare, library, ratios = [], [], []
    for pair in range(-2, pairs):  # two to warm up
        hello = first_frame("Hello", PYTHON, str(PEERS / "hello.py"))
        ours = first_frame(NEWEST, WORKSHOP)
        if pair >= 0:
            bare.append(hello)
            library.append(ours)
            ratios.append(ours / hello)
    rows = [
        [name, f"{1000 * min(times):.0f}", f"{1000 * median(times):.0f}", f"{1000 * max(times):.0f}"]
        for name, times in (("bare Textual hello", bare), ("workshop, library listed", library))
    ]
    table(f"Start to first frame, ms, {pairs} pairs; {machine()}", ["", "min", "median", "max"], rows)
    print(f"\nmedian ÷ median {median(library) / median(bare):.2f}", end="")
    print(f"; median of the pairs' ratios {median(ratios):.2f}; min ÷ min {min(library) / min(bare):.2f}")


if __name__ == "__main__":
    main()
