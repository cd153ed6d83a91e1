"""The comparison screen: two sessions, three and more, question by question."""

from __future__ import annotations

import re
from datetime import date

import pytest
from rich.cells import cell_len

from tests.analysis.build import STAFF, VISION, only, round_of
from tests.report.build import FIRST, before, branch
from tests.samples import SAMPLES
from tests.ui.stage import SIZES, Stage, picture
from workshop.model.followup import FollowUp, StopItem
from workshop.model.instrument import Statement
from workshop.model.session import Session
from workshop.store.codec import load
from workshop.ui.screens.comparison import ComparisonScreen
from workshop.ui.screens.help import HelpScreen


def stage(*sessions: Session) -> Stage[None]:
    return Stage(ComparisonScreen(sessions or (before(), branch())))


def samples() -> Stage[None]:
    return stage(*(load(path) for path in SAMPLES))


async def test_two_sessions_show_what_moved_both_n_a_sentence_and_what_to_keep_in_mind() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        shown = picture(app)
    for part in (
        "Riverside, North branch: what moved",
        "○ 2025-05 · North branch, spring · 14 May 2025",
        "▸Empowered staff",
        "2.0 → 4.3",
        "n 10 → 11",
        "higher",
        "Higher than last time, by more than a group this size usually varies",
        "Different people may have answered.",
    ):
        assert part in shown


async def test_six_attributes_and_the_sentence_of_the_chosen_one_fit_a_small_screen() -> None:
    app = stage(*(load(SAMPLES[number]) for number in (0, -1)))
    async with app.run_test(size=(80, 24)):
        shown = picture(app)
    for name in ("▸Vision", "Resources", "○ in here: no clear change", "stand out (2.8, then 3.1"):
        assert name in shown


@pytest.mark.parametrize(
    ("keys", "part"),
    [
        (["enter"], "‹ all   Strong vision"),
        (["enter", "j"], "“Users are told where we are heading.”"),
        (["enter", "j", "j", "j", "j"], "“Our vision settles a choice.”"),
        (["enter", "n"], "‹ all   Empowered staff"),
        (["enter", "n", "p", "p"], "‹ all   Strong vision"),
        (["down", "enter"], "‹ all   Empowered staff"),
        (["enter", "b"], "Different people may have answered."),
        (["j", "k"], "▸Strong vision"),
        (["v"], "▸Strong vision"),
    ],
)
async def test_what_each_key_shows(keys: list[str], part: str) -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert part in picture(app)
        assert not app.left_with


async def test_different_wording_is_not_compared_and_it_is_said_what_differs() -> None:
    worded = VISION.model_copy(
        update={"statements": (Statement(id="shared", text="We tell {users}."), VISION.statements[1])}
    )
    app = stage(before(instrument=only(worded, STAFF)), branch())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "down")
        await pilot.pause()
        assert "Not comparable: the wording differs." in picture(app)


async def test_ballots_and_a_show_of_hands_are_not_compared() -> None:
    app = stage(before(), branch(rounds=(round_of(FIRST, method="hands", voted=11),)))
    async with app.run_test(size=(80, 30)):
        shown = picture(app)
    assert "One session used ballots, the other a show of hands: nothing is compared." in shown
    assert "higher" not in shown


async def test_three_sessions_are_lines_and_v_goes_to_the_first_and_the_last_and_back() -> None:
    app = samples()
    async with app.run_test(size=(80, 24)) as pilot:
        shown = picture(app)
        assert re.search(r"2025-05 +2026-01 +2026-11", shown)
        assert "No clear change since 2025-05-14" in shown
        await pilot.press("v")
        await pilot.pause()
        assert "● 2026-11 · North branch, autumn" in picture(app)
        await pilot.press("v")
        await pilot.pause()
        assert "2026-01" in picture(app)


async def test_an_attribute_that_only_a_session_between_had_cannot_be_opened() -> None:
    extra = STAFF.model_copy(update={"id": "extra", "name": "Extra"})
    between = branch(
        held_on=date(2026, 1, 10),
        instrument=only(VISION, STAFF, extra),
        rounds=(round_of({**FIRST, "extra": {"ladder": "0 0 6 0 0 | 0"}}, voted=11),),
    )
    app = stage(before(), between, branch())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "j", "enter")
        await pilot.pause()
        shown = picture(app)
        assert "▸Extra" in shown
        assert "‹ all" not in shown
        await pilot.press("v", "enter")
        await pilot.pause()
        assert "‹ all   Empowered staff" in picture(app)


async def test_a_click_chooses_and_a_second_one_opens() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        row = next(
            y for y, line in enumerate(picture(app).split("\n")) if line.startswith(" Empowered staff")
        )
        await pilot.click(offset=(5, row))
        await pilot.pause()
        assert "▸Empowered staff" in picture(app)
        await pilot.click(offset=(5, row))
        await pilot.pause()
        assert "‹ all   Empowered staff" in picture(app)


async def test_what_is_said_of_a_question_stands_below_it_where_there_are_many() -> None:
    many = VISION.model_copy(
        update={"statements": tuple(Statement(id=f"s{n}", text=f"Statement {n} is true.") for n in range(12))}
    )
    tallies = {"vision": {f"s{n}": "0 2 5 3 1 | 0" for n in range(12)}}
    sessions = (
        make(instrument=only(many), rounds=(round_of(tallies, voted=11),)) for make in (before, branch)
    )
    app = stage(*sessions)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", *["down"] * 9)
        await pilot.pause()
        lines = picture(app).split("\n")
    [marked] = [number for number, line in enumerate(lines) if line.startswith("▸Statement 8")]
    assert "“Statement 8 is true.”" in "\n".join(lines[marked : marked + 4])
    assert "No clear change" in "\n".join(lines[marked : marked + 5])


async def test_help_and_back() -> None:
    app = stage()
    async with app.run_test() as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.left_with == [None]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [[], ["v"], ["enter"], ["enter", "n", "j"]])
async def test_any_size_can_be_drawn_and_scrolled(size: tuple[int, int], keys: list[str]) -> None:
    app = samples()
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys, "space", "pageup", "down", "up")
        await pilot.pause()
        assert all(cell_len(line) <= size[0] for line in picture(app).split("\n"))
        assert not app.left_with


async def test_below_stands_what_became_of_what_was_to_stop() -> None:
    first = before().changed(stops=(StopItem(id="a", item="The blue form"),))
    last = branch(follow_up=(FollowUp(id="a", text="The blue form", became="returned", noticed="worse"),))
    app = stage(first, last)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        shown = picture(app)
        assert "To stop “The blue form”: returned, users noticed: worse." in shown
        await pilot.press("enter")
        assert "The blue form" not in picture(app)
