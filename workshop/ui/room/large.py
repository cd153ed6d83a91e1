"""Figures that can be read from the back row: of whole blocks, plain in ASCII too, or of half ones."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

__all__ = ["HIGH", "figures", "stretched"]

HIGH: Final = 5
"""Lines of the smallest figure of whole blocks."""

_SHORT: Final = 3
"""Lines of a figure of half blocks."""

_FONT: Final = {
    "0": "███/█ █/█ █/█ █/███",
    "1": "██ / █ / █ / █ /███",
    "2": "███/  █/███/█  /███",
    "3": "███/  █/███/  █/███",
    "4": "█ █/█ █/███/  █/  █",
    "5": "███/█  /███/  █/███",
    "6": "███/█  /███/█ █/███",
    "7": "███/  █/  █/  █/  █",
    "8": "███/█ █/███/█ █/███",
    "9": "███/█ █/███/  █/███",
    ":": " /█/ /█/ ",
    "−": "   /   /███/   /   ",
}
"""Digits, colon and minus sign, five pixels high."""

_HALVES: Final = {"██": "█", "█ ": "▀", " █": "▄", "  ": " "}


@lru_cache(256)
def figures(text: str, high: int, *, blocks: bool = True) -> tuple[str, ...]:
    """Return digits in at most ``high`` rows: of whole blocks, of half ones, or as they are.

    Without ``blocks`` half ones are left out: written as ASCII, they could not be told from whole ones.
    """
    if high >= HIGH:
        return stretched(text, 2 * (high // HIGH), high // HIGH)
    return _of_half_blocks(text) if high >= _SHORT and blocks else (text,)


def stretched(text: str, wide: int, high: int) -> tuple[str, ...]:
    """Return digits as rows of equal width, each pixel of ``wide`` × ``high`` cells."""
    return tuple("".join(pixel * wide for pixel in row) for row in _pixels(text) for _ in range(high))


def _of_half_blocks(text: str) -> tuple[str, ...]:
    pixels = [*_pixels(text), " " * len(_pixels(text)[0])]
    return tuple(
        "".join(_HALVES[upper + lower] for upper, lower in zip(above, below, strict=True))
        for above, below in zip(pixels[::2], pixels[1::2], strict=True)
    )


def _pixels(text: str) -> list[str]:
    return [" ".join(_FONT[character].split("/")[number] for character in text) for number in range(HIGH)]
