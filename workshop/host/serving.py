"""Starting a host, keeping it going, and stopping it so that everybody is told and nothing is lost."""

from __future__ import annotations

import asyncio
import errno
import gc
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NoReturn

import asyncssh

from workshop.errors import WorkshopError
from workshop.host.following import Following
from workshop.host.front import listen
from workshop.host.guard import Addresses
from workshop.host.keeper import Keeper
from workshop.host.keys import fingerprint, host_key
from workshop.host.log import log_broken
from workshop.host.server import House
from workshop.language import _
from workshop.report.join import Join, addresses
from workshop.store.door import forget_codes, join_code
from workshop.store.hosts import Served, announce, withdraw

__all__ = ["Plan", "serve"]

_GOODBYE: Final = _("The host stops now. Everything is saved; your code works when it is back.")
_ENDED: Final = _("This session has ended. Thank you for taking part.")
_PATIENCE: Final = 3.0
"""Seconds to tell everybody before the program ends."""

_NEWS: Final = 30.0
"""Seconds between two lines of the log at least: nobody's moment can be told from it."""

_TURN: Final = 0.0003
"""Seconds that threads, which look at the room's files, and the one that draws keep the interpreter from each
other; Python's own are 0.005."""

_GONE: Final = 16
"""Guests after whose leaving what they leave behind is searched for: some hundredths of a second for all."""

_FRAMES: Final = "500"
"""Most frames a second, which Textual reads once: two in a row are 2 to 4 ms apart, not 16 to 33. Nothing
here moves by itself, so that no more frames are drawn."""

_OWN_FILES: Final = 200
"""Files that a host has open besides those of its guests, at most."""

_log = logging.getLogger("workshop.host")


@dataclass(frozen=True)
class Plan:
    """How to serve one session."""

    path: Path
    bind: str
    port: int
    per_address: int
    total: int
    until: datetime | None = None


def serve(plan: Plan, started: Callable[[list[Join]], None]) -> None:
    """Serve until a signal or the plan's end; ``started`` is told how to join. Raises WorkshopError."""
    asyncssh.set_log_level(logging.CRITICAL + 1)  # it names users, and here users are codes
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
    _allow_files(plan.total)
    _log.handlers = [logging.StreamHandler()]
    _log.propagate = False
    _log.setLevel(logging.INFO)
    asyncio.run(_serve(plan, started))


async def _serve(plan: Plan, started: Callable[[list[Join]], None]) -> None:
    code = await asyncio.to_thread(join_code, plan.path, plan.until)
    key = await asyncio.to_thread(host_key)
    following, counted = await Following.begin(plan.path), Addresses(plan.per_address, plan.total)
    house = House(plan.path, following, counted, Keeper())
    try:
        acceptor = await listen(house, key, plan.bind, plan.port)
    except OSError as error:
        raise _cannot_listen(plan, error) from None
    port = acceptor.get_port()
    served = Served(process=os.getpid(), bind=plan.bind, port=port, fingerprint=fingerprint(key), code=code)
    await asyncio.to_thread(announce, plan.path, served)
    started([Join(address, port, code, fingerprint(key)) for address in addresses(plan.bind)])
    _spare_the_garbage()
    tasks = [
        asyncio.create_task(work)
        for work in (house.following.run(), _count(house), _tell(house), _tidy(house))
    ]
    try:
        await _stopped(plan.until, tasks)
    finally:
        acceptor.close()
        await _say_goodbye(house)
        for task in tasks:
            task.cancel()
        await house.keeper.stop()
        await asyncio.to_thread(withdraw, plan.path)
        await asyncio.to_thread(forget_codes, plan.path)
        if news := house.tallied.news():
            _log.info("%s", news)


def _cannot_listen(plan: Plan, error: OSError) -> WorkshopError:
    if error.errno == errno.EADDRINUSE:
        hint = _("Another program has it. --port 0 takes any that is free.")
    elif error.errno in {errno.EACCES, errno.EPERM}:
        hint = _("Ports below 1024 are the system's own; take another, such as 2222.")
    else:
        address = _("this machine has no address {bind}").format(bind=plan.bind)
        return WorkshopError(
            address, _("--bind 0.0.0.0 listens on all it has, 127.0.0.1 on none but itself.")
        )
    said = _("port {port} cannot be used: {strerror}").format(port=plan.port, strerror=error.strerror)
    return WorkshopError(said, hint)


async def _say_goodbye(house: House) -> None:
    words = _ENDED if house.following.progress.session.ended else _GOODBYE
    for line in list(house.lines):
        line.say_goodbye(words)
    until = asyncio.get_running_loop().time() + _PATIENCE
    while house.lines and asyncio.get_running_loop().time() < until:
        await asyncio.sleep(0.02)


async def _stopped(until: datetime | None, tasks: list[asyncio.Task[NoReturn]]) -> None:
    """Wait for a signal or the end. Raises WorkshopError when one of ``tasks``, which have none, broke."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    left = (until - datetime.now(UTC)).total_seconds() if until else None
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait([stopped, *tasks], timeout=left, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    for task in tasks:
        if task.done() and (error := task.exception()):
            log_broken("the host", error)
            hint = _("Every answer is saved. Start it again: the same codes work.")
            raise WorkshopError(_("something in the host broke, and it ended"), hint)


async def _count(house: House) -> NoReturn:
    now = house.following.progress
    while True:
        for what, count in (("joined", len(now.turns)), ("handed in", now.handed_in)):
            if count:
                house.tallied.reached(what, count)
        now = await house.following.after(now)


async def _tell(house: House) -> NoReturn:
    while True:
        await asyncio.sleep(_NEWS)
        if news := house.tallied.news():
            _log.info("%s", news)


async def _tidy(house: House) -> NoReturn:
    while True:
        await asyncio.sleep(1.0)
        if house.gone >= _GONE:
            house.gone = 0
            gc.collect()


def _allow_files(guests: int) -> None:
    """Let this process open a connection and a ballot for each guest, as far as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * guests + _OWN_FILES
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):  # macOS allows fewer than it says
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _spare_the_garbage() -> None:
    """Search for garbage seldom, and never in what was loaded before: a search stops everybody's screen."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1_000)
    sys.setswitchinterval(_TURN)
