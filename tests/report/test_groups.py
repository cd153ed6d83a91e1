"""A session by group, as it is shown: counts of all groups or none, and why."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from click.testing import CliRunner

from tests.model.build import LADDERS, ballot
from tests.report.build import branch
from tests.ui.stage import Stage, picture, until
from workshop.charts.scene import Table
from workshop.cli.main import cli
from workshop.model.privacy import count
from workshop.model.rules import Rules
from workshop.model.session import Grouping, Session
from workshop.report.as_json import shown
from workshop.report.document import schema
from workshop.report.formats import FORMATS
from workshop.report.groups import about_groups, groups_of, groups_said, heat_by_group, split_said
from workshop.report.report import build
from workshop.report.tables import Kept, rows
from workshop.report.voting import hidden_by_few
from workshop.store import sessions
from workshop.ui.screens.results import ResultsScreen

ROLE = Grouping(name="Role", groups=("desk", "back office"))


def by_role(desk: int = 9, others: int = 8, unnamed: int = 0, **fields: Any) -> Session:
    """A counted session: of vision the roles differ; of staff the back office is nearly of one mind."""
    voters = [
        ballot({"vision.ladder": 1 + n % 3, "staff.ladder": 1 + n % 5}, group="desk") for n in range(desk)
    ]
    voters += [
        ballot({"vision.ladder": 3 + n % 3, "staff.ladder": 4 if n > 1 else n + 1}, group="back office")
        for n in range(others)
    ]
    voters += [ballot({"vision.ladder": 1 + n % 5, "staff.ladder": 1 + n % 5}) for n in range(unnamed)]
    counted = count(voters, LADDERS, Rules("confidential", 5), groups=ROLE.groups)
    return branch(rounds=(counted,), grouping=ROLE, **fields)


def test_what_each_group_chose_and_what_is_not_shown() -> None:
    session = by_role()
    assert groups_said(session, "vision") == (
        "desk: Mixed: 6 of 9 chose 1 or 2, 3 chose 3.",
        "back office: Together: 6 of 8 chose 3 or 4.",
    )
    assert groups_said(session, "staff") == ("Not shown by group.",)
    assert about_groups(session)[0] == "Round 1."
    assert "Not shown by group: Empowered staff." in about_groups(session)[1]


def test_groups_stand_as_planned_and_other_last_whatever_the_order_in_the_file() -> None:
    session = by_role(unnamed=8)
    [counted] = session.rounds
    turned = counted.model_copy(update={"groups": dict(reversed([*counted.groups.items()]))})
    session = session.changed(rounds=(turned,))
    order = ["desk", "back office", "Other"]
    assert list(groups_of(session, "vision")) == order
    assert list(dict.fromkeys(row.group for row in rows([Kept("s", session)]))) == ["", *order]
    assert list(shown(session)["attributes"][0]["ladder"]["groups"]) == order
    scene = heat_by_group(session)
    assert scene is not None
    assert isinstance(scene.body, Table)
    assert [row.label for row in scene.body.rows[:4]] == ["Strong vision", *order]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"mode": "open"}, "Round 1. “Other”: who named no group."),
        ({}, "Round 1. “Other”: smaller groups, and who named none, together."),
    ],
)
def test_who_other_are_is_said_as_the_kind_of_session_has_it(fields: Any, said: str) -> None:
    assert about_groups(by_role(unnamed=8, **fields))[0] == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Nothing is shown by group: it takes two groups of 8 people each."),
        ({"mode": "open"}, "Nothing is shown by group: it takes answers from two groups."),
        ({"hands": True}, "Nothing is shown by group: hands are counted of all together."),
    ],
)
def test_why_nothing_is_shown_by_group_is_said_as_the_kind_of_session_has_it(fields: Any, said: str) -> None:
    hands = fields.pop("hands", False)
    session = by_role(others=0, **fields)
    [counted] = session.rounds
    if hands:
        session = session.changed(rounds=(counted.model_copy(update={"method": "hands"}),))
    assert about_groups(session) == (said,)


def test_who_rates_alone_is_asked_for_no_group() -> None:
    alone = branch(rounds=(), grouping=ROLE, invited=1, mode="open")
    assert (alone.choices(), alone.has_groups) == ((), False)
    assert branch(rounds=(), grouping=ROLE).choices() == ROLE.groups


def test_only_the_round_that_is_split_asks_for_a_group() -> None:
    """A second vote is not, nor is a round about an exercise, in which round 1 was perhaps never held."""
    planned = branch(rounds=(), grouping=ROLE)
    assert planned.choices(2) == ()
    assert by_role().choices(2) == ()


def test_a_picture_without_headings_names_the_attribute_before_the_group() -> None:
    scene = heat_by_group(by_role())
    assert scene is not None
    assert "“Strong vision: desk” median 2 of 9 answers" in scene.summary


def test_before_a_second_vote_it_is_said_what_one_group_alone_would_hide() -> None:
    said = "The same holds for each group by itself, and for several together."
    assert said in hidden_by_few(by_role())
    assert said not in hidden_by_few(branch())
    assert hidden_by_few(by_role(mode="open")) == "Every count is shown, however many answer."


def test_groups_that_are_too_small_are_said_to_be() -> None:
    session = by_role(others=7)
    assert groups_said(session, "vision") == ()
    assert about_groups(session) == ("Nothing is shown by group: it takes two groups of 8 people each.",)


def test_json_has_the_numbers_of_each_group_or_none() -> None:
    vision, staff = shown(by_role())["attributes"][:2]
    found = vision["ladder"]["groups"]
    assert {name: numbers["n"] for name, numbers in found.items()} == {"desk": 9, "back office": 8}
    assert staff["ladder"]["groups"] == {"desk": {"hidden": True}, "back office": {"hidden": True}}
    jsonschema.validate(json.loads(json.dumps(shown(by_role()))), schema("show"))


def test_a_report_has_a_chapter_by_group_whatever_its_format() -> None:
    report = build([Kept("roles", by_role())])
    page = FORMATS["md"].make(report)
    assert isinstance(page, bytes)
    chapter = page.decode().partition("## By Role")[2].partition("\n## ")[0]
    lines = [" ".join(line.split()) for line in chapter.splitlines()]
    assert "| Strong vision: desk | 3 | 3 | 3 | 0 | 0 | 9 | 0 | 2 |" in lines
    assert "| Strong vision: back office | 0 | 0 | 3 | 3 | 2 | 8 | 0 | 4 |" in lines
    assert "Not shown by group: Empowered staff." in chapter
    web = FORMATS["html"].make(report)
    assert isinstance(web, bytes)
    assert ">By Role</h2>" in web.decode()
    assert "“Strong vision: desk” median 2 of 9 answers" in web.decode()
    pieces = FORMATS["txt"].make(report)
    assert isinstance(pieces, dict)
    assert pieces["groups.txt"].decode().split("\n")[0].strip() == "By Role"


def without_ladders() -> Session:
    """Two groups who rated statements: of one they differ, of the other one is nearly of one mind."""
    whole = branch().instrument
    first = whole.attributes[0].model_copy(update={"ladder": None})
    instrument = whole.model_copy(update={"attributes": (first,)})
    one, other = (f"{first.id}.{statement.id}" for statement in first.statements)
    voters = [ballot({one: 1 + n % 3, other: 1 + n % 5}, group="desk") for n in range(9)]
    voters += [ballot({one: 3 + n % 3, other: 4 if n > 1 else n + 1}, group="back office") for n in range(8)]
    counted = count(voters, tuple(instrument.questions()), Rules("confidential", 5), groups=ROLE.groups)
    return branch(rounds=(counted,), grouping=ROLE, instrument=instrument)


def test_without_ladders_the_statements_are_shown_by_group() -> None:
    """The page was empty but for "Round 1"."""
    session = without_ladders()
    one, other = session.instrument.attributes[0].statements
    scene = heat_by_group(session)
    assert scene is not None
    assert isinstance(scene.body, Table)
    assert [row.label for row in scene.body.rows] == [
        "Strong vision",
        session.fill(one.text),
        "desk",
        "back office",
    ]
    assert about_groups(session)[1].startswith(f"Not shown by group: “{other.text.rstrip('.')}”.")
    assert split_said(session, ["vision"])[0].startswith(session.fill(one.text))


def test_a_workbook_has_a_sheet_of_groups_with_no_count_that_is_hidden() -> None:
    content = FORMATS["xlsx"].make(build([Kept("roles", by_role())]))
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Summary", "Counts", "Groups", "Actions", "Stops"]
    rows = [[cell for cell in row if cell is not None] for row in book["Groups"].iter_rows(values_only=True)]
    assert [row[4:] for row in rows if row[1:2] == ["Strong vision"]] == [
        ["desk", 3, 3, 3, 0, 0, 0, 9, 2],
        ["back office", 0, 0, 3, 3, 2, 0, 8, 3.875],
    ]
    assert [row[4:] for row in rows if row[1:2] == ["Empowered staff"]] == [
        ["desk", "not shown"],
        ["back office", "not shown"],
    ]
    assert "Not shown by group: Empowered staff." in rows[-1][0]
    plain = FORMATS["xlsx"].make(build([Kept("s", branch())]))
    assert isinstance(plain, bytes)
    assert "Groups" not in openpyxl.load_workbook(io.BytesIO(plain)).sheetnames


def test_without_groups_a_report_has_no_such_chapter() -> None:
    assert "groups" not in [chapter.id for chapter in build([Kept("s", branch())]).chapters]


def test_show_prints_the_groups(tmp_path: Path) -> None:
    sessions.create(by_role(title="Roles"), tmp_path / "assessments")
    done = CliRunner().invoke(cli, ["show", "roles", "--workspace", str(tmp_path), "--ascii"])
    assert "BY ROLE" in done.output
    said = done.output[done.output.index("BY ROLE") :]
    assert said.index("back office") < said.index("Not shown by group")


@pytest.mark.parametrize("size", [(80, 24), (40, 24)])
async def test_the_results_have_a_view_by_group_and_each_question_says_it(
    size: tuple[int, int],
) -> None:
    app = Stage[None](ResultsScreen(by_role(), Path("roles.toml")))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "1–6 views" in picture(app)
        await pilot.press("6")
        assert "back office" in picture(app)
        assert "desk" in picture(app)
        await pilot.press("1", "enter", "pagedown", "pagedown")
        assert "BY ROLE" in picture(app)


async def test_an_opened_question_says_that_the_groups_go_on_below_until_they_are_seen() -> None:
    app = Stage[None](ResultsScreen(by_role(), Path("roles.toml")))
    async with app.run_test(size=(80, 17)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: "Further down: By Role" in picture(app))
        assert "space further down" in picture(app)
        await pilot.press("space", "space")
        await until(pilot, lambda: "Further down" not in picture(app))
        assert "back office: " in picture(app)
        await pilot.press("b")
        await until(pilot, lambda: "Next: " in picture(app))


async def test_without_groups_there_is_no_such_view() -> None:
    plain = by_role().changed(grouping=None, rounds=())
    app = Stage[None](ResultsScreen(plain, Path("roles.toml")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        assert "By group" not in picture(app)
