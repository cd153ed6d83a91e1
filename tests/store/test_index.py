from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.samples import SAMPLES, oddly_named
from workshop.model.outcome import Agreed, Became, Outcome, Promise, Questionnaire
from workshop.store import index as index_module
from workshop.store import listing, shelf
from workshop.store.index import VERSION, Index, read_all
from workshop.store.outcome import Read, Unreadable, read_outcome
from workshop.store.shelf import Shelf
from workshop.store.summary import Entry, Summary

MANY = 40
"""Sessions: more than are read without an index."""


@pytest.fixture
def folder(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Forty sessions that nobody touched for a while, one of them broken."""
    monkeypatch.setattr(listing, "SETTLED", 0)
    found = workspace / "assessments"
    text = SAMPLES[-1].read_text()
    for number in range(MANY - 1):
        day = date(2026, 11, 18) - timedelta(days=number)
        copy = text.replace("held_on = 2026-11-18", f"held_on = {day}")
        (found / f"{day}-north-branch.toml").write_text(copy)
    (found / "2020-01-01-broken.toml").write_text("format = 1\ntitle = [\n")
    return found


def told(entries: list[Entry] | list[Read]) -> list[object]:
    """What is shown of sessions; errors do not compare by value."""
    return [
        (e.path, str(e.error))
        if isinstance(e, Unreadable)
        else e._replace(decided=e.decided_text)
        if isinstance(e, Outcome)
        else e
        for e in entries
    ]


def files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from now on."""
    names: list[str] = []

    def noted(path: Path) -> Read:
        names.append(path.name)
        return read_outcome(path)

    monkeypatch.setattr(shelf, "read_outcome", noted)
    monkeypatch.setattr(index_module, "read_outcome", noted)
    return names


def test_what_is_read_once_is_not_read_by_the_next_program(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library fills the index, trends use it, and the other way round; broken files are remembered."""
    names = files_read(monkeypatch)
    listed, known = Shelf(folder).entries(), list(read_all(folder))
    assert len(names) == MANY
    assert told(Shelf(folder).entries()) == told(listed)
    assert told(list(read_all(folder))) == told(known)
    assert told(known) == told([read_outcome(folder / name) for name in listing.names(folder)])
    assert len(names) == MANY
    assert isinstance(listed[0], Unreadable)


def test_only_what_changed_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(read_all(folder))
    names = files_read(monkeypatch)
    path = folder / "2026-11-18-north-branch.toml"
    path.write_text(path.read_text().replace("North branch, autumn 2026", "Another title", 1))
    found = list(read_all(folder))
    assert names == [path.name]
    assert isinstance(found[0], Outcome)
    assert found[0].title == "Another title"
    assert Shelf(folder).entries()[1].path == path


def test_what_is_gone_is_forgotten(folder: Path) -> None:
    list(read_all(folder))
    (folder / "2026-11-18-north-branch.toml").unlink()
    assert len(list(read_all(folder))) == MANY - 1
    assert len(Index(folder).entries()) == MANY - 1


@pytest.mark.parametrize(("seconds", "settled"), [(-3600.0, False), (0.0, False), (1.9, False), (2.1, True)])
@pytest.mark.parametrize("later", [-10, 0, 10])
def test_a_file_is_trusted_two_seconds_after_it_was_touched(
    workspace: Path, later: int, seconds: float, settled: bool
) -> None:
    """The slowest clocks tick every two seconds; one that was set back makes a file younger than it is."""
    path = workspace / "2026-11-18-north-branch.toml"
    path.touch()
    modified = path.stat().st_ctime_ns + later * 10**9  # when it was changed nobody can set
    os.utime(path, ns=(modified, modified))
    changed = path.stat().st_ctime_ns
    found = listing._stamp(path, max(modified, changed) + round(seconds * 10**9))
    assert found.settled == settled
    assert found.text.split()[:2] == [str(modified), str(changed)]


def test_a_rewrite_of_equal_size_within_one_tick_of_the_clock_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was just touched is read again, as it may be touched once more without a trace."""
    path = folder / "2026-11-18-north-branch.toml"
    status = path.stat()

    def one_tick(file: str | Path, now: int) -> listing.Stamp:
        return listing.Stamp("the same", settled=now - status.st_mtime_ns > listing.SETTLED)

    monkeypatch.setattr(listing, "SETTLED", 3_600 * 10**9)
    monkeypatch.setattr(listing, "_stamp", one_tick)  # a file system whose clock stands still
    seen = Shelf(folder)
    seen.entries()
    list(read_all(folder))
    path.write_text(path.read_text().replace("North branch, autumn 2026", "South branch, autumn 2026", 1))
    for entries in (seen.entries(), Shelf(folder).entries()):
        assert [entry.title for entry in entries if isinstance(entry, Summary) and entry.path == path] == [
            "South branch, autumn 2026"
        ]
    assert next(r.title for r in read_all(folder) if isinstance(r, Outcome)) == "South branch, autumn 2026"


def deleted(file: Path) -> None:
    file.unlink()


def no_database(file: Path) -> None:
    file.write_bytes(b"this is no database" * 100)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:9000])


def scribbled_over(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:-4096] = b"\x5a" * (len(content) - 8192)
    file.write_bytes(content)


def other_titles(file: Path) -> None:
    """The structure is whole, the content is not."""
    file.write_bytes(file.read_bytes().replace(b"North branch, autumn", b"XXXXX XXXXXX, XXXXXX"))


def from_a_newer_version(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
        db.execute("ALTER TABLE packs RENAME TO sessions")
    db.close()


def with_other_tables(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("DROP TABLE packs")
        db.execute("CREATE TABLE packs (name TEXT, stamp TEXT)")
    db.close()


def a_folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


def no_cache_folder(file: Path) -> None:
    for each in file.parent.iterdir():
        each.unlink()
    file.parent.rmdir()
    file.parent.write_text("a file stands where the folder should be")


@pytest.mark.parametrize(
    "harm",
    [
        deleted,
        no_database,
        cut_short,
        scribbled_over,
        other_titles,
        from_a_newer_version,
        with_other_tables,
        a_folder_instead,
        no_cache_folder,
    ],
)
def test_a_wrong_index_changes_nothing_but_time(folder: Path, harm: Callable[[Path], None]) -> None:
    listed, known = told(Shelf(folder).entries()), told(list(read_all(folder)))
    harm(Index(folder).file)
    assert told(Shelf(folder).entries()) == listed
    assert told(list(read_all(folder))) == known
    assert told(Shelf(folder).entries()) == listed


@pytest.mark.parametrize("harm", [no_database, from_a_newer_version, with_other_tables])
def test_a_wrong_index_is_made_anew(folder: Path, harm: Callable[[Path], None]) -> None:
    list(read_all(folder))
    harm(Index(folder).file)
    list(read_all(folder))  # finds it wrong
    list(read_all(folder))  # fills a new one
    assert len(Index(folder).outcomes()) == MANY


def test_a_read_only_index_changes_nothing_but_time(folder: Path) -> None:
    """Read-only for all: the files of a database that can only be read are opened and never written."""
    listed = told(Shelf(folder).entries())
    place = Index(folder).place
    for path in (*place.iterdir(), place):
        path.chmod(0o500)
    path = folder / "2026-11-18-north-branch.toml"
    path.write_text(path.read_text())
    assert told(Shelf(folder).entries()) == listed
    assert len(list(read_all(folder))) == MANY
    for each in (place, *place.iterdir()):
        each.chmod(0o700)


READ = """
import sys
from pathlib import Path
from workshop.store import listing
from workshop.store.index import read_all
listing.SETTLED = 0
for _ in range(3):
    print(len([found.file for found in read_all(Path(sys.argv[1])) if hasattr(found, "file")]))
"""


def test_two_programs_index_at_once(folder: Path) -> None:
    programs = [
        subprocess.Popen([sys.executable, "-c", READ, str(folder)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [program.communicate(timeout=120)[0].split() for program in programs] == [[str(MANY - 1)] * 3] * 2
    assert [program.returncode for program in programs] == [0, 0]
    assert len(Index(folder).outcomes()) == MANY


def test_only_its_owner_may_look_into_the_index(folder: Path) -> None:
    list(read_all(folder))
    assert Index(folder).place.stat().st_mode & 0o777 == 0o700


def test_another_shape_of_what_is_kept_needs_another_version() -> None:
    """Whoever changes these raises VERSION, then this: old rows must not be taken for new ones."""
    kept = {kind.__name__: " ".join(kind._fields) for kind in (Outcome, Agreed, Became, Promise)}
    kept["Questionnaire"] = " ".join(field.name for field in fields(Questionnaire))
    assert (VERSION, kept) == (
        6,
        {
            "Outcome": "file title organisation unit held_on stage mode threshold audience users user method "
            "voted questionnaire results felt_results decided",
            "Questionnaire": "instrument version title attributes questions",
            "Agreed": "level range discussed example evidence",
            "Became": "id text became noticed",
            "Promise": "kind id text owner due status",
        },
    )


def test_a_name_that_is_no_utf_8_is_indexed_like_any_other(folder: Path) -> None:
    """One such file kept the index from being written, for all others too."""
    name = oddly_named(folder / "2026-11-18-north-branch.toml").name
    listed, known = told(Shelf(folder).entries()), told(list(read_all(folder)))
    assert name in Index(folder).entries()
    assert len(Index(folder).outcomes()) == MANY
    assert (told(Shelf(folder).entries()), told(list(read_all(folder)))) == (listed, known)


def packs(folder: Path) -> int:
    """How many packs the index is made of."""
    with sqlite3.connect(Index(folder).file) as db:
        (many,) = db.execute("SELECT count(*) FROM packs").fetchone()
    db.close()
    return int(many)


def test_many_small_packs_become_few(folder: Path) -> None:
    """Somebody saves one session two hundred times while the library is open."""
    path = folder / "2026-11-18-north-branch.toml"
    seen = Shelf(folder)
    text = path.read_text()
    for number in range(200):
        path.write_text(text.replace("North branch, autumn 2026", f"Autumn {number}", 1))
        seen.entries()
    (folder / "2020-01-01-broken.toml").unlink()
    listed = told(seen.entries())
    assert packs(folder) > 200
    assert Index(folder).outcomes().keys() == Index(folder).outcomes().keys()
    assert packs(folder) == 1
    assert told(Shelf(folder).entries()) == listed
    assert len(Index(folder).outcomes()) == MANY - 1


def test_what_was_decided_is_read_from_the_files_when_the_index_went_meanwhile(folder: Path) -> None:
    """A screen of trends may be open for hours."""
    list(read_all(folder))
    open_since = list(read_all(folder))
    Index(folder).file.unlink()
    assert told(open_since) == told([read_outcome(folder / name) for name in listing.names(folder)])


def test_a_session_that_goes_and_comes_back_is_known_again(folder: Path) -> None:
    path, away = folder / "2026-11-18-north-branch.toml", folder / "away"
    list(read_all(folder))
    path.rename(away)
    list(read_all(folder))
    assert path.name not in Index(folder).outcomes()
    away.rename(path)
    list(read_all(folder))
    assert path.name in Index(folder).outcomes()


def test_the_index_of_an_earlier_version_goes_when_there_is_a_new_one(folder: Path) -> None:
    """It lay in the cache folder for ever; what is not ours, or of a newer version, stays."""
    place = Index(folder).place
    place.mkdir(parents=True)
    ours = [f"sessions-{VERSION - 1}.sqlite", f"sessions-{VERSION - 1}.sqlite-wal", "sessions-1.sqlite"]
    others = [f"sessions-{VERSION + 1}.sqlite", "sessions-1.sqlite.bak", "notes.txt"]
    for name in (*ours, *others):
        (place / name).write_text("")
    list(read_all(folder))
    assert {path.name for path in place.iterdir()} == {*others, Index(folder).file.name}
