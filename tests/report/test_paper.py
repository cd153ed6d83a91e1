"""A ballot on paper: everything there is to ask, on one page."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from workshop.charts.ascii import to_ascii
from workshop.charts.terminal.measure import cell_len
from workshop.model.instrument import Words
from workshop.model.session import Session
from workshop.report.paper import LINES, WIDTH, paper_ballot
from workshop.store.instruments import find_instrument
from workshop.store.workspace import Workspace


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(
        title="North branch, autumn 2026",
        held_on=date(2026, 11, 23),
        instrument=find_instrument(Workspace(tmp_path)),
    )


def said(lines: tuple[str, ...]) -> str:
    """The words of a ballot, however they are laid out; boxes are left out."""
    return " ".join(re.sub(r"\[[1-5?]\]|-{2,}", " ", " ".join(lines)).split())


@pytest.mark.parametrize(
    "users", ["users", "patrons", "applicants", "service users and their carers", "図書館の利用者"]
)
@pytest.mark.parametrize("depth", ["full", "quick"])
def test_a_ballot_fits_on_a_page_and_asks_everything(session: Session, depth: str, users: str) -> None:
    asked = session.changed(depth=depth, words=Words(user=users, users=users))
    lines = paper_ballot(asked)
    assert (LINES, WIDTH) == (66, 100)
    assert len(lines) <= LINES
    assert max(map(cell_len, lines)) <= WIDTH
    assert not any(line != line.rstrip() for line in lines)
    for question in asked.asked:
        for text in question.levels if question.is_ladder else [question.text]:
            assert " ".join(asked.fill(text).split()) in said(lines)
    boxes = len(asked.asked)
    assert [" ".join(lines).count(f"[{box}]") for box in "12345?"] == [boxes] * 6


def test_the_quick_ballot_leaves_room_on_the_page(session: Session) -> None:
    assert len(paper_ballot(session.changed(depth="quick"))) <= 50


def test_each_level_has_a_line_of_its_own_where_the_page_has_room(session: Session) -> None:
    lines = paper_ballot(session)
    assert sum(line.startswith("[") for line in lines) == 6 * 5


def test_the_boxes_of_the_statements_stand_below_one_another(session: Session) -> None:
    ends = {line.index("[1]") for line in paper_ballot(session) if line.endswith("[4] [5] [?]")}
    assert len(ends) == 1


def test_a_ballot_is_as_wide_in_ascii(session: Session) -> None:
    lines = tuple(map(to_ascii, paper_ballot(session.changed(title="Süd – Ost"))))
    assert all(line.isascii() for line in lines)
    assert max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize(
    ("fields", "promise"),
    [
        ({"threshold": 4}, "Nothing is shown from fewer than 4 answers."),
        ({"mode": "open"}, "every count is shown"),
    ],
)
def test_a_ballot_says_what_becomes_of_it(session: Session, fields: dict[str, object], promise: str) -> None:
    assert promise in said(paper_ballot(session.changed(**fields)))
    assert "Write no name. The count is kept, never the ballot." in said(paper_ballot(session))


def test_questions_too_long_for_a_page_are_all_there(session: Session) -> None:
    users = "the people of the seven parishes along the river and those who visit them"
    asked = session.changed(words=Words(user=users, users=users))
    assert all(
        asked.fill(q.levels[4] if q.is_ladder else q.text) in said(paper_ballot(asked)) for q in asked.asked
    )
