"""A report on paper, set by typst: data goes in as JSON, charts as SVG; nothing typed becomes a command."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, assert_never

import typst

from workshop.charts.palette import Theme
from workshop.charts.scene import Scene, Web
from workshop.charts.svg import WIDE, draw_svg
from workshop.charts.terminal.measure import tied
from workshop.language import ENGLISH, _, language
from workshop.report.blocks import Block, Figure, Passage, Points, Text
from workshop.report.formats import Noted
from workshop.report.report import Report
from workshop.report.words import made_for

__all__ = ["render"]

_FONT: Final = '"Libertinus Serif"'
"""Comes with typst: a report looks the same wherever it is made."""

_MAY_END: Final = "\u200b"
_ENDLESS: Final = re.compile(r"\S{30,}")
_PIECES: Final = re.compile(r".{1,10}")

_NO_FONT: Final = re.compile(r'the text `"(.+?)"` could not be displayed')

_ROUND: Final = 0.68
"""The share of the page's width that a round chart has: wider, it leaves no room for another."""

_LINE: Final = 50
"""About how many letters a line of the story has."""


def render(report: Report) -> bytes | Noted:
    """Return the report as PDF, accessible (PDF/UA-1) where typst can make it so, else with a note."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "main.typ").write_bytes(
            files("workshop.report").joinpath("templates/report.typ").read_bytes()
        )
        for figure in report.figures:
            width = round(WIDE * _share(figure.scene))
            drawn = draw_svg(figure.scene, width=width, look=Theme.LIGHT, name=figure.name, font=_FONT)
            (folder / f"{figure.name}.svg").write_text(drawn, encoding="utf-8")
        told = json.dumps(_breakable(_data(report)), ensure_ascii=False)
        if language() != ENGLISH:
            told = tied(told)  # no sign of JSON has a space before it
        (folder / "report.json").write_text(told, encoding="utf-8")
        main = str(folder / "main.typ")
        try:
            return bytes(typst.compile(main, root=name, format="pdf", pdf_standards=["ua-1"]))
        except (typst.TypstError, ValueError) as error:
            return Noted(bytes(typst.compile(main, root=name, format="pdf")), _why(error))


def _why(error: Exception) -> str:
    """Say why a PDF is not PDF/UA: mostly for a letter that no font of this machine has."""
    if letter := _NO_FONT.search(str(error)):
        return _(
            "The PDF does not meet PDF/UA: no font here has “{letter}”, and a box stands in its place. "
            "With a font installed that has it, the PDF will."
        ).format(letter=letter[1])
    why = str(error).splitlines()[0][:200]
    return _("The PDF is tagged, but does not meet PDF/UA: {why}").format(why=why)


def _breakable(value: Any) -> Any:
    """Return ``value`` with places in the very long words of its texts at which a line may end."""
    match value:
        case str():
            return _ENDLESS.sub(lambda word: _MAY_END.join(_PIECES.findall(word[0])), value)
        case dict():
            return {key: _breakable(entry) for key, entry in value.items()}
        case list() | tuple():
            return [_breakable(entry) for entry in value]
        case _:
            return value


def _data(report: Report) -> dict[str, Any]:
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "facts": report.facts,
        "made_for": made_for(report.audience),
        "language": report.language[:2],
        "paper": report.paper,
        "first-column": _first_column(report.story),
        "chapters": [
            {"title": c.title, "kind": c.kind, "blocks": [_block(block) for block in c.blocks]}
            for c in report.chapters
        ],
    }


def _share(scene: Scene) -> float:
    """Return the share of the page's width that a chart has; its letters are as large in any."""
    return _ROUND if isinstance(scene.body, Web) and scene.body.outlines else 1


def _first_column(story: Sequence[Passage]) -> int:
    """Return how many passages stand in the first of two columns that are as even as can be."""
    lengths = [2 + sum(1 + len(said) // _LINE for said in passage.said) for passage in story]
    return min(range(len(story) + 1), key=lambda n: abs(sum(lengths[:n]) - sum(lengths[n:])))


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Text():
            return {"is": "text", "text": block.text, "tone": block.tone}
        case Passage():
            return {"is": "passage", "title": block.title, "said": block.said}
        case Points():
            entries = [{"about": e.lead, "text": e.text, "details": e.details} for e in block.entries]
            return {"is": "points", "title": block.title, "entries": entries}
        case Figure():
            return {
                "is": "figure",
                "name": block.name,
                "alt": block.scene.summary,
                "share": _share(block.scene),
            }
        case _:
            assert_never(block)
