"""The answering screen: keys, mouse, comments, sizes."""

from __future__ import annotations

import unicodedata

import pytest
from textual import events

from tests.ui.stage import BUILT_IN, CODE, SIZES, Box, picture, rating, until
from workshop.model.ballot import Ballot
from workshop.model.text import PARAGRAPH
from workshop.ui.screens.ask import AskScreen
from workshop.ui.screens.help import HelpScreen
from workshop.ui.screens.rating import RatingScreen

SHARED, USED, VISION, STAFF = "vision.shared", "vision.used", "vision.ladder", "staff.ladder"

STEPS = [
    (["4"], 1, {SHARED: 4}),
    (["1", "5"], 2, {SHARED: 1, USED: 5}),
    (["0"], 1, {SHARED: 0}),
    (["question_mark"], 1, {SHARED: 0}),
    (["6"], 0, {}),
    (["4", "b", "2"], 1, {SHARED: 2}),
    (["4", "backspace", "2"], 1, {SHARED: 2}),
    (["4", "up", "2"], 1, {SHARED: 2}),
    (["s", "s"], 2, {}),
    (["down", "j", "k"], 1, {}),
    (["b"], 0, {}),
    (["4", "5", "u"], 1, {SHARED: 4}),
    (["u"], 0, {}),
    (["4", "b", "x", "u"], 0, {SHARED: 4}),
    (["4", "b", "x"], 0, {}),
    (["4", "b", "delete"], 0, {}),
    (["n"], 3, {}),
    (["right", "left"], 0, {}),
    (["tab", "tab"], 4, {}),
    (["n", "p"], 0, {}),
    (["n", "shift+tab"], 0, {}),
    (["e"], 4, {}),
    (["e", "g"], 0, {}),
    (["4", "4", "4", "4"], 4, {SHARED: 4, USED: 4, VISION: 4, STAFF: 4}),
    (["4", "4", "4", "4", "u"], 3, {SHARED: 4, USED: 4, VISION: 4}),
    (["4", "4", "4", "4", "3"], 4, {SHARED: 4, USED: 4, VISION: 4, STAFF: 4}),
    (["e", "b"], 3, {}),
]


@pytest.mark.parametrize(("keys", "place", "answers"), STEPS, ids=[" ".join(keys) for keys, _, _ in STEPS])
async def test_what_each_key_does(keys: list[str], place: int, answers: dict[str, int]) -> None:
    box = Box()
    app, screen = rating(box)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await until(pilot, lambda: "· saved" in picture(app))
        assert screen._answering.place == place
        assert screen._answering.ballot.answers == answers
        assert dict(box.answers) == answers
        assert app.screen is screen


async def test_a_key_that_changes_nothing_writes_nothing() -> None:
    box = Box()
    app, _ = rating(box)
    async with app.run_test() as pilot:
        await pilot.press("b", "u", "x", "7", "z", "f5")
        await pilot.pause()
        assert box.cast_ballots == []


async def test_the_screen_at_the_usual_size() -> None:
    """The attribute and what it means, the statement we are at lit with its digits, the answer before it."""
    app, _ = rating(Box(), instrument=BUILT_IN, title="North branch, autumn")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: "saved" in picture(app))
        assert picture(app).splitlines()[:14] == [
            " North branch, autumn                                           2 of 30 · saved",
            " ▸Vision    Staff    Purpose    Culture    Thinking    Resources",
            "",
            " STRONG VISION",
            " We share one clear picture of the better future we want for users.",
            " In the last three months, how often was this true here?",
            "",
            "   Colleagues explain in their own words where we are heading.    · · · 4 ·   ·",
            " ▸ When we choose between good ideas, we ask which one fits our",
            "   vision.                                                        1 2 3 4 5   ?",
            "   Leaders say no to work that does not fit our vision.           · · · · ·   ·",
            "   We tell users what we are working towards.                     · · · · ·   ·",
            "   Overall, which of five levels is closest?                      · · · · ·   ·",
            "",
        ]
        assert CODE in picture(app)


async def test_on_a_tall_screen_the_ladder_unfolds_below_the_statements() -> None:
    """What was answered stays in sight; the digits of the ladder stand before its levels."""
    app, screen = rating(Box(), instrument=BUILT_IN, title="North branch, autumn")
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("4", "3", "2", "1")
        await until(pilot, lambda: "5 of 30 · saved" in picture(app))
        shown = picture(app).splitlines()
        assert "heading." in shown[7]
        assert shown[7].endswith("· · · 4 ·   ·")
        assert shown[14].startswith(" ▸ Which level is closest to how it is here?")
        assert shown[14].endswith("· · · · ·   ·")
        assert shown[15] == "   1  There is no shared picture. People give different answers, or none."
        await pilot.press("2", "b")
        await until(pilot, lambda: " ● 2  A vision is written down" in picture(app))
        assert picture(app).splitlines()[14].endswith("· 2 · · ·   ·")
        await pilot.resize_terminal(100, 24)
        await until(pilot, lambda: "Colleagues explain" not in picture(app))
        assert screen._answering.place == 4


async def test_one_statement_a_screen_on_a_phone() -> None:
    """The statement, its five levels and not sure one below the other; leaving and help among the keys."""
    app, _ = rating(Box(), instrument=BUILT_IN, title="North branch, autumn")
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("s")
        await until(pilot, lambda: "saved" in picture(app))
        shown = picture(app).splitlines()
        assert shown[:6] == [
            " North branch, autumn   2 of 30 · saved",
            " ▸Vision (1 of 6)",
            "",
            " STRONG VISION",
            " When we choose between good ideas, we",
            " ask which one fits our vision.",
        ]
        assert "1–5 answer" in shown[-2]
        assert "h help" in shown[-1]
        assert "q leave" in shown[-1]


def squeezed(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).casefold()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_question_and_its_last_level_can_be_reached(size: tuple[int, int]) -> None:
    app, screen = rating(Box(), instrument=BUILT_IN, words={"user": "patron", "users": "patrons"})
    async with app.run_test(size=size) as pilot:
        for number, question in list(enumerate(screen._answering.questions))[::4]:
            screen._step(screen._answering.go(number))
            await pilot.pause()
            seen = squeezed(picture(app))
            if not question.is_ladder:
                assert squeezed(screen._session.fill(question.text))[:20] in seen
            for _ in range(30):
                if "notsure" in squeezed(picture(app)):
                    break
                await pilot.press("space")
            assert "notsure" in squeezed(picture(app)), f"question {number + 1}\n{picture(app)}"
        await pilot.press("e")
        await pilot.pause()
        assert "readytohandin" in squeezed(picture(app))


async def test_resized_while_rating_it_stays_at_the_same_question() -> None:
    box = Box()
    app, screen = rating(box, instrument=BUILT_IN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "4", "s", "s")
        for width, height in [*SIZES, *reversed(SIZES), (1, 1), (200, 3), (10, 60), (80, 24)]:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert screen._answering.place == 4
        await pilot.press("5")
        await until(pilot, lambda: "saved" in picture(app))
        assert len(box.answers) == 3
        assert "▸ Staff fix problems" in picture(app)


async def test_what_is_unanswered_stands_before_handing_in() -> None:
    """How many are answered, each one that is not, and that this is fine."""
    app, screen = rating(Box(), ballot=Ballot(answers={SHARED: 4, VISION: 0}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        await until(pilot, lambda: "saved" in picture(app))
        shown = [line for line in picture(app).splitlines() if line]
        assert shown[1].split() == ["Strong", "vision", "Empowered", "staff"]
        assert shown[2:7] == [
            " READY TO HAND IN?",
            " 2 of 4 answered.",
            " Not answered yet. That is fine, and so is going back:",
            "   Strong vision · Our vision settles a choice.",
            "   Empowered staff · which level is closest?",
        ]
        await pilot.click(
            offset=(10, picture(app).splitlines().index("   Empowered staff · which level is closest?"))
        )
        await pilot.pause()
        assert screen._answering.place == 3


@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize(("height", "fits"), [(24, True), (9, False)])
async def test_before_handing_in_no_key_is_offered_that_does_nothing(
    answered: bool, height: int, fits: bool
) -> None:
    every = {SHARED: 4, USED: 4, VISION: 4, STAFF: 4}
    app, _ = rating(Box(), ballot=Ballot(answers=every if answered else {}))
    async with app.run_test(size=(80, height)) as pilot:
        await pilot.press("e")
        await until(pilot, lambda: "y hand in" in picture(app))
        assert ("g first unanswered" in picture(app)) is not answered
        assert ("further down" in picture(app)) is not (fits or answered)


async def test_help_opens_and_goes_and_no_answer_is_given_by_it() -> None:
    app, screen = rating(Box())
    async with app.run_test() as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert [type(shown) for shown in app.screen_stack[1:]] == [RatingScreen, HelpScreen]
        await pilot.press("4")
        await pilot.pause()
        assert app.screen_stack[-1] is screen
        assert screen._answering.ballot.answers == {}


HOSTILE = {
    "markup": "[/] [@click=app.exit]x[/] [bold red]y",
    "emoji": "👩‍👩‍👧‍👦 naïve 日本語 ✓",
    "combining": "z" + "\u0301" * 40,
    "quotes": '\'\'\'"""\\u0000 \\ "',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_a_comment_is_kept_as_it_was_typed(text: str) -> None:
    box = Box()
    app, _ = rating(box)
    async with app.run_test() as pilot:
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        app.screen.query_one("Input").post_message(events.Paste(text))
        await pilot.press("enter")
        await until(pilot, lambda: bool(box.cast_ballots))
        kept = box.cast_ballots[-1].comments["vision"]
        assert unicodedata.normalize("NFC", text).startswith(kept)
        assert len(kept) >= min(len(text), 5)
        await pilot.press("c")  # and once more: it stands in the field
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("escape")
        await pilot.press("e")
        await until(pilot, lambda: "1 comment goes with it" in picture(app))


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link", "red link"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("first line\nsecond\r\nthird", "first line second third"),
        ("bell\x07 and nul\x00", "bell and nul"),
    ],
    ids=["escapes", "bidi", "lines", "controls"],
)
async def test_what_a_terminal_could_act_on_is_taken_out_of_a_comment(pasted: str, kept: str) -> None:
    box = Box()
    app, _ = rating(box)
    async with app.run_test() as pilot:
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        app.screen.query_one("Input").post_message(events.Paste(pasted))
        await pilot.press("enter")
        await until(pilot, lambda: bool(box.cast_ballots))
        assert box.cast_ballots[-1].comments == {"vision": kept}


async def test_a_comment_of_ten_thousand_characters_is_cut_and_says_so() -> None:
    box = Box()
    app, _ = rating(box)
    async with app.run_test() as pilot:
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        app.screen.query_one("Input").post_message(events.Paste("long " * 2000))
        await pilot.press("enter")
        await until(pilot, lambda: bool(box.cast_ballots))
        kept = box.cast_ballots[-1].comments["vision"]
        assert len(kept) in {PARAGRAPH, PARAGRAPH - 1}
        assert kept.endswith("…")


async def test_a_comment_can_be_left_or_taken_away() -> None:
    box = Box()
    app, screen = rating(box, ballot=Ballot(comments={"vision": "kept"}))
    async with app.run_test() as pilot:
        for key in ("escape", "ctrl+x"):
            await pilot.press("c", "!", key)
            await until(pilot, lambda: app.screen is screen)
            assert screen._answering.ballot.comments == {"vision": "kept"}
        await pilot.press("c", *["backspace"] * 4, "enter")
        await until(pilot, lambda: bool(box.cast_ballots))
        assert box.cast_ballots[-1].comments == {}


async def test_a_comment_is_seen_to_exist_and_taking_it_back_is_said() -> None:
    box = Box()
    app, screen = rating(box, instrument=BUILT_IN)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "VISION" in picture(app))
        assert "with your comment" not in picture(app)
        await pilot.press("c", *"Queues", "enter")
        await until(pilot, lambda: "with your comment" in picture(app))
        await pilot.press("u")
        await until(pilot, lambda: "Taken back: your comment on Strong vision." in picture(app))
        assert "with your comment" not in picture(app)
        assert screen._answering.ballot.comments == {}


async def test_after_the_last_question_about_one_the_way_to_its_comment_is_said() -> None:
    box = Box()
    app, screen = rating(box, instrument=BUILT_IN)
    async with app.run_test(size=(80, 24)) as pilot:
        while screen._answering.question.attribute.id == "vision":
            await pilot.press("3")
        await pilot.press("c")
        await until(pilot, lambda: "Your comment on Empowered staff" in picture(app))
        assert "For one on Strong vision: Ctrl+X, then b and c." in " ".join(picture(app).split())
        await pilot.press("ctrl+x", "b", "c")
        await until(pilot, lambda: "Your comment on Strong vision" in picture(app))
        assert "then b and c" not in picture(app)


async def test_the_mouse_answers_moves_and_turns() -> None:
    box = Box()
    app, screen = rating(box, instrument=BUILT_IN)
    async with app.run_test(size=(80, 24)) as pilot:
        rows = picture(app).splitlines()
        second = next(n for n, row in enumerate(rows) if "Leaders say no" in row)
        await pilot.click(offset=(5, second))
        await pilot.pause()
        assert screen._answering.place == 2
        column = picture(app).splitlines()[second].index("3")
        await pilot.click(offset=(column, second))
        await pilot.pause()
        assert screen._answering.ballot.answers == {"vision.saying-no": 3}
        assert screen._answering.place == 3
        await pilot.click(offset=(rows[1].index("Purpose") + 1, 1))
        await pilot.pause()
        assert screen._answering.place == 10
        keys = next(n for n, row in enumerate(rows) if "b back" in row)
        await pilot.click(offset=(rows[keys].index("b back"), keys))
        await until(pilot, lambda: screen._answering.place == 9)
        await pilot.click(offset=(5, 8))  # the second level of a ladder, on its own line
        await pilot.pause()
        assert screen._answering.ballot.answers["staff.ladder"] == 1 + 8 - 7


async def test_an_error_in_the_session_s_words_does_no_harm() -> None:
    app, _ = rating(
        Box(), title="[/] [bold]t[/bold] 日本語 \u202e", words={"user": "[/]", "users": "{users}"}
    )
    async with app.run_test(size=(40, 14)) as pilot:
        await pilot.press("s", "s", "s", "e")
        await pilot.pause()
        assert "[/] [bold]t" in picture(app)
        assert isinstance(app.screen, RatingScreen)
