"""What the pieces of a drawing are. Imports nothing heavy: the library draws its first frame with it."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Role"]


class Role(StrEnum):
    """What a piece of a drawing is; a palette says how it looks."""

    TEXT = "text"
    MUTED = "muted"
    STRONG = "strong"
    DOT = "dot"
    """One answer, or a fixed number of them."""
    NOT_SURE = "not sure"
    MEDIAN = "median"
    AGREED = "agreed"
    """The level a team agreed on."""
    RANGE = "range"
    """Lowest and highest level of a range where no level was agreed."""
    AXIS = "axis"
    BREAK = "break"
    """Where a new line starts, because the two sides cannot be compared."""
    OLDER = "older"
    """The earlier of two sessions."""
    NEWER = "newer"
    """The later of two sessions, or the only one."""
    HEAT0 = "heat0"
    HEAT1 = "heat1"
    HEAT2 = "heat2"
    HEAT3 = "heat3"
    HEAT4 = "heat4"
    """Share of the answers: none, up to a quarter, a half, three quarters, more."""
    MEAN = "mean"
    """A point on a line."""
    BAND1 = "band1"
    BAND2 = "band2"
    BAND3 = "band3"
    """The interval around a mean: near it, further out, at its rim."""
    FELT = "felt"
    """What people say changed since the session before: better, the same, worse."""
    WARN = "warn"
