"""Units × attributes in rows of cells: a line for each unit, or more where they do not fit into one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from workshop.analysis.across import Across, Cell
from workshop.analysis.across import Row as Beside
from workshop.analysis.units import Names
from workshop.charts.drawing import Run
from workshop.charts.roles import Role
from workshop.charts.terminal.glyphs import HEAT
from workshop.charts.terminal.measure import cell_len, cut
from workshop.charts.wording import decimal
from workshop.report.prose import Row
from workshop.report.unit_names import row_names

__all__ = ["Drawn", "UnitsTable", "units_table"]

_HEATS: Final = (Role.HEAT0, Role.HEAT1, Role.HEAT2, Role.HEAT3, Role.HEAT4)
_CELL: Final = 10
"""Fewest cells of the terminal for one of the table."""
_NAME: Final = 12
"""Fewest for the name of a unit that stands before them."""
_INDENT: Final = 3
"""Before each cell that stands below a name."""


class Drawn(NamedTuple):
    """One unit: its name and its cells."""

    rows: tuple[Row, ...]
    cells: tuple[tuple[int, range], ...]
    """By attribute: in which of the rows its cell stands, and where in that."""


class UnitsTable(NamedTuple):
    """The head, if there is one, and the units."""

    head: tuple[Row, ...]
    units: tuple[Drawn, ...]

    @property
    def rows(self) -> list[Row]:
        """All of it."""
        return [*self.head, *(row for unit in self.units for row in unit.rows)]


def units_table(table: Across, rows: Sequence[Beside], names: Names, width: int) -> UnitsTable:
    """Draw the ``rows`` of ``table``; wider than ``width``, each is a name and, below, named cells."""
    if 1 + _NAME + _CELL * len(table.attributes) > width:
        called = row_names([row.unit for row in rows], names, max(13, width - 2))
        return UnitsTable(
            (), tuple(_told(table, row, name, width) for row, name in zip(rows, called, strict=True))
        )
    size = max(_CELL, min(14, (width - 20) // max(1, len(table.attributes))))
    label = max(_NAME, min(40, width - 2 - size * len(table.attributes)))
    head = "".join(cut(short, size - 1).ljust(size) for _, _, short in table.attributes)
    starts = [label + 1 + size * place for place in range(len(table.attributes))]
    columns = tuple((0, range(start, start + size)) for start in starts)
    called = row_names([row.unit for row in rows], names, label - 1)
    drawn = []
    for row, name in zip(rows, called, strict=True):
        runs = [Run(f" {name}{' ' * (label - cell_len(name))}", Role.TEXT)]
        for cell in row.cells:
            runs += [Run(" ", Role.STRONG), *_cell(cell, size - 1)]
        drawn.append(Drawn((tuple(runs),), columns))
    return UnitsTable(((Run(" " * (label + 1), Role.TEXT), Run(head, Role.MUTED)),), tuple(drawn))


def _told(table: Across, row: Beside, name: str, width: int) -> Drawn:
    """Draw the name of a unit and below it each cell beside its attribute, as many in a line as fit."""
    lines: list[list[Run]] = [[Run(f" {name}", Role.STRONG)]]
    cells = []
    column = width
    for (_, _, short), cell in zip(table.attributes, row.cells, strict=True):
        said = [Run(" ", Role.TEXT), *_cell(cell)]
        room = width - _INDENT - sum(cell_len(run.text) for run in said)
        said.insert(0, Run(cut(short, max(1, room)), Role.MUTED))
        size = sum(cell_len(run.text) for run in said)
        begins = column + _INDENT
        if begins + size > width:
            begins = _INDENT
            lines.append([])
        column = begins + size
        cells.append((len(lines) - 1, range(begins, column)))
        lines[-1] += [Run(" " * _INDENT, Role.TEXT), *said]
    return Drawn(tuple(map(tuple, lines)), tuple(cells))


def _cell(cell: Cell, size: int | None = None) -> list[Run]:
    """Return mean, marks and answers, in exactly ``size`` cells where that is given."""
    if (mean := cell.mean) is None:
        return [Run("–".ljust(size or 0), Role.MUTED)]
    heat = _HEATS[max(0, min(4, int(mean) - 1))]
    marks = f"{'+' * cell.higher}{'!' * cell.apart}{'?' * cell.unknown}{'*' * bool(cell.other_wording)}"
    marked_mean = f"{decimal(mean)}{'~' * bool(cell.statements)}{marks}"
    said = f"{marked_mean} ({cell.n})"
    if size:
        said = said if len(said) < size else f"{marked_mean} {cell.n}"
        said = cut(said, size - 1).ljust(size - 1)
    return [Run(HEAT[heat], heat), Run(said, Role.STRONG if cell.higher else Role.TEXT)]
