"""What a guest sees on small screens: the code always whole, keys a phone has, and nothing cut unmarked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.model.build import plan
from tests.samples import SAMPLES
from tests.ui.stage import BUILT_IN, CODE, Stage, picture, until
from workshop.language import language, speak
from workshop.model.answering import Answering
from workshop.model.ballot import Ballot
from workshop.model.poll import Poll
from workshop.model.session import Session
from workshop.store.codec import load
from workshop.store.progress import Progress
from workshop.ui.guest.screens import DoorScreen, GuestRating, GuestResults, HandedInScreen, WaitingScreen
from workshop.ui.saving import threaded
from workshop.ui.screens.around_rating import BeforeScreen, DoneScreen
from workshop.ui.screens.base import PageScreen, code_line
from workshop.ui.screens.help import HelpScreen

SIZES = [(20, 5), (24, 8), (34, 10), (40, 12), (30, 24), (80, 24), (120, 40)]


@pytest.fixture
def french() -> Iterator[None]:
    before = language()
    speak("fr")
    yield
    speak(before)


def planned() -> Session:
    return plan(instrument=BUILT_IN, invited=8, title="North branch, autumn")


def counted(stage: Any = "close") -> Session:
    return load(SAMPLES[-1]).model_copy(update={"stage": stage})


def _rating() -> PageScreen[Any]:
    session = planned()
    return GuestRating(session, Answering.resume(session.asked, Ballot()), threaded(lambda _: None), CODE)


SCREENS: dict[str, Callable[[], PageScreen[Any]]] = {
    "before": lambda: BeforeScreen(planned(), CODE, poll=Poll(again="vision")),
    "rating": _rating,
    "handed in": lambda: HandedInScreen(Progress(planned(), 1, handed_in=3), CODE),
    "done": lambda: DoneScreen(planned(), CODE, 3),
    "waiting": lambda: WaitingScreen(Progress(planned(), None), CODE),
    "results": lambda: GuestResults(counted(), load(SAMPLES[0]), CODE),
}


def size_name(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=size_name)
@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
async def test_the_code_is_in_sight_whole_or_a_key_away_that_is_named(
    screen: Callable[[], PageScreen[Any]], size: tuple[int, int]
) -> None:
    app = Stage(screen())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        if CODE not in picture(app):
            assert size[1] < 10
            assert picture(app).splitlines()[-1].rstrip().endswith(("h", "h help")), picture(app)
            await pilot.press("h")
            await until(pilot, lambda: isinstance(app.screen, HelpScreen))
            await until(pilot, lambda: CODE in picture(app))


@pytest.mark.parametrize("width", [18, 20, 28, 33, 40, 80])
def test_the_words_before_the_code_give_way_first(width: int, french: None) -> None:
    shown = code_line(CODE, width).text
    assert shown.endswith(CODE)
    assert len(shown) < width
    assert ("Votre code pour revenir : " in shown) == (width > 42)


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (80, 24)], ids=size_name)
async def test_the_space_bar_reads_the_door_to_its_end_before_it_starts(size: tuple[int, int]) -> None:
    app = Stage(DoorScreen(planned(), 30))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        seen = ""
        for _ in range(60):
            seen += picture(app)
            if "space" not in picture(app):
                break
            await pilot.press("space")
            await pilot.pause()
        assert app.left_with == []
        together = "".join(seen.split())
        for said in ("Whoseestheresult:theteam.", "readopenballots"):
            assert said in together or size[0] == 20
        assert "Enter start" in picture(app)
        await pilot.press("b" if size[1] < 24 else "k", "enter")
        await until(pilot, lambda: app.left_with == [""])


async def test_at_the_end_of_the_door_the_space_bar_starts() -> None:
    app = Stage(DoorScreen(planned(), 30))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("space")
        await until(pilot, lambda: app.left_with == [""])


async def test_on_a_handful_of_lines_the_door_names_a_key_and_the_help() -> None:
    app = Stage(DoorScreen(planned(), 30))
    async with app.run_test(size=(20, 5)) as pilot:
        await until(pilot, lambda: picture(app).splitlines()[-1] == " space ↓  h help")
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        seen = ""
        for _ in range(20):
            seen += picture(app)
            await pilot.press("j")
            await pilot.pause()
            if app.screen is app.shown:
                break
        for key in (" Enter  start", " q  leave", " c  type", " j k  a line"):
            assert key in seen


@pytest.mark.parametrize("size", [(20, 5), (40, 12)], ids=size_name)
async def test_all_that_is_said_after_handing_in_can_be_read(size: tuple[int, int]) -> None:
    app = Stage(HandedInScreen(Progress(planned(), 1, handed_in=3), CODE))
    async with app.run_test(size=size) as pilot:
        seen = ""
        for _ in range(20):
            await pilot.pause()
            seen += " ".join(picture(app).split())
            await pilot.press("space")
        assert "room sees it." in seen
        assert app.left_with == []


async def test_what_a_phone_shows_of_results_is_told_in_words_to_the_end() -> None:
    app = Stage(GuestResults(counted(), None, CODE))
    async with app.run_test(size=(40, 60)) as pilot:
        await pilot.pause()
        assert "median 3 of 9 answers, together, 2" in picture(app)
        await pilot.press("enter")
        await until(pilot, lambda: "0 at 5: The vision" in picture(app))
        assert "11 answers · 0 not sure" in picture(app)
        for view in "123":
            await pilot.press(view)
            await pilot.pause()
            shown = " ".join(picture(app).split())
            assert "…" not in shown.replace("cu…", "")
        assert "Colleagues explain in their own words where we are heading." in shown


@pytest.mark.parametrize("key", ["b", "backspace"])
async def test_back_leaves_no_result_and_q_which_is_named_does(key: str) -> None:
    app = Stage(GuestResults(counted(), None, CODE))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", key)
        await until(pilot, lambda: "1 Overview ◂" in picture(app))
        await pilot.press(key)
        await pilot.pause()
        assert app.left_with == []
        assert "q leave" in picture(app)
        assert "b back" not in picture(app)
        await pilot.press("enter")
        await until(pilot, lambda: "b back to all" in picture(app))
        await pilot.press("q")
        await until(pilot, lambda: app.left_with == [None])


class Exporting(GuestResults):
    wanted = 0

    async def export(self) -> None:
        self.wanted += 1


async def test_no_report_is_written_for_a_guest() -> None:
    screen = Exporting(counted(), None, CODE)
    app = Stage(screen)
    async with app.run_test() as pilot:
        await pilot.press("x", "2")
        await until(pilot, lambda: "2 Talk first ◂" in picture(app))
        assert screen.wanted == 0


async def test_the_record_is_not_reached_before_the_end_and_left_when_the_room_goes_back() -> None:
    screen = GuestResults(counted("actions"), None, CODE)
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "p")
        await until(pilot, lambda: "4 Shape ◂" in picture(app))
        assert "1–4 views" in picture(app)
        screen.take(counted(), CODE)
        await pilot.press("5")
        await until(pilot, lambda: "5 Record ◂" in picture(app))
        screen.take(counted("actions"), CODE)
        await until(pilot, lambda: "1 Overview ◂" in picture(app))
        assert "Record" not in picture(app)
