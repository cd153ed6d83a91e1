"""A session by group, as it is shown: counts of all groups or none, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.model.build import LADDERS, ballot
from tests.report.build import branch
from tests.ui.stage import Stage, picture
from workshop.cli.main import cli
from workshop.model.privacy import Rules, count
from workshop.model.session import Grouping, Session
from workshop.report.as_json import shown
from workshop.report.groups import about_groups, groups_said
from workshop.store import sessions
from workshop.ui.screens.results import ResultsScreen

ROLE = Grouping(name="Role", groups=("desk", "back office"))


def by_role(desk: int = 9, others: int = 8, **fields: Any) -> Session:
    """A counted session: of vision the roles differ; of staff the back office is nearly of one mind."""
    voters = [
        ballot({"vision.ladder": 1 + n % 3, "staff.ladder": 1 + n % 5}, group="desk") for n in range(desk)
    ]
    voters += [
        ballot({"vision.ladder": 3 + n % 3, "staff.ladder": 4 if n > 1 else n + 1}, group="back office")
        for n in range(others)
    ]
    counted = count(voters, LADDERS, Rules("confidential", 5), groups=ROLE.groups)
    return branch(rounds=(counted,), grouping=ROLE, **fields)


def test_what_each_group_chose_and_what_is_not_shown() -> None:
    session = by_role()
    assert sorted(groups_said(session, "vision")) == [
        "back office: Together: 6 of 8 chose 3 or 4.",
        "desk: Mixed: 6 of 9 chose 1 or 2, 3 chose 3.",
    ]
    assert groups_said(session, "staff") == ("Not shown by group.",)
    assert "Not shown by group: Empowered staff." in about_groups(session)[1]


def test_groups_that_are_too_small_are_said_to_be() -> None:
    session = by_role(others=7)
    assert groups_said(session, "vision") == ()
    assert about_groups(session) == ("Nothing is shown by group: it takes two groups of 8 people each.",)


def test_json_has_the_numbers_of_each_group_or_none() -> None:
    vision, staff = shown(by_role())["attributes"][:2]
    found = vision["ladder"]["groups"]
    assert {name: numbers["n"] for name, numbers in found.items()} == {"desk": 9, "back office": 8}
    assert staff["ladder"]["groups"] == {"desk": {"hidden": True}, "back office": {"hidden": True}}


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


async def test_without_groups_there_is_no_such_view() -> None:
    plain = by_role().changed(grouping=None, rounds=())
    app = Stage[None](ResultsScreen(plain, Path("roles.toml")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        assert "By group" not in picture(app)
