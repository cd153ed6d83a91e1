"""How the clock of a talk round is shown."""

from __future__ import annotations

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut
from workshop.language import _
from workshop.model.timer import Talk, clock
from workshop.ui.widgets.page import Line, line

__all__ = ["open_line", "talk_line"]


def talk_line(talk: Talk, now: float, width: int, *, silent: bool = False) -> Line:
    """Return the steps with the one we are in marked, and the time left; lit when it is over."""
    parts: list[tuple[str, Role]] = []
    for number, (name, minutes) in enumerate(talk.steps):
        here = number == talk.at
        mark = "▸ " if here else "✓ " if number < talk.at else ""
        parts += [
            (" · " if number else " ", Role.MUTED),
            (f"{mark}{minutes} {name}", Role.STRONG if here else Role.MUTED),
        ]
    over = talk.begun and talk.left(now) < 0 and not silent
    said, role = _left(talk, now, silent=silent)
    gap = max(1, width - 1 - sum(cell_len(text) for text, _ in parts) - cell_len(said))
    return line(*parts, " " * gap, (said, role), lit=over)


def open_line(name: str, key: str, width: int) -> Line:
    """Return, in place of the steps, that the re-vote on ``name`` is open, and the ``key`` that goes on."""
    said = _(" A round is open: {key} goes on with the re-vote on {name}.")
    return line((cut(said.format(key=key, name=name), width - 1), Role.WARN))


def _left(talk: Talk, now: float, *, silent: bool) -> tuple[str, Role]:
    if not talk.begun:
        total = sum(minutes for _, minutes in talk.steps)
        return _("{total} min").format(total=total), Role.MUTED
    left = talk.left(now)
    if talk.since is None:
        return _("paused, {left} left").format(left=clock(left)), Role.MUTED
    if silent:
        return _("timer silenced"), Role.MUTED
    if left < 0:
        return _("time is up: {clock} over").format(clock=clock(-left)), Role.WARN
    return _("{left} left").format(left=clock(left)), Role.STRONG
