"""What the host refuses the ssh that everybody has: files, commands, and every kind of tunnel."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import asyncssh
import pytest

from tests.acceptance.people import plan
from tests.host.guests import Guest, visit
from tests.host.hosting import PATIENCE, SSH, Host, hosted
from tests.terminal import environment
from workshop.store.room import Room

pytestmark = pytest.mark.skipif(not SSH.exists(), reason="needs the OpenSSH client")

SOCKS: Final = b"\x05\x01\x00"
SOCKS_TO: Final = b"\x05\x01\x00\x01\x7f\x00\x00\x01"


def _copying(host: Host, program: str, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run sftp or scp, which spell the port in capitals."""
    options = host.options()
    options[options.index("-p")] = "-P"
    return subprocess.run(
        [SSH.with_name(program), *options, *argv],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=PATIENCE,
        cwd=host.folder,
        env=environment(),
    )


def test_no_command_no_file_and_nothing_listens(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open")
    mine = workspace / "mine.txt"
    mine.write_text("mine")
    with hosted(path, "--open") as host:
        me = f"{host.code}@127.0.0.1"
        there = f"{me}:{path}"
        fails = ["-o", "ExitOnForwardFailure=yes", "-N", "-R"]
        done = {
            "command": host.refused(me, "id"),
            "command in a terminal": host.refused("-tt", me, "cat /etc/passwd"),
            "subsystem": host.refused("-s", me, "netconf"),
            "sftp": _copying(host, "sftp", me),
            "scp from": _copying(host, "scp", there, "theirs.toml"),
            "scp to": _copying(host, "scp", "mine.txt", f"{me}:yours.txt"),
            "old scp from": _copying(host, "scp", "-O", there, "theirs.toml"),
            "old scp to": _copying(host, "scp", "-O", "mine.txt", f"{me}:yours.txt"),
            "-R": host.refused(*fails, "0:127.0.0.1:22", me),
            "-R of all": host.refused(*fails, "0", me),
            "-R of a Unix socket": host.refused(*fails, f"{workspace}/theirs.sock:{workspace}/mine.sock", me),
        }
        for what, each in done.items():
            assert each.returncode != 0, what
            assert "root:" not in each.stdout and "uid=" not in each.stdout, what
        assert sorted(entry.name for entry in workspace.iterdir()) == [
            "assessments",
            "known_hosts",
            "mine.txt",
        ]
        assert Room(path).presence().joined == 0
        assert host.process.poll() is None
        log = host.log()
    asked = [int(count) for count in re.findall(r"refused, a (?:command|subsystem): (\d+)", log)]
    assert len(asked) == 2
    assert sum(asked) == 8  # scp is a command, or a subsystem where it is newer
    assert "refused, a tunnel: 3" in log
    assert host.code not in log and "passwd" not in log


@contextmanager
def _tunnels(host: Host, *argv: str) -> Iterator[Path]:
    """An ssh that listens here for what it would carry; what it says lies in the file."""
    said = host.folder / "said"
    command = [str(SSH), *host.options("-N", *argv), f"{host.code}@127.0.0.1"]
    with said.open("w") as file, subprocess.Popen(command, stderr=file, env=environment()) as process:
        try:
            yield said
        finally:
            process.terminate()


def _carried(address: str | tuple[str, int], *sent: bytes) -> bytes:
    """Connect, send piece by piece; return the answer to the last piece, empty when the line was cut."""
    with _connected(address) as line:
        answer = b""
        try:
            for piece in sent:
                line.sendall(piece)
                answer = line.recv(100)
        except ConnectionError:
            return b""
        return answer


def _connected(address: str | tuple[str, int]) -> socket.socket:
    until = time.monotonic() + PATIENCE
    while True:
        line = socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET)
        line.settimeout(PATIENCE)
        try:
            line.connect(address)
        except (FileNotFoundError, ConnectionRefusedError):  # ssh does not listen yet
            line.close()
            assert time.monotonic() < until, f"nothing listens at {address}"
        else:
            return line


def test_no_tunnel_from_here_to_there(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plan(workspace, invited=3, mode="open")
    monkeypatch.chdir(workspace)  # the name of a Unix socket is short
    with socket.create_server(("127.0.0.1", 0)) as goal, socket.socket(socket.AF_UNIX) as unix:
        unix.bind("goal.sock")
        unix.listen()
        port = goal.getsockname()[1]
        with socket.create_server(("127.0.0.1", 0)) as free:
            socks = free.getsockname()[1]
        argv = [
            "-L",
            f"{workspace}/l.sock:127.0.0.1:{port}",
            "-L",
            f"{workspace}/u.sock:{workspace}/goal.sock",
        ]
        with hosted(path, "--open") as host, _tunnels(host, *argv, "-D", f"127.0.0.1:{socks}") as said:
            assert _carried("l.sock", b"anybody?") == b""
            assert _carried("u.sock", b"anybody?") == b""
            to = SOCKS_TO + port.to_bytes(2, "big")
            assert _carried(("127.0.0.1", socks), SOCKS, to)[1:2] != b"\0"
            assert said.read_text().count("open failed") == 3
            assert "refused, a tunnel: 3" in host.log()
            for listening in (goal, unix):
                listening.setblocking(False)
                with pytest.raises(BlockingIOError):
                    listening.accept()


async def test_one_connection_too_many_is_told_so_and_more_are_cut(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open")
    with hosted(path, "--open", "--per-address", "1") as host:
        async with visit(host.port, host.code) as guest:
            await guest.until("Enter start")
            turned_away = [
                await asyncio.create_subprocess_exec(
                    SSH,
                    *host.options(f"{host.code}@127.0.0.1"),
                    stdin=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    env=environment(),
                )
                for _ in range(12)
            ]
            said = [(await process.communicate())[1].decode() for process in turned_away]
        assert all(process.returncode for process in turned_away)
        assert any("Too many connections from there. Try again in a moment." in each for each in said)
        assert not [each for each in said if "invalid" in each]


def test_a_code_that_is_not_known_is_told_so_and_no_password_is_asked_for(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open")
    with hosted(path, "--open") as host, host.joined("wrong-code-0000") as terminal:
        terminal.wait_exit(PATIENCE)
        assert "That code is not known here." in terminal.text
        assert "assword" not in terminal.text


@contextmanager
def _agent(folder: Path) -> Iterator[str]:
    """An ssh-agent: the path of its socket."""
    place = folder / "agent.sock"
    with subprocess.Popen(
        [SSH.with_name("ssh-agent"), "-D", "-a", place], stdout=subprocess.DEVNULL, env=environment()
    ) as process:
        try:
            _connected(str(place)).close()
            yield str(place)
        finally:
            process.terminate()


def test_no_window_and_no_key_of_the_participant_is_reached(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Who asks for it all comes in nevertheless: many have it in their settings."""
    path = plan(workspace, invited=3, mode="open")
    short = tmp_path_factory.mktemp("a")  # the name of a Unix socket is short
    with hosted(path, "--open") as host, _agent(short) as agent:
        env = {"DISPLAY": ":9", "SSH_AUTH_SOCK": agent}
        with host.joined(host.code, "-A", "-Y", env=env) as terminal:
            terminal.wait_for("Enter start", PATIENCE)
            assert b"X11 forwarding request failed on channel 0" in terminal.raw
        log = host.log()
    assert "refused, X11: 1" in log
    assert "refused, an agent: 1" in log


async def test_no_network_is_joined_and_no_second_screen_is_given(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open")
    with hosted(path, "--open") as host:
        async with visit(host.port, host.code) as guest:
            await guest.until("Enter start")
            line = guest.channel.get_connection()
            assert isinstance(line, asyncssh.SSHClientConnection)
            for ask in (line.open_tun, line.open_tap):
                with pytest.raises(asyncssh.ChannelOpenError):
                    await ask()
            with pytest.raises(asyncssh.ChannelOpenError):
                await line.create_session(Guest, term_type="xterm", encoding=None)
            await guest.start()
        log = await asyncio.to_thread(host.log)
    assert "refused, a tunnel: 2" in log
    assert "refused, a second screen: 1" in log
