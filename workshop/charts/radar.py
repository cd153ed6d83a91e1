"""The shape at a glance: a radar of outlines, beside the rows and never instead of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.charts.scene import Key, Polyline, Role, Scene, Web
from workshop.charts.wording import decimal

__all__ = ["Spoke", "radar"]

_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Spoke:
    """One attribute: its value 1.0 to 5.0 now and before, None where there is nothing to show."""

    label: str
    value: float | None
    before: float | None = None


def radar(
    spokes: Sequence[Spoke], *, title: str = "", aside: str = "", now: str = "now", before: str = "before"
) -> Scene:
    """Show attributes as an outline in the order given, the first at the top, clockwise.

    ``now`` and ``before`` name the outlines; the earlier one is dashed and left out when it has no value.
    Fewer than three attributes make no shape, which is said instead.
    """
    earlier = any(spoke.before is not None for spoke in spokes)
    outlines = [Polyline(tuple(spoke.value for spoke in spokes), Role.NEWER)]
    keys = [Key(Role.AXIS, "rim: level 5"), Key(Role.NEWER, now)]
    if earlier:
        outlines.insert(0, Polyline(tuple(spoke.before for spoke in spokes), Role.OLDER, dashed=True))
        keys.append(Key(Role.OLDER, f"{before} (dashed)"))
    values = tuple(_value(spoke, earlier) for spoke in spokes)
    few = len(spokes) < _FEWEST
    shown = "; ".join(f"{spoke.label} {value}" for spoke, value in zip(spokes, values, strict=True))
    between = f", {before} → {now}" if earlier else ""
    return Scene(
        title,
        Web(
            tuple(spoke.label for spoke in spokes),
            values,
            () if few else tuple(outlines),
            "A radar needs at least three attributes." if few else "",
        ),
        f"{title or 'Radar'}, from 1 to 5{between}: {shown or 'nothing to show'}.",
        aside,
        () if few else tuple(keys),
    )


def _value(spoke: Spoke, earlier: bool) -> str:
    now = "not shown" if spoke.value is None else _figure(spoke.value)
    if not earlier:
        return now
    return f"{'–' if spoke.before is None else _figure(spoke.before)} → {now}"


def _figure(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else decimal(value)
