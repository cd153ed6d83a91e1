"""One screen that says what a session decided."""

from __future__ import annotations

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.language import _, say_date
from workshop.model.session import Session
from workshop.report.decided import action_said, agreed_words, stop_said
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["summary_lines"]


def summary_lines(session: Session, width: int, height: int = 100) -> list[Line]:
    """Return the agreed levels, what to try and to stop, and the next date.

    Where that takes more lines than ``height`` the levels stand in two columns, by their short names.
    """
    below = [BLANK, *_listed(_("To try"), [action_said(action) for action in session.actions], width)]
    below += [BLANK, *_listed(_("To stop"), [stop_said(stop) for stop in session.stops], width), BLANK]
    when = say_date(session.next_on) if session.next_on else _("not set; d sets it")
    below.append(line((_(" We look again on: "), Role.MUTED), (when, Role.STRONG)))
    attributes = session.instrument.attributes
    many = 2 if 1 + len(attributes) + len(below) > height else 1
    names = [session.fill(one.label if many > 1 else one.name) for one in attributes]
    said = [agreed_words(session, one.id) for one in attributes]
    return [line((_(" We agreed"), Role.MUTED)), *_columns(names, said, many, width // many), *below]


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


def _listed(heading: str, entries: list[str], width: int) -> list[Line]:
    lines = [line((f" {heading}", Role.MUTED))]
    for entry in entries or [_("nothing")]:
        first, *rest = wrap(entry, width - 6, 3)
        lines += [line("   ", first), *(line("     ", part) for part in rest)]
    return lines
