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
_BRAILLE: Final = " ..::**##"
"""By number of dots, 0 to 8."""


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
        known = _BRAILLE[(ord(first) - 0x2800).bit_count()]
    if known is None and 0x2500 <= ord(first) <= 0x257F:
        known = "+"
    if known is None:
        letters = unicodedata.normalize("NFKD", first)[:1]
        known = letters if letters.isascii() and letters.isprintable() else "?"
    return known if width == 1 else "??"
