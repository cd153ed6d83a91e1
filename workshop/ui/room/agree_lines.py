"""Agreeing on a level, as lines: what each level says, how many chose it, and what is recorded."""

from __future__ import annotations

from workshop.charts.roles import Role
from workshop.charts.terminal.glyphs import DOT, GLYPHS, MEDIAN_HIGH
from workshop.charts.terminal.measure import cell_len, wrap
from workshop.charts.terminal.strip import scale
from workshop.model.tally import LEVELS
from workshop.report.agreeing import Choice, parted
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["agree_body", "level_lines"]

_READABLE = 110
_ROOM_FOR_DOTS = 16
_NARROW = 50


def agree_body(about: Choice, width: int, height: int) -> list[Line]:
    """Return the levels, the rule and its proposal; or what is recorded, and whether the votes part."""
    room = min(width, _READABLE)
    airy = height >= 24
    lines = level_lines(about, room, airy=airy)
    if about.kept is None:
        said = [(about.sentence, Role.TEXT), (about.rule, Role.STRONG)]
    else:
        said = [(about.said, Role.AGREED), (parted(about), Role.WARN)]
    lines.append(BLANK)
    for text, role in said:
        lines += [line((f" {part}", role)) for part in wrap(text, room - 2, 5)]
    return lines


def level_lines(about: Choice, room: int, *, airy: bool = False) -> list[Line]:
    """Return the levels from 5 down, each with its words and, at the right, a dot for each answer."""
    each = scale(max(about.counts, default=0), _ROOM_FOR_DOTS)
    dotted = bool(about.counts) and room >= _NARROW
    wide = max(8, room - 8 - (_ROOM_FOR_DOTS + 6 if dotted else 0))
    chosen = about.kept.level if about.kept else about.proposed
    lines: list[Line] = []
    for level in range(LEVELS, 0, -1):
        here = level == chosen
        parts = wrap(about.ladder[level - 1], wide, 3) or [""]
        for number, part in enumerate(parts):
            mark = f" {'▸' if here else ' '} {level}  " if not number else "      "
            text = part + " " * (wide - cell_len(part) if dotted and not number else 0)
            dots = _dots(about, level, each) if dotted and not number else ()
            lines.append(
                line(
                    (mark, Role.STRONG),
                    (text, Role.STRONG if here else Role.TEXT),
                    *dots,
                    lit=here,
                    means=level,
                )
            )
        if airy and level > 1:
            lines.append(BLANK)
    return lines


def _dots(about: Choice, level: int, each: int) -> tuple[tuple[str, Role], ...]:
    if not about.counts:
        return ()
    count = about.counts[level - 1]
    dots = DOT * -(-count // each)
    marks = [
        ("  ", Role.TEXT),
        (f"{dots} " if dots else "", Role.DOT),
        (str(count), Role.TEXT if count else Role.AXIS),
    ]
    if about.median and level in about.median:
        marks.append((f" {MEDIAN_HIGH}", Role.MEDIAN))
    if about.kept and about.kept.range and level in about.kept.range:
        marks.append((f" {GLYPHS[Role.RANGE]}", Role.RANGE))
    return tuple(marks)
