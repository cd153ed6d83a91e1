"""The open ballots of one round: one file per participant, gone when the round is counted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.ballot import Ballot
from workshop.store import atomic, ballot_file
from workshop.store.ballot_file import Added, Kept
from workshop.store.lock import alone_at, held, inside

__all__ = ["PUT_AWAY", "BallotBox", "ContinuedElsewhere", "RoundClosed", "Standing"]

PUT_AWAY: Final = ".destroyed"
"""The ending of a box whose round is being destroyed."""

_PATIENCE: Final = 5.0
"""Seconds to wait while a round is being counted: it may turn out to have too few ballots, and go on."""

_LOOKS: Final = 10
"""How often to look for a box that is being renamed."""

_SUFFIX: Final = ".jsonl"

_Done = TypeVar("_Done")

_TRIED_AGAIN: Final = _("Your answer stays on this screen and is tried again with your next key.")


class Standing(NamedTuple):
    """How far one ballot is."""

    changed: tuple[int, int]
    """When its file changed last, in nanoseconds, and its size."""
    handed_in: bool
    turn: int
    """How often its participant came back."""


class RoundClosed(WorkshopError):
    """The round is closed: its ballots are counted, or it was never open."""


class ContinuedElsewhere(WorkshopError):
    """The same code went on in another place; this screen is stale."""


class BallotBox:
    """The ballots of round ``number`` in the room folder ``room``.

    Only opening a round makes the folder; nothing here does. Any number of programs may cast at once.
    """

    def __init__(self, room: Path, number: int) -> None:
        self.number = number
        self.folder = room / f"round-{number}.ballots"
        self.counting = room / f"round-{number}.counting"
        self._locks = room / "people"
        self._known: Kept | None = None
        """What was read or put in last."""

    def take(self, participant: str) -> Ballot:
        """Begin or come back: return the participant's ballot in a new turn, durably saved.

        Every other screen with the same code is stale from now on. Raises RoundClosed.
        """

        def begin(folder: int) -> Ballot:
            ballot = self._read(participant, folder) or Ballot(round=self.number)
            ballot = ballot.changed(turn=ballot.turn + 1)
            self._replace(participant, ballot)
            return ballot

        return self._with(participant, begin)

    def cast(self, participant: str, ballot: Ballot) -> None:
        """Put ``ballot`` in; it is on the disk when this returns. An older revision changes nothing.

        Raises RoundClosed, ContinuedElsewhere when a newer turn was taken, or WorkshopError.
        """

        def put(folder: int) -> None:
            kept = self._before(participant, ballot, folder)
            # One that is tried again is there, but the disk may have refused it.
            if not kept or kept == ballot or (kept.turn, kept.revision) < (ballot.turn, ballot.revision):
                self._replace(participant, ballot)

        if added := self.add(participant, ballot):
            self.settle(added)
        else:
            self._with(participant, put)

    def add(self, participant: str, ballot: Ballot) -> Added | None:
        """Write ``ballot`` after the one put in last; this waits for no other program and no disk.

        It is in when ``settle`` has returned. None where it takes more than that: then ``cast``.
        """
        if self._known and self._known.precedes(ballot):
            with suppress(OSError):
                added = ballot_file.add(self._file(participant), self._known, ballot)
                if added:
                    self._known = added[1]
                    return added[0]
        return None

    def settle(self, added: Added) -> None:
        """Return when what was added is on the disk. Raises WorkshopError."""
        try:
            ballot_file.settle(added)
        except OSError as error:
            self._known = None  # the lines before it may not be blank: the next ballot takes the file's place
            raise _unsaved(error) from None

    def withdraw(self, participant: str, ballot: Ballot) -> Ballot:
        """Take every answer back; return the empty ballot that stands in its place and is not counted."""
        empty = Ballot(round=ballot.round, turn=ballot.turn, revision=ballot.revision + 1)
        self.cast(participant, empty)
        return empty

    def seal(self) -> None:
        """Take the box away to be counted; returns when every cast that was on its way is in, or refused.

        A rename of the box does not stop a cast whose path the system has looked up already: it arrives in
        the renamed box, and must not arrive after the count. Who replaces a ballot holds the box; who adds to
        one holds that ballot.
        """
        if self.folder.is_dir():
            _move(self.folder, self.counting)
        _wait_for_casts(self.counting)

    def put_away(self) -> None:
        """Take the box, or the one being counted, away to be destroyed; returns as ``seal`` does."""
        away = self.folder.with_suffix(PUT_AWAY)
        _move(self.counting if self.counting.is_dir() else self.folder, away)
        _wait_for_casts(away)

    def reopen(self) -> None:
        """Put the box back: it is not counted after all."""
        _move(self.counting, self.folder)

    def ballots(self) -> dict[str, Ballot]:
        """Return all ballots by participant; of the folder being counted, when that has begun.

        Raises WorkshopError for a ballot that cannot be read: a count never leaves one out.
        """
        for folder in (self.folder, self.counting, self.folder):  # it may be renamed, and back, meanwhile
            with suppress(FileNotFoundError), inside(folder) as descriptor:
                return {
                    name.removesuffix(_SUFFIX): ballot_file.read(name, descriptor, folder / name).ballot
                    for name in _names(descriptor)
                }
        return {}

    def standings(self, known: Mapping[str, Standing]) -> dict[str, Standing]:
        """Return by participant how far the ballots are; those as ``known`` are not read.

        Raises FileNotFoundError while the box is away, WorkshopError for a ballot that cannot be read.
        """
        found: dict[str, Standing] = {}
        with inside(self.folder) as folder, os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.endswith(_SUFFIX):
                    continue
                participant = entry.name.removesuffix(_SUFFIX)
                with suppress(FileNotFoundError):  # replaced, or withdrawn, at this moment
                    stat = entry.stat()
                    changed = stat.st_mtime_ns, stat.st_size
                    before = known.get(participant)
                    if before and before.changed == changed:
                        found[participant] = before
                    else:
                        found[participant] = self._standing(entry.name, folder, changed)
        return found

    def _standing(self, name: str, folder: int, changed: tuple[int, int]) -> Standing:
        values = ballot_file.newest(name, folder, self.folder / name)
        turn = values.get("turn", 0)
        return Standing(changed, values.get("handed_in") is True, turn if isinstance(turn, int) else 0)

    def _before(self, participant: str, ballot: Ballot, folder: int) -> Ballot | None:
        """Return what ``ballot`` is to follow; raises when it must not."""
        kept = self._read(participant, folder)
        if not kept and ballot.turn:
            # The turn was taken in another box: this one was opened after that was destroyed, under
            # rules this participant has not been told.
            raise RoundClosed(_("your round was ended uncounted"), _("Start again to rate in the new one."))
        if kept and kept.turn > ballot.turn:
            hint = _("Your answers are safe there. To go on here, start again with your code.")
            raise ContinuedElsewhere(_("you continued elsewhere"), hint)
        return kept

    def _read(self, participant: str, folder: int) -> Ballot | None:
        """Return the ballot in the box, whose descriptor is ``folder``, or None.

        Asked of the open folder, not by path: a box that is renamed to be counted, and back because it has
        too few ballots, must never look empty. A new ballot would then be put in the old one's place.
        """
        file = self._file(participant)
        try:
            self._known = ballot_file.read(file.name, folder, file)
        except FileNotFoundError:
            self._known = None
            return None
        return self._known.ballot

    def _replace(self, participant: str, ballot: Ballot) -> None:
        content = ballot_file.line(ballot)
        atomic.replace(self._file(participant), content, private=True)
        self._known = Kept(ballot, 0, 0, content)

    def _file(self, participant: str) -> Path:
        return self.folder / f"{participant}{_SUFFIX}"

    @contextmanager
    def _alone(self, participant: str) -> Iterator[int]:
        """Hold the box open, alone among the screens with one code. Raises FileNotFoundError, Busy."""
        file = self._file(participant)
        with (
            held(self._locks / f"{participant}.lock"),
            inside(self.folder) as folder,
            alone_at(file.name, folder),
        ):
            # Renamed before we had hold of it, it may be counted already.
            if not os.path.samestat(self.folder.stat(), os.fstat(folder)):
                raise FileNotFoundError
            yield folder

    def _with(self, participant: str, act: Callable[[int], _Done]) -> _Done:
        """Do ``act`` with the open box, alone among the screens with one code.

        When the box is renamed under its hands, to be counted, it is tried again once that has come to an
        end: a round with too few ballots stays open. Raises RoundClosed when it does not, WorkshopError when
        counting goes on and on.
        """
        until = time.monotonic() + _PATIENCE
        while self._stands() and time.monotonic() < until:
            if self.counting.is_dir():
                time.sleep(0.01)
                continue
            try:
                with self._alone(participant) as folder:
                    return act(folder)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise _unsaved(error) from None
        if self._stands():
            hint = _("{first} If this lasts, a count was interrupted: workshop close finishes it.").format(
                first=_TRIED_AGAIN
            )
            raise WorkshopError(_("the round is being counted"), hint)
        raise RoundClosed(
            _("the round is closed"), _("If it was counted, every answer saved before is in it.")
        )

    def _stands(self) -> bool:
        """Return whether there is a box, under either of its names.

        It may be renamed between two looks, and once more: only one that is not seen for a while is gone.
        """
        for _attempt in range(_LOOKS):
            if self.folder.is_dir() or self.counting.is_dir():
                return True
            time.sleep(0.002)
        return False


def _move(box: Path, to: Path) -> None:
    box.rename(to)
    atomic.sync_folder(to.parent)


def _wait_for_casts(box: Path) -> None:
    with inside(box, alone=True) as folder:
        for name in _names(folder):
            with alone_at(name, folder):
                pass


def _names(folder: int) -> list[str]:
    """Return the names of all ballots in the open ``folder``."""
    return sorted(name for name in os.listdir(folder) if name.endswith(_SUFFIX))


def _unsaved(error: OSError) -> WorkshopError:
    """Return what to say when a ballot did not come to the disk."""
    said = _("the answer cannot be saved: {strerror}").format(strerror=error.strerror)
    return WorkshopError(said, _TRIED_AGAIN)
