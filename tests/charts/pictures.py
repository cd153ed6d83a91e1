"""Drawings are compared as text; every line of one begins with a margin of one cell, which is left out."""

from __future__ import annotations

from inspect import cleandoc

from workshop.charts.cells import draw
from workshop.charts.scene import Scene


def same_picture(scene: Scene, text: str, width: int = 80, height: int = 24) -> None:
    """Assert that ``scene`` is drawn as ``text``, indented as the test likes."""
    drawn = draw(scene, width, height).plain()
    assert [line[1:] for line in drawn.split("\n")] == cleandoc(text).split("\n"), f"\n{drawn}"
