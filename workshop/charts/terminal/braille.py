"""A small raster of braille dots: two by four in a cell, square on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

__all__ = ["ACROSS", "DOWN", "Raster"]

ACROSS: Final = 2
DOWN: Final = 4
_BLANK: Final = 0x2800
_BITS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))


class Raster:
    """Dots on ``columns`` by ``rows`` cells; the origin is the top left dot. Dots outside are left out."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._cells = [[0] * columns for _ in range(rows)]

    def set(self, x: int, y: int) -> None:
        """Raise the dot at ``x`` from the left and ``y`` from the top."""
        if 0 <= x < self.columns * ACROSS and 0 <= y < self.rows * DOWN:
            self._cells[y // DOWN][x // ACROSS] |= _BITS[x % ACROSS][y % DOWN]

    def line(
        self, start: tuple[float, float], end: tuple[float, float], every: int = 1, run: int = 1
    ) -> None:
        """Draw from ``start`` to ``end``: of each ``every`` dots the first ``run``; 1 of 1 is solid."""
        (x0, y0), (x1, y1) = start, end
        steps = max(1, round(max(abs(x1 - x0), abs(y1 - y0))))
        for step in range(steps + 1):
            if step % every < run:
                share = step / steps
                self.set(round(x0 + (x1 - x0) * share), round(y0 + (y1 - y0) * share))

    def cells(self) -> Iterator[tuple[int, int, str]]:
        """Yield row, column and glyph of each cell that has a dot."""
        for row, cells in enumerate(self._cells):
            for column, bits in enumerate(cells):
                if bits:
                    yield row, column, chr(_BLANK + bits)
