"""Edits of lists by two leaders at once: whatever comes between, nothing that either typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.build import plan
from workshop.errors import WorkshopError
from workshop.model.edits import Edit, Edits, Entry, entries_of, key_of
from workshop.model.exercises import Value
from workshop.model.followup import Action, FollowUp
from workshop.model.session import Session

FIELDS = ("text", "owner", "notice")

UNHURRIED = settings(deadline=None)  # the machine may do much else
START = plan(actions=(Action(text="there"), Action(text="from the start")))


class Leader:
    """Takes steps in the list as it was after their last one, like a screen that shows it."""

    def __init__(self, session: Session) -> None:
        self.seen = session
        self.told: list[str] = []
        self.edits = Edits(self.told.append)

    def step(self, disk: Session, what: str, place: int, text: str) -> tuple[Session, Edit | None]:
        """Return the disk after a step, and the step as it was made."""
        entries = entries_of(self.seen, "actions")
        if what == "undo" and not self.edits.made:
            self.seen = disk
            return disk, None
        if what == "undo":
            with self.edits.taking_back() as making:
                self.seen = making(disk)
        else:
            with self.edits.making(self._edit(entries, what, place, text)) as making:
                self.seen = making(disk)
        return self.seen, making.made

    def _edit(self, entries: tuple[Action, ...], what: str, place: int, text: str) -> Edit:
        if what == "add" or not entries:
            return Edit("actions", None, Action(text=text))
        at = place % len(entries)
        if what == "remove":
            return Edit("actions", entries[at], None)
        if what == "move":
            return Edit.moving("actions", entries, at, place // 7 % len(entries))
        field = FIELDS[place // 3 % len(FIELDS)]
        return Edit.changing("actions", entries[at], Action(**{**entries[at].model_dump(), field: text}))


STEPS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["add", "add", "change", "remove", "move", "undo"]),
        st.integers(0, 60),
    ),
    max_size=30,
)


def played(
    steps: list[tuple[int, str, int]],
) -> Iterator[tuple[int, Leader, str, Session, Session, Edit | None]]:
    """Yield who took which step, and the disk before and after."""
    disk = START
    leaders = (Leader(disk), Leader(disk))
    for number, (who, what, place) in enumerate(steps):
        before = disk
        leaders[who].told.clear()
        disk, made = leaders[who].step(before, what, place, f"typed {number} by {who}")
        yield who, leaders[who], what, before, disk, made


@UNHURRIED
@given(STEPS)
def test_a_step_changes_its_entry_alone_and_one_sees_the_disk(steps: list[tuple[int, str, int]]) -> None:
    for _who, leader, _what, before, after, made in played(steps):
        assert leader.seen == after
        was = {key_of(entry): entry for entry in before.actions}
        now = {key_of(entry): entry for entry in after.actions}
        other = was.keys() | now.keys()
        if made:
            other -= {made.key}
        else:
            assert before == after
        assert [(key, was.get(key)) for key in other] == [(key, now.get(key)) for key in other]


@UNHURRIED
@given(STEPS)
def test_what_the_other_typed_last_is_never_undone_and_only_replaced_where_it_was_seen_or_it_is_said(
    steps: list[tuple[int, str, int]],
) -> None:
    saw = [START, START]
    back: set[str] = set()  # what one leader took away, and the other's typing brought back
    for who, leader, what, before, after, made in played(steps):
        now, seen = ({key_of(each): each for each in session.actions} for session in (after, saw[who]))
        for entry in before.actions:
            for field in FIELDS:
                typed = getattr(entry, field)
                if not typed.endswith(f"by {1 - who}") or getattr(now.get(entry.id), field, None) == typed:
                    continue
                assert what != "undo" or (entry.id in back and entry.id not in now)
                assert leader.told or getattr(seen.get(entry.id), field, None) == typed
        saw[who] = after
        if made and what == "change" and made.before is None:
            back.add(made.key)


@UNHURRIED
@given(STEPS)
def test_each_ones_own_entries_are_as_if_the_other_were_not_there(steps: list[tuple[int, str, int]]) -> None:
    """Both add, change, move, take away and undo, each in their own entries, however that is interleaved.

    But for the order: what comes back comes behind its neighbour, and that may have been moved.
    """

    def alone(leader: Leader, disk: Session, what: str, place: int, text: str) -> Session:
        if what == "undo":
            return leader.step(disk, "undo", place, text)[0]
        mine = tuple(each for each in entries_of(disk, "actions") if str(id(leader)) in each.text)
        at, to = (place % len(mine), place // 7 % len(mine)) if mine else (0, 0)
        if what == "add" or not mine:
            edit = Edit("actions", None, Action(text=f"{text} {id(leader)}"))
        elif what == "remove":
            edit = Edit("actions", mine[at], None)
        elif what == "move" and at != to:
            edit = Edit.moving("actions", mine, at, to)
        else:
            edit = Edit.changing("actions", mine[at], Action(**{**mine[at].model_dump(), "owner": text}))
        with leader.edits.making(edit) as making:
            return making(disk)

    together = plan()
    leaders, lonely = (Leader(together), Leader(together)), (Leader(together), Leader(together))
    apart = [plan(), plan()]
    for number, (who, what, place) in enumerate(steps):
        together = alone(leaders[who], together, what, place, f"typed {number}")
        apart[who] = alone(lonely[who], apart[who], what, place, f"typed {number}")
    for who in (0, 1):
        ours = [entry for entry in together.actions if str(id(leaders[who])) in entry.text]
        assert sorted(map(words, ours)) == sorted(map(words, apart[who].actions))


def words(entry: Action) -> tuple[str, str]:
    return entry.text.rpartition(" ")[0], entry.owner


@UNHURRIED
@given(STEPS)
def test_a_leader_alone_comes_back_to_where_they_began(steps: list[tuple[int, str, int]]) -> None:
    disk = START
    leader = Leader(disk)
    for number, (_who, what, place) in enumerate(steps):
        disk, _made = leader.step(disk, what, place, f"typed {number}")
    while leader.edits.made:
        disk, _made = leader.step(disk, "undo", 0, "")
    assert disk == START
    assert not leader.told


def made(session: Session, *edits: Edit) -> Session:
    for edit in edits:
        session = edit.on(session).session
    return session


def test_words_typed_into_what_the_other_took_away_bring_it_back_and_that_is_said() -> None:
    action = Action(text="mine")
    session = plan()
    done = Edit.changing("actions", action, Action(**{**action.model_dump(), "owner": "Jo"})).on(session)
    assert done.session.actions[0].owner == "Jo"
    assert "it is back" in done.said
    assert done.edit
    assert done.edit.inverse.on(done.session).session == session


def test_what_is_gone_is_neither_moved_nor_taken_away_once_more() -> None:
    gone, session = Action(text="gone"), plan()
    for edit in (Edit("actions", gone, None), Edit.moving("actions", (gone,), 0, 0)):
        assert edit.on(session).session is session
        assert not edit.on(session).said


@pytest.mark.parametrize("words", ["Calm", "Care"])
def test_a_value_has_no_id_and_two_of_the_same_words_are_two(words: str) -> None:
    session = made(plan(), Edit("values", None, Value(value="Calm")))
    done = Edit("values", None, Value(value=words)).on(session)
    assert [each.value for each in entries_of(done.session, "values")] == ["Calm", words]
    assert done.edit
    assert done.edit.inverse.on(done.session).session == session


def test_the_other_leaders_third_value_leaves_no_room_and_nothing_is_lost() -> None:
    session = made(plan(), *(Edit("values", None, Value(value=each)) for each in ("A", "B", "C")))
    with pytest.raises(WorkshopError, match="three values at most"):
        Edit("values", None, Value(value="D")).on(session)


def test_without_a_value_and_without_words_there_is_no_change_to_come() -> None:
    value = Value(value="A")
    session = made(plan(), Edit("values", None, value), Edit("values", value, None))
    assert session.exercises.change is None
    assert session.exercises.at == "values", "where the room opens again"


def test_two_answers_about_the_same_thing_are_one_and_a_different_one_is_said() -> None:
    def answer(**said: Any) -> Edit:
        entry: Entry = FollowUp(**{"id": "a-1", "text": "x", "became": "not yet", **said})
        return Edit("follow_up", None, entry, frozenset(said))

    session = made(plan(), answer(became="done"))
    noticed = answer(noticed="better").on(session)
    assert (noticed.session.follow_up[0].became, noticed.said) == ("done", "")
    dropped = answer(became="dropped").on(session)
    assert [each.became for each in dropped.session.follow_up] == ["dropped"]
    assert "Somebody else" in dropped.said
    assert dropped.edit
    assert dropped.edit.inverse.on(dropped.session).session == session


def test_without_a_step_there_is_nothing_to_take_back() -> None:
    with pytest.raises(WorkshopError, match="nothing to take back"), Edits(print).taking_back():
        pass


def test_a_step_that_is_not_saved_was_not_made_and_one_not_taken_back_can_be_still() -> None:
    edits = Edits(print)
    edit = Edit("actions", None, Action(text="x"))
    with pytest.raises(OSError), edits.making(edit) as making:
        making(plan())
        raise OSError
    assert edits.made == []
    with edits.making(edit) as making:
        session = making(plan())
    with pytest.raises(OSError), edits.taking_back() as making:
        making(session)
        raise OSError
    assert edits.made == [edit]
