"""Killed at any stage, the room opens there again, and the file holds what had been typed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from tests.acceptance.people import workshop
from tests.terminal import Terminal
from workshop.model.base import random_id
from workshop.model.session import Session
from workshop.store import sessions
from workshop.store.codec import load
from workshop.store.room import PendingComment, Room

SAMPLES: Final = Path(__file__).parents[2] / "assessments"

STAGES: Final[Mapping[str, str]] = {
    "welcome": "space begin",
    "follow-up": "of 4 to answer",
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


@dataclass(frozen=True)
class Input:
    """What is typed at a stage: keys, what to wait for before each, and what the file then holds of it."""

    keys: tuple[tuple[str, str], ...]
    kept: Callable[[Session], object]
    is_kept: object


def asked(key: str, question: str, text: str) -> tuple[tuple[str, str], ...]:
    """Return the keys that open a field and fill it."""
    return ((key, question), (f"{text}\r", ""))


INPUTS: Final[Mapping[str, Input]] = {
    "welcome": Input(
        asked("c", "Check-in question", "Rain or sun?"), lambda s: s.check_in[-12:], "Rain or sun?"
    ),
    "follow-up": Input((("d", "3 of 4 to answer"),), lambda s: [one.became for one in s.follow_up], ["done"]),
    "rate": Input(asked("n", "How many are here?", "11"), lambda s: s.present, 11),
    "reveal": Input((("3", ""), ("<", "")), lambda s: bool(s.order), True),
    "discuss": Input(
        asked("n", "Note: ", "Two forms"), lambda s: [note.text for note in s.notes], ["Two forms"]
    ),
    "revote": Input(
        asked("k", "Parking lot", "The roof"), lambda s: [note.text for note in s.parking], ["The roof"]
    ),
    "agree": Input(
        (("3", "An example from our work"),), lambda s: [one.level for one in s.agreed.values()], [3]
    ),
    "exercises": Input(
        (
            (" ", "Which of these do we do now"),
            (" ", "Which one stops first"),
            *asked("a", "One thing", "Stamps"),
        ),
        lambda s: [one.item for one in s.stops],
        ["Stamps"],
    ),
    "actions": Input(
        asked("a", "One thing to try", "Open at nine"),
        lambda s: [one.text for one in s.actions],
        ["Open at nine"],
    ),
    "close": Input(
        asked("d", "When do we look again?", "2027-06-01"), lambda s: str(s.next_on), "2027-06-01"
    ),
}
"""At each stage something of its own."""


@pytest.mark.parametrize("stage", STAGES)
def test_killed_it_opens_at_the_same_stage_with_what_was_typed(path: Path, stage: str) -> None:
    at(path, stage)
    given = INPUTS[stage]
    with led(path) as terminal:
        terminal.wait_for(STAGES[stage])
        for keys, sees in given.keys:
            terminal.send(keys)
            if sees:
                terminal.wait_for(sees)
        terminal.wait_for(lambda _rows: given.kept(load(path)) == given.is_kept)
        terminal.kill()
    assert load(path).stage == stage
    with led(path) as terminal:
        terminal.wait_for(STAGES[stage])
    assert given.kept(load(path)) == given.is_kept


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
