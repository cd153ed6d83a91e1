"""Draws shapes as SVG elements: a role each instead of a colour, and all text escaped."""

from __future__ import annotations

from functools import cache, lru_cache
from html import escape
from typing import Final, Literal

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import cell_len, cut, wrap

__all__ = ["SMALL", "TEXT", "Anchor", "Pen", "role_class"]

Anchor = Literal["start", "middle", "end"]

TEXT: Final = 14.0
"""Size of letters, in the units of the drawing."""
SMALL: Final = 12.0

_CELL: Final = 0.54
"""Width of an average letter, in its size; a wide one takes two."""

_escaped = lru_cache(maxsize=4096)(escape)
"""The same words are written for a page, a telephone and paper."""


class Pen:
    """Elements from back to front, in a drawing of ``width`` units; ``y`` is where it goes on."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.y = 0.0
        self._drawn: list[str] = []

    @property
    def narrow(self) -> bool:
        """Whether labels stand above what they name, for want of room beside it."""
        return self.width < 480

    def elements(self) -> str:
        """Return all that was drawn."""
        return "".join(self._drawn)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        role: Role = Role.TEXT,
        *,
        anchor: Anchor = "start",
        size: float = TEXT,
    ) -> None:
        """Write one line with its foot at ``y``."""
        if text:
            # What is said nowhere is inherited: a drawing's letters are of size TEXT and begin at x.
            look = "" if size == TEXT else f' font-size="{size:g}"'
            side = "" if anchor == "start" else f' text-anchor="{anchor}"'
            kind = f'class="{role_class(role)}"{look}{side}'
            self._drawn.append(f'<text x="{x:.1f}" y="{y:.1f}" {kind}>{_escaped(text)}</text>')

    def block(
        self,
        x: float,
        y: float,
        text: str,
        width: float,
        role: Role = Role.TEXT,
        *,
        size: float = TEXT,
        most: int = 6,
    ) -> float:
        """Write wrapped text from the top ``y`` down; return where it ends."""
        for line in self.wrapped(text, width, size=size, most=most):
            y += size * 1.3
            self.text(x, y - size * 0.3, line, role, size=size)
        return y

    def wrapped(self, text: str, width: float, *, size: float = TEXT, most: int = 6) -> list[str]:
        """Return ``text`` in lines of ``width``."""
        return wrap(text, max(8, int(width / (size * _CELL))), most)

    def fitted(self, text: str, width: float, size: float = TEXT) -> str:
        """Return ``text`` cut to ``width``."""
        return cut(text, max(1, int(width / (size * _CELL))))

    def measure(self, text: str, size: float = TEXT) -> float:
        """Return about how wide ``text`` is."""
        return cell_len(text) * size * _CELL

    def line(
        self, x1: float, y1: float, x2: float, y2: float, role: Role, *, width: float = 1, dash: str = ""
    ) -> None:
        """Draw a straight line."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._drawn.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
            f'class="{role_class(role)} l" stroke-width="{width:g}"{dashed}/>'
        )

    def path(
        self,
        points: list[tuple[float, float]],
        role: Role,
        *,
        width: float = 2,
        dash: str = "",
        closed: bool = False,
    ) -> None:
        """Draw a line through ``points``."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        through = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        self._drawn.append(
            f'<path d="M{through}{"Z" if closed else ""}" class="{role_class(role)} l" '
            f'stroke-width="{width:g}"{dashed}/>'
        )

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        role: Role,
        *,
        opacity: float = 1,
    ) -> None:
        """Draw a rectangle."""
        faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
        self._drawn.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="3" '
            f'class="{role_class(role)}"{faint}/>'
        )

    def cell(self, x: float, y: float, width: float, height: float, heat: Role) -> None:
        """Draw a heat cell, outlined: its fill may be as pale as its share is small."""
        self._drawn.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="3" '
            f'class="cell-{role_class(heat)}"/>'
        )

    def ink(self, x: float, y: float, text: str, heat: Role) -> None:
        """Write a number on a heat cell, in the colour that can be read there."""
        self._drawn.append(
            f'<text x="{x:.1f}" y="{y:.1f}" class="on-{role_class(heat)}" text-anchor="middle">'
            f"{_escaped(text)}</text>"
        )

    def dot(self, x: float, y: float, role: Role, *, radius: float = 4.5) -> None:
        """Draw an answer or a mean; that of the older session, and "not sure", are hollow."""
        hollow = " l" if role in {Role.OLDER, Role.NOT_SURE} else ""
        self._drawn.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" class="{role_class(role)}{hollow}"'
            f"{' stroke-width=' + chr(34) + '2' + chr(34) if hollow else ''}/>"
        )

    def mark(self, x: float, y: float, role: Role) -> None:
        """Draw what stands for a role, on a chart and in its legend."""
        match role:
            case Role.MEDIAN:
                self._shape(((x, y - 5), (x + 6, y + 5), (x - 6, y + 5)), role)
            case Role.AGREED | Role.RANGE:
                shape = ((x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y))
                self._shape(shape, role, hollow=role is Role.RANGE)
            case Role.BAND1 | Role.BAND2 | Role.BAND3:
                self.box(x - 8, y - 6, 16, 12, role, opacity=0.45)
            case Role.AXIS:
                self.line(x - 7, y, x + 7, y, role, dash="2 3")
            case Role.BREAK:
                self.line(x, y - 7, x, y + 7, role, width=2, dash="3 3")
            case _:
                self.dot(x, y, role, radius=5)

    def _shape(self, points: tuple[tuple[float, float], ...], role: Role, *, hollow: bool = False) -> None:
        corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        extra = ' stroke-width="2"' if hollow else ""
        kind = f"{role_class(role)}{' l' if hollow else ''}"
        self._drawn.append(f'<polygon points="{corners}" class="{kind}"{extra}/>')


@cache
def role_class(role: Role) -> str:
    """Return the name that style sheets know a role by."""
    return f"r-{role.value.replace(' ', '-')}"
