"""The host's end of the program that saves ballots."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from itertools import count
from typing import Final

from workshop import language
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.ballot import Ballot
from workshop.store.ballot_box import ContinuedElsewhere, RoundClosed
from workshop.store.seat import Seat

__all__ = ["Keeper"]

_KINDS: Final = {kind.__name__: kind for kind in (RoundClosed, ContinuedElsewhere)}
_LONGEST: Final = 65_536
"""Bytes of an answer of the program."""

_PATIENCE: Final = 10.0
"""Seconds for what is being saved when the host ends."""


class Keeper:
    """Casts ballots in a process of its own, which is started anew should it end."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._waiting: dict[int, asyncio.Future[None]] = {}
        self._numbers = count()
        self._starting = asyncio.Lock()

    async def start(self) -> Process:
        """Start the process, unless it runs. Raises WorkshopError."""
        async with self._starting:
            if self._process is None:
                try:
                    self._process = await asyncio.create_subprocess_exec(
                        *(sys.executable, "-m", "workshop.host.keeping"),
                        stdin=PIPE,
                        stdout=PIPE,
                        limit=_LONGEST,
                        env={**os.environ, language.VARIABLE: language.language()},
                    )
                except OSError as error:
                    raise _unsaved(error.strerror or str(error)) from None
                self._reading = asyncio.create_task(self._read(self._process))
            return self._process

    async def cast(self, seat: Seat, ballot: Ballot) -> None:
        """Return when ``ballot`` is on the disk; raises as ``seat.cast`` does."""
        process = self._process or await self.start()
        number, done = next(self._numbers), asyncio.get_running_loop().create_future()
        self._waiting[number] = done
        wanted = {
            "number": number,
            "room": str(seat.box.folder.parent),
            "round": seat.box.number,
            "participant": seat.ticket.participant,
            "ballot": ballot.model_dump_json(exclude_defaults=True),
        }
        assert process.stdin
        process.stdin.write(json.dumps(wanted).encode() + b"\n")
        await done

    async def stop(self) -> None:
        """Let it save what it has, and end."""
        if self._process and self._process.stdin and self._reading:
            self._process.stdin.close()
            await asyncio.wait({self._reading}, timeout=_PATIENCE)

    async def _read(self, process: Process) -> None:
        assert process.stdout
        while line := await process.stdout.readline():
            said = json.loads(line)
            done = self._waiting.pop(said["number"])
            if done.cancelled():
                continue
            if "kind" in said:
                kind = _KINDS.get(said["kind"], WorkshopError)
                done.set_exception(kind(said["message"], said.get("hint", "")))
            else:
                done.set_result(None)
        self._process = None
        waiting, self._waiting = self._waiting, {}
        for done in waiting.values():
            if not done.cancelled():
                done.set_exception(_unsaved(_("the program that saves ended")))
        await process.wait()


def _unsaved(why: str) -> WorkshopError:
    return WorkshopError(
        _("the answer cannot be saved: {strerror}").format(strerror=why),
        _("Your answer stays on this screen and is tried again with your next key."),
    )
