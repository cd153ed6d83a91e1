"""Reviewing comments on the screen: what each is about, and that none is passed over unseen."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from tests.ui.room.talked import counted, lead_of
from tests.ui.stage import Stage, picture, until
from workshop.model.base import random_id
from workshop.store import reviewing
from workshop.store.room import PendingComment, Room
from workshop.ui.room.lead import Lead
from workshop.ui.room.reviewing import ReviewScreen


def reviewed(workspace: Path, *about: str) -> tuple[Lead, ReviewScreen]:
    """Return the screen with a comment about each of these, "comment 1" first."""
    lead = lead_of(workspace, counted())
    lead.room.ensure()
    comments = [
        PendingComment(id=random_id(), round=2, attribute=attribute, text=f"comment {number}")
        for number, attribute in enumerate(about, start=1)
    ]
    lead.room.keep_pending(comments)
    return lead, ReviewScreen(lead, comments)


async def test_a_comment_from_an_exercise_says_so(tmp_path: Path) -> None:
    _lead, screen = reviewed(tmp_path, "")
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "About an exercise" in picture(app))


async def test_a_key_after_keep_passes_no_comment_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first was being kept, l took the second away unseen."""
    lead, screen = reviewed(tmp_path, "vision", "vision", "vision")
    kept, go_on = reviewing.keep, Event()

    def slow(path: Path, comment: PendingComment) -> bool:
        go_on.wait(10)
        return kept(path, comment)

    monkeypatch.setattr(reviewing, "keep", slow)
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "comment 1" in picture(app))
        await pilot.press("k", "l")
        go_on.set()
        await until(pilot, lambda: len(Room(lead.path).pending()) == 2)
        await until(pilot, lambda: "comment 1" not in picture(app))
        assert "comment 2" in picture(app)
