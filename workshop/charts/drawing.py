"""A finished drawing: rows of runs, each with a role.

Imports nothing heavy: the library draws its first frame with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop.charts.roles import Role

__all__ = ["Drawing", "Run"]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring cells of one role."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Drawing:
    """Rows from the top, none wider than what it was drawn for, and their twin in words."""

    rows: tuple[tuple[Run, ...], ...]
    summary: str
    items: tuple[range, ...] = ()
    """The rows of each item of the chart (an attribute, a statement, a pair), in their order."""
    columns: tuple[range, ...] = ()
    """The cells of each session, where every item has one of each; empty for one not drawn."""

    def named(self, item: range) -> int | None:
        """Return the row in which the name of an ``item`` begins: after a margin of one cell."""
        for row in item:
            text = "".join(run.text for run in self.rows[row])
            if text[:1] == " " and text[1:2].strip():
                return row
        return None

    def plain(self) -> str:
        """Return the rows as lines of text without trailing blanks."""
        return "\n".join("".join(run.text for run in row).rstrip() for row in self.rows)
