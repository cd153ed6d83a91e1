"""Whatever is pasted into a field of the room is kept as text, cleaned, and shown as nothing but text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from tests.ui.room.talked import counted, lead_of, saved
from tests.ui.stage import Stage, picture, until
from workshop.model.exercises import Change, Exercises, Phrase, Policy, TouchPoint, Value
from workshop.model.followup import Action, StopItem
from workshop.model.poll import FIRST
from workshop.model.session import Note, Session
from workshop.model.text import LINE, PARAGRAPH, clean, fit
from workshop.store.room import PendingComment, Room
from workshop.ui.room.actions import ActionsScreen
from workshop.ui.room.agree import AgreeScreen
from workshop.ui.room.closing import ClosingScreen
from workshop.ui.room.discuss import DiscussScreen
from workshop.ui.room.entry_form import EntryForm
from workshop.ui.room.exercises.stage import exercises_screen
from workshop.ui.room.followup import FollowUpScreen
from workshop.ui.room.hands import HandsScreen
from workshop.ui.room.lead import Lead
from workshop.ui.room.rate import RateScreen
from workshop.ui.room.stage import StageScreen
from workshop.ui.room.stopping import StoppingScreen
from workshop.ui.room.welcome import WelcomeScreen
from workshop.ui.screens.ask import AskScreen
from workshop.ui.screens.planning import PlanScreen, planned

HOSTILE: Final = (
    "a[/] [@click=app.exit]x[/] {users} {0} \x1b[31mred\x1b]0;title\x07 \x9b2Jgone\nline two\r\x00"
    "left \u202eright\u2066 \U000e0041 👩‍👩‍👧 🇩🇪 日本語 z" + "\u0301" * 50 + "x" * 10_000
)

ACTED_ON: Final = "\x1b\x07\x9b\x00\u202e\u2066\U000e0041"
"""What a terminal could act on, or what would read as something else."""

SESSION: Final = counted(
    actions=(Action(text="Try"),),
    stops=(StopItem(item="Stop"),),
    notes=(Note(text="Said", attribute="staff"),),
    exercises=Exercises(
        touch_points=(TouchPoint(name="Door"),),
        policies=(Policy(policy="Two renewals"),),
        phrases=(Phrase(phrase="We always did"),),
        change=Change(change="A new building", values=(Value(value="Everybody is welcome"),)),
    ),
)


@dataclass(frozen=True)
class Asked:
    """A field one key opens: where, by which keys, and what of the file it fills."""

    name: str
    screen: Callable[[Lead], StageScreen]
    keys: str
    kept: Callable[[Session], str]
    most: int = PARAGRAPH


def followed(lead: Lead) -> StageScreen:
    lead.before = SESSION
    return FollowUpScreen(lead)


def reviewed(lead: Lead) -> StageScreen:
    Room(lead.path).ensure()
    Room(lead.path).keep_pending(
        [PendingComment(id="c-1", round=1, attribute="staff", text=fit(clean(HOSTILE), PARAGRAPH))]
    )
    return ClosingScreen(lead)


def exercise(name: str) -> Callable[[Lead], StageScreen]:
    return lambda lead: exercises_screen(lead, name)


ASKED: Final = (
    Asked("check-in", WelcomeScreen, "c", lambda s: s.check_in, LINE),
    Asked("parking lot", WelcomeScreen, "k", lambda s: s.parking[-1].text),
    Asked("story", FollowUpScreen, "c", lambda s: s.notes[-1].text),
    Asked("note", lambda lead: DiscussScreen(lead, "staff"), "n", lambda s: s.notes[-1].text),
    Asked("a note, changed", lambda lead: DiscussScreen(lead, "staff"), "v enter", lambda s: s.notes[0].text),
    Asked("what happened", followed, "c", lambda s: s.follow_up[-1].note),
    Asked("why set aside", reviewed, "c space a", lambda s: s.set_aside[-1].reason, LINE),
    Asked("example", lambda lead: AgreeScreen(lead, "staff"), "3", lambda s: s.agreed["staff"].example),
    Asked("to stop", StoppingScreen, "space space a", lambda s: s.stops[-1].item),
    Asked("to try", ActionsScreen, "a", lambda s: s.actions[-1].text),
    Asked("touch point", exercise("touch-points"), "a", lambda s: s.exercises.touch_points[-1].name, LINE),
    Asked("policy", exercise("policies"), "a", lambda s: s.exercises.policies[-1].policy),
    Asked("phrase", exercise("phrases"), "a", lambda s: s.exercises.phrases[-1].phrase),
    Asked("value", exercise("values"), "a", lambda s: _change(s).values[-1].value, LINE),
    Asked("the change", exercise("values"), "c", lambda s: _change(s).change),
)


def _change(session: Session) -> Change:
    assert session.exercises.change is not None
    return session.exercises.change


async def paste(pilot: Pilot[Any]) -> None:
    """Paste into the field that is asked for, and press Enter; it may be refused there."""
    await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen), "a field")
    asking = pilot.app.screen
    asking.post_message(events.Paste(HOSTILE))
    await until(pilot, lambda: "Cut at " in picture(pilot.app), "that it was cut")
    assert not set(ACTED_ON) & set(picture(pilot.app))
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is not asking or refused(asking), "taken or refused")


def refused(asking: Screen[Any]) -> bool:
    """Return whether what was entered last stays in the field."""
    return isinstance(asking, AskScreen) and bool(asking._refused)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
async def test_what_is_pasted_is_kept_cleaned_and_shown_as_text(tmp_path: Path, asked: Asked) -> None:
    lead = lead_of(tmp_path, SESSION)
    before = saved(lead)
    app = Stage(asked.screen(lead))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*asked.keys.split())
        await paste(pilot)
        await until(pilot, lambda: saved(lead) != before, "something saved")
        await pilot.press("escape")
        assert not set(ACTED_ON) & set(picture(app))
    kept = asked.kept(saved(lead))
    for there in ("One story about users: ", "A new building", "Said", "aimed at a person"):
        kept = kept.removeprefix(there)
    wanted = clean(HOSTILE)
    assert len(kept) <= asked.most
    assert kept.endswith("…")
    assert wanted.startswith(kept[:-1])
    assert len(kept) > asked.most - 60


FORMS: Final[dict[str, tuple[Callable[[Lead], StageScreen], str, Callable[[Session], Any]]]] = {
    "to try": (ActionsScreen, "enter", lambda s: s.actions[0]),
    "to stop": (StoppingScreen, "space space enter", lambda s: s.stops[0]),
    "touch point": (exercise("touch-points"), "enter", lambda s: s.exercises.touch_points[0]),
    "policy": (exercise("policies"), "enter", lambda s: s.exercises.policies[0]),
    "phrase": (exercise("phrases"), "enter", lambda s: s.exercises.phrases[0]),
    "value": (exercise("values"), "enter", lambda s: _change(s).values[0]),
}


@pytest.mark.parametrize("form", FORMS)
async def test_every_line_of_a_form_is_kept_cleaned_and_shown_as_text(tmp_path: Path, form: str) -> None:
    make, keys, entry_of = FORMS[form]
    lead = lead_of(tmp_path, SESSION)
    app = Stage(make(lead))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*keys.split())
        await until(pilot, lambda: isinstance(app.screen, EntryForm), "the form")
        filling = app.screen
        assert isinstance(filling, EntryForm)
        fields = filling._fields
        for field in fields:
            if not field.free:
                await pilot.press("down")
                continue
            await pilot.press("enter")
            await paste(pilot)
            if field.key == "due":
                await pilot.press("ctrl+x", "down")
        free = {field.key: field.most for field in fields if field.free and field.key != "due"}
        await until(pilot, lambda: all(len(getattr(entry_of(saved(lead)), key)) > 100 for key in free))
        assert not set(ACTED_ON) & set(picture(app))
        await pilot.press("q")
        await until(pilot, lambda: app.screen is app.shown)
        assert not set(ACTED_ON) & set(picture(app))
    before, kept = entry_of(SESSION), entry_of(saved(lead))
    for key, most in free.items():
        there = getattr(before, key)
        assert getattr(kept, key) == there + fit(clean(HOSTILE), most - len(there))
    assert getattr(kept, "due", None) is None


async def test_every_line_of_a_plan_is_shown_as_text_and_planned_only_when_it_can_be(tmp_path: Path) -> None:
    screen = PlanScreen()
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        for field in screen._fields:
            if field.free:
                await pilot.press("enter")
                await paste(pilot)
                if refused(app.screen):
                    assert not set(ACTED_ON) & set(picture(app))
                    await pilot.press("ctrl+x", "down")
            else:
                await pilot.press("down")
        assert not set(ACTED_ON) & set(picture(app))
        await pilot.press("p")
        await until(pilot, lambda: bool(app.left_with), "planned")
    assert Session(**planned(app.left_with[0] or {}), instrument=SESSION.instrument).solo
    assert screen.values["title"].startswith("a[/] [@click=app.exit]x[/] {users} {0} red gone line two left")
    assert len(screen.values["title"]) <= LINE


REFUSED: Final[dict[str, tuple[Callable[[Lead], Screen[Any]], str, str]]] = {
    "how many are here": (WelcomeScreen, "n", "is not a number of people"),
    "how many are here, voting": (RateScreen, "n", "is not a number of people"),
    "how many are here, hands": (
        lambda lead: HandsScreen(lead, FIRST, lead.session.asked),
        "a",
        "is not a number of people",
    ),
    "how many papers": (RateScreen, "t space", "is not a number of papers"),
    "a code": (RateScreen, "p space c", "code"),
    "a range of levels": (lambda lead: AgreeScreen(lead, "staff"), "0", "Two levels from 1 to 5"),
    "the next date": (ClosingScreen, "d", "is not a date"),
    "minutes": (WelcomeScreen, "g e enter", "is no number of minutes"),
}
"""Fields that take numbers, dates and codes alone: the screen, the keys, and what is said."""


@pytest.mark.parametrize("field", REFUSED)
async def test_what_is_no_answer_is_refused_in_plain_text_and_not_kept(tmp_path: Path, field: str) -> None:
    make, keys, said = REFUSED[field]
    lead = lead_of(tmp_path, SESSION.changed(rounds=(), stage="rate"))
    app = Stage(make(lead))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*keys.split())
        await paste(pilot)
        if field == "minutes":
            await pilot.press("p")
        await until(pilot, lambda: said in " ".join(picture(app).replace("▌", "").split()), said)
        assert not set(ACTED_ON) & set(picture(app))
    assert "app.exit" not in lead.path.read_text(encoding="utf-8")


def test_the_corpus_holds_what_it_is_for() -> None:
    assert all(character in HOSTILE for character in ACTED_ON)
    assert not set(ACTED_ON) & set(clean(HOSTILE))
