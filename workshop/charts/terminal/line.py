"""One row of cells, filled column by column."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from workshop.charts.drawing import Run
from workshop.charts.scene import Key, Role
from workshop.charts.terminal.measure import cell_len, graphemes

__all__ = ["Line", "Panel", "lines"]

_ROLE = itemgetter(1)


class Line:
    """A row of ``width`` cells. What is put outside of it is left out, so no row is ever too wide."""

    __slots__ = ("_cells", "width")

    def __init__(self, width: int) -> None:
        self.width = width
        self._cells: list[tuple[str, Role]] = [(" ", Role.TEXT)] * width

    @property
    def blank(self) -> bool:
        """Whether nothing was put into the row."""
        return all(piece == " " for piece, _ in self._cells)

    def put(self, column: int, text: str, role: Role = Role.TEXT) -> int:
        """Write ``text`` from ``column`` on; return the column after it."""
        for piece, size in graphemes(text):
            if column >= 0 and column + size <= self.width:
                self._cells[column] = (piece, role)
                if size == 2:
                    self._cells[column + 1] = ("", role)
            column += size
        return column

    def put_right(self, end: int, text: str, role: Role = Role.TEXT) -> None:
        """Write ``text`` so that it ends before column ``end``."""
        self.put(end - cell_len(text), text, role)

    def put_centre(self, centre: int, text: str, role: Role = Role.TEXT) -> None:
        """Write ``text`` around ``centre``; of an even number of cells the larger half lies to the right."""
        self.put(centre - (cell_len(text) - 1) // 2, text, role)

    def runs(self) -> tuple[Run, ...]:
        """Return the cells joined by role, without the blanks at the end."""
        cells, end = self._cells, self.width
        while end and cells[end - 1][0] == " ":
            end -= 1
        return tuple(
            Run("".join([piece for piece, _ in run]), role) for role, run in groupby(cells[:end], _ROLE)
        )


class Panel(NamedTuple):
    """The body of a drawing, and what only the renderer knows about it."""

    lines: list[Line]
    keys: tuple[Key, ...] = ()
    items: tuple[tuple[Line, ...], ...] = ()
    """The lines of each item."""
    columns: tuple[range, ...] = ()
    """The cells of each session, where every item has one of each; empty for one not drawn."""


def lines(count: int, width: int) -> list[Line]:
    """Return ``count`` empty rows."""
    return [Line(width) for _ in range(count)]
