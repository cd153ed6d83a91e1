"""Statements by levels, or by steps that are none: where the answers to each lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workshop.charts.scene import Cell, Key, Role, Scene, Table, TableRow, Told
from workshop.charts.wording import not_sure, said, without_counts
from workshop.language import _, labelled
from workshop.model.tally import LEVELS, Band, Result, Tally

__all__ = ["Statement", "heat", "steps"]

_LEVELS: Final = tuple(str(level) for level in range(1, LEVELS + 1))
_SHARES: Final = (Role.HEAT1, Role.HEAT2, Role.HEAT3, Role.HEAT4)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement and its result; with ``heading`` the name of the attribute that the next ones belong to."""

    text: str
    result: Result | None = None
    heading: bool = False
    about: str = ""
    """What it is about, where the text does not say so itself and no heading can be seen."""

    @property
    def said(self) -> str:
        """The text as it stands without a heading above it."""
        return labelled(self.about, self.text) if self.about else self.text


def heat(
    items: Sequence[Statement],
    *,
    title: str = "",
    needed: int = 1,
) -> Scene:
    """Show statements by levels 1 to 5: counts, shaded by their share of the valid answers."""
    statements = [item for item in items if not item.heading]
    clauses = _("; ").join(
        _("“{text}” {answers}").format(text=item.said.rstrip("."), answers=said(item.result, needed))
        for item in statements
    )
    table = Table(tuple(_row(item, needed) for item in items), _LEVELS)
    keys = (Key(Role.MEDIAN, _("median")),) if any(row.median for row in table.rows) else ()
    summary = _("{title}, on levels 1 to 5: {answers}.").format(
        title=title or _("Statements"), answers=clauses or _("nothing asked")
    )
    told = (Told(item.text, "" if item.heading else said(item.result, needed)) for item in items)
    return Scene(title, table, summary, keys=keys, told=tuple(told))


def steps(items: Sequence[Statement], columns: Sequence[str], *, title: str, needed: int = 1) -> Scene:
    """Show statements by the steps named in ``columns``: counts and shades, and no median."""
    rows = tuple(_row(item, needed)._replace(median=None) for item in items)
    clauses = _("; ").join(
        _("“{text}” {answers}").format(text=item.text, answers=_counted(item.result, columns, needed))
        for item in items
    )
    summary = _("{name}: {text}.").format(name=title, text=clauses or _("nothing asked"))
    told = tuple(Told(item.text, _counted(item.result, columns, needed)) for item in items)
    return Scene(title, Table(rows, tuple(columns)), summary, told=told)


def _counted(result: Result | None, columns: Sequence[str], needed: int) -> str:
    if not isinstance(result, Tally) or not result.n:
        return without_counts(result, needed)
    said = [
        _("{count} at {step}").format(count=count, step=step)
        for count, step in zip(result.counts, columns, strict=True)
        if count
    ]
    return ", ".join([*said, *([not_sure(result.not_sure)] if result.not_sure else [])])


def _row(item: Statement, needed: int) -> TableRow:
    if item.heading:
        return TableRow(item.text, heading=True)
    result = item.result
    message = without_counts(result, needed)
    if not isinstance(result, Tally):
        return TableRow(
            item.text,
            median=result.median if isinstance(result, Band) else None,
            message=message,
            alone=item.said,
        )
    cells = tuple(Cell(count, _heat(count, result.n)) for count in result.counts) if result.n else ()
    return TableRow(item.text, cells, result.n, result.not_sure, result.median, message, alone=item.said)


def _heat(count: int, n: int) -> Role:
    """Return the heat of a share: up to a quarter, a half, three quarters, more."""
    return _SHARES[-(-4 * count // n) - 1] if count else Role.HEAT0
