"""`workshop review`: each comment is kept, dropped, set aside, or left for later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.words import invoke
from tests.model.build import plan
from workshop.store import reviewing, sealing, sessions
from workshop.store.codec import load
from workshop.store.room import Room
from workshop.store.seat import take_seat

TEXT = "More [/] time"


@pytest.fixture
def path(workspace: Path) -> Path:
    """A counted session with a comment that waits."""
    path = sessions.create(plan(mode="open", invited=8, unit=""), workspace / "assessments")
    sealing.open_round(path)
    seat = take_seat(path)
    seat.cast(seat.ballot.changed(answers={"vision.ladder": 3}, comments={"vision": TEXT}))
    sealing.close_round(path)
    return path


@pytest.mark.parametrize(
    ("typed", "kept", "aside", "waiting"),
    [
        ("k\n", [TEXT], {}, 0),
        ("d\n", [], {}, 0),
        ("a\n\n", [], {"aimed at a person": 1}, 0),
        ("a\nrude\n", [], {"rude": 1}, 0),
        ("l\n", [], {}, 1),
        ("\n", [], {}, 1),
        ("x\nk\n", [TEXT], {}, 0),
        ("", [], {}, 1),
    ],
)
def test_what_becomes_of_a_comment(
    workspace: Path, path: Path, typed: str, kept: list[str], aside: dict[str, int], waiting: int
) -> None:
    done = invoke(workspace, "review", "spring", typed=typed)
    assert "about Strong vision:\nMore [/] time" in done.stdout
    session = load(path)
    assert [comment.text for comment in session.comments] == kept
    assert {each.reason: each.count for each in session.set_aside} == aside
    assert len(Room(path).pending()) == waiting


@pytest.mark.parametrize("typed", ["d", "a\n"])
def test_what_was_decided_meanwhile_stays_and_is_said(
    workspace: Path, path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """Beside the room: the comment is kept there while it is asked about here."""

    def asked(*_arguments: object, **_options: object) -> str:
        reviewing.keep(path, Room(path).pending()[0]) if Room(path).pending() else None
        return typed[0]

    monkeypatch.setattr("click.prompt", asked)
    assert "decided elsewhere meanwhile" in invoke(workspace, "review", "spring").stdout
    assert [comment.text for comment in load(path).comments] == [TEXT]


def test_nothing_waits(workspace: Path, path: Path) -> None:
    invoke(workspace, "review", "spring", typed="d\n")
    assert invoke(workspace, "review", "spring").stdout == "No comment waits for review.\n"


def test_as_json_it_says_what_waits_and_asks_nothing(workspace: Path, path: Path) -> None:
    (comment,) = Room(path).pending()
    waits = {"id": comment.id, "attribute": "vision", "text": TEXT}
    said = json.loads(invoke(workspace, "review", "spring", "--json").stdout)
    assert said == {"waiting": [waits], "kept": 0, "set_aside": []}
    invoke(workspace, "review", "spring", typed="a\nrude\n")
    said = json.loads(invoke(workspace, "review", "spring", "--json").stdout)
    assert said == {"waiting": [], "kept": 0, "set_aside": [{"reason": "rude", "count": 1}]}


def test_a_comment_from_an_exercise_is_about_that_exercise(workspace: Path, path: Path) -> None:
    """It is about no attribute, so the review ended with a traceback."""
    sealing.open_exercise(path, "qualities")
    seat = take_seat(path, as_new=True, remember=False)
    asked = seat.questions[0]
    seat.cast(seat.ballot.changed(answers={asked.key: 3}, comments={asked.attribute.id: "Slow"}))
    sealing.close_round(path)
    done = invoke(workspace, "review", "spring", typed="l\nl\n")
    assert "about Service qualities:\nSlow" in done.stdout
