"""A disposable index of all sessions of a folder: ten thousand of them are listed without reading one.

It lies in the cache folder, one SQLite file for each folder of sessions, and holds nothing that the sessions
do not. A row counts only while its file has the stamp it had when it was read, and while its checksum holds;
what is missing, wrong, damaged or out of reach is read from the sessions. So it can cost time, never truth.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from workshop.errors import WorkshopError
from workshop.model.outcome import Outcome
from workshop.store.index_rows import (
    INSERT,
    SELECT_ALL,
    SELECT_LISTED,
    TABLES,
    Rows,
    asked_row,
    key_of,
    row_of,
)
from workshop.store.listing import BATCH, FEW, listing
from workshop.store.lock import inside
from workshop.store.outcome import Read, read_outcome
from workshop.store.summary import Entry

__all__ = ["VERSION", "Index", "read_all"]

VERSION: Final = 4
"""To be raised whenever rows mean something else: each version has a file of its own."""

_PAGE: Final = 65_536
"""Bytes of a page: some thirty rows, all of which are read, instead of one that does not fit."""

_PATIENCE: Final = 5.0
"""Seconds to wait for another program that writes; a batch takes milliseconds."""

_WRONG: Final = frozenset(
    {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_NOTADB}
)
"""What SQLite says of a file that is no index of ours, or no more; the rest may pass, such as a full disk."""

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

    def entries(self) -> dict[str, tuple[str, Entry]]:
        """Return stamp and list entry of each file it knows, by name."""

        def read(db: sqlite3.Connection) -> dict[str, tuple[str, Entry]]:
            rows = Rows(self.folder)
            found = filter(None, map(rows.entry, db.execute(SELECT_LISTED)))
            return {name: (stamp, entry) for name, stamp, entry in found}

        return self._with(read, {})

    def outcomes(self) -> dict[str, tuple[str, Read]]:
        """Return stamp and outcome of each file it knows, by name."""

        def read(db: sqlite3.Connection) -> dict[str, tuple[str, Read]]:
            rows = Rows(self.folder)
            db.execute("BEGIN")  # both tables as they are at one moment
            for digest, content in db.execute("SELECT digest, content FROM questionnaires"):
                rows.learn(digest, content)
            found = filter(None, map(rows.read, db.execute(SELECT_ALL)))
            return {name: (stamp, read) for name, stamp, read in found}

        return self._with(read, {})

    def keep(self, found: Mapping[str, tuple[str, Read]]) -> None:
        """Remember what was read: by name the stamp the file had before, and what was in it."""
        asked = {
            id(read.questionnaire): asked_row(read.questionnaire)
            for read in {id(r.questionnaire): r for _, r in found.values() if isinstance(r, Outcome)}.values()
        }
        rows = []
        for name, (stamp, read) in found.items():
            digest = asked[id(read.questionnaire)][0] if isinstance(read, Outcome) else ""
            rows.append(row_of(name, stamp, read, digest))

        def write(db: sqlite3.Connection) -> None:
            db.execute("BEGIN IMMEDIATE")
            db.executemany("INSERT OR REPLACE INTO questionnaires VALUES (?, ?)", asked.values())
            db.executemany(INSERT, rows)
            db.execute("COMMIT")

        if rows:
            self._with(write, None)

    def forget(self, names: Iterable[str]) -> None:
        """Forget files that are gone."""
        gone = [(key_of(name),) for name in names]

        def write(db: sqlite3.Connection) -> None:
            db.executemany("DELETE FROM files WHERE name = ?", gone)

        if gone:
            self._with(write, None)

    def _with(self, act: Callable[[sqlite3.Connection], _Done], otherwise: _Done) -> _Done:
        """Do ``act`` with the database; where that cannot be, return ``otherwise``.

        A database that is wrong is thrown away, for whoever comes next to begin anew.
        """
        try:
            with self._open() as db:
                return act(db)
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
            elif version != VERSION:
                raise _WrongIndex
            db.execute("PRAGMA synchronous = NORMAL")
            yield db

    def _discard(self) -> None:
        with suppress(OSError, WorkshopError), inside(self.place, alone=True):
            for ending in ("", "-wal", "-shm"):
                self.file.with_name(self.file.name + ending).unlink(missing_ok=True)


def read_all(folder: Path, progress: Callable[[int, int], None] | None = None) -> Iterator[Read]:
    """Yield what came of each session in ``folder``, newest name first; an `Unreadable` for a broken file.

    Only what changed since it was indexed is read from the files; of those ``progress`` is told, before each
    batch, how many are read and how many there are to read.
    """
    files = listing(folder)
    index = Index(folder) if len(files) > FEW else None
    known = index.outcomes() if index else {}
    current = {
        name: read
        for name, (stamp, read) in known.items()
        if (file := files.get(name)) is not None and file.text == stamp
    }
    missing = [name for name in files if name not in current]
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
    for name in files:
        yield current[name]
