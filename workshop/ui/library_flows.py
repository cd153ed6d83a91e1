"""What people want done with sessions of the library; file work runs in threads."""

from __future__ import annotations

from asyncio import Lock, create_task, wait
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.errors import WorkshopError, legible
from workshop.language import _, n_
from workshop.model.session import Session
from workshop.model.typed import as_day
from workshop.store import sealing, sessions
from workshop.store.codec import load
from workshop.store.history import earlier
from workshop.store.instruments import find_instrument
from workshop.store.room import Room
from workshop.store.seat import forget
from workshop.ui.flows import in_thread, rate_flow, show_flow
from workshop.ui.screens.ask import AskScreen, ConfirmScreen

if TYPE_CHECKING:
    from workshop.ui.library_app import LibraryApp
    from workshop.ui.screens.trends import TrendsScreen

__all__ = [
    "compare",
    "delete",
    "duplicate",
    "export",
    "lead",
    "open_or_close",
    "plan",
    "rate",
    "redate",
    "rename",
    "restore",
    "show",
    "trends",
]

_AT_ONCE: Final = 0.3
"""Seconds that nobody minds waiting without a word."""


async def show(app: LibraryApp, paths: tuple[Path, ...]) -> None:
    """Show the result; where nothing is counted yet, rate, or go on with what has begun."""
    session = await in_thread(load, paths[0])
    if session.first:
        await show_flow(app, paths[0])
    elif session.stage not in ("welcome", "rate"):
        await lead(app, paths)
    else:
        await rate(app, paths)


async def rate(app: LibraryApp, paths: tuple[Path, ...]) -> None:
    """Rate, here and now; a planned session of a group is opened first, after a question."""
    session = await in_thread(load, paths[0])
    if session.first:
        raise WorkshopError(
            _("this session is counted"), _("Enter shows its result; d plans another like it.")
        )
    opened = await in_thread(lambda: Room(paths[0]).number is not None)
    if not opened and not session.solo:
        question = ConfirmScreen(
            _("The round is not open yet. Open it?"), _("From then on everybody invited can rate.")
        )
        if not await app.push_screen_wait(question):
            return
        await in_thread(sealing.open_round, paths[0])
    await rate_flow(app, paths[0])


async def lead(app: LibraryApp, paths: tuple[Path, ...]) -> None:
    """Lead the workshop on this screen, from the stage it was left at."""
    from workshop.ui.room.flow import lead_flow

    await lead_flow(app, paths[0])


async def compare(app: LibraryApp, paths: tuple[Path, ...]) -> None:
    """Compare the marked sessions; a single one with the session before it of the same unit."""
    from workshop.ui.screens.comparison import ComparisonScreen

    loaded = [await in_thread(load, path) for path in paths]
    if len(loaded) == 1:
        before = await in_thread(earlier, paths[0], loaded[0])
        if before is None:
            hint = _("Mark two sessions with the space bar, then press c.")
            raise WorkshopError(_("there is no earlier session of this unit to compare with"), hint)
        loaded.append(await in_thread(load, before.path))
    if uncounted := [session.title for session in loaded if not session.first]:
        raise WorkshopError(
            _('"{title}" is not counted yet').format(title=uncounted[0]),
            _("Only counted sessions can be compared."),
        )
    await app.push_screen_wait(ComparisonScreen(sorted(loaded, key=lambda session: session.held_on)))


async def export(app: LibraryApp, paths: tuple[Path, ...]) -> None:
    """Write reports of a session, or of the marked ones compared."""
    from workshop.ui.exporting import export_flow

    await export_flow(app, paths)


async def trends(app: LibraryApp, _paths: tuple[Path, ...]) -> None:
    """Show all sessions over time and across units; each point leads to its session."""
    from workshop.analysis.units import units
    from workshop.store.counted import read_counted
    from workshop.store.trends import keep_page
    from workshop.ui.screens.trend_lines import say_broken
    from workshop.ui.screens.trends import TrendsScreen
    from workshop.ui.screens.waiting import WaitingScreen

    if app.reading and not await app.push_screen_wait(WaitingScreen(_("Trends"), lambda: app.reading)):
        return
    app.changed.clear()
    read = await in_thread(read_counted, app.workspace.assessments)
    found = units(read.sessions)
    if not found:
        hint = _("o opens the round of a planned session; closing it counts.")
        raise WorkshopError(_("no session is counted yet"), say_broken(len(read.broken)) or hint)

    one_by_one = Lock()

    async def keep(text: str, numbers: Iterable[str], note: str) -> None:
        async with one_by_one:
            writing = create_task(in_thread(keep_page, app.workspace, text, numbers, date.today()))
            if not (await wait((writing,), timeout=_AT_ONCE))[0]:
                app.notify(_("Writing what is seen …"))
            written = _("Written: {path}").format(path=legible(await writing))
            app.notify(f"{written}\n{note}".rstrip(), timeout=12, markup=False)

    def show_session(file: str) -> None:
        screen.act(show_flow(app, Path(file)))

    def keep_seen(text: str, numbers: Iterable[str], note: str) -> None:
        screen.beside(keep(text, numbers, note))

    screen = TrendsScreen(found, show_session, keep_seen, date.today(), len(read.broken))
    following = app.run_worker(_follow_trends(app, screen))
    try:
        await app.push_screen_wait(screen)
    finally:
        following.cancel()


async def _follow_trends(app: LibraryApp, screen: TrendsScreen) -> None:
    """Show in trends what changes on the disk, as long as any counted session is left."""
    from workshop.analysis.units import units
    from workshop.store.counted import read_counted

    while True:
        await app.changed.wait()
        app.changed.clear()
        read = await in_thread(read_counted, app.workspace.assessments)
        if found := units(read.sessions):
            await screen.renew(found, len(read.broken))
        else:
            app.notify(_("No counted session is left in the folder; this is what there was."))


async def plan(app: LibraryApp, _paths: tuple[Path, ...]) -> None:
    """Plan a new session."""
    from workshop.ui.screens.planning import PlanScreen, planned

    known = app.library.entries
    draft = await app.push_screen_wait(
        PlanScreen(
            organisations=tuple(dict.fromkeys(entry.organisation for entry in known if entry.organisation)),
            units=tuple(dict.fromkeys(entry.unit for entry in known if entry.unit)),
        )
    )
    if draft is None:
        return
    instrument = await in_thread(find_instrument, app.workspace)
    session = Session(**planned(draft), instrument=instrument)
    path = await in_thread(sessions.create, session, app.workspace.assessments)
    await app.refill(path)


async def open_or_close(app: LibraryApp, paths: tuple[Path, ...]) -> None:
    """Open the round; or, when it is open, count it; or end the session. Each asks first."""
    path = paths[0]
    room = Room(path)
    number = await in_thread(lambda: room.number)
    stands = await in_thread(lambda: room.exists)
    session = await in_thread(load, path)
    if session.first and not stands:
        raise WorkshopError(
            _("this session is counted and closed"), _("Enter shows its result; d plans another like it.")
        )
    if number is None and not session.first:
        question = ConfirmScreen(
            _("Open the round of “{title}”?").format(title=session.title),
            _("From then on everybody invited can rate."),
        )
        if await app.push_screen_wait(question):
            await in_thread(sealing.open_round, path)
    elif number is None:
        question = ConfirmScreen(_("End this session?"), _("Its codes are given up; the file stays."))
        if await app.push_screen_wait(question):
            await in_thread(sealing.close_session, path)
    else:
        await _count(app, path, room)


async def _count(app: LibraryApp, path: Path, room: Room) -> None:
    presence = await in_thread(room.presence)
    session = await in_thread(load, path)
    said = [
        _("{joined} joined, {handed_in} handed in.").format(
            joined=presence.joined, handed_in=presence.handed_in
        ),
        *sealing.warnings(session, presence.to_count),
        _("{to_count} would be counted. A counted round is never reopened.").format(
            to_count=said_ballots(presence.to_count)
        ),
    ]
    if await app.push_screen_wait(ConfirmScreen(_("Close the round and count?"), " ".join(said))):
        counted = await in_thread(sealing.close_round, path)
        if counted.solo:
            await in_thread(sealing.close_session, path)
            forget(path)
        app.notify(_("Counted: {voted} voted.").format(voted=counted.voted), markup=False)
        await show_flow(app, path)


async def rename(app: LibraryApp, paths: tuple[Path, ...]) -> None:
    """Give a session another title."""
    session = await in_thread(load, paths[0])
    title = await app.push_screen_wait(
        AskScreen(_("Title"), _("The file's name goes with it."), session.title)
    )
    if title:
        await app.refill(await in_thread(sessions.rename, paths[0], title))


async def redate(app: LibraryApp, paths: tuple[Path, ...]) -> None:
    """Correct the day a session was held on."""
    session = await in_thread(load, paths[0])
    typed = await app.push_screen_wait(
        AskScreen(_("Held on"), _("Such as 2026-11-23."), str(session.held_on), check=as_day)
    )
    if typed and (day := as_day(typed)):
        await app.refill(await in_thread(sessions.redate, paths[0], day))


async def duplicate(app: LibraryApp, paths: tuple[Path, ...]) -> None:
    """Plan a session like this one, with nothing that was said in it."""
    await in_thread(load, paths[0])
    explained = _("The same questions, organisation, unit and words; nothing of what was said.")
    typed = await app.push_screen_wait(
        AskScreen(_("Plan one like it, to be held on"), explained, str(date.today()), check=as_day)
    )
    if typed and (day := as_day(typed)):
        await app.refill(await in_thread(sessions.duplicate, paths[0], day))


async def delete(app: LibraryApp, paths: tuple[Path, ...]) -> None:
    """Move a session to the trash, after a question."""
    path = paths[0]
    has_ballots = await in_thread(lambda: Room(path).exists)
    explained = (
        _("The round is open: its ballots are destroyed for good. The file goes to the trash.")
        if has_ballots
        else _("It goes to {parent}; u brings it back.").format(parent=path.parent / sessions.TRASH)
    )
    if await app.push_screen_wait(ConfirmScreen(_("Delete {path}?").format(path=path.name), explained)):
        app.trashed = await in_thread(sessions.delete, path)
        app.notify(_("Deleted. u brings it back."))


async def restore(app: LibraryApp, _paths: tuple[Path, ...]) -> None:
    """Take the last deletion back."""
    if app.trashed is None:
        raise WorkshopError(_("nothing was deleted here just now"), _("Older ones are in the trash folder."))
    path = await in_thread(sessions.restore, app.trashed)
    app.trashed = None
    await app.refill(path)


def said_ballots(number: int) -> str:
    """Return how many ballots, in words that fit the number."""
    return n_("1 ballot", "{n} ballots", number)
