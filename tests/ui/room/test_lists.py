"""Follow-up, the stop list, actions and the close: keys, and what stands in the file afterwards."""

from __future__ import annotations

import asyncio
import signal
import sys
from datetime import date
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from tests.ui.room.talked import counted, lead_of, saved
from tests.ui.stage import Stage, picture, until
from workshop.charts.terminal.measure import cell_len
from workshop.model.ballot import Ballot
from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.session import AgreedLevel, Session
from workshop.model.session import Stage as SessionStage
from workshop.model.typed import minutes_wrong
from workshop.report.followup import open_items
from workshop.report.lists import stop_questions
from workshop.store import sealing
from workshop.store.hosts import Served, announce
from workshop.store.room import PendingComment, Room
from workshop.ui.room.actions import ActionsScreen
from workshop.ui.room.agenda import AgendaScreen
from workshop.ui.room.closing import ClosingScreen
from workshop.ui.room.closing_lines import summary_lines
from workshop.ui.room.entry_form import action_form
from workshop.ui.room.followup import FollowUpScreen
from workshop.ui.room.followup_lines import item_lines
from workshop.ui.room.lead import Lead
from workshop.ui.room.stage import Move, StageScreen
from workshop.ui.room.stopping import StoppingScreen
from workshop.ui.room.welcome import WelcomeScreen

EARLIER = counted(
    held_on=date(2026, 5, 4),
    actions=(
        Action(id="a-1", text="Open earlier", owner="desk", due=date(2026, 6, 1)),
        Action(id="a-2", text="Finished long ago", done=True),
    ),
    stops=(
        StopItem(id="s-1", item="The paper form", status="paused"),
        StopItem(id="s-2", item="Kept", status="kept with a reason"),
    ),
    follow_up=(FollowUp(id="old", text="Write to everybody", became="not yet"),),
)


def after(folder: Path, before: Session | None = EARLIER, **fields: Any) -> Lead:
    lead = lead_of(folder, counted(**fields))
    lead.before = before
    return lead


async def answer(pilot: Pilot[Any], text: str) -> None:
    """Fill in the field that is asked, and press Enter."""
    await until(pilot, lambda: bool(pilot.app.screen.query(Input)), "a field")
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await until(pilot, lambda: not pilot.app.screen.query(Input), "the field gone")


def text_of(lines: list[Any]) -> str:
    return "\n".join(each.text.rstrip() for each in lines).rstrip()


def test_what_is_open_is_actions_not_done_and_stops_without_an_end() -> None:
    assert [item.id for item in open_items(EARLIER)] == ["a-1", "old", "s-1"]


def test_the_item_one_is_on_asks_what_became_of_it() -> None:
    """Who and when stand below; each answer has its key, and a dot marks the one given."""
    item = open_items(EARLIER)[0]
    said = FollowUp(id="a-1", text=item.text, became="done", noticed="better", note="Since June.")
    assert text_of(item_lines(item, said, 80, here=True, number=0, users="patrons")) == (
        " ▸ Open earlier\n"
        "     desk · by 1 June 2026\n"
        "     What became of it?  ●d done  n not yet  x dropped\n"
        "     Did patrons notice? ●1 better  2 no  3 worse  0 unknown\n"
        "     Since June."
    )


def test_the_choices_for_a_stop_fit_eighty_columns() -> None:
    lines = item_lines(open_items(EARLIER)[2], None, 80, here=True, number=0, users="users")
    assert max(len(each.text) for each in lines) <= 80
    assert "y kept" in text_of(lines)


def test_the_summary_says_level_range_and_what_was_not_discussed() -> None:
    session = counted(
        agreed={"vision": AgreedLevel(level=3), "staff": AgreedLevel(range=(2, 4))},
        actions=(Action(text="Open earlier", owner="desk"),),
        next_on=date(2027, 2, 10),
    )
    shown = text_of(summary_lines(session, 80))
    assert "Strong vision                             level 3" in shown
    assert "no agreed level, range 2–4" in shown
    assert shown.count("not discussed") == 4
    assert "To try    Open earlier · desk\n\n To stop   nothing" in shown
    assert shown.endswith("We look again on: 10 February 2027")


def test_the_summary_of_one_to_try_and_one_to_stop_stands_on_one_screen() -> None:
    """At 80×24 the levels go into two columns; the date and all that was decided stay in sight."""
    agreed = {"vision": AgreedLevel(level=3), "culture": AgreedLevel(range=(2, 4))}
    try_it, stop = Action(text="Open " * 20, owner="desk"), StopItem(item="The form " * 10)
    lines = summary_lines(counted(agreed=agreed, actions=(try_it,), stops=(stop,)), 80, 14)
    assert len(lines) <= 14
    assert all(cell_len(each.text.rstrip()) <= 78 for each in lines)
    assert (
        text_of(lines[1:2])
        == "   Vision     level 3                    Culture    no agreed level, range 2–4"
    )


def test_the_summary_of_two_to_try_and_two_to_stop_stands_on_one_screen() -> None:
    tries = tuple(Action(text="Open the hall earlier " * 4, owner=owner) for owner in ("Ann", "Ben"))
    stops = tuple(StopItem(item="The long form " * 6, owner=owner) for owner in ("Cid", "Dot"))
    session = counted(actions=tries, stops=stops)
    whole = summary_lines(session, 80, 14)
    assert len(whole) <= 14
    assert all(owner in text_of(whole) for owner in ("Ann", "Ben", "Cid", "Dot"))
    dense = summary_lines(session, 80, 12)
    assert len(dense) <= 12
    assert "We look again on" in dense[-1].text


def test_only_attributes_talked_about_ask_what_to_stop() -> None:
    session = counted(agreed={"staff": AgreedLevel(level=2), "vision": AgreedLevel(discussed=False)})
    assert stop_questions(session) == ("Which approval could we remove tomorrow?",)


async def test_follow_up_saves_each_answer_once_and_takes_the_last_back(tmp_path: Path) -> None:
    lead = after(tmp_path)
    app = Stage(FollowUpScreen(lead))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", "d", "1", "down", "down", "s", "3")
        await until(
            pilot, lambda: len(saved(lead).follow_up) == 2 and saved(lead).follow_up[1].noticed == "worse"
        )
        first, second = saved(lead).follow_up
        assert (first.id, first.became, first.noticed) == ("a-1", "done", "better")
        assert (second.id, second.became) == ("s-1", "stopped")
        await pilot.press("u", "u")
        await until(pilot, lambda: len(saved(lead).follow_up) == 1)
        await pilot.press("up", "u")
        await until(pilot, lambda: saved(lead).follow_up[0].noticed == "unknown")
        await pilot.press("1")
        await until(pilot, lambda: saved(lead).follow_up[0].noticed == "better")
        await pilot.press("space")
    assert app.left_with == [Move.NEXT]


async def test_the_first_time_a_story_is_kept(tmp_path: Path) -> None:
    lead = after(tmp_path, None)
    app = Stage(FollowUpScreen(lead))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "This is our first time." in picture(app))
        assert "undo" not in picture(app), "there is nothing to choose, or to take back"
        await pilot.press("c")
        await answer(pilot, "A man came in at nine.")
        await until(pilot, lambda: [note.text for note in saved(lead).notes] == ["A man came in at nine."])


async def test_the_stop_list_is_filled_changed_reordered_and_undone(tmp_path: Path) -> None:
    lead = after(tmp_path)
    app = Stage(StoppingScreen(lead))

    def items() -> list[str]:
        return [stop.item for stop in saved(lead).stops]

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for text in ("first", "second"):
            await pilot.press("a")
            await answer(pilot, text)
        await until(pilot, lambda: items() == ["first", "second"])
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: items() == ["second", "first"])
        await pilot.press("d")
        await until(pilot, lambda: items() == ["first"])
        await pilot.press("u")
        await until(pilot, lambda: items() == ["second", "first"])
        assert "▸ second" in picture(app), "one is on what came back"
        assert "▸ 1  How could we" in picture(app), "not by colour alone"
        await pilot.press("space", "space")
        await until(pilot, lambda: "▸ 3  Which one stops first?" in picture(app))
        assert app.left_with == []
        await pilot.press("space")
    assert app.left_with == [Move.NEXT]


def test_keys_that_need_an_entry_come_with_the_first(tmp_path: Path) -> None:
    """In an empty list one adds or goes on; nothing else is offered."""
    keys = [StoppingScreen(after(tmp_path, stops=stops)).keys() for stops in ((), EARLIER.stops)]
    empty, filled = ({key.does for key in each} for each in keys)
    assert filled - empty == {"details", "delete", "undo", "choose", "move"}


async def test_keys_typed_at_once_are_done_in_order_and_saved_before_one_leaves(tmp_path: Path) -> None:
    """What was typed behind a change waits until that is saved: the next key acts on what it left."""
    lead = after(tmp_path, actions=tuple(Action(id=name, text=name) for name in ("a-1", "a-2", "a-3")))
    app = Stage(ActionsScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("right_square_bracket", "d", "u", "down", "d", "left_square_bracket", "space"):
            app.post_message(events.Key(key, None))
        await until(pilot, lambda: app.left_with == [Move.NEXT], "left")
        assert [action.id for action in saved(lead).actions] == ["a-1", "a-2"]


async def test_what_is_typed_right_behind_a_key_that_asks_is_typed_into_what_it_asks(tmp_path: Path) -> None:
    lead = after(tmp_path, actions=(Action(id="a-1", text="a-1"),))
    app = Stage(ActionsScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        for key, character in (
            ("d", "d"),
            ("a", "a"),
            ("n", "n"),
            ("o", "o"),
            ("enter", "\r"),
            ("space", " "),
        ):
            app.post_message(events.Key(key, character))
        await until(pilot, lambda: app.left_with == [Move.NEXT], "left")
        assert [action.text for action in saved(lead).actions] == ["no"]


async def test_every_line_of_a_form_is_saved_and_no_date_is_refused(tmp_path: Path) -> None:
    lead = after(tmp_path, actions=(Action(id="a-9", text="Open earlier"),))
    app = Stage(ActionsScreen(lead))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: "ONE THING TO TRY" in picture(app))
        await pilot.press("down", "enter")
        await answer(pilot, "desk")
        await until(pilot, lambda: saved(lead).actions[0].owner == "desk")
        await pilot.press("enter", *"soon", "enter")
        await until(pilot, lambda: '"soon" is not a date. Write it like' in picture(app))
        assert pilot.app.screen.query_one(Input).value == "soon"
        assert saved(lead).actions[0].due is None
        await answer(pilot, "2026-12-24")
        await until(pilot, lambda: saved(lead).actions[0].due == date(2026, 12, 24))
        await pilot.press("q")
        await until(pilot, lambda: app.screen is app.shown)
    assert saved(lead).actions[0].id == "a-9"


async def test_enter_opens_the_only_entry_whichever_list_it_is_in(tmp_path: Path) -> None:
    lead = after(tmp_path, actions=(), stops=(StopItem(item="The blue form"),))
    app = Stage(ActionsScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "▸ The blue form" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: "ONE THING TO STOP" in picture(app))
        await pilot.press("q", "a")
        await answer(pilot, "Open at nine")
        await until(pilot, lambda: "▸ Open at nine" in picture(app))
        await pilot.press("d")
        await until(pilot, lambda: "▸ The blue form" in picture(app))


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 40), (200, 60)])
async def test_every_stage_of_lists_shows_its_keys_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    lead = after(tmp_path, actions=EARLIER.actions, stops=EARLIER.stops)
    for screen in (FollowUpScreen, StoppingScreen, ActionsScreen, ClosingScreen):
        app = Stage(screen(lead))
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda app=app: "space" in picture(app))  # type: ignore[misc]
            if size[0] >= 80:
                assert "q leave" in picture(app), screen
                assert "h help" in picture(app), screen


async def test_the_session_ends_after_a_yes_and_its_room_goes(tmp_path: Path) -> None:
    lead = after(tmp_path, stage="close")
    Room(lead.path).ensure()
    app = Stage(ClosingScreen(lead))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("d")
        await answer(pilot, "2027-02-10")
        await until(pilot, lambda: saved(lead).next_on == date(2027, 2, 10))
        await pilot.press("space")
        await until(pilot, lambda: "End the session?" in picture(app))
        await pilot.press("n")
        await until(pilot, lambda: app.screen is app.shown)
        assert Room(lead.path).exists
        await pilot.press("space")
        await until(pilot, lambda: "End the session?" in picture(app))
        await pilot.press("y")
        await until(pilot, lambda: app.left_with == [Move.LEAVE])
    assert not Room(lead.path).exists


async def test_the_close_offers_comments_only_where_some_wait(tmp_path: Path) -> None:
    lead = after(tmp_path, stage="close")
    app = Stage(ClosingScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "end the session" in picture(app))
        assert "c comments" not in picture(app)


async def test_a_host_that_lets_people_in_does_not_outlive_the_session_unasked(tmp_path: Path) -> None:
    lead = after(tmp_path, stage="close")
    Room(lead.path).ensure()
    app = Stage(ClosingScreen(lead))
    with Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as host:
        serves = Served(process=host.pid, bind="127.0.0.1", port=2222, fingerprint="f", code="c0de")
        announce(lead.path, serves)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("space")
            await until(pilot, lambda: "End the session?" in picture(app))
            await pilot.press("y")
            await until(pilot, lambda: "Stop letting people in?" in picture(app))
            await pilot.press("y")
            await until(pilot, lambda: app.left_with == [Move.LEAVE])
        assert host.wait(10) == -signal.SIGTERM


async def test_the_report_of_the_close_is_written_over_only_after_a_yes(tmp_path: Path) -> None:
    lead = after(tmp_path, stage="close")
    app = Stage(ClosingScreen(lead))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("x")
        await until(pilot, lambda: any((lead.path.parent.parent / "exports").glob("*.html")))
        (report,) = (lead.path.parent.parent / "exports").glob("*.md")
        report.write_text("mine")
        for key, kept in (("n", "mine"), ("y", "# ")):
            await until(pilot, lambda: app.screen is app.shown)
            await pilot.press("x")
            await until(pilot, lambda: "Write it anew?" in picture(app))
            await pilot.press(key)
            await until(pilot, lambda kept=kept: report.read_text().startswith(kept))  # type: ignore[misc]


async def test_comments_are_kept_dropped_or_set_aside_behind_a_frozen_projector(tmp_path: Path) -> None:
    lead = after(tmp_path, stage="close")
    room = Room(lead.path)
    room.ensure()
    texts = ("good", "bad [/]", "about Anna")
    room.keep_pending(
        [PendingComment(id=f"c-{n}", round=1, attribute="staff", text=text) for n, text in enumerate(texts)]
    )
    app = Stage(ClosingScreen(lead))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "3 comments wait" in picture(app))
        await pilot.press("c")
        await until(pilot, lambda: "FREEZE THE PROJECTOR" in picture(app))
        assert "good" not in picture(app)
        await pilot.press("space")
        await until(pilot, lambda: "good" in picture(app))
        await pilot.press("k")
        await until(pilot, lambda: "bad [/]" in picture(app))
        await pilot.press("d")
        await until(pilot, lambda: "Drop it for good?" in picture(app))
        await pilot.press("y")
        await until(pilot, lambda: "about Anna" in picture(app))
        await pilot.press("a")
        await answer(pilot, "aimed at a person")
        await until(pilot, lambda: "MAY COME BACK" in picture(app))
        assert "Anna" not in picture(app)
        await pilot.press("space")
        await until(pilot, lambda: "1 comment set aside: aimed at a person" in picture(app))
    assert [comment.text for comment in saved(lead).comments] == ["good"]
    assert room.pending() == ()


def test_a_room_at_its_close_keeps_what_a_revote_needs(tmp_path: Path) -> None:
    """Killed at the closing screen, and opened again: who voted is still known (rule 8)."""
    lead = after(tmp_path, stage="close")
    room = Room(lead.path)
    room.ensure()
    room.keep_voters(1, {"a": Ballot(), "b": Ballot()})
    sealing.finish(lead.path)
    assert room.voters().numbers == {1}
    assert room.voters().of(1) == {"a", "b"}


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ("5", ""),
        ("0", "One stage needs"),
        ("-1", "no number"),
        ("601", "no number"),
        ("٣", "no number"),
        ("", "no number"),
    ],
)
def test_minutes_are_whole_and_not_all_nothing(minutes: str, said: str) -> None:
    assert said in minutes_wrong({"welcome": minutes})
    assert bool(said) == bool(minutes_wrong({"welcome": minutes}))


async def test_minutes_changed_from_the_agenda_are_saved(tmp_path: Path) -> None:
    lead = after(tmp_path)
    app = Stage(AgendaScreen(lead, "discuss"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("e")
        await until(pilot, lambda: "MINUTES" in picture(app))
        await pilot.press("enter")
        await answer(pilot, "0")
        await pilot.press("p")
        await until(pilot, lambda: saved(lead).agenda.get("welcome") == 0)
        await until(pilot, lambda: app.screen is app.shown and "Welcome" not in picture(app))
    assert saved(lead).agenda["discuss"] == 20


async def test_undo_takes_back_step_by_step_over_both_lists(tmp_path: Path) -> None:
    lead = after(tmp_path)
    app = Stage(ActionsScreen(lead))

    def both() -> tuple[list[str], list[str]]:
        now = saved(lead)
        return [action.text for action in now.actions], [stop.item for stop in now.stops]

    async with app.run_test(size=(80, 24)) as pilot:
        for key, text in (("a", "try"), ("s", "stop"), ("a", "try more")):
            await pilot.press(key)
            await answer(pilot, text)
        await until(pilot, lambda: both() == (["try", "try more"], ["stop"]))
        for expected in ((["try"], ["stop"]), (["try"], []), ([], [])):
            await pilot.press("u")
            await until(pilot, lambda expected=expected: both() == expected, f"{expected}")  # type: ignore[misc]
        await pilot.press("u")
        assert both() == ([], [])


@pytest.mark.parametrize(
    ("here", "agenda", "marked", "now"),
    [
        ("reveal", {}, "Reveal", True),
        ("agree", {}, "Discuss", True),
        ("follow-up", {"welcome": 5, "rate": 8, "reveal": 5, "close": 5}, "Rate", False),
        ("actions", {"welcome": 5, "rate": 8}, "Rate", False),
    ],
)
async def test_the_agenda_marks_where_we_are_and_the_next_where_that_has_no_minutes(
    tmp_path: Path, here: SessionStage, agenda: dict[str, int], marked: str, *, now: bool
) -> None:
    app = Stage(AgendaScreen(after(tmp_path, agenda=agenda), here))
    async with app.run_test(size=(80, 24)):
        (row,) = [row for row in picture(app).splitlines() if row.startswith(" ▸")]
    assert marked in row
    assert row.endswith("now") is now


@pytest.mark.parametrize(
    ("stage", "key", "typed", "said"),
    [
        (ClosingScreen, "d", "soon", '"soon" is not a date. Write it like 2027-02-10.'),
        (WelcomeScreen, "n", "abc", '"abc" is not a number of people. Such as 12.'),
    ],
)
async def test_what_cannot_be_taken_stays_in_its_field_with_the_reason(
    tmp_path: Path, stage: type[StageScreen], key: str, typed: str, said: str
) -> None:
    lead = after(tmp_path, stage="close")
    before = saved(lead)
    app = Stage(stage(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key, *typed, "enter")
        await until(pilot, lambda: said in picture(app))
        assert app.screen.query_one(Input).value == typed
        await pilot.press("backspace")
        await until(pilot, lambda: said not in picture(app))
        await pilot.press("ctrl+x")
        await until(pilot, lambda: app.screen is app.shown)
    assert saved(lead) == before


async def test_a_line_whose_saving_takes_long_is_saved_although_one_goes_on_and_leaves(
    tmp_path: Path,
) -> None:
    lead = after(tmp_path)
    free, kept = asyncio.Event(), list[Action]()

    async def slowly(_before: Action, action: Action) -> None:
        await free.wait()
        kept.append(action)

    app = Stage(action_form(lead.session, Action(id="a-9", text="Open earlier"), slowly))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter")
        await answer(pilot, "desk")
        await pilot.press("enter")
        await answer(pilot, "2027-02-10")
        await pilot.press("q")
        await until(pilot, lambda: bool(app.left_with))
        free.set()
        await until(pilot, lambda: len(kept) == 2)
    assert (kept[-1].owner, kept[-1].due) == ("desk", date(2027, 2, 10))
