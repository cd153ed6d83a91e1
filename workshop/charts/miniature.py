"""A session in six cells, for the rows of the library.

Drawn before the first frame: it imports nothing but the roles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workshop.charts.drawing import Run
from workshop.charts.roles import Role

__all__ = ["BARS", "miniature"]

BARS: Final = "▁▂▄▆▉"
"""A bar for each level 1 to 5; in ASCII they become the digits. The highest is not the full block, which
elsewhere is a shade."""

_NOTHING: Final = "·"


def miniature(medians: Sequence[tuple[int, int] | None]) -> tuple[Run, ...]:
    """Return a cell for each attribute: a bar as high as its median (the lower of two), or a dot for none."""
    return tuple(
        Run(_NOTHING, Role.MUTED) if median is None else Run(BARS[median[0] - 1], Role.NEWER)
        for median in medians
    )
