"""People who come, answer, leave and come back, for half an hour: does the host's memory grow?

python benchmarks/ssh_soak.py [MINUTES] [PEOPLE]

Each stays for twenty to forty seconds, answers every four, is away for a few and comes back with the code
that was given at first. The host's memory is its own and that of the process that saves for it.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from crowd import Server, connected, cost, planned, workshop
from measure import machine, table

PERIOD: Final = 4.0
STAY: Final = (20.0, 40.0)
AWAY: Final = (1.0, 5.0)
FIRST: Final = 3
"""Minutes after which memory is taken for the first time."""


async def person(server: Server, number: int, gate: asyncio.Semaphore, visits: list[int]) -> None:
    """Come, answer and leave, again and again, until cancelled."""
    await asyncio.sleep(random.uniform(0, STAY[1]))
    typed: list[str] = []
    while True:
        stop = asyncio.Event()
        async with connected(server) as client:
            async with gate:
                code = await client.begin()
            if server.door:  # from now on with a code, and no door
                server = replace(server, user=code, door=b"", ready=b" of 30")
            client.typed = typed  # goes on where it left
            asyncio.get_running_loop().call_later(random.uniform(*STAY), stop.set)
            await client.keep_on(PERIOD, stop)
        visits[number] += 1
        await asyncio.sleep(random.uniform(*AWAY))


async def soak(server: Server, minutes: int, people: int) -> list[tuple[int, float, int]]:
    """Return minute, MiB and visits so far, for each minute from the third on."""
    gate, visits = asyncio.Semaphore(8), [0] * people
    crowd = [asyncio.create_task(person(server, number, gate, visits)) for number in range(people)]
    began, seen = time.monotonic(), []
    for minute in range(FIRST, minutes + 1):
        await asyncio.sleep(began + 60 * minute - time.monotonic())
        for task in crowd:
            if task.done():
                task.result()
        seen.append((minute, cost(server.process)[0], sum(visits)))
        print(*seen[-1], file=sys.stderr, flush=True)
    for task in crowd:
        task.cancel()
    await asyncio.gather(*crowd, return_exceptions=True)
    return seen


def main() -> None:
    """Measure, and print."""
    minutes = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with tempfile.TemporaryDirectory() as folder, workshop(planned(Path(folder))) as server:
        seen = asyncio.run(soak(server, minutes, people))
    shown = [line for line in seen if line[0] % 3 == 0]
    rows = [[str(minute), f"{mib:.1f}", str(visits)] for minute, mib, visits in shown]
    table(f"{people} people; {machine()}", ("minute", "MiB", "visits so far"), rows)
    print(f"\nmemory after {seen[-1][0]} minutes ÷ after {FIRST}: {seen[-1][1] / seen[0][1]:.3f}")


if __name__ == "__main__":
    main()
