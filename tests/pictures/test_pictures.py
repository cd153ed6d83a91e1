"""The README's pictures show what the program shows today."""

from __future__ import annotations

import html
import re

import pytest

from tests.pictures import make


def words(svg: str) -> list[str]:
    """Return the words of a picture."""
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    return " ".join(html.unescape(text).replace("\u00a0", " ") for text in texts).split()


@pytest.fixture(autouse=True)
def environment_of_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Come back to the environment of before: making pictures changes it."""
    for name in ("TERM", "COLORTERM", "LANG", "NO_COLOR", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, "")
    monkeypatch.delenv("NO_COLOR")


@pytest.mark.parametrize(
    ("name", "keys"),
    [("library", []), ("results", ["enter"]), ("comparison", ["c"]), ("trends", ["t"])],
    ids=str,
)
def test_a_picture_of_the_samples_is_what_the_keys_lead_to(name: str, keys: list[str]) -> None:
    committed = (make.PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    assert words(make.library(keys)) == words(committed)


def test_the_picture_of_the_answering_screen_is_current() -> None:
    committed = (make.PICTURES / "rating.svg").read_text(encoding="utf-8")
    assert words(make.rating()) == words(committed)


@pytest.mark.parametrize(("journey", "name"), [("hands", "hands"), ("talk", "reveal")], ids=str)
def test_a_picture_of_the_room_is_current(journey: str, name: str) -> None:
    committed = (make.PICTURES / f"room-{name}.svg").read_text(encoding="utf-8")
    assert words(make.room(journey, name)) == words(committed)


def test_no_picture_asks_another_machine_for_anything() -> None:
    for picture in make.PICTURES.glob("*.svg"):
        links = set(re.findall(r"https?://[^\"' )<]+", picture.read_text(encoding="utf-8")))
        assert links <= {"http://www.w3.org/2000/svg"}, picture.name
