"""A list narrowed by words that are typed in a line above the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events
from textual.widgets import Input

from workshop.ui.screens.base import PageScreen
from workshop.ui.screens.hinting import FILTER_KEYS, Hint
from workshop.ui.widgets.field import Field

__all__ = ["FilterScreen"]

_STEPS: Final = {"down": 1, "up": -1}


class FilterScreen(PageScreen[None]):
    """Opens the line with /, narrows as one types; Enter keeps the words, Escape takes them off."""

    FILTERED_BY: ClassVar[str] = ""
    """What the line says while it is empty."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        """What the list is narrowed to; empty shows all."""
        self.filtering: Field | None = None
        """The line, while it is open."""

    @property
    def filters(self) -> bool:
        """Whether what is shown now can be narrowed."""
        return True

    def narrow(self, words: str) -> None:
        """Show what fits ``words``."""
        self.words = words

    def narrow_soon(self, words: str) -> None:
        """Show what fits ``words``, which are still being typed."""
        self.narrow(words)

    def move(self, step: int) -> None:
        """Go ``step`` entries down."""

    def keys(self) -> Sequence[Hint]:
        """Return the keys of the line while it is open."""
        return FILTER_KEYS if self.filtering else super().keys()

    async def on_key(self, event: events.Key) -> None:
        """Open the line, or write in it; all other keys are the subclass's own."""
        if not self.filtering and not (self.filters and event.key == "slash"):
            return
        event.stop()
        event.prevent_default()
        if not self.filtering:
            self.filtering = Field(self.words, placeholder=self.FILTERED_BY)
            self.mount(self.filtering, before="#foot")
            self.filtering.focus()
            self.redraw()
        elif event.key in _STEPS:
            self.move(_STEPS[event.key])
        elif event.key in {"enter", "escape", "ctrl+c"}:
            words = self.filtering.value if event.key == "enter" else ""
            self.filtering.remove()
            self.filtering = None
            self.narrow(words)
        else:
            await self.filtering.take(event)

    async def on_paste(self, event: events.Paste) -> None:
        """Write it."""
        if self.filtering:
            await self.filtering.take(event)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow as one types."""
        if event.input is self.filtering:
            self.narrow_soon(event.value)
