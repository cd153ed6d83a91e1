"""Comments, read by one person behind a frozen projector before anybody else sees them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from textual import events
from textual.app import App

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.language import _, n_
from workshop.report.unseen import about_what
from workshop.store import reviewing
from workshop.store.codec import load
from workshop.store.room import PendingComment
from workshop.ui.room.lead import Lead
from workshop.ui.room.passing import FreezeScreen
from workshop.ui.screens.ask import AskScreen, ConfirmScreen
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["ReviewScreen", "ReviewedScreen", "review"]


async def review(app: App[Any], lead: Lead) -> None:
    """Go through the comments that wait; the blank screen comes before them and after them."""
    waiting = await lead.look(reviewing.waiting, lead.path)
    if not waiting:
        app.notify(_("No comment waits for review."))
        return
    follows = n_(
        "Then {n} comment is read by you alone. Nobody else should see it.",
        "Then {n} comments are read by you alone, one by one. Nobody else should see them.",
        len(waiting),
    )
    if not await app.push_screen_wait(FreezeScreen(follows)):
        return
    await app.push_screen_wait(ReviewScreen(lead, waiting))
    await lead.do(load, lead.path)
    left = await lead.look(lead.room.pending)
    await app.push_screen_wait(ReviewedScreen(len(waiting) - len(left), len(left)))


class ReviewScreen(PageScreen[None]):
    """One comment at a time: keep, drop, set aside with a reason, or later."""

    HELP = _("""
Could someone guess who wrote it? Then set it aside: the room hears only how many were set aside, and why.

k keeps a comment for the session's file. d forgets it for good. a sets it aside with a reason. l leaves it
for later. q goes back; what was decided stays decided.
""")
    KEYS = (
        Hint("k", _("keep")),
        Hint("d", _("drop")),
        Hint("a", _("set aside")),
        Hint("l", _("later")),
        Hint("h", _("help")),
        Hint("q", _("back")),
    )

    FORGETS = True

    def __init__(self, lead: Lead, waiting: Sequence[PendingComment]) -> None:
        super().__init__()
        self._lead = lead
        self._waiting = list(waiting)
        self._number = 1
        self._total = len(waiting)

    def head(self, width: int) -> list[Line]:
        """Return how many there are."""
        return [
            title_line(
                _("COMMENTS, FOR YOU ALONE"),
                _("{number} of {total}").format(number=self._number, total=self._total),
                width,
            ),
            BLANK,
        ]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the comment, and what it is about."""
        if not self._waiting:
            return []
        comment = self._waiting[0]
        about = about_what(self._lead.session, comment)
        said = [
            line((f" {part}", Role.STRONG))
            for paragraph in comment.text.split("\n")
            for part in (wrap(paragraph, min(width - 2, 92), 200) if paragraph else [""])
        ]
        return [
            line((_(" About {attribute}").format(attribute=about), Role.MUTED)),
            BLANK,
            *said,
            BLANK,
            line((_(" Could someone guess who wrote it?"), Role.MUTED)),
        ]

    def on_key(self, event: events.Key) -> None:
        """Decide about the comment; until that is saved, no other key decides about the next one unseen."""
        event.stop()
        if event.key in {"h", "question_mark"}:
            self.key_h()
        elif event.key in {"q", "escape", "ctrl+c"}:
            self.dismiss(None)
        elif event.key == "l":
            self._next()
        elif event.key in {"k", "d", "a"}:
            self.act(self._decide({"k": self._keep, "d": self._drop, "a": self._set_aside}[event.key]))

    async def _decide(self, way: Callable[[PendingComment], Coroutine[Any, Any, bool]]) -> None:
        if await way(self._waiting[0]):
            self._next()

    async def _keep(self, comment: PendingComment) -> bool:
        self._told(await self._lead.look(reviewing.keep, self._lead.path, comment))
        return True

    async def _drop(self, comment: PendingComment) -> bool:
        sure = await self.app.push_screen_wait(ConfirmScreen(_("Drop it for good?"), comment.text))
        if sure:
            self._told(await self._lead.look(reviewing.drop, self._lead.path, comment))
        return sure

    async def _set_aside(self, comment: PendingComment) -> bool:
        explained = _("The room hears this reason and how many, nothing else.")
        reason = await self.app.push_screen_wait(
            AskScreen(_("Why set aside?"), explained, _("aimed at a person"))
        )
        if not reason:
            return False
        self._told(await self._lead.look(reviewing.set_aside, self._lead.path, comment, reason))
        return True

    def _told(self, waited: bool) -> None:
        """Say it when somebody else was quicker."""
        if not waited:
            self.app.notify(reviewing.DECIDED_ELSEWHERE, severity="warning", timeout=8, markup=False)

    def _next(self) -> None:
        del self._waiting[0]
        self._number += 1
        if self._waiting:
            self.body_page.scroll_home(animate=False)
            self.redraw()
        else:
            self.dismiss(None)


class ReviewedScreen(PageScreen[None]):
    """Nothing private on the screen any more: the projector may come back."""

    KEYS = (Hint("space", _("go on"), "space"),)

    def __init__(self, decided: int, left: int) -> None:
        super().__init__()
        self._decided = decided
        self._left = left

    def head(self, width: int) -> list[Line]:
        """Return that the projector may come back, and how far the review came."""
        left = _(" {left} left for later.").format(left=self._left) if self._left else _(" None is left.")
        return [
            BLANK,
            title_line(_("THE PROJECTOR MAY COME BACK"), "", width),
            BLANK,
            line(" " + n_("1 comment decided.", "{n} comments decided.", self._decided) + left),
        ]

    def on_key(self, event: events.Key) -> None:
        """Go on."""
        event.stop()
        if event.key in {"space", "enter", "q", "escape", "ctrl+c"}:
            self.dismiss(None)
