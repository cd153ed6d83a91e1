"""Text that is safe to show: bounded, without control, escape or bidirectional characters.

Every string from a person (files, keys, paste, CSV) passes through here before anything else sees it. Textual
and terminals act on ESC, OSC and C1 controls; bidirectional overrides and invisible tags make a line read as
something it is not.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["LINE", "PARAGRAPH", "clean", "clean_lines", "fit", "slug"]

LINE: Final = 200
"""Most characters in a title, name or statement."""

PARAGRAPH: Final = 4_000
"""Most characters in a note or comment."""

_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor moves
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # OSC, DCS and their like
    r"|\x1b[ -/]*[0-~]"  # short escapes
)
_JOINERS: Final = "\u200c\u200d"  # scripts and emoji need them; every other format character goes
_MOST_MARKS: Final = 4  # combining marks on one letter; more is decoration that runs over other lines
_UNSAFE: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """Return ``text`` as one line without anything a terminal could act on.

    Escape sequences vanish whole, white space folds to single spaces, and letters are composed (NFC).
    """
    return " ".join(_printable(text).split())


def clean_lines(text: str) -> str:
    """Clean each line of ``text``; blank lines at either end go, at most one stays between paragraphs."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    lines = [" ".join(line.split()) for line in _printable(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def fit(text: str, most: int = LINE) -> str:
    """Cut ``text`` to ``most`` characters, with an ellipsis where something was left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def slug(text: str, most: int = 60) -> str:
    """Return ``text`` as part of a file name: letters and digits of any script, lower case, joined by ``-``.

    The result is at most ``most`` characters and 180 bytes long, and empty when nothing readable is left.
    """
    # Marks stay: without its vowel signs a Devanagari or Thai name cannot be read.
    kept = "".join(
        c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in clean(text).lower()
    )
    name = re.sub(r"-+", "-", kept).strip("-")[:most]
    while len(name.encode()) > 180:
        name = name[:-1]
    return name.strip("-")


def _printable(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = _SEQUENCE.sub("", text).replace("\r\n", "\n").replace("\u2029", "\n").replace("\u2028", "\n")
    # What goes, goes first: a mark after an invisible character belongs to the letter before it.
    visible = "".join(map(_kept, text))
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", visible):
        if unicodedata.category(character) in {"Mn", "Me"}:
            marks += 1
        elif character not in _JOINERS:
            marks = 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _kept(character: str) -> str:
    """Return what stays of one character: itself, a space, or nothing."""
    if character in "\t\r\v\f":
        return " "
    safe = character == "\n" or character in _JOINERS or unicodedata.category(character) not in _UNSAFE
    return character if safe else ""
