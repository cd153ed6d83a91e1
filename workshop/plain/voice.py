"""Saying sentences and hearing lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TextIO

from workshop.language import _
from workshop.model.text import PARAGRAPH, clean, fit
from workshop.plain.ear import Ear

__all__ = ["YES", "Left", "Voice"]

YES: Final = frozenset({"y", "yes", *_("y yes").split()})
"""What is typed for yes: in English, and in the language spoken."""


class Left(Exception):
    """Whoever types has left, or the input ended."""


class Voice:
    """A conversation line by line: no escape codes, and every line written at once."""

    def __init__(self, ear: Ear, writer: TextIO) -> None:
        self.ear = ear
        self.writer = writer

    def say(self, *lines: str) -> None:
        """Write lines; empty ones are left out."""
        self.writer.write("".join(f"{line}\n" for line in lines if line))
        self.writer.flush()

    def hear(self, prompt: str = "", most: int = PARAGRAPH, pausing: Callable[[], None] | None = None) -> str:
        """Return the next line, cleaned and at most ``most`` characters long. Raises Left at the end."""
        self.say(prompt)
        line = self.ear.readline(pausing)
        if not line:
            raise Left
        return fit(clean(line), most)

    def sure(self, question: str) -> bool:
        """Ask a question that only a yes answers with yes."""
        return self.hear(_("{question} y or n.").format(question=question)).lower() in YES
