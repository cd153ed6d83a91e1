"""Everything that can be on the screen, at the sizes of laptops and projectors: nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from textual.app import App

from tests.pictures.journey import JOURNEYS, Journey, along
from tests.ui.stage import until
from workshop.charts.terminal.measure import cell_len
from workshop.ui.room.stage import StageScreen
from workshop.ui.screens.base import PageScreen

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.name)
async def test_nothing_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journey: Journey) -> None:
    """No line is wider than the terminal, no key is cut, the next key comes first, and help can be found."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    wrong: list[str] = []
    async for name, pilot in along(journey, tmp_path, SIZES[0]):
        for size in (*SIZES[1:], SIZES[0]):
            await pilot.resize_terminal(*size)
            await until(pilot, partial(_is_laid_out, pilot.app, size), f"{name} at {size}")
            wrong += [f"{name} at {size}: {what}" for what in _cut(pilot.app, size[0])]
    assert wrong == []


def _is_laid_out(app: App[int], size: tuple[int, int]) -> bool:
    screen = app.screen
    assert isinstance(screen, PageScreen)
    return (screen._shown_width, screen._shown_height) == size


def _cut(app: App[int], width: int) -> Sequence[str]:
    screen = app.screen
    assert isinstance(screen, PageScreen)
    head, body, foot = (page.lines for page in screen._pages)
    wrong = [
        f"wider than {width}: {line.text!r}"
        for line in (*head, *body, *foot)
        if cell_len(line.text.rstrip()) > width
    ]
    if not foot or foot[-1].text.strip() == "":
        wrong.append("no keys")
    if isinstance(screen, StageScreen) and not getattr(screen, "large", False):
        keys = " ".join(line.text for line in foot)
        first = next(line for line in foot if line.targets).text
        if not first.startswith(" space "):
            wrong.append(f"the next key is not the first: {first!r}")
        if " h help" not in keys and " h all keys" not in keys:
            wrong.append(f"no way to help: {keys!r}")
    return wrong
