"""Every format of one report, read back by the programs people open it with."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest

from tests.report.build import before, branch, practised, talked
from tests.samples import SAMPLES
from workshop.model.followup import Action, StopItem
from workshop.model.instrument import Words
from workshop.model.session import AgreedLevel, Comment, Note, Session
from workshop.model.text import LINE, PARAGRAPH, clean, clean_lines, fit
from workshop.report.as_json import compared, shown
from workshop.report.document import schema
from workshop.report.exercises import blocks
from workshop.report.formats import FORMATS, Noted
from workshop.report.report import Paper, Report, build
from workshop.report.tables import Kept
from workshop.store.codec import load

HOSTILE = (
    "<script>alert(1)</script>",
    "</style></svg><img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% raw %}",
    '#eval("1+1") $x$ *b* `c` @ref <label> \\ //',
    '=HYPERLINK("http://x")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\x1b[31mred\x1b]0;title\x07",
    "\u202egnp.exe\u2066",
    "w" * 10_240,
    "[link](javascript:alert(1)) ![](http://x/y.png)",
    "| a | b |\n|---|---|",
    "日本語 العربية 👩‍👩‍👧 é",
)


def _report(*sessions: Session, **given: Any) -> Report:
    return build([Kept(f"s{number}", session) for number, session in enumerate(sessions)], **given)


def _samples() -> Report:
    return build([Kept(path.stem, load(path)) for path in SAMPLES])


def _text(made: object) -> str:
    assert isinstance(made, bytes)
    return made.decode()


def _typed(text: str) -> Session:
    """A session in which ``text`` was typed wherever something can be typed."""
    line, words = fit(clean(text), LINE) or "x", fit(clean_lines(text), PARAGRAPH) or "x"
    return talked(
        title=line,
        organisation=line,
        unit=line,
        words=Words(user=line, users=line),
        agreed={"vision": AgreedLevel(level=4, example=words)},
        actions=(Action(text=words, owner=line, notice=words, due=date(2027, 1, 1)),),
        stops=(StopItem(item=words, owner=line),),
        notes=(Note(text=words, attribute="vision"),),
        comments=(Comment(text=words),),
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_typed_stays_text_in_every_format(text: str) -> None:
    report = _report(_typed(text))
    page = _text(FORMATS["html"].make(report))
    assert not re.search(r"<script|<img|onerror=[^&]*>|javascript:[^<]*\">", page.replace("&lt;", ""))
    assert "49" not in re.findall(r"<h1>(.*?)</h1>", page)
    words = _text(FORMATS["md"].make(report))
    assert not re.search(r"(?<!\\)<|(?<!\\)\]\(|(?<!\\)!\[", re.sub(r"(?s)```text.*?```", "", words))
    for name in ("svg", "txt"):
        pieces = FORMATS[name].make(report)
        assert isinstance(pieces, dict)
        for path, piece in pieces.items():
            assert "/" not in path
            assert "\x1b" not in piece.decode()
            if name == "svg":
                root = ElementTree.fromstring(piece)
                assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
                    *(
                        "svg",
                        "title",
                        "desc",
                        "style",
                        "rect",
                        "g",
                        "text",
                        "line",
                        "path",
                        "circle",
                        "polygon",
                    )
                }
    cells = list(csv.reader(io.StringIO(_text(FORMATS["csv"].make(report)))))
    assert not [cell for row in cells for cell in row if cell[:1] and cell[:1] in "=+-@\t\r"]
    jsonschema.validate(json.loads(_text(FORMATS["json"].make(report))), schema())
    book = openpyxl.load_workbook(io.BytesIO(_bytes(FORMATS["xlsx"].make(report))))
    assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f" or c.hyperlink]
    assert _bytes(FORMATS["pdf"].make(report)).startswith(b"%PDF")


def _bytes(made: object) -> bytes:
    content = getattr(made, "content", made)
    assert isinstance(content, bytes)
    return content


def _pdf_text(made: object) -> str:
    """What poppler reads from a PDF, hyphens at the ends of lines taken out."""
    done = subprocess.run(
        ["pdftotext", "-", "-"], input=_bytes(made), capture_output=True, timeout=60, check=True
    )
    return done.stdout.decode().replace("-\n", "").replace("\N{SOFT HYPHEN}", "")


def test_every_format_holds_the_numbers_of_show() -> None:
    report = build([Kept(SAMPLES[-1].stem, load(SAMPLES[-1]))])
    told = shown(report.sessions[0])
    made = json.loads(_text(FORMATS["json"].make(report)))
    assert {key: made["sessions"][0][key] for key in told} == json.loads(json.dumps(told))
    counts = {
        (attribute["id"], "ladder"): [*attribute["ladder"]["counts"], attribute["ladder"]["not_sure"]]
        for attribute in told["attributes"]
    }
    rows = csv.DictReader(io.StringIO(_text(FORMATS["csv"].make(report))))
    read: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        if row["question"] == "ladder" and row["round"] == "1":
            read.setdefault((row["attribute"], "ladder"), []).append(int(row["count"]))
    assert read == counts
    book = openpyxl.load_workbook(io.BytesIO(_bytes(FORMATS["xlsx"].make(report))))
    assert book.sheetnames == ["Summary", "Counts", "Actions", "Stops"]
    names = {attribute["name"]: attribute for attribute in told["attributes"]}
    for sheet_row in book["Counts"].iter_rows(min_row=2, values_only=True):
        if sheet_row[1] == sheet_row[2] and sheet_row[4] == 1:
            ladder = names[str(sheet_row[1])]["ladder"]
            assert list(sheet_row[5:12]) == [*ladder["counts"], ladder["not_sure"], ladder["n"]]
    assert len(getattr(book["Summary"], "_charts", ())) == 1
    for name in ("html", "md"):
        page = _text(FORMATS[name].make(report)).replace("\\", "")
        assert all(finding.partition(". ")[2].split("“")[0] in page for finding in told["findings"])


def test_the_objects_are_what_the_schema_says() -> None:
    for report in (
        _report(talked()),
        _report(before(), talked()),
        _samples(),
        _report(branch(rounds=())),
        _report(practised()),
    ):
        jsonschema.validate(json.loads(_text(FORMATS["json"].make(report))), schema())
        for session in report.sessions:
            jsonschema.validate(json.loads(json.dumps(shown(session))), schema("show"))
    for many in ([before(), talked()], [load(path) for path in SAMPLES]):
        jsonschema.validate(json.loads(json.dumps(compared(many))), schema("compare"))
    broken = json.loads(json.dumps(compared([before(), talked()])))
    broken["attributes"][0]["ladder"]["verdict"] = "better"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema("compare"))
    made = json.loads(_text(FORMATS["json"].make(_report(before(), talked()))))
    assert made["comparison"] == json.loads(json.dumps(compared([before(), talked()])))


def test_the_board_gets_no_notes_examples_and_owners_in_any_format() -> None:
    words = (
        "Ask Maria",
        "Two forms, one desk",
        "We ask too often",
        "The plan for",
        "Jo",
        "Maria",
        "set aside",
    )
    report = _report(talked(), audience="board")
    for name in ("md", "html", "json", "csv"):
        page = _text(FORMATS[name].make(report))
        assert not [word for word in words if re.search(rf"\b{word}\b", page)], name
    book = openpyxl.load_workbook(io.BytesIO(_bytes(FORMATS["xlsx"].make(report))))
    cells = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    assert "Maria" not in cells
    assert "Waive small fines" in cells


def test_the_exercises_are_in_every_format() -> None:
    report = _report(practised())
    assert [c.title for c in report.chapters if c.kind == "exercise"] == [
        block.title for block in blocks(report.sessions[0])
    ]
    said = [sentence for block in blocks(report.sessions[0]) for sentence in block.sentences]
    for name, read in (("html", _text), ("md", _text), ("pdf", _pdf_text)):
        page = " ".join(unescape(read(FORMATS[name].make(report))).replace("\\", "").split())
        assert not [sentence for sentence in said if sentence not in page], name
        assert "A word at the door" in page
    for name in ("svg", "txt"):
        pieces = FORMATS[name].make(report)
        assert isinstance(pieces, dict)
        drawn = {path.partition(".")[0] for path in pieces}
        assert drawn >= {"exercise-touch-points", "exercise-policies", "exercise-qualities"}
    assert len(json.loads(_text(FORMATS["json"].make(report)))["sessions"][0]["exercises"]) == 5
    board = _text(FORMATS["md"].make(_report(practised(), audience="board")))
    assert "Fines from the first day" in board
    assert "Maria" not in board
    assert "treasurer" not in board


def test_an_export_beyond_the_promise_warns() -> None:
    assert not _report(talked()).warnings
    assert not _report(talked(audience="board"), audience="team").warnings
    (warning,) = _report(talked(), audience="board").warnings
    assert "promised to be seen by the team" in warning


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")
def test_poppler_reads_the_pdf_back(tmp_path: Path) -> None:
    report = _samples()
    path = tmp_path / "report.pdf"
    path.write_bytes(_bytes(FORMATS["pdf"].make(report)))
    facts = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged:\s+yes", facts)
    pages = int(re.findall(r"Pages:\s+(\d+)", facts)[0])
    assert pages >= 2 + len(report.sessions[-1].instrument.attributes)
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    flat = " ".join(text.split())
    for attribute in report.sessions[-1].instrument.attributes:
        assert attribute.name in flat
    assert "To try" in flat
    assert "To stop" in flat
    assert re.search(rf"1 / {pages}\b", flat)


def _leaves(report: Report) -> list[str]:
    """What poppler reads on each page of the PDF of ``report``."""
    made = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=_bytes(FORMATS["pdf"].make(report)),
        capture_output=True,
        check=True,
    )
    return [leaf.strip() for leaf in made.stdout.decode().split("\f") if leaf.strip()]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")
@pytest.mark.parametrize(("paper", "size"), [("a4", "595.276 x 841.89"), ("us-letter", "612 x 792")])
def test_a_pdf_has_the_story_on_its_first_page_and_an_attribute_on_each(paper: Paper, size: str) -> None:
    kept = [Kept(path.stem, load(path)) for path in SAMPLES]
    attributes = [a.name for a in kept[-1].session.instrument.attributes]
    for sessions in (kept[-1:], kept[1:], kept):
        report = build(sessions, paper=paper)
        leaves = _leaves(report)
        assert "The story" in leaves[0]
        assert "Since last time" in leaves[0]
        starts = [leaf.partition("\n")[0].strip() for leaf in leaves]
        assert starts[1] == ("What moved" if len(sessions) > 1 else "At a glance")
        assert sorted(start for start in starts if start in attributes) == sorted(attributes)
        assert "What we take away" in starts
        assert all(f"{number} / {len(leaves)}" in leaf for number, leaf in enumerate(leaves, start=1))
        assert len(leaves) <= 13
    facts = subprocess.run(
        ["pdfinfo", "-"], input=_bytes(FORMATS["pdf"].make(report)), capture_output=True, check=True
    )
    assert size in facts.stdout.decode()


def test_a_pdf_that_cannot_be_pdf_ua_is_made_all_the_same_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PDF/UA wants a title; typst refuses a document without one."""
    assert isinstance(FORMATS["pdf"].make(_report(branch())), bytes)
    made = FORMATS["pdf"].make(replace(_report(branch()), title=""))
    assert isinstance(made, Noted)
    assert "does not meet PDF/UA" in made.note
    assert "title" in made.note
    assert "The story" in _pdf_text(made)
