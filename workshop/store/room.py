"""The folder of an open session: codes to come back, the ballot box, who voted, comments that wait."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.ballot import Ballot
from workshop.model.base import Frozen, Line, Paragraph, RandomId, random_id
from workshop.model.poll import Poll
from workshop.model.privacy import counts
from workshop.model.session import SetAside
from workshop.store import atomic, codes
from workshop.store.ballot_box import BallotBox, RoundClosed
from workshop.store.codec import decode
from workshop.store.opening import Opening
from workshop.store.sessions import room_path
from workshop.store.toml import dump, read
from workshop.store.voters import Voters

__all__ = ["VOTE_CLOCK", "PendingComment", "Presence", "Room", "Ticket"]

VOTE_CLOCK: Final = "clock.toml"
"""Since when the open round is shown; gone with its box."""

_Kept = TypeVar("_Kept", bound=Frozen)


class PendingComment(Frozen):
    """A comment nobody has reviewed yet; which ballot it came from is not known any more."""

    id: RandomId
    round: int
    attribute: str
    text: Paragraph
    set_aside: SetAside | None = None
    """When that was decided and not yet carried out: what the session then says of its reason."""


class _Person(Frozen):
    participant: RandomId


class _Before(Frozen):
    people: Mapping[str, RandomId] = {}
    """Who had joined before the open round was opened, by the hash of their code."""


class _Comments(Frozen):
    comments: tuple[PendingComment, ...] = ()


class Ticket(NamedTuple):
    """What joining gives: a code to come back with, shown once, and the random id it stands for."""

    code: Line
    participant: str


class Presence(NamedTuple):
    """How far the room is: numbers of people, and never an answer."""

    joined: int
    """Who takes part in this round: came since it was opened, or came before and sat down to it.

    Over SSH people are the same from round to round, on a passed keyboard somebody new each time; whoever
    was only in an earlier round is not counted.
    """
    started: int
    handed_in: int
    to_count: int
    """Ballots that would be counted now: handed in, or with at least one answer."""


class Room:
    """The room of one session file; it exists only while the session is open."""

    def __init__(self, session: Path) -> None:
        self.session = session
        self.folder = room_path(session)
        self.people = self.folder / "people"

    @property
    def exists(self) -> bool:
        """Whether the session is open at all."""
        return self.folder.is_dir()

    @property
    def number(self) -> int | None:
        """The number of the round that is open or being counted; None between rounds."""
        # Twice when none is seen: a box that is renamed while the folder is read may be in neither half.
        return self._number() or self._number()

    @property
    def box(self) -> BallotBox:
        """The ballot box of the open round. Raises RoundClosed."""
        if (number := self.number) is None:
            raise self._not_open()
        return BallotBox(self.folder, number)

    @property
    def opened_before(self) -> bool:
        """Whether a round was opened in this room: then what people were told is kept here."""
        return (self.folder / "room.toml").is_file()

    @property
    def opened(self) -> int:
        """When the newest round was opened, in nanoseconds; 0 before the first.

        Another for one opened anew under the same number, whose folder may get the inode of the old one.
        """
        with suppress(OSError):
            return (self.folder / "room.toml").stat().st_mtime_ns
        return 0

    def opening(self) -> Opening:
        """Return what held at opening. Raises WorkshopError."""
        return decode(read(self.folder / "room.toml"), Opening)

    def ensure(self) -> None:
        """Make the room where it is missing, without a round in it; the caller holds the lock."""
        for folder in (self.folder, self.people):
            folder.mkdir(mode=0o700, exist_ok=True)
        if not (ignore := self.folder / ".gitignore").exists():
            atomic.replace(ignore, b"*\n")
        atomic.sync_folder(self.folder.parent)

    def make(self, opening: Opening, number: int) -> None:
        """Make the room where it is missing, and the box of round ``number``; the caller holds the lock.

        The box comes last: a crash on the way leaves no half-open round.
        """
        self.ensure()
        self._write("before.toml", _Before(people=self._people()))
        self._write("room.toml", opening)
        BallotBox(self.folder, number).folder.mkdir(mode=0o700, exist_ok=True)
        atomic.sync_folder(self.folder)

    def drop_box(self) -> None:
        """Take the open box away, with what is in it; the caller holds the lock."""
        box = self.box
        self.forget(box.number)
        (self.folder / VOTE_CLOCK).unlink(missing_ok=True)
        for folder in (box.folder, box.counting):
            atomic.discard(folder)

    def drop_unused_box(self) -> bool:
        """Take the open box away unless somebody answered; return whether it is gone. As ``drop_box``."""
        box = self.box
        box.seal()
        if any(map(counts, box.ballots().values())):
            box.reopen()
            return False
        self.drop_box()
        return True

    def hands_file(self, poll: Poll) -> Path:
        """Return where a show of hands about ``poll`` is kept while it is typed in."""
        return self.folder / f"hands-{poll}.toml"

    def join(self) -> Ticket:
        """Let one more participant in. Raises RoundClosed."""
        if self.number is None:
            raise self._not_open()
        ticket = Ticket(codes.new_code(), random_id())
        path = self.people / f"{codes.hashed(ticket.code)}.toml"
        try:
            atomic.replace(path, _dumped(_Person(participant=ticket.participant)), private=True)
        except FileNotFoundError:
            raise self._not_open() from None
        except OSError as error:
            raise WorkshopError(
                _("the room cannot be written: {strerror}").format(strerror=error.strerror), str(self.folder)
            ) from None
        return ticket

    def resume(self, code: str) -> Ticket | None:
        """Return the ticket that ``code`` was given for; None when nobody was given it."""
        path = self.people / f"{codes.hashed(code)}.toml"
        with suppress(FileNotFoundError):
            if path.is_file():
                return Ticket(codes.written(code), decode(read(path), _Person).participant)
        return None

    def give_back(self, ticket: Ticket) -> None:
        """Take back what ``join`` gave, before anything was answered with it."""
        (self.people / f"{codes.hashed(ticket.code)}.toml").unlink(missing_ok=True)

    def presence(self) -> Presence:
        """Return how many joined, started, handed in, in the open round."""
        box = self.box.ballots()
        ballots = list(box.values())
        before = (self._read("before.toml", _Before) or _Before()).people
        return Presence(
            joined=sum(path.stem not in before for path in self.people.glob("*.toml"))
            + len(box.keys() & before.values()),
            started=sum(bool(ballot.answers or ballot.picks) for ballot in ballots),
            handed_in=sum(ballot.handed_in for ballot in ballots),
            to_count=sum(map(counts, ballots)),
        )

    def voters(self) -> Voters:
        """Return who voted in the counted rounds: needed until the session closes (rule 8)."""
        return self._read("voters.toml", Voters) or Voters()

    def keep_voters(
        self, number: int, ballots: Mapping[str, Ballot], groups: Iterable[Iterable[str]] = ()
    ) -> None:
        """Note who voted in round ``number``, who gave a level where, and who stands in which group."""
        self._write("voters.toml", self.voters().after(number, ballots, groups))

    def pending(self) -> tuple[PendingComment, ...]:
        """Return the comments that wait for review."""
        kept = self._read("comments.toml", _Comments)
        return kept.comments if kept else ()

    def keep_pending(self, comments: Sequence[PendingComment]) -> None:
        """Replace the comments that wait for review."""
        self._write("comments.toml", _Comments(comments=tuple(comments)))

    def forget(self, number: int) -> None:
        """Drop the voters and comments of a round whose count did not come to an end."""
        waiting = self.pending()
        counted = [comment for comment in waiting if comment.round != number]
        if len(counted) < len(waiting):
            self.keep_pending(counted)
        voters = self.voters()
        if number in voters.numbers:
            self._write("voters.toml", voters.without(number))

    def _people(self) -> dict[str, str]:
        return {
            path.stem: decode(read(path), _Person).participant for path in sorted(self.people.glob("*.toml"))
        }

    def _number(self) -> int | None:
        try:
            entries = [entry.name for entry in self.folder.iterdir()]
        except FileNotFoundError:
            return None
        names = (re.fullmatch(r"round-(\d+)\.(ballots|counting)", entry) for entry in entries)
        return max((int(name[1]) for name in names if name), default=None)

    def _not_open(self) -> RoundClosed:
        return RoundClosed(
            _("no round is open"), _("To open it: workshop open {stem}").format(stem=self.session.stem)
        )

    def _read(self, name: str, model: type[_Kept]) -> _Kept | None:
        path = self.folder / name
        return decode(read(path), model) if path.exists() else None

    def _write(self, name: str, model: Frozen) -> None:
        try:
            atomic.replace(self.folder / name, _dumped(model), private=True)
        except OSError as error:
            raise WorkshopError(
                _("the room cannot be written: {strerror}").format(strerror=error.strerror), str(self.folder)
            ) from None


def _dumped(model: Frozen) -> bytes:
    return dump({"format": 1, **model.model_dump(exclude_none=True)})
