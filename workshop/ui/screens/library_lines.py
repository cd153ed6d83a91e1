"""Sessions of the library as lines: pure functions of an entry and the width."""

from __future__ import annotations

from typing import Final

from workshop.charts.miniature import miniature
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, graphemes, wrap
from workshop.language import _, labelled
from workshop.store.shelf import Entry
from workshop.store.summary import Summary, Unreadable
from workshop.ui.widgets.page import Line, line

__all__ = ["about_lines", "empty_lines", "entry_line", "shortened"]

_MEDIANS: Final = 10
"""Most bars of a miniature."""

_DATED, _STATED, _DRAWN = 34, 50, 60
"""From which width on a row has the date, how far the session is, the medians; the title goes before all."""


_STATES: Final = {
    "welcome": (
        _("planned"),
        _("Planned. r runs the workshop; o only opens the round; alone, a rates at once."),
    ),
    "rate": (_("open"), _("The round is open. a rates; o closes it and counts.")),
    "close": (_("closed"), _("Closed, without the attributes. Enter shows what was said and decided.")),
}
"""How far a session is in which round 1 is not counted, by its stage; and what to do next with it."""
_ON: Final = _("Counted; the workshop goes on: r leads it from where it was. Enter shows the result.")
_COUNTED: Final = _("Counted. Enter shows the result.")
_COMPARED: Final = _("Counted. Enter shows the result; c compares it with the session before.")
_BEGUN: Final = (_("begun"), _("The workshop has begun. Enter goes on with it where it was."))


def entry_line(entry: Entry, width: int, *, here: bool, marked: bool, means: int) -> Line:
    """Return one session in a row: date, title, place, how far it is, and its medians in miniature."""
    marker = ("▸" if here else " ") + ("●" if marked else " ")
    if isinstance(entry, Unreadable):
        text = cut(labelled(entry.path.name, entry.error.message), width - 16)
        return line((f" {marker} ", Role.NEWER), (_("cannot read "), Role.WARN), text, lit=here, means=means)
    held_on = f"{entry.held_on}  " if width >= _DATED else ""
    state = f"{_state(entry):>12} " if width >= _STATED else ""
    medians = miniature(entry.medians[:_MEDIANS]) if width >= _DRAWN else ()
    room = width - 5 - len(held_on) - len(state) - (_MEDIANS if width >= _DRAWN else 0)
    title = cut(entry.title, room if width < 90 else room * 3 // 5)
    place = cut(f"  {_place(entry)}".rstrip(), max(0, room - cell_len(title)))
    gap = " " * (room - cell_len(title) - cell_len(place))
    return line(
        (f" {marker} ", Role.NEWER),
        (held_on, Role.MUTED),
        (title, Role.STRONG if here else Role.TEXT),
        (f"{place}{gap}{state}", Role.MUTED),
        *((run.text, run.role) for run in medians),
        lit=here,
        means=means,
    )


def empty_lines(folder: str, chosen_by: str, width: int) -> list[Line]:
    """Return what stands where there is no session yet."""
    said = (
        _("No sessions yet. They will be kept in {folder} ({chosen_by}).").format(
            folder=folder, chosen_by=chosen_by
        ),
        _("n plans the first one; rating alone takes a minute."),
    )
    return [line(f" {part}") for sentence in said for part in wrap(sentence, width - 2, 4)]


def _place(entry: Summary) -> str:
    names = [name for name in (entry.unit, entry.organisation) if name and name not in entry.title]
    return " · ".join(names)


def _state(entry: Summary) -> str:
    if entry.voted is not None:
        return _("{voted} voted").format(voted=entry.voted)
    return _STATES.get(entry.stage, _BEGUN)[0]


def about_lines(entry: Entry, width: int, *, compares: bool = False) -> list[Line]:
    """Return two lines: what to do next with it, and its file; ``compares``: with a session before it."""
    room = width - 2
    if isinstance(entry, Unreadable):
        error = entry.error
        return [
            line((f" {cut(error.hint or error.message, room)}", Role.WARN)),
            line((f" {cut(str(error.where or entry.path), room)}", Role.MUTED)),
        ]
    if entry.voted is not None:
        said = _ON if entry.stage != "close" else _COMPARED if compares else _COUNTED
    else:
        said = _STATES.get(entry.stage, _BEGUN)[1]
    return [line(f" {cut(said, room)}"), line((f" {shortened(str(entry.path), room)}", Role.MUTED))]


def shortened(path: str, room: int) -> str:
    """Return ``path`` with its beginning left out where it is too long: the end says more."""
    if cell_len(path) <= room:
        return path
    pieces = graphemes(path)
    while pieces and sum(size for _, size in pieces) > room - 1:
        pieces = pieces[1:]
    return "…" + "".join(piece for piece, _ in pieces)
