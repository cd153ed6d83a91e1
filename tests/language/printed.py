"""Everything the program writes about sessions, as the words a reader sees: for ``foreign``."""

from __future__ import annotations

import io
import json
import platform
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final, get_args
from xml.etree import ElementTree

import openpyxl

from tests.cli.words import invoke
from tests.language.foreign import greek
from tests.report.build import before, practised
from tests.samples import SAMPLES
from workshop.analysis.across import across
from workshop.analysis.change import compare
from workshop.analysis.fate import fates
from workshop.analysis.outcome import outcome
from workshop.analysis.trend import courses, movers
from workshop.analysis.units import Names, units
from workshop.charts.cells import draw
from workshop.charts.drawing import Run
from workshop.model.exercises import RATED
from workshop.model.session import Method, Session
from workshop.report import pictures, prose, trends
from workshop.report.as_json import compared, shown
from workshop.report.exercises import blocks
from workshop.report.exercises.lines import block_rows
from workshop.report.exercises.paper import exercise_ballot
from workshop.report.formats import FORMATS, Noted
from workshop.report.guide import guide
from workshop.report.invite import invite
from workshop.report.pages import lines
from workshop.report.paper import paper_ballot
from workshop.report.record import record
from workshop.report.report import build
from workshop.report.tables import Kept
from workshop.report.topics import topics
from workshop.report.units_table import units_table
from workshop.store.codec import load
from workshop.store.sessions import create

__all__ = ["everything", "in_greek"]

_TEXTS: Final = frozenset(
    (
        *("title", "organisation", "unit", "text", "item", "owner", "note", "example"),
        *("objection", "notice", "test", "keep", "began", "gains", "name", "tab", "definition"),
        *("question", "probes", "stop", "ladder", "scale", "stem", "ladder_stem", "policy"),
        *("phrase", "instead", "value", "seen", "hard", "leaders", "change", "reason"),
        *("check_in", "user", "users"),
    )
)
"""The fields of a session in which people write."""

_SENTENCES: Final = frozenset(
    (
        *("title", "text", "said", "details", "findings", "sentences", "sentence", "notes"),
        *("why", "method"),
    )
)
"""What is said in a JSON report; all else there are numbers, keys and codes."""


_OF_NO_LANGUAGE: Final = re.compile(r"assessments/|\.toml|workshop [a-z]+( --[a-z]+)*")


def everything() -> Iterator[tuple[str, str]]:
    """Yield each report, page and print by a name, as its words."""
    samples = [in_greek(load(path)) for path in SAMPLES]
    full = [in_greek(before()), in_greek(practised())]
    for name, sessions in (("one", samples[-1:]), ("three", samples), ("two", full), ("full", full[-1:])):
        yield from _reports(name, sessions)
    for name, sessions in (("samples", samples), ("full", full)):
        yield from _prints(name, sessions)
    yield from _trends([*samples, *full])
    yield from _commands(samples)


def in_greek(session: Session) -> Session:
    """Return ``session`` with all that people wrote in Greek letters."""
    kept: Any = session.model_dump()
    return Session.model_validate({key: _written(key, value) for key, value in kept.items()})


def _written(key: str, value: Any) -> Any:
    """Return what stands at ``key`` with the texts in it in the other language; counts stay as they are."""
    if key == "rounds":
        return value
    if isinstance(value, dict):
        return {name: _written(name, inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_written(key, inner) for inner in value)
    if key == "evidence" and value in {"users told us", "records", "own sense"}:
        return value
    words = isinstance(value, str) and (key in _TEXTS or key == "evidence" or value == "Arriving")
    return greek(value) if words else value


def _reports(name: str, sessions: list[Session]) -> Iterator[tuple[str, str]]:
    report = build([Kept(f"s{number}", session) for number, session in enumerate(sessions)])
    for kind in _READ:
        made = FORMATS[kind].make(report)
        if isinstance(made, Noted):
            made = made.content
        parts = made.values() if not isinstance(made, bytes) else [made]
        yield f"{name}.{kind}", "\n".join(_READ[kind](part) for part in parts)


def _prints(name: str, sessions: list[Session]) -> Iterator[tuple[str, str]]:
    last = sessions[-1]
    for width in (60, 80):
        rows = [*prose.session_head(last, width), *prose.compared_head(sessions, width)]
        for number, topic in enumerate(topics(last), start=1):
            rows += prose.topic_rows(topic, number, width)
        for section in record(last):
            rows += prose.section_rows(section, width)
        comparison = compare(sessions[0], last)
        for entry in comparison.attributes:
            rows += [row for moved in prose.question_rows(entry, width) for row in moved]
        for scene in (pictures.rows_of(last), pictures.moves_of(comparison), pictures.trend_of(sessions)):
            rows += draw(scene, width, 200).rows
        for block in blocks(last):
            rows += block_rows(block, width)
        yield f"print of {name} at {width}", _plain(rows)
    pages = [*lines(guide(last)), *invite(last).body, invite(last).subject, *paper_ballot(last)]
    for exercise in RATED:
        if exercise in last.exercises.rounds:
            pages += exercise_ballot(last, exercise)
    yield f"pages of {name}", "\n".join(pages).replace(platform.node(), "")
    yield f"JSON of {name}", "\n".join((*_sentences(shown(last)), *_sentences(compared(sessions))))


def _trends(sessions: list[Session]) -> Iterator[tuple[str, str]]:
    found = units([outcome(session) for session in sessions])
    names, table = Names.on(found), across(found, None, None)
    rows = trends.footer_rows(20, 80, table)
    for unit in found:
        for course in courses(unit):
            rows += trends.course_rows(unit, course, 80)
        rows += draw(trends.unit_scene(unit, courses(unit)), 80, 200).rows
        rows += trends.fate_rows([("", fate) for fate in fates(unit.sessions, date(2027, 6, 1))], 80)
    rows += trends.mover_rows(movers(found), names, 80)
    if table:
        rows += [*units_table(table, table.rows, names, 80).rows, *trends.example_rows(table, names, 80)]
    yield "trends", _plain(rows)


def _commands(sessions: list[Session]) -> Iterator[tuple[str, str]]:
    """Yield what the printing commands say; the names of commands and files belong to no language."""
    with tempfile.TemporaryDirectory() as name:
        workspace = Path(name)
        (workspace / "assessments").mkdir()
        files = [create(session, workspace / "assessments").stem for session in sessions]
        for command in (
            ("show", files[-1], "--all", "--radar"),
            ("show", files[-1], "--width", "60"),
            ("compare", files[0], files[-1]),
            ("compare", *files, "--width", "60"),
            ("trends",),
            ("guide", files[-1]),
            ("invite", files[-1]),
            ("paper", files[-1]),
        ):
            said = invoke(workspace, *command).output
            for kept in (*files, name, platform.node()):
                said = said.replace(kept, "")
            yield " ".join(command), _OF_NO_LANGUAGE.sub("", said)


def _plain(rows: Iterable[tuple[Run, ...]]) -> str:
    return "\n".join("".join(run.text for run in row) for row in rows)


class _Page(HTMLParser):
    """The words of a page: its text, and what is read aloud of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what is read aloud."""
        self._style = tag == "style"
        self.words += [value or "" for name, value in attrs if name in {"aria-label", "alt", "title"}]

    def handle_data(self, data: str) -> None:
        """Take the text, but no style."""
        if not self._style:
            self.words.append(data)


def _html(content: bytes) -> str:
    page = _Page()
    page.feed(content.decode())
    return "\n".join(page.words)


def _svg(content: bytes) -> str:
    tree = ElementTree.fromstring(content)
    return "\n".join(one.text or "" for one in tree.iter() if not one.tag.endswith("style"))


def _xlsx(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return "\n".join((*book.sheetnames, *(value for value in cells if isinstance(value, str))))


def _sentences(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _sentences(inner, name)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _sentences(inner, key)
    elif isinstance(value, str) and key in _SENTENCES and value not in get_args(Method):
        yield value


def _json(content: bytes) -> str:
    return "\n".join(_sentences(json.loads(content)))


def _pdf(content: bytes) -> str:
    if not (program := shutil.which("pdftotext")):
        return ""
    return subprocess.run([program, "-", "-"], input=content, capture_output=True, check=True).stdout.decode()


_READ: Final[Mapping[str, Callable[[bytes], str]]] = {
    "md": lambda content: content.decode().replace("```text", ""),
    "txt": lambda content: content.decode(),
    "html": _html,
    "pdf": _pdf,
    "svg": _svg,
    "xlsx": _xlsx,
    "json": _json,
}
