"""Follow-up, stop list, actions and close in a real terminal: to the file, and through kill -9."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.people import workshop
from tests.terminal import Terminal
from workshop.store import sessions
from workshop.store.codec import load
from workshop.store.room import Room


@pytest.fixture
def path(samples: Path) -> Path:
    """A session that follows one with two actions and two stops."""
    workshop("new", "--like", "2026-11-18", "--held-on", "2027-02-10", cwd=samples)
    return samples / "assessments" / "2027-02-10-north-branch.toml"


def lead(path: Path, stage: str, **fields: object) -> Terminal:
    sessions.change(path, lambda session: session.changed(stage=stage, **fields))
    return again(path)


def again(path: Path) -> Terminal:
    return Terminal("run", path.stem, cwd=path.parent.parent)


def answer(terminal: Terminal, key: str, question: str, text: str) -> None:
    """Press ``key``, type into what it asks, and press Enter."""
    terminal.send(key)
    terminal.wait_for(question)
    terminal.wait_for("Enter save")
    terminal.send(text)
    terminal.wait_for(text)
    terminal.send("\r")
    terminal.wait_gone("Enter save")


def test_from_follow_up_to_the_end_of_the_session(path: Path) -> None:
    minutes = {"follow-up": 5, "exercises": 9, "actions": 6, "close": 3}
    with lead(path, "follow-up", agenda=minutes) as terminal:
        terminal.wait_for("4 of 4 to answer")
        terminal.send("d1")
        terminal.wait_for("3 of 4 to answer")
        answer(terminal, "k", "Parking lot", "later")
        terminal.send(" ")
        terminal.wait_for("How could we guarantee a bad experience")
        answer(terminal, "a", "One thing to stop", "The blue form")
        terminal.wait_for("▸ The blue form")
        terminal.send("   ")
        terminal.wait_for("To try")
        answer(terminal, "a", "One thing to try", "Open at nine")
        terminal.wait_for("▸ Open at nine")
        terminal.send(" ")
        terminal.wait_for("We agreed")
        answer(terminal, "d", "When do we look again?", "2027-06-30")
        terminal.wait_for("30 June 2027")
        terminal.send(" ")
        terminal.wait_for("End the session?")
        terminal.send("y")
        terminal.wait_for("Report written")
        terminal.send(" ")
        assert terminal.wait_exit() == 0
    session = load(path)
    assert [(entry.became, entry.noticed) for entry in session.follow_up] == [("done", "better")]
    assert [stop.item for stop in session.stops] == ["The blue form"]
    assert [action.text for action in session.actions] == ["Open at nine"]
    assert str(session.next_on) == "2027-06-30"
    assert not Room(path).exists


@pytest.mark.parametrize(
    ("stage", "key", "question", "typed", "seen"),
    [
        ("follow-up", "c", "What happened?", "came back [/]", "came back [/]"),
        (
            "exercises",
            "a",
            "One thing to stop",
            "the [@click=app.exit]x[/] form",
            "the [@click=app.exit]x[/] form",
        ),
        ("actions", "a", "One thing to try", "héllo 日本", "héllo 日本"),
        ("close", "d", "When do we look again?", "2027-06-30", "30 June 2027"),
    ],
)
def test_what_was_typed_survives_a_kill(
    path: Path, stage: str, key: str, question: str, typed: str, seen: str
) -> None:
    with lead(path, stage) as terminal:
        terminal.wait_for("b back")
        answer(terminal, key, question, typed)
        terminal.wait_for(seen)
        terminal.kill()
    with again(path) as terminal:
        terminal.wait_for(seen)
    assert load(path).stage == stage
    assert Room(path).exists
