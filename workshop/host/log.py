"""What is logged: how many came in, dropped, were refused and why; what broke. Never who, when or a value."""

from __future__ import annotations

import logging
from collections import Counter
from pathlib import Path
from typing import Final

from workshop.language import _

__all__ = ["BROKE", "Tallied", "log_broken"]

BROKE: Final = _("Something went wrong here; your answers are saved. Connect again.")
"""What a guest is told then."""

_log = logging.getLogger("workshop.host")


def log_broken(what: str, error: BaseException) -> None:
    """Log which kind of error broke ``what``, and where; never a value: some of them are answers."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    at = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "unknown"
    _log.error("%s broke: %s at %s", what, type(error).__name__, at)


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
