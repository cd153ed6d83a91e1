"""Exercises in a real terminal: from keys to the file and to the result, by ballots and by hands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance.people import workshop
from tests.acceptance.test_room_lists import again, answer
from tests.acceptance.test_room_voting import pass_to, type_papers
from tests.terminal import Terminal
from workshop.model.share import Share
from workshop.model.tally import Tally
from workshop.store.codec import load
from workshop.store.room import Room

HOSTILE = "Desk [/] [@click=app.exit]x[/] {users} {x}"


def meeting(folder: Path, *names: str, mode: str = "open") -> Path:
    """Plan a meeting of 20 minutes for these exercises and return its file."""
    options = [part for name in names for part in ("--exercise", name)]
    words = ("--unit", "North", "--invited", "3", "--mode", mode, "--user", "patron", "--users", "patrons")
    made = workshop("new", *options, *words, "--json", cwd=folder)
    return folder / str(json.loads(made)["file"])


def begun(path: Path) -> Terminal:
    """Lead it as far as its first exercise."""
    terminal = again(path)
    terminal.wait_for("space begin")
    terminal.send(" ")
    return terminal


def rate(path: Path, *lines: str) -> str:
    """One more participant rates line by line and hands in."""
    stdin = "".join(f"{line}\n" for line in (*lines, "y", ""))
    return workshop("rate", path.stem, "--plain", "--as-new", cwd=path.parent.parent, stdin=stdin)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "assessments").mkdir()
    return tmp_path


def test_touch_points_from_keys_to_the_weakest_point(folder: Path) -> None:
    path = meeting(folder, "touch-points")
    with begun(path) as terminal:
        terminal.wait_for("No touch point yet")
        answer(terminal, "a", "One meeting point with patrons", "Opening hours")
        answer(terminal, "a", "One meeting point with patrons", HOSTILE)
        terminal.wait_for("▸ Desk [/]")
        terminal.kill()  # in the middle of the list
    with again(path) as terminal:
        terminal.wait_for("▸ Opening hours")
        terminal.send("]")  # moved down
        terminal.wait_for(lambda rows: "Desk" in rows[6])
        terminal.send("u")  # and back up
        terminal.wait_for(lambda rows: "Opening" in rows[6])
        terminal.send(" ")
        terminal.wait_for("How do we rate?")
        terminal.send("o")
        terminal.wait_for("handed in")
        for desk in ("1", "2", "2"):
            rate(path, "4", desk, "2")
        terminal.wait_for("3 of 3 invited")
        terminal.kill()  # in the middle of the round
    with again(path) as terminal:
        terminal.wait_for("3 of 3 invited")
        terminal.send(" ")
        terminal.wait_for("Close the round")
        terminal.send("y")
        terminal.wait_for("The weakest make-or-break point is Desk [/]")
        terminal.wait_for("3 of 3 put it")
        terminal.send("q")
        terminal.wait_exit()
    hours, desk_point = load(path).exercises.touch_points
    assert hours.performance == Tally((0, 0, 0, 3, 0))
    assert desk_point.performance == Tally((1, 2, 0, 0, 0))
    assert desk_point.tokens == Share(3, 3)
    shown = workshop("show", path.stem, cwd=folder)
    assert "The weakest make-or-break point is Desk [/]" in shown
    assert "▲ weakest point" in shown
    found = json.loads(workshop("show", path.stem, "--json", cwd=folder))["exercises"]["touch-points"]
    assert found["weakest"] == [desk_point.id]
    assert found["touch_points"][1]["priority"] == pytest.approx(5 - 5 / 3)
    assert not Room(path).number


def test_touch_points_by_hands_killed_while_counting(folder: Path) -> None:
    path = meeting(folder, "touch-points")
    with begun(path) as terminal:
        terminal.wait_for("No touch point yet")
        answer(terminal, "a", "One meeting point with patrons", "Opening hours")
        answer(terminal, "a", "One meeting point with patrons", "Desk")
        terminal.send(" ")
        terminal.wait_for("How do we rate?")
        terminal.send("s")
        terminal.wait_for("SHOW OF HANDS")
        terminal.send("0 1 2 0 0 0 ")  # the hours: one at 2, two at 3
        terminal.wait_for("3 hands")
        terminal.wait_for("saved")
        terminal.kill()
    with again(path) as terminal:
        terminal.wait_for("SHOW OF HANDS")
        terminal.wait_for("3 hands")
        terminal.send("n2nn3")  # two at the desk's lowest, and its tokens
        terminal.wait_for("saved")
        terminal.send("d")
        terminal.wait_for("Record this show of hands?")
        terminal.send("y")
        terminal.wait_for("The weakest make-or-break point is Desk")
        terminal.send("q")
        terminal.wait_exit()
    session = load(path)
    assert session.exercises.rounds["touch-points"].method == "hands"
    assert session.exercises.touch_points[1].tokens == Share(3, 3)
    assert session.exercises.touch_points[1].lowest is None


def test_phrases_on_a_passed_keyboard_and_on_paper_are_one_round(folder: Path) -> None:
    path = meeting(folder, "phrases")
    with begun(path) as terminal:
        terminal.wait_for("We have always done it that way")
        terminal.send(" ")
        terminal.wait_for("How do we rate?")
        terminal.send("o")
        terminal.wait_for("handed in")
        pass_to(terminal, ["321", "331"])
        type_papers(terminal, ["221"])
        terminal.send(" ")
        terminal.wait_for("Close the round")
        terminal.send("y")
        terminal.wait_for("Heard in the last month")
        terminal.send("q")
        terminal.wait_exit()
    heard = [phrase.heard for phrase in load(path).exercises.phrases]
    assert heard == [Tally((0, 1, 2)), Tally((0, 2, 1)), Tally((3, 0, 0))]


def test_a_ballot_of_an_exercise_can_be_printed_and_its_round_opened_without_a_screen(folder: Path) -> None:
    path = meeting(folder, "qualities")
    printed = workshop("paper", path.stem, cwd=folder)
    assert "Curious: we ask before we offer" in printed
    assert "Tick one." in printed
    assert "[1] [2] [3] [4] [5] [?]" in printed
    workshop("open", path.stem, cwd=folder)
    said = rate(path, *"5555555", "6 7", "6")
    assert "Type one number, from 1 to 7" in said
    assert "Recorded: Curious" in said
    workshop("close", path.stem, "--yes", cwd=folder)
    assert load(path).exercises.qualities[5].grow_next == Share(1, 1)
    shown = workshop("show", path.stem, cwd=folder)
    assert "Grow next: Curious, picked by 1 of 1." in shown
    assert "no total" in shown


@pytest.mark.parametrize(
    ("name", "listed", "answers", "shows"),
    [
        ("policies", "Only two renewals", ("1", "1"), "−2:3"),
        ("phrases", "Ask the board first.", ("3",) * 4, "Heard in the last month"),
        ("qualities", "", (*"5555555", "6"), "Curious, picked by 3 of 3"),
    ],
)
def test_killed_while_listing_and_while_rating_it_comes_to_its_result(
    folder: Path, name: str, listed: str, answers: tuple[str, ...], shows: str
) -> None:
    path = meeting(folder, name)
    with begun(path) as terminal:
        if listed:
            terminal.wait_for("a add")
            terminal.send("a")
            terminal.wait_for("Enter save")
            terminal.send(f"{listed}\r")
        wanted = listed or "Compassionate"
        terminal.wait_for(lambda rows: wanted in "\n".join(rows) and "Enter save" not in "\n".join(rows))
        terminal.kill()  # what stands in the list is saved
    with again(path) as terminal:
        terminal.wait_for(listed or "Compassionate")
        terminal.send(" ")
        terminal.wait_for("How do we rate?")
        terminal.send("o")
        terminal.wait_for("handed in")
        for _person in range(3):
            rate(path, *answers)
        terminal.wait_for("3 of 3 invited")
        terminal.kill()
    with again(path) as terminal:
        terminal.wait_for("3 of 3 invited")
        terminal.send(" ")
        terminal.wait_for("Close the round")
        terminal.send("y")
        terminal.wait_for(shows)
        terminal.kill()
    with again(path) as terminal:
        terminal.wait_for(shows)
    assert load(path).exercises.rounds[name].voted == 3  # type: ignore[index]


def test_a_meeting_of_all_six_killed_at_each_goes_on_where_it_was(folder: Path) -> None:
    path = meeting(folder, "touch-points", "policies", "stop-list", "phrases", "qualities", "values")
    stops = {
        "1": ("No touch point yet", "a", "The door", "▸ The door"),
        "2": ("No policy yet", "a", "Two renewals", "▸ Two renewals"),
        "3": ("How could we guarantee", "  a", "Stamps", "▸ Stamps"),
        "4": ("We have always done it that way", "a", "Not now.", "▸ “Not now.”"),
        "5": ("we notice a hard day", "", "", "Curious"),
        "6": ("No value yet", "a", "Everybody is welcome", "▸ Everybody is welcome"),
    }
    with begun(path) as terminal:
        terminal.wait_for("No touch point yet")
        terminal.kill()
    for number, (sees, keys, typed, then) in stops.items():
        with again(path) as terminal:
            terminal.wait_for("h help" if number != "1" else sees)
            terminal.send("e")
            terminal.wait_for("1–6 choose")
            terminal.send(number)
            terminal.wait_for(sees)
            if typed:
                terminal.send(keys)
                terminal.wait_for("Enter save")
                terminal.send(f"{typed}\r")
            terminal.wait_for(then)
            terminal.kill()
    with again(path) as terminal:
        terminal.wait_for("▸ Everybody is welcome")
    kept = load(path)
    assert [point.name for point in kept.exercises.touch_points] == ["The door"]
    assert [policy.policy for policy in kept.exercises.policies] == ["Two renewals"]
    assert [stop.item for stop in kept.stops] == ["Stamps"]
    assert kept.exercises.phrases[-1].phrase == "Not now."
    assert kept.exercises.change and [value.value for value in kept.exercises.change.values] == [
        "Everybody is welcome"
    ]
