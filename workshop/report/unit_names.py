"""What units are called in the rows of a table, where there is little room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workshop.analysis.units import Names, Unit
from workshop.charts.terminal.measure import cell_len, cut_apart

__all__ = ["row_names"]

_BETWEEN: Final = " · "


def row_names(found: Sequence[Unit], names: Names, width: int) -> list[str]:
    """Return the name of each of ``found`` in at most ``width`` cells, 13 or more.

    Where the organisation belongs to it, both parts are cut rather than one left out: neither gets less than
    half the room as long as it needs it.
    """
    full = [names.of(unit) for unit in found]
    if not names.with_organisation or max(map(cell_len, full), default=0) <= width:
        cuts = cut_apart(dict.fromkeys(full), width)
        return [cuts[name] for name in full]
    room = width - len(_BETWEEN)
    firsts = dict.fromkeys(unit.organisation for unit in found)
    seconds = dict.fromkeys(unit.name for unit in found)
    longest, other = (max(map(cell_len, texts)) for texts in (firsts, seconds))
    first = min(longest, max(room // 2, room - other))
    organisations, own = cut_apart(firsts, first), cut_apart(seconds, room - first)
    alone = cut_apart(dict.fromkeys(full), width)
    return [
        f"{organisations[unit.organisation]}{_BETWEEN}{own[unit.name]}"
        if unit.full_name not in {unit.organisation, unit.name}
        else alone[unit.full_name]
        for unit in found
    ]
