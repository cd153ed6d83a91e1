"""What stands at the foot of a screen: the keys and what they do, and the code one comes back with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from workshop.charts.drawing import Run
from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len
from workshop.language import _
from workshop.ui.widgets.page import BLANK, Line, Target, line

__all__ = ["FILTER_KEYS", "FURTHER", "Hint", "code_line", "hints", "tight"]


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does; ``key`` is Textual's name of it, pressed when the hint is clicked."""

    label: str
    does: str
    key: str = ""
    brief: str = ""
    """What stands for ``does`` where there is hardly any room."""

    @property
    def name(self) -> str:
        """The label in the language spoken: most keys are called the same everywhere."""
        return _("space") if self.label == "space" else self.label


FILTER_KEYS: Final = (
    Hint("↑↓", _("choose"), "down"),
    Hint(_("Enter"), _("keep the filter"), "enter"),
    Hint(_("Escape"), _("show all"), "escape"),
)
"""What the foot says while a filter is open: all other keys would be written into it."""


FURTHER: Final = Hint("space", _("further down"), "space", "↓")
"""The key that reads on."""


def hints(wanted: Sequence[Hint], width: int, most: int = 2) -> list[Line]:
    """Lay key hints out in at most ``most`` lines; what does not fit is left to the help."""
    return list(_hints(tuple(wanted), width, most))


@lru_cache(maxsize=256)
def _hints(wanted: tuple[Hint, ...], width: int, most: int) -> tuple[Line, ...]:
    lines: list[tuple[list[Run], list[Target]]] = []
    column = width
    for hint in wanted:
        size = cell_len(hint.name) + 1 + cell_len(hint.does)
        if column + size > width - 1:
            if len(lines) == most:
                break
            lines.append(([Run(" ", Role.MUTED)], []))
            column = 1
        runs, targets = lines[-1]
        targets.append(Target(column, column + size, hint.key or hint.label))
        runs += [Run(hint.name, Role.STRONG), Run(f" {hint.does}   ", Role.MUTED)]
        column += size + 3
    return tuple(Line(tuple(runs), tuple(targets)) for runs, targets in lines)


def tight(wanted: Sequence[Hint], width: int) -> Line:
    """Lay out in one line the first key, the way to help, and what fits between them."""
    first, *others = wanted
    help_key = [hint for hint in others if hint.label == "h"]
    brief = replace(first, does=first.brief or first.does)
    bare = [replace(hint, does="") for hint in help_key]
    forms = ([first, *help_key], [brief, *help_key], [first, *bare], [brief, *bare])
    chosen = next((form for form in forms if _size(form) <= width), [brief])
    for hint in others:
        longer = [*chosen[:1], hint, *chosen[1:]]
        if hint not in help_key and _size(longer) <= width:
            chosen = [*chosen[:-1], hint, chosen[-1]] if help_key else [*chosen, hint]
    return _row(chosen)


def _size(shown: Sequence[Hint]) -> int:
    return sum(2 + cell_len(hint.name) + (1 + cell_len(hint.does) if hint.does else 0) for hint in shown) - 1


def _row(shown: Sequence[Hint]) -> Line:
    runs, targets, column = [Run(" ", Role.MUTED)], [], 1
    for hint in shown:
        does = f" {hint.does}" if hint.does else ""
        size = cell_len(hint.name) + cell_len(does)
        targets.append(Target(column, column + size, hint.key or hint.label))
        runs += [Run(hint.name, Role.STRONG), Run(f"{does}  ", Role.MUTED)]
        column += size + 2
    return Line(tuple(runs), tuple(targets))


def code_line(code: str, width: int) -> Line:
    """Return the code one comes back with, always whole, after as many words as fit; blank without one."""
    if not code:
        return BLANK
    return _code_line(code, width, (_(" Your code to come back: "), _(" your code: "), " "))


@lru_cache(maxsize=1_024)
def _code_line(code: str, width: int, words: tuple[str, ...]) -> Line:
    fits = next((said for said in words if cell_len(said) + cell_len(code) < width), " ")
    return line((fits, Role.MUTED), (code, Role.STRONG))
