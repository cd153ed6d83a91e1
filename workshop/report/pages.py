"""Pages to print: titles and paragraphs laid out as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workshop.charts.terminal.measure import wrap

__all__ = ["VERBATIM", "WIDTH", "Part", "lines"]

WIDTH: Final = 78
"""Characters in a line of a page or a mail."""

_MOST: Final = 200

VERBATIM: Final = "    "
"""What a paragraph begins with that is to be typed as it stands: it is neither filled nor cut."""


@dataclass(frozen=True)
class Part:
    """A titled part of a page."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    """What is said one by one, each with a dash before it."""


def lines(parts: Iterable[Part], width: int = WIDTH) -> tuple[str, ...]:
    """Return ``parts`` as lines of at most ``width`` cells, an empty one between any two parts."""
    laid: list[str] = []
    for part in parts:
        if laid:
            laid.append("")
        laid += wrap(part.title, width, _MOST) if part.title else []
        for text in part.paragraphs:
            laid += [text] if text.startswith(VERBATIM) else wrap(text, width, _MOST)
        for text in part.points:
            first, *more = wrap(text, width - 4, _MOST) or [""]
            laid += [f"  - {first}", *(f"    {line}" for line in more)]
    return tuple(laid)
