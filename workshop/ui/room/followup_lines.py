"""What a team said it would try and stop last time, and the lines that ask what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.charts.drawing import Run
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, wrap
from workshop.language import _
from workshop.model.followup import FollowUp
from workshop.model.shown import shown
from workshop.report.followup import BECAME, NOTICED, OpenItem
from workshop.ui.widgets.page import BLANK, Line, Target, line

__all__ = ["item_lines"]


def item_lines(
    item: OpenItem, said: FollowUp | None, width: int, *, here: bool, number: int, users: str
) -> list[Line]:
    """Return what was to be done and what became of it; the one we are on asks its questions."""
    mark = " ▸ " if here else "   "
    first, *rest = wrap(item.text, width - 6, 4)
    role = Role.STRONG if here else Role.TEXT
    lines = [
        line((mark, Role.NEWER), (first, role), lit=here, means=number),
        *(line("   ", (part, role), lit=here, means=number) for part in rest),
    ]
    if here:
        for about in item.about:
            lines += [line((f"     {part}", Role.MUTED)) for part in wrap(about, width - 8, 2)]
        lines.append(_choices(_("What became of it?"), BECAME[item.is_stop], said.became if said else ""))
        lines.append(
            _choices(_("Did {users} notice?").format(users=users), NOTICED, said.noticed if said else "")
        )
    elif said:
        noticed = (
            ""
            if said.noticed == "unknown"
            else _(" · {users} noticed: {noticed}").format(users=users, noticed=shown(said.noticed))
        )
        lines.append(line("     ", (f"✓ {shown(said.became)}{noticed}", Role.MUTED)))
    if said and said.note:
        lines += [line((f"     {part}", Role.MUTED)) for part in wrap(said.note, width - 8, 3)]
    return [*lines, BLANK] if here else lines


def _choices(question: str, keys: Mapping[str, str], chosen: str) -> Line:
    """Return a question with its answers by key, each to be clicked; the one given is marked."""
    runs = [Run(f"     {question:<19} ", Role.TEXT)]
    targets = []
    column = cell_len(runs[0].text)
    for key, word in keys.items():
        mine = word == chosen
        name = shown(word) if word != "kept with a reason" else _("kept")
        role = Role.STRONG if mine else Role.MUTED
        runs += [Run("●" if mine else " ", Role.NEWER), Run(key, Role.STRONG), Run(f" {name} ", role)]
        end = column + cell_len(name) + 4
        targets.append(Target(column, end, key))
        column = end
    return Line(tuple(runs), tuple(targets))
