"""The clock of a talk round, with a clock one can set."""

from __future__ import annotations

import pytest

from workshop.charts.roles import Role
from workshop.model.timer import Talk, clock
from workshop.ui.room.timer import talk_line


def begun(steps: int = 1, at: float = 0.0) -> Talk:
    talk = Talk()
    for _ in range(steps):
        talk = talk.onward(at)
    return talk


def said(talk: Talk, now: float, **options: bool) -> str:
    return " ".join(talk_line(talk, now, 80, **options).text.split())


def test_before_it_begins_the_line_says_the_steps_and_how_long_they_are() -> None:
    assert said(Talk(), 0) == "1 alone · 2 in pairs · 5 all together · 2 re-vote 10 min"


def test_the_step_one_is_in_is_marked_and_those_before_are_ticked() -> None:
    assert said(begun(2), 30) == "✓ 1 alone · ▸ 2 in pairs · 5 all together · 2 re-vote 1:30 left"


def test_when_the_time_is_up_the_line_turns_and_says_so() -> None:
    over = talk_line(begun(), 75, 80)
    assert over.lit
    assert over.text.rstrip().endswith("time is up: 0:15 over")
    assert over.runs[-1].role is Role.WARN


def test_silenced_it_says_nothing_about_time() -> None:
    silenced = talk_line(begun(), 75, 80, silent=True)
    assert not silenced.lit
    assert silenced.text.rstrip().endswith("timer silenced")


def test_paused_the_time_stands_still_until_it_goes_on() -> None:
    paused = begun().toggled(20)
    assert paused.left(500) == 40
    assert said(paused, 500).endswith("paused, 0:40 left")
    assert paused.toggled(500).left(510) == 30


def test_a_minute_more_counts_for_this_step_only() -> None:
    longer = begun().longer()
    assert longer.left(60) == 60
    assert longer.onward(60).left(60) == 120


def test_after_the_last_step_nothing_follows() -> None:
    last = begun(4)
    assert not last.following
    assert last.onward(99) is last


def test_what_has_not_begun_can_neither_be_paused_nor_made_longer() -> None:
    assert Talk().toggled(5) == Talk()
    assert Talk().longer() == Talk()


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(60, "1:00"), (59.2, "1:00"), (0.1, "0:01"), (0, "0:00"), (-0.9, "0:00"), (-75, "−1:15")],
)
def test_the_clock_counts_down_to_nothing_and_then_up(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown
