"""What every screen has: a head, a body, a foot with its keys, and help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, Generic, Literal, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut
from workshop.ui.look import Look
from workshop.ui.screens.acting import ActingScreen
from workshop.ui.screens.hinting import FURTHER, Hint, code_line, hints, tight
from workshop.ui.widgets.page import BLANK, Line, Page, line

__all__ = ["FURTHER", "Hint", "PageScreen", "code_line", "hints", "tight", "worn"]

_TALL: Final = 24
"""More free lines than these, and what is LOWERED goes about a third of them down."""

_STEP: Final = 4
"""Lines it goes down at a time: a list that grows by one does not move at once."""

_LEAST: Final = 3
"""Lines of the middle that the head, and the keys but one line, give way to."""

_AIRY: Final = 20
"""Lines of a screen from which a blank one stands above the code."""

_SCROLLS: Final = {"down": 1, "j": 1, "up": -1, "k": -1}
"""How many lines a key scrolls what is read through …"""
_PAGES: Final = {"space": 1, "pagedown": 1, "b": -1, "pageup": -1}
"""… and how many pages."""

_Result = TypeVar("_Result")


class PageScreen(ActingScreen[_Result], Generic[_Result]):
    """A screen of three pages; a subclass says what stands in each, as lines, and calls ``redraw``."""

    DEFAULT_CSS = """
    PageScreen { layout: vertical; }
    """
    AUTO_FOCUS: ClassVar[str | None] = None
    HELP: ClassVar[str] = ""
    """What h and ? show: paragraphs with blank lines between."""
    KEYS: ClassVar[tuple[Hint, ...]] = ()
    READS: ClassVar[bool] = False
    """Whether the middle is read through: the space bar reads on, and is named while there is more."""
    FIELD: ClassVar[int] = 0
    """Lines that a field takes between the head and the middle."""
    LOWERED: ClassVar[Literal["", "head", "body"]] = ""
    """What begins further down where a screen is tall: a few words at its upper edge are overlooked."""

    def __init__(self) -> None:
        super().__init__()
        self._shown_width = 80
        self._shown_height = 24
        self._code = ""
        """What one comes back with, shown above the keys and with the help; empty where there is none."""

    def head(self, width: int) -> list[Line]:
        """Return what stands above, whatever is scrolled."""
        return []

    def body(self, width: int, height: int) -> list[Line]:
        """Return the lines of the middle; more than ``height`` can be scrolled."""
        return []

    def keys(self) -> Sequence[Hint]:
        """Return the keys that mean something now."""
        return self.KEYS

    def foot(self, width: int) -> list[Line]:
        """Return what stands below: one's code, if one has any, and the keys."""
        above = self.above_keys(width)
        shown = [*above, *hints(self.keys(), width)]
        if self.READS and self._reads_on(len(self.head(width)) + len(self.body(width, 0)) + len(shown)):
            return [*above, *hints((FURTHER, *self.keys()), width)]
        return shown

    def above_keys(self, width: int) -> list[Line]:
        """Return what parts the keys from the middle: a blank line, or one's code."""
        code = [code_line(self._code, width)]
        return [BLANK, *code] if self._code and self._shown_height >= _AIRY else code

    def _reads_on(self, lines: int) -> bool:
        """Return whether there is more below of what takes ``lines`` lines with head and foot."""
        if lines <= self._shown_height:
            return False
        return not self.is_mounted or not 0 < self.body_page.max_scroll_y <= self.body_page.scroll_offset.y

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

    def acted(self) -> None:
        """Show what an action came to."""
        self.redraw()

    def tell(self, text: str) -> None:
        """Say what somebody else did meanwhile, for as long as it takes to read it."""
        self.app.notify(text, severity="warning", timeout=12, markup=False)

    def redraw_head(self) -> None:
        """Ask for what stands above again; where everything has its place, nothing else is looked at."""
        if self.is_mounted:
            self._pages[0].show(self.head(self._shown_width))

    def reads(self, key: str) -> bool:
        """Scroll, if ``key`` does; False also for the space bar where there is no more below."""
        page = self.body_page
        if key == "space" and page.scroll_offset.y >= page.max_scroll_y:
            return False
        lines = _SCROLLS.get(key) or _PAGES.get(key, 0) * max(1, page.size.height - 1)
        page.scroll_relative(y=lines, animate=False, immediate=True)
        return lines != 0

    def on_mount(self) -> None:
        """Name the key that reads on while there is more, wherever one scrolls to."""
        if self.READS:
            self.watch(self.body_page, "scroll_y", self.redraw, init=False)
            self.call_after_refresh(self.redraw)

    def at_once(self, key: events.Key) -> bool:
        """Act on ``key`` now, if it is one that takes no waiting; return whether it was."""
        return False

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new size."""
        self._shown_width, self._shown_height = event.size.width, event.size.height
        self.redraw()

    def _all_lines(self) -> tuple[list[Line], list[Line], list[Line]]:
        width, height = self._shown_width, self._shown_height
        head, foot = self.head(width), self.foot(width)
        body = self.body(width, max(1, height - len(head) - len(foot)))
        room = height - len(head) - len(foot) - self.FIELD
        if room < min(_LEAST, len(body)):
            return self._squeezed(head, len(body), foot)
        free = height - len(head) - len(body) - len(foot)
        lower = [BLANK] * (free // (3 * _STEP) * _STEP if free > _TALL else 0)
        if self.LOWERED == "head":
            return [*lower, *head], body, foot
        return head, [*lower, *body] if self.LOWERED else body, foot

    def _squeezed(
        self, head: list[Line], lines: int, foot: list[Line]
    ) -> tuple[list[Line], list[Line], list[Line]]:
        """Lay out on a handful of lines: what is read goes before titles, and one line of keys is left."""
        width, height = self._shown_width, self._shown_height
        further = [FURTHER] if self.READS and self._reads_on(height + lines) else []
        wanted = [*further, *self.keys()]
        keys = [tight(wanted, width)] if wanted else [said for said in foot if said.runs][:1]
        keys = keys if height > _LEAST else []
        most = max(1, height - len(keys) - self.FIELD - min(_LEAST, lines))
        head = [said for said in head if said.runs][:most]
        return head, self.body(width, max(1, height - len(head) - len(keys) - self.FIELD)), keys

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

        self.app.push_screen(HelpScreen(self.HELP, self.KEYS or self.keys(), self._code))

    def key_question_mark(self) -> None:
        """Show help."""
        self.key_h()


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
