"""One line asked for, or a yes or no."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.text import LINE, clean, fit
from workshop.ui.screens.base import Hint, PageScreen, once_more
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["AskScreen", "ConfirmScreen"]


class _OneLine(Input):
    """A field that keeps what is pasted: several lines become one, and what is too long is cut."""

    class Cut(Message):
        """More was typed or pasted than there is room for: the rest is not in the field."""

    def on_paste(self, event: events.Paste) -> None:
        """Put the whole of it in; Textual would keep its first line, or nothing when it does not fit."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        text = clean(event.text)
        most = self.max_length or LINE
        room = most - len(self.value) + end - start
        if room > 0:
            self.replace(fit(text, room), start, end)
        if len(text) > room:
            self.restricted()

    def restricted(self) -> None:
        """Say that there is no more room, instead of ringing a bell."""
        self.post_message(self.Cut())

    def _forward_event(self, event: events.Event) -> None:
        """Send keys through the screen, behind those that came before this field was there."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            event._set_forwarded()  # noqa: SLF001 - as Textual's own screens do
            self.screen.post_message(event)
        else:
            super()._forward_event(event)


class AskScreen(PageScreen[str | None]):
    """Asks for one line of text; dismissed with it, cleaned, or with None when it was left.

    ``check`` raises WorkshopError for what cannot be taken: why is said below it, and it stays to be mended.
    """

    CSS = "AskScreen Input { margin: 0 1; border: none; height: 1; padding: 0 1; background: $surface; }"
    AUTO_FOCUS: ClassVar[str | None] = "Input"
    LOWERED = "head"
    FIELD = 1
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
        self._value = value
        self._most = most
        self._check = check
        self._cut = False
        self._refused = ""
        """Why what was entered last cannot be taken, until it is changed."""
        self._entered = False
        self._ahead: list[events.Event] = []
        """What was typed after Enter: it is meant for the screen below."""
        self._given: dict[int, events.Event] = {}
        """Keys that went to the field; one it has no use for comes back."""

    def compose(self) -> ComposeResult:
        """Put the field between body and foot."""
        head, body, foot = super().compose()
        yield head
        self._field = _OneLine(self._value, max_length=self._most, select_on_focus=False)
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

    async def on_event(self, event: events.Event) -> None:
        """Give each key to the field, in the order they were typed, also those typed ahead of it."""
        if self._given.pop(id(event), None) is not None:
            await Screen.on_event(self, event)
        elif not isinstance(event, (events.Key, events.Paste)) or self.app.screen is not self:
            await super().on_event(event)
        elif self._entered:
            self._ahead.append(once_more(event))
        elif isinstance(event, events.Key) and event.key == "enter":
            self._entered = True
            # Behind the keys before it, and not by its binding, which needs the focus to be there already.
            self._field.call_later(self._field.action_submit)
        else:
            event._set_forwarded()  # noqa: SLF001 - as Textual's own screens do
            self._given[id(event)] = event
            self._field.post_message(event)

    def on__one_line_cut(self) -> None:
        """Say where what was typed or pasted was cut."""
        self._say_cut(True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say no more that it is refused once it is another, and that it was cut once there is room again."""
        event.stop()
        if self._refused:
            self._refused = ""
            self.redraw()
        if len(event.value) < self._most:
            self._say_cut(False)

    def _say_cut(self, cut: bool) -> None:
        if cut != self._cut:
            self._cut = cut
            self.redraw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give back what was typed; what cannot be taken stays, with the reason."""
        event.stop()
        typed = fit(clean(event.value), self._most)
        try:
            self._check(typed)
        except WorkshopError as error:
            self._refused = f"{error.message}. {error.hint}".rstrip(". ") + "."
            self._entered = False
            self._ahead.clear()  # typed for the screen below, before it was known that one stays here
            self.redraw()
            return
        self.dismiss(typed)
        for ahead in self._ahead:
            self.app.screen.post_message(ahead)

    def on_key(self, event: events.Key) -> None:
        """Leave without a change."""
        if event.key in {"escape", "ctrl+x", "ctrl+c"}:
            event.stop()
            self.dismiss(None)


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
