"""Counts of what happened: how many came in, dropped, were refused and why. Never who or when."""

from __future__ import annotations

from collections import Counter

__all__ = ["Tallied"]


class Tallied:
    """What is written to the log: totals since the start, a line when they changed."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._said = ""

    def note(self, what: str) -> None:
        """Count one more."""
        self._counts[what] += 1

    def reached(self, what: str, count: int) -> None:
        """Note that there are ``count`` by now; fewer later on do not count."""
        self._counts[what] = max(self._counts[what], count)

    def news(self) -> str:
        """Return the totals in a line, empty when they are as they were last time."""
        line = ", ".join(f"{what}: {count}" for what, count in sorted(self._counts.items()))
        if line == self._said:
            return ""
        self._said = line
        return line
