"""The numbers of `workshop show --json` are those of every format, read back as its readers read it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias
from xml.etree import ElementTree

import duckdb
import openpyxl
import pytest
from markdown_it import MarkdownIt

from tests.report import poppler
from tests.samples import SAMPLES
from workshop.report.as_json import compared, shown
from workshop.report.formats import FORMATS, Noted
from workshop.report.report import Report, build
from workshop.report.tables import Kept
from workshop.store.codec import load

Numbers: TypeAlias = tuple[int, ...]
"""How many chose each level from 1 up, then how many were not sure."""

Read: TypeAlias = Mapping[tuple[str, str], Numbers]
"""Numbers by attribute and item: its id, or ``ladder``."""

SESSION: Final = load(SAMPLES[-1])
REPORT: Final = build([Kept(SAMPLES[-1].stem, SESSION)])
TOLD: Final[Sequence[Mapping[str, Any]]] = shown(SESSION)["attributes"]
STATEMENTS: Final = {a["id"]: [s["id"] for s in a["statements"]] for a in TOLD}

_STRIP: Final = re.compile(r"^\s*([1-5?])\s+(?:[●○] ?)*\s*(\d+)(?:\s|$)")
"""A level of a chart in text: its number, its dots, its count."""

_STRIP_ON_PAPER: Final = re.compile(r"^\s*([1-5?])\s{3,}\S.*\s(\d+)$")
_ROW_ON_PAPER: Final = re.compile(r"\s\s(\d+(?:\s+\d+){6})$")


def numbers(told: Mapping[str, Any]) -> Numbers:
    return (*told["counts"], told["not_sure"])


def _by_id(strips: Iterator[tuple[str, Numbers]], rows: Iterator[tuple[str, Sequence[Numbers]]]) -> Read:
    """Put ladders and the rows of statements, which stand in the order of the questions, under their ids."""
    found = {(attribute, "ladder"): counts for attribute, counts in strips}
    for attribute, listed in rows:
        found |= {(attribute, item): row for item, row in zip(STATEMENTS[attribute], listed, strict=True)}
    return found


def _of_levels(pairs: Sequence[tuple[str, str]]) -> Numbers:
    by_level = {level: int(count) for level, count in pairs}
    assert len(by_level) == len(pairs) == 6
    return tuple(by_level[level] for level in "12345?")


def _strip(text: str) -> Numbers:
    return _of_levels([(m[1], m[2]) for m in map(_STRIP.match, text.splitlines()) if m])


def _heat(text: str) -> Sequence[Numbers]:
    lines = text.splitlines()
    start = lines[0].index("1") - 3
    rows = [re.findall(r"\d+|·", line[start:]) for line in lines[1:]]
    return [_row([cell.replace("·", "0") for cell in row]) for row in rows if len(row) == 7]


def _row(cells: Sequence[str]) -> Numbers:
    """Return the counts of a row of five levels, n, and not sure."""
    *counts, n, unsure = map(int, cells)
    assert sum(counts) == n
    return (*counts, unsure)


def _named(title: str) -> str:
    return next((str(attribute["id"]) for attribute in TOLD if attribute["name"] == title), "")


def _content(name: str, report: Report = REPORT) -> bytes:
    made = FORMATS[name].make(report)
    content = made.content if isinstance(made, Noted) else made
    assert isinstance(content, bytes)
    return content


def _pieces(name: str) -> Mapping[str, str]:
    made = FORMATS[name].make(REPORT)
    assert not isinstance(made, bytes | Noted)
    return {path.partition(".")[0]: piece.decode() for path, piece in made.items()}


def read_json() -> Read:
    attributes = json.loads(_content("json"))["sessions"][0]["attributes"]
    found = {(a["id"], "ladder"): numbers(a["ladder"]) for a in attributes}
    return found | {(a["id"], s["id"]): numbers(s) for a in attributes for s in a["statements"]}


def _of_rows(rows: Sequence[tuple[str, str, int | None, int]]) -> Read:
    found: dict[tuple[str, str], list[int]] = {}
    for attribute, question, level, count in rows:
        row = found.setdefault((attribute, question), [])
        assert (len(row) + 1) % 6 == (level or 0)
        row.append(count)
    return {key: tuple(row) for key, row in found.items()}


def read_csv() -> Read:
    rows = list(csv.DictReader(io.StringIO(_content("csv").decode())))
    return _of_rows(
        [
            (r["attribute"], r["question"], int(r["level"] or 0) or None, int(r["count"]))
            for r in rows
            if r["round"] == "1" and not r["group"]
        ]
    )


def read_parquet(folder: Path) -> Read:
    made = FORMATS["parquet"].make(REPORT)
    assert not isinstance(made, bytes | Noted)
    for path, piece in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(piece)
    asked = duckdb.sql(
        f"SELECT attribute, question, level, count FROM read_parquet('{folder}/*/*/*.parquet') "
        "WHERE round = 1 AND \"group\" = '' ORDER BY place, level IS NULL, level"
    )
    assert asked is not None
    return _of_rows(asked.fetchall())


def read_xlsx() -> Read:
    sheet = openpyxl.load_workbook(io.BytesIO(_content("xlsx")))["Counts"]
    texts = {(a["name"], s["text"]): (a["id"], s["id"]) for a in TOLD for s in a["statements"]}
    texts |= {(a["name"], a["name"]): (a["id"], "ladder") for a in TOLD}
    found = {}
    for _session, text, attribute, _day, number, *cells in sheet.iter_rows(min_row=2, values_only=True):
        if number == 1:
            counts = tuple(int(str(cell)) for cell in cells[:6])
            assert sum(counts[:5]) == cells[6]
            found[texts[str(attribute), str(text)]] = counts
    return found


def read_txt() -> Read:
    pieces = _pieces("txt")
    return _by_id(
        ((a, _strip(pieces[a])) for a in STATEMENTS),
        ((a, _heat(pieces[f"{a}-statements"].partition("\n\n ░")[0])) for a in STATEMENTS),
    )


def _texts(drawing: ElementTree.Element) -> Iterator[tuple[str, str, str]]:
    for element in drawing.iter():
        if element.tag.endswith("text"):
            yield element.get("class", ""), element.get("text-anchor", "start"), element.text or ""


def _drawn_strip(drawing: ElementTree.Element) -> Numbers:
    texts = list(_texts(drawing))
    levels = [text for kind, side, text in texts if kind == "r-strong" and side == "middle"]
    counts = [text for _kind, side, text in texts if side == "end" and text.isdigit()]
    return _of_levels(list(zip(levels, counts, strict=True)))


def _drawn_rows(drawing: ElementTree.Element) -> Sequence[Numbers]:
    cells = [
        text
        for kind, side, text in _texts(drawing)
        if kind.startswith("on-") or (side == "end" and text.isdigit())
    ]
    return [_row(cells[place : place + 7]) for place in range(0, len(cells), 7)]


def read_svg() -> Read:
    pieces = {name: ElementTree.fromstring(piece) for name, piece in _pieces("svg").items()}
    return _by_id(
        ((a, _drawn_strip(pieces[a])) for a in STATEMENTS),
        ((a, _drawn_rows(pieces[f"{a}-statements"])) for a in STATEMENTS),
    )


def read_html() -> Read:
    page = _content("html").decode()
    drawn = {}
    for attribute in STATEMENTS:
        section = page.partition(f'<section id="{attribute}"')[2].partition("</section>")[0]
        drawn[attribute] = [
            [
                ElementTree.fromstring(svg)
                for svg in re.findall(rf'<div class="{width}">(<svg.*?</svg>)', section)
            ]
            for width in ("wide", "narrow")
        ]
    wide, narrow = (
        _by_id(
            ((a, _drawn_strip(both[size][0])) for a, both in drawn.items()),
            ((a, _drawn_rows(both[size][1])) for a, both in drawn.items()),
        )
        for size in (0, 1)
    )
    assert wide == narrow
    return wide


def read_md() -> Read:
    strips: dict[str, Numbers] = {}
    rows: dict[str, list[Numbers]] = {}
    here = ""
    tokens = MarkdownIt("commonmark").enable("table").parse(_content("md").decode())
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            here = _named(tokens[place + 1].content)
        elif token.type == "fence" and here:
            strips[here] = _strip(token.content)
        elif token.type == "tbody_open" and here:
            rows[here] = []
        elif token.type == "tr_open" and here in rows:
            cells = [t.content for t in tokens[place : place + 30] if t.type == "inline"]
            rows[here].append(_row(cells[1:8]))
    return _by_id(iter(strips.items()), iter(rows.items()))


def read_pdf() -> Read:
    leaves = {_named(leaf.strip().partition("\n")[0]): leaf for leaf in poppler.pages_of(_content("pdf"))}
    del leaves[""]
    return _by_id(
        (
            (a, _of_levels([(m[1], m[2]) for m in map(_STRIP_ON_PAPER.match, leaf.splitlines()) if m]))
            for a, leaf in leaves.items()
        ),
        (
            (a, [_row(m[1].split()) for m in map(_ROW_ON_PAPER.search, leaf.splitlines()) if m])
            for a, leaf in leaves.items()
        ),
    )


READERS: Final[Mapping[str, Callable[..., Read]]] = {
    "md": read_md,
    "html": read_html,
    "pdf": read_pdf,
    "svg": read_svg,
    "txt": read_txt,
    "csv": read_csv,
    "xlsx": read_xlsx,
    "json": read_json,
    "parquet": read_parquet,
}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_has_every_count_of_show(name: str, tmp_path: Path) -> None:
    told = {(a["id"], "ladder"): numbers(a["ladder"]) for a in TOLD}
    told |= {(a["id"], s["id"]): numbers(s) for a in TOLD for s in a["statements"]}
    assert len(told) == 30
    assert READERS[name](*[tmp_path] if name == "parquet" else []) == told


@pytest.mark.parametrize("name", ["md", "html", "pdf", "svg", "txt", "json"])
def test_each_format_has_the_means_and_the_changes_of_compare(name: str) -> None:
    """A change is written with its sign and its margin, a mean with one digit, as statistics.md has it."""
    sessions = [Kept(path.stem, load(path)) for path in SAMPLES[1:]]
    report = build(sessions)
    made = FORMATS[name].make(report)
    if name == "pdf":
        read = "".join(poppler.pages_of(_content(name, report)))
    elif isinstance(made, bytes):
        read = made.decode()
    else:
        assert not isinstance(made, Noted)
        read = "\n".join(piece.decode() for piece in made.values())
    told = compared(report.sessions)
    read = "".join(read.split()) if name != "json" else read
    if name == "json":
        assert json.loads(read)["comparison"] == json.loads(json.dumps(told))
        return
    for attribute in told["attributes"]:
        ladder = attribute["ladder"]
        means = "→".join(f"{mean:.1f}" for mean in ladder["means"])
        change = f"{ladder['change']:+.1f}±{ladder['margin']:.1f}".replace("-", "−")
        assert means in read, attribute["id"]
        assert change in read, attribute["id"]
