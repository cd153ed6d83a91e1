"""One question in cells: a line per level."""

from __future__ import annotations

from typing import Final

from workshop.charts.scene import Key, Level, Role, Strip
from workshop.charts.terminal.glyphs import GLYPHS, MEDIAN_HIGH, agreed_role
from workshop.charts.terminal.line import Line, Panel
from workshop.charts.terminal.measure import cell_len, cut, wrap
from workshop.charts.wording import answers, levels
from workshop.language import _, say_number

__all__ = ["draw_strip", "scale"]

_INLINE: Final = 18
"""Longest level label, in cells, that stands before the dots; a longer one goes below them."""
_WIDE: Final = 70
"""Fewest cells in which level labels leave room for dots beside them."""
_AFTER_LEVEL: Final = 5
_COUNT: Final = 11
"""Cells for a count after the dots: two blanks, 100,000, and air."""
_MARKS: Final = 22
"""Cells for "◂ median  ◇ range 2–4"."""


def scale(most: int, room: int) -> int:
    """Return how many answers a dot stands for, 1, 2, 5, 10 …, so that ``most`` fit into ``room`` dots."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if -(-most // (step * factor)) <= room:
                return step * factor
        step *= 10


def draw_strip(strip: Strip, width: int) -> Panel:
    """Draw levels downwards, with dots as far apart as ``width`` allows."""
    longest = max((cell_len(level.label) for level in strip.levels if level.level), default=0)
    inline = 0 < longest <= _INLINE and width >= _WIDE
    start = _AFTER_LEVEL + (longest + 2 if inline else 0)
    most = max((level.answers or 0 for level in strip.levels), default=0)
    room = width - start - _COUNT - _MARKS
    pitch = 2 if most * 2 <= room else 1
    each = scale(most, room // pitch)
    marks = start + (-(-most // each)) * pitch + _COUNT
    rows: list[Line] = []
    if strip.message:
        rows += [Line(width), Line(width)] if strip.levels else [Line(width)]
        rows[0].put(2, cut(strip.message, width - 2), Role.WARN)
    for level in strip.levels:
        line = Line(width)
        column = _draw_level(level, line, start, pitch, each)
        _draw_marks(strip, level, line, marks)
        rows.append(line)
        if inline:
            line.put(_AFTER_LEVEL, level.label, Role.MUTED)
        elif level.level is None:
            line.put(column + 2, level.label, Role.MUTED)
        elif level.label:
            for text in wrap(level.label, width - _AFTER_LEVEL - 1, 4):
                rows.append(Line(width))
                rows[-1].put(_AFTER_LEVEL, text, Role.MUTED)
    folded = (Key(Role.DOT, _("= {answers}, rounded up").format(answers=answers(each))),) if each > 1 else ()
    return Panel(rows, folded)


def _draw_level(level: Level, line: Line, start: int, pitch: int, each: int) -> int:
    """Draw the level, its dots and its count; return the column after them."""
    unsure = level.level is None
    line.put(2, "?" if unsure else str(level.level), Role.NOT_SURE if unsure else Role.STRONG)
    if level.answers is None:
        return start
    column = start
    if level.answers:
        role = Role.NOT_SURE if unsure else Role.DOT
        dots = GLYPHS[role] * -(-level.answers // each)
        column = line.put(column, (" " * (pitch - 1)).join(dots), role) + 2
    return line.put(column, say_number(level.answers), Role.TEXT if level.answers else Role.MUTED)


def _draw_marks(strip: Strip, level: Level, line: Line, column: int) -> None:
    if strip.median and level.level in strip.median:
        column = line.put(column, f"{MEDIAN_HIGH} {_('median')}", Role.MEDIAN) + 2
    if strip.agreed and level.level in strip.agreed:
        role = agreed_role(strip.agreed)
        words = _("agreed") if role is Role.AGREED else _("range {range}").format(range=levels(strip.agreed))
        line.put(column, f"{GLYPHS[role]} {words}", role)
