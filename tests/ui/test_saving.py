"""Saving while somebody types: "saved" is shown when it is true, and only then."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.model.build import plan
from tests.ui.stage import BUILT_IN, CODE, Box, Stage, picture, rating, until
from workshop.errors import WorkshopError
from workshop.model.answering import Answering
from workshop.model.ballot import Ballot
from workshop.store import sealing, sessions
from workshop.store.ballot_box import ContinuedElsewhere, RoundClosed
from workshop.store.seat import Seat, take_seat
from workshop.ui.guest.screens import GuestRating
from workshop.ui.saving import Saver, Saving, threaded
from workshop.ui.screens.ask import AskScreen, ConfirmScreen
from workshop.ui.screens.rating import RatingScreen

FULL = WorkshopError("the answer cannot be saved: No space left on device", "Tried again with your next key.")


class SlowDisk:
    """The real ballot box on a disk that takes its time; notes what happens at once and what is on it."""

    def __init__(self, seat: Seat, seconds: float) -> None:
        self._seat = seat
        self._seconds = seconds
        self._lock = threading.Lock()
        self.under_way = 0
        self.most_at_once = 0
        self.casts = 0
        self.on_disk = seat.ballot.revision

    def __call__(self, ballot: Ballot) -> None:
        with self._lock:
            self.casts += 1
            self.under_way += 1
            self.most_at_once = max(self.most_at_once, self.under_way)
        time.sleep(self._seconds)
        self._seat.cast(ballot)
        with self._lock:
            self.under_way -= 1
            self.on_disk = ballot.revision


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    """A seat in an open round with the built-in questions."""
    path = sessions.create(plan(instrument=BUILT_IN, invited=8), tmp_path / "assessments")
    sealing.open_round(path)
    return take_seat(path)


def kept(seat: Seat) -> Ballot:
    return seat.box.ballots()[seat.ticket.participant]


def on_screen(seat: Seat, disk: SlowDisk) -> tuple[Stage[Any], RatingScreen]:
    screen = RatingScreen(
        seat.session, Answering.resume(seat.questions, seat.ballot), threaded(disk), seat.ticket.code
    )
    return Stage(screen), screen


async def test_saved_is_never_said_of_what_is_not_on_the_disk(seat: Seat) -> None:
    disk = SlowDisk(seat, 0.02)
    app, screen = on_screen(seat, disk)
    async with app.run_test() as pilot:
        lies: list[str] = []

        def look() -> None:
            # What the head says is asked where it is made: painting may only lag behind it.
            said = screen.head(80)[0].text
            newest = screen._answering.ballot.revision
            if said.endswith("saved") and disk.on_disk < newest:
                lies.append(f"{said} at revision {newest}, {disk.on_disk} on the disk")

        timer = screen.set_interval(0.02, look)
        for key in "433152":
            await pilot.press(key)
            look()
        await until(pilot, lambda: picture(app).splitlines()[0].endswith("7 of 30 · saved"))
        timer.stop()
        assert lies == []
        assert disk.most_at_once == 1
        assert kept(seat).revision == screen._answering.ballot.revision


async def test_keys_faster_than_the_disk_share_a_write(seat: Seat) -> None:
    disk = SlowDisk(seat, 0.1)
    app, screen = on_screen(seat, disk)
    async with app.run_test() as pilot:
        for key in "433152123451234512345123451234":
            app.simulate_key(key)
        await until(pilot, lambda: picture(app).splitlines()[0].endswith("30 answered · saved"))
        assert disk.most_at_once == 1
        assert disk.casts < 10
        levels = [kept(seat).answers[question.key] for question in screen._answering.questions]
        assert levels == [int(key) for key in "433152123451234512345123451234"]


@pytest.mark.parametrize("last", ["q", "y"])
async def test_the_last_answer_is_on_the_disk_before_the_screen_goes(seat: Seat, last: str) -> None:
    disk = SlowDisk(seat, 0.1)
    app, screen = on_screen(seat, disk)
    async with app.run_test() as pilot:
        for key in ("4", "5", "e", last):
            app.simulate_key(key)
        await until(pilot, lambda: bool(app.left_with))
        assert disk.under_way == 0
        assert kept(seat) == screen._answering.ballot
        assert kept(seat).handed_in is (last == "y")
        assert list(kept(seat).answers.values()) == [4, 5]


async def test_a_disk_that_refuses_is_told_and_tried_again_with_the_next_key() -> None:
    """Not saved, in the corner where saved stood, and the reason below; then saved again."""
    box = Box()
    app, _ = rating(box)
    async with app.run_test(size=(80, 24)) as pilot:
        box.refusal = FULL
        await pilot.press("4")
        await until(pilot, lambda: "2 of 4 · not saved" in picture(app))
        assert "the answer cannot be saved: No space left on device" in picture(app)
        assert box.answers == {}
        await pilot.press("5")
        await until(pilot, lambda: "3 of 4 · not saved" in picture(app))
        box.refusal = None
        await pilot.press("3")
        await until(pilot, lambda: "4 of 4 · saved" in picture(app))
        assert "cannot be saved" not in picture(app)
        assert list(box.answers.values()) == [4, 5, 3]


async def test_leaving_tries_once_more_and_then_warns() -> None:
    box = Box()
    app, screen = rating(box)
    async with app.run_test() as pilot:
        box.refusal = FULL
        await pilot.press("4", "q")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        assert "Leave, although your last answers are not saved?" in picture(app)
        assert "No space left on device" in picture(app)
        await pilot.press("n")
        await until(pilot, lambda: app.screen is screen)
        box.refusal = None
        await pilot.press("q")
        await until(pilot, lambda: bool(app.left_with))
        assert box.answers == {"vision.shared": 4}


async def test_one_can_leave_a_disk_that_never_takes_it() -> None:
    box = Box()
    app, _ = rating(box)
    async with app.run_test() as pilot:
        box.refusal = FULL
        await pilot.press("4", "q")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await until(pilot, lambda: bool(app.left_with))


async def test_what_could_not_be_handed_in_is_not_handed_in() -> None:
    box = Box()
    app, screen = rating(box)
    async with app.run_test() as pilot:
        await pilot.press("4", "e")
        box.refusal = FULL
        await pilot.press("y")
        await until(pilot, lambda: "not saved" in picture(app))
        assert app.left_with == []
        assert not screen._answering.ballot.handed_in
        box.refusal = None
        await pilot.press("b")
        await until(pilot, lambda: "· saved" in picture(app))
        assert not box.cast_ballots[-1].handed_in
        await pilot.press("e", "y")
        await until(pilot, lambda: bool(app.left_with))
        assert box.cast_ballots[-1].handed_in


@pytest.mark.parametrize("kind", [RoundClosed, ContinuedElsewhere])
@pytest.mark.parametrize("over", ["nothing", "a comment", "help", "leaving"])
async def test_when_no_more_can_be_saved_here_the_screen_goes_with_all_that_lies_over_it(
    kind: type[WorkshopError], over: str
) -> None:
    said = kind("it is over", "go home")
    gate = threading.Event()

    def cast(_ballot: Ballot) -> None:
        assert gate.wait(10)
        raise said

    app, screen = rating(cast)
    async with app.run_test() as pilot:
        await pilot.press("4")
        if over == "a comment":
            await pilot.press("c")
            await until(pilot, lambda: isinstance(app.screen, AskScreen))
        elif over == "help":
            await pilot.press("h")
        elif over == "leaving":
            await pilot.press("q")
        gate.set()
        await until(pilot, lambda: app.left_with == [said])
        await pilot.pause()
        assert screen not in app.screen_stack
        assert len(app.screen_stack) == 1


class Recorder:
    """A ballot box in memory whose writes end when they are told to."""

    def __init__(self) -> None:
        self.written: list[int] = []
        self.refuses = False

    def __call__(self, ballot: Ballot) -> None:
        if self.refuses:
            raise FULL
        self.written.append(ballot.revision)


async def test_a_saver_begins_with_what_is_saved_and_writes_nothing() -> None:
    recorder = Recorder()
    saver = Saver(threaded(recorder), lambda: None, Ballot())
    assert saver.state is Saving.SAVED
    assert await saver.settled()
    assert recorder.written == []


async def test_a_saver_tells_each_change_and_skips_what_is_older() -> None:
    recorder = Recorder()
    told: list[Saving] = []
    saver = Saver(threaded(recorder), lambda: told.append(saver.state), Ballot())
    ballot = Ballot()
    for _ in range(5):
        ballot = ballot.changed(at="vision.ladder")
        saver.save(ballot)
    assert saver.state is Saving.UNDER_WAY
    assert await saver.settled()
    assert recorder.written[-1] == 5
    assert recorder.written == sorted(recorder.written)
    assert told[-1] is Saving.SAVED


async def test_a_saver_that_was_refused_tries_again_when_one_leaves() -> None:
    recorder = Recorder()
    saver = Saver(threaded(recorder), lambda: None, Ballot())
    recorder.refuses = True
    saver.save(Ballot(revision=1))
    assert not await saver.settled()
    assert saver.state is Saving.REFUSED
    recorder.refuses = False
    assert await saver.settled()
    assert saver.error is None
    assert recorder.written == [1]


async def test_a_room_that_cannot_be_written_leaves_the_screen_standing(seat: Seat) -> None:
    """The answer is on the screen, not saved, with what the system said."""
    app, _ = on_screen(seat, SlowDisk(seat, 0))
    (file,) = seat.box.folder.iterdir()
    file.rename(file.with_name("elsewhere"))
    file.mkdir()
    async with app.run_test() as pilot:
        await pilot.press("4")
        await until(pilot, lambda: "2 of 30 · not saved" in picture(app))
        assert "the answer cannot be saved: Is a directory" in picture(app)
        file.rmdir()
        file.with_name("elsewhere").rename(file)
        await pilot.press("5")
        await until(pilot, lambda: "3 of 30 · saved" in picture(app))
        assert list(kept(seat).answers.values()) == [4, 5]


class Patient(GuestRating):
    """Waits a minute for the disk, and notes at each frame how far the answer was saved."""

    WAITS = 60.0

    def __init__(self, cast: Callable[[Ballot], None]) -> None:
        session = plan()
        super().__init__(session, Answering.resume(session.asked, Ballot()), threaded(cast), CODE)
        self.drawn: list[Saving] = []

    def redraw(self) -> None:
        """Note it."""
        self.drawn.append(self._saver.state)
        super().redraw()


async def test_over_a_line_an_answer_and_its_saved_are_one_frame() -> None:
    screen = Patient(Box())
    app = Stage(screen)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "1 of 4" in picture(app))
        screen.drawn.clear()
        await pilot.press("4")
        await until(pilot, lambda: "2 of 4 · saved" in picture(app))
        assert screen.drawn == [Saving.SAVED]


async def test_over_a_line_an_answer_is_shown_though_the_disk_takes_its_time() -> None:
    written = threading.Event()
    screen = Patient(lambda _: assert_soon(written))
    screen.WAITS = 0.02  # type: ignore[misc]
    app = Stage(screen)
    async with app.run_test() as pilot:
        await pilot.press("4")
        await until(pilot, lambda: "2 of 4 · saving" in picture(app))
        written.set()
        await until(pilot, lambda: "2 of 4 · saved" in picture(app))


async def test_a_screen_that_is_gone_waits_for_nothing() -> None:
    box = Box()
    box.refusal = RoundClosed("the round is closed")
    screen = Patient(box)
    app = Stage(screen)
    async with app.run_test() as pilot:
        await pilot.press("4")
        await until(pilot, lambda: bool(app.left_with))
        assert screen._waiting is None


def assert_soon(event: threading.Event) -> None:
    assert event.wait(60)
