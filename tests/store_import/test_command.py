"""`workshop import`, run as people run it."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.store_import.build import MAP, people, save_instrument
from workshop.store.codec import load


@pytest.fixture
def folder(workspace: Path) -> Path:
    """A workspace with an instrument, a map, and a CSV with units of 6, 5 and 2 people."""
    save_instrument(workspace / "own.toml")
    (workspace / "map.toml").write_text(MAP, encoding="utf-8")
    (workspace / "survey.csv").write_text(people(A=6, B=5, C=2), encoding="utf-8")
    return workspace


def run(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    given = ["import", "survey.csv", "--columns", "map.toml", "--instrument", "own.toml", *more]
    return subprocess.run(
        [sys.executable, "-m", "workshop", *given], cwd=folder, capture_output=True, text=True, check=False
    )


def test_json_lists_what_was_made(folder: Path) -> None:
    done = run(folder, "--by", "Unit", "--held-on", "2026-11-23", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "sessions": [
            {"file": "assessments/2026-11-23-a.toml", "unit": "A", "voted": 6},
            {"file": "assessments/2026-11-23-b.toml", "unit": "B", "voted": 5},
        ],
        "not_counted": ["C"],
    }


def test_text_says_where_how_many_what_was_left_out_and_what_is_next(folder: Path) -> None:
    done = run(folder, "--by", "Unit", "--held-on", "2026-11-23")
    assert done.stdout.splitlines() == [
        "Imported: 2 sessions, one for each Unit, into assessments",
        "  assessments/2026-11-23-a.toml  A: 6 voted",
        "  assessments/2026-11-23-b.toml  B: 5 voted",
        "Not counted: C (fewer than 5 people answered, and so few could be told apart).",
        "Next: workshop compare 2026-11-23-a 2026-11-23-b",
    ]


def test_it_is_today_and_confidential_unless_said(folder: Path) -> None:
    file = json.loads(run(folder, "--json").stdout)["sessions"][0]["file"]
    session = load(folder / file)
    assert (session.held_on, session.mode, session.threshold) == (date.today(), "confidential", 5)


def test_every_option_reaches_the_session(folder: Path) -> None:
    more = ("--organisation", "Riverside", "--title", "Spring", "--mode", "open", "--threshold", "3")
    file = json.loads(run(folder, *more, "--json").stdout)["sessions"][0]["file"]
    session = load(folder / file)
    assert (session.organisation, session.title, session.mode) == ("Riverside", "Spring", "open")
    assert session.threshold == 3


def test_files_elsewhere_are_told_in_full(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    made = json.loads(run(folder, "--json", "--workspace", str(elsewhere)).stdout)["sessions"]
    assert made[0]["file"].startswith(f"{elsewhere}/assessments/")


def test_the_same_again_changes_nothing_and_says_so(folder: Path) -> None:
    first = json.loads(run(folder, "--by", "Unit", "--json").stdout)
    again = run(folder, "--by", "Unit", "--json")
    assert again.returncode == 0
    assert json.loads(again.stdout)["sessions"] == []
    assert json.loads(again.stdout)["unchanged"] == [session["file"] for session in first["sessions"]]
    said = run(folder, "--by", "Unit").stdout
    assert "nothing was changed" in said
    assert first["sessions"][0]["file"] in said


def test_another_split_is_refused(folder: Path) -> None:
    run(folder, "--by", "Unit")
    done = run(folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "not split a second way" in done.stderr


def test_bad_cells_are_listed_and_skipped_on_request(folder: Path) -> None:
    with (folder / "survey.csv").open("a", encoding="utf-8") as opened:
        opened.write("A,9,3\nA,3,x\n")
    refused = run(folder)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert 'row 15, column L1: found "9"' in refused.stderr
    assert 'row 16, column L2: found "x"' in refused.stderr
    done = run(folder, "--skip-bad", "--json")
    assert done.stderr == "2 bad cells or rows were skipped.\n"
    assert json.loads(done.stdout)["sessions"][0]["voted"] == 15


def test_when_nothing_could_be_counted_it_says_so_and_fails(folder: Path) -> None:
    done = run(folder, "--by", "Unit", "--threshold", "7")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "Nothing was written.",
        "Not counted: A, B, C (fewer than 7 people answered, and so few could be told apart).",
    ]


@pytest.mark.parametrize("wrong", [("--threshold", "2"), ("--mode", "hidden"), ("--held-on", "tomorrow")])
def test_wrong_usage_is_told(folder: Path, wrong: tuple[str, str]) -> None:
    assert run(folder, *wrong).returncode == 2
