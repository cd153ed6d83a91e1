"""Two programs lead one session, one line by line: what both type is kept, each undoes their own alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.model.build import plan
from tests.ui.room.talked import counted
from workshop.model.exercises import EXERCISES, Change, Exercises, TouchPoint, Value
from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.session import Note, Session
from workshop.plain.facilitating import facilitate
from workshop.store import atomic, sessions
from workshop.store.codec import load
from workshop.store.sessions import create

Meanwhile = Callable[[Session], Session]
"""What the other leader does to the session."""


class Interrupted(io.StringIO):
    """Lines as one leader types them; what the other does in between is done before the next is read."""

    def __init__(self, path: Path, lines: tuple[str | Meanwhile, ...]) -> None:
        super().__init__()
        self._path = path
        self._lines = list(lines)

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        """Return the next line, after what the other leader does before it."""
        while self._lines and not isinstance(self._lines[0], str):
            sessions.change(self._path, self._lines.pop(0))  # type: ignore[arg-type]
        return f"{self._lines.pop(0)}\n" if self._lines else ""


def lead(path: Path, *lines: str | Meanwhile) -> str:
    """Lead with these lines until they end; return all that was said."""
    said = io.StringIO()
    facilitate(path, Interrupted(path, lines), said)
    return said.getvalue()


def actions(session: Session) -> list[str]:
    return [each.text for each in session.actions]


def their_action(session: Session) -> Session:
    return session.changed(actions=(*session.actions, Action(text="theirs")))


def their_point(session: Session) -> Session:
    points = (*session.exercises.touch_points, TouchPoint(name="theirs"))
    return session.changed(exercises=session.exercises.changed(touch_points=points))


def their_value(session: Session) -> Session:
    coming = session.exercises.change or Change()
    change = Change(change=coming.change, values=(*coming.values, Value(value="theirs")))
    return session.changed(exercises=session.exercises.changed(change=change))


def session_at(tmp_path: Path, place: str) -> Path:
    name = next((known for known in EXERCISES if known == place), None)
    exercises = Exercises(planned=(name,), at=name) if name else Exercises()
    stage = "exercises" if name else place
    agenda = {"exercises": 60, "close": 2}
    made = plan(mode="open", invited=3, agenda=agenda, exercises=exercises, stage=stage)
    return create(made, tmp_path / "assessments")


LISTS: dict[str, tuple[Meanwhile, Callable[[Session], list[str]]]] = {
    "actions": (their_action, actions),
    "touch-points": (their_point, lambda s: [each.name for each in s.exercises.touch_points]),
    "values": (their_value, lambda s: [each.value for each in (s.exercises.change or Change()).values]),
}


@pytest.mark.parametrize("place", LISTS)
def test_undo_leaves_what_the_other_leader_added(tmp_path: Path, place: str) -> None:
    theirs, texts = LISTS[place]
    path = session_at(tmp_path, place)
    more = ["."] if place == "actions" else []
    lead(path, "add mine", *more, theirs, "undo", "quit")
    assert texts(load(path)) == ["theirs"]
    lead(path, "add mine", *more, "remove 1", theirs, "undo", "quit")
    assert texts(load(path)) == ["theirs", "mine", "theirs"]


def test_moving_leaves_what_the_other_leader_added_and_undo_moves_back(tmp_path: Path) -> None:
    path = session_at(tmp_path, "touch-points")

    def names() -> list[str]:
        return [each.name for each in load(path).exercises.touch_points]

    lead(path, "add first", "add second", their_point, "move 2 1", "quit")
    assert names() == ["second", "first", "theirs"]
    lead(path, "move 1 2", their_point, "undo", "quit")
    assert names() == ["second", "first", "theirs", "theirs"]


def test_what_the_other_leader_changed_is_not_taken_back_and_that_is_said(tmp_path: Path) -> None:
    path = session_at(tmp_path, "actions")

    def reworded(session: Session) -> Session:
        return session.changed(actions=(Action(id=session.actions[0].id, text="theirs"),))

    said = lead(path, "add mine", ".", reworded, "undo", "quit")
    assert actions(load(path)) == ["theirs"]
    assert "it stays as it is" in said
    assert "Taken back." not in said
    said = lead(path, reworded, "change 1", "", lambda s: owned(s, "desk"), "Jo", ".", "undo", "quit")
    assert "Somebody else had just changed" in said
    assert load(path).actions[0].owner == "desk"


def owned(session: Session, owner: str) -> Session:
    (action,) = session.actions
    return session.changed(actions=(Action(**{**action.model_dump(), "owner": owner}),))


def test_fields_that_two_leaders_fill_at_once_both_stay(tmp_path: Path) -> None:
    path = session_at(tmp_path, "actions")
    lead(path, "add mine", lambda s: owned(s, "desk"), "", "2027-02-10", ".", "quit")
    (action,) = load(path).actions
    assert (action.owner, str(action.due)) == ("desk", "2027-02-10")


def test_the_list_is_said_again_when_the_other_leader_changed_what_is_numbered(tmp_path: Path) -> None:
    path = session_at(tmp_path, "actions")
    said = lead(path, "add mine", ".", their_action, "add more", ".", "remove 2", "quit")
    assert "2 To try: theirs" in said
    assert actions(load(path)) == ["mine", "more"]
    said = lead(path, "add last", ".", lambda s: s.changed(actions=s.actions[:1]), "remove 3", "quit")
    assert said.count("1 To try: mine") == 2, "it is gone already: what there is is said"
    assert "Taken away." not in said
    alone = lead(path, "add again", ".", "quit")
    assert "To try: again" not in alone


@pytest.mark.parametrize("name", ["notes", "parking"])
def test_notes_and_what_is_parked_stay_too(tmp_path: Path, name: str) -> None:
    path = session_at(tmp_path, "actions")

    def theirs(session: Session) -> Session:
        return session.changed(**{name: (*getattr(session, name), Note(text="theirs"))})

    lead(path, name, "add mine", theirs, "undo", "add more", theirs, "remove 1", "undo", "", "quit")
    assert [each.text for each in getattr(load(path), name)] == ["theirs", "more", "theirs"]


def test_their_answers_about_last_time_stay_when_one_takes_back_ones_own(tmp_path: Path) -> None:
    folder = tmp_path / "assessments"
    before = counted(held_on=date(2026, 5, 4), stops=(StopItem(id="s-1", item="The form"),))
    create(before, folder)
    path = create(counted(stage="follow-up"), folder)

    def theirs(session: Session) -> Session:
        said = FollowUp(id="s-2", text="Another", became="done")
        return session.changed(follow_up=(*session.follow_up, said))

    lead(path, "go", "s", "", "", theirs, "undo", "quit")
    assert [each.id for each in load(path).follow_up] == ["s-2"]


@pytest.mark.parametrize("place", ["actions", "touch-points"])
def test_an_undo_that_the_disk_refuses_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    path = session_at(tmp_path, place)
    replace, full = atomic.replace, False

    def refusing(target: Path, content: bytes, **how: Any) -> None:
        if full and target == path:
            raise OSError(28, "No space left on device")
        replace(target, content, **how)

    def fills_up(session: Session) -> Session:
        nonlocal full
        full = True
        return session

    def is_free(session: Session) -> Session:
        nonlocal full
        full = False
        return session

    monkeypatch.setattr(atomic, "replace", refusing)
    more = ["."] if place == "actions" else []
    said = lead(path, "add mine", *more, fills_up, "undo", is_free, "undo", "quit")
    assert "No space left" in said
    assert LISTS[place][1](load(path)) == []


def test_minutes_that_the_other_leader_gave_another_stage_stay(tmp_path: Path) -> None:
    path = session_at(tmp_path, "actions")

    def theirs(session: Session) -> Session:
        return session.changed(agenda={**session.agenda, "close": 9})

    said = lead(path, theirs, "minutes 6 20", "quit")
    assert {stage: minutes for stage, minutes in load(path).agenda.items() if minutes} == {
        "exercises": 20,
        "close": 9,
    }
    assert "Somebody else" not in said
    said = lead(path, lambda s: s.changed(agenda={**s.agenda, "exercises": 25}), "minutes 6 30", "quit")
    assert load(path).agenda["exercises"] == 30
    assert "Somebody else had just given Exercises 25 min; yours stand there now." in said


def test_the_last_stage_with_minutes_stays_on_the_agenda_whoever_took_off_the_others(tmp_path: Path) -> None:
    path = session_at(tmp_path, "actions")
    said = lead(path, lambda s: s.changed(agenda={"close": 2}), "minutes 8 0", "quit")
    assert "somebody else has taken all other stages off the agenda" in said
    assert load(path).agenda == {"close": 2}
