"""The glyph of each role: shape carries the meaning, so that no colour has to."""

from __future__ import annotations

from typing import Final

from workshop.charts.roles import Role

__all__ = ["DOT", "FELT", "GLYPHS", "HEAT", "MEDIAN_HIGH", "MEDIAN_LOW", "agreed_role"]

DOT: Final = "●"
MEDIAN_LOW: Final = "▸"
MEDIAN_HIGH: Final = "◂"

FELT: Final = {"better": "▲", "same": "=", "worse": "▼", "divided": "±"}
"""What most said of felt change."""

GLYPHS: Final = {
    Role.DOT: DOT,
    Role.NOT_SURE: "○",
    Role.MEDIAN: f"{MEDIAN_LOW} {MEDIAN_HIGH}",
    Role.AGREED: "◆",
    Role.RANGE: "◇",
    Role.OLDER: "○",
    Role.NEWER: "●",
    Role.MEAN: "⠿",
    Role.BAND1: "▓▒░",
    Role.BAND3: "░",
    Role.AXIS: "·",
    Role.BREAK: "┊",
    Role.HEAT2: "░▒▓█",
    Role.FELT: " ".join(FELT.values()),
    Role.MUTED: "…",
}
"""As shown on the axis and in the legend."""

HEAT: Final = {Role.HEAT0: " ", Role.HEAT1: "░", Role.HEAT2: "▒", Role.HEAT3: "▓", Role.HEAT4: "█"}


def agreed_role(agreed: tuple[int, int]) -> Role:
    """Return whether one level was agreed on, or a range was left open."""
    return Role.AGREED if agreed[0] == agreed[1] else Role.RANGE
