"""The 60-minute agenda through a pipe: eleven people, a show of hands, to the closed session file."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.people import ballots, opened, plan, rate_plainly, workshop
from tests.plain.test_facilitating import HANDS
from tests.terminal import Terminal
from workshop.store import sessions
from workshop.store.codec import load
from workshop.store.room import Room


def test_a_whole_workshop_is_led_through_a_pipe(workspace: Path) -> None:
    path = plan(workspace, invited=12)
    lines = ["present 11", "next", "story A queue at nine.", "next", *HANDS, "next"]
    lines += ["note Two desks, one queue.", "next"]
    lines += ["3", "The plan.", "2", "n"]
    for _ in range(5):
        lines += ["agree", "none 2-4", "", "n"]
    lines += ["add The second form", *[""] * 8, "next"]
    lines += ["add Open at nine", "Jo", "2027-01-10", "", "", "", "next"]
    lines += ["date 2027-02-10", "summary", "end", "y"]
    said = workshop("run", path.stem, cwd=workspace, stdin="".join(f"{line}\n" for line in lines))
    assert "\x1b" not in said
    assert "The session is closed." in said
    assert "Report written: " in said
    assert {one.suffix for one in (workspace / "exports").iterdir()} == {".md", ".html"}
    session = load(path)
    assert session.stage == "close"
    assert not Room(path).exists
    assert session.first is not None
    assert (session.first.method, session.first.voted, session.present) == ("hands", 11, 11)
    assert len(session.agreed) == 6
    assert max(str(entry.level or entry.range) for entry in session.agreed.values()) == "3"
    assert session.actions[0].owner == "Jo"
    assert session.stops[0].item == "The second form"
    assert str(session.next_on) == "2027-02-10"
    assert [note.text for note in session.notes] == ["A queue at nine.", "Two desks, one queue."]


def test_a_passed_keyboard_and_papers_make_one_round_and_one_ladder_is_voted_on_again(
    workspace: Path,
) -> None:
    """Three people on one keyboard, three papers, then a second vote of a ladder: all through a pipe."""
    path = plan(workspace, invited=6, present=6, depth="quick")
    people, papers = ("155511", "155512", "144421"), ("533315", "533325", "5?2225")
    lines = ["next", "next", "pass", "y"]
    for keys in people:
        lines += ["", *keys, "y", ""]
    lines += ["done", "paper", "y", "3"]
    for keys in papers:
        lines += [*keys, "y"]
    lines += ["status", "close", "y", "next", "timer", "pause", "longer", "time"]
    lines += ["note One", "note Two", "notes", "remove 1", "change 1 Three", "undo", "undo", ""]
    lines += ["revote", "y", "pass", "y"]
    for key in "333344":
        lines += ["", key, "y", ""]
    lines += ["done", "close", "y", "3", "At the desk.", "1"]
    said = workshop("run", path.stem, "--plain", cwd=workspace, stdin="".join(f"{line}\n" for line in lines))
    assert "\x1b" not in said
    assert "Paper 3 of 3." in said
    assert "6 joined, 6 of 6 here handed in." in said
    assert "Everybody is done: close counts." in said
    assert "Alone: 2:00 minutes left, paused." in said
    session = load(path)
    assert [counted.voted for counted in session.rounds] == [6, 6]
    (again,) = session.rounds[1].tally
    assert session.about == again
    assert session.agreed[again].level == 3
    assert str(session.agreed[again].evidence) == "users told us"
    assert [note.text for note in session.notes] == ["One", "Two"]


def test_a_second_program_is_told_who_leads_and_may_take_over(workspace: Path) -> None:
    path = plan(workspace, invited=12)
    with Terminal("run", path.stem, "--plain", cwd=workspace) as first:
        first.wait_for("next begins.")
        assert "Welcome." not in workshop("run", path.stem, "--plain", cwd=workspace, stdin="n\n")
        with Terminal("run", path.stem, "--plain", cwd=workspace) as second:
            second.wait_for("Take over?")
            second.send("y\r")
            second.wait_for("next begins.")
            first.send("present 3\r")
            first.wait_for("Somebody else leads this session now.")
            assert first.wait_exit() == 0
        assert "\x1b" not in first.raw.decode()
    assert load(path).present is None


def test_who_was_taken_over_leads_again_when_the_other_leaves(workspace: Path) -> None:
    """Also at the welcome, where leaving removes a room that nobody else leads."""
    path = plan(workspace, invited=12)
    with Terminal("run", path.stem, "--plain", cwd=workspace) as first:
        first.wait_for("next begins.")
        with Terminal("run", path.stem, "--plain", cwd=workspace) as second:
            second.wait_for("Take over?")
            second.send("y\r")
            second.wait_for("next begins.")
            first.wait_for("Somebody else leads this session now.")
            second.send("q\r")
            assert second.wait_exit() == 0
        first.wait_for("They have left: you lead this session again.")
        first.send("present 3\r")
        first.wait_for("3 people here. Saved.")
        assert Room(path).exists
        first.send("q\r")
        assert first.wait_exit() == 0
    assert load(path).present == 3
    assert not Room(path).exists


def test_who_waits_is_told_what_came_in_without_typing_and_ctrl_c_leaves(workspace: Path) -> None:
    path = opened(workspace)
    sessions.change(path, lambda session: session.changed(stage="rate"))
    with Terminal("run", path.stem, "--plain", cwd=workspace) as terminal:
        terminal.wait_for("0 joined, 0 of 8 invited handed in.")
        rate_plainly(path)
        terminal.wait_for("1 joined, 1 of 8 invited handed in.")
        terminal.send("\x03")
        terminal.wait_for("Saved. To go on from here: workshop run")
        assert terminal.wait_exit() == 0
    assert len(ballots(path)) == 1
    assert Room(path).number == 1


def test_what_a_first_time_leader_looks_for_is_said(workspace: Path) -> None:
    """How people join from elsewhere, which numbers there are, and how to leave questions out."""
    path = plan(workspace, invited=6, present=6, depth="quick")
    lines = [
        "next",
        "next",
        "join",
        "skip",
        "talk",
        "2",
        "agenda 6",
        "y",
        "add The form",
        ".",
        "list",
        "quit",
    ]
    said = workshop("run", path.stem, "--plain", cwd=workspace, stdin="".join(f"{line}\n" for line in lines))
    assert f"start workshop host {path.stem} in a second terminal" in said
    assert "1 Strong vision, 2 Empowered staff" in said
    assert "Discuss: Empowered staff" in said
    assert said.count("Why did it begin?") == 1
    assert "Who gains from it?" not in said
    assert [stop.item for stop in load(path).stops] == ["The form"]
