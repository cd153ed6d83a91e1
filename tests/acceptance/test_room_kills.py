"""Killed at any stage, the room opens there again, and the file holds what had been typed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from tests.acceptance.people import workshop
from tests.terminal import Terminal
from workshop.model.base import random_id
from workshop.store import sessions
from workshop.store.codec import load
from workshop.store.room import PendingComment, Room

SAMPLES: Final = Path(__file__).parents[2] / "assessments"

STAGES: Final[Mapping[str, str]] = {
    "welcome": "space begin",
    "follow-up": "4 of 4 to answer",
    "rate": "How do we vote?",
    "reveal": "start talking",
    "discuss": "1 alone",
    "revote": "Which one do we vote on again?",
    "agree": "AGREE · ",
    "exercises": "How could we guarantee a bad experience",
    "actions": "To try",
    "close": "One word each",
}
"""What each stage shows."""


@pytest.fixture
def path(workspace: Path) -> Path:
    """A session that follows one with two actions and two stops."""
    for sample in SAMPLES.glob("*.toml"):
        shutil.copy(sample, workspace / "assessments")
    workshop("new", "--like", "2026-11-18", "--held-on", "2027-02-10", cwd=workspace)
    return workspace / "assessments" / "2027-02-10-north-branch.toml"


def led(path: Path) -> Terminal:
    return Terminal("run", path.stem, cwd=path.parent.parent)


def at(path: Path, stage: str) -> None:
    """Bring the session to ``stage``, with the first round counted where that comes before."""
    fields: dict[str, Any] = {"stage": stage}
    if stage not in {"welcome", "follow-up", "rate"}:
        fields["rounds"] = load(path.parent / "2026-11-18-north-branch.toml").rounds[:1]
    sessions.change(path, lambda session: session.changed(**fields))


@pytest.mark.parametrize("stage", STAGES)
def test_killed_it_opens_at_the_same_stage_with_what_was_typed(path: Path, stage: str) -> None:
    at(path, stage)
    with led(path) as terminal:
        terminal.wait_for(STAGES[stage])
        terminal.send("g")
        terminal.wait_for("AGENDA")
        terminal.send("q")
        terminal.wait_for(STAGES[stage])
        if stage == "agree":  # its own keys end with an example
            terminal.send("3")
            terminal.wait_for("An example from our work")
            terminal.kill()
        else:
            terminal.send("k")
            terminal.wait_for("Parking lot")
            terminal.send("The roof leaks\r")
            terminal.wait_gone("Enter save")
            terminal.wait_for(lambda _rows: bool(load(path).parking))
            terminal.kill()
    kept = load(path)
    assert kept.stage == stage
    if stage == "agree":
        assert [entry.level for entry in kept.agreed.values()] == [3]
    else:
        assert [note.text for note in kept.parking] == ["The roof leaks"]
    with led(path) as terminal:
        terminal.wait_for(STAGES[stage])


def test_killed_in_the_review_what_was_decided_stays_and_the_rest_waits(path: Path) -> None:
    at(path, "close")
    Room(path).ensure()
    waiting = [
        PendingComment(id=random_id(), round=1, attribute="staff", text=f"comment {number}")
        for number in range(3)
    ]
    Room(path).keep_pending(waiting)
    with led(path) as terminal:
        terminal.wait_for("3 comments wait for review")
        terminal.send("c")
        terminal.wait_for("FREEZE")
        terminal.send(" ")
        terminal.wait_for("1 of 3")
        terminal.send("k")
        terminal.wait_for("2 of 3")
        terminal.send("a")
        terminal.wait_for("Why set aside?")
        terminal.kill()
    assert [comment.text for comment in load(path).comments] == ["comment 0"]
    assert [comment.text for comment in Room(path).pending()] == ["comment 1", "comment 2"]
    with led(path) as terminal:
        terminal.wait_for("2 comments wait for review")
        assert "comment 1" not in terminal.text


def test_looking_once_more_at_an_ended_session_leaves_no_room(path: Path) -> None:
    at(path, "close")
    before = path.read_bytes()
    with led(path) as terminal:
        terminal.wait_for("One word each")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert not Room(path).exists
    assert path.read_bytes() == before
