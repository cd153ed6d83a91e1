from __future__ import annotations

from itertools import combinations

import pytest

from workshop.charts.palette import GROUND, HEAT_CELLS, LIT_GROUND, Theme, palette, sixteen
from workshop.charts.scene import Role

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
