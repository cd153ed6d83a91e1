"""Every glyph we draw, and any text, in ASCII of the same width."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from workshop.charts.terminal.measure import graphemes

__all__ = ["to_ascii"]

_GLYPHS: Final = {
    **dict.fromkeys("●•⬤", "*"),
    **dict.fromkeys("○◦", "o"),
    **dict.fromkeys("◆♦", "@"),
    **dict.fromkeys("◇◊", "%"),
    **dict.fromkeys("▸▶►›→⟶⇒", ">"),
    **dict.fromkeys("◂◀◄‹←⟵⇐", "<"),
    **dict.fromkeys("▴▲↑⇑△", "^"),
    **dict.fromkeys("▾▼↓⇓▽", "v"),
    **dict.fromkeys("↔↕⇄", "-"),
    **dict.fromkeys("■▪◼█▐▌▀", "#"),
    **dict.fromkeys("□▫◻", "o"),
    **dict.fromkeys("▗▖", "."),
    **dict.fromkeys("▝▘", "'"),
    "░": ".",
    "▒": ":",
    "▓": "%",
    **dict(zip("▁▂▄▆▉", "12345", strict=True)),
    "▃": "2",
    "▅": "3",
    "▇": "4",
    "▊": "#",
    "▋": "#",
    "▍": "|",
    "▎": "|",
    "▏": "|",
    **dict.fromkeys("–—‒―−‐‑─━═╌╍┄┅┈┉╴╶╸╺⎯‾", "-"),
    **dict.fromkeys("│┃║┆┇┊┋╎╏╵╷╹╻¦⎸", "|"),
    **dict.fromkeys("≥≫", ">"),
    **dict.fromkeys("≤≪", "<"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("…·∙⋅․", "."),
    "×": "x",
    "✗": "x",
    "✘": "x",
    "✕": "x",
    "✓": "v",
    "✔": "v",
    "√": "v",
    "±": "~",
    "≈": "~",
    "∼": "~",
    "Δ": "d",
    "÷": "/",
    "⁄": "/",
    "≠": "#",
    "⏎": "<",
    "↵": "<",
    "★": "*",
    "☆": "*",
    "✦": "*",
    "¿": "?",
    "¡": "!",
    "§": "S",
    "°": "o",
    "€": "E",
    "£": "L",
    "©": "c",
    "®": "r",
    "╱": "/",
    "╲": "\\",
    "╳": "x",
    **dict.fromkeys("ß", "s"),
    **dict(zip("æÆœŒøØłŁđĐðÐþÞıħĦŋŊ", "aAoOoOlLdDdDtTihHnN", strict=True)),
}
_COLUMNS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bits of a braille cell's dots: left, right, each from the top down."""

_POINT: Final = 5
"""From so many dots on, a braille cell is a point and no part of a line."""


def to_ascii(text: str) -> str:
    """Return ``text`` in ASCII, cell by cell as wide as before.

    Our glyphs get a look-alike, letters lose their accents, anything else becomes ``?`` (two for a wide one).
    Line breaks and tabs stay.

    >>> to_ascii("●●○ ◆ café … “3 × 4”")
    '**o @ cafe . "3 x 4"'
    """
    if text.isascii():
        return text
    return "\n".join("\t".join(_plain(part) for part in line.split("\t")) for line in text.split("\n"))


def _plain(text: str) -> str:
    return text if text.isascii() else "".join(_one(piece, width) for piece, width in graphemes(text))


@lru_cache(maxsize=4096)
def _one(piece: str, width: int) -> str:
    """Translate what is drawn together in ``width`` cells."""
    first = piece[0]
    if first.isspace():
        return " " * width
    known = _GLYPHS.get(first)
    if known is None and 0x2800 <= ord(first) <= 0x28FF:
        known = _stroke(ord(first) - 0x2800)
    if known is None and 0x2500 <= ord(first) <= 0x257F:
        known = "+"
    if known is None:
        letters = unicodedata.normalize("NFKD", first)[:1]
        known = letters if letters.isascii() and letters.isprintable() else "?"
    return known if width == 1 else "??"


def _stroke(bits: int) -> str:
    """Return the stroke that the dots of a braille cell make: so a line stays one, and apart from a grid."""
    left, right = ([y for y, bit in enumerate(column) if bits & bit] for column in _COLUMNS)
    dots = len(left) + len(right)
    if dots < 2:
        return "." if dots else " "
    if dots >= _POINT:
        return "*"
    if not left or not right:
        return "|"
    rise = sum(left) / len(left) - sum(right) / len(right)
    return "-" if abs(rise) < 1 else "/" if rise > 0 else "\\"
