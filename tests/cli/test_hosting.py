"""What `workshop host` says to those who want to come in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.model.build import plan
from tests.samples import SAMPLES
from workshop.store.sessions import create


def test_who_hosts_a_session_that_has_ended_is_told_that_old_codes_come_back(samples: Path) -> None:
    """Nobody new is let in, so there is no code to show; a line without one could not be typed."""
    command = [sys.executable, "-m", "workshop", "host", SAMPLES[-1].stem, "--port", "0"]
    with subprocess.Popen(
        command, cwd=samples, stdout=subprocess.PIPE, text=True, env={**os.environ}
    ) as host:
        assert host.stdout is not None
        said = [host.stdout.readline() for _line in range(2)]
        host.terminate()
    assert said[0] == "To come back, type, with your own code:\n"
    assert "CODE@127.0.0.1" in said[1]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--until", "2026-01-01 10:00"), "that is past"),
        (("--until", "2026-01-01"), "that is past"),
        (("--bind", "198.51.100.7"), "this machine has no address 198.51.100.7"),
        (("--bind", "nowhere.invalid"), "this machine has no address nowhere.invalid"),
    ],
)
def test_a_host_that_could_serve_nobody_does_not_start(
    workspace: Path, options: tuple[str, ...], said: str
) -> None:
    path = create(plan(), workspace / "assessments")
    command = [sys.executable, "-m", "workshop", "host", path.stem, "--port", "0", *options]
    done = subprocess.run(command, cwd=workspace, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert said in done.stderr


def test_slips_for_this_machine_alone_say_so(workspace: Path) -> None:
    path = create(plan(), workspace / "assessments")
    command = [sys.executable, "-m", "workshop", "host", path.stem, "--codes", "2"]
    done = subprocess.run(command, cwd=workspace, capture_output=True, text=True, check=True)
    assert done.stdout.count("@127.0.0.1") == 2
    assert done.stdout.count("type this line and press Enter") == 2
    assert done.stderr == "Only this machine can join: --bind 0.0.0.0 lets others in.\n"
    command += ["--bind", "192.0.2.7"]
    done = subprocess.run(command, cwd=workspace, capture_output=True, text=True, check=True)
    assert (done.stdout.count("@192.0.2.7"), done.stderr) == (2, "")
