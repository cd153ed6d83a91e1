"""A QR code in half blocks."""

from __future__ import annotations

__all__ = ["qr_lines"]


def qr_lines(text: str) -> list[str]:
    """Return the QR code of ``text`` in half blocks, two rows of it in a line, with its quiet border."""
    import segno

    rows = [list(row) for row in segno.make(text, error="l", micro=False).matrix_iter(border=2)]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    marks = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    return [
        "".join(marks[int(bool(top)), int(bool(low))] for top, low in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]
