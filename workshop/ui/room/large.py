"""Figures that can be read from the back row: five lines high, of full blocks, plain in ASCII too."""

from __future__ import annotations

from typing import Final

__all__ = ["HIGH", "large"]

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


def large(text: str, times: int = 1) -> tuple[str, ...]:
    """Return digits, colon, sign and blank of ``text`` as ``HIGH * times`` lines of equal width."""
    figures = [_FIGURES.get(character, _UNKNOWN).split("|") for character in text]
    rows = ("  ".join(figure[row] for figure in figures) for row in range(HIGH))
    return tuple("".join(cell * times for cell in row) for row in rows for _ in range(times))
