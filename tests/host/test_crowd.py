"""Many guests at once on real connections: every answer they saw saved is counted, and counted once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from itertools import islice
from pathlib import Path
from typing import Final

from tests.acceptance.people import FULL, answered, ballots, plan
from tests.host.guests import Guest, visit
from tests.host.hosting import hosted
from workshop.model.tally import Tally
from workshop.store import sealing
from workshop.store.codec import load
from workshop.store.room import Room

CROWD: Final = 30
LATER: Final = 10
"""How many questions those whose host was killed have answered in the end."""


async def _seated(stack: AsyncExitStack, ports: Sequence[int], code: str, many: int) -> dict[str, Guest]:
    """Bring guests in, to the hosts in turn, all at once; return them by the codes they were given."""

    async def come(port: int) -> tuple[str, Guest]:
        guest = await stack.enter_async_context(visit(port, code))
        return await guest.start(), guest

    return dict(await asyncio.gather(*(come(ports[number % len(ports)]) for number in range(many))))


async def _rate(guest: Guest, keys: str) -> None:
    for key in keys:
        if guest.gone or not guest.place:
            return
        await guest.answer(key)


def _said(guests: Mapping[str, Guest], number: int, *, saved: bool) -> Counter[str]:
    """Return the answers to a question that were typed, or of these the ones seen saved."""
    return Counter(
        guest.sent[number]
        for guest in guests.values()
        if number < (guest.saved if saved else len(guest.sent))
    )


async def test_thirty_answering_while_the_round_is_sealed_are_counted_once_each(workspace: Path) -> None:
    path = plan(workspace, invited=CROWD, mode="open", depth="full")
    with hosted(path, "--open") as first, hosted(path) as second:
        assert first.code == second.code
        async with AsyncExitStack() as stack:
            guests = await _seated(stack, [first.port, second.port], first.code, CROWD)
            assert len(guests) == CROWD
            tasks = [
                asyncio.create_task(_rate(guest, FULL[number:] + FULL[:number]))
                for number, guest in enumerate(guests.values())
            ]
            await asyncio.gather(*(guest.until_saved(3) for guest in guests.values()))
            await asyncio.to_thread(sealing.close_round, path)
            await asyncio.gather(*tasks)
            # Whoever was at the questions is not there any more: the room has the result, and so have they.
            await asyncio.gather(*(guest.until("Overview") for guest in guests.values()))
    session = load(path)
    assert session.first is not None and session.voted == CROWD
    for number, question in enumerate(session.asked):
        tally = session.first.result(question.attribute.id, question.item)
        saved, typed = _said(guests, number, saved=True), _said(guests, number, saved=False)
        if tally is None:  # nobody got that far
            assert not saved
            continue
        assert isinstance(tally, Tally)
        counted = Counter(dict(zip("12345", tally.counts, strict=True)) | {"?": tally.not_sure})
        assert saved <= counted <= typed, question.key
    assert not (Room(path).folder / "round-1.ballots").exists()
    assert not (Room(path).folder / "round-1.counting").exists()


async def test_a_host_killed_under_load_has_lost_nothing_and_codes_go_on(workspace: Path) -> None:
    path = plan(workspace, invited=12, mode="open", depth="full")
    with hosted(path, "--open") as host:
        async with AsyncExitStack() as stack:
            guests = await _seated(stack, [host.port], host.code, 12)
            tasks = [asyncio.create_task(_rate(guest, FULL[: LATER - 2])) for guest in guests.values()]
            await asyncio.gather(*(guest.until_saved(2) for guest in guests.values()))
            host.process.kill()
            await asyncio.gather(*tasks, return_exceptions=True)
    for code, guest in guests.items():
        ticket = Room(path).resume(code)
        assert ticket
        kept = Room(path).box.ballots()[ticket.participant].answers
        assert answered(path, FULL[: guest.saved]).items() <= kept.items()
        assert kept.items() <= answered(path, "".join(guest.sent)).items()
    with hosted(path) as again:
        assert again.code == host.code
        async with AsyncExitStack() as stack:

            async def go_on(code: str, was: Guest) -> None:
                guest = await stack.enter_async_context(visit(again.port, code))
                await guest.until(lambda: guest.place > was.saved)
                for key in islice(FULL, guest.place - 1, LATER):
                    await guest.answer(key)

            await asyncio.gather(*(go_on(code, was) for code, was in guests.items()))
    assert [dict(each.answers) for each in ballots(path)] == [answered(path, FULL[:LATER])] * 12


async def test_one_code_in_two_places_the_newer_wins_and_the_older_is_told(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open", depth="full")
    with hosted(path, "--open") as here, hosted(path) as there:
        async with visit(here.port, here.code) as older:
            code = await older.start()
            await older.answer("4")
            async with visit(there.port, code) as newer, visit(here.port, here.code) as beside:
                await newer.until("2 of 30")
                await beside.start()
                await older.until("Continued elsewhere")  # at once: no key is pressed there
                assert "Your answers are safe there" in older.text
                await newer.answer("2")
                await beside.answer("5")
                assert newer.saved == 2
    assert sorted("".join(map(str, each.answers.values())) for each in ballots(path)) == ["42", "5"]
