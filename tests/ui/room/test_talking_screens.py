"""Keys on reveal, discuss and agree, and what stands in the file afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.ui.room.talked import LADDERS, counted, lead_of, round_of, saved
from tests.ui.room.team import EAST, WEST, team
from tests.ui.stage import Stage, picture, until
from workshop.model.exercises import Exercises, TouchPoint
from workshop.model.instrument import Words
from workshop.model.session import AgreedLevel, Note, Session
from workshop.report.talking import talk_order
from workshop.store.opening import Opening
from workshop.store.room import Room
from workshop.ui.room.agree import AgreeScreen
from workshop.ui.room.discuss import DiscussScreen
from workshop.ui.room.exercises.choosing import ChoosingScreen
from workshop.ui.room.exercises.listing import ExerciseListScreen
from workshop.ui.room.exercises.place import VOTE, to
from workshop.ui.room.exercises.qualities import QualitiesScreen
from workshop.ui.room.lead import Lead
from workshop.ui.room.reveal import RevealScreen
from workshop.ui.room.revote import RevoteScreen
from workshop.ui.room.stage import Jump, Move, StageScreen
from workshop.ui.room.welcome import WelcomeScreen

HOSTILE = "[/] [@click=app.exit]x[/] \x1b[31mred\x1b[0m \u202eevil 👩‍👩‍👧 é́"


def test_nothing_leads_back_from_the_first_stage_of_the_agenda(tmp_path: Path) -> None:
    lead = lead_of(tmp_path, counted(stage="welcome"))
    first, later = WelcomeScreen(lead).keys(), RevealScreen(lead).keys()
    assert "b" not in {key.label for key in first}
    assert "b" in {key.label for key in later}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_long_title_leaves_the_clock_and_a_long_question_goes_on_below(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    asked = "What did somebody thank you for, " * 5
    session = counted(stage="welcome", title="大阪 Stadtbibliothek é́ 👩‍👩‍👧 " * 6, check_in=asked)
    async with shown(tmp_path, WelcomeScreen, session, size) as room:
        head = room.text.splitlines()[0]
        assert "…" in head
        assert head.endswith(" min left · on time")
        assert " ".join(room.text.split()).count("What did somebody") == 5


def test_no_key_is_offered_twice_or_where_it_does_nothing(tmp_path: Path) -> None:
    lead = lead_of(tmp_path, counted())
    agree, not_chosen_yet = AgreeScreen(lead, "staff").keys(), RevoteScreen(lead).keys()
    assert [key.label for key in agree if key.does.startswith("no agreed level")] == ["space"]
    assert "paper" not in [key.does for key in not_chosen_yet]


async def test_what_is_said_in_passing_leaves_the_keys_in_sight(tmp_path: Path) -> None:
    async with shown(tmp_path, WelcomeScreen, counted(stage="welcome")) as room:
        keys = room.text.splitlines()[-2:]
        room.app.notify("Saved. " * 9)
        await room.sees("Saved. Saved.")
        assert room.text.splitlines()[-2:] == keys


class Shown:
    """A screen that is shown, its lead, and hands on the keys."""

    def __init__(self, pilot: Pilot[Any], app: Stage[Any], lead: Lead) -> None:
        self.pilot, self.app, self.lead = pilot, app, lead

    @property
    def text(self) -> str:
        return picture(self.app)

    @property
    def file(self) -> Session:
        return saved(self.lead)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str, then: str = "enter") -> None:
        await self.pilot.press(*(character for character in text), then)

    async def sees(self, text: str) -> None:
        await until(self.pilot, lambda: text in self.text, text)

    async def until(self, true: Callable[[], bool]) -> None:
        await until(self.pilot, true)

    async def leaves_with(self, move: object) -> None:
        await until(self.pilot, lambda: self.app.left_with == [move], f"left with {move}")


@asynccontextmanager
async def shown(
    folder: Path,
    screen: Callable[[Lead], StageScreen],
    session: Session | None = None,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Shown]:
    lead = lead_of(folder, session or counted())
    app: Stage[Any] = Stage(screen(lead))
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Shown(pilot, app, lead)


# A round that was left open


async def test_a_re_vote_left_open_is_said_and_the_next_key_goes_on_with_it(tmp_path: Path) -> None:
    def left(attribute: str) -> Callable[[Lead], StageScreen]:
        def screen(lead: Lead) -> StageScreen:
            opening = Opening.of(lead.session, ("staff.ladder",))
            Room(lead.path).make(opening, 2)
            return DiscussScreen(lead, attribute)

        return screen

    async with shown(tmp_path, left("staff")) as room:
        await room.sees("A round is open: space goes on with the re-vote on Empowered staff.")
        assert "space re-vote" in room.text
        await room.press("space")
        await room.leaves_with(Jump("revote", "staff"))
    async with shown(tmp_path, left("vision")) as room:
        await room.sees("A round is open: r goes on with the re-vote on Empowered staff.")
        await room.press("r")
        await room.leaves_with(Jump("revote", "staff"))


async def test_a_round_of_an_exercise_left_open_is_marked_among_them_and_on_its_list(tmp_path: Path) -> None:
    exercises = Exercises(touch_points=(TouchPoint(id="t1", name="The door"),))

    def choosing(lead: Lead) -> StageScreen:
        Room(lead.path).make(Opening.of(lead.session, exercise="touch-points"), 2)
        return ChoosingScreen(lead)

    async with shown(tmp_path, choosing, counted(exercises=exercises)) as room:
        await room.sees("a round is open")
        assert room.text.count("a round is open") == 1
    async with shown(
        tmp_path, lambda lead: ExerciseListScreen(lead, "touch-points"), counted(exercises=exercises)
    ) as room:
        await room.sees("A round is open. Space goes on with it.")
        assert "space to the round" in room.text
        await room.press("space")
        await room.leaves_with(to("touch-points", VOTE))
    async with shown(tmp_path, QualitiesScreen, counted(exercises=exercises)) as room:
        assert "A round is open" not in room.text


# Reveal


async def test_space_starts_with_the_first_in_the_order_and_writes_the_order_down(tmp_path: Path) -> None:
    async with shown(tmp_path, RevealScreen) as room:
        await room.press("space")
        await room.leaves_with(Jump("discuss", "staff"))
        assert room.file.order == talk_order(counted())


async def test_another_is_chosen_by_its_number_and_goes_first(tmp_path: Path) -> None:
    async with shown(tmp_path, RevealScreen) as room:
        fourth = talk_order(counted())[3]
        await room.press("4", "space")
        await room.leaves_with(Jump("discuss", fourth))
        assert room.file.order[:2] == (fourth, "staff")


@pytest.mark.parametrize("key", ["greater_than_sign", "J"])
async def test_the_order_is_changed_by_hand_kept_and_given_up_again(tmp_path: Path, key: str) -> None:
    async with shown(tmp_path, RevealScreen) as room:
        await room.press(key)
        await room.until(lambda: room.file.order[:2] == ("resources", "staff"))
        await room.sees("2. Empowered staff")
        await room.press("o")
        await room.until(lambda: room.file.order == ())


async def test_large_and_back_by_one_key(tmp_path: Path) -> None:
    async with shown(tmp_path, RevealScreen) as room:
        await room.press("l")
        await room.sees("HOW WE ANSWERED")
        await room.press("l")
        await room.sees("REVEAL")


async def test_one_key_puts_the_chart_in_words(tmp_path: Path) -> None:
    async with shown(tmp_path, RevealScreen) as room:
        await room.press("y")
        await room.sees("Empowered staff: Two groups of answers: 4 of 11 chose 1, 6 chose 5, 1 chose 3.")
        await room.press("q")
        await room.sees("REVEAL")


async def test_one_talks_without_numbers_when_nothing_was_counted(tmp_path: Path) -> None:
    session = counted().changed(rounds=())
    async with shown(tmp_path, RevealScreen, session) as room:
        assert "you talk without numbers" in room.text
        await room.press("2", "space")
        await room.leaves_with(Jump("discuss", "staff"))
    async with shown(tmp_path, lambda lead: DiscussScreen(lead, "staff"), session) as room:
        assert "Decisions come from above." in room.text
        await room.press("r")
        await room.sees("Nothing was counted")
    async with shown(tmp_path, lambda lead: AgreeScreen(lead, "staff"), session) as room:
        await room.press("0")
        await room.sees("from which level to which?")
        await room.type("2-4")
        await room.until(lambda: room.file.agreed["staff"].range == (2, 4))


# Discuss


async def test_the_space_bar_leads_through_the_talk_to_the_second_vote_when_it_is_flagged(
    tmp_path: Path,
) -> None:
    async with shown(tmp_path, DiscussScreen) as room:
        for following in ("start talking", "in pairs", "all together", "re-vote"):
            await room.sees(f"space {following}")
            await room.press("space")
        await room.leaves_with(Jump("revote", "staff"))


async def test_without_a_flag_the_talk_ends_in_agreeing(tmp_path: Path) -> None:
    async with shown(tmp_path, lambda lead: DiscussScreen(lead, "vision")) as room:
        await room.press("space")
        await room.until(lambda: room.file.order[:1] == ("vision",))
        await room.press("space", "space")
        await room.sees("space agree")
        await room.press("space")
        await room.leaves_with(Jump("agree", "vision"))


async def test_without_a_flag_two_people_must_ask_for_a_second_vote(tmp_path: Path) -> None:
    async with shown(tmp_path, lambda lead: DiscussScreen(lead, "vision")) as room:
        await room.press("r")
        await room.sees("Did two people ask")
        await room.press("n")
        await room.sees("STRONG VISION")
        assert not room.app.left_with
        await room.press("r")
        await room.sees("Did two people ask")
        await room.press("y")
        await room.leaves_with(Jump("revote", "vision"))


async def test_what_a_second_vote_hides_is_said_before_it_and_while_it_is_open(tmp_path: Path) -> None:
    async with shown(tmp_path, lambda lead: RevoteScreen(lead, "staff"), counted(stage="revote")) as room:
        for key, words in (("", "If torn between two"), ("o", "0 of 11 who voted first")):
            await room.press(*key)
            await room.sees(words)
            assert "11 voted first. If 1 to 4 people more or fewer vote now, no counts are shown" in room.text


async def test_there_is_one_second_vote_for_each_attribute(tmp_path: Path) -> None:
    session = counted(round_of(), round_of({"staff": "1 2 6 2 0 | 0"}, 2))
    async with shown(tmp_path, lambda lead: DiscussScreen(lead, "staff"), session) as room:
        assert "Before talking" in room.text
        assert " r re-vote" not in room.text
        await room.press("r")
        await room.sees("There was a second vote already")
        assert not room.app.left_with


async def test_the_clock_is_paused_made_longer_and_silenced(tmp_path: Path) -> None:
    async with shown(tmp_path, DiscussScreen) as room:
        now = [0.0]
        room.app.shown._clock = lambda: now[0]  # type: ignore[attr-defined]
        await room.press("space")
        await room.sees("1:00 left")
        now[0] = 75
        await room.press("p")
        await room.sees("time is up: 0:15 over")
        await room.press("plus")
        await room.sees("0:45 left")
        await room.press("z")
        await room.sees("paused, 0:45 left")
        now[0] = 500
        await room.press("z")
        await room.sees("0:45 left")
        await room.press("s")
        await room.sees("timer silenced")


async def test_notes_are_saved_at_once_with_the_attribute_and_can_be_changed(tmp_path: Path) -> None:
    async with shown(tmp_path, DiscussScreen) as room:
        await room.press("n")
        await room.sees("Note: Empowered staff")
        await room.type("calm")
        await room.until(lambda: [note.text for note in room.file.notes] == ["calm"])
        assert room.file.notes[0].attribute == "staff"
        await room.sees("1 note")
        await room.press("v")
        await room.sees("NOTES · Empowered staff")
        await room.press("enter")
        await room.sees("Note: Empowered staff")
        await room.type("er")
        await room.until(lambda: room.file.notes[0].text == "calmer")
        await room.sees("▸ calmer")
        await room.press("d")
        await room.until(lambda: not room.file.notes)
        await room.press("u")
        await room.until(lambda: len(room.file.notes) == 1)


async def test_a_reason_that_does_not_fit_beside_the_clock_is_said_below_alone(tmp_path: Path) -> None:
    async with shown(tmp_path, lambda lead: DiscussScreen(lead, "resources"), counted()) as room:
        await room.sees("levels from the middle")
        assert "levels from the…" not in room.text
        assert "2 of 6 " in room.text


async def test_where_an_example_comes_from_is_said_in_the_sessions_own_words(tmp_path: Path) -> None:
    kept = {"staff": AgreedLevel(level=3, example="a letter", evidence="users told us")}
    session = counted(agreed=kept, words=Words(user="patient", users="patients"))
    async with shown(tmp_path, lambda lead: AgreeScreen(lead, "staff"), session) as room:
        assert "(patients told us)" in room.text
        await room.press("e")
        await room.sees("An example from our work")
        await room.press("enter")
        await room.sees("1  patients told us")
        await room.press("1")
        await room.until(lambda: room.file.agreed["staff"].evidence == "users told us")
        await room.press("h")
        await room.sees("patients told us, records, or our own sense")


async def test_hostile_text_is_shown_as_it_is_and_does_nothing(tmp_path: Path) -> None:
    staff = AgreedLevel(level=3, example=HOSTILE, evidence="records")
    session = counted(notes=(Note(text=HOSTILE * 60, attribute="staff"),), agreed={"staff": staff})
    async with shown(tmp_path, lambda lead: DiscussScreen(lead, "staff"), session) as room:
        await room.press("v")
        await room.sees("[/] [@click=app.exit]x[/] red evil")
        await room.press("q")
    async with shown(tmp_path, lambda lead: AgreeScreen(lead, "staff"), session) as room:
        assert "Example: [/] [@click=app.exit]x[/] red evil" in room.text
        await room.press("e")
        await room.sees("An example from our work")
        await room.press("enter")
        await room.sees("Where does this come from?")
        assert "[@click=app.exit]x[/]" in room.text
        await room.press("1")
        await room.until(lambda: room.file.agreed["staff"].evidence == "users told us")
    assert "\x1b" not in saved(room.lead).agreed["staff"].example


@pytest.mark.parametrize(
    ("key", "seen"), [("p", "•"), ("t", "STATEMENTS AND LEVELS"), ("y", "EMPOWERED STAFF")]
)
async def test_what_is_one_key_away(tmp_path: Path, key: str, seen: str) -> None:
    async with shown(tmp_path, DiscussScreen) as room:
        await room.press(key)
        await room.sees(seen)


async def test_the_groups_are_one_key_away_and_it_is_offered_where_there_are_any(tmp_path: Path) -> None:
    async with shown(tmp_path, RevealScreen, team(), (120, 40)) as room:
        assert "s by group" in room.text
        await room.press("s")
        await room.sees("BY WING")
        assert room.text.index(EAST) < room.text.index(WEST) < room.text.index("Not shown by group")
        await room.press("x")
        await room.sees("REVEAL")


async def test_what_each_group_chose_stands_with_the_statements_of_what_is_talked_about(
    tmp_path: Path,
) -> None:
    async with shown(tmp_path, lambda lead: DiscussScreen(lead, "clear"), team(), (120, 40)) as room:
        await room.press("t")
        await room.sees("BY WING")
        await room.sees(WEST)


async def test_without_groups_no_key_is_offered_for_them_and_it_does_nothing(tmp_path: Path) -> None:
    async with shown(tmp_path, RevealScreen) as room:
        await room.press("s")
        assert "REVEAL" in room.text
        assert "by group" not in room.text


async def test_the_clock_fills_the_screen_and_goes_by_the_same_key(tmp_path: Path) -> None:
    async with shown(tmp_path, DiscussScreen) as room:
        await room.press("c")
        await room.sees("████████████")
        await room.press("c")
        await room.sees("1 alone")


# Agree


async def test_space_agrees_on_the_proposal_then_asks_for_an_example_and_its_source(tmp_path: Path) -> None:
    async with shown(tmp_path, lambda lead: AgreeScreen(lead, "vision")) as room:
        await room.press("space")
        await room.sees("An example from our work")
        assert room.file.agreed["vision"].level == 3, "the level is saved before anything else is asked"
        await room.type("hours")
        await room.sees("Where does this come from?")
        assert room.file.agreed["vision"].example == "hours"
        await room.press("2")
        await room.until(lambda: room.file.agreed["vision"].evidence == "records")
        await room.sees("space next: Empowered staff")
        await room.press("space")
        await room.leaves_with(Jump("discuss", "staff"))


async def test_another_level_keeps_the_example_and_says_that_the_votes_part(tmp_path: Path) -> None:
    agreed = {"vision": AgreedLevel(level=3, example="hours")}
    async with shown(tmp_path, lambda lead: AgreeScreen(lead, "vision"), counted(agreed=agreed)) as room:
        await room.press("5")
        await room.sees("The votes part from this")
        assert room.file.agreed["vision"] == AgreedLevel(level=5, example="hours")


async def test_nought_records_the_range_and_x_that_it_was_not_discussed(tmp_path: Path) -> None:
    async with shown(tmp_path, lambda lead: AgreeScreen(lead, "vision")) as room:
        await room.press("0")
        await room.sees("An example from our work")
        await room.press("ctrl+x")
        await room.until(lambda: room.file.agreed["vision"].range == (3, 4))
        await room.press("x")
        await room.until(lambda: not room.file.agreed["vision"].discussed)


async def test_after_the_last_the_space_bar_leaves_the_talk(tmp_path: Path) -> None:
    agreed = dict.fromkeys(LADDERS, AgreedLevel(level=3, example="x"))
    async with shown(tmp_path, lambda lead: AgreeScreen(lead, "staff"), counted(agreed=agreed)) as room:
        await room.sees("space on to the next stage")
        await room.press("space")
        await room.leaves_with(Move.NEXT)


@pytest.mark.parametrize("screen", [RevealScreen, DiscussScreen, AgreeScreen])
async def test_leaving_the_talk_asks_before_what_was_not_reached_is_recorded(
    tmp_path: Path, screen: type[StageScreen]
) -> None:
    session = counted(stage=screen.STAGE, agreed={"staff": AgreedLevel(level=3)})
    async with shown(tmp_path, screen, session) as room:
        for answer in ("n", "y"):
            await room.press("g")
            await room.sees("AGENDA")
            await room.press(*["down"] * 9, "up", "enter")
            await room.sees("record 5 attributes as not discussed?")
            assert len(room.file.agreed) == 1
            await room.press(answer)
        await room.leaves_with(Jump("actions"))
        assert [key for key, entry in room.file.agreed.items() if entry.discussed] == ["staff"]
        assert len(room.file.agreed) == 6


async def test_a_second_space_in_the_same_moment_leaves_once(tmp_path: Path) -> None:
    async with shown(tmp_path, RevealScreen) as room:
        await room.press("space", "space", "space")
        await room.leaves_with(Jump("discuss", "staff"))


@pytest.mark.parametrize("screen", [RevealScreen, DiscussScreen, AgreeScreen])
async def test_a_key_that_is_held_down_does_no_harm(tmp_path: Path, screen: type[StageScreen]) -> None:
    async with shown(tmp_path, screen) as room:
        await room.press(*["right", "left", "l", "l", "t", "y", "b"])
        await room.pilot.pause()
    assert saved(room.lead).rounds == counted().rounds


@pytest.mark.parametrize("size", [(20, 5), (40, 14), (60, 24), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("screen", [RevealScreen, DiscussScreen, AgreeScreen])
async def test_every_size_is_drawn_in_both_modes(
    tmp_path: Path, screen: type[StageScreen], size: tuple[int, int]
) -> None:
    async with shown(tmp_path, screen, size=size) as room:
        assert room.text
        await room.press("l")
        assert room.text
