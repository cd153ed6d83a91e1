"""What a guest sees around the questions: the door, the wait, the result as the room sees it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.language import _
from workshop.model.poll import FIRST, Poll
from workshop.model.session import Session
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
from workshop.ui.screens.base import FURTHER, Hint, PageScreen, code_line, hints, title_line
from workshop.ui.screens.browsing import Tab
from workshop.ui.screens.rating import RatingScreen
from workshop.ui.screens.results import RECORD, ResultsScreen
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

_ROOMY: Final = 16
"""Lines from which results say what comes next."""

_WIDE: Final = 80
"""Cells from which their keys take one line."""


class DoorScreen(BeforeScreen):
    """What one should know before starting, and the way back in for those who started already."""

    HELP = _("""
Enter starts; the space bar reads on, and starts at the end.

If you started before, c asks for your code and brings you back to your place.
""")

    def __init__(self, session: Session, questions: int, said: str = "", poll: Poll = FIRST) -> None:
        super().__init__(session, "", questions, poll)
        self._said = said
        self.typed = ""
        """A code one has already; the screen is then dismissed."""

    def body(self, width: int, height: int) -> list[Line]:
        """Return the way back in, and what one should know."""
        said = (
            [line((f" {part}", Role.WARN)) for part in wrap(self._said, width - 2, 20)] if self._said else []
        )
        already = [line((f" {part}", Role.STRONG)) for part in wrap(ALREADY, width - 2, 20)]
        return [*said, *already, BLANK, *super().body(width, height)]

    def keys(self) -> list[Hint]:
        """Add the way back in."""
        *keys, by_line = super().keys()
        return [*keys, Hint("c", _("type your code")), by_line]

    def on_key(self, event: events.Key) -> None:
        """Ask for the code one has; every other key means what it means before any rating."""
        if event.key == "c":
            event.prevent_default().stop()
            self.act(self._ask())

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

    KEYS = (Hint("q", _("leave")), Hint("h", _("help")))
    HELP = _("There is nothing to do: this screen goes on by itself. Your code brings you back if you leave.")
    READS = True

    def __init__(self, progress: Progress, code: str) -> None:
        super().__init__()
        self._progress = progress
        self._code = code

    def take(self, progress: Progress, code: str) -> None:
        """Show where the session stands now, and the code while it is good for something."""
        self._progress = progress
        self._code = code
        self.redraw()

    def head(self, width: int) -> list[Line]:
        """Return the title."""
        return [title_line(self._progress.session.title, "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return why one waits; and what came of the exercises, as the room sees it."""
        lines = [line(f" {part}") for part in wrap(waiting_words(self._progress), min(width - 2, 76), 20)]
        for block in exercise_results(self._progress.session):
            lines += [BLANK, *(Line(row) for row in block_rows(block, width - 1))]
        return lines

    def on_key(self, event: events.Key) -> None:
        """Leave, or scroll."""
        event.stop()
        if event.key in {"q", "escape", "ctrl+c"}:
            self.dismiss(True)
        else:
            self.reads(event.key)


class GuestRating(RatingScreen):
    """The answering screen for a slow line: the statement one is at is marked, not set in bold.

    Setting a statement in bold, and the one before plain again, sends both of them anew with every answer.
    """

    STRONG = Role.TEXT
    WAITS = 0.02


class HandedInScreen(PageScreen[AfterRating]):
    """Thanks, how many are done, and what can still be done until the round is closed."""

    KEYS = (
        Hint("c", _("change answers")),
        Hint("w", _("withdraw")),
        Hint("q", _("leave")),
        Hint("h", _("help")),
    )
    HELP = _("Your answers are handed in. Stay, or leave and come back with your code: both are fine.")
    READS = True
    _CHOICES: ClassVar[dict[str, AfterRating]] = {
        "c": AfterRating.CHANGE,
        "w": AfterRating.WITHDRAW,
        "q": AfterRating.LEAVE,
        "escape": AfterRating.LEAVE,
        "ctrl+c": AfterRating.LEAVE,
    }

    def __init__(self, progress: Progress, code: str, who: str = "") -> None:
        super().__init__()
        self._progress = progress
        self._code = code
        self._who = who

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
            done_count(self._progress, self._who),
            _(
                "Nobody sees the result before the round is closed; "
                "until then you may change or withdraw yours."
            ),
            _("Stay: this screen shows the result when the room sees it."),
        )
        lines: list[Line] = []
        for sentence in filter(None, said):
            lines += [*(line(f" {part}") for part in wrap(sentence, min(width - 2, 76), 20)), BLANK]
        return lines[:-1]

    def on_key(self, event: events.Key) -> None:
        """Take the choice."""
        event.stop()
        if event.key in self._CHOICES:
            self.dismiss(self._CHOICES[event.key])
        else:
            self.reads(event.key)


class GuestResults(ResultsScreen):
    """The result as the room sees it; the record only when the session is closed, and no path of the host."""

    KEYS = ()

    def __init__(self, session: Session, earlier: Session | None, code: str) -> None:
        super().__init__(session, Path(), earlier)
        self._code = code

    def take(self, session: Session, code: str) -> None:
        """Show the session as it is now; where one is stays, if the room still has it."""
        if session is not self._session or code != self._code:
            self._code = code
            self.show_session(session)

    def views(self, session: Session) -> tuple[Tab, ...]:
        """Leave out the record until the end: what is being written down is the room's own."""
        every = super().views(session)
        return every if session.stage == "close" else tuple(view for view in every if view[0] != RECORD)

    def keys(self) -> tuple[Hint, ...]:
        """Return the keys: such as a phone has, and the way out."""
        out = (Hint("q", _("leave")), Hint("h", _("help")))
        if self.opened:
            moves = (Hint("n/p", _("question"), "n"), Hint("j/k", _("attribute"), "j"))
            return (*moves, Hint("b", _("back to all")), *out, FURTHER)
        choose = (Hint("j/k", _("choose"), "j"), Hint(_("Enter"), _("open it"), "enter"))
        moved = (Hint("c", _("what moved")),) if self._earlier else ()
        return (self.views_hint, *(choose if self.chooses else (FURTHER,)), *out, *moved)

    def foot(self, width: int) -> list[Line]:
        """Return what comes next where there is room for it, one's code, and the keys."""
        step = self.step(width) if self._shown_height >= _ROOMY else []
        code = [code_line(self._code, width)] if self._code else []
        return [*step, *code, *hints(self.keys(), width, 1 if width >= _WIDE else 2)]

    async def on_key(self, event: events.Key) -> None:
        """Leave by the keys that leave elsewhere; all others as in any result."""
        if event.key in {"q", "ctrl+c"} or (event.key == "escape" and not self.opened):
            event.prevent_default().stop()
            self.dismiss(None)

    def back(self) -> None:
        """Close the question; with none open stay: one leaves by another key."""
        if self.opened:
            super().back()

    def other_key(self, key: str) -> None:
        """Change the view; a report would be written at the host."""
        if key != "x":
            super().other_key(key)
