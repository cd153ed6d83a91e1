"""A vote that is dropped: everybody whose ballot was destroyed is told so, on a screen too."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.acceptance.people import ballots, code_on, plan
from tests.host.guests import Guest, visit
from tests.host.hosting import hosted
from workshop.store import sealing
from workshop.store.door import recognise
from workshop.store.facilitating import begin_openly

_DROPPED = "The round was dropped: its ballots were destroyed, uncounted, and yours with"
_AGAIN = "One question, one key"


async def _rated(guest: Guest, keys: str, seen: str) -> None:
    await guest.until("Enter start")
    guest.type("\r")
    await guest.until("1 of ")
    guest.type(keys)
    await guest.until(seen)


@pytest.mark.parametrize(
    ("keys", "seen"), [("3y", "1 handed in so far"), ("3", "READY TO HAND IN"), ("", "1 of 1")]
)
async def test_who_voted_a_second_time_is_told_that_it_was_dropped(
    workspace: Path, keys: str, seen: str
) -> None:
    path = plan(workspace, invited=3, mode="open", depth="quick")
    with hosted(path, "--open") as host:
        async with visit(host.port, host.code) as guest:
            await _rated(guest, "444433y", "1 of 3 handed in so far")
            await asyncio.to_thread(sealing.close_round, path)
            await guest.until("Overview")
            await asyncio.to_thread(sealing.open_again, path, "vision")
            await guest.until(_AGAIN)
            await _rated(guest, keys, seen)
            await asyncio.to_thread(sealing.destroy_round, path)
            await guest.until(_DROPPED)
            guest.type("4q")  # it was meant for a question
            await asyncio.sleep(0.3)
            assert _DROPPED in guest.text
            guest.type("\r")
            await guest.until("Overview")


async def test_who_is_asked_anew_in_an_open_round_hears_first_that_the_other_was_dropped(
    workspace: Path,
) -> None:
    path = plan(workspace, invited=6, depth="quick")
    with hosted(path, "--open") as host:
        async with visit(host.port, host.code) as guest:
            await _rated(guest, "444433y", "1 of 6 handed in so far")
            await asyncio.to_thread(begin_openly, path)
            await guest.until(_DROPPED)
            guest.type("\r")
            await _rated(guest, "", "1 of 6")
            assert not any(ballot.answers for ballot in ballots(path))
            assert recognise(path, code_on(guest.text))


async def test_nobody_is_told_so_of_a_vote_that_was_counted(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open", depth="quick")
    with hosted(path, "--open") as host:
        async with visit(host.port, host.code) as guest:
            await _rated(guest, "44", "3 of 6")
            await asyncio.to_thread(sealing.close_round, path)
            await guest.until(lambda: "Overview" in guest.text or _DROPPED in guest.text)
            assert _DROPPED not in guest.text
