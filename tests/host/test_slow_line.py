"""What a key costs on a slow line: bytes of the channel, as they come from a host."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.people import FULL, opened
from tests.host.guests import visit
from tests.host.hosting import hosted
from workshop.store.codec import load

FRAME, ANSWER, TURN = 3_000, 185, 500
"""Most bytes of the first frame, of an answer, and of one that brings a new page at 120 × 40."""

LATE = 45
"""Bytes that "saving" takes before "saved", where the disk of a busy machine is late."""


async def test_a_whole_ballot_over_a_slow_line(workspace: Path) -> None:
    path = opened(workspace)
    asked = load(path).asked
    with hosted(path) as host:
        async with visit(host.port, host.code, columns=120, lines=40) as guest:
            await guest.start()
            assert guest.received <= FRAME
            cost = {}
            for number, (key, question) in enumerate(zip(FULL, asked, strict=True)):
                before, late = guest.received, guest.late
                await guest.answer(key)
                following = asked[number + 1] if number + 1 < len(asked) else None
                turns = following is None or following.is_ladder or question.is_ladder
                cost[question.key] = (
                    guest.received - before - LATE * (guest.late - late),
                    TURN if turns else ANSWER,
                )
    assert not {key: spent for key, (spent, most) in cost.items() if spent > most}
