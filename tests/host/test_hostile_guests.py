"""Guests who mean harm, or whose line does: whoever sits beside them keeps answering, and the host lives."""

from __future__ import annotations

import asyncio
import random
import re
import socket
import struct
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import asyncssh
import pytest

from tests.acceptance.people import answered, ballots, code_on, plan
from tests.host.guests import Guest, connected, visit
from tests.host.hosting import PATIENCE, SSH, Host, hosted, housed, ssh_options
from tests.terminal import environment
from workshop.host import plain_line
from workshop.store import sealing
from workshop.store.door import make_slips
from workshop.store.facilitating import begin_openly
from workshop.store.hosts import served
from workshop.store.room import Room
from workshop.ui.guest import flow

Harm = Callable[[Host, Guest, str], Coroutine[Any, Any, None]]

_MEGABYTE: Final = 1_000_000
MOST: Final = 8
"""Connections from one address."""


async def _garbage(host: Host, guest: Guest, code: str) -> None:
    guest.type(random.Random(1).randbytes(_MEGABYTE))


async def _endless_paste(host: Host, guest: Guest, code: str) -> None:
    guest.type(b"\x1b[200~" + b"x" * _MEGABYTE)


async def _endless_escapes(host: Host, guest: Guest, code: str) -> None:
    for begin in (b"\x1b]0;", b"\x1bP", b"\x1b_", b"\x1b[", b"\x1b[<", b"\x1bO", b"\x1b\x1b"):
        guest.type(begin + b"1;" * 20_000)


async def _odd_keys(host: Host, guest: Guest, code: str) -> None:
    for odd in (
        b"99999999999;5u",
        b";;;u",
        b"1114112u",
        b"-1u",
        b"55296;1:3u",
        b"0;0R",
        b"?1;2c",
        b"<0;0;0M",
    ):
        guest.type(b"\x1b[" + odd)


async def _reads_nothing(host: Host, guest: Guest, code: str) -> None:
    guest.channel.pause_reading()
    for _ in range(400):
        guest.type("np45")
        await asyncio.sleep(0)


async def _resizes(host: Host, guest: Guest, code: str) -> None:
    for number in range(500):
        guest.channel.change_terminal_size(20 + number % 300, 5 + number % 90)
        await asyncio.sleep(0)


async def _sizes_of_no_window(host: Host, guest: Guest, code: str) -> None:
    for size in (0, 2**32 - 1, 1):
        guest.channel.change_terminal_size(size, size, size, size)
        guest.type("n")
        await asyncio.sleep(0)


async def _reset_in_mid_answer(host: Host, guest: Guest, code: str) -> None:
    guest.type("4")
    line = guest.channel.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    guest.channel.get_connection().abort()


async def _ballot_of_another_kind(host: Host, guest: Guest, code: str) -> None:
    path = next((host.folder / "assessments").glob("*.toml"))
    ticket = Room(path).resume(code)
    assert ticket
    ballot = Room(path).box.folder / f"{ticket.participant}.jsonl"
    ballot.unlink()
    ballot.mkdir()
    guest.type("4")
    await guest.until("cannot be")
    ballot.rmdir()


async def _many_connections(host: Host, guest: Guest, code: str) -> None:
    async with AsyncExitStack() as stack:
        with pytest.raises((asyncssh.Error, OSError)):
            for _ in range(MOST):
                await stack.enter_async_context(connected(host.port, host.code))
        silent = [await asyncio.open_connection("127.0.0.1", host.port) for _ in range(100)]
        for _, writer in silent:
            writer.close()


HARMS: Final[tuple[Harm, ...]] = (
    _garbage,
    _endless_paste,
    _endless_escapes,
    _odd_keys,
    _reads_nothing,
    _resizes,
    _sizes_of_no_window,
    _reset_in_mid_answer,
    _ballot_of_another_kind,
    _many_connections,
)


async def test_nobody_notices_a_hostile_neighbour(workspace: Path) -> None:
    path = plan(workspace, invited=30, mode="open", depth="full")
    codes: list[str] = []
    with hosted(path, "--open", "--per-address", str(MOST)) as host:
        async with visit(host.port, host.code) as neighbour:
            codes.append(await neighbour.start())
            for harm in HARMS:
                async with visit(host.port, host.code) as guest:
                    codes.append(await guest.start())
                    at_work = asyncio.create_task(harm(host, guest, codes[-1]))
                    for key in "2345":
                        await _answers(neighbour, key)
                    await at_work
                    await _answers(neighbour, "1")
            assert host.process.poll() is None
            await _answers(neighbour, "3")
            host.process.terminate()
            _, log = await asyncio.to_thread(host.process.communicate, timeout=PATIENCE)
    assert host.process.returncode == 0
    kept = Room(path).resume(codes[0])
    assert kept
    assert Room(path).box.ballots()[kept.participant].answers == answered(path, "3")
    assert "refused, too many from one address" in log
    assert "Traceback" not in log
    assert not [code for code in (host.code, *codes) if code in log]


async def _answers(guest: Guest, key: str) -> None:
    """Answer the first question and go back to it, when that is on the disk and on the screen."""
    guest.type(key)
    await guest.until("2 of 30 · saved")
    guest.type("b")
    await guest.until("1 of 30 · saved")


_ENDED: Final = "after a long time without a key. Everything is saved."


async def test_a_line_on_which_nothing_is_typed_for_long_is_ended(workspace: Path) -> None:
    async with housed(workspace, idle=2.0) as (house, port, code), visit(port, code) as guest:
        await guest.start()
        loop = asyncio.get_running_loop()
        began = loop.time()
        while loop.time() < began + 2.5:
            await _answers(guest, "4")
            await asyncio.sleep(0.1)
        last = loop.time()
        await guest.until(_ENDED)
        assert loop.time() - last > 1.5
        assert "ended, idle or too long: 1" in house.tallied.news()
        assert [list(each.answers.values()) for each in ballots(house.path)] == [[4]]


async def test_a_line_is_ended_after_very_long_whatever_is_typed(workspace: Path) -> None:
    async with housed(workspace, longest=4.0) as (house, port, code), visit(port, code) as guest:
        await guest.start()
        while _ENDED not in guest.text:
            guest.type("4b")
            await asyncio.sleep(0.1)
        assert "ended, idle or too long: 1" in house.tallied.news()


async def test_a_screen_that_breaks_takes_nobody_with_it_and_tells_no_answer(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In this process: there is no way from outside, that is known, to break a screen."""
    async with housed(workspace) as (house, port, code), visit(port, code) as neighbour:
        await neighbour.start()

        def broken(*_: object) -> None:
            answer = "an answer that is nobody's business"
            raise RuntimeError(answer)

        monkeypatch.setattr(flow, "DoorScreen", broken)
        async with visit(port, code) as guest:
            await guest.until("Something went wrong here; your answers are saved.")
            await _answers(neighbour, "4")
    path = house.path
    assert "a participant's screen broke" in caplog.text
    assert "nobody's business" not in caplog.text
    assert [list(each.answers.values()) for each in ballots(path)] == [[4]]


@pytest.mark.parametrize("kind", [ValueError, RuntimeError, RecursionError])
async def test_a_conversation_that_breaks_is_told_so_and_tells_no_answer(
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    kind: type[Exception],
) -> None:
    """The plain twin of a screen that breaks."""

    def broken(*_: object) -> None:
        answer = "an answer that is nobody's business"
        raise kind(answer)

    monkeypatch.setattr(plain_line, "Visit", broken)
    async with housed(workspace) as (_, port, code), visit(port, f"plain-{code}") as guest:
        await guest.until("Something went wrong here; your answers are saved.")
        await guest.until_gone()
    assert f"a participant's conversation broke: {kind.__name__} at test_hostile_guests.py:" in caplog.text
    assert "nobody's business" not in caplog.text + "".join(capfd.readouterr())


async def test_an_open_round_begun_anew_lets_everybody_in_again_by_the_same_code(workspace: Path) -> None:
    """Who was in is told that what they had answered is gone, and what holds now, before they answer."""
    path = plan(workspace, invited=12)
    sealing.open_round(path)
    with hosted(path) as host:
        async with visit(host.port, host.code) as guest:
            old = await guest.start()
            await guest.answer("4")
            await asyncio.to_thread(begin_openly, path)
            assert [served.process for served in served(path)] == [host.process.pid]
            await guest.until("The round was dropped")
            guest.type("\r")
            new = await guest.start()
            assert new != old
            await guest.answer("2")
        async with visit(host.port, host.code) as other:
            await other.start()
            await other.answer("3")
        with pytest.raises(asyncssh.PermissionDenied):
            async with connected(host.port, old):
                pass
    assert sorted(list(each.answers.values()) for each in ballots(path)) == [[2], [3]]


async def test_wrong_codes_wait_and_right_ones_never(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open", depth="full")
    with hosted(path, "--open") as host:

        async def wrong() -> None:
            with suppress(asyncssh.PermissionDenied):
                async with connected(host.port, "k7m2-9qxd-4hrt-w"):
                    pytest.fail("a wrong code was let in")

        loop = asyncio.get_running_loop()
        began = loop.time()
        for _ in range(3):
            await wrong()
        assert loop.time() - began > 0.25 + 0.5 + 1.0
        guessing = [asyncio.create_task(wrong()) for _ in range(8)]
        async with visit(host.port, host.code) as guest:
            await guest.until("Enter start")
            assert not all(task.done() for task in guessing), "the right code waited behind wrong ones"
        for task in guessing:
            task.cancel()
        await asyncio.gather(*guessing, return_exceptions=True)


def test_guessing_codes_line_by_line_takes_longer_and_longer_and_a_right_one_does_not(
    workspace: Path,
) -> None:
    path = plan(workspace, invited=3, mode="open", depth="full")
    with hosted(path, "--open") as host:
        code = code_on(host.refused("-T", f"plain-{host.code}@127.0.0.1", stdin="\n").stdout)
        with host.plain_line() as guessing, host.plain_line() as right:
            guessing.type(*(f"k7m2-9qxd-4hrt-{number}" for number in range(100)))
            guessing.hears("Nobody here was given that code.")
            refused = [guessing.hears("Nobody here was given that code.") for _ in range(2)]
            right.type(code)
            right.hears("h is help.")
            assert "Nobody here" not in guessing.heard
            assert refused[0] > 0.4
            assert refused[1] > 0.9
        host.process.terminate()
        _, log = host.process.communicate(timeout=PATIENCE)
    assert re.search("refused, wrong code: [345]", log)
    assert code not in log


async def test_guessing_codes_at_the_door_screen_takes_longer_and_longer(workspace: Path) -> None:
    async with housed(workspace) as (house, port, code), visit(port, code) as guest:
        waited: list[float] = []
        loop = asyncio.get_running_loop()
        for number in range(3):
            await guest.until("Enter start")
            guest.type("c")
            await guest.until("Codes look like")
            began = loop.time()
            guest.type(f"k7m2-9qxd-4hrt-{number}\r")
            await guest.until("Looking for it")
            await guest.until("Nobody here was given that code.")
            waited.append(loop.time() - began)
        assert waited[2] > 0.9
        assert "refused, wrong code: 3" in house.tallied.news()
        await guest.start()


async def test_a_spent_code_buys_no_second_ballot(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open", depth="full")
    sealing.open_round(path)
    (slip,) = make_slips(path, 1)
    with hosted(path) as host:
        async with visit(host.port, slip) as first, visit(host.port, slip) as second:
            await second.until("Enter start")
            code = await first.start()
            await first.answer("4")
            second.type("\r")
            await second.until("this code was used")
        with pytest.raises(asyncssh.PermissionDenied):
            async with connected(host.port, slip):
                pass
        async with visit(host.port, code) as again:
            await again.until("2 of 30")
    assert [list(each.answers.values()) for each in ballots(path)] == [[4]]
    assert code not in "".join(str(entry) for entry in Room(path).folder.rglob("*"))


async def test_nobody_comes_in_after_the_end_of_the_hosting(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open", depth="full")
    end = datetime.now() + timedelta(seconds=4)  # in local time, as one types it
    with hosted(path, "--open", "--until", f"{end:%Y-%m-%dT%H:%M:%S}") as host:
        assert await asyncio.to_thread(host.process.wait, PATIENCE) == 0
        with pytest.raises((asyncssh.Error, OSError)):
            async with connected(host.port, host.code):
                pass


@pytest.mark.skipif(not SSH.exists(), reason="needs the OpenSSH client")
async def test_who_asks_for_no_screen_takes_nobodys_place_for_long(workspace: Path) -> None:
    async with housed(workspace, seated=0.5) as (house, port, code):
        argv = ssh_options(workspace, port, "-N", f"{code}@127.0.0.1")
        idler = await asyncio.create_subprocess_exec(SSH, *argv, env=environment())
        async with visit(port, code) as guest:
            await guest.until("Enter start")
            assert await asyncio.wait_for(idler.wait(), PATIENCE) != 0
            assert "ended, without a screen: 1" in house.tallied.news()
            await guest.start()  # who has a screen stays
