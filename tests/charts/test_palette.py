from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import dist

import pytest

from workshop.charts.palette import GROUND, HEAT_CELLS, LIT_GROUND, Style, Theme, palette, sixteen
from workshop.charts.scene import Role
from workshop.charts.terminal.glyphs import GLYPHS

MARKS = {Role.AXIS, *(role for role in Role if role.startswith(("heat", "band")))}
"""What is looked at and not read; all else is, or shares its colour with what is."""


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("role", Role)
def test_every_role_is_legible_on_its_ground(theme: Theme, role: Role) -> None:
    foreground = palette(theme)[role].foreground
    assert foreground
    for ground in (GROUND[theme], LIT_GROUND[theme]):
        assert contrast(foreground, ground) >= (3 if role in MARKS else 4.5)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("look", [palette, sixteen], ids=["palette", "sixteen"])
def test_strong_words_stand_out_from_prose(
    theme: Theme, look: Callable[[Theme], Mapping[Role, Style]]
) -> None:
    """A key from what it does: in any theme, and without colours too."""
    bold = {role: look(theme)[role].bold for role in (Role.STRONG, Role.TEXT, Role.MUTED)}
    assert bold == {Role.STRONG: True, Role.TEXT: False, Role.MUTED: False}


@pytest.mark.parametrize("theme", Theme)
def test_the_number_on_a_heat_cell_is_read_and_its_outline_seen(theme: Theme) -> None:
    outline = palette(theme)[Role.AXIS].foreground or ""
    assert contrast(outline, GROUND[theme]) >= 3
    fills = [fill for fill, _ in HEAT_CELLS[theme].values()]
    assert len(set(fills)) == 5
    for fill, ink in HEAT_CELLS[theme].values():
        assert contrast(ink, fill) >= 4.5
    rising = [contrast(fill, GROUND[theme]) for fill in fills]
    assert rising == sorted(rising)


@pytest.mark.parametrize("theme", Theme)
def test_every_role_has_a_look_in_sixteen_colours(theme: Theme) -> None:
    assert set(sixteen(theme)) == set(Role)
    assert not any((style.foreground or "").startswith("#") for style in sixteen(theme).values())


@pytest.mark.parametrize("theme", Theme)
def test_what_shares_a_chart_differs_in_sixteen_colours_too(theme: Theme) -> None:
    looks = sixteen(theme)
    for pair in combinations((Role.DOT, Role.MEDIAN, Role.AGREED), 2):
        assert len({looks[role].foreground for role in pair}) == 2
    assert looks[Role.OLDER].foreground != looks[Role.NEWER].foreground


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT])
def test_heat_rises_away_from_the_ground(theme: Theme) -> None:
    steps = [palette(theme)[role].foreground or "" for role in Role if role.startswith("heat")][1:]
    rising = [contrast(step, GROUND[theme]) for step in steps]
    assert rising == sorted(rising)


_SEEN_AS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Linear red, green and blue as each colour vision has them (Machado, Oliveira and Fernandes 2009)."""

_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.9505, 1.0, 1.089)

TOGETHER = (
    *combinations((Role.DOT, Role.MEDIAN, Role.AGREED), 2),
    *combinations((Role.DOT, Role.MEDIAN, Role.RANGE), 2),
    (Role.OLDER, Role.NEWER),
    (Role.NEWER, Role.AGREED),
)
"""Marks that stand in one chart."""


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """A colour in CIELAB, as it looks to eyes of ``vision``."""
    linear = [((part + 0.055) / 1.055) ** 2.4 if part > 0.04045 else part / 12.92 for part in _parts(colour)]
    seen = [min(1.0, max(0.0, part)) for part in _times(_SEEN_AS[vision], linear)]
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (part / white for part, white in zip(_times(_XYZ, seen), _WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _parts(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def _times(matrix: Sequence[Sequence[float]], column: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, column, strict=True)) for row in matrix]


@pytest.mark.parametrize("vision", _SEEN_AS)
@pytest.mark.parametrize("theme", Theme)
def test_what_shares_a_chart_differs_with_any_colour_vision(theme: Theme, vision: str) -> None:
    """By colour a difference of ten can be seen at a glance; the shape differs in any case."""
    look = palette(theme)
    for one, other in TOGETHER:
        assert GLYPHS.get(one) != GLYPHS.get(other)
        colours = [lab(look[role].foreground or "", vision) for role in (one, other)]
        assert dist(*colours) >= 10, (one, other)
