"""What a guest is told at the end, and what no key of theirs does on the host's own machine."""

from __future__ import annotations

import asyncio
import io
import webbrowser
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from rich.color import ColorSystem

from tests.acceptance.people import FULL, code_on, opened
from tests.host.guests import visit
from tests.host.hosting import PATIENCE, hosted
from tests.host.test_drawing import _Rating, _until, _Wire
from tests.model.build import plan
from workshop.host.encoder import Encoder
from workshop.store import sealing
from workshop.store.door import join_code
from workshop.store.progress import Progress
from workshop.ui.app import WorkshopApp
from workshop.ui.guest.flow import _Visit
from workshop.ui.guest.screens import HandedInScreen


@pytest.mark.parametrize("key", ["q", "\x03", "\x11"], ids=["q", "ctrl+c", "ctrl+q"])
async def test_whoever_leaves_by_whichever_key_is_told_how_to_come_back(workspace: Path, key: str) -> None:
    path = opened(workspace)
    with hosted(path) as host:
        async with visit(host.port, host.code) as guest:
            code = await guest.start()
            await guest.answer(FULL[0])
            guest.type(key)
            await guest.until("To come back")
            assert code_on(guest.text) == code


async def test_at_the_door_ctrl_q_leaves_as_q_does(workspace: Path) -> None:
    path = opened(workspace)
    with hosted(path) as host:
        async with visit(host.port, host.code) as guest:
            await guest.until("Enter start")
            guest.type("\x11")
            await guest.until("was answered, nothing was kept.")


async def test_who_comes_back_while_the_room_talks_is_told_the_code_again(
    workspace: Path,
) -> None:
    path = opened(workspace, mode="open")
    with hosted(path) as host:
        async with visit(host.port, host.code) as guest:
            code = await guest.start()
            await guest.answer(FULL[0])
        await asyncio.to_thread(sealing.close_round, path)
        async with visit(host.port, code) as again:
            await again.until("Overview")
            assert code_on(again.text) == code
            again.type("q")
            await again.until("back, connect with your code")
            assert code_on(again.text) == code


@pytest.mark.parametrize("hour", [False, True], ids=["no hour", "an hour"])
@pytest.mark.parametrize("stayed", [True, False], ids=["stayed", "came back"])
async def test_after_the_session_the_way_back_is_told_while_there_is_one(
    workspace: Path, hour: bool, stayed: bool
) -> None:
    path = opened(workspace, mode="open")
    join_code(path, datetime.now(UTC) + timedelta(hours=1) if hour else None)
    with hosted(path) as host:
        async with AsyncExitStack() as stack:
            guest = await stack.enter_async_context(visit(host.port, host.code))
            code = await guest.start()
            await guest.answer(FULL[0])
            await asyncio.to_thread(sealing.close_round, path)
            await guest.until("Overview")
            if not stayed:
                guest = await stack.enter_async_context(visit(host.port, code))
                await guest.until("Overview")
            await asyncio.to_thread(sealing.close_session, path)
            await guest.until("5 Record")
            await guest.until(lambda: (code in guest.text) is hour)
            guest.type("\x11")  # Textual's own way out says the same as q
            await guest.until("back, connect with your code" if hour else "The session is closed. Thank you.")
            assert (code in guest.text) is hour


async def _app() -> tuple[_Rating, asyncio.Task[Any]]:
    wire = _Wire(80, 24)
    app = _Rating(wire, Encoder(80, 24, ColorSystem.STANDARD), unicode=True)
    running = asyncio.create_task(app.run_async())
    await _until(lambda: "1 of 30" in wire.text)
    return app, running


async def test_no_browser_is_opened_at_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    for way in ("open", "open_new", "open_new_tab"):
        monkeypatch.setattr(webbrowser, way, lambda url, *_more: seen.append(url))
    app, running = await _app()
    app.open_url("https://example.org")
    app.exit()
    await running
    assert seen == []


@pytest.mark.parametrize("deliver", ["deliver_text", "deliver_binary"])
async def test_no_file_is_written_at_the_host(tmp_path: Path, deliver: str) -> None:
    app, running = await _app()
    made: io.IOBase = io.StringIO("x") if deliver == "deliver_text" else io.BytesIO(b"x")
    give: Callable[..., object] = getattr(app, deliver)
    give(made, save_directory=tmp_path, save_filename="answers", mime_type="text/plain")
    await asyncio.sleep(0.3)  # Textual would write it in a thread
    app.exit()
    await running
    assert list(tmp_path.iterdir()) == []


class _Follow:
    """A session of which the next look is given by hand."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self._changed = asyncio.Event()

    async def after(self, seen: Progress) -> Progress:
        while self.progress is seen:
            await self._changed.wait()
        return self.progress

    def look(self, progress: Progress) -> None:
        self.progress = progress
        self._changed.set()
        self._changed = asyncio.Event()


async def test_when_the_round_closes_no_other_count_flashes_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = plan(invited=8)
    taken: list[int | None] = []
    monkeypatch.setattr(HandedInScreen, "take", lambda _self, progress: taken.append(progress.number))
    follow = _Follow(now := Progress(session, 1, 1, 8))
    seat = SimpleNamespace(
        ticket=SimpleNamespace(code="k7m2-9qxd-4hrt-w", participant="p"),
        box=SimpleNamespace(number=1),
        ballot=SimpleNamespace(turn=1),
    )
    app = WorkshopApp()
    async with app.run_test() as pilot:
        visit = _Visit(
            app, tmp_path, cast("Any", None), follow, cast("Any", None), cast("Any", None), lambda _said: None
        )
        left = app.run_worker(visit._handed_in(now, cast("Any", seat)))
        await pilot.pause()
        follow.look(Progress(session, 1, 1, 8))
        await pilot.pause()
        follow.look(Progress(session, None))
        assert await asyncio.wait_for(left.wait(), PATIENCE) is None
    assert set(taken) == {1}
