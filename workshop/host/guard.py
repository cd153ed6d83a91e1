"""What one participant may cost the others: connections per address, wrong codes, the pace of their input."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

__all__ = ["HIGHEST", "LOWEST", "Addresses", "InputPump", "clamped"]

LOWEST: Final = (20, 5)
HIGHEST: Final = (400, 120)
"""Columns and lines that are believed of a window."""

_PIECE: Final = 24
"""Bytes of input taken at once …"""

_PAUSE: Final = 0.02
"""… and seconds until the next: more than anybody types, and a paste of a long comment takes two seconds."""

_WAITING: Final = 4_096
"""Bytes that wait at most; what comes beyond is dropped."""

_FORGIVEN: Final = 600.0
"""Seconds after which a wrong code is forgotten."""

_LONGEST_DELAY: Final = 8.0


def clamped(width: int, height: int) -> tuple[int, int]:
    """Return a window size that a screen can be laid out for; 80 × 24 where the far side knows none."""
    if width <= 0 or height <= 0:
        return 80, 24
    return min(max(width, LOWEST[0]), HIGHEST[0]), min(max(height, LOWEST[1]), HIGHEST[1])


@dataclass
class Addresses:
    """Connections by address, and how long a wrong code from there is answered late."""

    per_address: int
    total: int
    now: Callable[[], float] = time.monotonic
    _open: Counter[str] = field(default_factory=Counter)
    _wrong: dict[str, list[float]] = field(default_factory=dict)

    def let_in(self, address: str) -> bool:
        """Count one more connection; False when there are too many, and it is not counted."""
        if self.full or self._open[address] >= self.per_address:
            return False
        self._open[address] += 1
        return True

    @property
    def full(self) -> bool:
        """Whether nobody is let in, wherever they come from."""
        return self._open.total() >= self.total

    def leave(self, address: str) -> None:
        """Count one connection less."""
        self._open[address] -= 1
        if self._open[address] <= 0:
            del self._open[address]

    def wrong_code(self, address: str) -> float:
        """Note a wrong code from ``address``; return the seconds after which to say so."""
        now = self.now()
        recent = [at for at in self._wrong.get(address, ()) if now - at < _FORGIVEN][-20:]
        self._wrong[address] = [*recent, now]
        if len(self._wrong) > 10_000:
            self._wrong = {who: at for who, at in self._wrong.items() if now - at[-1] < _FORGIVEN}
        return min(_LONGEST_DELAY, 0.25 * 2.0 ** len(recent))


class InputPump:
    """Hands input on in small pieces with pauses, so that a flood from one is a trickle to the loop.

    What a person types is handed on at once. What comes faster waits, and what is too much is dropped.
    """

    def __init__(self, feed: Callable[[bytes], None], ready: Callable[[], bool] = lambda: True) -> None:
        self._feed = feed
        self._ready = ready
        self._waiting = bytearray()
        self._free = 0.0
        """The loop's time from which the next piece may be handed on."""
        self._timer: asyncio.TimerHandle | None = None

    def put(self, data: bytes) -> None:
        """Take what came in."""
        self._waiting += data[: _WAITING - len(self._waiting)]
        if self._timer is None:
            self._next()

    def stop(self) -> None:
        """Forget what waits."""
        self._waiting.clear()
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _next(self) -> None:
        self._timer = None
        loop = asyncio.get_running_loop()
        now = loop.time()
        if now >= self._free:
            # Also after the last piece: what follows at once may be part of a flood.
            self._free = now + _PAUSE
            if self._waiting and self._ready():
                piece = bytes(self._waiting[:_PIECE])
                del self._waiting[:_PIECE]
                self._feed(piece)
        if self._waiting:
            self._timer = loop.call_at(self._free, self._next)
