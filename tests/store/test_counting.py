"""Closing a round: what is counted, under which rules, and what is left of it."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.model.build import INSTRUMENT, VISION_LADDER, ballot, plan
from tests.store.rooms import everything, opened, people, seated, vote
from workshop.errors import WorkshopError
from workshop.model.session import Grouping, Method, Round, Session
from workshop.model.tally import HIDDEN, Band, Result, Shape, Tally
from workshop.store.ballot_box import RoundClosed
from workshop.store.codec import load
from workshop.store.facilitating import take_up
from workshop.store.lock import changing, inside
from workshop.store.room import Room
from workshop.store.sealing import (
    TooFew,
    close_round,
    close_session,
    destroy_round,
    finish,
    open_again,
    open_round,
    warnings,
)
from workshop.store.sessions import change, create


def result(session: Session, number: int = 1) -> Result | None:
    return next(counted for counted in session.rounds if counted.number == number).result("vision")


def texts(folder: Path) -> bytes:
    return b"".join(content or b"" for content in everything(folder).values())


def test_a_round_is_counted_and_its_ballots_are_gone(tmp_path: Path) -> None:
    path = opened(tmp_path)
    tickets = people(path, [2, 3, 3, 4, 5, 0])
    session = close_round(path)
    assert load(path) == session
    assert (session.stage, session.voted, result(session)) == ("reveal", 6, Tally((0, 1, 2, 1, 1), 1))
    names = "".join(everything(tmp_path))
    assert "ballots" not in names
    assert "counting" not in names
    assert not any(ticket.participant.encode() in path.read_bytes() for ticket in tickets)


def test_who_did_not_finish_counts_with_what_is_answered(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5, handed_in=True)
    vote(path, {"staff.ladder": 2})
    seated(path)
    session = close_round(path)
    assert session.voted == 6
    assert result(session) == Tally((0, 0, 5, 0, 0))


def test_opening_what_is_open_changes_nothing(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 3)
    before = everything(tmp_path)
    open_round(path)
    assert everything(tmp_path) == before


def test_a_counted_round_is_never_opened_again(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5)
    close_round(path)
    before = everything(tmp_path)
    with pytest.raises(WorkshopError, match="round 1 of this session is counted"):
        open_round(path)
    with pytest.raises(RoundClosed):
        close_round(path)
    assert everything(tmp_path) == before


def test_an_answer_on_its_way_when_the_box_is_closed_is_counted(tmp_path: Path) -> None:
    """A rename does not stop a cast whose path was looked up already: it arrives in the renamed box."""
    path = opened(tmp_path)
    people(path, [3] * 5)
    box = Room(path).box
    with ThreadPoolExecutor() as closer:
        with inside(box.folder):
            closing = closer.submit(close_round, path)
            while not box.counting.is_dir():
                time.sleep(0.001)
            time.sleep(0.1)
            first = min(box.counting.glob("*.jsonl"))
            (box.counting / "late.jsonl").write_bytes(first.read_bytes())
        assert closing.result().voted == 6


# Rule 1: the stricter of file and room; no other instrument.


def test_a_threshold_that_fell_meanwhile_does_not_count(tmp_path: Path) -> None:
    path = opened(tmp_path, threshold=5)
    people(path, [3] * 4)
    change(path, lambda session: session.changed(threshold=3))
    with pytest.raises(TooFew, match="4 voted, 5 are needed"):
        close_round(path)


def test_a_threshold_that_rose_meanwhile_counts(tmp_path: Path) -> None:
    path = opened(tmp_path, threshold=3)
    people(path, [3] * 4)
    change(path, lambda session: session.changed(threshold=5))
    with pytest.raises(TooFew, match="4 voted, 5 are needed"):
        close_round(path)


def test_a_session_made_open_meanwhile_is_still_counted_in_confidence(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5)
    people(path, [0] * 2)
    vote(path, {"staff.ladder": 1})
    change(path, lambda session: session.changed(mode="open"))
    session = close_round(path)
    assert result(session) == Tally((0, 0, 5, 0, 0), 2)
    assert session.rounds[0].result("staff") is HIDDEN


def test_a_changed_instrument_is_refused_and_no_ballot_lost(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5)
    other = INSTRUMENT.model_copy(update={"stem": "How often, really?"})
    change(path, lambda session: session.changed(instrument=other))
    before = everything(tmp_path)
    with pytest.raises(WorkshopError, match="the instrument was changed") as raised:
        close_round(path)
    assert "Put the instrument back" in raised.value.hint
    assert everything(tmp_path) == before
    change(path, lambda session: session.changed(instrument=INSTRUMENT))
    assert close_round(path).voted == 5


def test_a_count_cut_short_is_not_finished_over_a_changed_instrument(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5)
    Room(path).box.seal()
    other = INSTRUMENT.model_copy(update={"stem": "How often, really?"})
    change(path, lambda session: session.changed(instrument=other))
    with pytest.raises(WorkshopError, match="the instrument was changed"):
        finish(path)
    assert load(path).rounds == ()
    change(path, lambda session: session.changed(instrument=INSTRUMENT))
    assert finish(path).voted == 5


def test_a_depth_changed_meanwhile_asks_nothing_else(tmp_path: Path) -> None:
    path = opened(tmp_path, depth="quick")
    people(path, [3] * 5)
    change(path, lambda session: session.changed(depth="full"))
    session = close_round(path)
    assert set(session.rounds[0].tally["vision"]) == {"ladder"}


# Rules 2 to 4 in the file.


def test_the_file_never_holds_what_may_not_be_shown(tmp_path: Path) -> None:
    groups = Grouping(name="Site", groups=("north", "south"))
    path = opened(tmp_path, grouping=groups)
    people(path, [2, 3, 4, 5] * 2, group="north")
    people(path, [4] * 4 + [0] * 4, group="south")
    vote(path, {"staff.ladder": 1}, group="south")
    session = close_round(path)
    assert session.rounds[0].result("staff") is HIDDEN
    assert b'ladder = "hidden"' in path.read_bytes()
    assert b"1 0 0 0 0" not in path.read_bytes()
    assert {name: group["vision"]["ladder"] for name, group in session.rounds[0].groups.items()} == {
        "north": HIDDEN,
        "south": HIDDEN,
    }


# Rule 7: one release.


def test_a_late_cast_never_changes_the_file(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5)
    box, ticket, late = seated(path)
    box.cast(ticket.participant, late.answered(VISION_LADDER, 5))
    close_round(path)
    released = path.read_bytes()
    for level in range(1, 6):
        late = late.answered(VISION_LADDER, level)
        with pytest.raises(RoundClosed):
            box.cast(ticket.participant, late)
    with pytest.raises(RoundClosed):
        Room(path).join()
    assert finish(path).voted == 6
    assert path.read_bytes() == released


# Rule 8: a re-vote by nearly the same people.


def revoted(path: Path, tickets: list[str], levels: list[int], newcomers: int = 0) -> Result | None:
    open_again(path, "vision")
    for code, level in zip(tickets, levels, strict=False):
        vote(path, level, code)
    people(path, [5] * newcomers)
    return result(close_round(path), 2)


@pytest.mark.parametrize(
    ("stay", "join", "bands"),
    [(10, 0, False), (9, 0, True), (10, 1, True), (8, 2, True), (5, 0, False), (10, 5, False)],
)
def test_a_revote_by_nearly_the_same_people_shows_bands(
    tmp_path: Path, stay: int, join: int, *, bands: bool
) -> None:
    path = opened(tmp_path)
    codes = [ticket.code for ticket in people(path, [1, 2, 3, 4, 5] * 2)]
    close_round(path)
    kept = revoted(path, codes[:stay], [2, 3] * 5, join)
    assert isinstance(kept, Band if bands else Tally)


@pytest.mark.parametrize(("others", "bands"), [(0, False), (1, True), (5, False)])
def test_a_revote_by_one_group_and_a_few_more_shows_bands(
    tmp_path: Path, others: int, *, bands: bool
) -> None:
    """What the desk chose is shown: the few who vote again with it could be told from the difference."""
    path = opened(tmp_path, grouping=Grouping(name="Role", groups=("desk", "back office")))
    desk = people(path, [1, 2, 3, 4, 5] * 2, group="desk")
    back = people(path, [2, 3, 4, 5, 5] * 2, group="back office")
    assert set(close_round(path).rounds[0].groups) == {"desk", "back office"}
    again = [ticket.code for ticket in (*desk, *back[:others])]
    kept = revoted(path, again, [1, 2, 3, 4, 5] * 3)
    assert isinstance(kept, Band if bands else Tally)


def test_a_revote_after_the_room_was_closed_shows_bands(tmp_path: Path) -> None:
    """Who voted before is not known any more: it may have been nearly the same people."""
    path = opened(tmp_path)
    people(path, [1, 2, 3, 4, 5] * 2)
    close_round(path)
    close_session(path)
    take_up(path)
    assert revoted(path, [], [], newcomers=9) == Band((5, 5), Shape.TOGETHER)


def test_a_revote_after_a_show_of_hands_has_nobody_to_protect(tmp_path: Path) -> None:
    hands: Method = "hands"
    shown = Round(number=1, method=hands, voted=9, tally={"vision": {"ladder": Tally((0, 0, 9, 0, 0))}})
    path = create(plan(rounds=(shown,)), tmp_path)
    assert revoted(path, [], [], newcomers=9) == Tally((0, 0, 0, 0, 9))


def test_an_open_revote_shows_every_answer(tmp_path: Path) -> None:
    path = opened(tmp_path, mode="open")
    codes = [ticket.code for ticket in people(path, [1, 2, 3])]
    close_round(path)
    assert revoted(path, codes[:2], [2, 3]) == Tally((0, 1, 1, 0, 0))


def test_who_voted_is_never_in_the_session_file(tmp_path: Path) -> None:
    path = opened(tmp_path)
    tickets = people(path, [3] * 6)
    close_round(path)
    assert Room(path).voters().of(1) == {ticket.participant for ticket in tickets}
    close_session(path)
    assert not any(ticket.participant.encode() in texts(tmp_path) for ticket in tickets)


# Rule 9: comments.


def commented(path: Path, count: int) -> None:
    for n in range(count):
        vote(path, 3, comments={"vision": f"comment {n} on vision", "staff": f"comment {n} on staff"})


def test_comments_wait_in_the_room_apart_from_ballots(tmp_path: Path) -> None:
    path = opened(tmp_path)
    commented(path, 5)
    close_round(path)
    assert b"comment" not in path.read_bytes()
    waiting = Room(path).pending()
    assert Counter(comment.attribute for comment in waiting) == {"vision": 5, "staff": 5}
    assert {comment.text for comment in waiting} >= {"comment 4 on staff", "comment 0 on vision"}
    kept = (Room(path).folder / "comments.toml").read_text()
    voters = Room(path).voters().of(1)
    assert voters
    assert not any(participant in kept for participant in voters)


def test_comments_stand_in_no_order_that_tells_who_wrote_which(tmp_path: Path) -> None:
    path = opened(tmp_path)
    commented(path, 8)
    by_ballot = [text for one in Room(path).box.ballots().values() for text in one.comments.values()]
    close_round(path)
    waiting = [comment.text for comment in Room(path).pending()]
    assert sorted(waiting) == sorted(by_ballot)
    assert waiting != by_ballot


def test_comments_are_not_there_before_the_count_nor_without_one(tmp_path: Path) -> None:
    path = opened(tmp_path)
    commented(path, 4)
    assert Room(path).pending() == ()
    with pytest.raises(TooFew):
        close_round(path)
    assert Room(path).pending() == ()


def test_a_count_that_came_to_nothing_leaves_no_comment_behind(tmp_path: Path) -> None:
    """Killed before it was saved, and now under a threshold that was raised: comments wait for the close."""
    path = opened(tmp_path)
    commented(path, 5)
    room = Room(path)
    box = room.box
    close_round(path)
    waiting = room.pending()
    before_saving = path.with_name(path.name + ".bak").read_bytes()
    path.write_bytes(before_saving)
    box.folder.mkdir()
    box.folder.rename(box.counting)
    change(path, lambda session: session.changed(threshold=9))
    assert waiting
    finish(path)
    assert room.pending() == ()
    assert box.folder.is_dir()


def test_the_session_is_not_closed_over_comments_nobody_reviewed(tmp_path: Path) -> None:
    path = opened(tmp_path)
    commented(path, 5)
    close_round(path)
    with pytest.raises(WorkshopError, match="10 comments wait for review"):
        close_session(path)
    close_session(path, give_up_comments=True)
    assert b"comment" not in texts(tmp_path)


def test_who_rates_alone_keeps_the_own_comment(tmp_path: Path) -> None:
    path = opened(tmp_path, mode="open", invited=1)
    vote(path, 3, comments={"vision": "mine"})
    session = close_round(path)
    assert [comment.text for comment in session.comments] == ["mine"]
    assert Room(path).pending() == ()


# Rule 10: too few, destroying, open mode.


@pytest.mark.parametrize(
    ("votes", "have"), [(0, "nobody has voted"), (1, "one person voted"), (4, "4 voted")]
)
def test_fewer_than_k_are_not_counted_and_no_ballot_is_lost(tmp_path: Path, votes: int, have: str) -> None:
    path = opened(tmp_path)
    tickets = people(path, [3] * votes)
    before = everything(tmp_path)
    with pytest.raises(TooFew, match=f"{have}, 5 are needed in this confidential session") as raised:
        close_round(path)
    assert "destroy" in raised.value.hint
    assert everything(tmp_path) == before
    people(path, [4] * (5 - votes))
    for ticket in tickets:
        vote(path, 2, ticket.code)
    assert result(close_round(path)) == Tally((0, votes, 0, 5 - votes, 0))


def test_an_open_round_without_any_vote_says_so(tmp_path: Path) -> None:
    path = opened(tmp_path, mode="open")
    with pytest.raises(TooFew) as raised:
        close_round(path)
    assert "nobody has voted" in raised.value.message
    assert "confidential" not in str(raised.value)


def test_an_open_round_is_counted_from_one_vote_on(tmp_path: Path) -> None:
    path = opened(tmp_path, mode="open")
    vote(path, 4)
    assert result(close_round(path)) == Tally((0, 0, 0, 1, 0))


def test_destroyed_ballots_are_gone_and_an_open_round_may_follow(tmp_path: Path) -> None:
    path = opened(tmp_path)
    tickets = people(path, [3] * 4)
    session = destroy_round(path)
    assert (session.stage, session.rounds) == ("welcome", ())
    assert not Room(path).exists
    assert not any(ticket.participant.encode() in texts(tmp_path) for ticket in tickets)
    change(path, lambda session: session.changed(mode="open"))
    open_round(path)
    vote(path, 5)
    assert result(close_round(path)) == Tally((0, 0, 0, 0, 1))


def test_nothing_open_is_nothing_to_destroy(tmp_path: Path) -> None:
    path = create(plan(), tmp_path)
    with pytest.raises(RoundClosed):
        destroy_round(path)


def test_destroying_after_a_crash_while_counting_destroys(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 6)
    box = Room(path).box
    box.folder.rename(box.counting)
    destroy_round(path)
    assert "round-1" not in "".join(everything(tmp_path))
    assert load(path).rounds == ()


def test_a_round_counted_before_a_crash_cannot_be_destroyed(tmp_path: Path) -> None:
    path = opened(tmp_path)
    commented(path, 6)
    box = Room(path).box
    close_round(path)
    box.counting.mkdir()
    with pytest.raises(RoundClosed):
        destroy_round(path)
    assert load(path).voted == 6
    assert len(Room(path).pending()) == 12


# Rule 11: warnings.


@pytest.mark.parametrize(
    ("present", "invited", "voted", "said"),
    [
        (None, None, 50, ()),
        (8, 12, 8, ()),
        (8, 12, 9, ("There are 9 ballots, but 8 people are present.",)),
        (1, None, 2, ("There are 2 ballots, but 1 person is present.",)),
        (
            *(8, 12, 13),
            (
                "There are 13 ballots, but 8 people are present.",
                "There are 13 ballots, but 12 people are invited.",
            ),
        ),
    ],
)
def test_more_ballots_than_people_are_said(
    present: int | None, invited: int | None, voted: int, said: tuple[str, ...]
) -> None:
    assert warnings(plan(present=present, invited=invited), voted) == said


# Closing the session.


def test_closing_the_session_removes_the_room_and_all_codes(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5)
    close_round(path)
    session = close_session(path)
    assert session.stage == "close"
    assert set(everything(tmp_path)) == {path.name, path.name + ".bak"}


def test_a_session_with_an_open_round_is_not_closed(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5)
    before = everything(tmp_path)
    with pytest.raises(WorkshopError, match="the round is still open"):
        close_session(path)
    assert everything(tmp_path) == before


def test_going_to_the_last_stage_takes_nothing_away(tmp_path: Path) -> None:
    """Stages can be skipped and gone back to; nothing typed is ever lost by moving."""
    path = opened(tmp_path)
    commented(path, 6)
    change(path, lambda session: session.changed(stage="close"))
    finish(path)
    assert len(Room(path).box.ballots()) == 6
    close_round(path)
    change(path, lambda session: session.changed(stage="close"))
    finish(path)
    assert len(Room(path).pending()) == 12
    assert Room(path).voters().of(1)


def test_an_instrument_changed_after_the_count_is_no_obstacle(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5)
    box = Room(path).box
    close_round(path)
    box.counting.mkdir()  # as a crash right after the save leaves it
    other = INSTRUMENT.model_copy(update={"title": "Mended"})
    change(path, lambda session: session.changed(instrument=other))
    assert finish(path).voted == 5
    assert not box.counting.exists()


def test_a_ballot_with_questions_nobody_asked_adds_nothing(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5)
    Room(path).box.cast("p1", ballot({"vision.gone": 5, "nobody.ladder": 5}, revision=1))
    session = close_round(path)
    assert set(session.rounds[0].tally) == {"vision", "staff"}
    assert set(session.rounds[0].tally["vision"]) == {"shared", "used", "ladder"}


def test_a_box_is_dropped_unused_only_when_nobody_answered(tmp_path: Path) -> None:
    path = opened(tmp_path)
    room = Room(path)
    seated(path)
    with changing(tmp_path):
        assert room.drop_unused_box()
    assert room.number is None
    open_round(path)
    ticket = vote(path, 3)
    with changing(tmp_path):
        assert not room.drop_unused_box()
    assert room.box.ballots()[ticket.participant].answers == {VISION_LADDER: 3}
