from __future__ import annotations

import pytest

from tests.charts.pictures import same_picture
from workshop.charts.cells import draw
from workshop.charts.radar import Spoke, radar

NAMES = ["Vision", "Staff", "Purpose", "Culture", "Thinking", "Resources"]
NOW = [3, 3.5, 4, 2, None, 2]
BEFORE = [2, 3, 5, 3, 3, 4]


def test_a_radar_is_a_straight_hexagon_with_values_at_its_corners() -> None:
    """A full outline touches the dotted rim at all six corners, and each corner has its name and value."""
    same_picture(
        radar([Spoke(name, 5.0) for name in NAMES], title="Shape"),
        """
        Shape

                                            Vision
                                              5
                                            ⣀⠤●⠤⣀
                                        ⢀⡠⠔⠊  ⡀  ⠑⠢⢄⡀
                                     ⣀⠤⠒⠁           ⠈⠒⠤⣀
                      Resources  ⢀⡠⠔⠊         ⠂         ⠑⠢⢄⡀   Staff
                              5  ● ⢀          ⡀          ⡀ ●   5
                                 ⡇    ⠄               ⠠    ⢸
                                 ⡇       ⠂    ⠂    ⠐       ⢸
                                 ⡇         ⠈     ⠁         ⢸
                                 ⡇         ⢀  ⠁  ⡀         ⢸
                                 ⡇       ⠄    ⠄    ⠠       ⢸
                                 ⡇    ⠂               ⠐    ⢸
                       Thinking  ● ⠈          ⠁          ⠁ ●   Purpose
                              5  ⠈⠑⠢⢄         ⠄         ⡠⠔⠊⠁   5
                                     ⠉⠒⠤⡀           ⢀⠤⠒⠉
                                        ⠈⠑⠢⢄  ⠁  ⡠⠔⠊⠁
                                            ⠉⠒●⠒⠉
                                           Culture
                                              5

        · rim: level 5   ● now
        """,
    )


def test_the_earlier_outline_is_dashed_and_a_spoke_without_value_leaves_a_gap() -> None:
    """Two outlines, told apart by ○ and ● and by dashes; nothing is joined across Thinking."""
    same_picture(
        radar([Spoke(*spoke) for spoke in zip(NAMES, NOW, BEFORE, strict=True)], now="2026", before="2025"),
        """
                                            Vision
                                            2 → 3
                                             ⠄⠁ ⡀
                                         ⡀ ⠂  ⡀   ⠂ ⡀
                                     ⡀ ⠂              ⠄
                      Resources    ⠄         ⢀●⠤⣀⡀      ⠁ ⠄    Staff
                          4 → 2  ⡁ ○⣀ ⣀⡀⢀⣀ ⢀⠔⠁○⣀ ⠈⠑⠒⠤⣀⡀  ⡀ ⠈   3 → 3.5
                                 ⡀ ⠈⠂ ⠄   ⡔⠁     ⠉⠁⠐⠒ ⠈●⡀  ⠈
                                 ⡀  ⠣    ●    ⠂    ⠐  ⠈⢀⡇  ⠈
                                 ⡀  ⠐⡄     ⠈     ⠁     ⠈⡇  ⠈
                                 ⡀   ⢠     ⢀  ⠁  ⡀      ⢸⠄ ⠈
                                 ⡀   ⠈⡀  ⠄    ⠄    ⠠    ⢸⠰⡀⠈
                                 ⡀    ○ ⡀             ⠐  ⡇⠠⡀
                       Thinking  ⡀ ⠈    ⠈⠁⠠⣀  ●⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉●⢀○   Purpose
                  3 → not shown   ⠐ ⢀        ⠢○⠄⠠⠒ ⠒⠂⠈⠉ ⠉⠁     5 → 4
                                      ⠐              ⠠ ⠈
                                        ⠈ ⠠   ⠁  ⠠ ⠈
                                            ⠈ ⠄⠐
                                           Culture
                                            3 → 2

        · rim: level 5   ● 2026   ○ 2025 (dashed)
        """,
    )


@pytest.mark.parametrize("count", [1, 2])
def test_below_three_attributes_a_radar_says_that_it_needs_more(count: int) -> None:
    text = draw(radar([Spoke(name, 2.0) for name in NAMES[:count]]), 80).plain()
    assert text.startswith(" A radar needs at least three attributes.")
    assert all(name in text for name in NAMES[:count])


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("height", [24, 40])
def test_a_hexagon_is_as_wide_as_its_geometry_says(width: int, height: int) -> None:
    """A cell is twice as high as wide: the corners at the sides are √3 as far apart as the top is high."""
    lines = draw(radar([Spoke("", 5.0) for _ in range(6)]), width, height).plain().split("\n")
    marks = [
        (row, column) for row, line in enumerate(lines[:-1]) for column, c in enumerate(line) if c == "●"
    ]
    high = (max(row for row, _ in marks) - min(row for row, _ in marks)) * 2
    wide = max(column for _, column in marks) - min(column for _, column in marks)
    assert wide / high == pytest.approx(3**0.5 / 2, abs=0.1)


@pytest.mark.parametrize(("width", "height"), [(60, 24), (80, 24), (120, 24), (120, 40), (200, 50)])
def test_a_radar_fits_the_screen_it_is_drawn_for(width: int, height: int) -> None:
    scene = radar([Spoke(name, 3.0, 2.0) for name in NAMES], title="Shape")
    assert len(draw(scene, width, height).rows) <= height


def test_the_twin_of_a_radar_lists_what_is_at_the_corners() -> None:
    spokes = [Spoke("Vision", 3, 2), Spoke("Staff", None, 2), Spoke("Purpose", 3.5)]
    scene = radar([*spokes, Spoke("Culture", None, asked=False)])
    assert scene.summary == (
        "Radar, from 1 to 5, before → now: Vision 2 → 3; Staff 2 → not shown; Purpose – → 3.5; "
        "Culture – → not asked."
    )
