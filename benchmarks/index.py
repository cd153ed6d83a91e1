"""Ten thousand sessions of a thousand units: listing them, and the tables of trends, from the index or not.

python benchmarks/index.py [RUNS] [SESSIONS]

Peers, in between: reading all bytes, for what is warm; tomli parsing all files, for what is cold. Each figure
is of a process of its own, without its start and imports; memory is what the kernel says it held at most.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from library import SETTLED, filled
from measure import PYTHON, machine, ms, table

TIMED = """
import gc, resource, sys, time
from pathlib import Path
gc.set_threshold(100_000)  # as the program sets it
__import__("platformdirs").user_cache_path("workshop")
folder = Path(sys.argv[1])
{prepare}
started = time.perf_counter()
{act}
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

LIST = ("from workshop.store.shelf import Shelf; import workshop.store.index", "Shelf(folder).entries()")
READ = ("from workshop.store.index import read_all", "found = list(read_all(folder))")
TRENDS = (
    """
from workshop.analysis.across import across
from workshop.analysis.trend import movers
from workshop.analysis.units import units
from workshop.model.many import making_many
from workshop.store.index import read_all
""",
    """
with making_many():  # as the command does
    found = units(read_all(folder)); across(found); movers(found)
""",
)
BYTES = ("", "for path in folder.glob('*.toml'): path.read_bytes()")
PARSE = ("import tomli", "for path in folder.glob('*.toml'): tomli.loads(path.read_text())")
TOUCHED = (
    """
from workshop.store.shelf import Shelf
shelf = Shelf(folder)
shelf.entries()
path = next(folder.glob('*.toml'))
path.write_bytes(path.read_bytes())
""",
    "shelf.entries()",
)


def timed(folder: Path, code: tuple[str, str], cache: Path) -> tuple[float, float]:
    """Return the seconds that it took and the megabytes that the process held at most."""
    program = TIMED.format(prepare=code[0], act=code[1])
    env = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    argv = [PYTHON, "-c", program, str(folder / "assessments")]
    said = subprocess.run(argv, env=env, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), int(said[1]) / 1024


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    many = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    names = (
        "reading all bytes",
        "tomli alone",
        "list, cold",
        "list, warm",
        "what came of all, warm",
        "trends, warm",
        "one file touched",
    )
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name), Path(name) / "cache"
        filled(folder, many)
        time.sleep(SETTLED)
        for _ in range(runs):
            shutil.rmtree(cache, ignore_errors=True)
            for title, code in zip(names, (BYTES, PARSE, LIST, LIST, READ, TRENDS, TOUCHED), strict=True):
                found[title].append(timed(folder, code, cache))
                if title == "tomli alone":
                    found["reading all bytes"].append(timed(folder, BYTES, cache))
            time.sleep(SETTLED)
    middle = {title: median(seconds for seconds, _ in taken) for title, taken in found.items()}
    peers = {
        "list, cold": "tomli alone",
        "list, warm": "reading all bytes",
        "what came of all, warm": "reading all bytes",
        "trends, warm": "reading all bytes",
    }
    rows = [
        [
            title,
            ms(middle[title]),
            f"{middle[title] / middle[peer]:.2f}" if (peer := peers.get(title)) else "",
            f"{max(megabytes for _, megabytes in found[title]):.0f}",
        ]
        for title in names
    ]
    head = [f"{many:,} sessions", "ms", "÷ peer", "MB"]
    table(f"Median of {runs}; peers: bytes for warm, tomli for cold; {machine()}", head, rows)


if __name__ == "__main__":
    main()
