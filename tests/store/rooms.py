"""Open rounds with people in them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.model.build import VISION_LADDER, plan
from workshop.model.ballot import Ballot
from workshop.store.ballot_box import BallotBox
from workshop.store.room import Room, Ticket
from workshop.store.sealing import open_round
from workshop.store.sessions import create

__all__ = ["everything", "opened", "people", "run_python", "seated", "vote"]


def opened(folder: Path, **fields: Any) -> Path:
    """A session file in ``folder`` with round 1 open."""
    path = create(plan(**fields), folder)
    open_round(path)
    return path


def vote(path: Path, answers: Mapping[str, int] | int, code: str | None = None, **fields: Any) -> Ticket:
    """One participant comes, or comes back, and answers; a bare number answers the ladder of vision."""
    room = Room(path)
    ticket = room.join() if code is None else room.resume(code)
    assert ticket
    ballot = room.box.take(ticket.participant)
    given = {VISION_LADDER: answers} if isinstance(answers, int) else answers
    room.box.cast(ticket.participant, ballot.changed(answers=given, **fields))
    return ticket


def people(path: Path, levels: Iterable[int], **fields: Any) -> list[Ticket]:
    """One participant for each answer to the ladder of vision."""
    return [vote(path, level, **fields) for level in levels]


def seated(path: Path) -> tuple[BallotBox, Ticket, Ballot]:
    """One participant who sits down."""
    room = Room(path)
    ticket = room.join()
    return room.box, ticket, room.box.take(ticket.participant)


def everything(folder: Path) -> dict[str, bytes | None]:
    """What is in a folder: names, and the bytes of the files."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def run_python(program: str, *arguments: str) -> str:
    """Run ``program`` in a Python of its own and return what it printed."""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
