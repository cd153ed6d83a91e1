"""A guest line by line: what is asked, what is told while they wait, and what becomes of what they type."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.people import code_on
from tests.model.build import plan
from tests.plain.visits import Script, heard
from workshop.model.followup import Action
from workshop.model.session import AgreedLevel, Note
from workshop.store import door, sealing, sessions
from workshop.store.codec import load
from workshop.store.door import Entry, Guest
from workshop.store.facilitating import begin_openly
from workshop.store.progress import Lookout, Progress
from workshop.store.room import Room
from workshop.store.seat import seat_with

JOIN = Guest(Entry.JOIN, "")
SECOND = "This is the second vote on Strong vision, after the talk."
NOTHING_ASKED = "Nothing is asked now. h says what is awaited, q leaves."
DROPPED = "The round was dropped: its ballots were destroyed, uncounted, and yours with them."
CLOSED = "The round was closed. What you had answered was saved before."
COME_BACK = "Everything is saved. To come back, connect with your code in place of the join code: "
RATED = ("", "1", "1", "1", "1", "y")
"""Comes in, rates everything, and hands in."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An open session of four questions, with its round open."""
    path = sessions.create(plan(mode="open", invited=3), tmp_path / "assessments")
    sealing.open_round(path)
    return path


def looking(path: Path) -> Callable[[], Progress]:
    """Return a look that is the same object as long as nothing changed, as the host's is."""
    lookout = Lookout(path)
    seen = [lookout.look()]

    def look() -> Progress:
        if (now := lookout.look()) != seen[0]:
            seen[0] = now
        return seen[0]

    return look


def talk(path: Path, *script: str | Callable[[], object], guest: Guest = JOIN) -> str:
    return heard(path, guest, looking(path), script)


def after(path: Path, *script: str | Callable[[], object]) -> str:
    """Return what somebody hears after handing in."""
    said = talk(path, *RATED, *script)
    return said.partition("Handed in. ")[2]


def nothing() -> None:
    """A moment in which nobody types."""


def at(path: Path, **values: Any) -> Callable[[], object]:
    """Return a step of the room that changes the session."""
    return lambda: sessions.change(path, lambda session: session.changed(**values))


def counted(path: Path) -> Callable[[], object]:
    return lambda: sealing.close_round(path)


def dropping(path: Path) -> Callable[[], object]:
    return lambda: sealing.destroy_round(path)


def again(path: Path) -> Callable[[], object]:
    return lambda: sealing.open_again(path, "vision")


def test_what_is_sent_ahead_answers_the_round_at_hand(path: Path) -> None:
    said = talk(path, *RATED)
    (ballot,) = Room(path).box.ballots().values()
    assert list(ballot.answers.values()) == [1, 1, 1, 1]
    assert ballot.handed_in
    assert said.splitlines()[-2:] == [
        "1 of 3 handed in so far.",
        f"{COME_BACK}{code_on(said)}",
    ]


@pytest.mark.parametrize("typed", [("2", "y"), ("", "2", "y", "whatever")])
def test_what_is_typed_while_one_waits_is_answered_and_is_no_vote_in_a_later_round(
    path: Path, typed: Script
) -> None:
    said = after(path, *typed, counted(path), again(path))
    assert said.count(NOTHING_ASKED) == len(list(typed))
    assert said.index(NOTHING_ASKED) < said.index("The result, from 1 who voted.")
    (ballot,) = Room(path).box.ballots().values()
    assert (ballot.answers, ballot.handed_in) == ({}, False)


def test_what_lies_there_unread_when_a_later_round_opens_is_dropped(path: Path) -> None:
    said = after(path, counted(path), again(path), "2", "y", nothing, "3", "y")
    assert "Recorded: level 2" not in said
    assert "Recorded: level 3" in said
    (ballot,) = Room(path).box.ballots().values()
    assert ballot.answers == {"vision.ladder": 3}
    assert ballot.handed_in


def test_a_second_vote_says_that_it_is_one_and_a_first_does_not(path: Path) -> None:
    said = talk(path, *RATED, counted(path), again(path), nothing)
    first, second = said.split("The result, from")
    assert SECOND not in first
    assert SECOND in second


def test_lines_for_a_round_that_was_closed_meanwhile_answer_nothing_else(path: Path) -> None:
    said = talk(path, "", "1", "1", counted(path), "1", "1", "y", again(path), nothing)
    assert CLOSED in said
    assert said.count(NOTHING_ASKED) == 3
    (ballot,) = Room(path).box.ballots().values()
    assert (ballot.answers, ballot.handed_in) == ({}, False)


def test_what_one_did_oneself_is_said_though_the_look_is_as_it_was(path: Path) -> None:
    """Handed in anew and withdrawn between two looks, it was never said that nothing is handed in."""
    live, same = looking(path), list[Progress]()

    def stays() -> None:
        same.append(live())

    said = heard(path, JOIN, lambda: same[0] if same else live(), [*RATED, stays, *["withdraw"] * 2, nothing])
    assert "You have handed nothing in." in said


def test_q_leaves_at_once_while_one_waits(path: Path) -> None:
    said = talk(path, *RATED, "q", counted(path), again(path))
    assert said.splitlines()[-1] == f"{COME_BACK}{code_on(said)}"
    assert "The result" not in said


def test_help_says_what_is_awaited_and_what_may_be_typed(path: Path) -> None:
    said = after(path, "h")
    assert said.count("1 of 3 handed in so far.\nchange goes through the answers again, withdraw") == 1
    sealing.destroy_round(path)
    said = talk(path, "help")
    assert said.count("The round is not open yet. This goes on by itself when it is.") == 2
    assert "Stay: what is new is said here. q leaves." in said


def test_who_waits_hears_each_thing_that_is_new_and_nothing_twice(path: Path) -> None:
    said = after(
        path,
        counted(path),
        at(path, stage="reveal"),
        nothing,
        at(path, stage="discuss", about="vision"),
        again(path),
        nothing,
        "5",
        "y",
        nothing,
        counted(path),
        nothing,
        at(path, agreed={"vision": AgreedLevel(level=4)}),
        nothing,
    )
    assert said.count("The result, from 1 who voted.") == 1
    assert said.count("\nEmpowered staff: ") == 1
    first, _, second = said.partition("1 handed in so far.\n")
    assert first.count("\nStrong vision: ") == 1
    assert "1 of 1 chose 5. Before talking" in second
    assert second.count("Strong vision: ") == 2
    assert second.count("Strong vision: Agreed level 4.") == 1


def test_change_and_withdraw_until_the_round_is_closed_and_no_longer(path: Path) -> None:
    said = after(path, "change", "5", "e", "y", "withdraw", "no", nothing)
    (ballot,) = Room(path).box.ballots().values()
    assert list(ballot.answers.values()) == [5, 1, 1, 1]
    assert ballot.handed_in
    code = code_on(talk(path, *RATED))
    said = talk(path, "withdraw", "withdraw", "withdraw", guest=Guest(Entry.RESUME, code))
    assert (
        "Withdrawn. Nothing of it will be counted.\nchange goes through the answers again, q leaves." in said
    )
    assert said.count(NOTHING_ASKED) == 1
    said = talk(path, counted(path), "change", guest=Guest(Entry.RESUME, code))
    assert said.count(NOTHING_ASKED) == 1


def test_who_is_asked_whether_to_hand_in_is_told_that_the_round_was_closed(path: Path) -> None:
    said = talk(path, *RATED[:-1], counted(path))
    assert said.partition("Hand in?")[2].splitlines()[1] == CLOSED
    assert load(path).voted == 1


@pytest.mark.parametrize("lines", [1, 2, 4, 5, 6])
def test_everybody_is_told_that_a_vote_was_dropped(path: Path, lines: int) -> None:
    said = talk(path, *RATED[:lines], dropping(path))
    assert said.count(DROPPED) == 1
    assert CLOSED not in said


def test_who_had_not_begun_has_no_ballot_that_was_dropped(path: Path) -> None:
    said = talk(path, dropping(path))
    assert DROPPED not in said
    assert "The round is not open yet." in said


def test_a_vote_that_was_dropped_and_begun_anew_is_asked_anew(path: Path) -> None:
    said = talk(
        path,
        *RATED,
        counted(path),
        again(path),
        nothing,
        "2",
        "y",
        dropping(path),
        again(path),
        nothing,
        "4",
        "y",
    )
    assert said.count(DROPPED) == 1
    (ballot,) = Room(path).box.ballots().values()
    assert ballot.answers == {"vision.ladder": 4}


def test_who_is_on_the_line_when_the_round_is_begun_anew_gets_a_code_that_holds(tmp_path: Path) -> None:
    path = sessions.create(plan(invited=6), tmp_path / "assessments")
    sealing.open_round(path)
    said = talk(path, *RATED, lambda: begin_openly(path), nothing, "", "5")
    first, told, second = said.partition(DROPPED)
    assert told
    assert code_on(second) != code_on(first)
    assert door.recognise(path, code_on(second)) == Guest(Entry.RESUME, code_on(second))
    (ballot,) = Room(path).box.ballots().values()
    assert list(ballot.answers.values()) == [5]


def test_the_summary_says_what_was_decided_and_the_line_stays_until_the_session_has_ended(path: Path) -> None:
    decided = {
        "agreed": {"vision": AgreedLevel(level=4, example="the new opening hours")},
        "actions": (Action(text="Ask users each month", owner="Ada"),),
        "notes": (Note(text="Doors are heavy"),),
    }
    said = after(
        path,
        counted(path),
        at(path, stage="close", **decided),
        nothing,
        at(path, stage="actions"),
        nothing,
        at(path, stage="close"),
        lambda: sealing.close_session(path),
        "never read",
    )
    assert said.count("Strong vision: level 4.") == 1
    assert "Example: the new opening hours" in said
    assert said.count("To try: Ask users each month · Ada.") == 1
    assert "Notes\nDoors are heavy" in said
    assert said.endswith("The session is closed. Thank you.\n")
    assert said.count("The session is closed.") == 1
    assert NOTHING_ASKED not in said


def test_the_end_of_the_input_is_no_answer_at_the_door(path: Path) -> None:
    (slip,) = door.make_slips(path, 1)
    for guest in (JOIN, Guest(Entry.SLIP, slip)):
        said = talk(path, guest=guest)
        assert said.endswith("\nNothing was answered, nothing was kept.\n")
    assert Room(path).presence().joined == 0
    assert door.recognise(path, slip) == Guest(Entry.SLIP, slip)
    said = talk(path, "", guest=Guest(Entry.SLIP, slip))
    assert door.recognise(path, slip) is None
    assert door.recognise(path, code_on(said)) == Guest(Entry.RESUME, code_on(said))


def test_the_code_is_said_before_anything_else(path: Path) -> None:
    said = talk(path, "")
    assert said.splitlines()[1] == f"Your code to come back: {code_on(said)}"


def test_a_wrong_code_is_refused_late_and_a_right_one_at_once(path: Path) -> None:
    code = code_on(talk(path, "", "4"))
    late: list[str] = []
    said = heard(path, JOIN, looking(path), ("k7m2", "k7m3", code, "5"), lambda: late.append("late"))
    assert late == ["late", "late"]
    assert said.count("Nobody here was given that code.") == 2
    (ballot,) = Room(path).box.ballots().values()
    assert list(ballot.answers.values()) == [4, 5]


@pytest.mark.parametrize("lines", [2, 6])
def test_who_goes_on_elsewhere_is_told_so_at_once(path: Path, lines: int) -> None:
    def elsewhere() -> None:
        (participant,) = Room(path).box.ballots()
        seat_with(path, Room(path).join()._replace(participant=participant))

    said = talk(path, *RATED[:lines], elsewhere, "never read")
    assert said.endswith("You continued elsewhere. Your answers are safe there; this screen is over.\n")
