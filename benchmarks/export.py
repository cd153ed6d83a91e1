"""Exports beside what they are compared with: `python benchmarks/export.py` (WeasyPrint if installed)."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from workshop.report import html, pdf
from workshop.report.report import build
from workshop.report.tables import Kept, as_csv
from workshop.store.codec import load

SAMPLES = sorted((Path(__file__).parents[1] / "assessments").glob("20*-north-branch.toml"))
ROUNDS = 7
HTML_ROUNDS = 60


def interleaved(*acts: Callable[[], object], rounds: int = ROUNDS) -> list[list[float]]:
    """Return the seconds of each act, one after the other in every round, after each ran once."""
    took: list[list[float]] = [[] for _ in acts]
    for act in acts:
        act()
    for _ in range(rounds):
        for times, act in zip(took, acts, strict=True):
            start = time.perf_counter()
            act()
            times.append(time.perf_counter() - start)
    return took


def main() -> None:
    newest = Kept(SAMPLES[-1].stem, load(SAMPLES[-1]))
    page = html.render(build([newest]))
    fresh = iter([Kept(newest.name, load(SAMPLES[-1])) for _ in range(HTML_ROUNDS + 1)])
    (times,) = interleaved(lambda: html.render(build([next(fresh)])), rounds=HTML_ROUNDS)
    slow = 1000 * sorted(times)[int(0.95 * len(times))]
    print(
        f"HTML of one session, built and rendered: {1000 * median(times):.1f} ms, "
        f"19 of 20 below {slow:.1f} ms"
    )
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name) / f"s{number}.toml" for number in range(100)]
        for path in paths:
            path.write_bytes(SAMPLES[-1].read_bytes())

        def read() -> list[Kept]:
            return [Kept(path.stem, load(path)) for path in paths]

        reading, exporting = map(median, interleaved(read, lambda: as_csv(read())))
    print(f"CSV of 100 sessions / reading them: {exporting / reading:.2f} ({1000 * reading:.0f} ms to read)")
    if find_spec("weasyprint") and "--no-pdf" not in sys.argv:
        from weasyprint import HTML

        ours, theirs = map(
            median,
            interleaved(lambda: pdf.render(build([newest])), lambda: HTML(string=page.decode()).write_pdf()),
        )
        print(f"PDF / WeasyPrint: {ours / theirs:.2f} ({1000 * ours:.0f} ms / {1000 * theirs:.0f} ms)")


if __name__ == "__main__":
    main()
