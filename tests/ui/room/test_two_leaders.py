"""Two programs lead one session: what both type is kept, and each takes back only what is their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ui.room.talked import counted, lead_of, saved
from tests.ui.room.test_lists import EARLIER, answer
from tests.ui.stage import Stage, picture, until
from workshop.model.exercises import Change, Exercises, TouchPoint, Value
from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.session import AgreedLevel, Note, Session
from workshop.store import sessions
from workshop.ui.room.actions import ActionsScreen
from workshop.ui.room.agenda import AgendaScreen
from workshop.ui.room.agree import AgreeScreen
from workshop.ui.room.exercises.listing import ExerciseListScreen
from workshop.ui.room.exercises.values import ValuesScreen
from workshop.ui.room.followup import FollowUpScreen
from workshop.ui.room.lead import Lead
from workshop.ui.room.notes import NotesScreen
from workshop.ui.room.stopping import StoppingScreen

KEPT = Exercises(change=Change(change="We move"), touch_points=(TouchPoint(name="ours"),))

LISTS: dict[
    str, tuple[Callable[[Lead], Any], Callable[[Session], list[str]], Callable[[Session], Session]]
] = {
    "to try": (
        ActionsScreen,
        lambda s: [each.text for each in s.actions],
        lambda s: s.changed(actions=(*s.actions, Action(text="theirs"))),
    ),
    "to stop": (
        StoppingScreen,
        lambda s: [each.item for each in s.stops],
        lambda s: s.changed(stops=(*s.stops, StopItem(item="theirs"))),
    ),
    "notes": (
        lambda lead: NotesScreen(lead, "vision", "Vision"),
        lambda s: [each.text for each in s.notes],
        lambda s: s.changed(notes=(*s.notes, Note(text="theirs", attribute="vision"))),
    ),
    "touch points": (
        lambda lead: ExerciseListScreen(lead, "touch-points"),
        lambda s: [each.name for each in s.exercises.touch_points],
        lambda s: s.changed(
            exercises=s.exercises.changed(touch_points=(*s.exercises.touch_points, TouchPoint(name="theirs")))
        ),
    ),
    "values": (
        ValuesScreen,
        lambda s: [each.value for each in s.exercises.change.values] if s.exercises.change else [],
        lambda s: s.changed(
            exercises=s.exercises.changed(
                change=Change(
                    change="We move",
                    values=(*(s.exercises.change or Change()).values, Value(value="theirs")),
                )
            )
        ),
    ),
}


def of_both(**fields: Any) -> Session:
    """A session in which one entry stands in every list."""
    given: dict[str, Any] = {
        "actions": (Action(text="ours"),),
        "stops": (StopItem(item="ours"),),
        "notes": (Note(text="ours", attribute="vision"),),
        "exercises": KEPT.changed(change=Change(change="We move", values=(Value(value="ours"),))),
    }
    return counted(**{**given, **fields})


@pytest.mark.parametrize("name", LISTS)
async def test_what_the_other_leader_added_stays_when_one_adds_and_takes_that_back(
    tmp_path: Path, name: str
) -> None:
    make, texts, theirs = LISTS[name]
    lead = lead_of(tmp_path, of_both())
    app = Stage(make(lead))
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        sessions.change(lead.path, theirs)
        await pilot.press("a")
        await answer(pilot, "mine")
        await until(pilot, lambda: texts(saved(lead)) == ["ours", "theirs", "mine"])
        await until(pilot, lambda: "theirs" in picture(app) and "▸ mine" in picture(app))
        await pilot.press("u")
        await until(pilot, lambda: texts(saved(lead)) == ["ours", "theirs"])
        await pilot.press("up", "d")
        await until(pilot, lambda: texts(saved(lead)) == ["theirs"])
        sessions.change(lead.path, theirs)
        await pilot.press("u")
        await until(pilot, lambda: texts(saved(lead)) == ["ours", "theirs", "theirs"])


async def test_lines_of_one_form_stay_beside_what_the_other_leader_typed_into_it(tmp_path: Path) -> None:
    lead = lead_of(tmp_path, of_both())
    app = Stage(ActionsScreen(lead))

    def owned(session: Session) -> Session:
        first, *others = session.actions
        return session.changed(actions=(Action(**{**first.model_dump(), "owner": "desk"}), *others))

    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: "ONE THING TO TRY" in picture(app))
        sessions.change(lead.path, owned)
        await pilot.press("down", "down", "enter")
        await answer(pilot, "2026-12-24")
        await until(pilot, lambda: saved(lead).actions[0].due == date(2026, 12, 24))
        assert saved(lead).actions[0].owner == "desk"
        await pilot.press("q", "u")
        await until(pilot, lambda: saved(lead).actions[0].due is None)
        assert saved(lead).actions[0].owner == "desk"


async def test_a_line_both_typed_is_the_last_ones_it_is_said_and_undo_brings_back_theirs(
    tmp_path: Path,
) -> None:
    lead = lead_of(tmp_path, of_both())
    app = Stage(NotesScreen(lead, "vision", "Vision"))

    def reworded(session: Session) -> Session:
        return session.changed(notes=(Note(id=session.notes[0].id, text="theirs", attribute="vision"),))

    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.press("enter")
        sessions.change(lead.path, reworded)
        await answer(pilot, " and mine")
        await until(pilot, lambda: saved(lead).notes[0].text not in {"ours", "theirs"})
        await until(pilot, lambda: "Somebody else had just changed" in picture(app))
        await pilot.press("u")
        await until(pilot, lambda: saved(lead).notes[0].text == "theirs")


@pytest.mark.parametrize("keys", ["u", "d"])
async def test_what_they_changed_meanwhile_is_neither_undone_nor_deleted_and_it_is_said(
    tmp_path: Path, keys: str
) -> None:
    lead = lead_of(tmp_path, counted())
    app = Stage(ActionsScreen(lead))

    def reworded(session: Session) -> Session:
        return session.changed(actions=(Action(id=session.actions[0].id, text="theirs"),))

    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.press("a")
        await answer(pilot, "mine")
        await until(pilot, lambda: "▸ mine" in picture(app))
        sessions.change(lead.path, reworded)
        await pilot.press(*keys)
        await until(pilot, lambda: "it stays as it is" in picture(app) and "▸ theirs" in picture(app))
        assert [each.text for each in saved(lead).actions] == ["theirs"]
        await pilot.press("d")
        await until(pilot, lambda: not saved(lead).actions)


async def test_an_entry_is_moved_among_those_one_sees_and_what_they_added_and_moved_stays(
    tmp_path: Path,
) -> None:
    first, second, third = (Action(text=text) for text in ("first", "second", "third"))
    lead = lead_of(tmp_path, counted(actions=(first, second, third)))
    app = Stage(ActionsScreen(lead))

    def texts() -> list[str]:
        return [each.text for each in saved(lead).actions]

    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        sessions.change(lead.path, lambda s: s.changed(actions=(third, first, second, Action(text="theirs"))))
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: texts() == ["third", "second", "first", "theirs"])
        await until(pilot, lambda: "▸ first" in picture(app))
        await pilot.press("u")
        await until(pilot, lambda: texts() == ["third", "first", "second", "theirs"])


async def test_their_answers_about_last_time_stay_when_one_takes_back_ones_own(tmp_path: Path) -> None:
    lead = lead_of(tmp_path, counted())
    lead.before = EARLIER
    app = Stage(FollowUpScreen(lead))

    def also(**said: Any) -> Callable[[Session], Session]:
        return lambda s: s.changed(follow_up=(*s.follow_up, FollowUp(text="x", **said)))

    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: len(saved(lead).follow_up) == 1)
        sessions.change(lead.path, also(id="old", became="done", noticed="better"))
        await pilot.press("u")
        await until(pilot, lambda: [each.id for each in saved(lead).follow_up] == ["old"])
        sessions.change(lead.path, also(id="a-1", became="done"))
        await pilot.press("1")
        await until(pilot, lambda: saved(lead).follow_up[1].noticed == "better")
        assert saved(lead).follow_up[1].became == "done"


async def test_what_the_other_leader_agreed_is_shown_before_it_can_be_changed(tmp_path: Path) -> None:
    lead = lead_of(tmp_path, counted())
    app = Stage(AgreeScreen(lead, "vision"))
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await until(pilot, lambda: "AGREE" in picture(app))
        sessions.change(
            lead.path,
            lambda session: session.changed(agreed={"vision": AgreedLevel(level=2, example="theirs")}),
        )
        await pilot.press("5")
        await until(pilot, lambda: "Somebody else has just decided this" in picture(app))
        assert saved(lead).agreed["vision"].level == 2
        await until(pilot, lambda: "Agreed level 2" in picture(app))
        await pilot.press("5")
        await until(pilot, lambda: saved(lead).agreed["vision"].level == 5)
        assert saved(lead).agreed["vision"].example == "theirs"


async def test_minutes_that_the_other_leader_gave_another_stage_stay(tmp_path: Path) -> None:
    lead = lead_of(tmp_path, counted())
    app = Stage(AgendaScreen(lead, "discuss"))

    def theirs(session: Session) -> Session:
        return session.changed(agenda={"welcome": 7, "rate": 8, "discuss": 40})

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("e")
        await until(pilot, lambda: "MINUTES" in picture(app))
        sessions.change(lead.path, theirs)
        await pilot.press("enter")
        await answer(pilot, "6")
        await pilot.press("p")
        await until(pilot, lambda: saved(lead).agenda == {"welcome": 6, "rate": 8, "discuss": 40})
        await until(pilot, lambda: "Somebody else had just given Welcome" in picture(app))
