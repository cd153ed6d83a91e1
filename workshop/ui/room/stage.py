"""What the screens of all stages have in common: where we are on the clock, and how one goes on."""

from __future__ import annotations

from collections.abc import Coroutine
from enum import Enum
from typing import Any, ClassVar, Final, NamedTuple, TypeAlias

from textual import events

from workshop.charts.roles import Role
from workshop.language import _, n_
from workshop.model.agenda import STAGE_NAMES
from workshop.model.session import Note, Stage
from workshop.model.text import PARAGRAPH
from workshop.report.leading import YOURS_AGAIN
from workshop.store import facilitating
from workshop.ui.room.lead import Lead
from workshop.ui.screens.base import Hint, PageScreen, hints, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["EVERYWHERE", "Jump", "Move", "Next", "StageScreen"]


EVERYWHERE: Final = (
    Hint("b", _("back")),
    Hint("h", _("help")),
    Hint("w", _("words to read")),
    Hint("g", _("agenda")),
    Hint("k", _("park it")),
    Hint("q", _("leave")),
    Hint("i", _("let people in")),
)
"""The keys of every stage; help soon, for what finds no place stands there."""


class Move(Enum):
    """Where to go from a stage."""

    NEXT = _("next")
    BACK = "back"
    LEAVE = "leave"


class Jump(NamedTuple):
    """Go to a stage, or to an attribute to talk about."""

    stage: Stage
    attribute: str = ""


Next: TypeAlias = Move | Jump


class StageScreen(PageScreen[Next]):
    """One stage of a led workshop; dismissed with where to go. A subclass adds ``ACTIONS`` by key.

    An action is a method name; it may be a coroutine, which then runs as a worker. What cannot be done is
    shown and changes nothing.
    """

    STAGE: ClassVar[Stage]
    LOWERED = "body"
    NEXT: ClassVar[str] = _("next")
    """What the space bar does here, in a word or two."""
    OWN: ClassVar[tuple[Hint, ...]] = ()
    """The keys of this stage alone."""
    ACTIONS: ClassVar[dict[str, str]] = {}
    _COMMON: ClassVar[dict[str, str]] = {
        "space": "go_on",
        "enter": "go_on",
        "b": "go_back",
        "backspace": "go_back",
        "w": "read_aloud",
        "g": "show_agenda",
        "k": "park",
        "i": "show_joining",
        "h": "key_h",
        "question_mark": "key_h",
        "q": "leave",
        "ctrl+c": "leave",
    }

    def __init__(self, lead: Lead) -> None:
        super().__init__()
        self.lead = lead

    def head(self, width: int) -> list[Line]:
        """Return the stage, and where the team is on the clock."""
        left = self.lead.standing(self.STAGE).remaining
        return [title_line(self.heading(), f"{left} · {self.where_we_are}", width), BLANK]

    @property
    def where_we_are(self) -> str:
        """How far ahead or behind the team is; or, before all else, that somebody else leads it."""
        return self.lead.standing(self.STAGE).said if self.lead.leads else _("somebody else leads")

    def heading(self) -> str:
        """Return what stands above: the stage's name."""
        return STAGE_NAMES[self.STAGE].upper()

    def foot(self, width: int) -> list[Line]:
        """Return the one next key first, then the stage's own, then the common ones."""
        return [BLANK, *hints(self.keys(), width)]

    def keys(self) -> tuple[Hint, ...]:
        """Return all keys of this stage as it is now, in the order in which they are wanted."""
        first = self.lead.agenda.before(self.STAGE) is None
        everywhere = (key for key in EVERYWHERE if not (first and key.label == "b"))
        return (Hint("space", self.NEXT, "space"), *self.own, *everywhere)

    @property
    def own(self) -> tuple[Hint, ...]:
        """The keys of this stage alone that mean something in this session."""
        return self.OWN

    def key_h(self) -> None:
        """Show help, with the keys that found no place below."""
        from workshop.ui.screens.help import HelpScreen

        keys = self.keys()
        self.app.push_screen(
            HelpScreen(self.fill(self.HELP), (*keys, *(key for key in self.KEYS if key not in keys)))
        )

    def on_mount(self) -> None:
        """Keep the clock going, and see who leads."""
        self.set_interval(5, self.redraw)
        self.set_interval(5, self.see_who_leads)

    def on_key(self, event: events.Key) -> None:
        """Do what the key means here, else what it means everywhere."""
        action = self.ACTIONS.get(event.key) or self._COMMON.get(event.key)
        if action is None:
            return
        event.stop()
        done = getattr(self, action)()
        if isinstance(done, Coroutine):
            self.act(done)

    async def see_who_leads(self) -> None:
        """Say it when somebody else took over, and when they have left again."""
        leads = await self.lead.look(facilitating.leads, self.lead.path)
        if leads == self.lead.leads or self not in self.app.screen_stack:
            return
        self.lead.leads = leads
        above = self.app.screen
        if isinstance(above, PageScreen):
            above.redraw()  # it says who leads
        if not leads:
            from workshop.ui.room.taken_over import TakenOverScreen

            self.app.push_screen(TakenOverScreen(self.lead))
        elif above is self:
            self.tell(YOURS_AGAIN)

    def go_on(self) -> Coroutine[Any, Any, None] | None:
        """Go to the next stage."""
        self.dismiss(Move.NEXT)
        return None

    def go_back(self) -> None:
        """Go to the stage before."""
        self.dismiss(Move.BACK)

    def leave(self) -> None:
        """Leave the room; it opens here again."""
        self.dismiss(Move.LEAVE)

    async def read_aloud(self) -> None:
        """Show the words to read aloud at this stage."""
        from workshop.ui.room.aloud import AloudScreen

        await self.app.push_screen_wait(AloudScreen(self.lead.session, self.STAGE))

    async def show_agenda(self) -> None:
        """Show all stages on the clock; go to the one that is chosen."""
        from workshop.ui.room.agenda import AgendaScreen

        chosen = await self.app.push_screen_wait(AgendaScreen(self.lead, self.STAGE))
        if chosen is not None:
            self.dismiss(Jump(chosen))

    async def show_joining(self) -> None:
        """Show how people join from their own devices; start and stop what lets them in."""
        from workshop.ui.room.joining import JoinScreen

        await self.app.push_screen_wait(JoinScreen(self.lead.path))

    async def park(self) -> None:
        """Put what does not belong here on the parking lot."""
        from workshop.ui.screens.ask import AskScreen

        parked = len(self.lead.session.parking)
        explained = _("For later, so that nobody has to hold on to it.") + " "
        explained += (
            n_("1 parked so far.", "{n} parked so far.", parked) if parked else _("Nothing parked so far.")
        )
        text = await self.app.push_screen_wait(AskScreen(_("Parking lot"), explained, most=PARAGRAPH))
        if text:
            note = Note(text=text)
            await self.lead.change(lambda session: session.changed(parking=(*session.parking, note)))
            self.app.notify(_("Parked, and saved."))

    def fill(self, text: str) -> str:
        """Put the session's words into ``text``."""
        return self.lead.session.fill(text)

    def paragraph(self, text: str, width: int, role: Role = Role.TEXT) -> list[Line]:
        """Return ``text`` wrapped to ``width``."""
        from workshop.charts.terminal.measure import wrap

        return [line((f" {part}", role)) for part in wrap(text, width - 2, 20)]
