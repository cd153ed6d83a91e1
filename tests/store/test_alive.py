"""Who leads and who hosts after programs were killed: a stranger under an old number does neither."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.model.build import plan
from workshop.store import facilitating, sealing, sessions
from workshop.store.alive import alive, hold, let_go
from workshop.store.facilitating import Claimed
from workshop.store.hosts import Served, announce, served, withdraw
from workshop.store.room import Room

LEADING = """
import sys
from pathlib import Path
from workshop.store import facilitating
from workshop.store.hosts import Served, announce
path = Path(sys.argv[1])
facilitating.claim(path, take_over=True)
announce(path, Served(process=int(sys.argv[2]), bind="127.0.0.1", port=2222, fingerprint="f", code="c0de"))
print("ready", flush=True)
sys.stdin.read()
facilitating.release(path)
"""


@pytest.fixture
def path(workspace: Path) -> Path:
    made = sessions.create(plan(stage="rate"), workspace / "assessments")
    sealing.open_round(made)
    return made


@contextmanager
def leading(path: Path, process: int = 1_234_567) -> Iterator[subprocess.Popen[str]]:
    """A program that leads, and says that ``process`` is a host; it lets go at the end of its input."""
    command = [sys.executable, "-c", LEADING, str(path), str(process)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
        yield program


def number_of_the_claim(path: Path, process: int) -> None:
    """Have the claim name another process: the number was given away again."""
    claim = Room(path).folder / "claim.toml"
    before = next(line for line in claim.read_text().splitlines() if line.startswith("process"))
    claim.write_text(claim.read_text().replace(before, f"process = {process}"))


def test_a_leader_is_respected_while_it_runs_and_not_once_it_was_killed(path: Path) -> None:
    with leading(path) as program:
        with pytest.raises(Claimed):
            facilitating.claim(path)
        program.kill()
    facilitating.claim(path)
    assert facilitating.leads(path)


def test_a_stranger_under_the_number_of_a_killed_leader_leads_nothing(path: Path) -> None:
    with leading(path) as program:
        program.kill()
    number_of_the_claim(path, os.getppid())
    facilitating.claim(path)


def test_who_was_taken_over_from_leads_again_only_if_it_still_runs(path: Path) -> None:
    facilitating.claim(path)
    with leading(path):
        assert not facilitating.leads(path)
    assert facilitating.leads(path)
    facilitating.release(path)
    with leading(path):
        pass
    assert not facilitating.leads(path)


def test_a_host_is_served_by_as_long_as_it_runs(path: Path) -> None:
    with leading(path) as program:
        assert [host.process for host in served(path)] == [1_234_567]
        program.send_signal(signal.SIGKILL)
    assert served(path) == ()


def test_a_stranger_under_the_number_of_a_killed_host_is_not_stopped(path: Path) -> None:
    with subprocess.Popen(["sleep", "60"]) as stranger:
        try:
            with leading(path, stranger.pid) as program:
                program.kill()
            assert served(path) == ()
        finally:
            stranger.kill()


def test_a_host_of_another_machine_is_none_of_ours(path: Path) -> None:
    host = Served(process=os.getpid(), machine="elsewhere", bind="::", port=1, fingerprint="f", code="c0de")
    announce(path, host)
    assert served(path) == ()
    withdraw(path)


def test_two_who_look_at_once_do_not_take_each_other_for_one_who_runs(tmp_path: Path) -> None:
    hold(tmp_path, 1)
    hold(tmp_path, 1)  # holding it twice is holding it
    assert alive(tmp_path, 1)
    let_go(tmp_path, 1)
    assert not alive(tmp_path, 1)
    (tmp_path / "running" / "1").touch()
    looks = [subprocess.Popen([sys.executable, "-c", LOOKING, str(tmp_path)], text=True) for _ in range(4)]
    assert [look.wait(30) for look in looks] == [0] * 4


LOOKING = """
import sys
from pathlib import Path
from workshop.store.alive import alive
sys.exit(any(alive(Path(sys.argv[1]), 1) for _ in range(5_000)))
"""
