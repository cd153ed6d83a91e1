"""The shape at a glance: a radar of outlines, beside the rows and never instead of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.charts.scene import Key, Polyline, Role, Scene, Told, Web
from workshop.charts.wording import NOT_ASKED, decimal
from workshop.language import _

__all__ = ["Spoke", "radar"]

_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Spoke:
    """One attribute: its value 1.0 to 5.0 now and before, None where there is nothing to show."""

    label: str
    value: float | None
    before: float | None = None
    asked: bool = True
    """Whether it was asked at all: else that is why there is nothing to show."""


def radar(spokes: Sequence[Spoke], *, title: str = "", now: str = "", before: str = "") -> Scene:
    """Show attributes as an outline in the order given, the first at the top, clockwise.

    ``now`` and ``before`` name the outlines; the earlier one is dashed and left out when it has no value.
    Fewer than three attributes make no shape, which is said instead.
    """
    earlier = any(spoke.before is not None for spoke in spokes)
    now, before = now or _("now"), before or _("before")
    outlines = [Polyline(tuple(spoke.value for spoke in spokes), Role.NEWER)]
    keys = [Key(Role.AXIS, _("rim: level 5")), Key(Role.NEWER, now)]
    if earlier:
        outlines.insert(0, Polyline(tuple(spoke.before for spoke in spokes), Role.OLDER, dashed=True))
        keys.append(Key(Role.OLDER, _("{before} (dashed)").format(before=before)))
    values = tuple(_value(spoke, earlier) for spoke in spokes)
    few = len(spokes) < _FEWEST
    shown = _("; ").join(f"{spoke.label} {value}" for spoke, value in zip(spokes, values, strict=True))
    said = _("{title}, from 1 to 5: {shown}.")
    if earlier:
        said = _("{title}, from 1 to 5, {before} → {now}: {shown}.")
    return Scene(
        title,
        Web(
            tuple(spoke.label for spoke in spokes),
            values,
            () if few else tuple(outlines),
            _("A radar needs at least three attributes.") if few else "",
        ),
        said.format(title=title or _("Radar"), before=before, now=now, shown=shown or _("nothing to show")),
        keys=() if few else tuple(keys),
        told=tuple(Told("", f"{spoke.label} {value}") for spoke, value in zip(spokes, values, strict=True)),
    )


def _value(spoke: Spoke, earlier: bool) -> str:
    nothing = _("not shown") if spoke.asked else NOT_ASKED
    now = nothing if spoke.value is None else _figure(spoke.value)
    if not earlier:
        return now
    return f"{'–' if spoke.before is None else _figure(spoke.before)} → {now}"


def _figure(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else decimal(value)
