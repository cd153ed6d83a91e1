"""What ends a connection by itself: no code, silence, no screen, a reader who stalls; and too many."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import asyncssh
import pytest

from tests.acceptance.people import ballots, code_on, opened
from tests.host.guests import Guest, connected, visit
from tests.host.hosting import PATIENCE, SSH, hosted, housed, ssh_options
from tests.terminal import Terminal
from workshop.host.server import House

needs_ssh = pytest.mark.skipif(not SSH.exists(), reason="needs the OpenSSH client")


async def _logged(house: House, what: str) -> None:
    """Wait until the log says so."""
    async with asyncio.timeout(PATIENCE):
        while what not in house.tallied.news():
            await asyncio.sleep(0.02)


async def test_who_brings_no_code_is_cut_and_gives_the_place_back(workspace: Path) -> None:
    async with housed(workspace, login=2.0) as (house, port, code), visit(port, code) as guest:
        await guest.start()
        house.addresses.per_address = 3
        mute, speaking = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        speaking[1].write(b"SSH-2.0-anybody\r\n")
        with pytest.raises((asyncssh.Error, OSError)):
            async with connected(port, code):
                pass
        for reader, writer in (mute, speaking):
            await asyncio.wait_for(reader.read(), PATIENCE)
            writer.close()
        await _logged(house, "ended, without a code: 2")
        async with visit(port, code) as other:
            await other.start()
        await guest.answer("4")  # a place that is taken stays


def test_there_is_time_to_compare_a_fingerprint_before_the_code_is_sent() -> None:
    """ssh asks about a key that it does not know before it sends the code; sshd waits as long."""
    assert House.login >= 120


@needs_ssh
async def test_a_client_that_falls_silent_is_dropped_and_its_seat_goes_on_elsewhere(workspace: Path) -> None:
    """A network that is gone is a client that answers no more and does not say goodbye."""
    async with housed(workspace, silent=0.5) as (house, port, code), visit(port, code) as neighbour:
        await neighbour.start()
        argv = ssh_options(workspace, port, f"{code}@127.0.0.1")
        with Terminal(*argv, cwd=workspace, program=SSH) as terminal:
            for keys, seen in (("", "Enter start"), ("\r", "1 of 30"), ("4", "2 of 30 · saved")):
                terminal.send(keys)
                await asyncio.to_thread(terminal.wait_for, seen, PATIENCE)
            mine = code_on(terminal.text)
            os.kill(terminal.pid, signal.SIGSTOP)
            await _logged(house, "dropped: 1")
            assert len(house.lines) == 1
            async with visit(port, mine) as again:
                await again.until("2 of 30")
                await again.answer("2")
        await neighbour.answer("5")  # who is only quiet stays
    assert sorted("".join(map(str, each.answers.values())) for each in ballots(house.path)) == ["42", "5"]


async def test_a_channel_without_a_screen_takes_nobodys_place_for_long(
    workspace: Path,
) -> None:
    async with housed(workspace, seated=0.5) as (house, port, code), connected(port, code) as line:
        channel = asyncssh.SSHClientChannel[str](
            line, asyncio.get_running_loop(), "strict", "utf-8", "strict", 8_192, 8_192
        )
        await channel._open(b"session")
        await asyncio.wait_for(line.wait_closed(), PATIENCE)
        assert "ended, without a screen: 1" in house.tallied.news()


async def test_who_reads_nothing_is_ended_too_when_the_time_is_over(workspace: Path) -> None:
    async with housed(workspace, idle=1.0, leaving=0.3) as (house, port, code), connected(port, code) as line:
        guest = Guest()
        await line.create_session(
            lambda: guest, term_type="xterm", term_size=(80, 24), encoding=None, window=4_096
        )
        await guest.start()
        guest.channel.pause_reading()
        (there,) = house.lines
        async with asyncio.timeout(PATIENCE):
            while not there._chan.get_write_buffer_size():
                guest.type("n")
                await asyncio.sleep(0.02)
        await asyncio.wait_for(line.wait_closed(), PATIENCE)
        await _logged(house, "ended, idle or too long: 1")
        assert not house.lines


async def test_more_than_the_most_altogether_are_told_so_and_come_in_when_somebody_left(
    workspace: Path,
) -> None:
    path = opened(workspace)
    with hosted(path, "--most", "2") as host:
        async with visit(host.port, host.code) as first:
            await first.start()
            async with visit(host.port, host.code) as second:
                await second.start()
                said = await asyncio.to_thread(host.refused, "-T", f"{host.code}@127.0.0.1")
                assert said.returncode != 0
                assert "Too many connections here. Try again in a moment." in said.stderr
            await first.answer("4")
            said = await asyncio.to_thread(host.refused, "-T", f"{host.code}@127.0.0.1")
            assert "Already started?" in said.stdout
        log = await asyncio.to_thread(host.log)
    assert "refused, too many altogether: 1" in log
    assert "from one address" not in log
