"""A disposable index of all sessions of a folder: ten thousand of them are listed without reading one.

It lies in the cache folder, one SQLite file for each folder of sessions, and holds nothing that the sessions
do not. A row counts only while its file has the stamp it had when it was read, and while its checksum holds;
what is missing, wrong, damaged or out of reach is read from the sessions. So it can cost time, never truth.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from workshop.errors import WorkshopError
from workshop.model.many import making_many
from workshop.model.outcome import Outcome
from workshop.store.index_packs import (
    INSERT,
    SELECT_ALL,
    SELECT_COUNTED,
    SELECT_DECIDED,
    SELECT_LISTED,
    TABLES,
    Packed,
    Packs,
    asked_row,
    gone,
    packed,
    rows_of,
)
from workshop.store.listing import BATCH, FEW, listing
from workshop.store.lock import inside
from workshop.store.outcome import Read, read_outcome
from workshop.store.summary import Entry

__all__ = ["VERSION", "Index", "read_all"]

VERSION: Final = 6
"""To be raised whenever packs mean something else: each version has a file of its own, and those of earlier
ones go when it is made."""

_PAGE: Final = 65_536
"""Bytes of a page: a pack is read in a few of them."""

_PATIENCE: Final = 5.0
"""Seconds to wait for another program that writes; a batch takes milliseconds."""

_WRONG: Final = frozenset(
    {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_NOTADB}
)
"""What SQLite says of a file that is no index of ours, or no more; the rest may pass, such as a full disk."""

_OURS: Final = re.compile(r"sessions-(\d{1,6})\.sqlite(?:-wal|-shm)?", re.ASCII)
"""What an index is called, and what SQLite puts beside it."""

_Done = TypeVar("_Done")


class _WrongIndex(Exception):
    """The file is of another version under our name."""


class Index:
    """The index of the sessions in ``folder``. Nothing here raises; several programs may use it at once."""

    def __init__(self, folder: Path) -> None:
        from platformdirs import user_cache_path  # only who needs it pays for it

        name = hashlib.sha256(str(folder.resolve()).encode(errors="surrogateescape")).hexdigest()[:24]
        self.folder = folder
        self.place = user_cache_path("workshop", appauthor=False) / "index" / name
        self.file = self.place / f"sessions-{VERSION}.sqlite"
        self._is_new = False

    def entries(self) -> dict[str, tuple[str, Entry]]:
        """Return stamp and list entry of each file it knows, by name."""

        def read(db: sqlite3.Connection, packs: Packs) -> dict[str, tuple[str, Entry]]:
            return packs.entries(db.execute(SELECT_LISTED))

        return self._read(read)

    def outcomes(self) -> dict[str, tuple[str, Read]]:
        """Return stamp and outcome of each file it knows, by name."""

        def read(db: sqlite3.Connection, packs: Packs) -> dict[str, tuple[str, Read]]:
            db.execute("BEGIN")  # both tables as they are at one moment
            for digest, content in db.execute("SELECT digest, content FROM questionnaires"):
                packs.learn(digest, content)
            return packs.reads(db.execute(SELECT_COUNTED), self._decided)

        return self._read(read)

    def keep(self, found: Mapping[str, tuple[str, Read]]) -> None:
        """Remember what was read: by name the stamp the file had before, and what was in it."""
        asked = {
            id(read.questionnaire): asked_row(read.questionnaire)
            for read in {id(r.questionnaire): r for _, r in found.values() if isinstance(r, Outcome)}.values()
        }
        files = []
        for name, (stamp, read) in found.items():
            digest = asked[id(read.questionnaire)][0] if isinstance(read, Outcome) else ""
            files.append(packed(name, stamp, read, digest))
        self._add(files, asked.values())

    def forget(self, names: Iterable[str]) -> None:
        """Forget files that are gone."""
        self._add([gone(name) for name in names], ())

    def _decided(self, number: int, rest_sum: int, decided_sum: int) -> bytes | None:
        def read(db: sqlite3.Connection) -> bytes | None:
            row = db.execute(SELECT_DECIDED, (number, decided_sum)).fetchone()
            return row[0] if row and zlib.crc32(row[0], rest_sum) == decided_sum else None

        return self._with(read, None)

    def _read(self, act: Callable[[sqlite3.Connection, Packs], dict[str, _Done]]) -> dict[str, _Done]:
        """Return what ``act`` makes of the packs; make them anew where that will save time."""
        packs = Packs(self.folder)
        nothing: dict[str, _Done] = {}
        with making_many():
            found = self._with(lambda db: act(db, packs), nothing)
        if packs.wasteful(len(found)):
            self._with(_pack_anew, None)
        return found

    def _add(self, files: Sequence[Packed], asked: Iterable[tuple[str, str]]) -> None:
        def write(db: sqlite3.Connection) -> None:
            db.execute("BEGIN IMMEDIATE")
            db.executemany("INSERT OR REPLACE INTO questionnaires VALUES (?, ?)", asked)
            db.executemany(INSERT, rows_of(files))
            db.execute("COMMIT")

        if files:
            self._with(write, None)

    def _with(self, act: Callable[[sqlite3.Connection], _Done], otherwise: _Done) -> _Done:
        """Do ``act`` with the database; where that cannot be, return ``otherwise``.

        A database that is wrong is thrown away, for whoever comes next to begin anew.
        """
        try:
            with self._open() as db:
                done = act(db)
            if self._is_new:
                self._drop_earlier()
            return done
        except sqlite3.Error as error:
            wrong = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _WRONG
        except (_WrongIndex, ValueError, TypeError, LookupError):
            wrong = True
        except (OSError, WorkshopError):
            wrong = False  # no cache folder, or none that can be written: then without
        if wrong:
            self._discard()
        return otherwise

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Connect for a moment: while connected, nobody can throw the file away under one's hands."""
        self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (
            inside(self.place),
            closing(sqlite3.connect(self.file, timeout=_PATIENCE, isolation_level=None)) as db,
        ):
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if not version:
                db.execute(f"PRAGMA page_size = {_PAGE}")
                db.execute("PRAGMA journal_mode = WAL")
                db.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
                self._is_new = True
            elif version != VERSION:
                raise _WrongIndex
            db.execute("PRAGMA synchronous = NORMAL")
            yield db

    def _drop_earlier(self) -> None:
        """Remove the files of earlier versions, unless another program is in one this very moment."""
        self._is_new = False
        with suppress(OSError, WorkshopError), inside(self.place, alone=True, patience=1.0):
            for file in self.place.glob("sessions-*.sqlite*"):
                if (named := _OURS.fullmatch(file.name)) and int(named[1]) < VERSION:
                    file.unlink()

    def _discard(self) -> None:
        with suppress(OSError, WorkshopError), inside(self.place, alone=True):
            for ending in ("", "-wal", "-shm"):
                self.file.with_name(self.file.name + ending).unlink(missing_ok=True)


def _pack_anew(db: sqlite3.Connection) -> None:
    """Write all files that are not gone into as few packs as can be, in place of those there are."""
    db.execute("BEGIN IMMEDIATE")
    files = Packs(Path()).files(db.execute(SELECT_ALL))
    db.execute("DELETE FROM packs")
    db.executemany(INSERT, rows_of(files))
    db.execute("COMMIT")


def read_all(folder: Path, progress: Callable[[int, int], None] | None = None) -> Iterator[Read]:
    """Yield what came of each session in ``folder``, newest name first; an `Unreadable` for a broken file.

    Only what changed since it was indexed is read from the files; of those ``progress`` is told, before each
    batch, how many are read and how many there are to read.
    """
    files = listing(folder)
    index = Index(folder) if len(files) > FEW else None
    known = index.outcomes() if index else {}
    current: dict[str, Read] = {}
    missing: list[str] = []
    for name, (stamp, _) in files.items():
        if (found := known.get(name)) and found[0] == stamp:
            current[name] = found[1]
        else:
            missing.append(name)
    for start in range(0, len(missing), BATCH):
        if progress:
            progress(start, len(missing))
        batch = {name: read_outcome(folder / name) for name in missing[start : start + BATCH]}
        current |= batch
        if index:
            index.keep(
                {name: (files[name].text, read) for name, read in batch.items() if files[name].settled}
            )
    if index:
        index.forget(known.keys() - files.keys())
    yield from map(current.__getitem__, files)
