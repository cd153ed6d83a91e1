"""The open ballots of one round: one file per participant, gone when the round is counted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.ballot import Ballot
from workshop.model.base import FORMAT
from workshop.store import atomic
from workshop.store.codec import decode
from workshop.store.lock import held, inside
from workshop.store.toml import dump, parse

__all__ = ["BallotBox", "ContinuedElsewhere", "RoundClosed", "Standing"]

_PATIENCE: Final = 5.0
"""Seconds to wait while a round is being counted: it may turn out to have too few ballots, and go on."""

_LOOKS: Final = 10
"""How often to look for a box that is being renamed."""

_SUFFIX: Final = ".toml"

_PIECE: Final = 65_536
"""Bytes read at once."""

_Done = TypeVar("_Done")

_TRIED_AGAIN: Final = _("Your answer stays on this screen and is tried again with your next key.")


class Standing(NamedTuple):
    """How far one ballot is."""

    changed: int
    """When it changed last, in nanoseconds."""
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
        self._written: tuple[bytes, Ballot] | None = None
        """What was put in last, which need not be parsed when it is found again."""

    def take(self, participant: str) -> Ballot:
        """Begin or come back: return the participant's ballot in a new turn, durably saved.

        Every other screen with the same code is stale from now on. Raises RoundClosed.
        """

        def begin(folder: int) -> Ballot:
            ballot = self._read(participant, folder) or Ballot(round=self.number)
            ballot = ballot.changed(turn=ballot.turn + 1)
            self._write(participant, ballot)
            return ballot

        return self._with(participant, begin)

    def cast(self, participant: str, ballot: Ballot) -> None:
        """Put ``ballot`` in; it is on the disk when this returns. An older revision changes nothing.

        Raises RoundClosed, ContinuedElsewhere when a newer turn was taken, or WorkshopError.
        """

        def put(folder: int) -> None:
            kept = self._read(participant, folder)
            if not kept and ballot.turn:
                # The turn was taken in another box: this one was opened after that was destroyed, under
                # rules this participant has not been told.
                raise RoundClosed(
                    _("your round was ended uncounted"), _("Start again to rate in the new one.")
                )
            if kept and kept.turn > ballot.turn:
                hint = _("Your answers are safe there. To go on here, start again with your code.")
                raise ContinuedElsewhere(_("you continued elsewhere"), hint)
            if not kept or (kept.turn, kept.revision) < (ballot.turn, ballot.revision):
                self._write(participant, ballot)

        self._with(participant, put)

    def withdraw(self, participant: str, ballot: Ballot) -> Ballot:
        """Take every answer back; return the empty ballot that stands in its place and is not counted."""
        empty = Ballot(round=ballot.round, turn=ballot.turn, revision=ballot.revision + 1)
        self.cast(participant, empty)
        return empty

    def seal(self) -> None:
        """Take the box away to be counted; returns when every cast that was on its way is in, or refused.

        A rename of the box does not stop a cast whose path the system has looked up already: it arrives in
        the renamed box, and must not arrive after the count.
        """
        if self.folder.is_dir():
            self.folder.rename(self.counting)
            atomic.sync_folder(self.counting.parent)
        with inside(self.counting, alone=True):
            pass

    def reopen(self) -> None:
        """Put the box back: it is not counted after all."""
        self.counting.rename(self.folder)
        atomic.sync_folder(self.folder.parent)

    def ballots(self) -> dict[str, Ballot]:
        """Return all ballots by participant; of the folder being counted, when that has begun.

        Raises WorkshopError for a ballot that cannot be read: a count never leaves one out.
        """
        for folder in (self.folder, self.counting, self.folder):  # it may be renamed, and back, meanwhile
            with suppress(FileNotFoundError), inside(folder) as descriptor:
                with os.scandir(descriptor) as entries:
                    names = sorted(entry.name for entry in entries if entry.name.endswith(_SUFFIX))
                return {name.removesuffix(_SUFFIX): _ballot(folder, name, descriptor) for name in names}
        return {}

    def standings(self, known: Mapping[str, Standing]) -> dict[str, Standing]:
        """Return by participant how far the ballots are; those as ``known`` are not read, answers never.

        Raises FileNotFoundError while the box is away, WorkshopError for a ballot that cannot be read.
        """
        found: dict[str, Standing] = {}
        with inside(self.folder) as folder, os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.endswith(_SUFFIX):
                    continue
                participant = entry.name.removesuffix(_SUFFIX)
                with suppress(FileNotFoundError):  # replaced, or withdrawn, at this moment
                    changed = entry.stat().st_mtime_ns
                    before = known.get(participant)
                    if before and before.changed == changed:
                        found[participant] = before
                    else:
                        found[participant] = self._standing(entry.name, folder, changed)
        return found

    def _standing(self, name: str, folder: int, changed: int) -> Standing:
        head, _table, _answers = _content(name, folder).partition(b"\n[")
        values = parse(head, str(self.folder / name)).values
        turn = values.get("turn", 0)
        return Standing(changed, values.get("handed_in") is True, turn if isinstance(turn, int) else 0)

    def _read(self, participant: str, folder: int) -> Ballot | None:
        """Return the ballot in the box, whose descriptor is ``folder``, or None.

        Asked of the open folder, not by path: a box that is renamed to be counted, and back because it has
        too few ballots, must never look empty. A new ballot would then be put in the old one's place.
        """
        name = f"{participant}{_SUFFIX}"
        try:
            content = _content(name, folder)
        except FileNotFoundError:
            return None
        if self._written and self._written[0] == content:
            return self._written[1]
        return decode(parse(content, str(self.folder / name)), Ballot)

    def _write(self, participant: str, ballot: Ballot) -> None:
        kept = {"format": FORMAT, "round": ballot.round} | ballot.model_dump(exclude_defaults=True)
        content = dump(kept)
        atomic.replace(self.folder / f"{participant}{_SUFFIX}", content, private=True)
        self._written = content, ballot

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
                with held(self._locks / f"{participant}.lock"), inside(self.folder) as box:
                    return act(box)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise WorkshopError(
                    _("the answer cannot be saved: {strerror}").format(strerror=error.strerror), _TRIED_AGAIN
                ) from None
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


def _ballot(folder: Path, name: str, descriptor: int) -> Ballot:
    return decode(parse(_content(name, descriptor), str(folder / name)), Ballot)


def _content(name: str, folder: int) -> bytes:
    descriptor = os.open(name, os.O_RDONLY, dir_fd=folder)
    try:
        return b"".join(iter(partial(os.read, descriptor, _PIECE), b""))
    finally:
        os.close(descriptor)
