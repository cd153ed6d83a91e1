"""A block as rows of runs: for a terminal, a screen or a pipe."""

from __future__ import annotations

from typing import Final

from workshop.charts.cells import draw
from workshop.charts.roles import Role
from workshop.report.exercises.parts import Block, Table
from workshop.report.prose import EMPTY, Row, heading, paragraph

__all__ = ["block_rows"]

_TALL: Final = 200


def block_rows(block: Block, width: int, *, titled: bool = True) -> list[Row]:
    """Return the picture first, then the sentences, then what is listed and not yet seen in the picture."""
    rows: list[Row] = [heading(block.title, width)] if titled else []
    if block.picture is not None:
        rows += [*draw(block.picture, width, _TALL).rows, EMPTY]
    for sentence in block.sentences:
        rows += paragraph(sentence, width)
    if block.picture is None or block.name == "policies":
        rows += [*([EMPTY] if block.sentences else []), *_listed(block.table, width)]
    return rows


def _listed(table: Table, width: int) -> list[Row]:
    """Return a table as a list: wide cells are read more easily one below the other."""
    rows: list[Row] = []
    for first, *others in table[1:]:
        rows += paragraph(first, width, bullet="•", role=Role.STRONG)
        for name, value in zip(table[0][1:], others, strict=True):
            if value:
                rows += paragraph(f"{name}: {value}", width, indent=3, role=Role.MUTED)
    return rows
