"""What every screen has: a head, a body, a foot with its keys, and help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final, Generic, Literal, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from workshop.charts.drawing import Run
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut
from workshop.language import _
from workshop.ui.look import Look
from workshop.ui.widgets.page import BLANK, Line, Page, Target, line

__all__ = ["FILTER_KEYS", "Hint", "PageScreen", "hints", "once_more", "worn"]

_TALL: Final = 24
"""More free lines than these, and what is LOWERED goes about a third of them down."""

_STEP: Final = 4
"""Lines it goes down at a time: a list that grows by one does not move at once."""

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does; ``key`` is Textual's name of it, pressed when the hint is clicked."""

    label: str
    does: str
    key: str = ""

    @property
    def name(self) -> str:
        """The label in the language spoken: most keys are called the same everywhere."""
        return _("space") if self.label == "space" else self.label


FILTER_KEYS: Final = (
    Hint("↑↓", _("choose"), "down"),
    Hint(_("Enter"), _("keep the filter"), "enter"),
    Hint(_("Escape"), _("show all"), "escape"),
)
"""What the foot says while a filter is open: all other keys would be written into it."""


def hints(wanted: Sequence[Hint], width: int, most: int = 2) -> list[Line]:
    """Lay key hints out in at most ``most`` lines; what does not fit is left to the help."""
    return list(_hints(tuple(wanted), width, most))


@lru_cache(maxsize=256)
def _hints(wanted: tuple[Hint, ...], width: int, most: int) -> tuple[Line, ...]:
    lines: list[tuple[list[Run], list[Target]]] = []
    column = width
    for hint in wanted:
        size = cell_len(hint.name) + 1 + cell_len(hint.does)
        if column + size > width - 1:
            if len(lines) == most:
                break
            lines.append(([Run(" ", Role.MUTED)], []))
            column = 1
        runs, targets = lines[-1]
        targets.append(Target(column, column + size, hint.key or hint.label))
        runs += [Run(hint.name, Role.STRONG), Run(f" {hint.does}   ", Role.MUTED)]
        column += size + 3
    return tuple(Line(tuple(runs), tuple(targets)) for runs, targets in lines)


class PageScreen(Screen[_Result], Generic[_Result]):
    """A screen of three pages; a subclass says what stands in each, as lines, and calls ``redraw``."""

    DEFAULT_CSS = """
    PageScreen { layout: vertical; }
    """
    AUTO_FOCUS: ClassVar[str | None] = None
    HELP: ClassVar[str] = ""
    """What h and ? show: paragraphs with blank lines between."""
    KEYS: ClassVar[tuple[Hint, ...]] = ()
    LOWERED: ClassVar[Literal["", "head", "body"]] = ""
    """What begins further down where a screen is tall: a few words at its upper edge are overlooked."""

    def __init__(self) -> None:
        super().__init__()
        self._shown_width = 80
        self._shown_height = 24

    def head(self, width: int) -> list[Line]:
        """Return what stands above, whatever is scrolled."""
        return []

    def body(self, width: int, height: int) -> list[Line]:
        """Return the lines of the middle; more than ``height`` can be scrolled."""
        return []

    def foot(self, width: int) -> list[Line]:
        """Return what stands below: the keys."""
        return [BLANK, *hints(self.KEYS, width)]

    def compose(self) -> ComposeResult:
        """Make the three pages with their lines: the first frame is a whole one, and nothing flashes."""
        look = worn(self)
        self._shown_width, self._shown_height = self.app.size
        head, body, foot = self._all_lines()
        self._pages = (
            Page(look, head, id="head", fixed=True),
            Page(look, body, id="body"),
            Page(look, foot, id="foot", fixed=True),
        )
        yield from self._pages

    @property
    def body_page(self) -> Page:
        """The page in the middle, which can be scrolled."""
        return self._pages[1]

    def redraw(self) -> None:
        """Ask for all lines again and show those that differ."""
        if not self.is_mounted:
            return
        # Not by a query: when the program ends, the pages are gone before those who still redraw have heard.
        for page, lines in zip(self._pages, self._all_lines(), strict=True):
            page.show(lines)

    def tell(self, text: str) -> None:
        """Say what somebody else did meanwhile, for as long as it takes to read it."""
        self.app.notify(text, severity="warning", timeout=12, markup=False)

    def redraw_head(self) -> None:
        """Ask for what stands above again; where everything has its place, nothing else is looked at."""
        if self.is_mounted:
            self._pages[0].show(self.head(self._shown_width))

    def at_once(self, key: events.Key) -> bool:
        """Act on ``key`` now, if it is one that takes no waiting; return whether it was."""
        return False

    async def on_event(self, event: events.Event) -> None:
        """Hand on what was typed ahead: it was meant for the screen that came since."""
        if not isinstance(event, (events.Key, events.Paste)):
            await super().on_event(event)
        elif self.app.screen is not self:
            event.stop()
            self.app.screen.post_message(once_more(event))
        else:
            await super().on_event(event)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new size."""
        self._shown_width, self._shown_height = event.size.width, event.size.height
        self.redraw()

    def _all_lines(self) -> tuple[list[Line], list[Line], list[Line]]:
        width, height = self._shown_width, self._shown_height
        head, foot = self.head(width), self.foot(width)
        body = self.body(width, max(1, height - len(head) - len(foot)))
        if body and len(head) + len(foot) >= height:
            # On a handful of lines what one is asked goes before the keys one may press.
            return head, self.body(width, max(1, height - len(head))), []
        free = height - len(head) - len(body) - len(foot)
        lower = [BLANK] * (free // (3 * _STEP) * _STEP if free > _TALL else 0)
        if self.LOWERED == "head":
            return [*lower, *head], body, foot
        return head, [*lower, *body] if self.LOWERED else body, foot

    def on_page_clicked(self, event: Page.Clicked) -> None:
        """Press the key of a hint that was clicked; anything else is the subclass's own."""
        if isinstance(event.means, str):
            event.stop()
            self.app.simulate_key(event.means)
        else:
            self.clicked(event.means)

    def clicked(self, means: object) -> None:
        """Act on a click on something of the subclass's own."""

    def key_h(self) -> None:
        """Show help."""
        from workshop.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.HELP, self.KEYS))

    def key_question_mark(self) -> None:
        """Show help."""
        self.key_h()


def once_more(event: events.Key | events.Paste) -> events.Key | events.Paste:
    """Return the same key or paste anew, to be given to another screen."""
    if isinstance(event, events.Key):
        return events.Key(event.key, event.character)
    return events.Paste(event.text)


def worn(screen: Screen[_Result]) -> Look:
    """Return the look the app wears."""
    look = getattr(screen.app, "look", None)
    assert isinstance(look, Look)
    return look


def title_line(left: str, right: str, width: int) -> Line:
    """Return a line with ``left`` strong, cut where it is too long, and ``right`` muted at the edge."""
    left = cut(left, max(1, width - 3 - cell_len(right)))
    gap = max(1, width - 2 - cell_len(left) - cell_len(right))
    return line((f" {left}", Role.STRONG), " " * gap, (right, Role.MUTED))
