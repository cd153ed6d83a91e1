"""Killed at any step, the program loses nothing and counts nothing twice; doing it again ends well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.model.build import VISION_LADDER, plan
from tests.store.processes import OPERATIONS, killed_at_every_step, session_in
from tests.store.rooms import everything, opened, people, vote
from workshop.errors import WorkshopError
from workshop.model.ballot import Ballot
from workshop.model.session import Grouping
from workshop.store.ballot_box import RoundClosed
from workshop.store.codec import encode, load
from workshop.store.door import Entry, Guest, admit, join_code, make_slips, recognise
from workshop.store.room import Room
from workshop.store.sealing import close_round, finish, open_round
from workshop.store.sessions import TRASH, change, create


@pytest.fixture
def template(tmp_path: Path) -> Path:
    folder = tmp_path / "template"
    folder.mkdir()
    return folder


@pytest.fixture
def disturbed(template: Path, tmp_path: Path) -> Callable[[str], Iterator[Path]]:
    """Folders in which an operation on the template was killed, each at a later step."""

    def kill(operation: str) -> Iterator[Path]:
        *killed, whole = killed_at_every_step(operation, template, tmp_path)
        assert len(killed) > 2, "there were steps to be killed at"
        assert not leftovers(whole)
        (tmp_path / "whole").symlink_to(whole)
        yield from killed

    return kill


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """Where the undisturbed result will be."""
    return tmp_path / "whole"


def leftovers(folder: Path) -> list[str]:
    return [name for name in everything(folder) if "~" in name]


def swept(folder: Path) -> dict[str, bytes | None]:
    """What is in ``folder`` after the next change of any session, but for comments: their order is random."""
    with suppress(ValueError):
        change(session_in(folder), lambda session: session)
    assert not leftovers(folder)
    return {
        name: content for name, content in everything(folder).items() if not name.endswith("comments.toml")
    }


def comments(path: Path) -> list[tuple[str, str]]:
    return sorted((comment.attribute, comment.text) for comment in Room(path).pending())


def full_room(folder: Path) -> Path:
    grouping = Grouping(name="Site", groups=("north", "south"))
    path = opened(folder, threshold=3, grouping=grouping, unit="", title="Spring")
    people(path, [2, 3], group="north", comments={"vision": "why", "staff": "so"}, handed_in=True)
    people(path, [5], group="south", felt={"vision": "better"})
    return path


def ballots(path: Path) -> dict[str, Ballot]:
    return Room(path).box.ballots()


Disturbed = Callable[[str], Iterator[Path]]


def test_a_count_killed_anywhere_ends_in_the_same_file(
    template: Path, disturbed: Disturbed, whole: Path
) -> None:
    cast = ballots(full_room(template))
    for folder in disturbed("close"):
        path = session_in(folder)
        if not load(path).rounds:
            assert ballots(path) == cast
        if not finish(path).rounds:
            close_round(path)
        assert finish(path).voted == 3
        assert swept(folder) == swept(whole)
        assert comments(path) == comments(session_in(whole))


def test_a_count_that_is_half_done_is_finished_by_who_opens(template: Path) -> None:
    path = full_room(template)
    box = Room(path).box
    box.folder.rename(box.counting)
    with pytest.raises(WorkshopError, match="round 1 of this session is counted"):
        open_round(path)
    assert load(path).voted == 3
    assert not box.counting.exists()


def test_a_count_that_is_half_done_is_finished_by_who_closes(template: Path) -> None:
    path = full_room(template)
    box = Room(path).box
    box.folder.rename(box.counting)
    assert close_round(path).voted == 3


def test_who_rates_alone_keeps_the_own_comment_once(template: Path, disturbed: Disturbed) -> None:
    path = opened(template, mode="open", invited=1)
    vote(path, 3, comments={"vision": "mine"})
    for folder in disturbed("close"):
        path = session_in(folder)
        if not finish(path).rounds:
            close_round(path)
        assert [comment.text for comment in load(path).comments] == ["mine"]


def test_opening_killed_anywhere_can_be_done_again(template: Path, disturbed: Disturbed, whole: Path) -> None:
    create(plan(), template)
    for folder in disturbed("open"):
        open_round(session_in(folder))
        assert swept(folder) == swept(whole)


def test_a_revote_killed_while_opened_can_be_opened_again(
    template: Path, disturbed: Disturbed, whole: Path
) -> None:
    path = full_room(template)
    close_round(path)
    for folder in disturbed("open again"):
        path = session_in(folder)
        if Room(path).number is None:
            OPERATIONS["open again"](path)
        change(path, lambda session: session.changed(stage="revote"))
        assert swept(folder).keys() == swept(whole).keys()
        assert path.read_bytes() == session_in(whole).read_bytes()


def test_a_cast_killed_anywhere_leaves_the_ballot_before_or_after(
    template: Path, disturbed: Disturbed
) -> None:
    path = full_room(template)
    (first, before), *others = sorted(ballots(path).items())
    after = before.answered(VISION_LADDER, 5)
    for folder in disturbed("cast"):
        path = session_in(folder)
        assert ballots(path)[first] in (before, after)
        assert dict(others).items() <= ballots(path).items()
        Room(path).box.cast(first, after)
        assert ballots(path)[first] == after
        close_round(path)
        assert not leftovers(folder)


def test_taking_a_turn_killed_anywhere_loses_no_answer(template: Path, disturbed: Disturbed) -> None:
    path = full_room(template)
    first, before = min(ballots(path).items())
    for folder in disturbed("take"):
        again = Room(session_in(folder)).box.take(first)
        assert (again.answers, again.comments, again.group) == (before.answers, before.comments, before.group)


def test_joining_killed_anywhere_keeps_nobody_from_joining(template: Path, disturbed: Disturbed) -> None:
    full_room(template)
    for folder in disturbed("join"):
        path = session_in(folder)
        joined = Room(path).presence().joined
        assert joined in (3, 4)
        Room(path).join()
        assert Room(path).presence().joined == joined + 1


def test_a_change_killed_anywhere_is_not_made_or_made(
    template: Path, disturbed: Disturbed, whole: Path
) -> None:
    path = create(plan(title="Before"), template)
    change(path, lambda session: session.changed(title="Spring"))
    before = load(path)
    after = before.changed(check_in="How are you?")
    for folder in disturbed("change"):
        path = session_in(folder)
        assert path.read_bytes() in (encode(before), encode(after))
        OPERATIONS["change"](path)
        assert load(path.with_name(path.name + ".bak")) == before
        assert swept(folder) == swept(whole)


@pytest.mark.parametrize("operation", ["rename", "redate"])
def test_a_new_name_killed_anywhere_can_be_given_again(
    template: Path, disturbed: Disturbed, whole: Path, operation: str
) -> None:
    path = create(plan(unit="", title="Before"), template)
    change(path, lambda session: session.changed(title="Spring"))
    for folder in disturbed(operation):
        OPERATIONS[operation](session_in(folder))
        assert swept(folder) == swept(whole)


def test_ending_a_session_killed_anywhere_can_be_done_again(
    template: Path, disturbed: Disturbed, whole: Path
) -> None:
    path = full_room(template)
    close_round(path)
    for folder in disturbed("end"):
        path = session_in(folder)
        OPERATIONS["end"](path)
        assert swept(folder) == swept(whole)
        assert set(everything(folder)) == {path.name, path.name + ".bak"}


def test_ballots_are_destroyed_all_or_none(template: Path, disturbed: Disturbed, whole: Path) -> None:
    cast = ballots(full_room(template))
    for folder in disturbed("destroy"):
        path = session_in(folder)
        with suppress(RoundClosed):
            assert ballots(path) == cast
            OPERATIONS["destroy"](path)
        finish(path)
        assert not Room(path).exists
        assert set(swept(folder)) == set(swept(whole))


def test_a_destruction_killed_anywhere_leaves_the_door(
    template: Path, disturbed: Disturbed, whole: Path
) -> None:
    path = full_room(template)
    code, (slip,) = join_code(path), make_slips(path, 1)
    admit(path, Guest(Entry.SLIP, slip))
    cast = ballots(path)
    for folder in disturbed("destroy"):
        path = session_in(folder)
        assert recognise(path, code)
        with suppress(RoundClosed):
            assert ballots(path) == cast
            continue
        open_round(path)
        assert recognise(path, code)
        assert recognise(path, slip) == Guest(Entry.SLIP, slip)
        assert Room(path).presence() == (0, 0, 0, 0)
        OPERATIONS["destroy"](path)
        assert set(swept(folder)) == set(swept(whole))


def test_deleting_killed_anywhere_can_be_done_again(
    template: Path, disturbed: Disturbed, whole: Path
) -> None:
    full_room(template)
    for folder in disturbed("delete"):
        with suppress(ValueError):  # it is deleted already
            OPERATIONS["delete"](session_in(folder))
        create(plan(title="Another"), folder)  # the next change, which sweeps
        create(plan(title="Another"), whole)
        assert not leftovers(folder)
        names = {name for name in everything(folder) if name.startswith(TRASH)}
        assert names == {TRASH, f"{TRASH}/2026-03-01-spring.toml"}
        assert not [name for name in everything(folder) if ".room" in name]


def test_a_torn_temporary_file_harms_nothing_and_is_swept(template: Path) -> None:
    path = create(plan(), template)
    (template / f".{path.name}.1234abcd.tmp~").write_bytes(path.read_bytes()[:50])
    torn_room = template / ".2026-03-01-gone.room.1234abcd.tmp~"
    (torn_room / "people").mkdir(parents=True)
    assert load(path).title == "Spring"
    change(path, lambda session: session)
    assert set(everything(template)) == {path.name}


def test_a_kept_file_with_a_similar_name_is_not_swept(template: Path) -> None:
    path = create(plan(), template)
    (template / "notes.tmp~").write_text("mine")
    (template / ".hidden").write_text("mine")
    change(path, lambda session: session)
    assert {"notes.tmp~", ".hidden"} <= set(everything(template))
