"""What a terminal at the other end of a connection can show, from what its client says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rich.color import ColorSystem

__all__ = ["FarTerminal"]

_IUTF8: Final = 42
"""The terminal mode by which a client says that its terminal takes UTF-8 (RFC 8160)."""


@dataclass(frozen=True)
class FarTerminal:
    """A terminal's ``kind`` (its TERM, empty without one), its modes, and the environment that was sent."""

    kind: str
    modes: Mapping[int, int]
    environment: Mapping[str, str]

    @property
    def is_plain(self) -> bool:
        """Whether it can show lines only."""
        return self.kind in {"", "dumb", "unknown"}

    @property
    def colours(self) -> ColorSystem | None:
        """Its sixteen colours, which are legible there whatever they are; None where it has or wants none."""
        none = "NO_COLOR" in self.environment or self.kind.startswith("vt") or self.kind.endswith("-m")
        return None if none else ColorSystem.STANDARD

    @property
    def unicode(self) -> bool:
        """Whether it takes UTF-8: by its locale, else by its modes."""
        sent = self.environment
        locale = sent.get("LC_ALL") or sent.get("LC_CTYPE") or sent.get("LANG")
        if locale is not None:
            return "utf8" in locale.lower().replace("-", "")
        return not self.kind.startswith("vt") and self.modes.get(_IUTF8, 1) == 1
