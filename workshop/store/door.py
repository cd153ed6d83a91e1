"""Who may come in from elsewhere: the session's join code, one-use codes, and those who have been in.

The join code is meant to be read aloud, so it is kept as it is; of all other codes only the hash is kept.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Final, NamedTuple

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.base import FORMAT, Frozen, Line
from workshop.store import atomic, codes
from workshop.store.codec import decode, load
from workshop.store.lock import changing
from workshop.store.room import Room, Ticket
from workshop.store.sessions import folder_of
from workshop.store.toml import dump, read

__all__ = [
    "Door",
    "Entry",
    "Guest",
    "admit",
    "forget_codes",
    "join_code",
    "keep_codes",
    "make_slips",
    "readable",
    "recognise",
    "renew_slips",
    "still_in",
]

_JOIN_LENGTH: Final = 8
"""Characters of five bits: a join code lets somebody rate, it opens nothing that somebody else answered."""

_SPENT: Final = ".spent"


class Door(Frozen):
    """What lies in the room for those who come from elsewhere."""

    join: Line
    until: datetime | None = None
    """Until when those who were in may read the summary after the session closed."""


class Entry(Enum):
    """What a code is good for."""

    JOIN = "join"
    SLIP = "one-use code"
    RESUME = "resume"
    READER = "reader"
    """Somebody who was in, after the session closed: may read its summary."""


class Guest(NamedTuple):
    """Somebody at the door with a code that is good for something."""

    entry: Entry
    code: str


class _Kept(Frozen):
    until: datetime
    codes: tuple[Line, ...]
    """Hashes of the codes of all who were in."""


def join_code(path: Path, until: datetime | None = None) -> str:
    """Return the join code of the session at ``path``, made when there is none yet; the room with it.

    ``until`` is until when those who were in may read the summary. A closed session has no join code: "".
    """
    with changing(folder_of(path)):
        room = Room(path)
        if not room.exists and load(path).ended:
            return ""
        room.ensure()
        place = room.folder / "door.toml"
        before = decode(read(place), Door) if place.exists() else Door(join=codes.new_code(_JOIN_LENGTH))
        door = before.model_copy(update={"until": until or before.until})
        kept = {"format": FORMAT, **door.model_dump(exclude_none=True)}
        atomic.replace(place, dump(kept), private=True)
        return door.join


def recognise(path: Path, typed: str) -> Guest | None:
    """Return what ``typed`` is good for at the session at ``path``; None for a wrong or a spent code."""
    room = Room(path)
    door = room.folder / "door.toml"
    with suppress(FileNotFoundError):
        if door.is_file() and _same(decode(read(door), Door).join, typed):
            return Guest(Entry.JOIN, "")
    if room.resume(typed):
        return Guest(Entry.RESUME, codes.written(typed))
    if _slip(room, typed).is_file():
        return Guest(Entry.SLIP, typed)
    kept = _kept(path)
    return Guest(Entry.READER, codes.written(typed)) if kept and codes.hashed(typed) in kept.codes else None


def admit(path: Path, guest: Guest) -> Ticket:
    """Give ``guest`` the ticket their code is good for; a one-use code is spent by it. Raises WorkshopError.

    Nothing links the ticket to the one-use code that bought it.
    """
    room = Room(path)
    if guest.entry is Entry.RESUME:
        ticket = room.resume(guest.code)
        if ticket is None:
            raise WorkshopError(_("this code holds no more"), _("Everybody joins again, with the join code."))
        return ticket
    if guest.entry is Entry.SLIP:
        ticket = room.join()
        slip = _slip(room, guest.code)
        try:
            slip.rename(slip.with_suffix(_SPENT))
        except FileNotFoundError:
            room.give_back(ticket)
            raise WorkshopError(_("this code was used"), _("Each slip lets one person in, once.")) from None
        return ticket
    return room.join()


def make_slips(path: Path, count: int) -> list[str]:
    """Return ``count`` fresh one-use codes, good until each is used or the session closes."""
    with changing(folder_of(path)):
        room = Room(path)
        room.ensure()
        fresh = [codes.new_code() for _ in range(count)]
        folder = room.folder / "slips"
        folder.mkdir(mode=0o700, exist_ok=True)
        for code in sorted(fresh):
            atomic.replace(_slip(room, code), dump({"format": FORMAT}), private=True)
        return fresh


def still_in(path: Path, ticket: Ticket | None) -> Ticket | None:
    """Return ``ticket`` while it holds; None once everybody is to join again."""
    return ticket and Room(path).resume(ticket.code)


def renew_slips(room: Room) -> None:
    """Make every one-use code good once more."""
    for spent in (room.folder / "slips").glob(f"*{_SPENT}"):
        spent.rename(spent.with_suffix(".toml"))


def keep_codes(path: Path) -> None:
    """Before the room goes: keep the hashes of all who were in, where they were promised the summary."""
    door = Room(path).folder / "door.toml"
    until = decode(read(door), Door).until if door.is_file() else None
    if until is None or until <= datetime.now(UTC):
        return
    hashes = sorted(entry.stem for entry in Room(path).people.glob("*.toml"))
    place = _kept_place(path)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    atomic.replace(place.parent / ".gitignore", b"*\n")
    kept = {"format": FORMAT, "until": until, "codes": hashes}
    atomic.replace(place, dump(kept), private=True)


def readable(path: Path) -> bool:
    """Return whether those who were in may read the closed session at ``path`` now."""
    return _kept(path) is not None


def forget_codes(path: Path) -> None:
    """Drop the hashes whose time is over."""
    place = _kept_place(path)
    with suppress(WorkshopError):
        if place.is_file() and decode(read(place), _Kept).until <= datetime.now(UTC):
            place.unlink(missing_ok=True)


def _same(code: str, typed: str) -> bool:
    return secrets.compare_digest(codes.normal(code).encode(), codes.normal(typed).encode())


def _slip(room: Room, code: str) -> Path:
    return room.folder / "slips" / f"{codes.hashed(code)}.toml"


def _kept(path: Path) -> _Kept | None:
    """Return the codes of who was in; None before the session closed, and when their time is over."""
    place = _kept_place(path)
    with suppress(WorkshopError, FileNotFoundError):
        kept = decode(read(place), _Kept) if place.is_file() else None
        if kept and datetime.now(UTC) < kept.until:
            return kept
    return None


def _kept_place(path: Path) -> Path:
    return folder_of(path) / ".codes" / f"{path.stem}.toml"
