"""The one widget most screens are made of: lines of runs, drawn without layout, markup or style sheets.

A terminal over a slow line pays for every cell that is painted again, so a page compares what it shows with
what it showed and repaints the lines that differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Any, ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.dom import DOMNode
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from workshop.charts.drawing import Drawing, Run
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len
from workshop.ui.look import Look

__all__ = ["BLANK", "DrawsAtOnce", "Line", "Page", "Target", "drawn", "line"]


@dataclass(frozen=True, slots=True)
class Target:
    """A stretch of a line, in cells, that means something to the mouse."""

    start: int
    end: int
    means: Any


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page."""

    runs: tuple[Run, ...] = ()
    targets: tuple[Target, ...] = ()
    lit: bool = False
    """Whether one is on this line: it gets a ground of its own, to the right edge."""

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(run.text for run in self.runs)


BLANK: Final = Line()


def line(*parts: str | tuple[str, Role], lit: bool = False, means: Any = None) -> Line:
    """Return a line of ``parts``, each text or ``(text, role)``; the whole of it may mean something."""
    runs = tuple(Run(part, Role.TEXT) if isinstance(part, str) else Run(*part) for part in parts)
    width = sum(cell_len(run.text) for run in runs)
    return Line(runs, (Target(0, max(width, 500), means),) if means is not None else (), lit)


def drawn(drawing: Drawing) -> list[Line]:
    """Return a chart as lines."""
    return [Line(row) for row in drawing.rows]


class _WholeCells(ScrollBarRender):
    """A scroll bar of whole cells: its eighths of a block would read as the bars of a miniature in ASCII."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]


ScrollBar.renderer = _WholeCells


class DrawsAtOnce:
    """An app that can draw lines of a page without Textual's compositor."""

    def draws(self, screen: DOMNode | None) -> bool:
        """Return whether lines of ``screen`` can be drawn now: nothing lies over them."""
        raise NotImplementedError

    def draw(self, x: int, rows: Iterable[tuple[int, Strip]]) -> None:
        """Draw from column ``x`` on: strips, each with its row."""
        raise NotImplementedError


class Page(ScrollView):
    """Shows lines; scrolls when there are more than fit, or is as high as they are when it is ``fixed``."""

    DEFAULT_CSS = """
    Page { width: 1fr; height: 1fr; overflow-x: hidden; scrollbar-size: 1 1; }
    Page.fixed { overflow-y: hidden; }
    """

    can_focus = False

    @dataclass
    class Clicked(Message):
        """The mouse was pressed on something that means something."""

        means: Any

    def __init__(
        self,
        look: Look,
        lines: Sequence[Line] = (),
        *,
        id: str | None = None,  # noqa: A002
        fixed: bool = False,
    ) -> None:
        super().__init__(id=id, classes="fixed" if fixed else None)
        self._look = look
        self._lines = list(lines)
        self._fixed = fixed
        # Known before the first layout: a page that learns its height from it is laid out and painted twice.
        self.set_reactive(Page.virtual_size, Size(0, len(self._lines)))
        if fixed:
            self.styles.height = len(self._lines)

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._lines

    def show(self, lines: Sequence[Line]) -> None:
        """Show ``lines`` instead, repainting those that differ."""
        before, self._lines = self._lines, list(lines)
        if len(before) != len(self._lines):
            if self._fixed or max(len(before), len(self._lines)) > self.size.height:
                self._take_height()
                self.refresh()
                return
            # All of it fits, before and after: nothing has to be laid out anew.
            self.set_reactive(Page.virtual_size, Size(0, len(self._lines)))
        pairs = zip_longest(before, self._lines, fillvalue=BLANK)
        changed = [number for number, (old, new) in enumerate(pairs) if old is not new and old != new]
        if changed:
            self._repaint(changed)

    def _repaint(self, numbers: Sequence[int]) -> None:
        """Paint those of these lines that can be seen; at once, as the compositor would, if the app can."""
        region, top, app = self.content_region, self.scroll_offset.y, self.app
        rows = [number - top for number in numbers if top <= number < top + region.height]
        if not rows:
            return  # also when the program ends, and there is no screen any more
        if not (isinstance(app, DrawsAtOnce) and app.draws(self.parent)):
            self.refresh(*(Region(0, y, region.width, 1) for y in rows))
            return
        width = region.width - self.scrollbar_size_vertical
        self.forget_drawn()
        app.draw(region.x, [(region.y + y, self._strip(top + y, width)) for y in rows])

    def forget_drawn(self) -> None:
        """Let go of the lines that Textual keeps to draw them again: where it seldom does, they only cost."""
        self._styles_cache.clear()

    def _take_height(self) -> None:
        self.virtual_size = Size(0, len(self._lines))
        if self._fixed:
            self.styles.height = len(self._lines)

    def wear(self, look: Look) -> None:
        """Take on another look."""
        self._look = look
        self.refresh()

    def reveal(self, number: int, around: int = 1) -> None:
        """Scroll so that line ``number``, and ``around`` lines beside it, can be seen."""
        top, height = self.scroll_offset.y, self.size.height
        if len(self._lines) <= height:
            return
        if number - around < top:
            self.scroll_to(y=max(0, number - around), animate=False)
        elif number + around >= top + height:
            self.scroll_to(y=number + around - height + 1, animate=False)

    def render_line(self, y: int) -> Strip:
        """Draw the line at ``y`` cells below the top."""
        return self._strip(y + self.scroll_offset.y, self.size.width)

    def _strip(self, number: int, width: int) -> Strip:
        shown = self._lines[number] if number < len(self._lines) else BLANK
        return _strip(shown.runs, self._look, width, lit=shown.lit)

    def on_click(self, event: events.Click) -> None:
        """Tell what was pressed."""
        number = event.y + self.scroll_offset.y
        for target in self._lines[number].targets if number < len(self._lines) else ():
            if target.start <= event.x < target.end:
                event.stop()
                self.post_message(self.Clicked(target.means))
                return


@lru_cache(maxsize=2_048)
def _strip(runs: tuple[Run, ...], look: Look, width: int, *, lit: bool) -> Strip:
    """Return a line of cells; a host shows the same ones to everybody."""
    segments = [Segment(run.text, look.style(run.role, lit=lit)) for run in runs]
    return Strip(segments).adjust_cell_length(width, look.lit_ground if lit else look.ground)
