"""What surrounds the questions: before, how it feels since last time, and after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from tests.model.build import plan
from tests.ui.stage import BUILT_IN, CODE, SIZES, Stage, picture, until
from workshop.model.poll import Poll
from workshop.report.guest import done_count
from workshop.store.progress import Progress
from workshop.ui.screens.around_rating import AfterRating, BeforeScreen, DoneScreen, FeltScreen

GROUPS = {"name": "Role", "groups": ("desk", "back office")}


def before(**fields: Any) -> Stage[Any]:
    session = plan(**{"instrument": BUILT_IN, "invited": 8, **fields})
    return Stage(BeforeScreen(session, CODE, len(session.asked)))


def felt() -> Stage[Any]:
    return Stage(FeltScreen(plan(instrument=BUILT_IN), BUILT_IN.attributes, date(2026, 3, 1)))


def done(handed_in: int = 3, **fields: Any) -> Stage[Any]:
    return Stage(DoneScreen(plan(**{"invited": 8, **fields}), CODE, handed_in))


async def test_what_one_is_told_before_the_first_question() -> None:
    """Questions, who sees what, who could look, and the code: in whole sentences."""
    app = before(title="North branch, autumn", unit="North branch")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        said = " ".join(picture(app).split())
        for sentence in (
            "30 questions, a key each. Here means North branch, as you see it.",
            "A session keeps the count, never the ballot.",
            "nothing is shown from fewer than 5 answers",
            "Who sees the result: the team.",
            "can read open ballots",
            f"Your code to come back: {CODE}",
            "Enter start",
        ):
            assert sentence in said


async def test_of_many_groups_the_one_that_is_chosen_is_in_sight() -> None:
    sites = tuple(f"site {letter}" for letter in "abcdefghi")
    app = before(grouping={"name": "Site", "groups": sites})
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "space further down" in picture(app))
        assert "site i" not in picture(app)
        await pilot.press("9")
        await until(pilot, lambda: "9 ● site i" in picture(app))


async def test_where_all_of_it_fits_nothing_is_said_of_scrolling() -> None:
    app = before(grouping=GROUPS)
    async with app.run_test(size=(80, 30)) as pilot:
        await until(pilot, lambda: "2 ○ back office" in picture(app))
        assert "further down" not in picture(app)


async def test_alone_one_is_told_that_the_result_is_one_s_own() -> None:
    app = before(mode="open", invited=1)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "You rate alone: the result is yours." in picture(app)
        assert "Confidential" not in picture(app)


@pytest.mark.parametrize(
    ("keys", "left_with"),
    [
        (["enter"], ""),
        (["q"], None),
        (["escape"], None),
        (["2", "enter"], "back office"),
        (["1", "2", "enter"], "back office"),
        (["1", "1", "enter"], ""),
        (["3", "0", "x", "enter"], ""),
    ],
)
async def test_starting_leaving_and_choosing_a_group(keys: list[str], left_with: str | None) -> None:
    app = before(grouping=GROUPS)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await until(pilot, lambda: app.left_with == [left_with])


async def test_the_mouse_chooses_a_group() -> None:
    app = before(grouping=GROUPS)
    async with app.run_test(size=(80, 24)) as pilot:
        number = next(n for n, row in enumerate(picture(app).splitlines()) if "back office" in row)
        await pilot.click(offset=(8, number))
        await pilot.pause()
        assert "2 ● back office" in picture(app)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_all_that_is_said_before_can_be_read_and_started_at_every_size(size: tuple[int, int]) -> None:
    app = before(grouping=GROUPS, title="A title that is longer than any phone is wide, by far")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        seen = ""
        for _ in range({5: 40, 14: 15}.get(size[1], 1)):
            seen += "".join(c for c in picture(app) if c.isalnum())
            await pilot.press("down")
            await pilot.pause()
        assert "".join(c for c in "back office" if c.isalnum()) in seen
        assert "openballots" in seen
        await pilot.press("enter")
        await until(pilot, lambda: app.left_with == [""])


async def test_how_it_feels_since_last_time() -> None:
    """One line for each attribute, what was said of it, and the day it is about."""
    app = felt()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", "s", "b")
        await pilot.pause()
        assert picture(app).splitlines()[:9] == [
            " Handed in. One thing more",
            "",
            " Since 1 March 2026: how does each feel to you?",
            "",
            "   Strong vision                                       worse",
            "   Empowered staff                                     same",
            "   Clear purpose                                       better",
            " ▸ Flexible, adaptable, supportive culture             ·",
            "   Divergent thinking                                  ·",
        ]


FELT: list[tuple[list[str], Mapping[str, str]]] = [
    ([], {}),
    (["w"], {"vision": "worse"}),
    (["down", "s"], {"staff": "same"}),
    (["w", "up", "b"], {"vision": "better"}),
    (["n", "x", "5"], {"vision": "was not here"}),
    (["up", "up", "w"], {"vision": "worse"}),
    (["s"] * 9, dict.fromkeys([a.id for a in BUILT_IN.attributes], "same")),
]


@pytest.mark.parametrize(("keys", "said"), FELT, ids=[" ".join(keys) or "none" for keys, _ in FELT])
@pytest.mark.parametrize("last", ["enter", "q"])
async def test_what_each_key_says(keys: list[str], said: Mapping[str, str], last: str) -> None:
    app = felt()
    async with app.run_test() as pilot:
        await pilot.press(*keys, last)
        await until(pilot, lambda: app.left_with == [said])


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_it_feels_at_every_size(size: tuple[int, int]) -> None:
    app = felt()
    async with app.run_test(size=size) as pilot:
        for attribute in BUILT_IN.attributes:
            await pilot.pause()
            assert f"▸ {attribute.name[:4]}" in picture(app), picture(app)
            await pilot.press("down")


@pytest.mark.parametrize(("who", "said"), [("a", 3), ("d", 4), ("", 3)])
def test_who_has_just_handed_in_is_counted_before_the_next_look_and_once(who: str, said: int) -> None:
    progress = Progress(plan(invited=8), 1, handed_in=3, done=frozenset("abc"))
    assert done_count(progress, who) == f"{said} of 8 handed in so far."


@pytest.mark.parametrize(("present", "expected"), [(None, 8), (6, 6)])
async def test_after_handing_in_one_hears_how_many_did_and_what_can_still_be_done(
    present: int | None, expected: int
) -> None:
    """As many are waited for as on the shared screen: those here, once that was said."""
    session = plan(invited=8, present=present)
    assert done_count(Progress(session, 1, handed_in=3)) == f"3 of {expected} handed in so far."
    app = done(present=present)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        said = " ".join(picture(app).split())
        assert "Handed in. Thank you." in said
        assert f"3 of {expected} handed in so far." in said
        assert CODE in said


@pytest.mark.parametrize(
    ("key", "solo", "choice"),
    [
        ("q", False, AfterRating.LEAVE),
        ("enter", False, AfterRating.LEAVE),
        ("c", False, AfterRating.CHANGE),
        ("w", False, AfterRating.WITHDRAW),
        ("n", False, AfterRating.NEXT_PERSON),
        ("q", True, AfterRating.LEAVE),
        ("enter", True, AfterRating.COUNT),
        ("c", True, AfterRating.CHANGE),
        ("w", True, AfterRating.WITHDRAW),
    ],
)
async def test_what_one_wants_then(key: str, solo: bool, choice: AfterRating) -> None:
    app = done(mode="open", invited=1) if solo else done()
    async with app.run_test() as pilot:
        await pilot.press("x", "7")
        assert app.left_with == []
        await pilot.press(key)
        await until(pilot, lambda: app.left_with == [choice])


async def test_alone_there_is_no_next_person() -> None:
    app = done(mode="open", invited=1)
    async with app.run_test() as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert app.left_with == []


async def test_a_second_vote_says_that_it_is_one() -> None:
    app = Stage(BeforeScreen(plan(instrument=BUILT_IN), CODE, 1, Poll(again="vision")))
    async with app.run_test(size=(80, 24)):
        assert "This is the second vote on Strong vision, after the talk." in picture(app)
