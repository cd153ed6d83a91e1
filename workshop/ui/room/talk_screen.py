"""What screens on which a team talks have in common: notes, sentences to read out, large mode, leaving."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from textual import events

from workshop.charts.roles import Role
from workshop.charts.terminal.measure import wrap
from workshop.language import _, n_
from workshop.model.session import STAGES, Note, Session, Stage
from workshop.model.text import PARAGRAPH
from workshop.report.talking import not_discussed, open_attributes, resumed, talk_order
from workshop.report.topics import Topic, topics
from workshop.ui.room.lead import Lead
from workshop.ui.room.stage import Jump, Next, StageScreen
from workshop.ui.screens.base import Hint, PageScreen, title_line
from workshop.ui.terminal import shows_unicode
from workshop.ui.widgets.page import BLANK, Line, line

__all__ = ["AttributeScreen", "SayScreen", "TalkScreen"]


class SayScreen(PageScreen[None]):
    """A chart as sentences to read out; any key goes back."""

    KEYS = (Hint(_("any key"), _("back"), "escape"),)
    LOWERED = "body"

    def __init__(self, title: str, sentences: Sequence[str]) -> None:
        super().__init__()
        self._heading = title
        self._sentences = sentences

    def head(self, width: int) -> list[Line]:
        """Return what the sentences are about."""
        return [title_line(self._heading.upper(), "", width), BLANK]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the sentences."""
        lines: list[Line] = []
        for sentence in self._sentences:
            lines += [line((f" {part}", Role.STRONG)) for part in wrap(sentence, min(width - 2, 90), 20)]
            lines.append(BLANK)
        return lines

    def on_key(self, event: events.Key) -> None:
        """Scroll, or go back."""
        event.stop()
        if event.key in {"down", "pagedown"}:
            self.body_page.scroll_page_down(animate=False)
        elif event.key in {"up", "pageup"}:
            self.body_page.scroll_page_up(animate=False)
        else:
            self.dismiss()


class TalkScreen(StageScreen):
    """A stage about attributes in the order of talking. ``large`` is the mode for the back row."""

    def __init__(self, lead: Lead) -> None:
        super().__init__(lead)
        self.large = False
        self.blocks = shows_unicode(sys.__stdout__)
        """Whether half blocks can be told from whole ones."""
        self._seen: Session | None = None
        self._topics: tuple[Topic, ...] = ()

    @property
    def topics(self) -> tuple[Topic, ...]:
        """All attributes in the order of talking; worked out anew when the session changed."""
        if self._seen is not self.lead.session:
            self._seen = self.lead.session
            known = {topic.attribute: topic for topic in topics(self._seen)}
            self._topics = tuple(known[key] for key in talk_order(self._seen))
        return self._topics

    def name_of(self, attribute: str) -> str:
        """Return an attribute's name in the session's words."""
        return self.fill(self.lead.session.instrument.attribute(attribute).name)

    def toggle_large(self) -> None:
        """Fill the screen for the back row, or go back."""
        self.large = not self.large
        self.redraw()

    async def add_note(self, attribute: str) -> None:
        """Ask for a note about ``attribute`` and save it."""
        from workshop.ui.screens.ask import AskScreen

        text = await self.app.push_screen_wait(
            AskScreen(
                _("Note: {attribute}").format(attribute=self.name_of(attribute)),
                _("What was said; no names."),
                most=PARAGRAPH,
            )
        )
        if text:
            note = Note(text=text, attribute=attribute)
            await self.lead.change(lambda session: session.changed(notes=(*session.notes, note)))
            self.app.notify(_("Note saved."))

    async def show_agenda(self) -> None:
        """Show all stages on the clock; go to the one that is chosen."""
        from workshop.ui.room.agenda import AgendaScreen

        chosen = await self.app.push_screen_wait(AgendaScreen(self.lead, self.STAGE))
        if chosen is not None:
            await self.go(Jump(chosen), chosen)

    async def go(self, move: Next, there: Stage | None) -> None:
        """Go there; when the talking ends by that, ask what to do with what was not reached."""
        from workshop.ui.screens.ask import ConfirmScreen

        missing = open_attributes(self.lead.session)
        if there and STAGES.index(there) > STAGES.index("agree") and missing:
            names = ", ".join(map(self.name_of, missing))
            question = ConfirmScreen(
                n_(
                    "Leave the talking and record 1 attribute as not discussed?",
                    "Leave the talking and record {n} attributes as not discussed?",
                    len(missing),
                ),
                _("{names}. You can come back by the agenda (g) and agree on them later.").format(
                    names=names
                ),
            )
            if not await self.app.push_screen_wait(question):
                return
            await self.lead.change(not_discussed)
        self.dismiss(move)


class AttributeScreen(TalkScreen):
    """A stage about one attribute: the one given, else the one where the team was."""

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead)
        self.attribute = attribute if attribute in talk_order(lead.session) else resumed(lead.session)

    def go_next(self) -> None:
        """Look at the next attribute in the order."""
        self._go_by(1)

    def go_previous(self) -> None:
        """Look at the attribute before."""
        self._go_by(-1)

    def _go_by(self, step: int) -> None:
        order = talk_order(self.lead.session)
        there = order.index(self.attribute) + step
        if 0 <= there < len(order):
            self.dismiss(Jump(self.STAGE, order[there]))
