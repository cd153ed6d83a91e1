"""Lists that a team fills: notes, things to stop, things to try. Saved at each change, with undo."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.model.edits import Edit, Edits, Entry, ListName, entries_of, key_of
from workshop.model.session import Session
from workshop.ui.room.lead import Lead
from workshop.ui.widgets.page import Line, line

__all__ = ["Editor", "Entries"]

_Entry = TypeVar("_Entry", bound=Entry)


class Editor:
    """Makes the edits of one screen, one after the other, and takes them back; each is on the disk then.

    ``change`` is a lead's, or one that refuses; ``tell`` says what somebody else did at the same entry.
    """

    def __init__(
        self,
        change: Callable[[Callable[[Session], Session]], Coroutine[Any, Any, object]],
        tell: Callable[[str], object],
    ) -> None:
        self._change = change
        self._edits = Edits(tell)
        self._turn = asyncio.Lock()

    @property
    def undoable(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._edits.made)

    async def make(self, edit: Edit) -> Edit | None:
        """Save ``edit``; return it as it was made, None if there was nothing to do. Raises WorkshopError."""
        async with self._turn:
            with self._edits.making(edit) as making:
                await self._change(making)
        return making.made

    async def undo(self) -> Edit | None:
        """Take the last edit back, and with each further call the one before; return what was tried."""
        async with self._turn:
            if not self.undoable:
                return None
            with self._edits.taking_back() as making:
                await self._change(making)
        return making.edit


@dataclass
class Entries(Generic[_Entry]):
    """A list one can add to, change, reorder and take from, by an ``editor`` that lists may share.

    ``ask`` opens what an entry is typed into and returns it, or None when it was left.
    """

    lead: Lead
    name: ListName
    editor: Editor
    ask: Callable[[_Entry | None], Coroutine[Any, Any, _Entry | None]]
    words: Callable[[_Entry], Sequence[str]]
    """An entry as lines to show: the first stands out."""
    shows: Callable[[_Entry], bool] = lambda _entry: True
    """Whether an entry of the list is one of these."""
    at: int = 0

    @property
    def items(self) -> tuple[_Entry, ...]:
        """What is saved, and nothing else: who sees an entry can rely on it."""
        return tuple(filter(self.shows, entries_of(self.lead.session, self.name)))

    @property
    def here(self) -> _Entry | None:
        """The entry we are on."""
        return self.items[self.at] if self.at < len(self.items) else None

    def move(self, step: int) -> None:
        """Go up or down."""
        self.at = max(0, min(self.at + step, len(self.items) - 1))

    async def add(self) -> None:
        """Ask for one more, at the end."""
        if (entry := await self.ask(None)) is not None:
            await self._make(Edit(self.name, None, entry))

    async def edit(self) -> None:
        """Ask for the entry we are on once more."""
        if (before := self.here) is not None and (entry := await self.ask(before)) is not None:
            await self.replace(before, entry)

    async def replace(self, before: _Entry, after: _Entry) -> None:
        """Save what was changed in an entry."""
        await self._make(Edit.changing(self.name, before, after))

    async def remove(self) -> bool:
        """Take away the entry we are on, and return whether that was done; ``undo`` brings it back."""
        if (gone := self.here) is None:
            return False
        return await self._make(Edit(self.name, gone, None)) is not None

    async def shift(self, step: int) -> None:
        """Move the entry we are on up or down among the others."""
        if self.here is not None and 0 <= self.at + step < len(self.items):
            await self._make(Edit.moving(self.name, self.items, self.at, self.at + step))

    async def undo(self) -> None:
        """Take the last step back, and with each further call the one before."""
        if edit := await self.editor.undo():
            self.go(edit)

    def go(self, edit: Edit) -> None:
        """Go to what was edited; where that is gone, stay among the others."""
        keys = [key_of(item) for item in self.items]
        if edit.key in keys:
            self.at = keys.index(edit.key)
        self.move(0)

    async def _make(self, edit: Edit) -> Edit | None:
        made = await self.editor.make(edit)
        self.go(edit)
        return made

    def lines(self, width: int, *, active: bool = True, first: int = 0) -> list[Line]:
        """Return the list; the entry we are on is marked, if this list is the ``active`` one.

        A click means the number of the entry, counted from ``first``.
        """
        shown: list[Line] = []
        for number, entry in enumerate(self.items, start=first):
            here = active and number - first == self.at
            name, *others = self.words(entry)
            for part, text in enumerate(wrap(name, width - 6, 4)):
                marker = (" ▸ " if here else "   ") if part == 0 else "   "
                role = Role.STRONG if here else Role.TEXT
                shown.append(line((marker, Role.NEWER), (text, role), lit=here, means=number))
            for other in others:
                shown += [
                    line((f"     {text}", Role.MUTED), means=number) for text in wrap(other, width - 8, 3)
                ]
        return shown
