"""One line asked for, or a yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.model.text import LINE, clean, fit
from workshop.ui.screens.base import Hint, PageScreen
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["AskScreen", "ConfirmScreen"]


class _OneLine(Input):
    """A field that keeps what is pasted: several lines become one, and what is too long is cut."""

    def on_paste(self, event: events.Paste) -> None:
        """Put the whole of it in; Textual would keep its first line, or nothing when it does not fit."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        room = (self.max_length or LINE) - len(self.value) + end - start
        if room > 0:
            self.replace(fit(clean(event.text), room), start, end)


class AskScreen(PageScreen[str | None]):
    """Asks for one line of text; dismissed with it, cleaned, or with None when it was left."""

    CSS = "AskScreen Input { margin: 0 1; border: none; height: 1; padding: 0 1; background: $surface; }"
    AUTO_FOCUS: ClassVar[str | None] = "Input"
    KEYS = (Hint("Enter", "save", "enter"), Hint("Ctrl+X", "leave it as it is", "ctrl+x"))

    def __init__(self, question: str, explained: str = "", value: str = "", *, most: int = LINE) -> None:
        super().__init__()
        self._question = question
        self._explained = explained
        self._value = value
        self._most = most

    def compose(self) -> ComposeResult:
        """Put the field between body and foot."""
        head, body, foot = super().compose()
        yield head
        yield _OneLine(self._value, max_length=self._most, select_on_focus=False)
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

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give back what was typed."""
        event.stop()
        self.dismiss(fit(clean(event.value), self._most))

    def on_key(self, event: events.Key) -> None:
        """Leave without a change."""
        if event.key in {"escape", "ctrl+x", "ctrl+c"}:
            event.stop()
            self.dismiss(None)


class ConfirmScreen(PageScreen[bool]):
    """Asks yes or no about something that matters; anything but y is no."""

    KEYS = (Hint("y", "yes"), Hint("n", "no"))

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
