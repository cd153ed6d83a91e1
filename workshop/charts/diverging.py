"""Diverging bars: how many stand on either side of the middle, and how far out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.charts.scene import Bar, Diverging, Scene, Told
from workshop.charts.wording import not_sure, without_counts
from workshop.language import _, labelled
from workshop.model.tally import Band, Result, Tally

__all__ = ["Side", "diverging"]


@dataclass(frozen=True, slots=True)
class Side:
    """One thing people placed on the five steps."""

    label: str
    result: Result | None
    aside: str = ""
    """What stands beside its bar."""
    flagged: bool = False


def diverging(sides: Sequence[Side], *, left: str, right: str, needed: int = 1) -> Scene:
    """Show each on the steps from -2 (``left``) to +2 (``right``), its bar centred on the middle step."""
    bars = tuple(
        Bar(
            side.label,
            side.result.counts if isinstance(side.result, Tally) and side.result.n else None,
            side.result.not_sure if isinstance(side.result, Tally) else None,
            side.result.median if isinstance(side.result, Tally | Band) else None,
            side.aside,
            _message(side.result, needed),
            side.flagged,
        )
        for side in sides
    )
    told = tuple(Told(one.label, _said(one.result, needed)) for one in sides)
    clauses = [labelled(label, said) for label, said in told]
    summary = _("{name}: {text}.").format(
        name=_("{left} or {right}").format(left=left, right=right),
        text=_("; ").join(clauses) or _("nothing placed"),
    )
    return Scene("", Diverging(bars, left, right), summary, told=told)


def _said(result: Result | None, needed: int) -> str:
    if not isinstance(result, Tally) or not result.n:
        return _message(result, needed)
    steps = [
        _("{count} at {step}").format(count=count, step=_step(level)) for level, count in result if count
    ]
    return ", ".join([*steps, *([not_sure(result.not_sure)] if result.not_sure else [])])


def _message(result: Result | None, needed: int) -> str:
    if isinstance(result, Band):
        low, high = map(_step, result.median)
        median = low if low == high else _("{low} to {high}").format(low=low, high=high)
        return _("median {median}; not counted out").format(median=median)
    return without_counts(result, needed)


def _step(level: int) -> str:
    return f"{level - 3:+d}".replace("-", "−") if level != 3 else "0"
