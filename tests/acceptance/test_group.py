"""A group that rates in its own time: opened, rated, counted, and its comments reviewed, without a screen."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.acceptance.people import (
    FULL,
    answered,
    ballots,
    counted,
    expected,
    opened,
    plan,
    rate_plainly,
    values,
    workshop,
)
from tests.terminal import Terminal, run
from workshop.store import sealing
from workshop.store.codec import problems
from workshop.store.seat import take_seat

SIX = ["4" * 30, "3" * 30, FULL, "12345" * 6, "?" * 30, "54321" * 6]


def cast(path: Path, keys: str, **fields: object) -> None:
    """Have one more participant vote, as the line by line twin would, only faster."""
    seat = take_seat(path, as_new=True)
    seat.cast(seat.ballot.changed(answers=answered(path, keys), handed_in=True, **fields))


def test_six_people_line_by_line_then_counted(workspace: Path) -> None:
    path = opened(workspace, invited=8)
    for keys in SIX:
        rate_plainly(path, keys)
    outcome = json.loads(workshop("close", path.stem, "--yes", "--json", cwd=workspace))
    assert outcome == {"file": outcome["file"], "stage": "reveal", "voted": 6, "comments_waiting": 0}
    assert (workspace / outcome["file"]).samefile(path)
    assert counted(path) == expected(path, SIX, needed=5)
    assert problems(path) == []


def test_the_file_links_no_two_answers_of_one_person(workspace: Path) -> None:
    """No participant, no code, no time: the random ids of the room stand nowhere in the file."""
    path = opened(workspace)
    for keys in SIX:
        cast(path, keys)
    inside = [entry.stem for entry in path.with_suffix(".room").rglob("*.toml")]
    sealing.close_round(path)
    text = path.read_text(encoding="utf-8")
    assert not [name for name in inside if len(name) > 8 and name in text]
    assert not re.search(r"\d\d:\d\d", text)


def test_with_four_a_confidential_session_is_not_counted_and_no_ballot_is_lost(workspace: Path) -> None:
    path = opened(workspace)
    for keys in SIX[:4]:
        cast(path, keys)
    before = {entry: entry.read_bytes() for entry in path.with_suffix(".room").rglob("*.toml")}
    done = run("close", path.stem, "--yes", "--json", cwd=workspace)
    assert done.returncode == 1
    assert done.stdout == ""
    said = " ".join(done.stderr.split())
    assert "4 voted, 5 are needed in this confidential session" in said
    for way in ("Keep it open for others", "talk without numbers", f"workshop close {path.stem} --destroy"):
        assert way in said
    assert before == {entry: entry.read_bytes() for entry in path.with_suffix(".room").rglob("*.toml")}
    cast(path, SIX[4])
    workshop("close", path.stem, "--yes", cwd=workspace)
    assert counted(path) == expected(path, SIX[:5], needed=5)


def test_destroyed_and_begun_anew_in_open_mode(workspace: Path) -> None:
    path = opened(workspace)
    for keys in SIX[:2]:
        cast(path, keys)
    done = run("open", path.stem, "--mode", "open", cwd=workspace)
    assert done.returncode == 1
    assert "the mode can only be changed before the round is open" in done.stderr
    workshop("close", path.stem, "--destroy", "--yes", cwd=workspace)
    assert not list(path.parent.rglob("*.ballots"))
    workshop("open", path.stem, "--mode", "open", cwd=workspace)
    rate_plainly(path, SIX[2])
    workshop("close", path.stem, "--yes", cwd=workspace)
    assert counted(path) == expected(path, [SIX[2]])
    assert values(path)["mode"] == "open"


def test_closing_asks_and_no_is_no(workspace: Path) -> None:
    path = opened(workspace, mode="open")
    cast(path, "4")
    for said in ("n\n", "\n", ""):
        done = run("close", path.stem, cwd=workspace, stdin=said)
        assert done.returncode == 1
        assert "1 joined, 1 handed in" in done.stderr
        assert len(ballots(path)) == 1
    assert "Counted: 1 voted" in workshop("close", path.stem, cwd=workspace, stdin="y\n")


def test_comments_are_reviewed_one_by_one(workspace: Path) -> None:
    path = opened(workspace)
    rate_plainly(path, "4", "c", "Give each desk a phone [/] line")
    for number, text in enumerate(("Fire Bob", "Blah", "More time"), start=1):
        cast(path, str(number), comments={"vision": text})
    cast(path, "5")
    said = workshop("close", path.stem, "--yes", cwd=workspace)
    assert "4 comments wait: workshop review" in said
    assert "phone" not in path.read_text(encoding="utf-8")
    choices = {"Fire Bob": "a\naimed at Bob\n", "Blah": "d\n", "More time": "l\n"}
    waiting = workshop("review", path.stem, cwd=workspace, stdin="l\n" * 4)
    order = re.findall("Fire Bob|Blah|More time|Give each desk a phone", waiting)
    stdin = "".join(choices.get(text, "k\n") for text in order)
    assert "1 left for later" in workshop("review", path.stem, cwd=workspace, stdin=stdin)
    kept = values(path)
    assert [each["text"] for each in kept["comments"]] == ["Give each desk a phone [/] line"]
    assert kept["set_aside"] == [{"reason": "aimed at Bob", "count": 1}]
    text = path.read_text(encoding="utf-8")
    assert "Fire" not in text
    assert "Blah" not in text
    done = run("close", path.stem, cwd=workspace)
    assert done.returncode == 1
    assert "1 comment" in done.stderr
    assert "All reviewed" in workshop("review", path.stem, cwd=workspace, stdin="k\n")
    workshop("close", path.stem, cwd=workspace)
    assert not path.with_suffix(".room").exists()
    assert {each["text"] for each in values(path)["comments"]} >= {"More time"}
    assert problems(path) == []


def test_below_the_threshold_no_comment_is_shown_to_anybody(workspace: Path) -> None:
    path = opened(workspace)
    for keys in SIX[:4]:
        cast(path, keys, comments={"vision": "I am the only one who would say this"})
    assert run("close", path.stem, "--yes", cwd=workspace).returncode == 1
    assert workshop("review", path.stem, cwd=workspace) == "No comment waits for review.\n"


def test_how_it_feels_is_asked_only_after_an_earlier_session_and_tallied(workspace: Path) -> None:
    first = opened(workspace, title="Spring", unit="North", mode="open", held_on=date(2026, 3, 1))
    assert "how does each feel" not in rate_plainly(first, "4")
    sealing.close_round(first)
    sealing.close_session(first)
    again = opened(workspace, title="Autumn", unit="North", mode="open")
    other = opened(workspace, title="Autumn", unit="South", mode="open", held_on=date(2026, 11, 24))
    assert "how does each feel" not in rate_plainly(other, "4")
    for letters in ("wsbn", "w\n\nb"):
        felt = [*letters.split("\n")] if "\n" in letters else [*letters]
        typed = [*("4" * 30), "y", *felt, *[""] * (6 - len(felt)), ""]
        stdin = "".join(f"{line}\n" for line in typed)
        said = workshop("rate", again.stem, "--plain", "--as-new", cwd=workspace, stdin=stdin)
        assert "Since 1 March 2026, how does each feel?" in said
    sealing.close_round(again)
    felt_tally = values(again)["rounds"][0]["felt"]
    ids = list(counted(again))
    assert felt_tally == {
        ids[0]: "2 0 0 | 0",
        ids[1]: "0 1 0 | 0",
        ids[2]: "0 0 2 | 0",
        ids[3]: "0 0 0 | 1",
    }


def test_felt_on_the_screen(workspace: Path) -> None:
    first = opened(workspace, title="Spring", unit="North", mode="open", held_on=date(2026, 3, 1))
    cast(first, "4")
    sealing.close_round(first)
    again = opened(workspace, title="Autumn", unit="North", mode="open", depth="quick")
    with Terminal("rate", again.stem, cwd=workspace) as terminal:
        terminal.wait_for("Enter start")
        terminal.send("\r")
        terminal.wait_for("1 of 6")
        terminal.send("433152")
        terminal.wait_for("6 answered · saved")
        terminal.send("y")
        terminal.wait_for("Since 1 March 2026")
        terminal.send("wbsn")
        terminal.wait_for("was not here")
        terminal.send("\r")
        terminal.wait_for("Handed in. Thank you.")
    sealing.close_round(again)
    ids = list(counted(again))
    assert values(again)["rounds"][0]["felt"] == {
        ids[0]: "1 0 0 | 0",
        ids[1]: "0 0 1 | 0",
        ids[2]: "0 1 0 | 0",
        ids[3]: "0 0 0 | 1",
    }


@pytest.mark.parametrize("action", ["withdraw", "change"])
def test_until_it_is_closed_one_may_change_or_withdraw(workspace: Path, action: str) -> None:
    path = opened(workspace, mode="open")
    cast(path, "5" * 30)
    with Terminal("rate", path.stem, "--as-new", cwd=workspace) as terminal:
        terminal.wait_for("Enter start")
        terminal.send("\r")
        terminal.wait_for("1 of 30")
        terminal.send("2" * 30)
        terminal.wait_for("30 answered · saved")
        terminal.send("y")
        terminal.wait_for("Handed in")
        if action == "withdraw":
            terminal.send("w")
            terminal.wait_for("Withdraw all your answers?")
            terminal.send("y")
            terminal.wait_for("Enter start")
        else:
            terminal.send("c")
            terminal.wait_for("1 of 30")
            terminal.send("1")
            terminal.wait_for("2 of 30 · saved")
        terminal.send("q")
        terminal.wait_exit()
    sealing.close_round(path)
    people = ["5" * 30] if action == "withdraw" else ["5" * 30, "1" + "2" * 29]
    assert counted(path) == expected(path, people)


def test_more_ballots_than_people_is_said_before_counting(workspace: Path) -> None:
    path = opened(workspace, invited=2, mode="open")
    for keys in SIX[:3]:
        cast(path, keys)
    done = run("close", path.stem, cwd=workspace, stdin="n\n")
    assert "There are 3 ballots, but 2 people are invited." in done.stderr


def test_groups_are_asked_for_and_kept_at_once(workspace: Path) -> None:
    path = opened(workspace, mode="open", grouping={"name": "Role", "groups": ("desk", "back office")})
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        terminal.wait_for("Role")
        terminal.send("2\r")
        terminal.wait_for("1 of 30 · saved")
        assert ballots(path)[0].group == "back office"
    said = workshop("rate", path.stem, "--plain", "--as-new", cwd=workspace, stdin="1\n4\n")
    assert "Recorded: desk" in said
    assert sorted(each.group for each in ballots(path)) == ["back office", "desk"]


def test_a_plan_that_was_never_opened_says_how_to_open_it(workspace: Path) -> None:
    path = plan(workspace, invited=8)
    done = run("rate", path.stem, "--plain", cwd=workspace)
    assert done.returncode == 1
    assert f"workshop open {path.stem}" in done.stderr
