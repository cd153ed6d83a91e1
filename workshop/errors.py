"""Everything a user can be told when something cannot be done."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

__all__ = ["Where", "WorkshopError", "legible"]

_ACTED_ON: Final = {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}
"""What a terminal acts on, or shows nothing of; bytes that are no UTF-8 are none of it."""

_JOINERS: Final = "\u200c\u200d"
"""Scripts and emoji need them."""


def legible(path: object) -> str:
    """Return ``path`` as it may be shown: what a terminal would act on stands there as Python writes it."""
    text = str(path)
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c.encode("unicode_escape").decode()
        if c not in _JOINERS and unicodedata.category(c) in _ACTED_ON
        else c
        for c in text
    )


@dataclass(frozen=True)
class Where:
    """A place in a file: ``file`` as the user would type it, ``line`` and ``column`` from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = [legible(self.file), *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(place)


class WorkshopError(Exception):
    """Something the user asked for could not be done.

    It is shown once, at the edge: as a line of the command or as a toast. ``message`` says what was found,
    ``hint`` what would be right or what to do next, ``where`` the place in a file, when there is one.
    """

    def __init__(self, message: str, hint: str = "", where: Where | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text}\n  {self.hint}" if self.hint else text
