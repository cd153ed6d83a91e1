"""What the shared screen keeps in the room: drafts, an open round after too few, the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.model.build import plan
from tests.store.rooms import everything
from workshop.errors import WorkshopError
from workshop.model.ballot import Ballot
from workshop.model.base import random_id
from workshop.model.poll import FIRST, Poll
from workshop.model.session import Session
from workshop.model.tally import Tally
from workshop.store import door, drafts, facilitating, sealing, sessions
from workshop.store.ballot_box import RoundClosed
from workshop.store.codec import load
from workshop.store.door import Entry, Guest
from workshop.store.drafts import HandsDraft
from workshop.store.room import PendingComment, Room
from workshop.store.seat import take_seat
from workshop.store.toml import dump

VISION, STAFF = "vision.ladder", "staff.ladder"


@pytest.fixture
def path(workspace: Path) -> Path:
    """A confidential session that is led."""
    made = sessions.create(plan(stage="rate"), workspace / "assessments")
    facilitating.claim(made)
    return made


def vote(path: Path, level: int = 3) -> None:
    seat = take_seat(path, as_new=True)
    seat.cast(seat.ballot.answered(VISION, level).changed(handed_in=True))


def test_a_draft_of_hands_comes_back_as_it_was(path: Path) -> None:
    draft = HandsDraft(asks=(VISION, STAFF), tallies={VISION: Tally((0, 1, 2, 0, 0), 4)})
    drafts.keep_hands(path, FIRST, draft)
    assert drafts.begun(path, FIRST) == draft


def test_recorded_hands_leave_no_draft_and_skip_what_was_not_asked(path: Path) -> None:
    tallies = {VISION: Tally((0, 1, 2, 0, 0), 4), STAFF: Tally((0,) * 5)}
    drafts.keep_hands(path, FIRST, HandsDraft(tallies=tallies))
    session = drafts.record_hands(path, FIRST, HandsDraft(tallies=tallies))
    assert session.first is not None
    assert (session.first.voted, session.first.method, session.stage) == (7, "hands", "reveal")
    assert session.first.tally == {"vision": {"ladder": Tally((0, 1, 2, 0, 0), 4)}}
    assert drafts.begun(path, FIRST) is None


def test_hands_are_refused_once_a_ballot_was_cast_and_the_draft_is_kept(path: Path) -> None:
    sealing.open_round(path)
    vote(path)
    draft = HandsDraft(tallies={VISION: Tally((1, 0, 0, 0, 0))})
    drafts.keep_hands(path, FIRST, draft)
    with pytest.raises(WorkshopError, match="ballots were cast"):
        drafts.record_hands(path, FIRST, draft)
    assert drafts.begun(path, FIRST) == draft
    assert load(path).rounds == ()


HANDS = HandsDraft(asks=(STAFF,), tallies={STAFF: Tally((0, 3, 0, 0, 0))})
POLLS = (FIRST, Poll(again="staff"), Poll(exercise="qualities"))


@pytest.mark.parametrize("poll", POLLS)
def test_each_vote_keeps_its_own_draft(path: Path, poll: Poll) -> None:
    """There was one for all: what was half counted was lost with the first hand counted elsewhere."""
    drafts.keep_hands(path, poll, HANDS)
    for other in {*POLLS, Poll(again="vision")} - {poll}:
        assert drafts.begun(path, other) is None
        drafts.keep_hands(path, other, HandsDraft())
    assert drafts.begun(path, poll) == HANDS


@pytest.mark.parametrize("poll", POLLS)
@pytest.mark.parametrize("about", [{"number": 1}, {"number": 2}, {"number": 2, "exercise": "qualities"}])
def test_a_draft_of_the_version_before_is_gone_on_with(path: Path, poll: Poll, about: dict[str, Any]) -> None:
    kept = {"format": 1, **about, "asks": [STAFF], "tallies": {STAFF: "0 3 0 0 0 | 0"}}
    (Room(path).folder / "hands.toml").write_bytes(dump(kept))
    its = POLLS[2 if "exercise" in about else about["number"] - 1]
    assert drafts.begun(path, poll) == (HANDS if poll == its else None)
    assert drafts.begun(path, its) == HANDS
    assert not (Room(path).folder / "hands.toml").exists()


@pytest.mark.parametrize("ends", [sealing.close_round, sealing.destroy_round])
def test_a_draft_goes_with_the_round_whose_ballots_are_counted_or_destroyed(
    path: Path, ends: Callable[[Path], Session]
) -> None:
    drafts.keep_hands(path, FIRST, HANDS)
    sealing.open_round(path, "open")
    vote(path)
    ends(path)
    assert drafts.begun(path, FIRST) is None


def test_hands_are_refused_while_another_round_is_open(path: Path) -> None:
    sealing.open_exercise(path, "qualities")
    with pytest.raises(WorkshopError, match="another round is open"):
        drafts.record_hands(path, FIRST, HANDS)
    assert Room(path).number is not None


def test_a_paper_that_was_cut_short_is_the_same_ballot_again(path: Path) -> None:
    sealing.open_round(path)
    stack, seat = drafts.next_paper(path, drafts.begin_papers(path, 2))
    seat.cast(seat.ballot.answered(VISION, 4))
    kept = drafts.paper_stack(path)
    assert kept == stack
    assert kept is not None
    _, again = drafts.next_paper(path, kept)
    assert again.ticket.participant == seat.ticket.participant
    assert again.ballot.answers == {VISION: 4}


def test_after_the_last_paper_the_stack_is_forgotten(path: Path) -> None:
    sealing.open_round(path)
    stack, first = drafts.next_paper(path, drafts.begin_papers(path, 2))
    after = drafts.paper_typed(path, stack)
    assert after is not None
    stack, second = drafts.next_paper(path, after)
    assert first.ticket.participant != second.ticket.participant
    assert drafts.paper_typed(path, stack) is None
    assert drafts.paper_stack(path) is None


def test_papers_need_an_open_round(path: Path) -> None:
    with pytest.raises(RoundClosed):
        drafts.begin_papers(path, 2)


def test_a_stack_of_another_round_is_not_gone_on_with(path: Path) -> None:
    sealing.open_round(path)
    drafts.begin_papers(path, 2)
    for _ in range(5):
        vote(path)
    sealing.close_round(path)
    sealing.open_again(path, "vision")
    assert drafts.paper_stack(path) is None


def test_beginning_openly_destroys_the_ballots_and_keeps_who_leads(path: Path) -> None:
    sealing.open_round(path)
    began = facilitating.started(path)
    vote(path)
    session = facilitating.begin_openly(path)
    assert (session.mode, session.stage) == ("open", "rate")
    assert Room(path).presence().joined == 0
    assert Room(path).opening().mode == "open"
    assert facilitating.started(path) == began
    assert facilitating.leads(path)


def test_beginning_openly_the_door_stays_as_it_is_and_everybody_joins_again(path: Path) -> None:
    code, (used, unused) = door.join_code(path), door.make_slips(path, 2)
    sealing.open_round(path)
    ticket = door.admit(path, Guest(Entry.SLIP, used))
    vote(path)
    facilitating.begin_openly(path)
    assert door.recognise(path, code) == Guest(Entry.JOIN, "")
    for slip in (used, unused):
        assert door.recognise(path, slip) == Guest(Entry.SLIP, slip)
    assert door.recognise(path, ticket.code) is None
    with pytest.raises(WorkshopError, match="holds no more") as raised:
        door.admit(path, Guest(Entry.RESUME, ticket.code))
    assert "joins again" in raised.value.hint


def test_beginning_openly_leaves_nothing_of_the_ballots_that_were_destroyed(path: Path) -> None:
    door.join_code(path)
    sealing.open_round(path)
    stack, seat = drafts.next_paper(path, drafts.begin_papers(path, 2))
    assert stack.participant
    seat.cast(seat.ballot.changed(comments={"vision": "a secret"}))
    drafts.keep_hands(path, FIRST, HandsDraft(asks=(VISION,)))
    facilitating.begin_openly(path)
    names = {entry.name for entry in Room(path).folder.iterdir()}
    assert names == {
        ".gitignore",
        "before.toml",
        "claim.toml",
        "door.toml",
        "people",
        "room.toml",
        "round-1.ballots",
        "running",
    }
    for name, content in everything(path.parent).items():
        assert stack.participant not in f"{name} {content!r}"
        assert "a secret" not in repr(content)


def test_a_destroyed_first_round_leaves_what_waits_of_a_counted_exercise(path: Path) -> None:
    room = Room(path)
    sealing.open_round(path)
    waiting = [PendingComment(id=random_id(), round=n, attribute="", text="so") for n in (1, 2)]
    room.keep_pending(waiting)
    for n in (1, 2):
        room.keep_voters(n, {random_id(): Ballot(round=n)})
    sealing.destroy_round(path)
    assert room.pending() == (waiting[1],)
    assert room.voters().numbers == {2}


def test_a_seat_taken_before_an_open_round_cannot_answer_in_it(path: Path) -> None:
    """They were promised confidence; the new round does not keep it, so their screens must start again."""
    sealing.open_round(path)
    seat = take_seat(path, as_new=True)
    facilitating.begin_openly(path)
    with pytest.raises(RoundClosed):
        seat.cast(seat.ballot.answered(VISION, 3))
