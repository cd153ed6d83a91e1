"""A form of lines: every field has an answer already; one changes what matters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cut, wrap
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.shown import shown, typed_as
from workshop.model.text import LINE
from workshop.ui.screens.ask import AskScreen, ConfirmScreen
from workshop.ui.screens.base import Hint, PageScreen, hints, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["Field", "FormScreen"]


@dataclass(frozen=True)
class Field:
    """One thing to decide: typed freely, or among ``choices``."""

    key: str
    label: str
    value: str = ""
    explained: str = ""
    choices: tuple[str, ...] = ()
    free: bool = True
    """Whether anything may be typed, beside the choices."""
    most: int = LINE
    fill: Callable[[str], str] = str
    """Puts a session's own words into what is shown."""

    @property
    def words(self) -> str:
        """The value as people read and type it."""
        return self.fill(shown(self.value)) if self.value in self.choices else self.value


class FormScreen(PageScreen[dict[str, str] | None]):
    """Asks for several things at once; dismissed with the values by key, or None when it was left.

    ``check`` returns what is wrong with the values, as a sentence, or ``""``.
    """

    HELP = _("""
Everything has an answer already: change what matters, then press p.

Space goes through the choices of a line; Enter lets you type.
""")
    KEYS = (
        Hint(_("Enter"), _("type"), "enter"),
        Hint("space", _("next choice"), "space"),
        Hint("←", _("the choice before"), "left"),
        Hint("↑↓", _("move"), "down"),
    )

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        done: str = _("save it"),
        check: Callable[[dict[str, str]], str] = lambda _values: "",
    ) -> None:
        super().__init__()
        self._heading = title
        self._fields = list(fields)
        self._done = done
        self._check = check
        self._begun = self.values
        self._typed: dict[str, str] = {}
        """By field: what was typed and is no choice; space comes back to it."""
        self._at = 0
        self._trouble = ""

    @property
    def values(self) -> dict[str, str]:
        """What stands in the form."""
        return {field.key: field.value for field in self._fields}

    @property
    def loses(self) -> bool:
        """Whether leaving now gives up what was chosen and typed."""
        return self.values != self._begun

    def warning(self) -> str:
        """Return what should be known before it is done, as a sentence; it may be done all the same."""
        return ""

    def shown(self, field: Field) -> str:
        """Return what stands in the line of ``field``."""
        return field.words

    def explained(self, field: Field) -> str:
        """Return what is said about ``field`` while one is on it."""
        return field.explained

    def changed(self, field: Field) -> None:
        """React to a new value; other fields may follow it by ``put``."""

    def refuse(self, field: Field, value: str) -> None:
        """Raise WorkshopError for what cannot stand in ``field``: it is said where it is typed."""

    def put(self, key: str, value: str) -> None:
        """Give another field a value."""
        self._fields = [replace(field, value=value) if field.key == key else field for field in self._fields]

    def head(self, width: int) -> list[Line]:
        """Return the title."""
        return [title_line(self._heading, "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return a line for each field, and what is said about the one we are on."""
        label = max(len(field.label) for field in self._fields) + 2
        lines = []
        for number, field in enumerate(self._fields):
            here = number == self._at
            lines.append(
                line(
                    (" ▸ " if here else "   ", Role.NEWER),
                    (f"{field.label:<{label}}", Role.STRONG if here else Role.MUTED),
                    cut(self.shown(field) or "–", width - label - 5),
                    lit=here,
                    means=number,
                )
            )
        said = self.explained(self._fields[self._at])
        about = [line((f" {part}", Role.MUTED)) for part in wrap(said, width - 2, 4)] if said else []
        trouble = [
            line((f" {part}", Role.WARN))
            for said in filter(None, (self._trouble, self.warning()))
            for part in wrap(said, width - 2, 3)
        ]
        return [*lines, BLANK, *about, *trouble]

    def redraw(self) -> None:
        """Keep the field one is on in sight."""
        super().redraw()
        if self.is_mounted:
            self.body_page.reveal(self._at, around=0)

    def foot(self, width: int) -> list[Line]:
        """Return the keys."""
        keys = (
            *self.ways_out[:1],
            Hint("↑↓", _("move"), "down"),
            Hint(_("Enter"), _("type"), "enter"),
            *((Hint("space", _("next choice"), "space"),) if any(f.choices for f in self._fields) else ()),
            *self.ways_out[1:],
            Hint("h", _("help")),
        )
        return [BLANK, *hints(keys, width)]

    @property
    def ways_out(self) -> tuple[Hint, ...]:
        """The keys that end it: with what stands in it, and without."""
        return (Hint("p", self._done), Hint("q", _("leave")))

    def on_key(self, event: events.Key) -> None:
        """Move, change, finish or leave."""
        event.stop()
        match event.key:
            case "down" | "j" | "tab":
                self._go(self._at + 1)
            case "up" | "k" | "shift+tab":
                self._go(self._at - 1)
            case "space" | "right" | "left":
                self._choose(-1 if event.key == "left" else 1)
            case "enter":
                self.act(self._type())
            case "p":
                self._finish()
            case "h" | "question_mark":
                self.key_h()
            case "q" | "escape" | "ctrl+c":
                self.act(self._leave())
            case _ if event.is_printable:
                self._trouble = _("Enter lets you type in this line.")
                self.redraw()

    def key_h(self) -> None:
        """Show help, with all keys."""
        from workshop.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.HELP, (*self.ways_out, *self.KEYS)))

    def clicked(self, means: object) -> None:
        """Go to a field; change the one we are on."""
        if isinstance(means, int):
            if means == self._at:
                self.act(self._type())
            self._go(means)

    def _go(self, number: int) -> None:
        self._at = max(0, min(number, len(self._fields) - 1))
        self.redraw()

    def _set(self, value: str) -> None:
        self.put(self._fields[self._at].key, value)
        self._trouble = ""
        self.changed(self._fields[self._at])
        self.redraw()

    def _choose(self, step: int) -> None:
        field = self._fields[self._at]
        if choices := self._choices(field):
            place = choices.index(field.value) if field.value in choices else -1
            self._set(choices[(place + step) % len(choices)])

    def _choices(self, field: Field) -> tuple[str, ...]:
        """Return what space goes through: the choices and what was typed, numbers in their order."""
        typed = self._typed.get(field.key, "")
        if not typed or typed in field.choices or not field.choices:
            return field.choices
        numbers = [int(each) for each in field.choices if each.isdecimal()]
        if len(numbers) == len(field.choices) and numbers == sorted(numbers) and typed.isdecimal():
            return tuple(map(str, sorted((*numbers, int(typed)))))
        return (*field.choices, typed)

    async def _type(self) -> None:
        field = self._fields[self._at]
        if not field.free:
            self._choose(1)
            return

        def value(typed: str) -> str:
            return typed_as(typed, field.choices, field.fill)

        typed = await self.app.push_screen_wait(
            AskScreen(
                field.label,
                self.explained(field),
                field.words,
                most=field.most,
                check=lambda typed: self.refuse(field, value(typed)),
            )
        )
        if typed is not None:
            self._typed[field.key] = value(typed)
            self._set(value(typed))
            self._go(self._at + 1)

    async def _leave(self) -> None:
        """Leave; first ask whether what was typed is given up."""
        question = ConfirmScreen(_("Leave without what you typed?"), _("n: back to the form."))
        if not self.loses or await self.app.push_screen_wait(question):
            self.dismiss(None)

    def _finish(self) -> None:
        for number, field in enumerate(self._fields):
            try:
                self.refuse(field, field.value)
            except WorkshopError as error:
                self._at, self._trouble = number, f"{field.label}: {error.message}. {error.hint}".strip()
                break
        else:
            self._trouble = self._check(self.values)
        if self._trouble:
            self.redraw()
        else:
            self.dismiss(self.values)
