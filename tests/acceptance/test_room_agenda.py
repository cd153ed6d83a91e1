"""The whole workshop by keys alone, in a pseudo-terminal: from planning it to the saved, ended session."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from tests.acceptance.people import values, workshop
from tests.samples import SAMPLES
from tests.terminal import Terminal
from workshop.store.room import Room

TAKEN_BACK: Final = "\x18"
SPREAD: Final = {
    "vision": (0, 2, 6, 3, 0, 0),
    "staff": (4, 0, 1, 0, 6, 0),
    "purpose": (0, 1, 3, 6, 1, 0),
    "culture": (0, 2, 5, 3, 1, 0),
    "thinking": (0, 4, 4, 1, 0, 2),
    "resources": (2, 3, 3, 2, 1, 0),
}
"""Eleven people, six ladders: hands at levels 1 to 5 and "not sure". Staff is in two groups of answers."""


def led(path: Path) -> Terminal:
    return Terminal("run", path.stem, cwd=path.parent.parent)


def answer(terminal: Terminal, key: str, question: str, text: str) -> None:
    """Press ``key``, type ``text`` into what it asks, and press Enter."""
    terminal.send(key)
    terminal.wait_for(question)
    terminal.wait_for("Enter save")
    terminal.send(f"{text}\r")
    terminal.wait_gone("Enter save")


def agree(terminal: Terminal, key: str, example: str, source: str = "") -> None:
    """Decide by ``key`` on the attribute on the screen, with an example and where it comes from."""
    terminal.send("a")
    terminal.wait_for("AGREE · ")
    answer(terminal, key, "An example from our work", example)
    if example:
        terminal.wait_for("Where does this come from?")
        terminal.send(source)
    terminal.wait_for("space next: ")


def leave_the_talking(terminal: Terminal, missing: str) -> None:
    """Go on to the stop list by the agenda, and say yes to what is not discussed."""
    terminal.send("g")
    terminal.wait_for("AGENDA")
    terminal.send("j\r")
    terminal.wait_for(f"record {missing} as not discussed?")
    terminal.send("y")
    terminal.wait_for("STOP-DOING LIST")


def end(terminal: Terminal) -> None:
    """End the session from the closing screen."""
    terminal.wait_for("end the session")
    terminal.send(" ")
    terminal.wait_for("End the session?")
    terminal.send("y")
    terminal.wait_for("Report written")
    terminal.send(" ")
    assert terminal.wait_exit() == 0


def kept(path: Path) -> dict[str, Any]:
    """Return what the file holds, without the instrument and what is random in it."""
    return {key: _known(value) for key, value in values(path).items() if key != "instrument"}


def _known(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _known(inner) for key, inner in value.items() if key != "id"}
    return [_known(each) for each in value] if isinstance(value, list) else value


def ladders(counts: Mapping[str, Sequence[int]]) -> dict[str, dict[str, str]]:
    """Return the tallies as the file writes them."""
    return {
        attribute: {"ladder": f"{' '.join(map(str, levels))} | {not_sure}"}
        for attribute, (*levels, not_sure) in counts.items()
    }


def test_eleven_people_by_hands_through_the_sixty_minutes(workspace: Path) -> None:
    for sample in SAMPLES:
        shutil.copy(sample, workspace / "assessments")
    about = ("--organisation", "Riverside Public Library", "--unit", "North branch", "--users", "patrons")
    how = ("--quick", "--agenda", "60", "--invited", "12", "--user", "patron", "--held-on", "2027-02-10")
    workshop("new", "--title", "Winter", *about, *how, cwd=workspace)
    (path,) = (workspace / "assessments").glob("2027-02-10-*.toml")
    with led(path) as terminal:
        terminal.wait_for("space begin")
        answer(terminal, "n", "How many are here?", "11")
        terminal.wait_for("Here: 11 of 12 invited")
        answer(terminal, "c", "Check-in question", "What did a patron thank you for?")
        terminal.wait_for("To check in: What did a patron")
        terminal.send(" ")

        terminal.wait_for("4 of 4 to answer")
        terminal.send("d1jn0jp2js3")
        terminal.wait_for("0 of 4 to answer")
        answer(terminal, "c", "What happened?", "Nobody asked for it back")
        terminal.send(" ")

        terminal.wait_for("How do we vote?")
        terminal.send("s")
        terminal.wait_for("11 are here")
        for counts in SPREAD.values():
            terminal.send("".join(f"{count} " for count in counts))
        terminal.wait_for(lambda rows: sum("✓ 11 of 11" in row for row in rows) == 6)
        terminal.send("d")
        terminal.wait_for("Record this show of hands?")
        terminal.send("y")

        terminal.wait_for("1. Empowered staff")
        terminal.send(" ")
        terminal.wait_for("EMPOWERED STAFF")
        answer(terminal, "n", "Note: Empowered staff", "Refunds need a signature")
        terminal.wait_for("1 note")
        answer(terminal, "k", "Parking lot", "The roof leaks")
        terminal.send(" ")
        terminal.wait_for("▸ 1 alone")
        agree(terminal, "0", "")
        terminal.send(" ")
        terminal.wait_for("DELIBERATE USE OF RESOURCES")
        answer(terminal, "n", "Note: Deliberate", "Saturday is short")
        agree(terminal, "2", "The Saturday rota", "2")
        leave_the_talking(terminal, "4 attributes")

        answer(terminal, "a", "One thing to stop", "The signature for refunds")
        terminal.wait_for("▸ The signature for refunds")
        terminal.send("   ")
        terminal.wait_for("To try")
        answer(terminal, "a", "One thing to try", "Two more on Saturday")
        terminal.wait_for("▸ Two more on Saturday")
        terminal.send("\r")
        terminal.wait_for("ONE THING TO TRY")
        terminal.send("j")
        answer(terminal, "\r", "A name or a team", "desk")
        answer(terminal, "\r", "Such as 2026-11-23", "2027-03-31")
        answer(terminal, "\r", "What will be different for patrons", "Shorter lines")
        terminal.wait_for("Shorter lines")
        terminal.send("p")
        terminal.wait_for("desk · by 31 March 2027")
        terminal.send(" ")

        answer(terminal, "d", "When do we look again?", "2027-06-30")
        terminal.wait_for("30 June 2027")
        end(terminal)

    before = [each["text"] for each in values(workspace / "assessments" / f"{_latest()}.toml")["actions"]]
    saved = kept(path)
    assert [entry["text"] for entry in saved["follow_up"]][:2] == before
    assert [
        (entry["became"], entry.get("noticed"), entry.get("note")) for entry in saved.pop("follow_up")
    ] == [
        ("done", "better", None),
        ("not yet", None, None),
        ("paused", "no", None),
        ("stopped", "worse", "Nobody asked for it back"),
    ]
    undiscussed = {"discussed": False}
    assert saved == {
        "format": 1,
        "title": "Winter",
        "organisation": "Riverside Public Library",
        "unit": "North branch",
        "held_on": saved["held_on"],
        "mode": "confidential",
        "threshold": 5,
        "invited": 12,
        "present": 11,
        "audience": "team",
        "depth": "quick",
        "stage": "close",
        "ended": True,
        "check_in": "What did a patron thank you for?",
        "next_on": saved["next_on"],
        "order": ["staff", "resources", "thinking", "vision", "culture", "purpose"],
        "words": saved["words"],
        "agenda": saved["agenda"],
        "rounds": [{"number": 1, "method": "hands", "voted": 11, "tally": ladders(SPREAD)}],
        "agreed": {
            "staff": {"range": [1, 5]},
            "resources": {"level": 2, "example": "The Saturday rota", "evidence": "records"},
            **dict.fromkeys(("vision", "thinking", "culture", "purpose"), undiscussed),
        },
        "notes": [
            {"text": "Refunds need a signature", "attribute": "staff"},
            {"text": "Saturday is short", "attribute": "resources"},
        ],
        "parking": [{"text": "The roof leaks"}],
        "stops": [{"item": "The signature for refunds"}],
        "actions": [
            {
                "text": "Two more on Saturday",
                "owner": "desk",
                "due": saved["actions"][0]["due"],
                "notice": "Shorter lines",
            }
        ],
    }
    assert (str(saved["held_on"]), str(saved["next_on"])) == ("2027-02-10", "2027-06-30")
    assert str(saved["actions"][0]["due"]) == "2027-03-31"
    assert not Room(path).exists


def _latest() -> str:
    return max(sample.stem for sample in SAMPLES)


def test_the_first_time_a_story_takes_the_place_of_the_follow_up(workspace: Path) -> None:
    workshop("new", "--title", "First", "--quick", "--held-on", "2027-02-10", cwd=workspace)
    path = workspace / "assessments" / "2027-02-10-first.toml"
    with led(path) as terminal:
        terminal.wait_for("space begin")
        terminal.send(" ")
        terminal.wait_for("This is our first time.")
        answer(terminal, "c", "One story about", "She wanted to print a form")
        terminal.wait_for("She wanted to print a form")
        terminal.send(" ")
        terminal.wait_for("How do we vote?")
        terminal.send("b")
        terminal.wait_for("She wanted to print a form")
    assert kept(path)["notes"] == [{"text": "She wanted to print a form"}]


def test_keys_typed_ahead_of_the_next_stage_are_meant_for_it(workspace: Path) -> None:
    workshop("new", "--title", "Fast", "--quick", "--held-on", "2027-02-10", cwd=workspace)
    path = workspace / "assessments" / "2027-02-10-fast.toml"
    with led(path) as terminal:
        terminal.wait_for("space begin")
        terminal.send(" " * 2 + "s")
        terminal.wait_for("SHOW OF HANDS")
        terminal.send("q")
        terminal.wait_for("How do we vote?")
        terminal.send("bb")
        terminal.wait_for("space begin")


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


def count(terminal: Terminal) -> None:
    terminal.wait_for("Everybody is done")
    terminal.send(" ")
    terminal.wait_for("Close the round and count")
    terminal.send("y")


def test_a_passed_keyboard_papers_and_a_second_vote_to_the_end(workspace: Path) -> None:
    new = ("new", "--title", "South", "--quick", "--invited", "6", "--held-on", "2027-02-10")
    workshop(*new, cwd=workspace)
    path = workspace / "assessments" / "2027-02-10-south.toml"
    with led(path) as terminal:
        terminal.wait_for("space begin")
        terminal.send(" ")
        terminal.wait_for("This is our first time.")
        terminal.send(" ")
        terminal.wait_for("How do we vote?")
        terminal.send("o")
        terminal.wait_for("handed in")
        pass_to(terminal, ["143333", "143333", "143343", "543343"])
        terminal.wait_for("4 of 6 invited")
        type_papers(terminal, ["543332", "54333?"])
        count(terminal)

        terminal.wait_for("1. Strong vision")
        terminal.send(" ")
        terminal.wait_for("STRONG VISION")
        terminal.send("r")
        terminal.wait_for("RE-VOTE · Strong vision")
        terminal.send(" ")
        terminal.wait_for("close the round")
        pass_to(terminal, ["2", "2", "3", "3"])
        type_papers(terminal, ["3", "3"])
        count(terminal)

        terminal.wait_for("AGREE · STRONG VISION")
        terminal.wait_for("level 3 is proposed")
        terminal.send("d")
        terminal.wait_for("STRONG VISION")
        terminal.wait_for(re.compile(r"Before talking .*median 1–5.* Now .*median 3"))
        terminal.wait_for("two groups of answers: 3 of 6 chose 1, 3 chose 5.")
        terminal.send("a")
        terminal.wait_for("AGREE · STRONG VISION")
        answer(terminal, " ", "An example from our work", "The plan on the wall")
        terminal.wait_for("Where does this come from?")
        terminal.send(" ")
        terminal.wait_for("space next: ")
        leave_the_talking(terminal, "5 attributes")
        terminal.send("   ")
        terminal.wait_for("To try")
        terminal.send(" ")
        end(terminal)
    saved = kept(path)
    first, second = saved["rounds"]
    assert (first["method"], first["voted"], second["method"], second["voted"]) == ("ballots", 6) * 2
    assert first["tally"]["vision"] == {"ladder": "3 0 0 0 3 | 0"}
    assert first["tally"]["staff"] == {"ladder": "0 0 0 6 0 | 0"}
    assert second["tally"] == {"vision": {"ladder": "0 2 4 0 0 | 0"}}
    assert saved["agreed"]["vision"] == {"level": 3, "example": "The plan on the wall"}
    assert sum(not entry.get("discussed", True) for entry in saved["agreed"].values()) == 5
    assert saved["stage"] == "close"
    assert not Room(path).exists
