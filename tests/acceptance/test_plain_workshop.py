"""The whole workshop led line by line, through a pipe: what is said, and what the file then holds."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from tests.acceptance.people import plan, values, workshop
from workshop.store.codec import load
from workshop.store.room import Room

SAMPLES: Final = Path(__file__).parents[2] / "assessments"

HANDS: Final = {
    "vision": "0 2 5 3 1 | 0",
    "staff": "4 1 0 2 4 | 0",
    "purpose": "0 0 5 6 0 | 0",
    "culture": "0 1 6 4 0 | 0",
    "thinking": "1 2 5 2 0 | 1",
    "resources": "2 7 2 0 0 | 0",
}
"""How many of eleven raise a hand at each level."""


def lead(path: Path, lines: Sequence[str]) -> str:
    """Lead the session with these lines, to the end of the input; return what was said."""
    stdin = "".join(f"{line}\n" for line in lines)
    said = workshop("run", path.stem, "--plain", cwd=path.parent.parent, stdin=stdin)
    assert "\x1b" not in said
    return said


def in_order(said: str, *texts: str) -> None:
    """Assert that ``texts`` were said, one after another."""
    at = 0
    for text in texts:
        found = said.find(text, at)
        assert found >= 0, f"{text!r} was not said after\n{said[max(0, at - 400) : at]}\nbut\n{said[at:]}"
        at = found + len(text)


def test_eleven_people_with_hands_through_the_sixty_minutes(workspace: Path) -> None:
    for sample in SAMPLES.glob("*.toml"):
        shutil.copy(sample, workspace / "assessments")
    workshop("new", "--like", "2026-11-18", "--held-on", "2027-02-10", cwd=workspace)
    path = workspace / "assessments" / "2027-02-10-north-branch.toml"
    said = lead(
        path,
        [
            *("present 11", "checkin What did a patron thank you for?", "words", "next"),
            *("go", "d", "1", "The queue is short", "n", "", "", "p", "2", "", "s", "3", "", "undo", "go 4"),
            *("s", "", "Nobody asked for it back", "items", "next"),
            *("last", "last", "hands", *HANDS.values(), "y"),
            *("words", "move 6 2", "proposed", "next"),
            *("timer", "pause", "longer", "time", "silent"),
            *("note Refunds need a signature", "note Ask Maria", "notes", "change 2 Ask the desk", ""),
            *(
                "park The roof leaks",
                "park The lift",
                "parking",
                "remove 2",
                "",
                "question",
                "probes",
                "next",
            ),
            *("none", "", "next"),
            *("next", "2", "The Saturday rota", "2", "agenda", "6", "y"),
            *("add The signature for refunds", "", "", "", "", "", "desk", "2027-03-01", "paused", "next"),
            *(
                "add Two more on Saturday",
                "desk",
                "2027-03-31",
                "Shorter lines",
                "",
                "Ask East branch",
                "next",
            ),
            *("date 2027-06-30", "summary", "end", "y"),
        ],
    )
    in_order(
        said,
        *("Welcome. 4 minutes left, on time.", "11 people here.", "next begins."),
        *(
            "Follow-up.",
            "4 To stop: ",
            "What became of it?",
            "Recorded: done",
            "Recorded: better",
            "Taken back.",
        ),
        *("Recorded: stopped", "Now: stopped", "next goes on."),
        *("Last call: one minute.", "The last call is called off.", "Open for all to see", "✓ 11 of 11"),
        *("Record this show of hands?", "Recorded, and saved.", "1 Empowered staff, two groups"),
        *("Discuss: Empowered staff.", "Alone: 1:00 minutes left.", "Alone: 2:00 minutes left, paused."),
        *("Nothing is said when time is up.", "2 Ask Maria", "Parked, and saved. 2 in all."),
        *("Agree: Empowered staff.", "Recorded: No agreed level", "Discuss: "),
        *("Agree: Deliberate use of resources.", "Recorded: Agreed level 2.", "Where does this come from?"),
        *("Leave the talking and record 4 attributes as not discussed?", "The signature for refunds"),
        *("To try: Two more on Saturday", "We look again on 30 June 2027.", "The session is closed."),
    )
    saved = values(path)
    assert [(entry["became"], entry.get("noticed"), entry.get("note")) for entry in saved["follow_up"]] == [
        ("done", "better", "The queue is short"),
        ("not yet", None, None),
        ("paused", "no", None),
        ("stopped", None, "Nobody asked for it back"),
    ]
    (counted,) = saved["rounds"]
    assert (counted["method"], counted["voted"], saved["present"]) == ("hands", 11, 11)
    assert counted["tally"] == {name: {"ladder": tally} for name, tally in HANDS.items()}
    undiscussed = {key: {"discussed": False} for key in ("vision", "purpose", "culture", "thinking")}
    assert saved["agreed"] == undiscussed | {
        "staff": {"range": [1, 5]},
        "resources": {"level": 2, "example": "The Saturday rota", "evidence": "records"},
    }
    assert [note["text"] for note in saved["notes"]] == ["Refunds need a signature", "Ask the desk"]
    assert [note["text"] for note in saved["parking"]] == ["The roof leaks"]
    (stop,) = saved["stops"]
    assert (stop["item"], stop["owner"], str(stop["due"]), stop["status"]) == (
        *("The signature for refunds", "desk", "2027-03-01", "paused"),
    )
    (action,) = saved["actions"]
    assert (action["text"], action["owner"], str(action["due"]), action["notice"], action["example"]) == (
        *("Two more on Saturday", "desk", "2027-03-31", "Shorter lines", "Ask East branch"),
    )
    assert (saved["check_in"], str(saved["next_on"])) == ("What did a patron thank you for?", "2027-06-30")
    assert load(path).ended
    assert not Room(path).exists


# Four voters in a confidential session

FOUR: Final = (
    "next",
    "next",
    "paper",
    "y",
    "4",
    *(key for _ in range(4) for key in (*"123451", "y")),
    "close",
    "y",
)


def confidential(workspace: Path) -> Path:
    return plan(workspace, invited=5, depth="quick")


def ladders(path: Path) -> dict[str, Any]:
    (counted,) = values(path)["rounds"]
    return {name: items["ladder"] for name, items in counted["tally"].items()}


TOO_FEW: Final = (
    "Nothing was counted, and no ballot is lost.",
    "1 Keep it open",
    "2 Talk without",
    "3 Destroy",
)


def test_four_voters_kept_open_are_counted_with_a_fifth(workspace: Path) -> None:
    path = confidential(workspace)
    said = lead(path, [*FOUR, "1", "status", "paper", "y", "1", *"555555", "y", "close", "y"])
    in_order(
        said,
        "4 handed in.",
        *TOO_FEW,
        "4 of 5 invited handed in.",
        "Everybody is done",
        "Counted, and saved.",
    )
    assert ladders(path)["vision"] == "4 0 0 0 1 | 0"
    assert ladders(path)["resources"] == "4 0 0 0 1 | 0"
    assert load(path).mode == "confidential"


def test_four_voters_talk_without_numbers_to_the_close(workspace: Path) -> None:
    path = confidential(workspace)
    talked = ("note The form", "next", "none 2-4", "At the desk", "3", "agenda 8", "y", "end", "y", "y")
    said = lead(path, [*FOUR, "2", *talked])
    in_order(said, *TOO_FEW, "Discuss: Strong vision.", "There are no numbers for this one.", "range 2–4")
    in_order(said, "Close.", "A round is still open", "Count it?")
    assert "The session is closed." not in said
    assert Room(path).box.ballots()
    said = lead(path, ["end", "n", "y", "y"])
    in_order(said, "4 of 4 would be counted.", "Destroy the ballots", "The session is closed.")
    saved = values(path)
    assert "rounds" not in saved
    assert saved["agreed"]["vision"] == {"range": [2, 4], "example": "At the desk", "evidence": "own sense"}
    assert [note["text"] for note in saved["notes"]] == ["The form"]
    assert (load(path).ended, load(path).mode) == (True, "confidential")
    assert not Room(path).exists


@pytest.mark.parametrize("sure", [True, False])
def test_four_voters_start_an_open_round_once_everyone_is_told(workspace: Path, sure: bool) -> None:
    path = confidential(workspace)
    if not sure:
        said = lead(path, [*FOUR, "3", "n"])
        in_order(said, *TOO_FEW, "Destroy 4 ballots for good?")
        assert len(Room(path).box.ballots()) == 4
        assert load(path).mode == "confidential"
        return
    said = lead(path, [*FOUR, "3", "y", "status", "paper", "y", "1", *"222222", "y", "close", "y"])
    in_order(
        said, *TOO_FEW, "Have you told everyone? Destroy 4 ballots for good?", "An open round has begun."
    )
    in_order(said, "0 joined, 0 of 5 invited handed in.", "Counted, and saved.")
    assert load(path).mode == "open"
    assert set(ladders(path).values()) == {"0 1 0 0 0 | 0"}
