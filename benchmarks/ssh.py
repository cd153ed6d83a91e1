"""Hundreds answer over SSH at once, beside the same questionnaire on Charm's wish.

python benchmarks/ssh.py WISH [CLIENTS] [SECONDS]

WISH is the peer's program, built from its main.go. Each client presses a key every two seconds: five
answers and two turns of the page. An answer is given when it is on the disk and the screen says so ("saved");
the peer saves nothing, so that its time ends with the first byte. At the end the ballots on the disk are
compared with the keys.
"""

from __future__ import annotations

import asyncio
import random
import resource
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from crowd import Client, Server, connected, cost, planned, wish, workshop
from measure import machine, ms, p95, table

from workshop.model.answering import Answering
from workshop.model.ballot import Ballot
from workshop.store.codec import load
from workshop.store.room import Room

PERIOD: Final = 2.0
AT_ONCE: Final = 8


@dataclass
class Felt:
    """What a crowd felt, and what it cost."""

    name: str
    clients: int
    connects: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    cpu: float = 0.0
    """Share of one core."""
    mib: float = 0.0
    per_key: float = 0.0


async def crowd(server: Server, many: int, seconds: float) -> tuple[Felt, dict[str, list[str]]]:
    """Let ``many`` answer for ``seconds``; return also what each typed, by code."""
    felt = Felt(server.name, many)
    empty, _ = cost(server.process)
    gate, stop = asyncio.Semaphore(AT_ONCE), asyncio.Event()
    async with AsyncExitStack() as stack:
        people: list[tuple[str, Client]] = []

        async def come() -> None:
            async with gate:
                began = time.perf_counter()
                client = await stack.enter_async_context(connected(server))
                code = await client.begin()
                felt.connects.append(time.perf_counter() - began)
                people.append((code, client))

        await asyncio.gather(*(come() for _ in range(many)))

        async def stay(client: Client) -> None:
            await asyncio.sleep(random.random() * PERIOD)
            await client.keep_on(PERIOD, stop)

        staying = [asyncio.create_task(stay(client)) for _, client in people]
        await asyncio.sleep(PERIOD + 1)
        for _, client in people:
            for kind in client.took.values():
                kind.clear()
        bytes_before = sum(client.received for _, client in people)
        began, (_, cpu) = time.perf_counter(), cost(server.process)
        await asyncio.sleep(seconds)
        full, cpu_after = cost(server.process)
        felt.cpu = (cpu_after - cpu) / (time.perf_counter() - began)
        felt.mib = (full - empty) / many
        stop.set()
        await asyncio.gather(*staying)
        for _, client in people:
            felt.answers += client.took["a"]
            felt.turns += client.took["n"] + client.took["p"]
        received = sum(client.received for _, client in people) - bytes_before
        felt.per_key = received / (len(felt.answers) + len(felt.turns))
        return felt, {code: client.typed for code, client in people}


def lost(session: Path, typed: dict[str, list[str]]) -> int:
    """Return how many people's ballots differ from what they typed and saw saved."""
    questions = load(session).instrument.questions()
    room = Room(session)
    box = room.box.ballots()
    different = 0
    for code, keys in typed.items():
        answering = Answering.resume(questions, Ballot(round=1))
        for key in keys:
            answering = (
                answering.answer(int(key)) if key.isdigit() else answering.turn_to(1 if key == "n" else -1)
            )
        ticket = room.resume(code)
        different += not ticket or box[ticket.participant].answers != answering.ballot.answers
    return different


def main() -> None:
    """Measure both, one after the other, and print."""
    program, many, seconds = Path(sys.argv[1]), *map(int, [*sys.argv[2:], "500", "16"][:2])
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory() as beside:
        session = planned(Path(beside))
        with workshop(session) as server:
            ours, typed = asyncio.run(crowd(server, many, seconds))
            different = lost(session, typed)
        with wish(program, Path(beside)) as server:
            theirs, _ = asyncio.run(crowd(server, many, seconds))
    rows = [
        [
            felt.name,
            f"{ms(median(felt.answers))} / {ms(p95(felt.answers))}",
            f"{ms(median(felt.turns))} / {ms(p95(felt.turns))}",
            f"{100 * felt.cpu:.0f}",
            f"{felt.mib:.2f}",
            f"{felt.per_key:.0f}",
            ms(median(felt.connects)),
        ]
        for felt in (ours, theirs)
    ]
    head = ("", "answer p50 / p95", "turn p50 / p95", "CPU %", "MiB each", "bytes a key", "to question one")
    table(f"{many} clients, a key each {PERIOD:.0f} s; milliseconds; {machine()}", head, rows)
    print(f"\nanswer p95, workshop ÷ wish: {p95(ours.answers) / p95(theirs.answers):.2f}")
    print(f"CPU, workshop ÷ wish: {ours.cpu / theirs.cpu:.2f}")
    print(f"ballots that differ from what was typed: {different} of {len(typed)}")


if __name__ == "__main__":
    main()
