"""Every format of one report, read back by the programs people open it with."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final, TypeAlias
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest
from markdown_it import MarkdownIt

from tests.analysis.build import STAFF, VISION, only
from tests.report import poppler
from tests.report.build import before, branch, practised, talked
from tests.samples import SAMPLES
from workshop.model.exercises import Change, Value
from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.instrument import Statement, Words
from workshop.model.session import AgreedLevel, Comment, Note, Session, SetAside
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
    done = practised().exercises
    written = done.model_copy(
        update={
            "touch_points": tuple(
                point.model_copy(update={"name": line, "stage": line}) for point in done.touch_points
            ),
            "policies": tuple(
                policy.model_copy(update={"policy": line, "owner": line, "objection": words})
                for policy in done.policies
            ),
            "phrases": tuple(
                phrase.model_copy(update={"phrase": line, "instead": line}) for phrase in done.phrases
            ),
            "change": Change(
                change=words, values=(Value(value=line, seen=words, hard=words, leaders=words),)
            ),
        }
    )
    vision = VISION.model_copy(
        update={
            "name": line,
            "definition": words,
            "ladder": (line,) * 5,
            "statements": (Statement(id="shared", text=line), *VISION.statements[1:]),
        }
    )
    return practised(
        title=line,
        organisation=line,
        unit=line,
        instrument=only(vision, STAFF, title=line),
        words=Words(user=line, users=line),
        agreed={"vision": AgreedLevel(level=4, example=words)},
        actions=(Action(text=words, owner=line, notice=words, due=date(2027, 1, 1)),),
        stops=(StopItem(item=words, owner=line),),
        notes=(Note(text=words, attribute="vision"), Note(text=words)),
        parking=(Note(text=words),),
        comments=(Comment(text=words),),
        set_aside=(SetAside(reason=line, count=1),),
        follow_up=(FollowUp(id="a", text=words, became="done", note=words),),
        exercises=written,
    )


class _Page(HTMLParser):
    """Every tag of a page, and what its attributes could start."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.dangers: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            link = name in {"href", "src", "xlink:href"} and not (value or "").startswith("#")
            if link or name.startswith("on") or (name == "style" and tag != "style"):
                self.dangers.append((name, value))


_DRAWN = {"svg", "title", "desc", "style", "rect", "g", "text", "line", "path", "circle", "polygon"}
_WRITTEN = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "ul", "li"),
    *("nav", "main", "section", "div", "figure", "strong", "footer"),
}
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Controls, escape sequences, and what turns the direction of reading."""

_Made: TypeAlias = bytes | Mapping[str, bytes]


def _harmless_html(made: _Made) -> None:
    page = _Page(_text(made))
    assert page.tags <= _WRITTEN | _DRAWN
    assert page.dangers == []


def _harmless_md(made: _Made) -> None:
    words = _text(made)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(words)
    kinds = {kind.type for token in tokens for kind in (token, *(token.children or ()))}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "s_open", "code_inline", "em_open"}
    assert not re.search(r"(?i)(?<!\\)(https?:|www\.)", re.sub(r"(?s)```.*?```", "", words))


def _harmless_svg(made: _Made) -> None:
    assert not isinstance(made, bytes)
    for path, piece in made.items():
        assert "/" not in path
        root = ElementTree.fromstring(piece)
        assert {element.tag.rpartition("}")[2] for element in root.iter()} <= _DRAWN
        assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]


def _harmless_txt(made: _Made) -> None:
    assert not isinstance(made, bytes)
    assert not [path for path in made if "/" in path]


def _harmless_csv(made: _Made) -> None:
    cells = list(csv.reader(io.StringIO(_text(made), newline=""), strict=True))
    assert {len(row) for row in cells} == {11}
    assert not [cell for row in cells for cell in row if cell[:1] and cell[:1] in "=+-@\t\r\n|%"]


@cache
def _validator(*name: str) -> Any:
    """Return what holds an object against a schema, which is held against that of schemas only once."""
    kind = jsonschema.validators.validator_for(schema(*name))
    kind.check_schema(schema(*name))
    return kind(schema(*name))


def _harmless_json(made: _Made) -> None:
    _validator().validate(json.loads(_text(made)))


def _harmless_xlsx(made: _Made) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_bytes(made)))
    assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f" or c.hyperlink]


def _harmless_pdf(made: _Made) -> None:
    assert _bytes(made).startswith(b"%PDF")
    for asked, heading in (("-js", 0), ("-url", 1)) if poppler.THERE else ():
        said = poppler.read("pdfinfo", asked, "-", content=_bytes(made))
        assert len(said.splitlines()) <= heading, said


def _harmless_parquet(made: _Made) -> None:
    assert not isinstance(made, bytes)
    assert not [path for path in made if ".." in Path(path).parts or len(Path(path).parts) != 3]
    assert all(piece.startswith(b"PAR1") for piece in made.values())


HARMLESS: Final[Mapping[str, Callable[[_Made], None]]] = {
    "md": _harmless_md,
    "html": _harmless_html,
    "pdf": _harmless_pdf,
    "svg": _harmless_svg,
    "txt": _harmless_txt,
    "csv": _harmless_csv,
    "xlsx": _harmless_xlsx,
    "json": _harmless_json,
    "parquet": _harmless_parquet,
}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_typed_stays_text_in_every_format(text: str) -> None:
    for report in (_report(_typed(text)), _report(before(), _typed(text))):
        for name, form in FORMATS.items():
            made = form.make(report)
            content = made.content if isinstance(made, Noted) else made
            HARMLESS[name](content)
            if name not in {"pdf", "xlsx", "parquet"}:
                pieces = [content] if isinstance(content, bytes) else content.values()
                assert not [piece for piece in pieces if _UNSEEN.search(piece.decode())], name


@pytest.mark.parametrize("text", HOSTILE[:5])
def test_what_is_typed_can_be_read_as_it_was_typed(text: str) -> None:
    said = clean(text)
    report = _report(_typed(text))
    assert said in unescape(_text(FORMATS["html"].make(report)))
    rendered = MarkdownIt("commonmark").render(_text(FORMATS["md"].make(report)))
    assert said in unescape(re.sub(r"<[^>]*>", "", rendered))
    assert json.loads(_text(FORMATS["json"].make(report)))["title"] == said
    book = openpyxl.load_workbook(io.BytesIO(_bytes(FORMATS["xlsx"].make(report))))
    assert book["Summary"]["A1"].value == said
    assert said in " ".join(_pdf_text(FORMATS["pdf"].make(report)).split())


def _bytes(made: object) -> bytes:
    content = getattr(made, "content", made)
    assert isinstance(content, bytes)
    return content


def _pdf_text(made: object) -> str:
    """What poppler reads from a PDF, hyphens at the ends of lines taken out."""
    said = poppler.read("pdftotext", "-", "-", content=_bytes(made))
    return said.replace("-\n", "").replace("\N{SOFT HYPHEN}", "")


def test_a_workbook_has_its_sheets_a_radar_and_colour_scales() -> None:
    report = build([Kept(SAMPLES[-1].stem, load(SAMPLES[-1]))])
    book = openpyxl.load_workbook(io.BytesIO(_bytes(FORMATS["xlsx"].make(report))))
    assert book.sheetnames == ["Summary", "Counts", "Actions", "Stops"]
    (chart,) = list(getattr(book["Summary"], "_charts", ()))
    assert type(chart).__name__ == "RadarChart"
    (scale,) = (rule for ruled in book["Counts"].conditional_formatting for rule in ruled.rules)
    assert scale.type == "colorScale"


def test_two_attributes_have_their_values_in_the_workbook_but_no_radar() -> None:
    book = openpyxl.load_workbook(io.BytesIO(_bytes(FORMATS["xlsx"].make(_report(talked())))))
    assert [row[:2] for row in book["Summary"].iter_rows(min_row=6, max_row=7, values_only=True)] == [
        ("Strong vision", 4),
        ("Empowered staff", 4),
    ]
    assert not getattr(book["Summary"], "_charts", ())


def test_of_very_many_sessions_the_first_page_names_the_first_and_the_last_ones() -> None:
    many = [branch(title=f"S{number}", held_on=date(2000 + number, 1, 1)) for number in range(30)]
    facts = _report(*many).facts
    assert len(facts) == 8
    assert "S0" in facts[0]
    assert facts[1] == "23 sessions between them"
    assert [f"S{number} " in fact for number, fact in zip(range(24, 30), facts[2:], strict=True)] == [
        True
    ] * 6
    assert len(_report(*many[:8]).facts) == 8


def test_every_finding_of_show_is_on_the_page() -> None:
    report = build([Kept(SAMPLES[-1].stem, load(SAMPLES[-1]))])
    for name in ("html", "md"):
        page = _text(FORMATS[name].make(report)).replace("\\", "")
        findings = shown(report.sessions[0])["findings"]
        assert all(finding.partition(". ")[2].split("“")[0] in page for finding in findings)


def test_the_objects_are_what_the_schema_says() -> None:
    for report in (
        _report(talked()),
        _report(before(), talked()),
        _samples(),
        _report(branch(rounds=())),
        _report(practised()),
    ):
        _validator().validate(json.loads(_text(FORMATS["json"].make(report))))
        for session in report.sessions:
            _validator("show").validate(json.loads(json.dumps(shown(session))))
    for many in ([before(), talked()], [load(path) for path in SAMPLES]):
        _validator("compare").validate(json.loads(json.dumps(compared(many))))
    broken = json.loads(json.dumps(compared([before(), talked()])))
    broken["attributes"][0]["ladder"]["verdict"] = "better"
    with pytest.raises(jsonschema.ValidationError):
        _validator("compare").validate(broken)
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


def test_a_chart_alone_says_what_it_is_of() -> None:
    pieces = FORMATS["txt"].make(_report(practised()))
    assert isinstance(pieces, dict)
    titles = {name: piece.decode().partition("\n")[0].strip() for name, piece in pieces.items()}
    assert titles["attributes.txt"] == "North branch, autumn"
    assert titles["vision.txt"].startswith("Strong vision · After talking, round 2")
    assert titles["vision-round-1.txt"].startswith("Strong vision · Before talking, round 1")
    assert titles["staff.txt"].startswith("Empowered staff")
    assert titles["exercise-touch-points.txt"].startswith("Touch points")


def test_an_export_beyond_the_promise_warns() -> None:
    assert not _report(talked()).warnings
    assert not _report(talked(audience="board"), audience="team").warnings
    (warning,) = _report(talked(), audience="board").warnings
    assert "promised to be seen by the team" in warning


def test_poppler_reads_the_pdf_back() -> None:
    report = _samples()
    content = _bytes(FORMATS["pdf"].make(report))
    facts = poppler.read("pdfinfo", "-", content=content)
    assert re.search(r"Tagged:\s+yes", facts)
    pages = int(re.findall(r"Pages:\s+(\d+)", facts)[0])
    assert pages >= 2 + len(report.sessions[-1].instrument.attributes)
    flat = " ".join(" ".join(poppler.pages_of(content)).split())
    for attribute in report.sessions[-1].instrument.attributes:
        assert attribute.name in flat
    assert "To try" in flat
    assert "To stop" in flat
    assert re.search(rf"1 / {pages}\b", flat)


def test_a_word_wider_than_the_page_is_broken_and_all_of_it_is_on_paper() -> None:
    word = "abcdefghij" * 40
    report = _report(talked(actions=(Action(text=word),)))
    made = FORMATS["pdf"].make(report)
    assert re.sub(r"[\s\u200b-]", "", _pdf_text(made)).count(word) == 2
    inked = poppler.read("pdftotext", "-bbox", "-", "-", content=_bytes(made))
    assert max(float(right) for right in re.findall(r'xMax="([\d.]+)"', inked)) < 595 - 50


@pytest.mark.parametrize(("paper", "size"), [("a4", "595.276 x 841.89"), ("us-letter", "612 x 792")])
def test_a_pdf_has_the_story_on_its_first_page_and_an_attribute_on_each(paper: Paper, size: str) -> None:
    kept = [Kept(path.stem, load(path)) for path in SAMPLES]
    attributes = [a.name for a in kept[-1].session.instrument.attributes]
    for sessions in (kept[-1:], kept[1:], kept):
        report = build(sessions, paper=paper)
        content = _bytes(FORMATS["pdf"].make(report))
        leaves = poppler.pages_of(content)
        assert "FOR THE TEAM" in leaves[0]
        assert "The story" in leaves[0]
        assert "Since last time" in leaves[0]
        starts = [leaf.partition("\n")[0].strip() for leaf in leaves]
        assert starts[1] == ("What moved" if len(sessions) > 1 else "At a glance")
        assert sorted(start for start in starts if start in attributes) == sorted(attributes)
        assert "What we take away" in starts
        assert all(f"{number} / {len(leaves)}" in leaf for number, leaf in enumerate(leaves, start=1))
        assert len(leaves) <= 13
        assert size in poppler.read("pdfinfo", "-", content=content)


def test_a_pdf_that_cannot_be_pdf_ua_is_made_all_the_same_and_says_so() -> None:
    """PDF/UA wants a title; typst refuses a document without one."""
    assert isinstance(FORMATS["pdf"].make(_report(branch())), bytes)
    made = FORMATS["pdf"].make(replace(_report(branch()), title=""))
    assert isinstance(made, Noted)
    assert "does not meet PDF/UA" in made.note
    assert "title" in made.note
    boxes = FORMATS["pdf"].make(_report(branch(title="North \U00012345")))
    assert isinstance(boxes, Noted)
    assert "no font here has “\U00012345”" in boxes.note
    assert "The story" in _pdf_text(made)
