"""What a guest's app draws past Textual's compositor is what the compositor would have drawn."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import weakref
from collections.abc import Callable, Iterable

import pyte
import pytest
from rich.color import ColorSystem
from textual import events
from textual.strip import Strip

from tests.host.hosting import PATIENCE
from tests.model.build import plan
from tests.ui.stage import BUILT_IN, CODE, Box
from workshop.host.app import GuestApp
from workshop.host.encoder import Encoder
from workshop.model.answering import Answering
from workshop.model.ballot import Ballot
from workshop.ui.app import WorkshopApp
from workshop.ui.guest.screens import GuestRating
from workshop.ui.saving import threaded

_KEYS = "12n3bb4?s5n2pp1u"


class _Wire:
    """A far terminal without a line in between."""

    blocked = False

    def __init__(self, width: int, height: int) -> None:
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)

    def send(self, data: bytes) -> None:
        self._stream.feed(data)

    def ready(self) -> None:
        """Input is taken whenever the app is there."""

    @property
    def text(self) -> str:
        return "\n".join(row.rstrip() for row in self._screen.display).rstrip()

    @property
    def cells(self) -> list[list[pyte.screens.Char]]:
        """Every cell as it looks: what colour a blank would be written in cannot be seen."""
        lines, columns = range(self._screen.lines), range(self._screen.columns)
        return [[_seen(self._screen.buffer[y][x]) for x in columns] for y in lines]


def _seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    bare = cell.data == " " and not cell.reverse and not cell.underscore
    return cell._replace(fg="default", bold=False) if bare else cell


class _Rating(GuestApp):
    def __init__(self, wire: _Wire, encoder: Encoder, *, unicode: bool) -> None:
        super().__init__(wire, encoder, unicode=unicode)
        self.wire = wire
        session = plan(instrument=BUILT_IN, depth="full")
        self.rating = GuestRating(session, Answering.resume(session.asked, Ballot()), threaded(Box()), CODE)
        self.drawn = 0

        self._way = self._rate

    async def _rate(self, _app: WorkshopApp) -> str:
        await self.push_screen_wait(self.rating)
        return ""

    def draw(self, x: int, rows: Iterable[tuple[int, Strip]]) -> None:
        self.drawn += 1
        super().draw(x, rows)


async def _until(sees: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not sees():
            await asyncio.sleep(0.005)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (50, 9)])
@pytest.mark.parametrize("unicode", [True, False])
async def test_what_is_drawn_at_once_is_what_the_compositor_would_draw(
    size: tuple[int, int], unicode: bool
) -> None:
    wire, encoder = _Wire(*size), Encoder(*size, ColorSystem.STANDARD)
    app = _Rating(wire, encoder, unicode=unicode)
    running = asyncio.create_task(app.run_async())
    await _until(lambda: "1 of 30" in wire.text)
    for number, key in enumerate(_KEYS, start=1):
        assert app.remote
        app.remote.put(key.encode())
        await _until(lambda number=number: app.rating._answering.ballot.revision >= number)  # type: ignore[misc]
        assert await app.rating._saver.settled()
        await _until(lambda: "saved" in wire.text.splitlines()[0] and wire.cells == _composed(app).cells)
    assert app.drawn
    app.exit()
    await running


def _composed(app: GuestApp) -> _Wire:
    """Return a terminal that shows what the compositor makes of the screen."""
    wire, encoder = _Wire(*app.size), Encoder(*app.size, ColorSystem.STANDARD)
    for y, strip in enumerate(app.screen._compositor.render_strips(app.size)):
        encoder.paint(y, 0, strip)
    wire.send(encoder.frame())
    return wire


async def test_guests_share_the_rules_of_one_style_sheet_until_one_wears_another_theme() -> None:
    apps = [_Rating(_Wire(80, 24), Encoder(80, 24, ColorSystem.STANDARD), unicode=True) for _ in range(2)]
    running = [asyncio.create_task(app.run_async(), context=contextvars.Context()) for app in apps]
    await _until(lambda: all("1 of 30" in wire.text for wire in (app.wire for app in apps)))
    first, second = (app.stylesheet.rules for app in apps)
    assert len(first) == len(second) > 10
    assert all(ours is theirs for ours, theirs in zip(first, second, strict=True))
    apps[0].action_change_theme()
    await _until(lambda: apps[0].stylesheet.rules[0] is not second[0])
    assert apps[1].stylesheet.rules[0] is second[0]
    for app in apps:
        app.exit()
    await asyncio.gather(*running)


async def test_a_key_that_breaks_a_screen_ends_that_app_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    wire = _Wire(80, 24)
    app = _Rating(wire, Encoder(80, 24, ColorSystem.STANDARD), unicode=True)
    running = asyncio.create_task(app.run_async(), context=contextvars.Context())
    await _until(lambda: "1 of 30" in wire.text)
    monkeypatch.setattr(app.rating, "_answering", None)
    assert app.remote
    app.remote.put(b"1")
    async with asyncio.timeout(PATIENCE):
        await running
    assert app.broke


async def test_what_is_typed_before_there_is_a_screen_is_queued() -> None:
    app = _Rating(_Wire(80, 24), Encoder(80, 24, ColorSystem.STANDARD), unicode=True)
    assert not app.press(events.Key("1", "1"))


async def test_an_answer_saved_after_its_guest_is_gone_draws_nothing() -> None:
    wire, gone = _Wire(80, 24), asyncio.Event()
    app = _Rating(wire, Encoder(80, 24, ColorSystem.STANDARD), unicode=True)
    casting = app.rating._saver._cast

    async def late(ballot: Ballot) -> None:
        await gone.wait()
        await casting(ballot)

    app.rating._saver._cast = late
    running = asyncio.create_task(app.run_async(), context=contextvars.Context())
    await _until(lambda: "1 of 30" in wire.text)
    assert app.remote
    app.remote.put(b"4")
    await _until(lambda: "saving" in wire.text)
    app.hang_up()
    await running
    gone.set()
    assert await app.rating._saver.settled()


async def test_nothing_keeps_the_app_of_a_guest_who_is_gone() -> None:
    wire = _Wire(80, 24)
    app = _Rating(wire, Encoder(80, 24, ColorSystem.STANDARD), unicode=True)
    running = asyncio.create_task(app.run_async(), context=contextvars.Context())
    await _until(lambda: "1 of 30" in wire.text)
    assert app.remote
    app.remote.put(b"4")
    await _until(lambda: "2 of 30 · saved" in wire.text)
    app.hang_up()
    await running
    there = weakref.ref(app)
    del app, running
    await asyncio.sleep(0.2)  # timers that were set
    gc.collect()
    assert there() is None
