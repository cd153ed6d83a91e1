"""Diverging bars in cells."""

from __future__ import annotations

import pytest

from workshop.charts.cells import draw
from workshop.charts.scene import Bar, Diverging, Scene


@pytest.mark.parametrize("width", [72, 80, 120])
def test_each_side_is_named_in_one_line_with_its_arrow(width: int) -> None:
    bar = Bar("Only two renewals", (3, 2, 3, 2, 1), 0, (3, 3), aside="4 of 11 explain")
    drawing = draw(Scene("", Diverging((bar,), "easier for us", "easier for patrons"), ""), width)
    (named,) = (text for row in drawing.rows if "easier" in (text := "".join(run.text for run in row)))
    assert named.split("  ")[-1].strip().endswith("easier for patrons ▸")
    assert "◂ easier for us" in named
