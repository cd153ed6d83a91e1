"""One screen that says what a session decided."""

from __future__ import annotations

from typing import Final

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.language import _, say_date
from workshop.model.session import Session
from workshop.report.decided import action_said, agreed_words, stop_said
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["summary_lines"]


_LAYOUTS: Final = ((1, 3, True), (2, 3, True), (2, 3, False), (2, 2, False), (2, 1, False))
"""From roomy to dense: columns of levels, lines of an entry, and whether blank lines stand between."""


def summary_lines(session: Session, width: int, height: int = 100) -> list[Line]:
    """Return the agreed levels, what to try and to stop, and the next date.

    Where that takes more lines than ``height`` the levels stand in two columns, by their short names, then
    the blank lines give way, then what is said of each thing to try or to stop.
    """
    for layout in _LAYOUTS:
        lines = _laid_out(session, width, *layout)
        if len(lines) <= height:
            break
    return lines


def _laid_out(session: Session, width: int, columns: int, most: int, airy: bool) -> list[Line]:
    attributes = session.instrument.attributes
    names = [session.fill(one.label if columns > 1 else one.name) for one in attributes]
    said = [agreed_words(session, one.id) for one in attributes]
    lists = ((_("To try"), map(action_said, session.actions)), (_("To stop"), map(stop_said, session.stops)))
    label = max(cell_len(heading) for heading, _entries in lists)
    gap = [BLANK] if airy else []
    lines = [line((_(" We agreed"), Role.MUTED)), *_columns(names, said, columns, width // columns), *gap]
    for heading, entries in lists:
        lines += [*_listed(heading, list(entries), label, width, most), *gap]
    unset = _("not set") if session.ended else _("not set; d sets it")
    when = say_date(session.next_on) if session.next_on else unset
    return [*lines, line((_(" We look again on: "), Role.MUTED), (when, Role.STRONG))]


def _columns(names: list[str], said: list[str], many: int, width: int) -> list[Line]:
    """Return ``names`` with what is said of each, in ``many`` columns of ``width`` cells."""
    gap = "  " if many > 1 else "   "
    wide = min(max(map(cell_len, names)), max(8, width - 3 - len(gap) - max(map(cell_len, said))))
    cells = []
    for name, words in zip((cut(name, wide) for name in names), said, strict=True):
        role = Role.MUTED if words == _("not discussed") else Role.STRONG
        before = f"{name}{' ' * (wide - cell_len(name))}{gap}"
        cells.append(
            (before, (words, role), " " * (width - 2 - cell_len(before + words)) if many > 1 else "")
        )
    rows = -(-len(cells) // many)
    return [line("   ", *(part for cell in cells[row::rows] for part in cell)) for row in range(rows)]


def _listed(heading: str, entries: list[str], label: int, width: int, most: int) -> list[Line]:
    """Return a list with ``heading`` beside its first entry, each in at most ``most`` lines."""
    beside = f" {heading}{' ' * (label - cell_len(heading))}"
    lines = []
    for entry in entries or [_("nothing")]:
        first, *rest = wrap(entry, width - label - 6, most)
        lines.append(line((beside, Role.MUTED), f"   {first}"))
        beside = " " * (label + 1)
        lines += [line(f"{beside}     {part}") for part in rest]
    return lines
