"""Figures that can be read from the back row: five lines high, of full blocks, plain in ASCII too."""

from __future__ import annotations

from typing import Final

__all__ = ["HIGH", "large", "large_width"]

HIGH: Final = 5
"""Lines a large figure takes."""

_FIGURES: Final = {
    "0": "█████|█   █|█   █|█   █|█████",
    "1": "  █  |███  |  █  |  █  |█████",
    "2": "█████|    █|█████|█    |█████",
    "3": "█████|    █| ████|    █|█████",
    "4": "█   █|█   █|█████|    █|    █",
    "5": "█████|█    |█████|    █|█████",
    "6": "█████|█    |█████|█   █|█████",
    "7": "█████|    █|   █ |  █  |  █  ",
    "8": "█████|█   █|█████|█   █|█████",
    "9": "█████|█   █|█████|    █|█████",
    ":": " |█| |█| ",
    "-": "   |   |███|   |   ",
    "+": "   | █ |███| █ |   ",
    " ": "  |  |  |  |  ",
}
_UNKNOWN: Final = "     |     |     |     |     "


def large(text: str) -> tuple[str, ...]:
    """Return digits, colon, sign and blank of ``text`` as ``HIGH`` lines of equal width."""
    figures = [_FIGURES.get(character, _UNKNOWN).split("|") for character in text]
    return tuple("  ".join(figure[row] for figure in figures) for row in range(HIGH))


def large_width(text: str) -> int:
    """Return how many cells wide ``text`` is when large."""
    return len(large(text)[0])
