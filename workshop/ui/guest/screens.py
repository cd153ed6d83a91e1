"""What a guest sees around the questions: the door, the wait, the result as the room sees it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.language import _
from workshop.model.session import Session
from workshop.report.exercises import Block
from workshop.report.exercises.lines import block_rows
from workshop.report.guest import (
    ALREADY,
    CODE_LOOKS,
    DROPPED,
    done_count,
    exercise_results,
    waiting_words,
)
from workshop.store.progress import Progress
from workshop.ui.screens.around_rating import AfterRating, BeforeScreen
from workshop.ui.screens.ask import AskScreen
from workshop.ui.screens.base import Hint, PageScreen, hints, title_line
from workshop.ui.screens.rating import RatingScreen
from workshop.ui.screens.result_lines import ResultLines
from workshop.ui.screens.results import ResultsScreen
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = [
    "DoorScreen",
    "DroppedScreen",
    "GuestRating",
    "GuestResults",
    "HandedInScreen",
    "LastScreen",
    "LookingScreen",
    "WaitingScreen",
]


class DoorScreen(BeforeScreen):
    """What one should know before starting, and the way back in for those who started already."""

    HELP = _("Enter starts. If you started before, c asks for your code and brings you back to your place.")

    def __init__(self, session: Session, questions: int, said: str = "", number: int = 1) -> None:
        super().__init__(session, "", questions, number)
        self._said = said
        self.typed = ""
        """A code one has already; the screen is then dismissed."""

    def body(self, width: int, height: int) -> list[Line]:
        """Return the way back in, and what one should know."""
        said = (
            [line((f" {part}", Role.WARN)) for part in wrap(self._said, width - 2, 3)] if self._said else []
        )
        already = [line((f" {part}", Role.STRONG)) for part in wrap(ALREADY, width - 2, 3)]
        return [*said, *already, BLANK, *super().body(width, height)]

    def keys(self) -> list[Hint]:
        """Add the way back in."""
        return [*super().keys(), Hint("c", _("type your code"))]

    def on_key(self, event: events.Key) -> None:
        """Ask for the code one has; every other key means what it means before any rating."""
        if event.key == "c":
            event.prevent_default().stop()
            self.run_worker(self._ask())

    async def _ask(self) -> None:
        if typed := await self.app.push_screen_wait(AskScreen(_("Your code"), CODE_LOOKS)):
            self.typed = typed
            self.dismiss("")


class _Said(PageScreen[bool]):
    """Something one is told."""

    def __init__(self, title: str, said: str) -> None:
        super().__init__()
        self._title = title
        self._said = said

    def head(self, width: int) -> list[Line]:
        """Return the title."""
        return [title_line(self._title, "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return what is said."""
        return [line(f" {part}") for part in wrap(self._said, min(width - 2, 76), 20)]


class LastScreen(_Said):
    """The last thing somebody is told; any key leaves."""

    KEYS = (Hint(_("Enter"), _("leave"), "enter"),)

    def on_key(self, event: events.Key) -> None:
        """Leave."""
        event.stop()
        self.dismiss(True)


class DroppedScreen(_Said):
    """One's ballot was destroyed, which must not be missed: Enter alone goes on, no digit meant to answer."""

    KEYS = (Hint(_("Enter"), _("go on"), "enter"),)

    def __init__(self) -> None:
        super().__init__(_("Dropped"), DROPPED)

    def on_key(self, event: events.Key) -> None:
        """Go on."""
        event.stop()
        if event.key == "enter":
            self.dismiss(True)


class LookingScreen(_Said):
    """A wrong code is answered late; it goes by itself."""

    def __init__(self) -> None:
        super().__init__(_("Your code"), _("Looking for it …"))


class WaitingScreen(PageScreen[bool]):
    """There is nothing to answer now, but perhaps to read what came of an exercise; goes on by itself."""

    KEYS = (Hint("q", _("leave")),)
    _SCROLLS: ClassVar = {"space": 5, "down": 1, "j": 1, "up": -1, "k": -1, "b": -5}
    """Keys that scroll, by lines."""

    def __init__(self, progress: Progress, code: str) -> None:
        super().__init__()
        self._progress = progress
        self._code = code

    def take(self, progress: Progress) -> None:
        """Show where the session stands now."""
        self._progress = progress
        self.redraw()

    def head(self, width: int) -> list[Line]:
        """Return the title."""
        return [title_line(self._progress.session.title, "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return why one waits; and what came of the exercises, as the room sees it."""
        lines = [line(f" {part}") for part in wrap(waiting_words(self._progress), min(width - 2, 76), 6)]
        lines += [BLANK, *_code_lines(self._code)]
        for block in self._rated:
            lines += [BLANK, *(Line(row) for row in block_rows(block, width - 1))]
        return lines

    def foot(self, width: int) -> list[Line]:
        """Return the keys, and how to read on where there is something to read."""
        on = [Hint("space", _("further down"), "space")] if self._rated else []
        return [BLANK, *hints([*on, *self.KEYS], width)]

    @property
    def _rated(self) -> tuple[Block, ...]:
        return exercise_results(self._progress.session)

    def on_key(self, event: events.Key) -> None:
        """Leave, or scroll."""
        event.stop()
        if event.key in {"q", "escape", "ctrl+c"}:
            self.dismiss(True)
        elif event.key in self._SCROLLS:
            self.body_page.scroll_relative(y=self._SCROLLS[event.key], animate=False)


class GuestRating(RatingScreen):
    """The answering screen for a slow line: the statement one is at is marked, not set in bold.

    Setting a statement in bold, and the one before plain again, sends both of them anew with every answer.
    """

    STRONG = Role.TEXT
    WAITS = 0.02


class HandedInScreen(PageScreen[AfterRating]):
    """Thanks, how many are done, and what can still be done until the round is closed."""

    KEYS = (Hint("c", _("change answers")), Hint("w", _("withdraw")), Hint("q", _("leave")))
    _CHOICES: ClassVar[dict[str, AfterRating]] = {
        "c": AfterRating.CHANGE,
        "w": AfterRating.WITHDRAW,
        "q": AfterRating.LEAVE,
        "escape": AfterRating.LEAVE,
        "ctrl+c": AfterRating.LEAVE,
    }

    def __init__(self, progress: Progress, code: str) -> None:
        super().__init__()
        self._progress = progress
        self._code = code

    def take(self, progress: Progress) -> None:
        """Show how many are done now."""
        self._progress = progress
        self.redraw()

    def head(self, width: int) -> list[Line]:
        """Return thanks."""
        return [title_line(_("Handed in. Thank you."), _("saved"), width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return how many are done, and what happens now."""
        said = (
            done_count(self._progress),
            _(
                "Nobody sees the result before the round is closed; "
                "until then you may change or withdraw yours."
            ),
            _("Stay: this screen shows the result when the room sees it."),
        )
        lines: list[Line] = []
        for sentence in said:
            lines += [*(line(f" {part}") for part in wrap(sentence, min(width - 2, 76), 4)), BLANK]
        return [*lines, *_code_lines(self._code)]

    def on_key(self, event: events.Key) -> None:
        """Take the choice."""
        event.stop()
        if event.key in self._CHOICES:
            self.dismiss(self._CHOICES[event.key])


class GuestResults(ResultsScreen):
    """The result as the room sees it; the record only when the session is closed, and no path of the host."""

    def __init__(self, session: Session, earlier: Session | None, code: str) -> None:
        super().__init__(session, Path(), earlier)
        self._code = code

    def take(self, session: Session) -> None:
        """Show the session as it is now; where one is stays."""
        if session is not self._session:
            self._session = session
            self._result = ResultLines(session)
            self.redraw()

    def other_key(self, key: str) -> None:
        """Change the view; what is being written down is the room's own until the end."""
        if key != "5" or self._session.stage == "close":
            super().other_key(key)

    def foot(self, width: int) -> list[Line]:
        """Return one's code, and the keys."""
        first, _file, *keys = super().foot(width)
        return [first, *(_code_lines(self._code) or [BLANK]), *keys]


def _code_lines(code: str) -> list[Line]:
    return [line((_(" Your code to come back: "), Role.MUTED), (code, Role.STRONG))] if code else []
