"""How long each chart takes to draw at 120×40, from the samples and made larger where that is asked.

python benchmarks/charts.py [TIMES]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median

from measure import CHECKOUT, machine, p95, table

from workshop.analysis.change import compare
from workshop.charts.cells import draw
from workshop.charts.scene import Scene
from workshop.model.session import Session
from workshop.report.pictures import heat_of, moves_of, radar_of, rows_of, strip_of, trend_of
from workshop.report.questions import asked
from workshop.store.codec import load

GOAL = 0.005
WIDTH, HEIGHT = 120, 40


def over_time(sessions: list[Session], many: int) -> list[Session]:
    return [sessions[n % 3].changed(held_on=date(2024 + n // 4, 1 + n % 4 * 3, 1)) for n in range(many)]


def heat_scene(session: Session) -> Scene:
    scene = heat_of(session)
    assert scene is not None
    return scene


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    sessions = [load(path) for path in sorted((CHECKOUT / "assessments").glob("*-north-branch.toml"))]
    first, last = sessions[0], sessions[-1]
    question = next(each for each in asked(last, last.instrument.attributes[0]) if each.question.is_ladder)
    comparison = compare(first, last)
    four, twelve = over_time(sessions, 4), over_time(sessions, 12)
    charts: dict[str, Callable[[], Scene]] = {
        "rows, 6 attributes": lambda: rows_of(last),
        "strip, 1 question": lambda: strip_of(last, question),
        "heat, 24 statements": lambda: heat_scene(last),
        "radar, 2 outlines": lambda: radar_of(last, first),
        "dumbbell, 6 attributes": lambda: moves_of(comparison),
        "trend, 4 sessions": lambda: trend_of(four),
        "trend, 12 sessions": lambda: trend_of(twelve),
    }
    taken: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in charts}
    for _ in range(times):  # all charts in turn: what else the machine does falls on each alike
        for name, scene_of in charts.items():
            started = time.perf_counter()
            scene = scene_of()
            made = time.perf_counter()
            draw(scene, WIDTH, HEIGHT)
            drawn = time.perf_counter()
            taken[name][0].append(made - started)
            taken[name][1].append(drawn - made)
    rows = [
        [
            name,
            f"{1000 * median(scenes):.2f}",
            f"{1000 * median(drawn):.2f}",
            f"{1000 * p95(drawn):.2f}",
            f"{median(drawn) / GOAL:.2f}",
        ]
        for name, (scenes, drawn) in taken.items()
    ]
    head = ["", "scene", "draw p50", "draw p95", "draw ÷ 5 ms"]
    table(f"Milliseconds at {WIDTH}×{HEIGHT}, {times} times; {machine()}", head, rows)


if __name__ == "__main__":
    main()
