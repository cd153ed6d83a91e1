"""What `workshop host` says to those who want to come in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.samples import SAMPLES


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
