"""Leading a workshop line by line: each stage, what goes wrong in it, and coming back to it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from tests.acceptance.people import plan
from workshop.errors import WorkshopError
from workshop.model.session import STAGES, Session, Stage
from workshop.plain.facilitating import facilitate
from workshop.store import drafts, sealing, sessions
from workshop.store.codec import load

HOSTILE = ("[/]", "[@click=app.exit]x[/]", "\x1b[2J\x1b]0;x\x07", "\u202eabc", "x" * 10_000)
HANDS = ["hands", "0 2 5 3 1", "0 0 1 6 4", "3 3 0 3 2", "0 2 5 3 1", "1 2 5 3 0", "0 4 4 2 0 | 1", "y"]
IDS = ("vision", "staff", "purpose", "culture", "thinking", "resources")


def lead(path: Path, *lines: str) -> str:
    """Lead the session with these lines, until the input ends; return what was said."""
    said = StringIO()
    facilitate(path, StringIO("".join(f"{line}\n" for line in lines)), said)
    text = said.getvalue()
    assert "\x1b" not in text
    assert "\u202e" not in text
    return text


def team(workspace: Path, **changes: object) -> Path:
    return plan(workspace, invited=12, present=11, **changes)


def at(path: Path, stage: Stage) -> Session:
    return sessions.change(path, lambda session: session.changed(stage=stage))


def test_each_stage_names_itself_and_one_next_step(workspace: Path) -> None:
    said = lead(team(workspace))
    assert "Welcome. 4 minutes left, on time." in said
    assert "next begins." in said
    assert "Saved. To go on from here: workshop run" in said


@pytest.mark.parametrize("stage", STAGES)
def test_the_input_may_end_at_every_stage_and_it_opens_there_again(workspace: Path, stage: Stage) -> None:
    path = team(workspace)
    lead(path, "n", "n", *HANDS)
    at(path, stage)
    assert "Saved. To go on" in lead(path)
    assert load(path).stage == stage
    assert "Saved. To go on" in lead(path, "words", "help", "no such thing", "quit")
    assert load(path).stage == stage


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("line", HOSTILE)
def test_hostile_lines_change_nothing_and_show_harmlessly(workspace: Path, stage: Stage, line: str) -> None:
    path = team(workspace)
    lead(path, "n", "n", *HANDS)
    before = at(path, stage)
    lead(path, line)
    assert load(path) == before
    lead(path, f"park {line}", line)
    assert all(len(note.text) <= 4000 for note in load(path).parking)


def test_hands_are_kept_line_by_line_and_go_on_after_the_input_ended(workspace: Path) -> None:
    path = team(workspace)
    said = lead(path, "n", "n", "hands", "0 2 5 3", "0 2 5 3 1", "0 0 1 6 9")
    assert "is not" in said or "counts before the bar" in said
    assert "Recorded: 0 2 5 3 1 | 0. ✓ 11 of 11." in said
    assert "16 hands, 11 here" in said
    draft = drafts.hands_draft(path)
    assert draft is not None
    assert len(draft.tallies) == 2
    again = lead(path, "hands", "", "b", "0 2 5 4 0", "0 0 1 6 4", "", "", "", "", "y")
    assert "half counted" in again
    assert "So far: 0 2 5 3 1 | 0" in again
    counted = load(path).first
    assert counted is not None
    assert str(counted.tally["vision"]["ladder"]) == "0 2 5 4 0 | 0"
    assert str(counted.tally["staff"]["ladder"]) == "0 0 1 6 4 | 0"


def test_too_few_ballots_are_explained_and_none_is_lost(workspace: Path) -> None:
    path = team(workspace)
    said = lead(path, "n", "n", "open", "status", "close", "y", "1", "close", "y", "2")
    assert "Nothing was counted, and no ballot is lost." in said
    assert "1 Keep it open" in said
    assert load(path).stage == "discuss"


def test_the_order_can_be_changed_and_hostile_numbers_are_refused(workspace: Path) -> None:
    path = team(workspace)
    lead(path, "n", "n", *HANDS)
    before = [line for line in lead(path).splitlines() if line[:2] in {"1 ", "3 "}]
    said = lead(path, "move 3 1", "move 9 1", "move", "talk ٣", f"talk {'9' * 99}")
    assert said.count("Not done") == 4
    assert before[1].split(",")[0][2:] in said
    assert len(load(path).order) == 6


def test_what_was_not_reached_is_recorded_as_not_discussed_after_a_question(workspace: Path) -> None:
    path = team(workspace)
    lead(path, "n", "n", *HANDS, "n", "n", "3", "we did", "1")
    assert len(load(path).agreed) == 1
    lead(path, "agenda 6", "n")
    assert len(load(path).agreed) == 1
    lead(path, "agenda 6", "y")
    session = load(path)
    assert session.stage == "exercises"
    assert len(session.agreed) == 6
    assert sum(entry.discussed for entry in session.agreed.values()) == 1


def test_lists_are_saved_field_by_field_and_changed_removed_and_brought_back(workspace: Path) -> None:
    path = team(workspace)
    at(path, "actions")
    lead(path, "add Open at nine", "Jo", "soon", "2027-02-10")
    action = load(path).actions[0]
    assert (action.text, action.owner, str(action.due)) == ("Open at nine", "Jo", "2027-02-10")
    lead(path, "change 1", "Open at eight", "-", "", "", "", "", "stop The form", *[""] * 8)
    assert (load(path).actions[0].text, load(path).actions[0].owner) == ("Open at eight", "")
    assert load(path).stops[0].item == "The form"
    said = lead(path, "remove 1", "undo", "remove 7", "undo")
    assert "Not done" in said
    assert len(load(path).actions) == 1


def test_an_ended_session_is_only_shown_until_it_is_taken_up_again(workspace: Path) -> None:
    """Without numbers from the first vote to the close; then nothing changes, and "continue" goes on."""
    path = team(workspace)
    lead(path, "n", "n", "open", "close", "y", "2", "note We talked.", "agenda 8", "y", "end", "n", "y", "y")
    ended = load(path)
    assert ended.ended
    assert not ended.rounds
    before = path.read_bytes()
    said = lead(path, "n", "present 3")
    assert "has ended: it is shown as it is" in said
    assert "To try" in said or "We look again: no date yet." in said
    with pytest.raises(WorkshopError, match="ended"):
        sealing.open_round(path)
    assert path.read_bytes() == before
    assert "Close." in lead(path, "y", "present 3")
    assert (load(path).ended, load(path).present) == (False, 3)


def test_a_decision_that_was_saved_is_come_back_to(workspace: Path) -> None:
    path = team(workspace)
    lead(path, "n", "n", *HANDS, "n", "agree", "3")
    about = load(path).about
    assert about in load(path).agreed
    session = load(path)
    assert f"Agree: {session.fill(session.instrument.attribute(about).name)}" in lead(path)
