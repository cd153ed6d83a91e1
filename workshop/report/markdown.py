"""A report as Markdown that reads well raw: charts as text blocks, numbers as tables with n."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, assert_never

from workshop.charts.cells import draw
from workshop.charts.scene import Scene, Table
from workshop.charts.terminal.measure import cell_len
from workshop.charts.wording import levels
from workshop.language import _, labelled
from workshop.report.blocks import Block, Chapter, Figure, Passage, Points, Text
from workshop.report.record import Entry
from workshop.report.report import Report

__all__ = ["render"]

_ACTIVE: Final = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_LEADING: Final = re.compile(r"^(\s*)([-+=:]|\d+[.)])")
_ADDRESS: Final = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")

_RULE: Final = 2
"""Fewest characters below a heading of a table: what is shorter is no rule, and the table no table."""


def render(report: Report) -> bytes:
    """Return the report as Markdown."""
    lines = [f"# {_safe(report.title)}", ""]
    if report.subtitle:
        lines += [_safe(report.subtitle), ""]
    lines += [f"- {_safe(fact)}" for fact in report.facts]
    for chapter in report.chapters:
        lines += ["", *_chapter(chapter)]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {_safe(chapter.title)}"
    for block in chapter.blocks:
        yield ""
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Text():
            said = _safe(block.text)
            yield f"**{said}**" if block.tone == "agreed" else said
        case Passage():
            yield f"### {_safe(block.title)}"
            yield ""
            yield from (f"- {_safe(one)}" for one in block.said)
        case Points():
            yield f"### {_safe(block.title)}"
            yield ""
            for entry in block.entries:
                yield from _entry(entry)
        case Figure():
            yield from _figure(block.scene)
        case _:
            assert_never(block)


def _entry(entry: Entry) -> Iterator[str]:
    about, text = f"**{_safe(entry.about)}**", _safe(entry.text)
    yield "- " + (labelled(about, text) if entry.about else text)
    yield from (f"  - {_safe(detail)}" for detail in entry.details)


def _figure(scene: Scene) -> Iterator[str]:
    if isinstance(scene.body, Table):
        yield from _table(scene.body)
        return
    drawn = draw(scene, 80, 200).plain().strip("\n")
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", drawn)), default=0))
    yield f"{fence}text"
    yield drawn
    yield fence


def _table(table: Table) -> Iterator[str]:
    with_median = any(row.median for row in table.rows)
    rows = [("", *table.columns, "n", _("not sure"), *([_("median")] if with_median else []))]
    for row in table.rows:
        counts = tuple(str(cell.answers) for cell in row.cells) or ("",) * len(table.columns)
        median = (levels(row.median) if row.median else "",) if with_median else ()
        label = f"{_safe(row.alone or row.label)}{f' ({_safe(row.message)})' if row.message else ''}"
        if row.heading:
            continue
        n, unsure = ("" if value is None else str(value) for value in (row.n, row.not_sure))
        rows.append((label, *counts, n, unsure, *median))
    widths = [max(_RULE, *(cell_len(cells[place]) for cells in rows)) for place in range(len(rows[0]))]
    for number, (label, *cells) in enumerate(rows):
        blanks = (width - cell_len(text) for text, width in zip((label, *cells), widths, strict=True))
        first = label + " " * next(blanks)
        padded = [first, *(" " * blank + text for blank, text in zip(blanks, cells, strict=True))]
        yield f"| {' | '.join(padded)} |"
        if not number:
            yield f"| {' | '.join(['-' * widths[0], *('-' * (width - 1) + ':' for width in widths[1:])])} |"


def _safe(text: str) -> str:
    """Return typed text as text: no mark-up, no link, no new block."""
    text = _ACTIVE.sub(r"\\\1", " ".join(text.split()))
    text = _LEADING.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", text)
    return _ADDRESS.sub(lambda match: f"{match[1]}\\{match[2]}", text)
