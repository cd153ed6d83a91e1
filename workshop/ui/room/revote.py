"""Re-vote: one ladder once more, in private, after talking."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from typing import Any, ClassVar

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.instrument import LADDER, Question
from workshop.model.poll import Poll
from workshop.model.session import Stage
from workshop.report.voting import Turnout, WayOn, half_counted, hidden_by_few, revotable
from workshop.store import sealing
from workshop.ui.room.lead import Lead
from workshop.ui.room.stage import Jump
from workshop.ui.room.voting import Vote, VotingScreen
from workshop.ui.room.voting_lines import sentences
from workshop.ui.screens.base import Hint
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["RevoteScreen"]

_MINUTES = 2


class RevoteScreen(VotingScreen):
    """One ladder once more: what it will hide is said first; then as in the first round."""

    STAGE: ClassVar[Stage] = "revote"
    NEXT = _("agree")
    OWN = (Hint("o", _("own screens")), Hint("p", _("pass the keyboard")), Hint("t", _("paper")))
    HELP = _("""
Everyone votes once more on this one ladder, in private. Before and after are shown side by side.

With other voters than before, the difference could tell who answered what: then only bands are shown.

A ladder is voted on twice at most.
""")

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, _MINUTES)
        self._attribute = attribute

    @property
    def poll(self) -> Poll | None:
        """The ladder, once more."""
        return Poll(again=self._attribute) if self._attribute else None

    @property
    def questions(self) -> Sequence[Question]:
        """The ladder alone."""
        return [self.lead.session.instrument.question(self._attribute, LADDER)]

    @property
    def by_hands(self) -> bool:
        """Whether round 1 was a show of hands: then the re-vote is one too."""
        first = self.lead.session.first
        return first is not None and first.method == "hands"

    def heading(self) -> str:
        """Return the stage and the attribute."""
        if not self._attribute:
            return _("RE-VOTE")
        return _("RE-VOTE · {attribute}").format(
            attribute=self.fill(self.lead.session.instrument.attribute(self._attribute).name)
        )

    def keys(self) -> tuple[Hint, ...]:
        """Return the keys; the private ways to vote only for a ladder that is chosen, and voted on so."""
        every = super().keys()
        if self.vote is Vote.OPEN or (self.vote is Vote.PLANNED and self._attribute and not self.by_hands):
            return every
        return tuple(key for key in every if key not in self.OWN)

    def next_words(self) -> str:
        """Return what the space bar does."""
        if self.vote is Vote.PLANNED and not self._attribute:
            return _("to the discussion")
        if self.vote is Vote.PLANNED and self.by_hands:
            return _("count hands")
        return super().next_words()

    def on_key(self, event: events.Key) -> None:
        """Choose a ladder by its number where none is chosen; other keys mean what they mean everywhere."""
        ladders = revotable(self.lead.session)
        if (
            self.looked
            and not self._attribute
            and event.key.isdecimal()
            and 0 < int(event.key) <= len(ladders)
        ):
            event.stop()
            self._attribute = ladders[int(event.key) - 1].attribute.id
            self.redraw()

    async def look(self) -> Turnout | None:
        """Look at the round; an open one tells what it is about, else hands that are half counted."""
        if not self.looked and not self._attribute:
            self._attribute = await self.lead.look(half_counted, self.lead.path, self.lead.session)
        turnout = await super().look()
        if turnout and turnout.poll.again not in {"", self._attribute}:
            self._attribute = turnout.poll.again
            return await super().look()
        return turnout

    def body(self, width: int, height: int) -> list[Line]:
        """Return the question, what would be hidden, and how far the vote is."""
        session = self.lead.session
        if self.vote is Vote.UNKNOWN:
            return []
        if not self._attribute:
            return self._choices(width)
        if self.vote is Vote.OPEN:
            return self.open_lines(
                width,
                height,
                [hidden_by_few(session)],
                f"workshop rate {self.lead.path.stem}",
            )
        if self.vote is Vote.COUNTED:
            return sentences(
                [_("This ladder was voted on again. A ladder is voted on twice at most.")], width, Role.TEXT
            )
        attribute = session.instrument.attribute(self._attribute)
        lines = sentences([hidden_by_few(session)], width, Role.STRONG)
        lines += [BLANK, *sentences([self.fill(session.instrument.ladder_stem)], width)]
        for level, words in enumerate(attribute.ladder or (), start=1):
            for number, part in enumerate(wrap(self.fill(words), min(width, 96) - 8, 4)):
                lines.append(line((f"   {' ' if number else level}  ", Role.STRONG), part))
        return [*lines, *self.half_counted(width)]

    def go_on(self) -> Coroutine[Any, Any, None] | None:
        """Open, close, or go on to agree."""
        if self.vote is Vote.OPEN:
            return self.close()
        if self.vote is Vote.COUNTED or not self._attribute:
            self.dismiss(Jump("agree" if self._attribute else "discuss", self._attribute))
            return None
        return self.show_hands() if self.by_hands else self.open_up()

    def go_back(self) -> None:
        """Go back to the talk about this attribute."""
        self.dismiss(Jump("discuss", self._attribute))

    async def open(self) -> None:
        """Open the re-vote on this ladder."""
        if not self._attribute:
            raise WorkshopError(_("no ladder is chosen"), _("Press the number of one."))
        if self.by_hands:
            raise WorkshopError(
                _("the first vote was a show of hands"), _("So is the re-vote: space counts them.")
            )
        await self.lead.do(sealing.open_again, self.lead.path, self._attribute)
        await self.look()

    def counted(self) -> None:
        """Go on to agree on a level."""
        self.dismiss(Jump("agree", self._attribute))

    async def take_way(self, way: WayOn) -> None:
        """Drop the re-vote; else it stays open."""
        if way is WayOn.DROP:
            await self.lead.do(sealing.destroy_round, self.lead.path)
            self.dismiss(Jump("agree", self._attribute))

    def _choices(self, width: int) -> list[Line]:
        ladders = revotable(self.lead.session)
        if not ladders:
            return sentences([_("There is no ladder to vote on again.")], width, Role.TEXT)
        lines = [line((_(" Which one do we vote on again?"), Role.STRONG)), BLANK]
        for number, question in enumerate(ladders[:9], start=1):
            name = self.fill(question.attribute.name)
            lines.append(line((f"   {number}  ", Role.STRONG), name, means=str(number)))
        return lines
