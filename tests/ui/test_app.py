"""The app: looks, and what cannot be done is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.stage import Box, picture, rating, until
from workshop.charts.palette import Theme
from workshop.errors import Where, WorkshopError
from workshop.ui.app import RatingApp, WorkshopApp
from workshop.ui.terminal import need_screens, speaks_unicode


async def test_an_error_is_shown_with_its_place_and_hint_and_no_markup() -> None:
    app, screen = rating(Box())

    async def fails() -> None:
        raise WorkshopError("[/] no [bold]", "do [this]", Where("a.toml", 3, 4))

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen.act(fails())
        await until(pilot, lambda: "a.toml:3:4: [/] no [bold]" in picture(app))
        assert "do [this]" in picture(app)
        assert app.screen is screen
        await pilot.press("4")
        assert screen._answering.place == 1


async def test_what_was_said_goes_with_the_next_key_once_it_could_be_read() -> None:
    app, _screen = rating(Box())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.notify("Said in passing", timeout=60)
        await until(pilot, lambda: "Said in passing" in picture(app))
        await pilot.press("4")
        assert "Said in passing" in picture(app)
        for said in app._notifications:
            said.raised_at -= 3
        await pilot.press("4")
        await until(pilot, lambda: "Said in passing" not in picture(app))


async def test_an_error_that_ends_the_program_is_kept_for_the_command_line() -> None:
    app = WorkshopApp()
    error = WorkshopError("no")

    async def fails() -> None:
        raise error

    async with app.run_test() as pilot:
        app.follow(fails())
        await until(pilot, lambda: app.failure is error)


async def test_a_session_that_is_not_there_ends_rating_with_the_reason(tmp_path: Path) -> None:
    app = RatingApp(tmp_path / "none.toml", None, as_new=False)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.failure is not None)
        assert "none.toml" in str(app.failure)


async def test_the_theme_changes_while_rating_and_no_answer_is_lost() -> None:
    box = Box()
    app, screen = rating(box)
    async with app.run_test() as pilot:
        await pilot.press("4")
        looks = []
        for _ in Theme:
            looks.append(screen.body_page._look.theme)
            await pilot.press("ctrl+t")
            await pilot.pause()
        assert sorted(looks, key=lambda theme: theme.name) == sorted(Theme, key=lambda theme: theme.name)
        assert box.answers == {"vision.shared": 4}


@pytest.mark.parametrize("colours", ["NO_COLOR", "TERM"])
async def test_with_few_colours_the_terminal_s_own_are_used(
    monkeypatch: pytest.MonkeyPatch, colours: str
) -> None:
    monkeypatch.setenv(colours, "1" if colours == "NO_COLOR" else "xterm")
    app, _ = rating(Box())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.look.style(next(iter(app.look._styles))).bgcolor is None or colours == "TERM"
        assert "1 of 4" in picture(app)


@pytest.mark.parametrize(
    "variables", [{"LC_ALL": "C"}, {"LC_ALL": "", "LANG": "de_DE.ISO-8859-1"}], ids=["C", "latin"]
)
async def test_without_utf_8_the_picture_is_ascii(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    monkeypatch.delenv("LC_CTYPE", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    app, _ = rating(Box(), title="Bücherei – “Nord”")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "c")
        await pilot.pause()
        assert picture(app).isascii()


def test_without_a_terminal_no_screen_is_begun() -> None:
    with pytest.raises(WorkshopError, match="needs a terminal for full screens"):
        need_screens()


def test_unicode_needs_both_locale_and_encoding() -> None:
    assert speaks_unicode({"LANG": "en_GB.UTF-8"}, "utf-8")
    assert not speaks_unicode({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, "utf-8")
    assert not speaks_unicode({}, None)
