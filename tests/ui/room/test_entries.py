"""Lists of the room: what stands in them is saved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.room.talked import counted, lead_of, saved
from workshop.errors import WorkshopError
from workshop.model.followup import Action
from workshop.model.session import Session
from workshop.ui.room.entries import Editor, Entries
from workshop.ui.room.lead import Lead


class Disk:
    """Saves when it is told to, or refuses."""

    def __init__(self, lead: Lead) -> None:
        self.lead = lead
        self.free = asyncio.Event()
        self.saved: list[list[str]] = []
        self.refuses = False

    async def change(self, apply: Callable[[Session], Session]) -> None:
        await self.free.wait()
        if self.refuses:
            raise WorkshopError("no space left")
        await self.lead.change(apply)
        self.saved.append(texts(saved(self.lead).actions))


def texts(actions: tuple[Action, ...]) -> list[str]:
    return [action.text for action in actions]


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(lead_of(tmp_path, counted(actions=(Action(text="a"), Action(text="b")))))


@pytest.fixture
def listed(disk: Disk) -> Entries[Action]:
    typed = iter("xyz")

    async def ask(_entry: Action | None) -> Action:
        return Action(text=next(typed))

    return Entries(disk.lead, "actions", Editor(disk.change, print), ask, lambda action: (action.text,))


async def test_an_entry_is_shown_once_it_is_saved_and_what_is_added_meanwhile_comes_after_it(
    disk: Disk, listed: Entries[Action]
) -> None:
    adding = [asyncio.create_task(listed.add()) for _ in range(2)]
    await asyncio.sleep(0.01)
    assert len(listed.lines(80)) == 2
    disk.free.set()
    await asyncio.gather(*adding)
    assert texts(listed.items) == ["a", "b", "x", "y"]
    assert disk.saved == [["a", "b", "x"], ["a", "b", "x", "y"]]


async def test_what_the_disk_refuses_is_not_shown_and_there_is_nothing_to_undo(
    disk: Disk, listed: Entries[Action]
) -> None:
    disk.free.set()
    disk.refuses = True
    with pytest.raises(WorkshopError):
        await listed.remove()
    assert texts(listed.items) == ["a", "b"]
    assert not listed.editor.undoable


@pytest.mark.parametrize("step", ["remove", "shift"])
async def test_a_step_for_an_entry_that_is_gone_by_then_changes_nothing(
    disk: Disk, listed: Entries[Action], step: str
) -> None:
    """The last entry is taken away, and what is pressed before that is saved was meant for it."""
    listed.at = 1
    removing = asyncio.create_task(listed.remove())
    await asyncio.sleep(0)
    after = asyncio.create_task(listed.remove() if step == "remove" else listed.shift(-1))
    undoing = asyncio.create_task(listed.undo())
    disk.free.set()
    await asyncio.gather(removing, after, undoing)
    assert disk.saved == [["a"], ["a"], ["a", "b"]]
    assert texts(listed.items) == ["a", "b"]
