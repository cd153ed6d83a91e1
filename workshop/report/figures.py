"""Each chart of a report alone: as a picture, or as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workshop.charts.cells import draw
from workshop.charts.svg import draw_svg
from workshop.report.report import Report

__all__ = ["WIDTH", "as_svg", "as_text"]

WIDTH: Final = 80
TALL: Final = 200


def as_svg(report: Report) -> Mapping[str, bytes]:
    """Return a picture for each chart, light or dark as its reader has it."""
    return {f"{f.name}.svg": draw_svg(f.scene, name=f.name).encode() for f in report.figures}


def as_text(report: Report) -> Mapping[str, bytes]:
    """Return each chart in characters, with the sentence that says the same."""
    drawn = {figure.name: draw(figure.scene, WIDTH, TALL).plain() for figure in report.figures}
    said = {figure.name: figure.scene.summary for figure in report.figures}
    return {f"{name}.txt": f"{drawn[name]}\n\n{said[name]}\n".encode() for name in drawn}
