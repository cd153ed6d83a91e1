"""The journey strip: touch points in order, how well each goes, and the weakest make-or-break point named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.charts.scene import Key, Lane, Lanes, Mark, Role, Scene, Told
from workshop.charts.wording import decimal, levels, short
from workshop.language import _

__all__ = ["Station", "journey"]


@dataclass(frozen=True, slots=True)
class Station:
    """One touch point; ``mean`` and ``n`` are None where they may not be shown."""

    label: str
    mean: float | None
    n: int | None
    tokens: str = ""
    """How many gave it a make-or-break token: ``"4 of 11"``."""
    weakest: bool = False
    median: tuple[int, int] | None = None
    """Drawn where no mean may be."""
    message: str = ""
    """Why nothing is drawn."""


def journey(stations: Sequence[Station]) -> Scene:
    """Show the touch points from the first to the last on one 1–5 axis, tokens beside them."""
    keys = [Key(Role.NEWER, _("mean"))] if any(station.mean is not None for station in stations) else []
    if any(station.mean is None and station.median for station in stations):
        keys.append(Key(Role.OLDER, _("median, where counts are not shown")))
    if any(station.tokens for station in stations):
        keys.append(Key(Role.AGREED, _("make-or-break tokens")))
    told = tuple(Told(station.label, _said(station)) for station in stations)
    clauses = _("; ").join(f"{label} {said}" for label, said in told) or _("no touch point")
    summary = _("{title}, in order, on levels 1 to 5: {clauses}.").format(
        title=_("Touch points"), clauses=clauses
    )
    lanes = Lanes(tuple(map(_lane, stations)))
    return Scene("", lanes, summary, keys=tuple(keys), told=told)


def _lane(station: Station) -> Lane:
    tokens = f"◆ {station.tokens}" if station.tokens else ""
    weakest = _("▲ weakest point") if station.weakest else ""
    counts = f"n {short(station.n)}" if station.n is not None else ""
    if station.mean is None and not station.median:
        return Lane(station.label, counts=counts, message=station.message or _("not rated"))
    if station.mean is None and station.median:
        marks = tuple(Mark(float(level), Role.OLDER) for level in dict.fromkeys(station.median))
        return Lane(station.label, marks, values=levels(station.median), change=tokens)
    assert station.mean is not None
    mark = Mark(station.mean, Role.NEWER)
    return Lane(station.label, (mark,), None, decimal(station.mean), counts, tokens, weakest)


def _said(station: Station) -> str:
    said = station.message or _("not rated")
    if station.mean is not None:
        said = _("mean {mean}").format(mean=decimal(station.mean))
    elif station.median:
        said = _("median {median}").format(median=levels(station.median))
    parts = [said]
    if station.tokens:
        parts.append(_("a token from {tokens}").format(tokens=station.tokens))
    if station.weakest:
        parts.append(_("the weakest make-or-break point"))
    return ", ".join(parts)
