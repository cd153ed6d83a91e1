"""What surrounds the questions: what one should know before, how it feels since last time, and thanks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.language import _, n_, say_date
from workshop.model.ballot import Felt
from workshop.model.instrument import Attribute
from workshop.model.poll import FIRST, Poll
from workshop.model.session import Session
from workshop.report.groups import asks_group, rather_not
from workshop.report.voting import promises, voted_again
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["AfterRating", "BeforeScreen", "DoneScreen", "FeltScreen"]

_FELT_KEYS: Final[dict[str, Felt]] = {"w": "worse", "s": "same", "b": "better", "n": "was not here"}


class BeforeScreen(PageScreen[str | None]):
    """What the session is and who will see what; dismissed with the group chosen, ``""`` without one.

    None means that one does not want to start.
    """

    HELP = _("""
Enter starts; the space bar reads on, and starts at the end.

Where the session has groups, choose yours by its number first, or rather not.
""")
    READS = True

    def __init__(self, session: Session, code: str, questions: int | None = None, poll: Poll = FIRST) -> None:
        super().__init__()
        self._session = session
        self._choices = session.choices() if poll == FIRST else ()
        self._again = voted_again(session, poll)
        self._code = "" if session.solo else code
        self._questions = len(session.asked) if questions is None else questions
        self._group = ""

    def head(self, width: int) -> list[Line]:
        """Return the title."""
        return [title_line(self._session.title, "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return what one should know before starting."""
        session = self._session
        many = self._questions
        asked = n_("One question, one key.", "{n} questions, a key each.", many)
        about = asked + session.fill(_(" Here means {unit}, as you see it."))
        room = min(width - 2, 76)
        lines: list[Line] = []
        for sentence in filter(None, (self._again, about, *promises(session))):
            lines += [*(line(f" {part}") for part in wrap(sentence, room, 40)), BLANK]
        if self._choices:
            lines += [line((f" {part}", Role.STRONG)) for part in wrap(asks_group(session), room, 4)]
            for number, group in enumerate((rather_not(), *self._choices)):
                mark = "●" if group == (self._group or rather_not()) else "○"
                lines.append(line((f"   {number} {mark} ", Role.NEWER), group, means=number))
        return lines

    @property
    def group(self) -> str:
        """The group chosen; empty when there is none to choose, or none was."""
        return self._group

    def keys(self) -> list[Hint]:
        """Return the keys that mean something here."""
        keys = [Hint(_("Enter"), _("start"), "enter"), Hint("q", _("leave")), Hint("h", _("help"))]
        keys.append(Hint("j k", _("a line down, up"), "j"))
        return [Hint(f"0–{len(self._choices)}", _("choose"), "1"), *keys] if self._choices else keys

    def on_key(self, event: events.Key) -> None:
        """Choose, start or leave."""
        event.stop()
        if self.chooses(event.key):
            self._show_choice()
        elif self.reads(event.key):
            pass
        elif event.key in {"enter", "space", "y"}:
            self.dismiss(self._group)
        elif event.key in {"q", "escape", "ctrl+c"}:
            self.dismiss(None)

    def chooses(self, key: str) -> bool:
        """Choose the group with the number ``key``; 0, or the same once more, is none. False for others."""
        if not (self._choices and key.isdecimal() and int(key) <= len(self._choices)):
            return False
        group = ("", *self._choices)[int(key)]
        self._group = "" if self._group == group else group
        return True

    def clicked(self, means: object) -> None:
        """Choose a group."""
        if isinstance(means, int) and self.chooses(str(means)):
            self._show_choice()

    def _show_choice(self) -> None:
        """Show what is chosen now, also where one has to scroll for it."""
        self.redraw()
        chosen = ("", *self._choices).index(self._group)
        for number, shown in enumerate(self.body_page.lines):
            if any(target.means == chosen for target in shown.targets):
                self.body_page.reveal(number, around=0)


class FeltScreen(PageScreen[Mapping[str, Felt]]):
    """How each attribute feels against last time; asked after handing in, tallied like an answer."""

    KEYS = (
        Hint("w", _("worse")),
        Hint("s", _("same")),
        Hint("b", _("better")),
        Hint("n", _("was not here")),
        Hint("↑↓", _("move"), "down"),
        Hint(_("Enter"), _("done"), "enter"),
    )

    def __init__(self, session: Session, attributes: tuple[Attribute, ...], since: date) -> None:
        super().__init__()
        self._session = session
        self._attributes = attributes
        self._since = since
        self._felt: dict[str, Felt] = {}
        self._at = 0

    def head(self, width: int) -> list[Line]:
        """Return the question; on a handful of lines it alone."""
        question = _("Since {day}: how does each feel to you?").format(day=say_date(self._since))
        if self._shown_height < 10:
            return [line(f" {cut(question, width - 2)}")]
        return [
            title_line(_("Handed in. One thing more"), "", width),
            BLANK,
            line(f" {cut(question, width - 2)}"),
            BLANK,
        ]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the attributes with what was said of each."""
        room = max(6, min(width - 20, 50))
        lines = []
        for number, attribute in enumerate(self._attributes):
            here = number == self._at
            name = cut(self._session.fill(attribute.name), room)
            said = self._felt.get(attribute.id, "·")
            gap = " " * (room - cell_len(name) + 2)
            lines.append(
                line(
                    (" ▸ " if here else "   ", Role.NEWER),
                    (name, Role.STRONG if here else Role.TEXT),
                    gap,
                    (said, Role.MEDIAN if attribute.id in self._felt else Role.MUTED),
                    means=number,
                )
            )
        return lines

    def on_key(self, event: events.Key) -> None:
        """Say it, move, or be done."""
        event.stop()
        key = event.key
        if key in _FELT_KEYS and self._at < len(self._attributes):
            self._felt[self._attributes[self._at].id] = _FELT_KEYS[key]
            self._move(1)
        elif key in {"down", "j", "tab"}:
            self._move(1)
        elif key in {"up", "k", "shift+tab"}:
            self._move(-1)
        elif key in {"enter", "q", "escape", "ctrl+c"}:
            self.dismiss(self._felt)

    def redraw(self) -> None:
        """Keep the attribute one is at in sight."""
        super().redraw()
        if self.is_mounted:
            self.body_page.reveal(self._at, around=0)

    def clicked(self, means: object) -> None:
        """Go to an attribute."""
        if isinstance(means, int):
            self._at = means
            self.redraw()

    def _move(self, steps: int) -> None:
        self._at = max(0, min(self._at + steps, len(self._attributes) - 1))
        self.redraw()


class AfterRating(Enum):
    """What a participant wants after handing in."""

    LEAVE = "leave"
    CHANGE = "change"
    WITHDRAW = "withdraw"
    NEXT_PERSON = _("next person")
    COUNT = "count"
    """Alone: count now, and show the result."""


class DoneScreen(PageScreen[AfterRating]):
    """Thanks, and what can still be done until the round is closed."""

    _SOLO = (
        Hint(_("Enter"), _("count it and show the result"), "enter"),
        Hint("c", _("change answers")),
        Hint("w", _("withdraw")),
        Hint("q", _("leave")),
        Hint("h", _("help")),
    )
    _GROUP = (
        Hint("q", _("leave")),
        Hint("c", _("change answers")),
        Hint("w", _("withdraw")),
        Hint("n", _("next person on this device")),
        Hint("h", _("help")),
    )
    _PASSED = (
        Hint(_("Enter"), _("hide this for the next person"), "enter"),
        Hint("c", _("change answers")),
        Hint("w", _("withdraw")),
        Hint("h", _("help")),
    )

    def __init__(self, session: Session, code: str, handed_in: int, *, passed: bool = False) -> None:
        super().__init__()
        self._passed = passed
        self._session = session
        self._code = "" if session.solo else code
        self._handed_in = handed_in

    def head(self, width: int) -> list[Line]:
        """Return thanks."""
        return [title_line(_("Handed in. Thank you."), _("saved"), width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return what happens now."""
        room = min(width - 2, 76)
        if self._session.solo:
            said = [_("You are the only one in this session: it can be counted right away.")]
        else:
            far = (
                _("{n} of {invited} handed in so far.")
                if self._session.expected
                else _("{n} handed in so far.")
            )
            said = [
                far.format(n=self._handed_in, invited=self._session.expected)
                + _(" Nobody sees the result before the round is closed."),
                _("Until then you may change your answers or withdraw them."),
            ]
        lines: list[Line] = []
        for sentence in said:
            lines += [*(line(f" {part}") for part in wrap(sentence, room, 20)), BLANK]
        return lines

    def keys(self) -> tuple[Hint, ...]:
        """Return the keys: other ones alone, and where the keyboard is passed on."""
        alone = self._SOLO if self._session.solo else self._GROUP
        return self._PASSED if self._passed else alone

    def on_key(self, event: events.Key) -> None:
        """Take the choice."""
        event.stop()
        solo = self._session.solo and not self._passed
        choices = {
            "c": AfterRating.CHANGE,
            "w": AfterRating.WITHDRAW,
            "q": AfterRating.LEAVE,
            "escape": AfterRating.LEAVE,
            "ctrl+c": AfterRating.LEAVE,
            "enter": AfterRating.COUNT if solo else AfterRating.LEAVE,
        }
        if not solo:
            choices["n"] = AfterRating.NEXT_PERSON
        if event.key in choices:
            self.dismiss(choices[event.key])
