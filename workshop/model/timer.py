"""The clock of a talk round or a vote: its steps, and what is left of the one that runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from workshop.model.agenda import TALK

__all__ = ["Talk", "clock"]

_MORE: Final = 60.0
"""Seconds that one extension adds."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk round at one moment; every change returns another. ``now`` is a clock's reading in seconds."""

    at: int = -1
    """The step, from 0; −1 before the round has begun."""
    given: float = 0.0
    """Seconds that this step has."""
    used: float = 0.0
    """Seconds used before it ran the last time."""
    since: float | None = None
    """When it began to run; None while it is paused."""
    steps: tuple[tuple[str, int], ...] = TALK

    @property
    def begun(self) -> bool:
        """Whether the round has begun."""
        return self.at >= 0

    @property
    def following(self) -> str:
        """The name of the next step; "" after the last."""
        return self.steps[self.at + 1][0] if self.at + 1 < len(self.steps) else ""

    def onward(self, now: float) -> Talk:
        """Begin the next step, running; the last one stays."""
        if not self.following:
            return self
        return replace(self, at=self.at + 1, given=self.steps[self.at + 1][1] * 60.0, used=0.0, since=now)

    def toggled(self, now: float) -> Talk:
        """Pause, or go on."""
        if not self.begun:
            return self
        if self.since is None:
            return replace(self, since=now)
        return replace(self, used=self.used + now - self.since, since=None)

    def longer(self) -> Talk:
        """Give this step a minute more."""
        return replace(self, given=self.given + _MORE) if self.begun else self

    def left(self, now: float) -> float:
        """Return the seconds left, negative when over."""
        return self.given - self.used - (now - self.since if self.since is not None else 0.0)


def clock(seconds: float) -> str:
    """Return minutes and seconds; ``−`` when over.

    >>> clock(59.2), clock(-75)
    ('1:00', '−1:15')
    """
    whole = -int(-seconds // 1) if seconds > 0 else int(seconds)
    minutes, rest = divmod(abs(whole), 60)
    return f"{'−' if whole < 0 else ''}{minutes}:{rest:02}"
