"""Diverging bars on paper: answers on either side of a middle line."""

from __future__ import annotations

from itertools import zip_longest

from workshop.charts.roles import Role
from workshop.charts.scene import Bar, Diverging, Key
from workshop.charts.vector.pen import SMALL, TEXT, Pen
from workshop.charts.wording import short
from workshop.language import _

__all__ = ["draw_bars"]


def draw_bars(pen: Pen, body: Diverging) -> tuple[Key, ...]:
    """Draw each bar around one middle, its counts below; nothing more for the legend."""
    left = 20.0 if pen.narrow else 260.0
    right = pen.width - (20 if pen.narrow else 120)
    middle = (left + right) / 2
    most = max((sum(side) for bar in body.bars if bar.counts for side in _sides(bar.counts)), default=1)
    unit = (right - left) / 2 / max(1, most)
    pen.y += SMALL + 2
    sides = [pen.wrapped(name, (right - left) / 2 - 8, size=SMALL) for name in (body.left, body.right)]
    for number, (one, other) in enumerate(zip_longest(*sides, fillvalue="")):
        pen.y += SMALL * 1.3 if number else 0
        pen.text(middle - 8, pen.y, one, Role.MUTED, anchor="end", size=SMALL)
        pen.text(middle + 8, pen.y, other, Role.MUTED, size=SMALL)
    for bar in body.bars:
        _bar(pen, bar, left, right, unit)
    return ()


def _sides(counts: tuple[int, ...]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the counts left and right of the middle, each from near to far."""
    return (counts[1], counts[0]), (counts[3], counts[4])


def _bar(pen: Pen, bar: Bar, left: float, right: float, unit: float) -> None:
    top = pen.y + 10
    end = pen.block(0, top, bar.label, pen.width if pen.narrow else left - 12, Role.STRONG, most=4)
    aside = _("{aside} – discuss first").format(aside=bar.aside) if bar.flagged and pen.narrow else bar.aside
    if pen.narrow:
        pen.text(0, end + SMALL, aside, Role.MUTED, size=SMALL)
        top = end + SMALL + 6
    else:
        pen.text(right + 14, top + TEXT, bar.aside, Role.MUTED, size=SMALL)
        if bar.flagged:
            pen.text(right + 14, top + TEXT + 16, _("discuss first"), Role.WARN, size=SMALL)
    if bar.counts is None:
        pen.y = max(end, pen.block(left, top, bar.message, right - left, Role.MUTED)) + 8
        return
    middle, y = (left + right) / 2, top + 2
    near_far = ((Role.HEAT2, Role.HEAT4), _sides(bar.counts))
    for sign, side in zip((-1, 1), near_far[1], strict=True):
        x = middle
        for role, count in zip(near_far[0], side, strict=True):
            wide = count * unit
            pen.box(x - wide if sign < 0 else x, y, wide, 16, role)
            x += sign * wide
    pen.line(middle, y - 3, middle, y + 19, Role.STRONG)
    steps = ("−2", "−1", "0", "+1", "+2")
    said = " · ".join(f"{step}: {short(count)}" for step, count in zip(steps, bar.counts, strict=True))
    unsure = f" · ?: {short(bar.not_sure)}" if bar.not_sure else ""
    pen.text(middle, y + 32, said + unsure, Role.MUTED, anchor="middle", size=SMALL)
    pen.y = max(end, y + 36) + 6
