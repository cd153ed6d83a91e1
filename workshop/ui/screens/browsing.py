"""What results and comparisons have in common: charts whose items one goes through, opens, and leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar, Final

from textual import events

from workshop.charts.drawing import Drawing, Run
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len
from workshop.errors import legible
from workshop.language import _
from workshop.report.prose import Row
from workshop.ui.screens.base import PageScreen, worn
from workshop.ui.widgets.page import Line, Target, line

__all__ = ["BrowseScreen", "Tab", "fitting", "itemised", "marked", "tabs", "texts", "where_line"]

_MARK: Final = "▸"
"""Stands in the margin beside the item one is on."""

_MOVES: Final = {"up": -1, "k": -1, "down": 1, "j": 1}
_TURNS: Final = {"left": -1, "p": -1, "right": 1, "n": 1}
_PAGES: Final = {"pageup": -1, "ctrl+b": -1, "pagedown": 1, "ctrl+f": 1, "space": 1}
_BACK: Final = frozenset({"escape", "b", "backspace", "q"})

_ROOMY: Final = 72
"""Cells from which the names of the views stand apart."""

Tab = tuple[str, str]
"""The key of a view and its name."""


class BrowseScreen(PageScreen[None]):
    """A subclass says what moving, turning, opening and going back mean; each ends with ``redraw``."""

    SCROLLS: ClassVar[int] = 3
    """Lines the mouse wheel moves."""

    @property
    def lights(self) -> bool:
        """Whether the item one is on gets a ground of its own."""
        return not worn(self).few

    def beside_bar(self, width: int) -> int:
        """Return the cells for what may be scrolled: one is left free before the bar."""
        return width - 1

    def move(self, step: int) -> None:
        """Go ``step`` items down the list, or up."""

    def turn(self, step: int) -> None:
        """Go ``step`` pages to the side."""

    def open(self) -> None:
        """Open the item one is on."""

    def back(self) -> None:
        """Close what was opened; with nothing open, leave."""
        self.dismiss(None)

    def other_key(self, key: str) -> None:
        """Act on a key of the subclass's own."""

    async def on_key(self, event: events.Key) -> None:
        """Move, turn, open, go back, scroll."""
        if event.key in _MOVES:
            self.move(_MOVES[event.key])
        elif event.key in _TURNS:
            self.turn(_TURNS[event.key])
        elif event.key in _PAGES:
            self.scroll(_PAGES[event.key] * max(1, self.body_page.size.height - 2))
        elif event.key == "enter":
            self.open()
        elif event.key in _BACK:
            event.stop()
            self.back()
        else:
            self.other_key(event.key)

    def scroll(self, lines: int) -> None:
        """Scroll the middle by ``lines``."""
        self.body_page.scroll_relative(y=lines, animate=False)

    def reveal_marked(self) -> None:
        """Bring the item one is on into sight, its first line above all."""
        lines = self.body_page.lines
        here = next((shown.targets for shown in lines if shown.lit or shown.text.startswith(_MARK)), ())
        for number in reversed(range(len(lines))):
            if here and lines[number].targets[-1:] == here[-1:]:  # the last one is the item's
                self.body_page.reveal(number)

    def to_top(self) -> None:
        """Draw something else, from its first line."""
        self.redraw()
        self.body_page.scroll_to(y=0, animate=False)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.scroll(self.SCROLLS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.scroll(-self.SCROLLS)


def itemised(drawing: Drawing, at: int, *, lit: bool = True) -> list[Line]:
    """Return a chart as lines; item ``at`` is marked, and any can be clicked: it means its number.

    ``lit`` is off where a lit row is a reversed one: shades would be reversed too, and mean the opposite.
    """
    lines = [Line(row) for row in drawing.rows]
    for number, rows in enumerate(drawing.items):
        for row in rows:
            lines[row] = Line(drawing.rows[row], (Target(0, 500, number),), lit=lit and number == at)
        begins = drawing.named(rows)
        if number == at and begins is not None:
            lines[begins] = replace(lines[begins], runs=marked(lines[begins].runs))
    return lines


def marked(row: Row) -> Row:
    """Return the row one is on, with the mark in its first cell."""
    first, *others = row
    return (Run(_MARK, Role.STRONG), Run(first.text[1:], first.role), *others)


def texts(rows: Iterable[Row]) -> list[Line]:
    """Return prose as lines."""
    return [Line(row) for row in rows]


def tabs(views: Sequence[Tab], current: str, width: int) -> Line:
    """Return the names of the views with their keys, the current one marked; closer where it is narrow."""
    gaps = [4 if width >= _ROOMY else 3] * len(views)
    if 1 + sum(cell_len(f"{key} {name}") + gaps[0] for key, name in views) - gaps[0] >= width:
        # The names of the others give way to that of the one that is shown; their keys stay.
        views = [(key, name if key == current else "") for key, name in views]
        gaps = [3 if name else 2 for _key, name in views]
    runs = [Run(" ", Role.TEXT)]
    targets = []
    column = 1
    for (key, name), gap in zip(views, gaps, strict=True):
        here = key == current
        shown = f" {name}" if name else ""
        size = cell_len(key + shown)
        runs += [Run(key, Role.STRONG), Run(shown, Role.NEWER if here else Role.MUTED)]
        runs.append(Run(f"{' ◂' if here else '  '}{' ' * (gap - 2)}", Role.NEWER))
        targets.append(Target(column, column + size, key))
        column += size + gap
    return Line(tuple(runs), tuple(targets))


def fitting(facts: Iterable[str], width: int) -> str:
    """Join as many of ``facts`` as fit into a line, the first ones first."""
    said = ""
    for fact in filter(None, facts):
        longer = f"{said} · {fact}" if said else fact
        if cell_len(longer) > width - 2:
            break
        said = longer
    return said


def where_line(path: object, width: int) -> Line:
    """Say where the file is; of a long path the end is what tells."""
    text = legible(path)
    room = width - 8
    shown = text if cell_len(text) <= room else f"…{text[-(room - 1) :]}"
    return line((_(" File: {shown}").format(shown=shown), Role.MUTED))
