"""From stage to stage: which screen leads each, and what the file says we are at."""

from __future__ import annotations

from asyncio import create_task, sleep, to_thread
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.language import _
from workshop.model.session import Session, Stage
from workshop.store import facilitating
from workshop.store.facilitating import CONTINUED, Claimed, Ended
from workshop.ui.room.between import BetweenScreen
from workshop.ui.room.lead import Lead
from workshop.ui.room.stage import Jump, Move, Next, StageScreen

if TYPE_CHECKING:
    from workshop.ui.app import WorkshopApp

__all__ = ["lead_above", "lead_flow"]

_SCREENS: Final[dict[Stage, tuple[str, str]]] = {
    "welcome": ("welcome", "WelcomeScreen"),
    "follow-up": ("followup", "FollowUpScreen"),
    "rate": ("rate", "RateScreen"),
    "reveal": ("reveal", "RevealScreen"),
    "discuss": ("discuss", "DiscussScreen"),
    "revote": ("revote", "RevoteScreen"),
    "agree": ("agree", "AgreeScreen"),
    "exercises": ("exercises.stage", "exercises_screen"),
    "actions": ("actions", "ActionsScreen"),
    "close": ("closing", "ClosingScreen"),
}
"""Each stage's module in this package, imported when the stage is reached, and what makes its screen."""


async def lead_flow(app: WorkshopApp, path: Path) -> None:
    """Lead the session at ``path`` above the screen one is on, until it is left or closed."""
    between = BetweenScreen(path)
    await app.push_screen(between)
    try:
        await lead_above(app, path, between)
    finally:
        if app.screen_stack and app.screen is between:  # none is left where the program is being closed
            app.pop_screen()


async def lead_above(app: WorkshopApp, path: Path, between: BetweenScreen) -> None:
    """Lead the session from the stage its file says; ``between`` is on the screen already."""
    claiming = create_task(_claim(app, path))
    await sleep(0)  # it begins, and soon waits for the disk: time to import the screen that comes
    if (stage := next((known for known in _SCREENS if known == between.stage), None)) is not None:
        _screen_of(stage)
    session = await claiming
    while session is not None:
        ended = await _lead_on(app, path, session, between)
        session = await _ended(app, path, ended) if ended else None


async def _lead_on(app: WorkshopApp, path: Path, session: Session, between: BetweenScreen) -> Session | None:
    """Lead from stage to stage until it is left; return the session when that was by ending it."""
    lead = await to_thread(_lead, path, session)
    try:
        attribute = session.about
        while True:
            if lead.session.stage == "follow-up":
                await lead.look_back()
            screen_class = _screen_of(lead.session.stage)
            screen: StageScreen = screen_class(lead, attribute) if attribute else screen_class(lead)
            between.follow(screen)
            move = await app.push_screen_wait(screen)
            if move is Move.LEAVE:
                return lead.session if lead.session.ended else None
            attribute = await _follow(lead, move)
    finally:
        await to_thread(facilitating.release, path)


def _screen_of(stage: Stage) -> Callable[..., StageScreen]:
    """Return what makes the screen of ``stage``, imported if it was not yet."""
    module, name = _SCREENS[stage]
    made: Callable[..., StageScreen] = getattr(import_module(f"workshop.ui.room.{module}"), name)
    return made


async def _follow(lead: Lead, move: Next) -> str:
    """Save the stage that ``move`` leads to; return the attribute to talk about there, if it names one."""
    stage = lead.session.stage
    attribute = ""
    if isinstance(move, Jump):
        there: Stage | None = move.stage
        attribute = move.attribute
    elif move is Move.NEXT:
        there = lead.agenda.after(stage)
    elif move is Move.BACK:
        there = lead.agenda.before(stage)
    else:
        there = None
    if there is not None and (there != stage or attribute):
        await lead.change(lambda session: session.at(there, attribute))
    return attribute


async def _claim(app: WorkshopApp, path: Path) -> Session | None:
    try:
        return await to_thread(facilitating.claim, path)
    except Ended as error:
        return await _continued(app, path, error.session, f"{error.message}.")
    except Claimed as error:
        if not await _taken_over(app, error):
            return None
    return await to_thread(lambda: facilitating.claim(path, take_over=True))


async def _taken_over(app: WorkshopApp, claimed: Claimed) -> bool:
    """Ask whether to take over from whoever leads."""
    from workshop.ui.screens.ask import ConfirmScreen

    question = _("{message}. Take over?").format(message=claimed.message)
    return await app.push_screen_wait(ConfirmScreen(question, claimed.hint))


async def _ended(app: WorkshopApp, path: Path, session: Session) -> Session | None:
    """Write the report of a session that was ended just now, and show it; as ``_continued``."""
    from workshop.ui.exporting import written_at_end

    return await _continued(app, path, session, await written_at_end(app, path))


async def _continued(app: WorkshopApp, path: Path, session: Session, said: str) -> Session | None:
    """Show the session as it ended; return it when it is taken up again."""
    from workshop.ui.exporting import export_ended
    from workshop.ui.flows import show_flow
    from workshop.ui.room.ended import AfterEnd, EndedScreen
    from workshop.ui.screens.ask import ConfirmScreen

    while True:
        choice = await app.push_screen_wait(EndedScreen(session, said))
        if choice is AfterEnd.RESULTS:
            await show_flow(app, path)
        elif choice is AfterEnd.EXPORT:
            await export_ended(app, path)
        elif choice is AfterEnd.LEAVE:
            return None
        elif await app.push_screen_wait(ConfirmScreen(_("Continue this session?"), CONTINUED)):
            await to_thread(facilitating.take_up, path)
            return await _claim(app, path)


def _lead(path: Path, session: Session) -> Lead:
    return Lead(path, session, facilitating.started(path) or datetime.now(UTC))
