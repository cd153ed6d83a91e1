"""All attributes at once for the back row: discs heaped at their level over the whole screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workshop.charts.roles import Role
from workshop.charts.scene import Pile, Piles
from workshop.charts.terminal.glyphs import GLYPHS, MEDIAN_HIGH, MEDIAN_LOW, agreed_role
from workshop.charts.terminal.line import Line as Cells
from workshop.charts.terminal.line import lines
from workshop.charts.terminal.measure import cell_len, wrap
from workshop.charts.terminal.strip import scale
from workshop.model.tally import LEVELS
from workshop.ui.room.discs import Discs
from workshop.ui.room.large import figures
from workshop.ui.widgets.page import Line, Target

__all__ = ["reveal_large"]

_HIGH: Final = 40
"""Rows from which the levels on the axis are drawn as block digits."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where things stand, in cells."""

    width: int
    label: int
    slot: int
    """Cells of a level."""
    band: int
    """Rows of an attribute."""
    heap: int
    """Rows of it for discs; the count stands below."""
    discs: Discs
    across: int
    """Discs side by side."""

    def centre(self, level: int) -> int:
        """Return the middle column of a level."""
        return self.label + (level - 1) * self.slot + self.slot // 2


def reveal_large(
    piles: Piles, at: int, width: int, height: int, names: Sequence[str], *, blocks: bool = True
) -> list[Line]:
    """Return all attributes, the chosen one lit, in at most ``height`` rows of ``width`` cells."""
    digits = 3 if height >= _HIGH and blocks else 1
    grid = _grid(piles, width, height - digits)
    axis = lines(digits, width)
    for level in range(1, LEVELS + 1):
        drawn = figures(str(level), digits, blocks=blocks)
        for row, text in zip(axis, drawn, strict=True):
            row.put(grid.centre(level) - (cell_len(drawn[0]) - 1) // 2, text, Role.STRONG)
    rows = [Line(row.runs()) for row in axis]
    for number, (pile, name) in enumerate(zip(piles.rows, names, strict=True)):
        cells = _attribute(pile, f"{'▸ ' if number == at else ''}{name}", grid)
        rows += [Line(row.runs(), (Target(0, 500, number),), lit=number == at) for row in cells]
    return rows


def _grid(piles: Piles, width: int, height: int) -> _Grid:
    label = min(34, max(20, width // 5))
    slot = (width - label - 1) // LEVELS
    band = max(2, height // max(1, len(piles.rows)))
    heap = band - 1 if band < 5 else band - 2
    most = max((max(pile.counts) for pile in piles.rows if pile.counts), default=0)
    return _Grid(width, label, slot, band, heap, *_heaped(most, slot - 2, heap))


def _heaped(most: int, room: int, high: int) -> tuple[Discs, int]:
    """Return the largest discs of which ``most`` fit into ``room`` × ``high`` cells, how many in a row."""
    for rows in range(high, 1, -1):
        across = (room + 1) // (2 * rows + 1)
        if across * ((high + 1) // (rows + 1)) >= most:
            return Discs(rows, 2 * rows + 1), across
    across = room // 4  # touching: their corners tell them apart
    if across * (high // 2) >= most:
        return Discs(2, 4), across
    across = (room + 1) // 3
    if across * high >= most:
        return Discs(1, 3), across
    pitch = 2 if (room + 1) // 2 * high >= most else 1
    across = max(1, (room + pitch - 1) // pitch)
    return Discs(1, pitch, scale(most, across * high)), across


def _attribute(pile: Pile, name: str, grid: _Grid) -> list[Cells]:
    """Draw one attribute: its name at the left, a heap at each level."""
    cells = lines(grid.band, grid.width)
    for row, text in zip(cells, wrap(name, grid.label - 2, min(4, grid.band)), strict=False):
        row.put(1, text, Role.STRONG)
    for level in range(1, LEVELS + 1):
        count = pile.counts[level - 1] if pile.counts else 0
        _put_discs(cells, grid.centre(level), count, grid)
        _put_count(cells[grid.heap], pile, level, count, grid.centre(level))
    if pile.message:
        cells[grid.heap // 2].put(grid.label + 1, pile.message, Role.MUTED)
    return cells


def _put_discs(cells: Sequence[Cells], centre: int, count: int, grid: _Grid) -> None:
    """Heap discs from the bottom up, each row centred."""
    discs = grid.discs
    waiting, bottom = -(-count // discs.each), grid.heap
    while waiting > 0 and bottom >= discs.high:
        here = min(grid.across, waiting)
        start = centre - (here * discs.pitch - (discs.pitch - discs.wide)) // 2
        for place in range(here):
            for row, text in zip(cells[bottom - discs.high :], discs.rows, strict=False):
                row.put(start + place * discs.pitch, text, Role.DOT)
        waiting, bottom = waiting - here, bottom - discs.high - (discs.pitch > discs.wide and discs.high > 1)


def _put_count(row: Cells, pile: Pile, level: int, count: int, centre: int) -> None:
    """Print the count between the marks of the median, and the agreed level after it."""
    low, high = pile.median or (0, 0)
    text = str(count) if count else "·" if pile.median else ""
    said = f"{MEDIAN_LOW if level == low else ''}{text}{MEDIAN_HIGH if level == high else ''}"
    role = Role.MEDIAN if level in (low, high) else Role.TEXT if count else Role.AXIS
    row.put_centre(centre, said, role)
    if pile.agreed and level in pile.agreed:
        agreed = agreed_role(pile.agreed)
        row.put(centre + 4, GLYPHS[agreed], agreed)
