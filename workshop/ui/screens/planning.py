"""A form for a new session: every field has an answer already, so Enter is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cut, wrap
from workshop.model.session import THRESHOLD
from workshop.ui.screens.ask import AskScreen
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["PlanScreen"]


@dataclass(frozen=True)
class Field:
    """One thing to decide: typed freely, or among ``choices``."""

    key: str
    label: str
    value: str
    explained: str
    choices: tuple[str, ...] = ()
    free: bool = True
    """Whether anything may be typed, beside the choices."""


_MODES: Final = {
    "confidential": "Nothing is shown from fewer answers than the threshold.",
    "open": "Every count is shown, however few answer.",
}


class PlanScreen(PageScreen[dict[str, Any] | None]):
    """Asks what a session needs; dismissed with the fields of a Session, or None."""

    HELP = """
Everything has an answer already: change what matters, then press p to plan the session.

Space goes through the choices of a line; Enter lets you type.

With one person invited you rate alone, in open mode, and can begin at once.
"""
    KEYS = (
        Hint("↑↓", "move", "down"),
        Hint("Enter", "type", "enter"),
        Hint("space", "next choice", "space"),
        Hint("p", "plan it"),
        Hint("q", "leave"),
        Hint("h", "help"),
    )

    def __init__(self, organisations: Sequence[str] = (), units: Sequence[str] = ()) -> None:
        super().__init__()
        self._at = 0
        self._trouble = ""
        today = date.today()
        unit = units[0] if units else ""
        self._fields = [
            Field("title", "Title", "", "What people call it; empty: unit and month."),
            Field(
                "organisation",
                "Organisation",
                organisations[0] if organisations else "",
                "",
                tuple(organisations),
            ),
            Field("unit", "Unit", unit, "Branch, department or team.", tuple(units)),
            Field("held_on", "Held on", str(today), "Such as 2026-11-23."),
            Field("invited", "Invited", "1", "How many people; 1 is you alone.", ("1", "8", "12", "20")),
            Field(
                "depth",
                "Questions",
                "full",
                "full: all 30; quick: the six ladders.",
                ("full", "quick"),
                free=False,
            ),
            Field("mode", "Mode", "confidential", "", tuple(_MODES), free=False),
            Field(
                "threshold", "Threshold", str(THRESHOLD), "Fewest answers that are shown.", ("5", "4", "3")
            ),
            Field("audience", "Seen by", "team", "", ("team", "organisation", "board"), free=False),
            Field(
                "user", "One user is a", "user", "patron, patient, applicant …", ("user", "patron", "patient")
            ),
            Field("users", "Several are", "users", "", ("users", "patrons", "patients")),
        ]

    @property
    def _values(self) -> dict[str, str]:
        return {field.key: field.value for field in self._fields}

    def head(self, width: int) -> list[Line]:
        """Return the title."""
        return [title_line("A new session", "p plans it", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return a line for each field."""
        alone = self._values["invited"] == "1"
        lines = []
        for number, field in enumerate(self._fields):
            here = number == self._at
            value = field.value or self._default_title() if field.key == "title" else field.value
            if alone and field.key in {"mode", "threshold"}:
                value = "open, as you rate alone" if field.key == "mode" else "none"
            lines.append(
                line(
                    (" ▸ " if here else "   ", Role.NEWER),
                    (f"{field.label:<15}", Role.STRONG if here else Role.MUTED),
                    cut(value or "–", width - 20),
                    lit=here,
                    means=number,
                )
            )
        field = self._fields[self._at]
        explained = _MODES.get(field.value, field.explained) if field.key == "mode" else field.explained
        said = [line((f" {part}", Role.MUTED)) for part in wrap(explained, width - 2, 2)] if explained else []
        trouble = (
            [line((f" {part}", Role.WARN)) for part in wrap(self._trouble, width - 2, 3)]
            if self._trouble
            else []
        )
        return [*lines, BLANK, *said, *trouble]

    def on_key(self, event: events.Key) -> None:
        """Move, change, plan or leave."""
        event.stop()
        match event.key:
            case "down" | "j" | "tab":
                self._go(self._at + 1)
            case "up" | "k" | "shift+tab":
                self._go(self._at - 1)
            case "space" | "right":
                self._choose(1)
            case "left":
                self._choose(-1)
            case "enter":
                self.run_worker(self._type(), exclusive=True)
            case "p":
                self._plan()
            case "h" | "question_mark":
                self.key_h()
            case "q" | "escape" | "ctrl+c":
                self.dismiss(None)

    def clicked(self, means: object) -> None:
        """Go to a field; change the one we are on."""
        if isinstance(means, int):
            if means == self._at:
                self.run_worker(self._type(), exclusive=True)
            self._go(means)

    def _go(self, number: int) -> None:
        self._at = max(0, min(number, len(self._fields) - 1))
        self.redraw()

    def _set(self, value: str) -> None:
        self._fields[self._at] = replace(self._fields[self._at], value=value)
        self._trouble = ""
        if self._fields[self._at].key == "user":
            self._fields[-1] = replace(self._fields[-1], value=f"{value}s")
        self.redraw()

    def _choose(self, step: int) -> None:
        field = self._fields[self._at]
        if field.choices:
            place = field.choices.index(field.value) if field.value in field.choices else -1
            self._set(field.choices[(place + step) % len(field.choices)])

    async def _type(self) -> None:
        field = self._fields[self._at]
        if not field.free:
            self._choose(1)
            return
        typed = await self.app.push_screen_wait(AskScreen(field.label, field.explained, field.value))
        if typed is not None:
            self._set(typed)
            self._go(self._at + 1)

    def _default_title(self) -> str:
        values = self._values
        try:
            month = f"{date.fromisoformat(values['held_on']):%B %Y}"
        except ValueError:
            month = values["held_on"]
        return f"{values['unit'] or values['organisation'] or 'Our workshop'}, {month}"

    def _plan(self) -> None:
        values = self._values
        try:
            held_on = date.fromisoformat(values["held_on"])
            invited = int(values["invited"]) if values["invited"] else None
            threshold = int(values["threshold"])
        except ValueError:
            self._trouble = "The date is written 2026-11-23; invited and threshold are whole numbers."
            self.redraw()
            return
        if threshold < 3 or (invited is not None and invited < 1):
            self._trouble = "The threshold is 3 or more, and at least one person is invited."
            self.redraw()
            return
        self.dismiss(
            {
                "title": values["title"] or self._default_title(),
                "organisation": values["organisation"],
                "unit": values["unit"],
                "held_on": held_on,
                "invited": invited,
                "depth": values["depth"],
                "mode": "open" if invited == 1 else values["mode"],
                "threshold": threshold,
                "audience": values["audience"],
                "words": {"user": values["user"] or "user", "users": values["users"] or "users"},
            }
        )
