"""Many programs at once: every acknowledged answer is counted once, every change is kept."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.model.build import QUESTIONS, plan
from tests.store.processes import casting, changing, creating
from tests.store.rooms import everything, opened, people
from workshop.errors import WorkshopError
from workshop.model.tally import Tally
from workshop.store.codec import load
from workshop.store.room import Room
from workshop.store.sealing import finish
from workshop.store.sessions import create


def test_every_answer_acknowledged_before_the_close_is_counted_once(tmp_path: Path) -> None:
    path = opened(tmp_path / "assessments")
    told = casting(path, programs=20, ballots=2)
    answers = told["acknowledged"]
    session = load(path)
    assert all(told["refused"])
    assert session.voted == len(answers) >= 40
    for question in QUESTIONS:
        said = Counter(each[question.key] for each in answers.values() if question.key in each)
        expected = Tally(tuple(said[level] for level in range(1, 6)))
        assert session.rounds[0].result(question.attribute.id, question.item) == expected
    assert not [name for name in everything(path.parent) if "ballots" in name or "counting" in name]


def test_a_round_with_too_few_goes_on_though_somebody_keeps_trying_to_close_it(tmp_path: Path) -> None:
    path = opened(tmp_path / "assessments", threshold=900)
    told = casting(path, programs=8, ballots=3, too_few=True)
    assert not any(told["refused"])
    kept = {who: dict(ballot.answers) for who, ballot in Room(path).box.ballots().items()}
    assert kept == told["acknowledged"]
    assert len(kept) == 24
    assert load(path).rounds == ()


def test_changes_of_several_programs_are_all_kept(tmp_path: Path) -> None:
    path = create(plan(), tmp_path)
    changing(path, programs=6, times=8)
    assert {note.id for note in load(path).notes} == {f"p{n}-{turn}" for n in range(6) for turn in range(8)}
    assert set(everything(tmp_path)) == {path.name, path.name + ".bak"}


def test_changes_through_a_link_and_directly_are_all_kept(tmp_path: Path) -> None:
    path = create(plan(), tmp_path / "real")
    (tmp_path / "link").mkdir()
    link = tmp_path / "link" / "session.toml"
    link.symlink_to(path)
    changing(path, programs=6, times=8, link=link)
    assert {note.id for note in load(path).notes} == {f"p{n}-{turn}" for n in range(6) for turn in range(8)}
    assert link.is_symlink()
    assert set(everything(link.parent)) == {link.name}


def test_sessions_of_one_name_made_at_once_get_names_of_their_own(tmp_path: Path) -> None:
    creating(tmp_path, programs=6)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"2026-03-01-north.toml", *(f"2026-03-01-north-{n}.toml" for n in range(2, 7))}
    assert {load(path).title for path in tmp_path.iterdir()} == {f"Title {n}" for n in range(6)}


# The disk is full, or may not be written.

FULL_DISK = """
import resource, sys
from pathlib import Path
from workshop.errors import WorkshopError
from workshop.model.session import Note
from workshop.store.room import Room
from workshop.store.sealing import close_round, finish
from workshop.store.sessions import change

path, act = Path(sys.argv[1]), sys.argv[2]
box = Room(path).box
participant, ballot = min(box.ballots().items())
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
acts = {
    "change": lambda: change(path, lambda session: session.changed(check_in="How are you?")),
    "cast": lambda: box.cast(participant, ballot.commented("vision", "x" * 3000)),
    "join": lambda: Room(path).join(),
    "close": lambda: close_round(path),
}
try:
    acts[act]()
except WorkshopError as error:
    print(error)
"""


@pytest.mark.parametrize("act", ["change", "cast", "join", "close"])
def test_a_full_disk_is_told_and_nothing_is_damaged(tmp_path: Path, act: str) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5)
    before = everything(tmp_path)
    ballots = Room(path).box.ballots()
    command = [sys.executable, "-c", FULL_DISK, str(path), act, "10"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "file too large" in done.stdout.lower()
    assert Room(path).box.ballots() == ballots
    after = everything(tmp_path)
    assert {name.replace("counting", "ballots"): content for name, content in after.items()} == before
    assert load(path).rounds == ()


def test_a_count_the_disk_had_no_room_for_is_finished_later(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5, comments={"vision": "why"})
    command = [sys.executable, "-c", FULL_DISK, str(path), "close", "900"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "it cannot be saved: File too large" in done.stdout, done.stderr
    assert load(path).rounds == ()
    assert finish(path).voted == 5
    assert len(Room(path).pending()) == 5


READ_ONLY = """
import os, sys
from pathlib import Path
from workshop.errors import WorkshopError
from workshop.store import atomic, sealing, room, codec, sessions, toml
import tomli_w
path = Path(sys.argv[1])
if os.geteuid() == 0:
    # The folders above belong to root alone: stay in it, and let go of the privilege.
    os.chdir(path.parent)
    os.seteuid({user})
    path = Path(path.name)
try:
    path.read_bytes()
except OSError:
    print("no way")
    sys.exit()
for act in (
    lambda: sessions.change(path, lambda session: session.changed(title="Lost")),
    lambda: sessions.delete(path),
    lambda: sessions.redate(path, __import__("datetime").date(2027, 1, 1)),
    lambda: sealing.open_round(path),
):
    try:
        act()
    except WorkshopError as error:
        print(error)
    else:
        print("done?!", act)
        sys.exit(1)
"""


def test_a_folder_that_may_not_be_written_is_told_and_nothing_changed(tmp_path: Path) -> None:
    """Without root's privilege to write everywhere, as another user or with that privilege dropped."""
    path = create(plan(), tmp_path)
    before = everything(tmp_path)
    tmp_path.chmod(0o555)
    program = READ_ONLY.format(user=65534)
    try:
        done = subprocess.run(
            [sys.executable, "-c", program, str(path)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        tmp_path.chmod(0o755)
    if "no way" in done.stdout:
        pytest.skip("the checkout cannot be read as another user")
    assert "permission denied" in done.stdout.lower(), done.stdout + done.stderr
    assert everything(tmp_path) == before


def test_a_place_where_no_folder_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorkshopError, match="cannot be made") as raised:
        create(plan(), tmp_path / "file" / "assessments")
    assert "--workspace" in raised.value.hint
