"""The first screen: all sessions by date, and where they are."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeAlias

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len
from workshop.language import _
from workshop.store.shelf import Entry
from workshop.store.summary import Summary
from workshop.ui.screens.base import Hint, hints, title_line
from workshop.ui.screens.filtering import FilterScreen
from workshop.ui.screens.library_lines import about_lines, empty_lines, entry_line, shortened
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["LibraryScreen", "Wish"]


class Wish(Enum):
    """What somebody wants done with sessions."""

    SHOW = "show"
    RATE = "rate"
    LEAD = "lead on this screen"
    COMPARE = "compare"
    TRENDS = "all sessions over time and across units"
    NEW = "new"
    OPEN_OR_CLOSE = "open or close the round"
    RENAME = "rename"
    REDATE = "correct the date"
    DUPLICATE = "duplicate as a plan"
    DELETE = "delete"
    RESTORE = "take the last deletion back"
    EXPORT = "write reports"


_STEPS: Final = {"down": 1, "j": 1, "up": -1, "k": -1}

_WISHES: Final = {
    "enter": Wish.SHOW,
    "c": Wish.COMPARE,
    "n": Wish.NEW,
    "a": Wish.RATE,
    "r": Wish.LEAD,
    "o": Wish.OPEN_OR_CLOSE,
    "e": Wish.RENAME,
    "t": Wish.TRENDS,
    "w": Wish.REDATE,
    "d": Wish.DUPLICATE,
    "x": Wish.DELETE,
    "delete": Wish.DELETE,
    "u": Wish.RESTORE,
    "p": Wish.EXPORT,
}


Fulfil: TypeAlias = Callable[[Wish, tuple[Path, ...]], Coroutine[Any, Any, None]]
"""Does what is wished with the marked sessions, else with the one we are on."""


class LibraryScreen(FilterScreen):
    """Lists entries; what is to be done with them is for ``fulfil``."""

    HELP = _("""
All sessions of this workspace, the newest first. The number is how many voted; the six small bars are the
medians of the six attributes, low to high, and a dot stands where nothing may be shown.

Enter shows the result of a session, or lets you rate where it is not counted yet.

Mark two or more sessions with the space bar, then c compares them, and p writes reports that compare them.
Without marks, c compares a session with the one before it of the same unit, and p writes reports of it.

A file that cannot be read stands in the list with the reason, and is left as it is.
""")
    KEYS = (
        Hint(_("Enter"), _("show"), "enter"),
        Hint("n", _("new")),
        Hint("a", _("rate")),
        Hint("r", _("run the workshop")),
        Hint("c", _("compare")),
        Hint("t", _("trends")),
        Hint("space", _("mark"), "space"),
        Hint("/", _("filter"), "slash"),
        Hint("o", _("open or close round")),
        Hint("h", _("help")),
        Hint("q", _("quit")),
        Hint("p", _("export")),
        Hint("e", _("rename")),
        Hint("w", _("correct the date")),
        Hint("d", _("duplicate as a plan")),
        Hint("x", _("delete")),
        Hint("u", _("undo the deletion")),
        Hint("Ctrl+T", _("light, dark, contrast"), "ctrl+t"),
    )

    FILTERED_BY = _("filter: words of title, organisation, unit, date; Enter keeps it")

    def __init__(self, entries: Sequence[Entry], folder: str, chosen_by: str, fulfil: Fulfil) -> None:
        super().__init__()
        self._entries = list(entries)
        self._folder = folder
        self._chosen_by = chosen_by
        self._fulfil = fulfil
        self._marked: dict[Path, None] = {}
        self._at = 0
        self._top = 0
        self._height = 10
        self._progress = ""

    def fill(self, entries: Sequence[Entry], progress: str = "") -> None:
        """Show ``entries`` instead, staying on the session we are on; ``progress`` while more are read."""
        here = self._here
        self._entries = list(entries)
        self._progress = progress
        listed = {entry.path for entry in self._entries}
        self._marked = {path: None for path in self._marked if path in listed or progress}
        paths = [entry.path for entry in self._shown]
        if here and here.path in paths:
            self._at = paths.index(here.path)
        self._go(self._at)

    def go_to(self, path: Path) -> None:
        """Go to a session, such as the one just made."""
        paths = [entry.path for entry in self._shown]
        if path in paths:
            self._go(paths.index(path))

    @property
    def entries(self) -> list[Summary]:
        """The sessions that can be read, newest first."""
        return [entry for entry in self._entries if isinstance(entry, Summary)]

    @property
    def _shown(self) -> list[Entry]:
        words = self.words.casefold().split()
        if not words:
            return self._entries
        return [entry for entry in self._entries if all(word in entry.words for word in words)]

    @property
    def _here(self) -> Entry | None:
        shown = self._shown
        return shown[self._at] if self._at < len(shown) else None

    def head(self, width: int) -> list[Line]:
        """Return how many sessions there are, and where."""
        shown, total = len(self._shown), len(self._entries)
        count = _("{number} of {total}").format(number=shown, total=total) if self.words else f"{total}"
        marked = _(", {marked} marked").format(marked=len(self._marked)) if self._marked else ""
        title = _("Sessions: {count}{marked}{progress}").format(
            count=count, marked=marked, progress=self._progress
        )
        room = width - cell_len(title) - 4
        return [title_line(title, shortened(self._folder, room), width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the entries in sight."""
        height = max(1, height - bool(self.filtering))
        self._height = height
        shown = self._shown
        if not shown and self.words:
            return [line((_(" Nothing fits. Escape shows all again."), Role.MUTED))]
        if not shown:
            return empty_lines(self._folder, self._chosen_by, width)
        self._top = max(0, min(self._top, self._at, len(shown) - height), self._at - height + 1)
        window = enumerate(shown[self._top : self._top + height], start=self._top)
        return [
            entry_line(entry, width, here=number == self._at, marked=entry.path in self._marked, means=number)
            for number, entry in window
        ]

    def foot(self, width: int) -> list[Line]:
        """Return what the session we are on is, where its file is, and the keys."""
        here = self._here
        about = about_lines(here, width, compares=self._compares(here)) if here else [BLANK]
        return [BLANK, *about, BLANK, *hints(self.keys()[:12], width)]

    def _compares(self, here: Entry) -> bool:
        """Whether there is a counted session of the same unit before this one."""
        if not isinstance(here, Summary):
            return False
        return any(one.precedes(here.organisation, here.unit, here.held_on) for one in self.entries)

    async def on_key(self, event: events.Key) -> None:
        """Move, mark, or want something."""
        if self.filtering:
            return
        if (there := self._reached_by(event.key)) is not None:
            self._go(there)
        elif event.key in _WISHES:
            self._want(_WISHES[event.key], tuple(self._marked) if event.key in {"c", "p"} else ())
        elif event.key == "space":
            self._mark()
        elif event.key == "escape":
            self._marked = {}
            self.narrow("")
        elif event.key in {"q", "ctrl+c"}:
            self.app.exit()

    def _reached_by(self, key: str) -> int | None:
        """Return the number of the entry that ``key`` goes to; None when it does not move."""
        if key in _STEPS:
            return self._at + _STEPS[key]
        page = max(1, self._height - 1)
        return {
            "pagedown": self._at + page,
            "ctrl+f": self._at + page,
            "pageup": self._at - page,
            "ctrl+b": self._at - page,
            "home": 0,
            "g": 0,
            "end": len(self._shown) - 1,
            "G": len(self._shown) - 1,
        }.get(key)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move down."""
        event.stop()
        self._go(self._at + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move up."""
        event.stop()
        self._go(self._at - 3)

    def clicked(self, means: object) -> None:
        """Go to a session; show the one we are on."""
        if isinstance(means, int):
            if means == self._at:
                self._want(Wish.SHOW)
            self._go(means)

    def narrow(self, words: str) -> None:
        """Show what fits ``words``, from the top."""
        self.words = words
        self._go(0)

    def move(self, step: int) -> None:
        """Go ``step`` entries down."""
        self._go(self._at + step)

    def _mark(self) -> None:
        here = self._here
        if isinstance(here, Summary):
            if here.path in self._marked:
                del self._marked[here.path]
            else:
                self._marked[here.path] = None
        self._go(self._at + 1)

    def _want(self, wish: Wish, paths: tuple[Path, ...] = ()) -> None:
        here = self._here
        about = paths or ((here.path,) if here else ())
        if about or wish in {Wish.NEW, Wish.RESTORE, Wish.TRENDS}:
            self.act(self._fulfil(wish, about))

    def _go(self, number: int) -> None:
        self._at = max(0, min(number, len(self._shown) - 1))
        self.redraw()
