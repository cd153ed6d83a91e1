"""A host that goes on when the disk or the system refuses something, and ends loudly when it cannot."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.people import opened
from tests.host.hosting import PATIENCE
from tests.terminal import environment
from workshop.host.following import Following
from workshop.store import sealing
from workshop.store.room import Room


async def test_a_look_that_the_system_refuses_is_told_once_and_is_not_the_last(
    workspace: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = opened(workspace)
    following = await Following.begin(path)
    before = following.progress
    running = asyncio.create_task(following.run())
    room = Room(path).folder
    aside = room.rename(room.with_name("aside"))
    room.touch()  # no folder, and so not to be listed
    async with asyncio.timeout(PATIENCE):
        while "the session cannot be read now: Not a directory" not in caplog.text:
            await asyncio.sleep(0.05)
        await asyncio.sleep(1)
        room.unlink()
        aside.rename(room)
        await asyncio.to_thread(sealing.destroy_round, path)
        assert (await following.after(before)).number is None
    assert len(caplog.records) == 1
    running.cancel()


SERVING = """
import os, resource, signal, sys
from pathlib import Path
from workshop.errors import WorkshopError
from workshop.host import serving
{before}
def started(_joins):
    {started}
try:
    serving.serve(serving.Plan(Path(sys.argv[1]), "127.0.0.1", 0, 8, 2_000), started)
except WorkshopError as error:
    sys.exit(str(error))
"""


def serve(path: Path, before: str, started: str) -> subprocess.CompletedProcess[str]:
    """Serve in a process of its own."""
    program = SERVING.format(before=before, started=started)
    command = [sys.executable, "-c", program, str(path)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=PATIENCE, env=environment(), check=False
    )


def test_a_host_ends_and_says_so_when_something_that_it_does_beside_breaks(workspace: Path) -> None:
    before = "async def broken(_house): raise RuntimeError('an answer')\nserving._tidy = broken"
    done = serve(opened(workspace), before, "pass")
    assert done.returncode == 1
    assert "the host broke: RuntimeError at <string>:" in done.stderr
    assert "something in the host broke, and it ended" in done.stderr
    assert "an answer" not in done.stderr.replace("Every answer", "")


def test_a_host_may_open_as_many_files_as_its_guests_take(workspace: Path) -> None:
    before = (
        "_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))"
    )
    started = (
        "print(min(4_000, hard) <= resource.getrlimit(resource.RLIMIT_NOFILE)[0]);"
        "import asyncio; asyncio.get_running_loop().call_later(.5, os.kill, os.getpid(), signal.SIGTERM)"
    )
    done = serve(opened(workspace), before, started)
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr
