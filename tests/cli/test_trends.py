"""`workshop trends`: printed tables, JSON, what is left out, and files that are no sessions."""

from __future__ import annotations

import csv
import json
import os
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.analysis.build import SPEECH, ladders, only, round_of, session
from tests.model.build import plan
from tests.samples import copy_samples, oddly_named
from workshop.cli.main import cli
from workshop.errors import WorkshopError
from workshop.model.followup import Action
from workshop.model.session import AgreedLevel
from workshop.store import sessions


def trends(folder: Path, *options: str) -> str:
    done = CliRunner().invoke(cli, ["trends", "--workspace", str(folder), *options])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def branches(tmp_path: Path) -> Path:
    folder = tmp_path / "assessments"
    for year, unit, vision in (
        (2025, "North", "6 5 0 0 0 | 0"),
        (2026, "North", "0 0 1 5 5 | 0"),
        (2026, "South", "5 5 2 0 0 | 0"),
        (2026, "West", "4 5 3 0 0 | 0"),
        (2026, "East", "hidden"),
    ):
        session = ladders(vision, unit=unit, organisation="Riverside", held_on=date(year, 3, 1), title=unit)
        sessions.create(session, folder)
    (folder / "broken.toml").write_text("title = ")
    return tmp_path


def test_units_beside_each_other_with_n_and_what_moved(branches: Path) -> None:
    said = trends(branches, "--ascii")
    for part in (
        "4 units",
        "4.4+ (11)",
        "These stand higher than the others together, by more than groups this size usually vary: * "
        "Strong vision: North (4.4; 11 answers). What is not noted here stays in the team",
        "North, Strong vision: higher than on 2025-03-01 (1.5, then 4.4; 11 and 11 answers).",
        "comparisons on this page",
    ):
        assert part in " ".join(said.split())
    assert said.isascii()
    *lines, command = said.splitlines()
    assert max(map(len, lines)) <= 80
    assert command.endswith(" --unit East")
    assert [line.split()[0] for line in said.splitlines()[3:7]] == ["East", "North", "South", "West"]
    assert "-" in said.splitlines()[3].split()


def test_one_unit_over_time_with_felt_change_actions_and_its_files(tmp_path: Path) -> None:
    said = " ".join(trends(copy_samples(tmp_path), "--unit", "north").split())
    for part in (
        "Riverside Public Library, North branch: over time",
        "since last time, on 2026-01-28",
        "Higher than on 2025-05-14, by more than a group this",
        "Asked what changed since last time, 6 of 9 said better",
        "was stopped and came back.",
        "12 comparisons on this page",
    ):
        assert part in said


def test_a_path_or_a_command_is_never_broken_however_long(tmp_path: Path, branches: Path) -> None:
    """They are there to be copied."""
    folder = copy_samples(tmp_path / "a folder with a long name" / ("and-one-inside-it" * 5))
    newest = "2026-11-18-north-branch"
    file = folder / "assessments" / f"{newest}.toml"
    assert f" File: {file}" in trends(folder, "--unit", "north").splitlines()
    shown = CliRunner().invoke(cli, ["show", newest, "--workspace", str(folder)]).output.splitlines()
    assert f" File: {file}" in shown
    assert shown[-1].endswith(f"workshop compare 2026-01-28-north-branch {newest}")
    assert trends(branches).splitlines()[-1].endswith(f" workshop trends --workspace {branches} --unit East")


def test_csv_has_a_line_for_each_attribute_of_each_session_and_nothing_hidden(branches: Path) -> None:
    rows = list(csv.DictReader(trends(branches, "--csv").splitlines()))
    assert len(rows) == 5 * 2
    north = next(row for row in rows if (row["unit"], row["held_on"]) == ("North", "2026-03-01"))
    assert north["n"] == "11"
    assert float(north["mean"]) == pytest.approx(48 / 11)
    assert float(north["low"]) < float(north["mean"]) < float(north["high"])
    east = next(row for row in rows if row["unit"] == "East")
    assert (east["mean"], east["n"], east["why"]) == ("", "", "too few answers to show")


def test_json_holds_all_tables_unrounded_and_nothing_hidden(branches: Path) -> None:
    said = json.loads(trends(branches, "--json"))
    north = next(unit for unit in said["units"] if unit["unit"] == "North")
    points = north["attributes"][0]["points"]
    assert [point["n"] for point in points] == [11, 11]
    assert points[1]["mean"] == pytest.approx(48 / 11)
    east = next(row for row in said["across"]["rows"] if row["unit"] == "East")
    assert east["cells"][0] == {
        "mean": None,
        "n": None,
        "statements": 0,
        "why": "too few answers to show",
        "higher": False,
    }
    assert [one["unit"] for one in said["across"]["learn_from"]] == ["North"]
    assert said["moved"][0]["verdict"] == "higher"
    assert len(said["unreadable"]) == 1


def test_since_and_unit_choose_and_nothing_that_fits_is_said(branches: Path) -> None:
    assert [u["unit"] for u in json.loads(trends(branches, "--unit", "SOU", "--json"))["units"]] == ["South"]
    recent = json.loads(trends(branches, "--since", "2026-01-01", "--json"))
    assert all(len(unit["sessions"]) == 1 for unit in recent["units"])
    done = CliRunner().invoke(cli, ["trends", "--workspace", str(branches), "--unit", "nowhere"])
    assert done.exit_code == 1
    assert "no counted session fits" in str(done.exception)


def test_a_file_whose_name_is_no_utf_8_is_printed_as_it_is_and_exported(tmp_path: Path) -> None:
    """Even where the terminal's text is strict, as in most locales; JSON and Parquet stay text."""
    odd = oddly_named(copy_samples(tmp_path) / "assessments" / "2026-11-18-north-branch.toml")

    def printed(*arguments: str) -> bytes:
        given = [sys.executable, "-m", "workshop", *arguments, "--workspace", str(tmp_path)]
        env = {**os.environ, "PYTHONIOENCODING": "utf-8:strict"}
        done = subprocess.run(given, env=env, capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done.stdout

    assert os.fsencode(odd) in printed("trends", "--csv")
    found = json.loads(printed("trends", "--json").decode())
    assert str(odd) in [session["file"] for session in found["units"][0]["sessions"]]
    printed("export", "--all", "--to", "parquet")
    (counts,) = (tmp_path / "exports").glob("*.parquet")
    found = json.loads(printed("trends", "--json", "--from", str(counts)))
    assert len(found["units"][0]["sessions"]) == 3


def test_of_many_units_promises_are_counted_not_listed(tmp_path: Path) -> None:
    """Of a thousand units it would be thousands of lines."""
    late = Action(text="Try it", owner="us", due=date(2020, 1, 1))
    for number in range(51):
        session = ladders("6 5 0 0 0 | 0", unit=f"Unit {number}", held_on=date(2026, 3, 1), title="x")
        sessions.create(session.model_copy(update={"actions": (late,)}), tmp_path / "assessments")
    assert "overdue 51" in " ".join(trends(tmp_path).split())
    assert "Try it" not in trends(tmp_path)
    assert "Try it" in trends(tmp_path, "--unit", "Unit 5")


@pytest.mark.parametrize("options", [(), ("--csv",), ("--unit", "north")])
def test_files_that_are_left_out_are_named_on_standard_error(
    branches: Path, options: tuple[str, ...]
) -> None:
    """Of a CSV nobody could tell that it was not whole."""
    done = CliRunner().invoke(cli, ["trends", "--workspace", str(branches), *options])
    assert done.stderr.startswith("1 file cannot be read and is left out:\n")
    assert f"{branches / 'assessments' / 'broken.toml'}:1:9: not valid TOML" in done.stderr
    assert "broken.toml" not in done.stdout


def test_where_no_file_is_whole_the_first_few_are_named_with_line_and_reason(tmp_path: Path) -> None:
    """Nothing was said of them, so that one looked for sessions that were there."""
    (tmp_path / "assessments").mkdir()
    for number in range(7):
        (tmp_path / "assessments" / f"{number}.toml").write_text("title = ")
    for command in (("trends",), ("trends", "--csv"), ("export", "--all", "--to", "csv")):
        done = CliRunner().invoke(cli, [*command, "--workspace", str(tmp_path)])
        assert done.exit_code == 1
        assert isinstance(done.exception, WorkshopError)
        said = str(done.exception)
        assert "7 files cannot be read:" in said
        assert said.count(".toml:1:9: not valid TOML") == 5
        assert "and 2 more" in said
        assert "workshop check" in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--csv", "--json"), "--csv and --json are two ways to print"),
        (("--since", "2026-02-01", "--until", "2026-01-01"), "--since 2026-02-01 is later than --until"),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    branches: Path, options: tuple[str, ...], said: str
) -> None:
    done = CliRunner().invoke(cli, ["trends", "--workspace", str(branches), *options])
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_page_names_the_days_it_compares_and_only_its_units(branches: Path) -> None:
    old = ladders("0 0 1 5 5 | 0", unit="Gone", organisation="Riverside", held_on=date(2020, 3, 1), title="g")
    for one in (old, old.changed(held_on=date(2019, 3, 1), rounds=ladders("6 5 0 0 0 | 0").rounds)):
        sessions.create(one, branches / "assessments")
    assert "WHAT MOVED OVER TIME" in trends(branches)
    assert "Gone" not in trends(branches)
    assert "WHAT MOVED UP TO 2026-03-01" in trends(branches, "--until", "2026-03-01")
    assert "Units, 2025-03-02 to 2026-03-01" in trends(branches, "--until", "2030-01-01")
    both = trends(branches, "--since", "2025-06-01", "--until", "2026-03-01")
    assert "WHAT MOVED FROM 2025-06-01 TO 2026-03-01" in both
    assert "higher than on 2025-03-01" not in both
    assert all(one["unit"] != "Gone" for one in json.loads(trends(branches, "--json"))["moved"])


@pytest.fixture
def without_ladders(tmp_path: Path) -> Path:
    """Two units over two years that asked the two statements of open speech, which has no ladder."""
    for year, unit, counts in (
        (2024, "North", "6 5 1 0 0 | 0"),
        (2025, "North", "0 0 1 5 6 | 0"),
        (2024, "South", "6 5 1 0 0 | 0"),
        (2025, "South", "6 5 1 0 0 | 0"),
    ):
        tallies = {"speech": {"bad-news": counts, "asked": counts}}
        given: dict[str, Any] = {
            "unit": unit,
            "organisation": "Riverside",
            "held_on": date(year, 5, 1),
            "title": unit,
        }
        made = session(round_of(tallies), instrument=only(SPEECH), **given)
        sessions.create(made, tmp_path / "assessments")
    return tmp_path


def test_without_ladders_the_statements_are_shown_and_compared(without_ladders: Path) -> None:
    said = " ".join(trends(without_ladders).split())
    for part in (
        "North ▓4.4~ (12)",
        "South 1.6~ (12)",
        "Only ladders are compared between units, and no attribute here has one.",
        "North, Open speech. Of 2 statements: 2 higher than on 2024-05-01, by more than a group this size",
        "~ mean of the statements",
        "4 comparisons on this page",
    ):
        assert part in said
    assert "Nothing moved" not in said
    assert "stand" not in said.split("Only ladders")[0]


def test_without_ladders_json_and_csv_say_of_how_many_statements(without_ladders: Path) -> None:
    said = json.loads(trends(without_ladders, "--json"))
    cell = said["across"]["rows"][0]["cells"][0]
    assert (cell["mean"], cell["n"], cell["statements"]) == (pytest.approx(53 / 12), 12, 2)
    assert [(one["unit"], one["question"], one["verdict"]) for one in said["moved"]] == [
        ("North", "bad-news", "higher"),
        ("North", "asked", "higher"),
    ]
    assert said["compared"] == 4
    rows = list(csv.DictReader(trends(without_ladders, "--csv").splitlines()))
    assert {row["statements"] for row in rows} == {"2"}


@pytest.fixture
def organisations(tmp_path: Path) -> Path:
    """Three units of two organisations, two of the same name; one moved, all promised and noted."""
    noted = {"vision": AgreedLevel(level=4, example="We ask {users} first.")}
    late = Action(text="Try it", owner="us", due=date(2020, 1, 1))
    for year, organisation, unit, vision in (
        (2025, "Alpha", "Main", "6 5 0 0 0 | 0"),
        (2026, "Alpha", "Main", "0 0 1 5 5 | 0"),
        (2026, "Beta", "Annex", "5 5 2 0 0 | 0"),
        (2026, "Beta", "Main", "4 5 3 0 0 | 0"),
    ):
        given: dict[str, Any] = {
            "unit": unit,
            "organisation": organisation,
            "held_on": date(year, 3, 1),
            "title": unit,
        }
        made = ladders(vision, actions=(late,), audience="organisation", **given)
        sessions.create(made.changed(agreed=noted), tmp_path / "assessments")
    return tmp_path


def test_units_of_several_organisations_are_named_with_theirs_and_sorted_so(organisations: Path) -> None:
    said = trends(organisations)
    assert [line[1:14].rstrip() for line in said.splitlines()[3:6]] == [
        "Alpha · Main",
        "Beta · Annex",
        "Beta · Main",
    ]
    for part in (
        "• Strong vision: Alpha · Main (4.4; 11 answers). They noted: We ask users first.",
        "• Alpha · Main, Strong vision: higher than on 2025-03-01",
        "• Beta · Annex: ",
        f"trends --workspace {organisations} --unit Main --organisation Alpha",
    ):
        assert part in " ".join(said.split())
    assert "Alpha" not in trends(organisations, "--organisation", "Beta")
    assert "Beta ·" not in trends(organisations, "--organisation", "Beta")


def test_json_says_whose_unit_it_is_and_fills_in_the_words_of_what_was_noted(organisations: Path) -> None:
    said = json.loads(trends(organisations, "--json"))
    (learn,) = said["across"]["learn_from"]
    assert (learn["organisation"], learn["unit"], learn["evidence"]) == (
        "Alpha",
        "Main",
        "We ask users first.",
    )
    assert {one["organisation"] for one in said["moved"]} == {"Alpha"}
    assert [unit["promises"][0]["organisation"] for unit in said["units"]] == ["Alpha", "Beta", "Beta"]


@pytest.mark.parametrize(
    ("audience", "warned"),
    [("team", ["It quotes what was planned in a session that was promised to be seen by the team alone"])]
    + [(wider, []) for wider in ("organisation", "board")],
)
def test_json_warns_where_it_quotes_what_was_for_the_team_alone(
    tmp_path: Path, audience: str, warned: list[str]
) -> None:
    plans = (Action(text="Ask first"),)
    made = ladders("0 0 1 5 5 | 0", unit="Main", audience=audience, actions=plans)
    sessions.create(made, tmp_path / "assessments")
    said = json.loads(trends(tmp_path, "--json"))
    assert said["units"][0]["promises"][0]["text"] == "Ask first"
    assert [warning.partition(",")[0] for warning in said["warnings"]] == warned


def test_of_a_data_set_it_is_said_that_it_holds_no_notes(organisations: Path) -> None:
    done = CliRunner().invoke(cli, ["export", "--all", "--to", "parquet", "--workspace", str(organisations)])
    assert done.exit_code == 0, done.output
    (counts,) = (organisations / "exports").glob("*.parquet")
    said = " ".join(trends(organisations, "--from", str(counts)).split())
    assert "A data set holds no notes: ask these teams what they do." in said
    assert "stays in the team" not in said


def test_units_of_other_years_days_to_come_and_days_named_twice_are_said(branches: Path) -> None:
    """Three of six units were missing without a word, and one mistyped year took all others away."""
    folder = branches / "assessments"
    for name, unit, day in (
        ("gone.toml", "Gone", "2020-03-01"),
        ("ahead.toml", "Later", "9999-03-01"),
        ("copy.toml", "South", "2026-03-01"),
    ):
        text = next(folder.glob("*south*")).read_text()
        text = text.replace('unit = "South"', f'unit = "{unit}"')
        (folder / name).write_text(text.replace("held_on = 2026-03-01", f"held_on = {day}"))
    said = " ".join(trends(branches).split())
    for part in (
        "4 of 6 units",
        "2 more units have no session in this period: --since with an earlier day shows more.",
        "Several sessions on one day: South on 2026-03-01 (2026-03-01-south.toml, copy.toml).",
        "1 session lies in the future: 9999-03-01 (ahead.toml). Is its day mistyped?",
        "higher than on 2025-03-01",
    ):
        assert part in said
    south = " ".join(trends(branches, "--unit", "south").split())
    assert "None of them is read as later; is one a copy?" in south
    assert "what can be compared was held on one day" in south
    assert "lies in the future" in trends(branches, "--unit", "later")
    assert "lies in the future" not in trends(branches, "--until", "9999-12-31")


def test_chosen_units_are_compared_with_all_units_of_the_period(branches: Path) -> None:
    said = " ".join(trends(branches, "--unit", "t").split())
    assert "Compared with all 4 units of this period" not in said
    some = " ".join(trends(branches, "--unit", "th").split())
    assert "North (4.4; 11 answers)." in some
    assert "Compared with all 4 units of this period, shown here or not." in some
    alone = trends(branches, "--since", "2024-01-01", "--until", "2025-06-01")
    assert "over time" in alone


def test_a_print_of_one_unit_says_why_there_is_no_figure_and_why_each_line_starts(tmp_path: Path) -> None:
    """The screen said it at each point; the print had a dash, and a legend that was cut."""
    counts = {"vision": {"ladder": "6 5 0 0 0 | 0"}, "staff": {"ladder": "hidden"}}
    for year in (2022, 2023, 2024, 2025):
        counted = round_of(counts, method="hands" if year == 2023 else "ballots")
        held = ladders("hidden", unit="North", held_on=date(year, 3, 1), title="North")
        sessions.create(held.changed(rounds=(counted,)), tmp_path / "assessments")
    printed = trends(tmp_path)
    said = " ".join(printed.split())
    for part in (
        "No figure on 2022-03-01, 2023-03-01, 2024-03-01, 2025-03-01: too few answers to show.",
        "┊ a new line: asked or answered in another way",
        "A new line starts on 2024-03-01: a show of hands on 2023-03-01, ballots on 2024-03-01.",
        "A new line starts on 2023-03-01: ballots on 2022-03-01, a show of hands on 2023-03-01.",
    ):
        assert part in said
    assert "first session" not in said


@pytest.fixture
def numbered(tmp_path: Path) -> Path:
    """Branches whose names are part of others'."""
    for number, unit in enumerate(("Branch 1", "Branch 10", "Branch 11", "Café", "Café du Nord")):
        made = ladders("6 5 0 0 0 | 0", unit=unit, organisation="R & D", held_on=date(2026, 3, 1 + number))
        sessions.create(made.changed(title=unit), tmp_path / "assessments")
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("branch 1", ["Branch 1"]),
        ("branch", ["Branch 1", "Branch 10", "Branch 11"]),
        ("branch 1 ", ["Branch 1"]),
        ("Cafe\u0301", ["Café"]),
        ("cafe\u0301 d", ["Café du Nord"]),
    ],
)
def test_a_name_goes_before_those_that_it_is_a_part_of(numbered: Path, asked: str, found: list[str]) -> None:
    said = json.loads(trends(numbered, "--unit", asked, "--json"))
    assert [unit["unit"] for unit in said["units"]] == found


def test_the_days_do_not_make_another_unit_of_a_name(numbered: Path) -> None:
    done = CliRunner().invoke(
        cli, ["trends", "--workspace", str(numbered), "--unit", "Branch 1", "--since", "2026-03-02"]
    )
    assert "no counted session fits" in str(done.exception)


def test_the_way_to_one_unit_chooses_the_same_sessions_and_can_be_pasted(numbered: Path) -> None:
    done = CliRunner().invoke(cli, ["export", "--all", "--to", "parquet", "--workspace", str(numbered)])
    assert done.exit_code == 0, done.output
    (counts,) = (numbered / "exports").glob("*.parquet")
    source = counts.rename(counts.with_name("it's all.parquet"))
    said = trends(
        numbered, "--from", str(source), "--engine", "duckdb", "--organisation", "R &"
    ).splitlines()[-1]
    _, _, command = said.partition("workshop ")
    options = shlex.split(command)
    assert options == [
        *("trends", "--workspace", str(numbered), "--from", str(source), "--engine", "duckdb"),
        *("--unit", "Branch 1", "--organisation", "R &"),
    ]
    done = CliRunner().invoke(cli, options)
    assert "Branch 1: over time" in done.stdout


def test_an_empty_folder_and_one_that_is_not_there_are_said_with_what_to_do(tmp_path: Path) -> None:
    """It advised what had just been done."""
    refused: dict[str, WorkshopError] = {}
    sessions.create(plan(title="Planned"), tmp_path / "planned" / "assessments")
    (tmp_path / "empty" / "assessments").mkdir(parents=True)
    for name in ("empty", "nope", "planned"):
        done = CliRunner().invoke(cli, ["trends", "--workspace", str(tmp_path / name)])
        assert isinstance(done.exception, WorkshopError)
        refused[name] = done.exception
    assert refused["empty"].message == f"there are no sessions in {tmp_path / 'empty' / 'assessments'}"
    assert refused["nope"].message == f"there is no folder {tmp_path / 'nope' / 'assessments'}"
    assert "`workshop new`" in refused["nope"].hint
    assert refused["planned"].message.endswith("is counted yet")
    assert "workshop close" in refused["planned"].hint
