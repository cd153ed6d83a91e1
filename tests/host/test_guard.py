"""What one participant may cost the others."""

from __future__ import annotations

import asyncio

import pytest

from workshop.host.guard import Addresses, InputPump, clamped


@pytest.mark.parametrize(
    ("asked", "believed"),
    [
        ((0, 0), (80, 24)),
        ((1, 1), (20, 5)),
        ((120, 40), (120, 40)),
        ((2**32 - 1, 2**32 - 1), (400, 120)),
        ((0, 40), (80, 24)),
    ],
)
def test_a_window_is_believed_within_bounds(asked: tuple[int, int], believed: tuple[int, int]) -> None:
    assert clamped(*asked) == believed


def test_one_address_has_so_many_connections_and_no_more() -> None:
    addresses = Addresses(per_address=2, total=3)
    assert addresses.let_in("a")
    assert addresses.let_in("a")
    assert not addresses.let_in("a")
    assert addresses.let_in("b")
    assert not addresses.let_in("c")
    addresses.leave("a")
    assert addresses.let_in("c")


def test_wrong_codes_take_longer_and_longer_from_one_address_and_are_forgotten() -> None:
    now = 0.0
    addresses = Addresses(per_address=9, total=9, now=lambda: now)
    waits = [addresses.wrong_code("a") for _ in range(10)]
    assert waits[:3] == [0.25, 0.5, 1.0]
    assert waits[-1] == 8.0
    assert addresses.wrong_code("b") == 0.25
    now = 3_600.0
    assert addresses.wrong_code("a") == 0.25


async def test_a_key_is_handed_on_at_once_and_a_flood_in_small_pieces_and_not_all_of_it() -> None:
    taken: list[bytes] = []
    pump = InputPump(taken.append)
    pump.put(b"4")
    assert taken == [b"4"]
    pump.put(b"x" * 1_000_000)
    assert taken == [b"4"]
    async with asyncio.timeout(30):
        while sum(map(len, taken)) < 200:
            await asyncio.sleep(0.005)
    assert max(map(len, taken)) <= 24
    pump.stop()
    assert len(pump._waiting) == 0
