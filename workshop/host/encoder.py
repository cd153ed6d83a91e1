"""What the far terminal shows, and the bytes that make it show something else: only the cells that differ.

A frame painted twice before it is sent is sent once; a line that is blank to its end is erased to its end.
The ground is the terminal's own, which is what erasing leaves behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

__all__ = ["Encoder"]

_Cell = tuple[str, str]
"""A character, empty in the right half of a wide one, and the SGR parameters it is shown with."""

_BLANK: Final[_Cell] = (" ", "")
_Run = tuple[str, str]
_Stretch = tuple[int, int, tuple[_Run, ...], int]
"""From which column to which to write runs, and how many cells to erase after them."""

_GAP: Final = 4
"""Equal cells that are sent again rather than jumped over: a jump takes this many bytes."""

_INDENT: Final = 3
"""Blank cells at the beginning of the next row that are written for less than they are jumped over."""

_ERASED: Final = 5
"""Bytes that erasing some cells takes, and jumping behind them once more as many."""


class Encoder:
    """One far terminal of ``width`` × ``height`` cells; ``colours`` is None for one without."""

    def __init__(self, width: int, height: int, colours: ColorSystem | None) -> None:
        self._colours = colours
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Begin anew with a screen of another size, of which nothing is known."""
        self.width, self.height = width, height
        self._wanted: list[tuple[_Run, ...]] = [()] * height
        self.forget()

    def forget(self) -> None:
        """Send everything again with the next frame."""
        self._shown: list[tuple[_Run, ...]] = [()] * self.height
        self._dirty = set(range(self.height))
        self._clear = True

    def paint(self, y: int, x: int, segments: Iterable[Segment]) -> None:
        """Note that ``segments`` are to be seen at column ``x`` of row ``y``."""
        if not 0 <= y < self.height:
            return
        runs, size = _painted(tuple(segments), self._colours)
        if x > 0 or size < self.width:
            cells = list(_cells(self._wanted[y], self.width))
            new = _cells(runs, size)[: self.width - x]
            cells[x : x + len(new)] = new
            runs = _runs(cells)
        self._wanted[y] = runs
        self._dirty.add(y)

    def frame(self) -> bytes:
        """Return what makes the far terminal show what is wanted; nothing when it does already."""
        out = _Pen()
        if self._clear:
            out.write("\x1b[m\x1b[H\x1b[2J")
            out.at = (0, 0)
            self._clear = False
        for y in sorted(self._dirty):
            if self._wanted[y] != self._shown[y]:
                self._line(out, y)
                self._shown[y] = self._wanted[y]
        self._dirty.clear()
        out.style("")
        return out.text.encode()

    def _line(self, out: _Pen, y: int) -> None:
        changes, blank_from = _changes(self._shown[y], self._wanted[y], self.width)
        for x, stop, runs, blanks in changes:
            if 0 < x <= _INDENT and out.at and out.at[0] + 1 == y and self._indented(y, x):
                out.move(y, 0)
                out.put(" " * x, "")
                out.at = (y, x)
            out.move(y, x)
            for text, style in runs:
                out.put(text, style)
            if blanks:
                out.erase(blanks)
            # A terminal may stand on the last cell, or behind it.
            out.at = (y, stop) if stop < self.width else None
        if blank_from is not None:
            out.move(y, blank_from)
            out.style("")
            out.write("\x1b[K")

    def _indented(self, y: int, x: int) -> bool:
        """Return whether the first ``x`` cells of a row are plainly blank."""
        text, style = (*self._wanted[y], ("", ""))[0]
        return text[:x] == " " * x and not _on_blanks(style)


class _Pen:
    """Bytes under way, and where they leave the cursor and its style."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.at: tuple[int, int] | None = None
        self._style = ""

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def write(self, text: str) -> None:
        self.parts.append(text)

    def style(self, style: str) -> None:
        if style != self._style:
            self.parts.append(_change(self._style, style))
            self._style = style

    def put(self, text: str, style: str) -> None:
        """Write ``text``; blanks in whatever style the pen has, where that cannot be seen."""
        if text.strip(" ") or _on_blanks(style) or _on_blanks(self._style):
            self.style(style)
        self.parts.append(text)

    def erase(self, cells: int) -> None:
        """Blank so many cells from the cursor on, which stays where it is."""
        if _on_blanks(self._style):
            self.style("")
        self.parts.append(f"\x1b[{cells}X")

    def move(self, y: int, x: int) -> None:
        if self.at == (y, x):
            return
        if self.at and self.at[0] == y and x > self.at[1]:
            step = x - self.at[1]
            self.parts.append("\x1b[C" if step == 1 else f"\x1b[{step}C")
        elif self.at and self.at[0] + 1 == y and x == 0:
            self.parts.append("\r\n" if self.at[1] else "\n")
        else:
            self.parts.append(f"\x1b[{y + 1}H" if x == 0 else f"\x1b[{y + 1};{x + 1}H")
        self.at = (y, x)


# Everybody is shown the same lines, and few of them: what is made of a line is made once for all.


@lru_cache(maxsize=2_048)
def _painted(segments: tuple[Segment, ...], colours: ColorSystem | None) -> tuple[tuple[_Run, ...], int]:
    """Return the text of ``segments`` with its parameters, and how many cells it takes."""
    runs = tuple(
        (text, _sgr(style, colours) if style else "")
        for text, style, control in segments
        if text and not control
    )
    return runs, sum(get_character_cell_size(character) for text, _style in runs for character in text)


@lru_cache(maxsize=1_024)
def _cells(runs: tuple[_Run, ...], width: int) -> tuple[_Cell, ...]:
    """Return ``width`` cells that show ``runs`` and blanks after them."""
    cells: list[_Cell] = []
    for text, style in runs:
        if text.isascii():
            cells += [_cell(character, style) for character in text]
            continue
        for character in text:
            size = get_character_cell_size(character)
            if size == 0 and cells:
                cells[-1] = (cells[-1][0] + character, cells[-1][1])
            elif size:
                cells.append(_cell(character, style))
                cells += [("", style)] * (size - 1)
    return (*cells[:width], *[_BLANK] * (width - len(cells)))


@lru_cache(maxsize=4_096)
def _cell(character: str, style: str) -> _Cell:
    """Return a cell, one for all that look alike; a blank has no style that cannot be seen on it."""
    return (character, style if character != " " or _on_blanks(style) else "")


@lru_cache(maxsize=1_024)
def _changes(
    before: tuple[_Run, ...], after: tuple[_Run, ...], width: int
) -> tuple[tuple[_Stretch, ...], int | None]:
    """Return what to send, and the column from which to erase to the end of the line, if any.

    A short stretch of equal cells between two that differ is sent again: it costs less than a jump.
    """
    old, new = _cells(before, width), _cells(after, width)
    end = width
    while end and new[end - 1] == _BLANK:
        end -= 1
    stretches: list[list[int]] = []
    for x in range(end):
        if old[x] == new[x]:
            continue
        # Both halves of a wide character are sent together.
        first = x if new[x][0] or not x else x - 1
        stop = x + 2 if x + 1 < end and not new[x + 1][0] else x + 1
        if stretches and first - stretches[-1][1] <= _GAP:
            stretches[-1][1] = stop
        else:
            stretches.append([first, stop])
    erases = any(cell != _BLANK for cell in old[end:])
    changes = tuple(part for first, stop in stretches for part in _parts(new, first, stop))
    return changes, end if erases else None


def _parts(new: tuple[_Cell, ...], first: int, stop: int) -> Iterable[_Stretch]:
    """Take a stretch apart where many blanks in a row are erased for less than they are written."""
    begun = x = first
    while x < stop:
        after = x
        while after < stop and new[after] == _BLANK:
            after += 1
        if after - x > (_ERASED if after == stop else 2 * _ERASED):
            yield begun, x, _runs(new[begun:x]), after - x
            begun = after
        x = max(after, x + 1)
    if begun < stop:
        yield begun, stop, _runs(new[begun:stop]), 0


def _runs(cells: Iterable[_Cell]) -> tuple[_Run, ...]:
    """Return ``cells`` as runs; a blank goes with what is before it, where its style cannot be seen."""
    runs: list[_Run] = []
    for character, style in cells:
        before = runs[-1][1] if runs else None
        if before is not None and (
            before == style or ((character, style) == _BLANK and not _on_blanks(before))
        ):
            runs[-1] = (runs[-1][0] + character, before)
        else:
            runs.append((character, style))
    return tuple(runs)


@lru_cache(maxsize=2_000)
def _on_blanks(style: str) -> bool:
    """Return whether ``style`` can be seen on a blank: a ground, a line below, or reversed."""
    codes = style.split(";")
    return any(code in {"4", "7", "9", "21"} or code[:1] == "4" or code[:2] == "10" for code in codes)


@lru_cache(maxsize=2_000)
def _sgr(style: Style, colours: ColorSystem | None) -> str:
    """Return the parameters of ``style``, in an order that is always the same."""
    shown = style if colours is not None else style.without_color
    rendered = shown.update_link(None).render("x", color_system=colours or ColorSystem.STANDARD)
    before = rendered.partition("x")[0]
    codes = before.removeprefix("\x1b[").removesuffix("m")
    return "" if codes in ("39", "49", "39;49") else codes


@lru_cache(maxsize=4_000)
def _change(before: str, after: str) -> str:
    """Return the shortest sequence from one style to another."""
    if not after:
        return "\x1b[m"
    if not before:
        return f"\x1b[{after}m"
    old, new = before.split(";"), after.split(";")
    if new[: len(old)] == old:
        return f"\x1b[{';'.join(new[len(old) :])}m"
    return f"\x1b[;{after}m"
