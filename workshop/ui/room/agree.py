"""Agree: the level a team decides on after talking, with an example; or that there is none."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, ClassVar, Final, get_args

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.exercises import Evidence
from workshop.model.session import AgreedLevel, Session, Stage
from workshop.model.shown import shown
from workshop.model.tally import LEVELS
from workshop.model.text import PARAGRAPH
from workshop.report.agreeing import Choice, choice, recorded, with_example
from workshop.report.talking import next_open, taken_up, talk_order
from workshop.ui.room.agree_lines import agree_body
from workshop.ui.room.lead import Lead
from workshop.ui.room.stage import EVERYWHERE, Jump, Move
from workshop.ui.room.talk_screen import AttributeScreen
from workshop.ui.screens.ask import AskScreen
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["AgreeScreen", "EvidenceScreen"]

_SOURCES: Final[tuple[Evidence, ...]] = get_args(Evidence)


class EvidenceScreen(PageScreen[Evidence | None]):
    """Asks where an example comes from; dismissed with it, or with None when nobody says."""

    KEYS = (Hint("1–3", _("choose"), "1"), Hint("space", _("leave it open"), "space"))
    LOWERED = "head"

    def __init__(self, session: Session, example: str) -> None:
        super().__init__()
        self._session = session
        self._example = example

    def head(self, width: int) -> list[Line]:
        """Return the question and the example it is about."""
        room = min(width - 2, 100)
        return [
            BLANK,
            line((_(" Where does this come from?"), Role.STRONG)),
            BLANK,
            *(line((f" {part}", Role.MUTED)) for part in wrap(self._example, room, 6)),
            BLANK,
        ]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the three sources, each with its key."""
        return [
            line((f"   {number}  ", Role.STRONG), self._session.fill(shown(source)), means=source)
            for number, source in enumerate(_SOURCES, start=1)
        ]

    def on_key(self, event: events.Key) -> None:
        """Take the answer."""
        event.stop()
        if event.key in {"1", "2", "3"}:
            self.dismiss(_SOURCES[int(event.key) - 1])
        elif event.key in {"space", "enter", "0", "q", "escape", "ctrl+c", "ctrl+x"}:
            self.dismiss(None)

    def on_page_clicked(self, event: Any) -> None:
        """Take the source that was clicked; the foot's keys are left to the base."""
        if event.means in _SOURCES:
            event.prevent_default().stop()
            self.dismiss(event.means)


class AgreeScreen(AttributeScreen):
    """One attribute: the proposal when the rule allows one, else the range; a digit chooses a level."""

    STAGE: ClassVar[Stage] = "agree"
    OWN = (
        Hint("1–5", _("a level"), "3"),
        Hint("0", _("no agreed level")),
        Hint("x", _("not discussed")),
        Hint("e", _("example")),
        Hint("n", _("note")),
        Hint("d", _("discuss again")),
    )
    KEYS = (*OWN, Hint("← →", _("the one before, the next; [ and ] too")))
    ACTIONS: ClassVar[dict[str, str]] = {
        "0": "no_level",
        "x": "skip",
        "e": "exemplify",
        "n": "note",
        "d": "discuss",
        "right": "go_next",
        "right_square_bracket": "go_next",
        "left": "go_previous",
        "left_square_bracket": "go_previous",
        "b": "discuss",
        "backspace": "discuss",
    }
    HELP = _("""
The agreed level is what the team decides after talking; it is not the mean. When the answers are together,
their median is proposed and space takes it. When they are not, the range that holds three quarters of the
answers is recorded: no agreement is a result too.

A digit takes another level, now or later. Then comes one example from your work, and where it comes from:
{users} told us, records, or our own sense.
""")

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, attribute)
        self._about: tuple[Session, Choice] | None = None

    @property
    def about(self) -> Choice:
        """What there is to agree on; gathered anew when the session changed."""
        session = self.lead.session
        if self._about is None or self._about[0] is not session:
            self._about = (session, choice(session, self.attribute))
        return self._about[1]

    def heading(self) -> str:
        """Return the stage and the attribute."""
        return _("AGREE · {attribute}").format(attribute=self.about.name.upper())

    def head(self, width: int) -> list[Line]:
        """Return the attribute, and how many there are still."""
        order = talk_order(self.lead.session)
        place = _("{number} of {total} · {clock}").format(
            number=order.index(self.attribute) + 1,
            total=len(order),
            clock=self.where_we_are,
        )
        return [title_line(self.heading(), place, width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the levels and what is proposed or recorded."""
        return agree_body(self.about, width, height)

    def keys(self) -> tuple[Hint, ...]:
        """Return the one next key first, then the others; back is to discuss again."""
        same = self.about.kept is None and not self.about.proposed
        own = (key for key in self.OWN if not (same and key.label == "0"))
        return (Hint("space", self.following, "space"), *own, *EVERYWHERE[1:])

    @property
    def following(self) -> str:
        """What the space bar does now."""
        if self.about.kept is not None:
            after = next_open(self.lead.session, self.attribute)
            return (
                _("next: {attribute}").format(attribute=self.name_of(after))
                if after
                else _("on to the next stage")
            )
        return self.about.offered or _("no agreed level")

    def on_key(self, event: events.Key) -> None:
        """Take a level by its digit; every other key is an action."""
        if event.key.isdecimal() and 1 <= int(event.key) <= LEVELS:
            event.prevent_default().stop()
            self.act(self._record(AgreedLevel(level=int(event.key))))

    def clicked(self, means: object) -> None:
        """Take the level that was clicked."""
        if isinstance(means, int):
            self.act(self._record(AgreedLevel(level=means)))

    # Deciding

    def go_on(self) -> Coroutine[Any, Any, None] | None:
        """Record what is offered; once something is recorded, go on."""
        if self.about.kept is None:
            if self.about.proposed:
                return self._record(AgreedLevel(level=self.about.proposed))
            return self.no_level()
        if after := next_open(self.lead.session, self.attribute):
            self.dismiss(Jump("discuss", after))
            return None
        return self.go(Move.NEXT, self.lead.agenda.after(self.STAGE))

    async def no_level(self) -> None:
        """Record that there is no agreed level, and the range."""
        if self.about.range:
            await self._record(AgreedLevel(range=self.about.range))
            return
        typed = await self.app.push_screen_wait(
            AskScreen(_("No agreed level: from which level to which?"), _("Such as 2-4."), check=_as_range)
        )
        if typed is not None:
            await self._record(_as_range(typed))

    async def skip(self) -> None:
        """Record that it was not discussed."""
        await self._save(AgreedLevel(discussed=False))

    async def exemplify(self) -> None:
        """Ask for an example, then where it comes from; each is saved at once."""
        kept = self.about.kept
        if kept is None or not kept.discussed:
            self.app.notify(_("First a level, or 0 for none."))
            return
        asked = self.lead.session.instrument.attribute(self.attribute)
        hint = _("; ").join(self.fill(source) for source in asked.evidence)
        typed = await self.app.push_screen_wait(
            AskScreen(
                _("An example from our work that shows it?"),
                _("One could look at: {hint}.").format(hint=hint) if hint else "",
                kept.example,
                most=PARAGRAPH,
            )
        )
        if typed is None:
            return
        kept = with_example(kept, typed, kept.evidence if typed else None)
        await self._save(kept)
        if typed:
            source = await self.app.push_screen_wait(EvidenceScreen(self.lead.session, typed))
            if source is not None:
                await self._save(with_example(kept, typed, source))

    async def _record(self, entry: AgreedLevel) -> None:
        """Save a decision; what was said as an example stays with it. The first time, ask for one."""
        before = self.about.kept
        if before is not None:
            entry = with_example(entry, before.example, before.evidence)
        if await self._save(entry) and not entry.example:
            await self.exemplify()

    async def _save(self, entry: AgreedLevel) -> bool:
        """Save ``entry``, unless another leader decided meanwhile: then say so, and show what they did."""
        attribute, seen = self.attribute, self.about.kept

        def put(session: Session) -> Session:
            if session.agreed.get(attribute) != seen:
                return session
            return taken_up(session, attribute).changed(agreed={**session.agreed, attribute: entry})

        saved = (await self.lead.change(put)).agreed.get(attribute) == entry
        if not saved:
            self.tell(
                _("Somebody else has just decided this: it stands as they have it. Press again to change it.")
            )
        self.redraw()
        return saved

    # Elsewhere

    def discuss(self) -> None:
        """Go back to talking about it."""
        self.dismiss(Jump("discuss", self.attribute))

    async def note(self) -> None:
        """Take a note about this attribute."""
        await self.add_note(self.attribute)


def _as_range(typed: str) -> AgreedLevel:
    if (entry := recorded(typed)) is None:
        raise WorkshopError(_("Two levels from 1 to 5, such as 2-4"))
    return entry
