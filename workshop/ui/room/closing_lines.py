"""One screen that says what a session decided."""

from __future__ import annotations

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.model.followup import Action, StopItem
from workshop.model.session import Session
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["agreed_words", "summary_lines"]


def summary_lines(session: Session, width: int) -> list[Line]:
    """Return the agreed levels, what to try and to stop, and the next date."""
    lines = [line((" We agreed", Role.MUTED))]
    names = max(cell_len(attribute.name) for attribute in session.instrument.attributes)
    names = min(names, max(8, width - 32))
    for attribute in session.instrument.attributes:
        said = agreed_words(session, attribute.id)
        name = cut(attribute.name, names)
        name = f"   {name}{' ' * (names - cell_len(name))}   "
        lines.append(line(name, (said, Role.MUTED if said == "not discussed" else Role.STRONG)))
    lines += [BLANK, *_listed("To try", [_action(action) for action in session.actions], width)]
    lines += [BLANK, *_listed("To stop", [_stop(stop) for stop in session.stops], width), BLANK]
    when = f"{session.next_on:%-d %B %Y}" if session.next_on else "not set; d sets it"
    return [*lines, line((" We look again on: ", Role.MUTED), (when, Role.STRONG))]


def agreed_words(session: Session, attribute: str) -> str:
    """Return what was decided about an attribute, in a few words."""
    agreed = session.agreed.get(attribute)
    if agreed is None or not agreed.discussed:
        return "not discussed"
    if agreed.level is not None:
        return f"level {agreed.level}"
    assert agreed.range
    low, high = agreed.range
    return f"no agreed level, range {low}–{high}"


def _listed(heading: str, entries: list[str], width: int) -> list[Line]:
    lines = [line((f" {heading}", Role.MUTED))]
    for entry in entries or ["nothing"]:
        first, *rest = wrap(entry, width - 6, 3)
        lines += [line("   ", first), *(line("     ", part) for part in rest)]
    return lines


def _action(action: Action) -> str:
    return " · ".join(part for part in (action.text, action.owner, _by(action)) if part)


def _stop(stop: StopItem) -> str:
    return " · ".join(part for part in (stop.item, stop.owner, _by(stop)) if part)


def _by(entry: Action | StopItem) -> str:
    return f"by {entry.due:%-d %B %Y}" if entry.due else ""
