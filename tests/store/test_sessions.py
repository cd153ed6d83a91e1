"""Session files in a workspace: made, named, moved, copied as a plan, deleted, restored, found."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from tests.model.build import plan
from tests.store.rooms import everything, opened, people
from tests.store.strategies import sessions
from tests.store.test_round_trip import THOROUGH
from workshop.errors import WorkshopError
from workshop.model.exercises import Exercises, Phrase
from workshop.model.followup import Action, StopItem
from workshop.model.instrument import LADDER, Words
from workshop.model.session import AgreedLevel, Comment, Grouping, Note, Round, Session, SetAside
from workshop.model.tally import Band, Tally
from workshop.store import atomic
from workshop.store.codec import encode, load
from workshop.store.room import Room
from workshop.store.sealing import close_round
from workshop.store.sessions import (
    TRASH,
    change,
    create,
    delete,
    duplicate,
    redate,
    rename,
    restore,
    room_path,
)
from workshop.store.shelf import Shelf
from workshop.store.summary import Entry, Summary, Unreadable
from workshop.store.workspace import Workspace

LATER = date(2026, 9, 30)


# Names.


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"unit": "North branch"}, "2026-03-01-north-branch"),
        ({"unit": "中央図書館"}, "2026-03-01-中央図書館"),
        ({"unit": "Центральная"}, "2026-03-01-центральная"),
        ({"unit": "केन्द्रीय पुस्तकालय"}, "2026-03-01-केन्द्रीय-पुस्तकालय"),
        ({"unit": "17", "organisation": "City Library"}, "2026-03-01-city-library-17"),
        ({"unit": "", "title": "Where are we?"}, "2026-03-01-where-are-we"),
        ({"unit": "🙂", "title": "…"}, "2026-03-01-session"),
        ({"unit": "../../etc"}, "2026-03-01-etc"),
        ({"unit": "x" * 200}, "2026-03-01-" + "x" * 60),
    ],
)
def test_a_file_is_named_so_that_people_can_read_it(
    tmp_path: Path, fields: dict[str, str], name: str
) -> None:
    assert create(plan(**fields), tmp_path) == tmp_path / f"{name}.toml"


def test_two_sessions_on_one_day_get_two_names(tmp_path: Path) -> None:
    names = [create(plan(), tmp_path).stem for _ in range(3)]
    assert names == ["2026-03-01-north", "2026-03-01-north-2", "2026-03-01-north-3"]


def test_the_folder_is_made_when_it_is_missing(tmp_path: Path) -> None:
    assert create(plan(), tmp_path / "a" / "b").is_file()


def test_a_name_left_free_by_a_session_whose_room_stands_is_not_taken(tmp_path: Path) -> None:
    path = opened(tmp_path)
    path.unlink()
    assert create(plan(), tmp_path).stem == "2026-03-01-north-2"


# Changes.


def test_a_change_keeps_the_version_before(tmp_path: Path) -> None:
    path = create(plan(title="First"), tmp_path)
    for title in ("Second", "Third"):
        before = path.read_bytes()
        change(path, lambda session, title=title: session.changed(title=title))  # type: ignore[misc]
        assert atomic.previous(path).read_bytes() == before
    assert set(everything(tmp_path)) == {path.name, f"{path.name}.bak"}


def test_a_change_that_changes_nothing_keeps_the_version_before_that(tmp_path: Path) -> None:
    path = create(plan(title="First"), tmp_path)
    change(path, lambda session: session.changed(title="Second"))
    before = everything(tmp_path)
    stamp = path.stat().st_mtime_ns
    change(path, lambda session: session)
    assert everything(tmp_path) == before
    assert path.stat().st_mtime_ns == stamp


def test_a_change_that_fails_half_way_changes_nothing(tmp_path: Path) -> None:
    path = create(plan(), tmp_path)
    before = everything(tmp_path)

    def fail(session: Session) -> Session:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change(path, fail)
    with pytest.raises(WorkshopError, match="greater than or equal to 3"):
        change(path, lambda session: session.changed(threshold=1))
    assert everything(tmp_path) == before
    change(path, lambda session: session.changed(title="Goes on"))


def test_permissions_given_to_a_file_stay(tmp_path: Path) -> None:
    path = create(plan(), tmp_path)
    path.chmod(0o640)
    change(path, lambda session: session.changed(title="Second"))
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_linked_session_is_changed_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    path = create(plan(), tmp_path / "real")
    link = tmp_path / "link.toml"
    link.symlink_to(Path("real") / path.name)
    change(link, lambda session: session.changed(title="Second"))
    assert link.is_symlink()
    assert load(path).title == "Second"
    assert atomic.previous(path).is_file()
    assert {each.name for each in tmp_path.iterdir()} == {"link.toml", "real"}


# Rename and redate.


def test_a_session_named_after_its_title_gets_another_name(tmp_path: Path) -> None:
    path = create(plan(unit="", title="Plan"), tmp_path)
    change(path, lambda session: session.changed(check_in="How are you?"))
    renamed = rename(path, "Spring")
    assert renamed.name == "2026-03-01-spring.toml"
    assert load(renamed).title == "Spring"
    assert set(everything(tmp_path)) == {renamed.name, f"{renamed.name}.bak"}


@pytest.mark.parametrize("unit", ["North", "Route 66", "Branch 2", "2", "Haus 12-3"])
def test_a_session_named_after_its_unit_keeps_its_name(tmp_path: Path, unit: str) -> None:
    path = create(plan(unit=unit, organisation="Library"), tmp_path)
    assert rename(path, "Another title") == path
    second = create(plan(unit=unit, organisation="Library"), tmp_path)
    assert rename(second, "Another title") == second
    assert load(second).title == "Another title"


def test_a_corrected_date_stands_in_the_name(tmp_path: Path) -> None:
    path = redate(create(plan(unit="Route 66"), tmp_path), LATER)
    assert path.name == "2026-09-30-route-66.toml"
    assert load(path).held_on == LATER


def test_a_new_name_never_takes_anothers(tmp_path: Path) -> None:
    there = create(plan(held_on=LATER, title="There"), tmp_path)
    moved = redate(create(plan(), tmp_path), LATER)
    assert moved.stem == "2026-09-30-north-2"
    assert load(there).title == "There"


def test_an_open_session_keeps_its_name_so_that_people_find_it(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5)
    assert redate(path, LATER) == path
    assert load(path).held_on == LATER
    assert close_round(path).voted == 5


# Duplicate.


def test_a_copy_is_a_plan_with_nothing_of_what_was_said(tmp_path: Path) -> None:
    said = plan(
        organisation="Library",
        mode="open",
        threshold=4,
        invited=12,
        present=11,
        audience="board",
        depth="quick",
        stage="close",
        check_in="How are you?",
        next_on=date(2026, 5, 1),
        words=Words(user="patron", users="patrons"),
        grouping=Grouping(name="Site", groups=("a", "b")),
        rounds=(
            Round(number=1, method="ballots", voted=9, tally={"staff": {LADDER: Tally((0, 0, 9, 0, 0))}}),
        ),
        agreed={"staff": AgreedLevel(level=3, example="secret example")},
        notes=(Note(text="secret note"),),
        parking=(Note(text="secret parking"),),
        comments=(Comment(text="secret comment"),),
        set_aside=(SetAside(reason="secret reason", count=1),),
        actions=(Action(text="secret action"),),
        stops=(StopItem(item="secret stop"),),
        exercises=Exercises(phrases=(Phrase(phrase="secret phrase"),)),
    )
    original = create(said, tmp_path)
    copied = duplicate(original, LATER)
    assert b"secret" not in copied.read_bytes()
    assert load(copied) == plan(
        organisation="Library",
        held_on=LATER,
        mode="open",
        threshold=4,
        invited=12,
        audience="board",
        depth="quick",
        check_in="How are you?",
        words=Words(user="patron", users="patrons"),
        grouping=Grouping(name="Site", groups=("a", "b")),
    )
    assert load(original) == said


def test_a_copy_has_no_room(tmp_path: Path) -> None:
    path = opened(tmp_path)
    assert not Room(duplicate(path, LATER)).exists


# Delete and restore.


def test_a_deleted_session_waits_in_the_trash(tmp_path: Path) -> None:
    path = create(plan(), tmp_path)
    change(path, lambda session: session.changed(title="Second"))
    content = path.read_bytes()
    trashed = delete(path)
    assert set(everything(tmp_path)) == {TRASH, f"{TRASH}/{path.name}"}
    assert restore(trashed) == path
    assert path.read_bytes() == content


def test_open_ballots_outlive_no_session(tmp_path: Path) -> None:
    path = opened(tmp_path)
    people(path, [3] * 5)
    trashed = delete(path)
    assert set(everything(tmp_path)) == {TRASH, f"{TRASH}/{path.name}"}
    assert not Room(restore(trashed)).exists


def test_deleting_two_of_one_name_keeps_both(tmp_path: Path) -> None:
    first, second = (delete(create(plan(title=title), tmp_path)) for title in ("One", "Two"))
    there = create(plan(title="Three"), tmp_path)
    restored = [restore(each) for each in (first, second)]
    assert [load(each).title for each in (there, *restored)] == ["Three", "One", "Two"]
    assert len({there, *restored}) == 3


def test_deleting_a_link_leaves_the_session_and_its_room(tmp_path: Path) -> None:
    path = opened(tmp_path / "real")
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    delete(link)
    assert path.is_file()
    assert room_path(path).is_dir()
    assert not link.exists()


@pytest.mark.parametrize("act", [delete, restore])
def test_what_is_gone_can_be_neither_deleted_nor_restored(tmp_path: Path, act: object) -> None:
    assert callable(act)
    (tmp_path / TRASH).mkdir()
    with pytest.raises(WorkshopError, match="no such file"):
        act(tmp_path / TRASH / "gone.toml")


def test_a_file_in_the_place_of_the_trash_is_told(tmp_path: Path) -> None:
    path = create(plan(), tmp_path)
    (tmp_path / TRASH).write_text("mine")
    with pytest.raises(WorkshopError, match="exists"):
        delete(path)
    assert path.is_file()


# The workspace.


@pytest.fixture
def shelf(workspace: Path) -> Workspace:
    for fields in (
        {"unit": "North branch"},
        {"unit": "South branch"},
        {"unit": "South branch", "held_on": LATER},
        {"unit": "中央図書館"},
        {"unit": "Zoë"},
    ):
        create(plan(**fields), workspace / "assessments")
    return Workspace(workspace)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("north", "2026-03-01-north-branch"),
        ("North Branch", "2026-03-01-north-branch"),
        ("2026-03-01-north-branch", "2026-03-01-north-branch"),
        ("2026-03-01-north-branch.toml", "2026-03-01-north-branch"),
        ("2026-09", "2026-09-30-south-branch"),
        ("図書", "2026-03-01-中央図書館"),
        ("ZOË", "2026-03-01-zoë"),
        ("zoe\u0308", "2026-03-01-zoë"),
    ],
)
def test_a_session_is_found_by_a_part_of_its_name(shelf: Workspace, wanted: str, name: str) -> None:
    assert shelf.find(wanted) == shelf.assessments / f"{name}.toml"


def test_a_session_is_found_by_its_path(shelf: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shelf.assessments / "2026-03-01-north-branch.toml"
    assert shelf.find(str(path)) == path
    monkeypatch.chdir(shelf.assessments)
    assert shelf.find(path.name).resolve() == path.resolve()


def test_a_part_of_several_names_asks_which(shelf: Workspace) -> None:
    with pytest.raises(WorkshopError, match='several sessions fit "south"') as raised:
        shelf.find("south")
    assert raised.value.hint == "Which one: 2026-09-30-south-branch, 2026-03-01-south-branch?"


def test_a_title_counts_when_no_file_name_fits(shelf: Workspace) -> None:
    path = create(plan(title="East end, autumn", unit="Branch 9"), shelf.assessments)
    create(plan(title="North branch, elsewhere", unit="Branch 8"), shelf.assessments)
    (shelf.assessments / "2026-01-01-broken.toml").write_text("east-end = [")
    assert shelf.find("east-end-autumn") == path
    assert shelf.find("East end") == path
    assert shelf.find("north-branch").stem == "2026-03-01-north-branch"
    create(plan(title="East end, winter", unit="Branch 10"), shelf.assessments)
    with pytest.raises(WorkshopError, match='several sessions fit "east-end"') as raised:
        shelf.find("east-end")
    assert raised.value.hint == "Which one: 2026-03-01-branch-9, 2026-03-01-branch-10?"


def test_the_whole_name_is_no_part_of_another(workspace: Path) -> None:
    paths = [create(plan(), workspace / "assessments") for _ in range(2)]
    assert Workspace(workspace).find("2026-03-01-north") == paths[0]


@pytest.mark.parametrize("wanted", ["west", "", ".", "…", "-", "x" * 10_000, "*", "[a-z]*", "\0"])
def test_an_absent_session_is_told_with_those_there_are(shelf: Workspace, wanted: str) -> None:
    with pytest.raises(WorkshopError, match="fits") as raised:
        shelf.find(wanted)
    assert "2026-03-01-north-branch" in raised.value.hint


def test_an_empty_workspace_says_how_to_begin(workspace: Path) -> None:
    with pytest.raises(WorkshopError) as raised:
        Workspace(workspace).find("north")
    assert "workshop new" in raised.value.hint


def test_only_session_files_are_listed_newest_first(shelf: Workspace) -> None:
    delete(create(plan(unit="Gone"), shelf.assessments))
    change(shelf.find("north"), lambda session: session.changed(title="Second"))
    for name in (".hidden.toml", "notes.txt", "x.toml.bak"):
        (shelf.assessments / name).write_text("")
    names = [path.name for path in shelf.files()]
    assert names[0] == "2026-09-30-south-branch.toml"
    assert len(names) == 5
    assert all(name.endswith(".toml") and name[0] != "." for name in names)


def test_a_workspace_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert list(Workspace(tmp_path / "absent").files()) == []


def test_the_workspace_is_the_named_one_then_here_then_the_variable_then_ones_data_folder(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, named, other = (tmp_path / name for name in ("here", "named", "other"))
    (here / "assessments").mkdir(parents=True)
    monkeypatch.setenv("WORKSHOP_DIR", str(other))
    monkeypatch.chdir(here)
    assert Workspace.locate(named).root == named
    assert Workspace.locate().root.resolve() == here
    monkeypatch.chdir(tmp_path)
    assert Workspace.locate().root == other
    monkeypatch.delenv("WORKSHOP_DIR")
    assert home in Workspace.locate().root.parents
    assert Workspace.locate().chosen_by == "your data folder"


# Summaries.


def expected(path: Path, session: Session) -> Summary:
    """What a list shows, computed from the whole model."""

    def median(attribute: str) -> tuple[int, int] | None:
        items = dict(session.first.tally.get(attribute, {})) if session.first else {}
        results = [items[LADDER]] if LADDER in items else list(items.values())
        medians = sorted(each.median for each in results if isinstance(each, (Tally, Band)) and each.median)
        return medians[(len(medians) - 1) // 2] if medians else None

    return Summary(
        file=str(path),
        title=session.title,
        organisation=session.organisation,
        unit=session.unit,
        held_on=session.held_on,
        stage=session.stage,
        voted=session.voted,
        medians=tuple(median(attribute.id) for attribute in session.instrument.attributes),
    )


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("summary") / "session.toml"


def summary_of(path: Path) -> Entry:
    """What a list shows of the one file in its folder."""
    (entry,) = Shelf(path.parent).entries()
    return entry


@THOROUGH
@given(session=sessions())
def test_a_summary_says_what_the_whole_session_says(one_file: Path, session: Session) -> None:
    one_file.write_bytes(encode(session))
    assert summary_of(one_file) == expected(one_file, load(one_file))


def test_a_summary_of_a_bad_file_is_its_error(tmp_path: Path) -> None:
    path = create(plan(), tmp_path)
    good = path.read_text()
    path.write_text(good.replace("held_on = 2026-03-01", 'held_on = "in spring"'))
    summary = summary_of(path)
    assert isinstance(summary, Unreadable)
    assert "held_on is text" in summary.error.message
    path.write_text(good.partition("[instrument]")[0])
    summary = summary_of(path)
    assert isinstance(summary, Unreadable)
    assert "instrument is missing" in summary.error.message


@pytest.mark.parametrize("voted", ["inf", "nan", "-1e400", '"x"', "[]"])
def test_a_number_that_is_none_does_not_take_the_list_down(tmp_path: Path, voted: str) -> None:
    path = create(plan(rounds=(Round(number=1, method="hands", voted=3),)), tmp_path)
    path.write_text(path.read_text().replace("voted = 3", f"voted = {voted}"))
    assert isinstance(summary_of(path), Unreadable)


def test_a_name_the_file_system_cannot_spell_does_not_take_the_list_down(shelf: Workspace) -> None:
    strange = bytes(shelf.assessments) + b"/\xff\xfe.toml"
    try:
        Path(os.fsdecode(strange)).write_bytes(encode(plan()))
    except OSError:
        pytest.skip("this file system spells names in UTF-8 only")
    assert len(Shelf(shelf.assessments).entries()) == 6


def test_a_new_folder_keeps_what_is_private_out_of_git(tmp_path: Path) -> None:
    path = create(plan(), tmp_path / "assessments")
    ignored = (path.parent / ".gitignore").read_text().split()
    assert ignored == ["*.room/", "*.bak", "*.tmp~", ".trash/"]
