"""One line asked for, or a yes or no."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.text import LINE, clean, fit
from workshop.ui.screens.base import Hint, PageScreen
from workshop.ui.widgets.field import Field
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["AskScreen", "ConfirmScreen"]


class AskScreen(PageScreen[str | None]):
    """Asks for one line of text; dismissed with it, cleaned, or with None when it was left.

    ``check`` raises WorkshopError for what cannot be taken: why is said below it, and it stays to be mended.
    """

    CSS = "AskScreen Field { margin: 0 1; }"
    AUTO_FOCUS: ClassVar[str | None] = "Field"
    LOWERED = "head"
    FIELD = 1
    FORGETS = True
    KEYS = (Hint(_("Enter"), _("save"), "enter"), Hint("Ctrl+X", _("leave it as it is"), "ctrl+x"))

    def __init__(
        self,
        question: str,
        explained: str = "",
        value: str = "",
        *,
        most: int = LINE,
        check: Callable[[str], object] = str,
    ) -> None:
        super().__init__()
        self._question = question
        self._explained = explained
        self._most = most
        self._check = check
        self._cut = False
        self._refused = ""
        """Why what was entered last cannot be taken, until it is changed."""
        self._entered = ""
        self._field = Field(value, most=most)

    def compose(self) -> ComposeResult:
        """Put the field between body and foot."""
        head, body, foot = super().compose()
        yield head
        yield self._field
        yield body
        yield foot

    def head(self, width: int) -> list[Line]:
        """Return the question and why it is asked so."""
        explained = wrap(self._explained, width - 2, 4) if self._explained else []
        question = wrap(self._question, width - 2, 3)
        return [
            BLANK,
            *(line((f" {part}", Role.STRONG)) for part in question),
            *(line((f" {part}", Role.MUTED)) for part in explained),
            BLANK,
        ]

    def body(self, width: int, height: int) -> list[Line]:
        """Return why it is not taken, or that not all of it is in the field, when that is so."""
        cut = _("Cut at {most} characters: what came after is not kept.").format(most=self._most)
        lines: list[Line] = []
        for said in filter(None, (self._refused, cut if self._cut else "")):
            lines += [BLANK, *(line((f" {part}", Role.WARN)) for part in wrap(said, width - 2, 3))]
        return lines

    async def on_key(self, event: events.Key) -> None:
        """Write it, take what is written, or leave without a change."""
        if event.key == "enter":
            event.stop()
            self.act(self._enter())
        elif not await self._field.take(event) and event.key in {"escape", "ctrl+x", "ctrl+c"}:
            event.stop()
            self.dismiss(None)

    async def on_paste(self, event: events.Paste) -> None:
        """Write it."""
        await self._field.take(event)

    def on_field_cut(self) -> None:
        """Say where what was typed or pasted was cut."""
        self._say_cut(True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say no more that it is refused once it is another, and that it was cut once there is room again."""
        event.stop()
        if self._refused and self._field.value != self._entered:
            self._refused = ""
            self.redraw()
        if len(event.value) < self._most:
            self._say_cut(False)

    def _say_cut(self, cut: bool) -> None:
        if cut != self._cut:
            self._cut = cut
            self.redraw()

    async def _enter(self) -> None:
        """Give back what was typed; what cannot be taken stays, with the reason."""
        self._entered = self._field.value
        typed = fit(clean(self._entered), self._most)
        try:
            self._check(typed)
        except WorkshopError as error:
            self._refused = f"{error.message}. {error.hint}".rstrip(". ") + "."
            self.redraw()
        else:
            self.dismiss(typed)


class ConfirmScreen(PageScreen[bool]):
    """Asks yes or no about something that matters; anything but y is no."""

    KEYS = (Hint("y", _("yes")), Hint("n", _("no")))
    LOWERED = "head"

    def __init__(self, question: str, explained: str = "") -> None:
        super().__init__()
        self._question = question
        self._explained = explained

    def head(self, width: int) -> list[Line]:
        """Return the question and what follows from a yes."""
        return [
            BLANK,
            *(line((f" {part}", Role.STRONG)) for part in wrap(self._question, width - 2, 4)),
            BLANK,
            *(line(f" {part}") for part in (wrap(self._explained, width - 2, 8) if self._explained else [])),
        ]

    def on_key(self, event: events.Key) -> None:
        """Take the answer."""
        event.stop()
        if event.key in {"y", "Y"}:
            self.dismiss(True)
        elif event.key in {"n", "N", "escape", "q", "ctrl+c", "enter"}:
            self.dismiss(False)
