"""Lists that a team fills: notes, things to stop, things to try. Saved at each change, with undo."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Generic, TypeVar

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.ui.widgets.page import Line, line

__all__ = ["Entries", "Steps"]

_Entry = TypeVar("_Entry")


@dataclass
class Steps:
    """The steps in one list, or in several that are undone as one. They are taken one after the other."""

    taken: list[tuple[Entries[Any], tuple[Any, ...]]] = field(default_factory=list)
    """The list, and as it was before."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass
class Entries(Generic[_Entry]):
    """A list one can add to, change, reorder and take from; every step goes through ``save``.

    ``ask`` opens what an entry is typed into and returns it, or None when it was left.
    """

    items: tuple[_Entry, ...]
    """What is saved, and nothing else: who sees an entry can rely on it."""
    save: Callable[[tuple[_Entry, ...]], Coroutine[Any, Any, object]]
    ask: Callable[[_Entry | None], Coroutine[Any, Any, _Entry | None]]
    words: Callable[[_Entry], Sequence[str]]
    """An entry as lines to show: the first stands out."""
    at: int = 0
    steps: Steps = field(default_factory=Steps)

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
            await self._take(lambda items: (*items, entry))
            self.at = len(self.items) - 1

    async def edit(self) -> None:
        """Ask for the entry we are on once more."""
        if self.here is not None and (entry := await self.ask(self.here)) is not None:
            await self.replace(entry)

    async def replace(self, entry: _Entry) -> None:
        """Put ``entry`` in place of the one we are on."""
        at = self.at
        await self._take(lambda items: (*items[:at], entry, *items[at + 1 :]))

    async def remove(self) -> None:
        """Take away the entry we are on; ``undo`` brings it back."""
        if self.here is not None:
            at = self.at
            await self._take(lambda items: (*items[:at], *items[at + 1 :]))
            self.move(0)

    async def shift(self, step: int) -> None:
        """Move the entry we are on up or down among the others."""
        at, there = self.at, self.at + step
        if self.here is not None and 0 <= there < len(self.items):

            def moved(items: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
                others = [*items[:at], *items[at + 1 :]]
                others[there:there] = items[at : at + 1]
                return tuple(others)

            await self._take(moved)
            self.at = there
            self.move(0)

    async def undo(self) -> Entries[Any]:
        """Take the last step back, and with each further call the one before; return the list it was in."""
        async with self.steps.turn:
            if not self.steps.taken:
                return self
            entries, before = self.steps.taken[-1]
            pairs = enumerate(zip_longest(entries.items, before))
            at = next((number for number, (now, then) in pairs if now != then), entries.at)
            await entries.save(before)
            entries.items = before
            self.steps.taken.pop()
        entries.at = at  # where one sees what came back
        entries.move(0)
        return entries

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

    async def _take(self, step: Callable[[tuple[_Entry, ...]], tuple[_Entry, ...]]) -> None:
        """Save the list as it is after ``step``, then show it; what is typed meanwhile waits for its turn.

        A step that finds nothing to change any more, as what it was meant for is gone, is none.
        """
        async with self.steps.turn:
            before, after = self.items, step(self.items)
            if after != before:
                await self.save(after)
                self.items = after
                self.steps.taken.append((self, before))
