"""Voting in a led workshop, as a facilitator does it: in a pseudo-terminal, to the saved file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.terminal import Terminal, run
from workshop.store import sessions
from workshop.store.codec import load
from workshop.store.room import Room
from workshop.store.workspace import Workspace

TAKEN_BACK = "\x18"
LADDERS = ("vision", "staff", "purpose", "culture", "thinking", "resources")


def plan(workspace: Path, *options: str, present: int | None = None, stage: str = "rate") -> Path:
    """Plan a quick session that has come to ``stage``."""
    done = run("new", "--title", "South", "--quick", *options, cwd=workspace)
    assert done.returncode == 0, done.stderr
    (path,) = Workspace(workspace).files()
    sessions.change(path, lambda session: session.changed(stage=stage, present=present))
    return path


def lead(path: Path) -> Terminal:
    return Terminal("run", path.stem, cwd=path.parent.parent)


def sees(terminal: Terminal, *texts: str) -> None:
    for text in texts:
        terminal.wait_for(text)


def open_round(terminal: Terminal) -> None:
    terminal.wait_for("How do we vote?")
    terminal.send("o")
    terminal.wait_for("handed in")


def pass_to(terminal: Terminal, people: Sequence[str]) -> None:
    """Let each of ``people`` rate on the passed keyboard, and take it back."""
    terminal.send("p")
    terminal.wait_for("FREEZE THE PROJECTOR")
    terminal.send(" ")
    for keys in people:
        terminal.wait_for("Hand the keyboard to the next person.")
        terminal.send("\r")
        terminal.wait_for("Your code to come back")
        terminal.send("\r")
        terminal.wait_for("not sure")
        terminal.send(keys)
        terminal.wait_for(re.compile(rf"{len(keys)} answered · saved"))
        terminal.send("y")
        terminal.wait_for("Handed in. Thank you.")
        terminal.send("\r")
    terminal.wait_for("Hand the keyboard to the next person.")
    terminal.send(TAKEN_BACK)
    terminal.wait_for("close the round")


def type_papers(terminal: Terminal, papers: Sequence[str]) -> None:
    terminal.send("t")
    terminal.wait_for("Shuffle the papers first")
    terminal.send(" ")
    terminal.wait_for("How many papers?")
    terminal.send(f"{len(papers)}\r")
    for number, keys in enumerate(papers, start=1):
        terminal.wait_for(f"PAPER {number} OF {len(papers)}")
        terminal.send(keys)
        terminal.wait_for(f"{len(keys)} answered · saved")
        terminal.send("y")
    terminal.wait_for("close the round")


def close_round(terminal: Terminal, said: str) -> None:
    terminal.wait_for("close the round")
    terminal.send(" ")
    terminal.wait_for("Close the round and count")
    terminal.wait_for(said)
    terminal.send("y")


def tally(path: Path, number: int = 1) -> Mapping[str, str]:
    """The ladders of a round as the file has them."""
    (counted,) = [one for one in load(path).rounds if one.number == number]
    return {attribute: str(items["ladder"]) for attribute, items in counted.tally.items()}


def rounds(path: Path) -> Any:
    return load(path).rounds


# A show of hands


def hands(terminal: Terminal, counts: Sequence[int]) -> None:
    """Type one ladder's six counts, and go on to the next."""
    for count in counts:
        terminal.send(f"{count} ")


def test_hands_of_eleven_people_through_six_ladders_to_the_file(workspace: Path) -> None:
    path = plan(workspace, "--invited", "12", present=11)
    with lead(path) as terminal:
        terminal.wait_for("How do we vote?")
        terminal.send("s")
        sees(terminal, "SHOW OF HANDS", "Open for all to see", "11 are here")
        for number in range(6):
            hands(terminal, (number, 2, 3, 10 - number, 0, 1) if number == 5 else (0, 2, 5, 3, 1, 0))
        sees(terminal, "✓ 11 of 11", "16 hands, 11 here")
        terminal.send("bb0 ")
        terminal.wait_for("✓ 11 of 11")
        terminal.wait_for("saved")
        terminal.send("d")
        terminal.wait_for("Record this show of hands?")
        terminal.send("y")
        terminal.wait_for("REVEAL")
    (counted,) = rounds(path)
    assert (counted.method, counted.voted, counted.corrected) == ("hands", 11, False)
    assert tally(path) == {**dict.fromkeys(LADDERS[:5], "0 2 5 3 1 | 0"), "resources": "5 2 3 0 0 | 1"}


def test_hands_typed_before_a_kill_are_there_again(workspace: Path) -> None:
    path = plan(workspace, present=5)
    with lead(path) as terminal:
        terminal.wait_for("How do we vote?")
        terminal.send("s")
        terminal.wait_for("SHOW OF HANDS")
        hands(terminal, (0, 1, 2, 2, 0, 0))
        terminal.send("12")
        terminal.wait_for("12 hands, 5 here")
        terminal.wait_for("saved")
        terminal.kill()
    with lead(path) as terminal:
        sees(terminal, "SHOW OF HANDS", "✓ 5 of 5", "12 hands, 5 here")
        terminal.send("q")
        terminal.wait_for("How do we vote?")
    assert rounds(path) == ()


def test_corrected_hands_are_marked_as_corrected(workspace: Path) -> None:
    path = plan(workspace, present=3)
    with lead(path) as terminal:
        terminal.wait_for("How do we vote?")
        terminal.send("s")
        terminal.wait_for("SHOW OF HANDS")
        terminal.send("3d")
        sees(terminal, "recorded as not asked", "Record this")
        terminal.send("y")
        terminal.wait_for("REVEAL")
        terminal.kill()
    sessions.change(path, lambda session: session.changed(stage="rate"))
    with lead(path) as terminal:
        terminal.wait_for("by a show of hands")
        terminal.send("s")
        terminal.wait_for("✓ 3 of 3")
        terminal.send("2 1d")
        terminal.wait_for("Record this")
        terminal.send("y")
        terminal.wait_for("REVEAL")
    (counted,) = rounds(path)
    assert counted.corrected
    assert tally(path) == {"vision": "2 1 0 0 0 | 0"}


# A passed keyboard and papers


def test_a_passed_keyboard_for_five_and_a_paper(workspace: Path) -> None:
    path = plan(workspace, "--invited", "6", present=6)
    with lead(path) as terminal:
        open_round(terminal)
        pass_to(terminal, ["123450"] * 3 + ["234512"] * 2)
        terminal.wait_for("5 of 6 here")
        type_papers(terminal, ["555555"])
        sees(terminal, "6 of 6 here", "Everybody is done")
        close_round(terminal, "6 joined, 6 handed in.")
        terminal.wait_for("REVEAL")
    (counted,) = rounds(path)
    assert (counted.method, counted.voted) == ("ballots", 6)
    assert tally(path)["vision"] == "3 2 0 0 1 | 0"
    assert tally(path)["thinking"] == "2 0 0 0 4 | 0"
    assert tally(path)["resources"] == "hidden"


def test_a_ballot_is_printed_in_ascii_where_the_printer_knows_no_more(workspace: Path) -> None:
    path = plan(workspace, "--unit", "Süd – Ost")
    printed = run("paper", path.stem, cwd=workspace, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}).stdout
    assert printed.isascii()
    assert printed.count("[?]") == 6
    assert "Which level is closest" in printed


def test_nobody_comes_back_to_a_passed_ballot_without_its_code(workspace: Path) -> None:
    path = plan(workspace)
    with lead(path) as terminal:
        open_round(terminal)
        pass_to(terminal, ["111111"])
    done = run("rate", path.stem, "--plain", cwd=workspace)
    assert "Strong vision" in done.stdout
    assert Room(path).presence().joined == 2


def test_a_paper_half_typed_before_a_kill_is_gone_on_with(workspace: Path) -> None:
    path = plan(workspace, "--mode", "open")
    with lead(path) as terminal:
        open_round(terminal)
        terminal.send("t")
        terminal.wait_for("Shuffle")
        terminal.send(" ")
        terminal.wait_for("How many papers?")
        terminal.send("2\r")
        terminal.wait_for("PAPER 1 OF 2")
        terminal.send("111111")
        terminal.wait_for("6 answered · saved")
        terminal.send("y")
        terminal.wait_for("PAPER 2 OF 2")
        terminal.send("222")
        terminal.wait_for(re.compile(r"4 of 6 · saved"))
        terminal.kill()
    with lead(path) as terminal:
        terminal.wait_for("handed in")
        terminal.send("t")
        terminal.wait_for("Shuffle")
        terminal.send(" ")
        sees(terminal, "PAPER 2 OF 2", "4 of 6")
        terminal.send("333")
        terminal.wait_for("6 answered · saved")
        terminal.send("y")
        close_round(terminal, "2 handed in.")
        terminal.wait_for("REVEAL")
    assert tally(path)["vision"] == "1 1 0 0 0 | 0"
    assert tally(path)["resources"] == "1 0 1 0 0 | 0"


def test_a_passed_ballot_cut_short_by_a_kill_is_reached_with_its_code(workspace: Path) -> None:
    path = plan(workspace)
    with lead(path) as terminal:
        open_round(terminal)
        terminal.send("p")
        terminal.wait_for("FREEZE")
        terminal.send(" ")
        terminal.wait_for("Hand the keyboard")
        terminal.send("\r")
        terminal.wait_for("Your code to come back")
        found = re.search(r"\b(?:[0-9a-z]{4}-){3}[0-9a-z]\b", terminal.text)
        assert found
        terminal.send("\r")
        terminal.wait_for("not sure")
        terminal.send("44")
        terminal.wait_for(re.compile(r"3 of 6 · saved"))
        terminal.kill()
    with lead(path) as terminal:
        terminal.wait_for("handed in")
        terminal.send("p")
        terminal.wait_for("FREEZE")
        terminal.send(" ")
        terminal.wait_for("Hand the keyboard")
        terminal.send("c")
        terminal.wait_for("Your code")
        terminal.send(f"{found[0]}\r")
        terminal.wait_for("3 of 6")


# Too few


def four_voters(workspace: Path, terminal: Terminal) -> None:
    open_round(terminal)
    type_papers(terminal, ["123451"] * 4)
    close_round(terminal, "4 handed in.")
    sees(terminal, "TOO FEW TO COUNT", "no ballot is lost.")


def test_four_voters_kept_open_are_counted_with_a_fifth(workspace: Path) -> None:
    path = plan(workspace, "--invited", "5")
    with lead(path) as terminal:
        four_voters(workspace, terminal)
        terminal.send("1")
        terminal.wait_for("4 of 5 invited")
        type_papers(terminal, ["555555"])
        terminal.wait_for("Everybody is done")
        close_round(terminal, "5 handed in.")
        terminal.wait_for("REVEAL")
    assert tally(path)["vision"] == "4 0 0 0 1 | 0"


def test_four_voters_who_talk_without_numbers_leave_none(workspace: Path) -> None:
    path = plan(workspace, "--invited", "5")
    with lead(path) as terminal:
        four_voters(workspace, terminal)
        terminal.wait_for("destroyed when the")
        terminal.send("2")
        terminal.wait_gone("TOO FEW")
        terminal.wait_for(lambda _rows: load(path).stage == "discuss")
        sessions.change(path, lambda session: session.changed(stage="close"))
        terminal.kill()
    with lead(path) as terminal:
        terminal.wait_for("A round is still open.")
        terminal.send(" ")
        terminal.wait_for("Count it?")
        terminal.send("n")
        terminal.wait_for("Destroy the ballots")
        terminal.send("y")
        terminal.wait_for("End the session?")
        terminal.send("y")
        terminal.wait_for("Report written")
        terminal.send(" ")
        assert terminal.wait_exit() == 0
    assert rounds(path) == ()
    assert load(path).ended
    assert not Room(path).exists


def test_four_voters_start_an_open_round(workspace: Path) -> None:
    path = plan(workspace, "--invited", "5")
    with lead(path) as terminal:
        four_voters(workspace, terminal)
        terminal.send("3")
        terminal.wait_for("Have you told everyone?")
        terminal.send("y")
        sees(terminal, "This session is open", "0 of 5 invited")
        assert not Room(path).box.ballots()
        type_papers(terminal, ["222222"])
        close_round(terminal, "1 handed in.")
        terminal.wait_for("REVEAL")
    assert load(path).mode == "open"
    assert tally(path)["vision"] == "0 1 0 0 0 | 0"


# A re-vote


def counted_round(workspace: Path, voters: int, **fields: Any) -> Path:
    """A session in which ``voters`` papers are counted, at the re-vote."""
    path = plan(workspace, "--invited", str(voters))
    with lead(path) as terminal:
        open_round(terminal)
        type_papers(terminal, [f"{1 + n % 5}44444" for n in range(voters)])
        close_round(terminal, f"{voters} handed in.")
        terminal.wait_for("REVEAL")
    sessions.change(path, lambda session: session.changed(stage="revote"))
    return path


def begin_revote(terminal: Terminal) -> None:
    terminal.wait_for("Which one do we vote on again?")
    terminal.send("1")
    sees(terminal, "RE-VOTE · Strong vision", "1 to 4 people more or fewer")
    terminal.send(" ")
    terminal.wait_for("close the round")


def test_the_same_voters_again_give_a_count(workspace: Path) -> None:
    path = counted_round(workspace, 6)
    with lead(path) as terminal:
        begin_revote(terminal)
        type_papers(terminal, ["3"] * 4)
        pass_to(terminal, ["4", "4"])
        sees(terminal, "6 of 6 who voted first", "Everybody is done")
        close_round(terminal, "6 handed in.")
        terminal.wait_for(lambda _rows: load(path).stage == "agree")
    assert tally(path, 2) == {"vision": "0 0 4 2 0 | 0"}


def test_one_voter_fewer_leaves_bands(workspace: Path) -> None:
    path = counted_round(workspace, 6)
    with lead(path) as terminal:
        begin_revote(terminal)
        type_papers(terminal, ["3"] * 5)
        close_round(terminal, "1 of 6 who voted first has not answered.")
        terminal.wait_for(lambda _rows: load(path).stage == "agree")
    assert tally(path, 2) == {"vision": "median 3, together"}


def test_a_revote_survives_a_kill_and_too_few_are_dropped(workspace: Path) -> None:
    path = counted_round(workspace, 5)
    with lead(path) as terminal:
        begin_revote(terminal)
        type_papers(terminal, ["3", "2"])
        terminal.kill()
    with lead(path) as terminal:
        sees(terminal, "RE-VOTE · Strong vision", "2 of 5 who voted first")
        close_round(terminal, "2 handed in.")
        terminal.wait_for("Drop the re-vote")
        terminal.send("2")
        terminal.wait_for(lambda _rows: load(path).stage == "agree")
    assert len(rounds(path)) == 1
    assert Room(path).number is None


def test_hands_are_shown_again_where_the_first_vote_was_by_hands(workspace: Path) -> None:
    path = plan(workspace, present=3)
    with lead(path) as terminal:
        terminal.wait_for("How do we vote?")
        terminal.send("s")
        terminal.wait_for("SHOW OF HANDS")
        terminal.send("1 2d")
        terminal.wait_for("Record this")
        terminal.send("y")
        terminal.wait_for("REVEAL")
        terminal.kill()
    sessions.change(path, lambda session: session.changed(stage="revote"))
    with lead(path) as terminal:
        terminal.wait_for("Which one")
        terminal.send("1")
        terminal.wait_for("Every count is shown")
        terminal.send(" ")
        terminal.wait_for("SHOW OF HANDS")
        terminal.send("0 3")
        terminal.wait_for("✓ 3 of 3")
        terminal.wait_for("saved")
        terminal.kill()
    with lead(path) as terminal:
        sees(terminal, "SHOW OF HANDS", "✓ 3 of 3")
        terminal.send("d")
        terminal.wait_for("Record this")
        terminal.send("y")
        terminal.wait_for(lambda _rows: load(path).stage == "agree")
    assert tally(path, 2) == {"vision": "0 3 0 0 0 | 0"}


def test_a_window_that_is_closed_leaves_the_round_open(workspace: Path) -> None:
    path = plan(workspace)
    with lead(path) as terminal:
        open_round(terminal)
        terminal.send("l")
        terminal.wait_for("last call")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    with lead(path) as terminal:
        terminal.wait_for("close the round")
    assert Room(path).number == 1
