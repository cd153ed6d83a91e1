"""Guests line by line without a line: what they hear when lines are typed, or when the room goes on."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, TypeAlias

from workshop.plain.visiting import Visit
from workshop.store.door import Guest
from workshop.store.progress import Progress

__all__ = ["Script", "heard"]

Script: TypeAlias = Iterable[str | Callable[[], object]]
"""Lines that are typed, and what the room does while nobody types."""

_NO_LINE: Final = ""


class _Scripted:
    """Types the lines of a script, each when it is waited for; what the room does comes with a pause."""

    def __init__(self, script: Script) -> None:
        self._script = list(script)
        self.forgotten: list[str] = []

    def readline(self, pausing: Callable[[], None] | None = None) -> str:
        while self._script:
            step = self._script.pop(0)
            if isinstance(step, str):
                return f"{step}\n"
            step()
            if pausing:
                pausing()
        return _NO_LINE

    def forget(self) -> None:
        while self._script and isinstance(self._script[0], str):
            self.forgotten.append(str(self._script.pop(0)))


def heard(
    path: Path,
    guest: Guest,
    look: Callable[[], Progress],
    script: Script = (),
    refuse: Callable[[], None] = lambda: None,
) -> str:
    """Return what ``guest`` hears until the script ends, or they are sent away."""
    said = io.StringIO()
    Visit(path, guest, look, _Scripted(script), said, refuse).run()
    return said.getvalue()
