"""Whatever is pasted into a field of the room is kept as text, cleaned, and shown as nothing but text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from textual import events
from textual.pilot import Pilot

from tests.ui.room.talked import counted, lead_of, saved
from tests.ui.stage import Stage, picture, until
from workshop.model.exercises import Change, Exercises, Phrase, Policy, TouchPoint, Value
from workshop.model.followup import Action, StopItem
from workshop.model.session import Session
from workshop.model.text import LINE, PARAGRAPH, clean, fit
from workshop.ui.room.actions import ActionsScreen
from workshop.ui.room.agree import AgreeScreen
from workshop.ui.room.discuss import DiscussScreen
from workshop.ui.room.entry_form import EntryForm
from workshop.ui.room.exercises.stage import exercises_screen
from workshop.ui.room.followup import FollowUpScreen
from workshop.ui.room.lead import Lead
from workshop.ui.room.stage import StageScreen
from workshop.ui.room.stopping import StoppingScreen
from workshop.ui.room.welcome import WelcomeScreen
from workshop.ui.screens.ask import AskScreen

HOSTILE: Final = (
    "a[/] [@click=app.exit]x[/] {users} {0} \x1b[31mred\x1b]0;title\x07 \x9b2Jgone\nline two\r\x00"
    "left \u202eright\u2066 \U000e0041 👩‍👩‍👧 🇩🇪 日本語 z" + "\u0301" * 50 + "x" * 10_000
)

ACTED_ON: Final = "\x1b\x07\x9b\x00\u202e\u2066\U000e0041"
"""What a terminal could act on, or what would read as something else."""

SESSION: Final = counted(
    actions=(Action(text="Try"),),
    stops=(StopItem(item="Stop"),),
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


def exercise(name: str) -> Callable[[Lead], StageScreen]:
    return lambda lead: exercises_screen(lead, name)


ASKED: Final = (
    Asked("check-in", WelcomeScreen, "c", lambda s: s.check_in, LINE),
    Asked("parking lot", WelcomeScreen, "k", lambda s: s.parking[-1].text),
    Asked("story", FollowUpScreen, "c", lambda s: s.notes[-1].text),
    Asked("note", lambda lead: DiscussScreen(lead, "staff"), "n", lambda s: s.notes[-1].text),
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
    """Paste into the field that is asked for, and press Enter."""
    await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen), "a field")
    asking = pilot.app.screen
    asking.post_message(events.Paste(HOSTILE))
    await until(pilot, lambda: "Cut at " in picture(pilot.app), "that it was cut")
    assert not set(ACTED_ON) & set(picture(pilot.app))
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is not asking, "the field gone")


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
    kept = asked.kept(saved(lead)).removeprefix("One story about users: ").removeprefix("A new building")
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


def test_the_corpus_holds_what_it_is_for() -> None:
    assert all(character in HOSTILE for character in ACTED_ON)
    assert not set(ACTED_ON) & set(clean(HOSTILE))
