"""An open round: who may come back, what is on the disk, and whose answers stand."""

from __future__ import annotations

import os
import re
import stat
import time
from pathlib import Path

import pytest

from tests.model.build import VISION_LADDER, ballot, plan
from tests.store.rooms import everything, opened, people, run_python, seated, vote
from workshop.errors import WorkshopError
from workshop.model.ballot import Ballot
from workshop.store import ballot_box, ballot_file, codes
from workshop.store.ballot_box import BallotBox, ContinuedElsewhere, RoundClosed
from workshop.store.progress import Lookout
from workshop.store.room import Room
from workshop.store.sealing import close_round, destroy_round, open_again, open_round
from workshop.store.seat import forget, remembered, take_seat
from workshop.store.sessions import change, create


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return opened(tmp_path)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_the_owner_can_look_into_a_room(path: Path) -> None:
    old = os.umask(0)
    try:
        vote(path, 4)
        keeps = {name: mode(path.parent / name) for name in everything(path.parent) if ".room" in name}
    finally:
        os.umask(old)
    room = Room(path).folder
    assert mode(room) == mode(room / "people") == mode(room / "round-1.ballots") == 0o700
    files = {name: bits for name, bits in keeps.items() if "/" in name and not (path.parent / name).is_dir()}
    assert files
    assert {bits for name, bits in files.items() if not name.endswith(".gitignore")} == {0o600}


def test_a_room_is_nothing_for_version_control(path: Path) -> None:
    assert (Room(path).folder / ".gitignore").read_text() == "*\n"


def test_a_code_is_nowhere_on_the_disk(path: Path, home: Path) -> None:
    ticket = vote(path, 4, comments={"vision": "why"})
    vote(path, 3, ticket.code)
    plain = codes.normal(ticket.code)
    for name, content in everything(path.parent).items():
        for spelling in (ticket.code, plain):
            assert spelling not in name
            assert spelling.encode() not in (content or b"")


def test_the_files_of_a_room_tell_nothing_of_the_code_but_its_hash(path: Path) -> None:
    ticket = Room(path).join()
    (person,) = Room(path).people.glob("*.toml")
    assert person.stem == codes.hashed(ticket.code)
    assert ticket.participant not in codes.hashed(ticket.code)
    assert person.read_text() == f'format = 1\nparticipant = "{ticket.participant}"\n'


def test_codes_differ_and_have_65_bits() -> None:
    made = {codes.new_code() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch(r"([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]", code) for code in made)


@pytest.mark.parametrize(
    "typed", ["k7m2-9qxd-4hr0-1", "K7M29QXD4HR01", " k7m2 9qxd 4hro l ", "k7m2–9qxd–4hrO–I"]
)
def test_a_code_may_be_typed_as_it_is_heard(typed: str) -> None:
    assert codes.hashed(typed) == codes.hashed("k7m2-9qxd-4hr0-1")


@pytest.mark.parametrize("typed", ["k7m2-9qxd-4hr0-2", "", "k7m2"])
def test_another_code_is_nobodys(path: Path, typed: str) -> None:
    vote(path, 4)
    assert Room(path).resume(typed) is None


@pytest.mark.parametrize("typed", ["../room", "../../x", "a/b", "\0", "x" * 5000])
def test_a_code_cannot_lead_out_of_its_folder(path: Path, typed: str) -> None:
    assert Room(path).resume(typed) is None


# Turns and revisions.


def test_who_comes_back_finds_the_same_ballot_in_a_new_turn(path: Path) -> None:
    ticket = vote(path, 4)
    room = Room(path)
    assert room.resume(ticket.code) == ticket
    again = room.box.take(ticket.participant)
    assert (again.answers, again.turn) == ({VISION_LADDER: 4}, 2)


def test_an_older_revision_changes_nothing(path: Path) -> None:
    box, ticket, first = seated(path)
    newer, newest = (
        first.answered(VISION_LADDER, 2),
        first.answered(VISION_LADDER, 2).answered(VISION_LADDER, 5),
    )
    box.cast(ticket.participant, newest)
    box.cast(ticket.participant, newer)
    box.cast(ticket.participant, first)
    assert box.ballots()[ticket.participant].answers == {VISION_LADDER: 5}


def test_the_same_revision_twice_is_kept_once(path: Path) -> None:
    box, ticket, first = seated(path)
    box.cast(ticket.participant, first.answered(VISION_LADDER, 2))
    before = everything(path.parent)
    box.cast(ticket.participant, first.answered(VISION_LADDER, 5))
    assert everything(path.parent) == before


def test_the_older_screen_is_told_that_one_continued_elsewhere(path: Path) -> None:
    box, ticket, first = seated(path)
    second = box.take(ticket.participant)
    box.cast(ticket.participant, second.answered(VISION_LADDER, 4))
    stale = first
    for level in (1, 2, 3, 1, 2, 3):
        stale = stale.answered(VISION_LADDER, level)
    with pytest.raises(ContinuedElsewhere, match="continued elsewhere"):
        box.cast(ticket.participant, stale)
    assert box.ballots()[ticket.participant].answers == {VISION_LADDER: 4}


def test_the_older_screen_is_told_so_where_both_files_are_equally_long(path: Path) -> None:
    """What the newer one had saved was overwritten with what the older one knew."""
    box, ticket, _ = seated(path)
    elsewhere = Room(path).box
    first, second = box.take(ticket.participant), elsewhere.take(ticket.participant)
    assert len(ballot_file.line(second)) == len(ballot_file.line(first))
    with pytest.raises(ContinuedElsewhere):
        box.cast(ticket.participant, first.answered(VISION_LADDER, 1))
    elsewhere.cast(ticket.participant, second.answered(VISION_LADDER, 4))
    assert box.ballots()[ticket.participant].answers == {VISION_LADDER: 4}


def test_taking_answers_back_leaves_a_ballot_that_is_not_counted(path: Path) -> None:
    box, ticket, first = seated(path)
    given = (
        first.answered(VISION_LADDER, 4)
        .commented("vision", "mine")
        .changed(group="x", felt={"vision": "same"})
    )
    box.cast(ticket.participant, given)
    empty = box.withdraw(ticket.participant, given)
    assert box.ballots()[ticket.participant] == empty
    assert (dict(empty.answers), dict(empty.comments), dict(empty.felt), empty.group) == ({}, {}, {}, "")
    assert Room(path).presence().to_count == 0
    assert b"mine" not in b"".join(content or b"" for content in everything(path.parent).values())


# Boxes that are not there.


def test_nobody_can_cast_where_no_round_was_opened(tmp_path: Path) -> None:
    path = create(plan(), tmp_path)
    with pytest.raises(RoundClosed):
        _ = Room(path).box
    with pytest.raises(RoundClosed):
        Room(path).join()
    with pytest.raises(RoundClosed):
        BallotBox(Room(path).folder, 1).cast("somebody", ballot(3))
    assert not Room(path).exists


def test_a_cast_after_the_count_is_told_that_the_round_is_closed(path: Path) -> None:
    box, ticket, late = seated(path)
    people(path, [3] * 5)
    close_round(path)
    before = everything(path.parent)
    with pytest.raises(RoundClosed, match="the round is closed"):
        box.cast(ticket.participant, late.answered(VISION_LADDER, 1))
    with pytest.raises(RoundClosed):
        box.take(ticket.participant)
    assert {name for name in everything(path.parent) if not name.endswith(".lock")} == {
        name for name in before if not name.endswith(".lock")
    }
    assert path.read_bytes() == before[path.name]


def test_a_cast_while_a_count_hangs_is_told_so_at_last(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ballot_box, "_PATIENCE", 0.05)
    box, ticket, late = seated(path)
    box.folder.rename(box.counting)
    with pytest.raises(WorkshopError, match="the round is being counted") as raised:
        box.cast(ticket.participant, late.answered(VISION_LADDER, 1))
    assert "tried again" in raised.value.hint


def test_a_ballot_of_a_destroyed_round_does_not_get_into_the_next(path: Path) -> None:
    """People answered in confidence; the next round may be open, and they have not been told."""
    box, ticket, first = seated(path)
    people(path, [3] * 2)
    destroy_round(path)
    change(path, lambda session: session.changed(mode="open"))
    open_round(path)
    with pytest.raises(RoundClosed):
        box.cast(ticket.participant, first.answered(VISION_LADDER, 1))
    assert Room(path).box.ballots() == {}


def test_a_ballot_typed_in_from_paper_needs_no_turn(path: Path) -> None:
    Room(path).box.cast("paper-1", ballot(4, revision=1))
    assert Room(path).presence().to_count == 1


RENAMED_AND_BACK = """
import os, sys, threading
from pathlib import Path
from workshop.store.room import Room

path, participant, moment = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
box = Room(path).box
names = {"the box is opened": [str(box.folder)], "the ballot is opened": [f"{participant}.jsonl"]}
looked_for = [*names[moment], str(box.folder / f"{participant}.jsonl")]
steps = ["away", "back"]

def back():
    if steps == ["back"]:
        steps.pop(0)
        os.rename(box.counting, box.folder)

def rename(event, arguments):
    "Another program begins to count as the ballot is looked for, and gives up before a new one is written."
    if event == "open" and steps == ["away", "back"] and str(arguments[0]) in looked_for:
        steps.pop(0)
        os.rename(box.folder, box.counting)
        threading.Timer(0.1, back).start()
    elif event == "open" and ".tmp~" in str(arguments[0]):
        back()

sys.addaudithook(rename)
ballot = box.take(participant)
print(steps, dict(ballot.answers))
"""


@pytest.mark.parametrize("moment", ["the box is opened", "the ballot is opened"])
def test_a_box_that_is_away_for_a_moment_never_looks_empty(path: Path, moment: str) -> None:
    """A new and empty ballot would else be put in the place of the old one."""
    ticket = vote(path, 4)
    assert run_python(RENAMED_AND_BACK, str(path), ticket.participant, moment) == "[] {'vision.ladder': 4}"
    assert Room(path).box.ballots()[ticket.participant].answers == {VISION_LADDER: 4}


def test_a_ballot_that_cannot_be_read_is_never_overwritten_or_left_out(path: Path) -> None:
    ticket = vote(path, 4)
    people(path, [3] * 6)
    box = Room(path).box
    torn = box.folder / f"{ticket.participant}.jsonl"
    torn.write_bytes(b'{"format":1,"round":')
    with pytest.raises(WorkshopError, match=r"\.jsonl:1: this line is no ballot"):
        box.take(ticket.participant)
    with pytest.raises(WorkshopError, match=ticket.participant):
        close_round(path)
    assert torn.name in {each.name for each in box.counting.iterdir()}


def test_a_line_torn_by_a_crash_was_never_acknowledged_and_nothing_follows_it(path: Path) -> None:
    box, ticket, first = seated(path)
    saved = first.answered(VISION_LADDER, 2)
    box.cast(ticket.participant, saved)
    file = box.folder / f"{ticket.participant}.jsonl"
    with file.open("ab") as torn:
        torn.write(b'{"format":1,"round":1,"answers":{"vis')
    assert Room(path).box.ballots()[ticket.participant] == saved
    more = saved.answered("vision.direction", 5)
    box.cast(ticket.participant, more)
    assert Room(path).box.ballots()[ticket.participant] == more
    assert len(file.read_bytes().splitlines()) == 1


def test_a_torn_temporary_file_in_a_box_is_no_ballot(path: Path) -> None:
    people(path, [3] * 5)
    box = Room(path).box
    (box.folder / ".x.jsonl.1234.tmp~").write_bytes(b"format = 1\nanswers")
    assert len(box.ballots()) == 5
    session = close_round(path)
    assert session.voted == 5
    assert not box.counting.exists()


def test_an_answer_that_cannot_be_saved_is_an_error_to_be_shown(path: Path) -> None:
    box, ticket, first = seated(path)
    lock = Room(path).people / f"{ticket.participant}.lock"
    lock.unlink()
    lock.mkdir()
    with pytest.raises(WorkshopError, match="the answer cannot be saved") as raised:
        box.cast(ticket.participant, first.answered(VISION_LADDER, 1))
    assert "tried again" in raised.value.hint


# What the shared screen shows.


def test_presence_counts_people_and_tells_no_answer(path: Path) -> None:
    people(path, [3, 4], handed_in=True)
    vote(path, 2)
    seated(path)
    Room(path).join()
    presence = Room(path).presence()
    assert (presence.joined, presence.started, presence.handed_in, presence.to_count) == (5, 3, 2, 3)


def test_only_who_takes_part_in_this_round_counts_as_joined(path: Path) -> None:
    tickets = people(path, [3, 4, 3, 2, 5], handed_in=True)
    close_round(path)
    open_again(path, "vision")
    assert Room(path).presence().joined == 0
    vote(path, 4, tickets[0].code, handed_in=True)
    Room(path).box.take(tickets[1].participant)  # over SSH: the same person, back for this round
    vote(path, 4, handed_in=True)  # on a passed keyboard: somebody new
    presence = Room(path).presence()
    assert (presence.joined, presence.handed_in) == (3, 2)


# Seats: what a device remembers.


def test_a_device_remembers_its_code_and_goes_on_at_the_same_question(path: Path, home: Path) -> None:
    seat = take_seat(path)
    seat.cast(seat.ballot.answered(VISION_LADDER, 4).changed(at="staff.ladder"))
    again = take_seat(path)
    assert again.ticket == seat.ticket
    assert (again.ballot.answers, again.ballot.at, again.ballot.turn) == (
        {VISION_LADDER: 4},
        "staff.ladder",
        2,
    )
    (kept,) = list(home.rglob("*.toml"))
    assert mode(kept) == 0o600


def test_somebody_else_on_the_same_device_starts_anew(path: Path) -> None:
    first = take_seat(path)
    assert take_seat(path, as_new=True).ticket.participant != first.ticket.participant
    forget(path)
    assert remembered(path) == ""


def test_a_code_from_another_device_continues_there(path: Path) -> None:
    ticket = vote(path, 5)
    assert take_seat(path, ticket.code.upper()).ballot.answers == {VISION_LADDER: 5}


def test_a_code_nobody_has_is_refused_and_makes_no_ballot(path: Path) -> None:
    with pytest.raises(WorkshopError, match="nobody in this round has that code"):
        take_seat(path, "k7m2-9qxd-4hr0-1")
    assert Room(path).presence().joined == 0


def test_a_remembered_code_of_another_round_is_of_no_use(path: Path) -> None:
    first = take_seat(path)
    destroy_round(path)
    open_round(path)
    second = take_seat(path)
    assert second.ticket.code != first.ticket.code
    assert second.ballot == Ballot(round=1, turn=1, revision=1)


def test_a_link_to_a_session_leads_to_the_same_room(path: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.toml"
    link.symlink_to(path)
    vote(link, 4)
    assert Room(path).presence().to_count == 1
    assert {each.name for each in link.parent.iterdir()} == {"link.toml"}


def test_a_look_at_the_ballots_reads_what_changed_and_no_answer(path: Path) -> None:
    open_round(path)
    seats = [take_seat(path, as_new=True, remember=False) for _ in range(3)]
    box = Room(path).box
    first = box.standings({})
    assert {seat.ticket.participant for seat in seats} == first.keys()
    assert {(one.handed_in, one.turn) for one in first.values()} == {(False, 1)}
    one, other, third = (seat.ticket.participant for seat in seats)
    box.cast(one, seats[0].ballot.answered(seats[0].questions[0].key, 4).changed(handed_in=True))
    (box.folder / f"{other}.jsonl").write_text('{"turn": "x", "answers": 7}\n')
    (box.folder / f"{third}.jsonl").unlink()
    now = box.standings(first)
    assert now.keys() == {one, other}
    assert (now[one].handed_in, now[one].turn) == (True, 1)
    assert (now[other].handed_in, now[other].turn) == (False, 0)
    again = box.standings(now)
    assert all(again[participant] is now[participant] for participant in (one, other))


def settle(folder: Path) -> None:
    """Let ``folder`` look as if it had last changed a minute ago."""
    at = folder.stat().st_mtime_ns - 60_000_000_000
    os.utime(folder, ns=(at, at))


def test_ballots_are_looked_at_again_when_somebody_hands_in_or_comes_back_not_for_an_answer(
    path: Path,
) -> None:
    open_round(path)
    seat = take_seat(path, as_new=True, remember=False)
    who, box, lookout = seat.ticket.participant, seat.box, Lookout(path)
    settle(box.folder)
    assert lookout.look().turns == {who: 1}

    ballot = seat.ballot.answered(seat.questions[0].key, 4)
    box.cast(who, ballot)
    file = box.folder / f"{who}.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"turn":1', b'"turn":8'))  # were it read, this would be seen
    time.sleep(0.1)
    assert seen(lookout) == {who: (1, False)}
    file.write_bytes(file.read_bytes().replace(b'"turn":8', b'"turn":1'))

    for step in (
        lambda: box.cast(who, ballot.changed(handed_in=True)),
        lambda: box.cast(who, kept(box, who).changed(handed_in=False)),
        lambda: box.take(who),
        lambda: box.cast(who, kept(box, who).changed(handed_in=True)),
        lambda: box.withdraw(who, kept(box, who)),
    ):
        settle(box.folder)
        seen(lookout)
        step()
        now = kept(box, who)
        until = time.monotonic() + 5  # looks follow each other with pauses
        while seen(lookout) != {who: (now.turn, now.handed_in)}:
            assert time.monotonic() < until, (now, seen(lookout))
            time.sleep(0.01)


def test_a_round_opened_anew_under_the_same_number_is_seen_as_another(path: Path) -> None:
    """Its folder may well get the inode of the one before."""
    lookout = Lookout(path)
    before = lookout.look()
    destroy_round(path)
    open_round(path)
    after = lookout.look()
    assert after.number == before.number
    assert after.opened != before.opened


def kept(box: BallotBox, who: str) -> Ballot:
    return box.ballots()[who]


def seen(lookout: Lookout) -> dict[str, tuple[int, bool]]:
    """What a look sees of the one who is in."""
    progress = lookout.look()
    return {who: (turn, progress.handed_in == 1) for who, turn in progress.turns.items()}
