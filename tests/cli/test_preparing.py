"""What is sent and printed before a workshop: `workshop invite`, `workshop guide`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.words import as_json, invoke

PLAN = ("new", "--title", "Autumn", "--unit", "North", "--users", "patrons", "--user", "patron")


@pytest.fixture
def planned(workspace: Path) -> Path:
    invoke(workspace, *PLAN, "--invited", "12", "--threshold", "4", "--check-in", "Rain or sun?")
    return workspace


class TestInvite:
    def test_it_says_what_for_how_long_and_who_sees_what(self, planned: Path) -> None:
        mail = as_json(planned, "invite", "north", "--deadline", "2027-02-04")
        said = " ".join(mail["body"].split())
        assert mail["subject"] == "Autumn: 10 minutes of your view, until 4 February 2027"
        assert "how we work for patrons" in said
        assert "about 10 minutes: 30 questions" in said
        assert "nothing is shown from fewer than 4 answers" in said
        assert "Who sees the result: the team." in said
        assert "Whoever administers this machine" in said

    def test_without_a_way_to_join_people_answer_at_the_workshop(self, planned: Path) -> None:
        body = as_json(planned, "invite", "north")["body"]
        assert "on paper" in body
        assert "ssh" not in body

    @pytest.mark.parametrize(
        "join", ["ssh -p 2222 ABCD-EFGH@lib", f"ssh ABCD@a-machine-with-{'a-very-' * 10}long-name -p 2222"]
    )
    def test_the_way_to_join_stands_on_a_line_of_its_own_and_so_does_the_plain_one(
        self, planned: Path, join: str
    ) -> None:
        lines = [
            line.strip() for line in as_json(planned, "invite", "north", "--join", join)["body"].split("\n")
        ]
        assert join in lines
        assert join.replace("ABCD", "plain-ABCD") in lines

    def test_a_plain_way_to_join_is_not_made_plainer(self, planned: Path) -> None:
        body = as_json(planned, "invite", "north", "--join", "ssh plain-AB@lib")["body"]
        assert body.count("AB@lib") == 1

    def test_a_quick_session_takes_five_minutes(self, workspace: Path) -> None:
        invoke(workspace, *PLAN, "--invited", "12", "--quick")
        assert "5 minutes: 6 questions" in as_json(workspace, "invite", "north")["body"]

    def test_alone_there_is_nobody_to_see_it(self, workspace: Path) -> None:
        invoke(workspace, *PLAN, "--invited", "1")
        assert "You rate alone" in as_json(workspace, "invite", "north")["body"]

    def test_a_wrong_date_is_refused(self, planned: Path) -> None:
        done = invoke(planned, "invite", "north", "--deadline", "soon")
        assert done.exit_code == 2
        assert "2026-11-23" in done.output


class TestGuide:
    def test_it_has_every_stage_with_its_minutes_and_every_attribute(self, planned: Path) -> None:
        parts = {part["title"]: part for part in as_json(planned, "guide", "north")["parts"]}
        assert [title for title in parts if "minutes)" in title] == [
            "WELCOME (4 minutes)",
            "FOLLOW-UP (5 minutes)",
            "RATE (8 minutes)",
            "REVEAL (4 minutes)",
            "DISCUSS (20 minutes)",
            "EXERCISES (10 minutes)",
            "ACTIONS (6 minutes)",
            "CLOSE (3 minutes)",
        ]
        assert parts["WELCOME (4 minutes)"]["to_do"] == ["Ask, one word each: Rain or sun?"]
        assert "What can patrons do because we are here?" in parts["CLEAR PURPOSE"]["words"]
        assert len(parts) == 1 + 8 + 2 + 6 + 1

    def test_it_fits_a_page_that_is_printed(self, planned: Path) -> None:
        lines = invoke(planned, "guide", "north").stdout.split("\n")
        assert max(map(len, lines)) <= 78
        assert "{" not in "".join(lines)

    def test_it_speaks_ascii_where_that_is_asked(self, planned: Path) -> None:
        assert invoke(planned, "guide", "north", "--ascii").stdout.isascii()


class TestMeetingForExercises:
    @pytest.fixture
    def planned(self, workspace: Path) -> Path:
        invoke(
            workspace, "new", "--title", "Doors", "--users", "patrons", "--user", "patron", "--invited", "9",
            "--exercise", "touch-points", "--exercise", "values",
        )  # fmt: skip
        return workspace

    def test_the_mail_says_what_we_do_and_that_nothing_is_to_be_prepared(self, planned: Path) -> None:
        mail = as_json(planned, "invite", "doors")
        said = " ".join(mail["body"].split())
        assert mail["subject"].startswith("Doors: 20 minutes together, on ")
        assert "TOUCH POINTS Walk the whole way of patrons" in said
        assert "VALUES OF CHANGE Before a change" in said
        assert "nothing is shown from fewer than 5 answers" in said
        assert "nothing to prepare" in said
        assert "questions" not in said

    def test_where_nothing_is_rated_no_count_is_promised(self, workspace: Path) -> None:
        invoke(workspace, "new", "--title", "Stops", "--invited", "9", "--exercise", "stop-list")
        body = as_json(workspace, "invite", "stops")["body"]
        assert "ballot" not in body
        assert "Nobody is named" in body

    def test_the_guide_leads_through_the_exercises_and_no_attribute(self, planned: Path) -> None:
        parts = {part["title"]: part for part in as_json(planned, "guide", "doors")["parts"]}
        assert list(parts)[1:-1] == [
            "WELCOME (3 minutes)",
            "EXERCISES (15 minutes)",
            "TOUCH POINTS",
            "VALUES OF CHANGE",
            "CLOSE (2 minutes)",
        ]
        words = " ".join(parts["TOUCH POINTS"]["words"])
        assert words.startswith("Walk the whole way of patrons")
        assert "make or break" in words
        assert not any("six sides" in line for part in parts.values() for line in part["words"])
