"""Programs for the tests to run: many at once, or one that is killed at every step it takes.

Run as ``python -m tests.store.processes NAME …``. They fork; a test run with threads of its own may not.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final, NoReturn

import tomli_w

from tests.model.build import QUESTIONS, VISION_LADDER, plan
from workshop.model.session import Note, Session
from workshop.store import reviewing
from workshop.store.ballot_box import RoundClosed
from workshop.store.room import PendingComment, Room
from workshop.store.sealing import (
    TooFew,
    close_round,
    close_session,
    destroy_round,
    open_again,
    open_round,
)
from workshop.store.sessions import change, create, delete, redate, rename

__all__ = ["OPERATIONS", "casting", "changing", "creating", "killed_at_every_step", "session_in"]

assert tomli_w  # loaded before any step is counted

ROOT: Final = Path(__file__).parents[2]


def session_in(folder: Path) -> Path:
    """The only session file in ``folder``."""
    (path,) = folder.glob("[!.]*.toml")
    return path


# One program that is killed at every step.


def _cast(path: Path) -> None:
    box = Room(path).box
    participant, ballot = min(box.ballots().items())
    box.cast(participant, ballot.answered(VISION_LADDER, 5))


def _take(path: Path) -> None:
    box = Room(path).box
    box.take(min(box.ballots()))


def _first_comment(path: Path) -> PendingComment:
    return min(Room(path).pending(), key=lambda comment: comment.id)


OPERATIONS: Final[dict[str, Callable[[Path], object]]] = {
    "open": open_round,
    "open again": lambda path: open_again(path, "vision"),
    "join": lambda path: Room(path).join(),
    "take": _take,
    "cast": _cast,
    "close": close_round,
    "destroy": destroy_round,
    "end": lambda path: close_session(path, give_up_comments=True),
    "keep": lambda path: reviewing.keep(path, _first_comment(path)),
    "set aside": lambda path: reviewing.set_aside(path, _first_comment(path), "aimed at a person"),
    "change": lambda path: change(path, lambda session: session.changed(check_in="How are you?")),
    "rename": lambda path: rename(path, "Another title"),
    "redate": lambda path: redate(path, date(2026, 4, 2)),
    "delete": delete,
}

_STEPS: Final = {
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
}


def killed_at_every_step(operation: str, template: Path, work: Path) -> list[Path]:
    """Run ``operation`` on copies of ``template``, each killed one step later; return the copies.

    The last one ran undisturbed. Steps are what changes the file system, and each wait for the disk: there,
    of what was written to the file that waits only half is left.
    """
    steps = int(_run("steps", operation, str(template), str(work)))
    return [work / str(step) for step in range(1, steps + 2)]


def _steps(operation: str, template: str, work: str) -> None:
    for step in count(1):
        folder = Path(work) / str(step)
        shutil.copytree(template, folder)
        child = os.fork()
        if not child:
            _die_at(step, folder)
            OPERATIONS[operation](session_in(folder))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            assert os.WEXITSTATUS(status) == 0, f"{operation} failed at step {step}"
            sys.stdout.write(str(step - 1))
            return


def _die_at(last: int, folder: Path) -> None:
    done = count(1)
    whole = {found.st_ino: found.st_size for file in folder.rglob("*") if (found := file.stat())}

    def step(descriptor: int | None = None) -> None:
        if next(done) == last:
            if descriptor is not None and (found := os.fstat(descriptor)).st_size:
                before = whole.get(found.st_ino, 0)
                with suppress(OSError):  # a folder cannot be torn
                    os.truncate(descriptor, before + (found.st_size - before) // 2)
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        writes = (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if event in _STEPS or writes:
            step()

    wait_for_disk = os.fsync

    def fsync(fd: Any) -> None:
        step(fd)
        wait_for_disk(fd)

    os.fsync = fsync
    sys.addaudithook(hook)


# Many programs at once.


def casting(path: Path, programs: int, ballots: int, *, too_few: bool = False) -> dict[str, Any]:
    """Let ``programs`` cast at once while one more closes the round; return what each was told.

    They go on until they are refused; the round is closed when each cast ``ballots``. When there are
    ``too_few`` in any case, closing is tried all the time, and each stops after ``ballots``.
    """
    told = json.loads(_run("casting", str(path), str(programs), str(ballots), str(int(too_few))))
    assert isinstance(told, dict)
    return told


def _casting(path: str, programs: str, ballots: str, too_few: str) -> None:
    session, enough, forever = Path(path), int(ballots), too_few == "0"
    folder = session.parent.parent
    logs = [folder / f"told-{number}" for number in range(int(programs))]

    def cast(log: Path, number: int) -> None:
        acknowledged: dict[str, dict[str, int]] = {}
        refused = False
        while not refused and (forever or len(acknowledged) < enough):
            try:
                _cast_one(session, acknowledged, number)
            except RoundClosed:
                refused = True
            log.with_suffix(".count").write_text(str(len(acknowledged)))
        log.write_text(json.dumps({"acknowledged": acknowledged, "refused": refused}))

    def close() -> None:
        counts = [log.with_suffix(".count") for log in logs]
        if forever:
            while not all(each.exists() and int(each.read_text() or 0) >= enough for each in counts):
                time.sleep(0.01)
            close_round(session)
            return
        while not all(log.exists() for log in logs):
            with suppress(TooFew):
                close_round(session)

    _at_once([*(partial(cast, log, number) for number, log in enumerate(logs)), close])
    told = [json.loads(log.read_text()) for log in logs]
    every = {who: answers for each in told for who, answers in each["acknowledged"].items()}
    json.dump({"acknowledged": every, "refused": [each["refused"] for each in told]}, sys.stdout)


def _cast_one(session: Path, acknowledged: dict[str, dict[str, int]], number: int) -> None:
    """Join and answer every question; what was acknowledged is noted at once."""
    room = Room(session)
    ticket = room.join()
    box = room.box
    ballot = box.take(ticket.participant)
    for place, question in enumerate(QUESTIONS):
        level = 1 + (number + place + len(acknowledged)) % 5
        ballot = ballot.answered(question.key, level)
        box.cast(ticket.participant, ballot)
        acknowledged.setdefault(ticket.participant, {})[question.key] = level


def changing(path: Path, programs: int, times: int, link: Path | None = None) -> None:
    """Let ``programs`` add ``times`` notes each to one session, every second one through ``link``."""
    _run("changing", str(path), str(programs), str(times), str(link or path))


def _changing(path: str, programs: str, times: str, link: str) -> None:
    def add(number: int) -> None:
        for turn in range(int(times)):
            note = Note(id=f"p{number}-{turn}", text="so")
            change(Path(link if number % 2 else path), partial(_with_note, note))

    _at_once([partial(add, number) for number in range(int(programs))])


def _with_note(note: Note, session: Session) -> Session:
    return session.changed(notes=(*session.notes, note))


def creating(folder: Path, programs: int) -> None:
    """Let ``programs`` create a session of the same name in ``folder``."""
    _run("creating", str(folder), str(programs))


def _creating(folder: str, programs: str) -> None:
    _at_once([partial(create, plan(title=f"Title {n}"), Path(folder)) for n in range(int(programs))])


def _at_once(acts: list[Callable[[], object]]) -> None:
    """Do each in a process of its own, all starting together; fail when one of them does."""
    gate, go = os.pipe()
    children = [_child(act, gate, go) for act in acts]
    os.close(gate)
    os.close(go)
    failed = [child for child in children if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])]
    assert not failed, f"{len(failed)} of {len(acts)} processes failed"


def _child(act: Callable[[], object], gate: int, go: int) -> int:
    """Start a process that does ``act`` once the gate is opened; return its number."""
    child = os.fork()
    if not child:
        os.close(go)
        os.read(gate, 1)  # returns when the parent lets go of the other end
        _leave(act)
    return child


def _leave(act: Callable[[], object]) -> NoReturn:
    try:
        act()
        os._exit(0)
    finally:
        sys.excepthook(*sys.exc_info())
        os._exit(1)


def _run(name: str, *arguments: str) -> str:
    command = [sys.executable, "-B", "-m", "tests.store.processes", name, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def main() -> None:
    """Run the program named by the first argument."""
    name, *arguments = sys.argv[1:]
    programs: dict[str, Callable[..., None]] = {
        "steps": _steps,
        "casting": _casting,
        "changing": _changing,
        "creating": _creating,
    }
    programs[name](*arguments)


if __name__ == "__main__":
    main()
