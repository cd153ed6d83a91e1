"""One screen that says what a session decided."""

from __future__ import annotations

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.language import _, say_date
from workshop.model.session import Session
from workshop.report.decided import action_said, agreed_words, stop_said
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["summary_lines"]


def summary_lines(session: Session, width: int) -> list[Line]:
    """Return the agreed levels, what to try and to stop, and the next date."""
    lines = [line((_(" We agreed"), Role.MUTED))]
    names = max(cell_len(attribute.name) for attribute in session.instrument.attributes)
    said_of = {one.id: agreed_words(session, one.id) for one in session.instrument.attributes}
    names = min(names, max(8, width - 7 - max(map(cell_len, said_of.values()))))
    for attribute in session.instrument.attributes:
        said = said_of[attribute.id]
        name = cut(attribute.name, names)
        name = f"   {name}{' ' * (names - cell_len(name))}   "
        lines.append(line(name, (said, Role.MUTED if said == _("not discussed") else Role.STRONG)))
    lines += [BLANK, *_listed(_("To try"), [action_said(action) for action in session.actions], width)]
    lines += [BLANK, *_listed(_("To stop"), [stop_said(stop) for stop in session.stops], width), BLANK]
    when = say_date(session.next_on) if session.next_on else _("not set; d sets it")
    return [*lines, line((_(" We look again on: "), Role.MUTED), (when, Role.STRONG))]


def _listed(heading: str, entries: list[str], width: int) -> list[Line]:
    lines = [line((f" {heading}", Role.MUTED))]
    for entry in entries or [_("nothing")]:
        first, *rest = wrap(entry, width - 6, 3)
        lines += [line("   ", first), *(line("     ", part) for part in rest)]
    return lines
