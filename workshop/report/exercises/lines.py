"""A block as rows of runs: for a terminal, a screen or a pipe."""

from __future__ import annotations

from typing import Final

from workshop.charts.cells import draw
from workshop.charts.roles import Role
from workshop.report.exercises.parts import Block, Table, listed
from workshop.report.prose import EMPTY, Row, heading, paragraph

__all__ = ["block_rows"]

_TALL: Final = 200


def block_rows(block: Block, width: int, height: int = _TALL, *, titled: bool = True) -> list[Row]:
    """Return what matters most first, then the picture, then the rest; and the list where it says more.

    The picture closes its gaps where that makes all of it fit into ``height``.
    """
    rows: list[Row] = [heading(block.title, width)] if titled else []
    first, rest = block.sentences[:1], block.sentences[1:]
    for sentence in first:
        rows += paragraph(sentence, width)
    if block.picture is not None:
        room = height - len(rows) - 1
        rows += [*([EMPTY] if first else []), *draw(block.picture, width, room).rows, EMPTY]
    for sentence in rest:
        rows += paragraph(sentence, width)
    if block.picture is None or block.name == "policies":
        rows += [*([EMPTY] if block.sentences else []), *_listed(block.table, width)]
    return rows


def _listed(table: Table, width: int) -> list[Row]:
    """Return a table as a list: wide cells are read more easily one below the other, short ones in a line."""
    rows: list[Row] = []
    for first, details in listed(table):
        rows += paragraph(first, width, bullet="•", role=Role.STRONG)
        for text in details:
            rows += paragraph(text, width, indent=3, role=Role.MUTED)
    return rows
