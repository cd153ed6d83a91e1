"""What the shared screen keeps in the room: drafts, an open round after too few, the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.model.build import plan
from workshop.errors import WorkshopError
from workshop.model.tally import Tally
from workshop.store import drafts, facilitating, sealing, sessions
from workshop.store.ballot_box import RoundClosed
from workshop.store.codec import load
from workshop.store.drafts import HandsDraft
from workshop.store.room import Room
from workshop.store.seat import take_seat

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
    drafts.keep_hands(path, draft)
    assert drafts.hands_draft(path) == draft


def test_recorded_hands_leave_no_draft_and_skip_what_was_not_asked(path: Path) -> None:
    tallies = {VISION: Tally((0, 1, 2, 0, 0), 4), STAFF: Tally((0,) * 5)}
    drafts.keep_hands(path, HandsDraft(tallies=tallies))
    session = drafts.record_hands(path, HandsDraft(tallies=tallies))
    assert session.first is not None
    assert (session.first.voted, session.first.method, session.stage) == (7, "hands", "reveal")
    assert session.first.tally == {"vision": {"ladder": Tally((0, 1, 2, 0, 0), 4)}}
    assert drafts.hands_draft(path) is None


def test_hands_are_refused_once_a_ballot_was_cast_and_the_draft_is_kept(path: Path) -> None:
    sealing.open_round(path)
    vote(path)
    draft = HandsDraft(tallies={VISION: Tally((1, 0, 0, 0, 0))})
    drafts.keep_hands(path, draft)
    with pytest.raises(WorkshopError, match="ballots were cast"):
        drafts.record_hands(path, draft)
    assert drafts.hands_draft(path) == draft
    assert load(path).rounds == ()


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


def test_a_seat_taken_before_an_open_round_cannot_answer_in_it(path: Path) -> None:
    """They were promised confidence; the new round does not keep it, so their screens must start again."""
    sealing.open_round(path)
    seat = take_seat(path, as_new=True)
    facilitating.begin_openly(path)
    with pytest.raises(RoundClosed):
        seat.cast(seat.ballot.answered(VISION, 3))
