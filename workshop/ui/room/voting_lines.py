"""How far a vote is, in large figures: numbers of people, never an answer."""

from __future__ import annotations

from typing import Final

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.language import _, labelled
from workshop.model.session import Session
from workshop.report.voting import Turnout
from workshop.ui.room.large import HIGH, figures
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["numbers", "progress", "sentences", "ways_to_vote"]

_WAYS: Final = (
    ("o", _("Own screens"), _("Everyone answers on a terminal of their own.")),
    ("p", _("Pass the keyboard"), _("One after the other, here. Freeze the projector.")),
    ("t", _("Paper"), _("Print it: workshop paper. Then type it in here.")),
    ("s", _("Show of hands"), _("Count hands for each level. All see who raises one.")),
)
"""The ways to answer a round: key, name, and what it means."""

_WIDE: Final = max(20, *(cell_len(name) + 2 for _key, name, _explained in _WAYS))
"""Columns for the name of a way to vote."""

_EXPLAINED_FROM: Final = 76
"""Columns from which on a way to vote is explained beside its name."""


def ways_to_vote(asked: str, width: int) -> list[Line]:
    """Return the question ``asked`` and the ways to answer a round, each with its key."""
    lines = [line((f" {asked}", Role.STRONG)), BLANK]
    for key, name, explained in _WAYS:
        text = cut(explained, width - _WIDE - 8) if width >= _EXPLAINED_FROM else ""
        lines.append(
            line(
                (f"   {key}  ", Role.STRONG),
                (f"{name:<{_WIDE}}", Role.TEXT),
                (text, Role.MUTED),
                means=key,
            )
        )
    return lines


def numbers(parts: list[tuple[str, str]], width: int, height: int) -> list[Line]:
    """Return large numbers side by side, each under its words; small ones where they do not fit.

    They are as large as ``height`` lines allow, and the widest there is still fits: three of two digits.
    """
    times = max(1, min((height - 2) // HIGH, width // 76))
    columns = [(label, figures(number, HIGH * times)) for label, number in parts]
    gap = 6 * times
    wide = [max(len(label), len(rows[0])) + gap for label, rows in columns]
    if sum(wide) - gap + 4 > width:
        return [
            line((labelled(f" {label}", ""), Role.MUTED), (number, Role.STRONG)) for label, number in parts
        ]
    places = list(zip(columns, wide, strict=True))
    labels = "".join(f"{label:<{room}}" for (label, _), room in places)
    lines = [line((f"    {labels}", Role.MUTED)), BLANK]
    for row in range(len(columns[0][1])):
        text = "".join(f"{rows[row]:<{room}}" for (_, rows), room in places)
        lines.append(line((f"    {text}", Role.NEWER)))
    return lines


def progress(turnout: Turnout, session: Session, width: int) -> list[Line]:
    """Return a bar of those who handed in, and the sign when everybody is done."""
    expected, who = turnout.expected(session)
    handed = turnout.presence.handed_in
    lines: list[Line] = []
    if expected:
        room = min(width - 24, 50)
        full = min(room, round(room * handed / expected)) if room > 0 else 0
        said = _(" {handed} of {expected} {who}").format(handed=handed, expected=expected, who=who)
        lines.append(
            line("    ", ("█" * full, Role.NEWER), ("░" * max(0, room - full), Role.MUTED), (said, Role.TEXT))
        )
    if turnout.everybody(session):
        lines += [
            BLANK,
            line((_("    ✓ Everybody is done: space closes the round. "), Role.STRONG), lit=True),
        ]
    else:
        lines += [BLANK, BLANK]
    return lines


def sentences(said: list[str], width: int, role: Role = Role.MUTED) -> list[Line]:
    """Return ``said``, each wrapped on lines of its own."""
    return [line((f" {part}", role)) for text in said for part in wrap(text, min(width - 2, 96), 4)]
