"""What the acceptance tests have people do, and what they look at on the disk afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import tomli

from tests.terminal import Terminal, run
from workshop.model.ballot import Ballot
from workshop.model.instrument import Question
from workshop.model.session import Session
from workshop.store import sealing, sessions
from workshop.store.codec import load
from workshop.store.instruments import find_instrument
from workshop.store.room import Room
from workshop.store.workspace import Workspace

__all__ = [
    "FULL",
    "answered",
    "ballot",
    "ballots",
    "code_on",
    "counted",
    "expected",
    "opened",
    "plan",
    "rate_plainly",
    "start_rating",
    "values",
    "workshop",
]

FULL: Final = "433152 1?2345 551?44 332211 455?12 344321".replace(" ", "")[:30]
"""Thirty keys: an answer to each question of the built-in instrument; 3 of them are not sure."""


def workshop(
    *argv: str, cwd: Path, stdin: str = "", code: int = 0, env: Mapping[str, str] | None = None
) -> str:
    """Run a command that ends with ``code`` and return what it printed."""
    done = run(*argv, cwd=cwd, stdin=stdin, env=env)
    assert done.returncode == code, f"{argv} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def plan(workspace: Path, **fields: Any) -> Path:
    """Plan a session with the built-in questions and return its file; one person alone unless told."""
    given: dict[str, Any] = {"title": "North branch, autumn", "invited": 1, "held_on": date(2026, 11, 23)}
    fields = given | fields
    fields.setdefault("mode", "open" if fields["invited"] == 1 else "confidential")
    session = Session(**fields, instrument=find_instrument(Workspace(workspace)))
    return sessions.create(session, workspace / "assessments")


def opened(workspace: Path, **fields: Any) -> Path:
    """Plan a session of a group, open its round, and return its file."""
    path = plan(workspace, **{"invited": 8, **fields})
    sealing.open_round(path)
    return path


def start_rating(terminal: Terminal) -> None:
    """Go from the welcome to the first question."""
    terminal.wait_for("Enter start")
    terminal.send("\r")
    terminal.wait_for("1 of ")


def code_on(screen: str) -> str:
    """Return the code to come back that a screen or a text shows."""
    found = re.search(r"\b(?:[0-9a-z]{4}-){3}[0-9a-z]\b", screen)
    assert found, f"no code in\n{screen}"
    return found[0]


def rate_plainly(path: Path, answers: str = FULL, *more: str, options: Sequence[str] = ("--as-new",)) -> str:
    """Rate line by line, hand in, leave; ``more`` are lines typed after the answers, before handing in."""
    lines = [*answers, *more, "y", ""]
    stdin = "".join(f"{line}\n" for line in lines)
    return workshop("rate", str(path), "--plain", *options, cwd=path.parent.parent, stdin=stdin)


def ballots(path: Path) -> list[Ballot]:
    """Return the open ballots of a session."""
    return list(Room(path).box.ballots().values())


def ballot(path: Path) -> Ballot:
    """Return the only open ballot of a session."""
    (only,) = ballots(path)
    return only


def values(path: Path) -> dict[str, Any]:
    """Return what a session file holds, as any TOML reader sees it."""
    return tomli.loads(path.read_text(encoding="utf-8"))


def counted(path: Path) -> Mapping[str, Mapping[str, str]]:
    """Return the tallies of round 1 as they stand in the file, by attribute and question."""
    tally: Mapping[str, Mapping[str, str]] = values(path)["rounds"][0]["tally"]
    return tally


def expected(path: Path, people: Iterable[str], needed: int = 0) -> dict[str, dict[str, str]]:
    """Return the tallies that the keys of ``people`` make, counted here and not by the program.

    A question with fewer than ``needed`` levels given is hidden.
    """
    tallies: dict[str, dict[str, str]] = {}
    everybody = list(people)
    for number, question in enumerate(_asked(path)):
        keys = [keys[number] for keys in everybody if number < len(keys)]
        levels = " ".join(str(keys.count(level)) for level in "12345")
        not_sure = sum(keys.count(key) for key in "0?")
        shown = f"{levels} | {not_sure}" if len(keys) - not_sure >= needed else "hidden"
        tallies.setdefault(question.attribute.id, {})[question.item] = shown
    return tallies


def answered(path: Path, keys: str) -> dict[str, int]:
    """Return the answers of a ballot on which ``keys`` were typed from the first question on."""
    return {
        q.key: 0 if key == "?" else int(key) for q, key in zip(islice(_asked(path), 30), keys, strict=False)
    }


def _asked(path: Path) -> tuple[Question, ...]:
    return load(path).asked
