"""Lists of the room: what stands in them is saved."""

from __future__ import annotations

import asyncio

import pytest

from workshop.errors import WorkshopError
from workshop.ui.room.entries import Entries


class Disk:
    """Saves when it is told to, or refuses."""

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self.saved: list[tuple[str, ...]] = []
        self.refuses = False

    async def save(self, items: tuple[str, ...]) -> None:
        await self.free.wait()
        if self.refuses:
            raise WorkshopError("no space left")
        self.saved.append(items)


def entries(disk: Disk, *items: str) -> Entries[str]:
    typed = iter("xyz")

    async def ask(_entry: str | None) -> str:
        return next(typed)

    return Entries(items, disk.save, ask, lambda item: (item,))


async def test_an_entry_is_shown_once_it_is_saved_and_what_is_added_meanwhile_comes_after_it() -> None:
    disk = Disk()
    listed = entries(disk)
    adding = [asyncio.create_task(listed.add()) for _ in range(2)]
    await asyncio.sleep(0.01)
    assert listed.lines(80) == []
    disk.free.set()
    await asyncio.gather(*adding)
    assert listed.items == ("x", "y")
    assert disk.saved == [("x",), ("x", "y")]


async def test_what_the_disk_refuses_is_not_shown_and_there_is_nothing_to_undo() -> None:
    disk = Disk()
    listed = entries(disk, "a")
    disk.free.set()
    disk.refuses = True
    with pytest.raises(WorkshopError):
        await listed.remove()
    assert listed.items == ("a",)
    assert listed.steps.taken == []


@pytest.mark.parametrize("step", ["remove", "shift"])
async def test_a_step_for_an_entry_that_is_gone_by_then_changes_nothing(step: str) -> None:
    """The last entry is taken away, and what is pressed before that is saved was meant for it."""
    disk = Disk()
    listed = entries(disk, "a", "b")
    listed.at = 1
    removing = asyncio.create_task(listed.remove())
    await asyncio.sleep(0)
    after = asyncio.create_task(listed.remove() if step == "remove" else listed.shift(-1))
    undoing = asyncio.create_task(listed.undo())
    disk.free.set()
    await asyncio.gather(removing, after, undoing)
    assert disk.saved == [("a",), ("a", "b")]
    assert listed.items == ("a", "b")
