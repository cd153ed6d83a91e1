"""Each chart of a report alone: as a picture, or as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from workshop.charts.cells import draw
from workshop.charts.scene import Scene, Table
from workshop.charts.svg import draw_svg
from workshop.report.blocks import Chapter, Figure
from workshop.report.report import Report

__all__ = ["WIDTH", "as_svg", "as_text"]

WIDTH: Final = 80
TALL: Final = 200


def as_svg(report: Report) -> Mapping[str, bytes]:
    """Return a picture for each chart, light or dark as its reader has it."""
    return {f"{name}.svg": draw_svg(scene, name=name).encode() for name, scene in _alone(report)}


def as_text(report: Report) -> Mapping[str, bytes]:
    """Return each chart in characters, with the sentence that says the same."""
    return {
        f"{name}.txt": f"{draw(scene, WIDTH, TALL).plain()}\n\n{scene.summary}\n".encode()
        for name, scene in _alone(report)
    }


def _alone(report: Report) -> Iterator[tuple[str, Scene]]:
    """Yield the charts with titles that say what a heading above them says in the report."""
    for chapter in report.chapters:
        for block in chapter.blocks:
            if isinstance(block, Figure):
                yield block.name, _titled(block.scene, report, chapter)


def _titled(scene: Scene, report: Report, chapter: Chapter) -> Scene:
    if chapter.kind == "attribute" and isinstance(scene.body, Table):
        return scene  # the attribute stands at its head
    title = chapter.title if chapter.kind in {"attribute", "groups", "exercise"} else report.title
    return replace(scene, title=f"{title} · {scene.title}" if scene.title else title)
