"""Voting screens: what they show, what keys do, and that no text from people harms them."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.model.build import LADDERS, plan
from tests.ui.stage import Stage, picture, until
from workshop.model.exercise_round import begun as with_what_comes_along
from workshop.model.poll import FIRST, Poll
from workshop.model.session import Session
from workshop.model.tally import Result, Tally
from workshop.report.hands import checked, put, summed_up
from workshop.report.leading import TAKEN_OVER, YOURS_AGAIN
from workshop.report.paper import paper_ballot
from workshop.report.voting import Turnout, WayOn, before_counting, hidden_by_few, revotable, ways_on
from workshop.store import atomic, drafts, facilitating, sealing, sessions
from workshop.store.codec import load
from workshop.store.drafts import HandsDraft
from workshop.store.hosts import Served, announce
from workshop.store.room import VOTE_CLOCK, Presence
from workshop.store.seat import take_seat
from workshop.store.toml import dump
from workshop.ui.room.exercises.voting import ExerciseVoteScreen
from workshop.ui.room.few import FewScreen
from workshop.ui.room.hands import HandsScreen
from workshop.ui.room.large import HIGH, figures
from workshop.ui.room.lead import Lead
from workshop.ui.room.passing import HandOver, HandOverScreen
from workshop.ui.room.rate import RateScreen
from workshop.ui.room.revote import RevoteScreen

HOSTILE = "[/] [@click=app.exit]x[/] \x1b[31m \x9b2J \u202eabc 🧑‍🚒 é" + "x" * 100
SIZES = [(20, 5), (40, 14), (80, 24), (120, 40), (200, 60)]


def led(workspace: Path, **fields: Any) -> Lead:
    path = sessions.create(plan(stage="rate", depth="quick", **fields), workspace / "assessments")
    facilitating.claim(path)
    return Lead(path, load(path), datetime.now(UTC))


def turnout(joined: int, handed_in: int, to_count: int | None = None) -> Turnout:
    counted = handed_in if to_count is None else to_count
    return Turnout(1, Presence(joined, counted, handed_in, counted))


@pytest.mark.parametrize(
    ("present", "invited", "joined", "handed_in", "done"),
    [
        (5, 12, 5, 5, True),
        (5, 12, 5, 4, False),
        (None, 12, 11, 11, False),
        (None, None, 4, 4, True),
        (None, None, 5, 4, False),
        (None, None, 0, 0, False),
        (3, None, 4, 4, True),
    ],
)
def test_everybody_is_done(
    present: int | None, invited: int | None, joined: int, handed_in: int, *, done: bool
) -> None:
    assert turnout(joined, handed_in).everybody(plan(present=present, invited=invited)) is done


def test_before_counting_too_many_ballots_are_said_first() -> None:
    question, said = before_counting(turnout(7, 6, 7), plan(present=5, invited=6))
    assert question == "Close the round and count 7 ballots?"
    assert said.startswith("There are 7 ballots, but 5 people are present. There are 7 ballots, but 6 people")
    assert "1 unfinished ballot with an answer counts too." in said


@pytest.mark.parametrize(
    ("tally", "present", "said"),
    [
        (Tally((0, 2, 5, 3, 1)), 11, "✓ 11 of 11"),
        (Tally((0, 2, 5, 3, 1)), 10, "11 hands, 10 here"),
        (Tally((0, 2, 5, 3, 0), 1), 13, "11 of 13, 2 gave none"),
        (Tally((0, 2, 0, 0, 0)), None, "2 hands"),
        (Tally((0,) * 5), 13, ""),
    ],
)
def test_hands_are_checked_against_who_is_here(tally: Tally, present: int | None, said: str) -> None:
    assert checked(tally, present)[0] == said


def test_before_recording_what_does_not_fit_is_named() -> None:
    draft = put(HandsDraft(), LADDERS[0], 2, 9)
    said = summed_up(draft, LADDERS, 5)
    assert said.startswith(
        "More hands than the 5 who are here: Strong vision. No hands, so recorded as not asked"
    )
    assert "Empowered staff" in said


def test_a_cell_never_holds_less_than_no_hand() -> None:
    assert put(HandsDraft(), LADDERS[0], 5, -3).tallies["vision.ladder"] == Tally((0,) * 5)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_large_figures_are_of_one_width(times: int) -> None:
    rows = figures("12:07", HIGH * times)
    assert len(rows) == HIGH * times
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_an_open_round_shows_people_and_never_an_answer(workspace: Path, size: tuple[int, int]) -> None:
    lead = led(workspace, title=HOSTILE, organisation=HOSTILE, unit=HOSTILE, present=6)
    await lead.do(sealing.open_round, lead.path)
    for _ in range(5):
        seat = take_seat(lead.path, as_new=True)
        seat.cast(seat.ballot.answered("vision.ladder", 4).changed(handed_in=True))
    app = Stage(RateScreen(lead))
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, RateScreen)
        await until(pilot, lambda: screen.turnout is not None, "the round is looked at")
        if size[0] >= 80:
            await until(pilot, lambda: "5 of 6 here" in picture(app))
        await pilot.pause()
        shown = picture(app)
        assert "median" not in shown
        assert "\x1b" not in shown


def above(app: Stage[Any]) -> str:
    """What stands above the line of the command, keys left out."""
    return picture(app).partition("On this machine")[0]


async def test_while_a_host_lets_people_in_the_line_to_type_stands_beside_the_numbers(
    workspace: Path,
) -> None:
    lead = led(workspace)
    await lead.do(sealing.open_round, lead.path)
    announce(
        lead.path, Served(process=os.getpid(), bind="127.0.0.1", port=2222, fingerprint="f", code="c0de")
    )
    app = Stage(RateScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "To join:  ssh -p 2222 c0de@127.0.0.1" in picture(app))
        assert "minutes to rate" in picture(app)
        assert "i let people in" in picture(app)


async def test_who_was_let_in_before_the_round_is_open_is_not_forgotten(workspace: Path) -> None:
    """The line to type stands below the ways to vote, too."""
    lead = led(workspace)
    host = Served(process=os.getpid(), bind="127.0.0.1", port=2222, fingerprint="f", code="c0de")
    lead.room.ensure()
    announce(lead.path, host)
    app = Stage(RateScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "How do we vote?" in picture(app))
        await until(pilot, lambda: "To join:  ssh -p 2222 c0de@127.0.0.1" in picture(app))


async def test_undo_goes_to_the_number_that_it_takes_back(workspace: Path) -> None:
    lead = led(workspace)
    app = Stage(HandsScreen(lead, FIRST, lead.session.asked))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "space", "4", "space", "space")
        await until(pilot, lambda: "3    4    ·   [·]" in picture(app))
        await pilot.press("u")
        await until(pilot, lambda: "3   [·]   ·    ·" in picture(app))


async def test_a_last_call_can_be_called_off(workspace: Path) -> None:
    lead = led(workspace)
    await lead.do(sealing.open_round, lead.path)
    app = Stage(RateScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "handed in" in picture(app))
        await pilot.press("l")
        await until(pilot, lambda: "last call" in above(app))
        await pilot.press("l")
        await until(pilot, lambda: "last call" not in above(app))


async def test_closing_asks_and_no_leaves_the_round_open(workspace: Path) -> None:
    lead = led(workspace)
    await lead.do(sealing.open_round, lead.path)
    app = Stage(RateScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "handed in" in picture(app))
        await pilot.press("x")
        await until(pilot, lambda: "Close the round and count 0 ballots?" in picture(app))
        await pilot.press("n")
        await until(pilot, lambda: "close the round" in picture(app))
    assert lead.room.number == 1


async def test_a_round_that_another_program_counted_is_noticed(workspace: Path) -> None:
    lead = led(workspace, mode="open")
    await lead.do(sealing.open_round, lead.path)
    seat = take_seat(lead.path, as_new=True)
    seat.cast(seat.ballot.answered("vision.ladder", 4).changed(handed_in=True))
    app = Stage(RateScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "handed in" in picture(app))
        sealing.close_round(lead.path)
        await until(pilot, lambda: "Round 1 is counted: 1 voted, from ballots." in picture(app))


async def test_no_hands_are_counted_beside_ballots(workspace: Path) -> None:
    lead = led(workspace)
    await lead.do(sealing.open_round, lead.path)
    seat = take_seat(lead.path, as_new=True)
    seat.cast(seat.ballot.answered("vision.ladder", 4))
    app = Stage(RateScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "handed in" in picture(app))
        await pilot.press("s")
        await until(pilot, lambda: bool(app._notifications))
        assert isinstance(app.screen, RateScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_every_key_of_hands_is_in_the_room(workspace: Path, size: tuple[int, int]) -> None:
    lead = led(workspace, title=HOSTILE, unit=HOSTILE, present=5)
    app = Stage(HandsScreen(lead, FIRST, lead.session.asked))
    async with app.run_test(size=size) as pilot:
        await pilot.press(
            "1", "2", "backspace", "space", "plus", "up", "down", "n", "3", "u", "4", "space", "b"
        )

        def kept() -> object:
            draft = drafts.begun(lead.path, FIRST)
            return draft and dict(draft.tallies)

        wanted = {"vision.ladder": Tally((1, 1, 0, 0, 0)), "staff.ladder": Tally((4, 0, 0, 0, 0))}
        await until(pilot, lambda: kept() == wanted, "the draft is on the disk")


async def leave_half_counted(pilot: Pilot[Any], app: Stage[Any]) -> None:
    """Count two hands at the first level, and leave."""
    await pilot.press("s")
    await until(pilot, lambda: isinstance(app.screen, HandsScreen))
    await pilot.press("2", "space", "q")
    await until(pilot, lambda: "half counted" in picture(app))


async def hands_again(pilot: Pilot[Any], app: Stage[Any]) -> dict[str, Result]:
    """Return the hands that ``s`` brings back."""
    await pilot.press("s")
    await until(pilot, lambda: isinstance(app.screen, HandsScreen))
    assert isinstance(app.screen, HandsScreen)
    return dict(app.screen._draft.tallies)


@pytest.mark.parametrize("columns", [40, 80])
async def test_hands_that_were_left_are_named_among_the_ways_and_gone_on_with(
    workspace: Path, columns: int
) -> None:
    app = Stage(RateScreen(led(workspace, present=5)))
    async with app.run_test(size=(columns, 24)) as pilot:
        await until(pilot, lambda: "How do we vote?" in picture(app))
        assert "half counted" not in picture(app)
        await leave_half_counted(pilot, app)
        assert await hands_again(pilot, app) == {"vision.ladder": Tally((2, 0, 0, 0, 0))}


def by_hands(workspace: Path) -> Lead:
    """Lead a session whose first round was a show of hands."""
    lead = led(workspace, present=5)
    hands = {ladder: Tally((1, 2, 2, 0, 0)) for ladder in ("vision.ladder", "staff.ladder")}
    lead.session = drafts.record_hands(lead.path, FIRST, HandsDraft(asks=tuple(hands), tallies=hands))
    return lead


async def test_hands_of_a_revote_that_were_left_are_named_and_gone_on_with(workspace: Path) -> None:
    app = Stage(RevoteScreen(by_hands(workspace), "staff"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "count hands" in picture(app))
        assert "half counted" not in picture(app)
        await leave_half_counted(pilot, app)
        assert await hands_again(pilot, app) == {"staff.ladder": Tally((2, 0, 0, 0, 0))}


async def test_hands_of_another_ladder_stand_in_no_ones_way_and_are_kept(workspace: Path) -> None:
    """Half-counted hands took every later re-vote over, or were lost with the first hand counted there."""
    lead = by_hands(workspace)
    begun = HandsDraft(asks=("staff.ladder",), tallies={"staff.ladder": Tally((0, 3, 0, 0, 0))})
    drafts.keep_hands(lead.path, Poll(again="staff"), begun)
    app = Stage(RevoteScreen(lead, "vision"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "count hands" in picture(app))
        assert "half counted" not in picture(app)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, HandsScreen))
        await pilot.press("1", "d")
        await until(pilot, lambda: "Record this show of hands?" in picture(app))
        await pilot.press("y")
        await until(pilot, lambda: drafts.begun(lead.path, Poll(again="vision")) is None)
    assert len(load(lead.path).rounds) == 2
    assert drafts.begun(lead.path, Poll(again="staff")) == begun


async def test_a_ladder_that_was_voted_on_again_takes_no_more_hands(workspace: Path) -> None:
    lead = by_hands(workspace)
    hands = {"staff.ladder": Tally((0, 3, 0, 0, 0))}
    lead.session = drafts.record_hands(lead.path, Poll(again="staff"), HandsDraft(tallies=hands))
    app = Stage(RevoteScreen(lead, "staff"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "was voted on again" in picture(app))
        await pilot.press("s")
        await until(pilot, lambda: bool(app._notifications))
        assert isinstance(app.screen, RevoteScreen)


async def test_a_revote_without_a_ladder_is_about_the_one_whose_hands_are_half_counted(
    workspace: Path,
) -> None:
    lead = by_hands(workspace)
    begun = HandsDraft(asks=("staff.ladder",), tallies={"staff.ladder": Tally((0, 3, 0, 0, 0))})
    drafts.keep_hands(lead.path, Poll(again="staff"), begun)
    app = Stage(RevoteScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HandsScreen))
        assert isinstance(app.screen, HandsScreen)
        assert app.screen._draft.tallies == begun.tallies


async def test_hands_of_an_exercise_that_were_left_are_named_and_gone_on_with(workspace: Path) -> None:
    lead = led(workspace, present=5)
    lead.session = sessions.change(
        lead.path,
        lambda session: session.changed(exercises=with_what_comes_along(session.exercises, "qualities")),
    )
    app = Stage(ExerciseVoteScreen(lead, "qualities"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "How do we rate?" in picture(app))
        assert "half counted" not in picture(app)
        await leave_half_counted(pilot, app)
        assert len(await hands_again(pilot, app)) == 1


async def test_hands_of_an_exercise_are_none_of_the_first_round(workspace: Path) -> None:
    """Opened by itself at Rate, they were lost with the first hand that was counted there."""
    lead = led(workspace, present=5)
    drafts.keep_hands(lead.path, Poll(exercise="qualities"), HandsDraft())
    app = Stage(RateScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "How do we vote?" in picture(app))
        await pilot.pause(0.1)
        assert isinstance(app.screen, RateScreen)
        assert "half counted" not in picture(app)


async def test_a_long_statement_is_read_whole_above_its_levels(workspace: Path) -> None:
    """And the key that asks the statements too is offered only where there are both."""
    lead = led(workspace, present=5)
    whole = " ".join(f"word{number}" for number in range(30))
    question = lead.session.asked[0]
    statement = replace(question, item="long", text=whole, levels=("never", "always"))
    app = Stage(HandsScreen(lead, FIRST, [statement]))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "always" in picture(app))
        assert whole in " ".join(picture(app).split())
        assert "f statements" not in picture(app)


@pytest.mark.parametrize(
    ("key", "poll", "way"),
    [
        ("1", FIRST, WayOn.KEEP_OPEN),
        ("2", FIRST, WayOn.TALK),
        ("3", FIRST, WayOn.START_OPEN),
        ("q", FIRST, WayOn.KEEP_OPEN),
        ("2", Poll(again="vision"), WayOn.DROP),
    ],
)
async def test_each_way_on_with_too_few(key: str, poll: Poll, way: WayOn) -> None:
    turnout = Turnout(1, Presence(4, 4, 4, 4), poll)
    app = Stage(FewScreen("4 voted", ways_on(turnout, "confidential")))
    async with app.run_test() as pilot:
        await pilot.press("9", key)
    assert app.left_with == [way]


def test_an_open_round_is_not_begun_anew_as_an_open_one() -> None:
    assert ways_on(Turnout(1, Presence(0, 0, 0, 0)), "open") == (WayOn.KEEP_OPEN, WayOn.TALK)


@pytest.mark.parametrize(("key", "after"), [("p", "Hand the keyboard"), ("t", "How many papers?")])
async def test_the_projector_is_frozen_before_a_ballot_can_be_seen(
    workspace: Path, key: str, after: str
) -> None:
    """Going back from there shows nothing; going on comes to the ballots."""
    lead = led(workspace)
    app = Stage(RateScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "How do we vote?" in picture(app))
        for answer, seen in (("q", "close the round"), ("space", after)):
            await pilot.press(key)
            await until(pilot, lambda: "FREEZE THE PROJECTOR" in picture(app))
            await pilot.press(answer)
            await until(pilot, lambda seen=seen: seen in picture(app), seen)  # type: ignore[misc]


async def test_only_a_chosen_key_brings_the_facilitator_back() -> None:
    app = Stage(HandOverScreen())
    async with app.run_test() as pilot:
        await pilot.press("q", "space", "escape", "b", "y", "x")
        assert app.left_with == []
        assert "Hand the keyboard to the next person." in picture(app)
        await pilot.press("ctrl+x")
    assert app.left_with == [HandOver.FACILITATOR]


def counted(**fields: Any) -> Session:
    from workshop.model.session import Round

    tally = {"vision": {"ladder": Tally((0, 2, 3, 1, 0))}}
    return plan(rounds=(Round(number=1, voted=6, tally=tally, **{"method": "ballots", **fields}),))


def test_before_a_revote_it_is_said_what_would_be_hidden() -> None:
    assert "6 voted first. If 1 to 4 people more or fewer vote now" in hidden_by_few(counted())
    assert hidden_by_few(counted(method="hands")) == "Every count is shown, however many answer."


def test_only_ladders_voted_on_once_can_be_voted_on_again() -> None:
    session = counted()
    assert [question.key for question in revotable(session)] == ["vision.ladder"]
    again = session.first
    assert again is not None
    second = again.model_copy(update={"number": 2})
    assert revotable(session.changed(rounds=(again, second))) == ()


def test_a_paper_ballot_asks_everything_and_holds_no_control_character() -> None:
    session = plan(title=HOSTILE, unit=HOSTILE)
    text = "\n".join(paper_ballot(session))
    assert all(character.isprintable() or character in "\n\u200d" for character in text)
    assert "STRONG VISION" in text
    assert [text.count(f"[{box}]") for box in "12345?"] == [len(session.asked)] * 6


async def test_the_vote_clock_goes_on_where_it_was_when_the_program_was_killed(workspace: Path) -> None:
    lead = led(workspace)
    await lead.do(sealing.open_round, lead.path)
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=20)
    atomic.replace(lead.room.folder / VOTE_CLOCK, dump({"format": 1, "number": 1, "started": began}))
    app = Stage(RateScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "time is up" in picture(app))


async def test_the_clock_of_another_round_is_not_gone_on_with(workspace: Path) -> None:
    lead = led(workspace)
    await lead.do(sealing.open_round, lead.path)
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=20)
    atomic.replace(lead.room.folder / VOTE_CLOCK, dump({"format": 1, "number": 2, "started": began}))
    app = Stage(RateScreen(lead))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "handed in" in picture(app))
        assert "time is up" not in picture(app)
    assert facilitating.voting_since(lead.path, 1) > began


_LONG_ENOUGH = 1.1
"""Seconds without a key after which the next one is an answer."""


async def test_a_leader_who_is_taken_over_is_told_and_told_again_when_they_leave(workspace: Path) -> None:
    lead = led(workspace)
    claim = lead.room.folder / "claim.toml"
    ours = claim.read_bytes()
    screen = RateScreen(lead)
    app = Stage(screen)

    def told() -> list[str]:
        return [str(each.message) for each in app._notifications]

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "How do we vote?" in picture(app))
        assert picture(app).lower().count("own screens") == 1, "said where it is explained, not again below"
        await screen.see_who_leads()
        assert TAKEN_OVER not in picture(app)
        taken_over(claim)
        await screen.see_who_leads()
        await until(pilot, lambda: TAKEN_OVER in picture(app))
        await pilot.pause(_LONG_ENOUGH)
        await pilot.press("space")
        await until(pilot, lambda: "somebody else leads" in picture(app))
        atomic.replace(claim, ours)
        await screen.see_who_leads()
        await until(pilot, lambda: told() == [YOURS_AGAIN])
        assert "somebody else leads" not in picture(app)


async def test_who_is_taken_over_while_she_types_does_not_type_the_notice_away(workspace: Path) -> None:
    """It stays until it is read; the half line is still there, and she may lead again."""
    lead = led(workspace)
    screen = RateScreen(lead)
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "How do we vote?" in picture(app))
        await pilot.press("k")
        await until(pilot, lambda: "Parking lot" in picture(app))
        await pilot.press(*"the b")
        taken_over(lead.room.folder / "claim.toml")
        await screen.see_who_leads()
        await until(pilot, lambda: TAKEN_OVER in picture(app))
        await pilot.press(*"ig", "space", *"car t", "enter")
        await pilot.pause()
        assert TAKEN_OVER in picture(app)
        await pilot.pause(_LONG_ENOUGH)
        await pilot.press("t")
        await until(pilot, lambda: "the b" in picture(app))
        assert facilitating.leads(lead.path)
        await pilot.press(*"us", "enter")
        await until(pilot, lambda: bool(load(lead.path).parking))
        assert load(lead.path).parking[0].text == "the bus"


async def test_the_notice_says_so_when_the_other_has_left_again(workspace: Path) -> None:
    lead = led(workspace)
    claim = lead.room.folder / "claim.toml"
    ours = claim.read_bytes()
    screen = RateScreen(lead)
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "How do we vote?" in picture(app))
        taken_over(claim)
        await screen.see_who_leads()
        await until(pilot, lambda: TAKEN_OVER in picture(app))
        atomic.replace(claim, ours)
        await screen.see_who_leads()
        await until(pilot, lambda: YOURS_AGAIN in picture(app) and TAKEN_OVER not in picture(app))


def taken_over(claim: Path) -> None:
    """Let another process, which runs, have the claim."""
    atomic.replace(claim, claim.read_bytes().replace(str(os.getpid()).encode(), str(os.getppid()).encode()))


async def test_help_says_what_few_ballots_mean_and_lists_the_keys() -> None:
    app = Stage(FewScreen("two voted", (WayOn.KEEP_OPEN, WayOn.TALK, WayOn.START_OPEN)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await until(pilot, lambda: "ballot is lost by looking here." in picture(app))
        assert "1–3  choose" in picture(app)


async def test_help_names_every_way_to_vote(workspace: Path) -> None:
    app = Stage(RateScreen(led(workspace)))
    async with app.run_test(size=(80, 40)) as pilot:
        await until(pilot, lambda: "How do we vote?" in picture(app))
        await pilot.press("h")
        for said in ("o opens the round", "p passes the keyboard", "t types papers in", "s counts a show"):
            await until(pilot, lambda said=said: said in picture(app), said)  # type: ignore[misc]
