"""Letting people in from the shared screen."""

from __future__ import annotations

from pathlib import Path

from tests.ui.room.talked import counted, lead_of
from tests.ui.stage import Stage, picture, until
from workshop.store.room import Room
from workshop.ui.room.joining import JoinScreen


async def test_where_the_session_was_closed_elsewhere_no_host_starts_and_it_is_said(tmp_path: Path) -> None:
    """Its room is gone: that ended the program that leads."""
    lead = lead_of(tmp_path, counted())
    assert not Room(lead.path).exists
    app = Stage(JoinScreen(lead.path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "this machine only" in picture(app))
        await pilot.press("l")
        await until(pilot, lambda: "the room cannot be written" in picture(app))
