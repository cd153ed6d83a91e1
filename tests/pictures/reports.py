"""Makes the reports of the sample sessions and the gallery of charts: `python -m tests.pictures.reports`.

Every format that is text or picture, as `workshop export` writes it, and one page with every chart in every
palette, to look at after a change.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Final

from tests.report.build import practised
from tests.samples import SAMPLES
from workshop.charts.palette import GROUND, Theme
from workshop.charts.scene import Scene
from workshop.charts.svg import NARROW, WIDE, draw_svg
from workshop.report.exporting import export
from workshop.report.formats import FORMATS
from workshop.report.report import Report, build
from workshop.report.tables import Kept
from workshop.store.codec import load

EXPORTS: Final = Path(__file__).parents[2] / "exports"

TOLD: Final = ("md", "html", "svg", "txt", "csv", "json")


def make(folder: Path) -> None:
    """Write everything into ``folder``, over what is there."""
    kept = [Kept(path.stem, load(path)) for path in SAMPLES]
    export(kept[-1:], [FORMATS[name] for name in TOLD], folder, force=True)
    export(kept, [FORMATS[name] for name in TOLD], folder, force=True)
    (folder / "gallery.html").write_text(gallery(*charted(kept)), encoding="utf-8")


def charted(kept: Sequence[Kept]) -> tuple[Report, ...]:
    """Return reports with charts of every kind: of one, two and all sessions, and of one with exercises."""
    return (
        *(build(sessions) for sessions in (kept[-1:], kept[1:], kept)),
        build([Kept("practised", practised())]),
    )


def gallery(*reports: Report) -> str:
    """Return a page with every chart of ``reports``, once each, in every palette and both widths."""
    scenes: dict[str, Scene] = {}
    for report in reports:
        scenes = {figure.name: figure.scene for figure in report.figures} | scenes
    themes = "".join(
        f'<section style="background:{GROUND[theme]}"><h2>{escape(theme.value)}</h2>'
        f"{_drawn(scenes, theme)}</section>"
        for theme in Theme
    )
    style = (
        "body{font:16px/1.5 system-ui,sans-serif;margin:0}h1{padding:0 1.5rem}section{padding:1.5rem}"
        "h2{width:fit-content;background:#fff;color:#000;padding:0 .5rem}"
        "img{max-width:100%;vertical-align:top;margin:0 1rem 1rem 0}"
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        "<title>Every chart in every palette</title>"
        f'<meta name="viewport" content="width=device-width"><style>{style}</style></head>'
        f"<body><main><h1>Every chart in every palette</h1>{themes}</main></body></html>\n"
    )


def _drawn(scenes: Mapping[str, Scene], theme: Theme) -> str:
    pieces = []
    for scene in scenes.values():
        for width in (WIDE, NARROW):
            svg = b64encode(draw_svg(scene, width=width, look=theme).encode()).decode()
            alt = escape(scene.summary)
            pieces.append(f'<img width="{width}" alt="{alt}" src="data:image/svg+xml;base64,{svg}">')
    return "".join(pieces)


if __name__ == "__main__":
    make(EXPORTS)
