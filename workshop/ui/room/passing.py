"""What must not be projected: ballots on a keyboard that goes from hand to hand, and papers typed in."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import Any

from textual import events
from textual.app import App

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.answering import Answering
from workshop.model.typed import as_paper_count
from workshop.report.unseen import FREEZE, HAND_OVER, SHUFFLED
from workshop.store import drafts
from workshop.store.ballot_box import RoundClosed
from workshop.store.seat import Seat, take_seat
from workshop.ui.flows import rate_at
from workshop.ui.room.lead import Lead
from workshop.ui.saving import threaded
from workshop.ui.screens.ask import AskScreen
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.screens.rating import RatingScreen
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["FreezeScreen", "HandOver", "HandOverScreen", "pass_keyboard", "type_papers"]


class FreezeScreen(PageScreen[bool]):
    """Stands between the room and what only one person may see; dismissed with whether to go on."""

    KEYS = (Hint("space", _("it is frozen, go on"), "space"), Hint("q", _("back")))
    LOWERED = "head"

    def __init__(self, follows: str) -> None:
        super().__init__()
        self._follows = follows

    def head(self, width: int) -> list[Line]:
        """Return what to do first."""
        return [BLANK, title_line(_("FREEZE THE PROJECTOR"), "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return why, and what comes next."""
        room = min(width - 2, 76)
        lines = [line((f" {part}", Role.STRONG)) for part in wrap(FREEZE, room, 4)]
        return [*lines, BLANK, *(line(f" {part}") for part in wrap(self._follows, room, 6))]

    def on_key(self, event: events.Key) -> None:
        """Go on, or back."""
        event.stop()
        if event.key in {"space", "enter"}:
            self.dismiss(True)
        elif event.key in {"q", "b", "n", "escape", "ctrl+c", "ctrl+x"}:
            self.dismiss(False)


class HandOver(Enum):
    """Who sits down at a passed keyboard."""

    NEXT = _("next")
    CODE = "code"
    """Somebody who was here before, and has a code."""
    FACILITATOR = "facilitator"


class HandOverScreen(PageScreen[HandOver]):
    """Blank but for a line: nothing of the one before can be seen or gone back to."""

    KEYS = (
        Hint(_("Enter"), _("start"), "enter"),
        Hint("c", _("I have a code")),
        Hint("Ctrl+X", _("back to the facilitator"), "ctrl+x"),
    )

    def body(self, width: int, height: int) -> list[Line]:
        """Return the one line that matters, in the middle."""
        said = wrap(HAND_OVER, width - 2, 3)
        return [BLANK] * max(0, height // 2 - 2) + [line((f" {part}", Role.STRONG)) for part in said]

    def on_key(self, event: events.Key) -> None:
        """Take who sits down; keys hit by accident do nothing."""
        event.stop()
        choices = {"enter": HandOver.NEXT, "c": HandOver.CODE, "ctrl+x": HandOver.FACILITATOR}
        if event.key in choices:
            self.dismiss(choices[event.key])


async def pass_keyboard(app: App[Any], lead: Lead) -> None:
    """Let one person after another rate on this keyboard, until it comes back to the facilitator.

    This device remembers nobody's code: back to a ballot one comes with its code only. Raises RoundClosed.
    """
    follows = _(
        "Then the keyboard goes round. Each person rates alone; between two of them the screen is blank. "
        "Take it back with Ctrl+X when it is blank."
    )
    if not await app.push_screen_wait(FreezeScreen(follows)):
        return
    while True:
        who = await app.push_screen_wait(HandOverScreen())
        if who is HandOver.FACILITATOR:
            return
        try:
            seat = await _seat(app, lead, who)
            if seat is not None:
                await rate_at(app, seat, passed=True)
        except RoundClosed:
            raise
        except WorkshopError as error:
            app.notify(str(error), severity="error", timeout=12, markup=False)


async def _seat(app: App[Any], lead: Lead, who: HandOver) -> Seat | None:
    code = None
    if who is HandOver.CODE:
        asked = AskScreen(_("Your code"), _("Such as k7m2-9qxd-4hrt-w: it was on your screen."))
        code = await app.push_screen_wait(asked)
        if not code:
            return None
    return await lead.look(partial(take_seat, lead.path, code, as_new=True, remember=False))


async def type_papers(app: App[Any], lead: Lead) -> None:
    """Type a stack of papers in, each as a ballot; go on with one that was left. Raises RoundClosed."""
    stack = await lead.look(drafts.paper_stack, lead.path)
    if not await app.push_screen_wait(FreezeScreen(SHUFFLED)):
        return
    if stack is None:
        papers = await _how_many(app)
        if not papers:
            return
        stack = await lead.look(drafts.begin_papers, lead.path, papers)
    while stack is not None:
        begun, seat = await lead.look(drafts.next_paper, lead.path, stack)
        typed = await app.push_screen_wait(_paper_screen(seat, begun))
        if isinstance(typed, WorkshopError):
            raise typed
        if not typed.ballot.handed_in:
            app.notify(
                _("Paper {typed} is kept as far as it is typed: t goes on with it.").format(
                    typed=begun.typed + 1
                )
            )
            return
        stack = await lead.look(drafts.paper_typed, lead.path, begun)
    app.notify(_("All papers are typed in, and saved."))


def _paper_screen(seat: Seat, stack: drafts.PaperStack) -> RatingScreen:
    titled = seat.session.changed(
        title=_("PAPER {typed} OF {papers}").format(typed=stack.typed + 1, papers=stack.papers)
    )
    answering = Answering.resume(seat.questions, seat.ballot)
    return RatingScreen(titled, answering, threaded(seat.cast), "")


async def _how_many(app: App[Any]) -> int:
    asked = AskScreen(_("How many papers?"), _("Shuffled? Then count them."), check=_papers)
    typed = await app.push_screen_wait(asked)
    return _papers(typed or "")


def _papers(typed: str) -> int:
    return as_paper_count(typed) if typed else 0
