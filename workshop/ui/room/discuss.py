"""Discuss: one attribute at a time, with its picture, its question, a clock and notes."""

from __future__ import annotations

import time
from collections.abc import Coroutine
from typing import Any, ClassVar, Final

from workshop.charts.terminal.measure import cell_len
from workshop.language import _, n_
from workshop.model.session import Session, Stage
from workshop.model.shown import shown
from workshop.model.timer import Talk
from workshop.report.subject import Subject, subject
from workshop.report.talking import flagged, next_open, taken_up, votes
from workshop.report.voting import voting_again
from workshop.ui.room.discuss_lines import clock_body, discuss_body, large_body, muted
from workshop.ui.room.lead import Lead
from workshop.ui.room.left_open import LeftOpenScreen
from workshop.ui.room.stage import Jump, Move
from workshop.ui.room.talk_screen import AttributeScreen, SayScreen
from workshop.ui.room.timer import open_line, talk_line
from workshop.ui.screens.ask import ConfirmScreen
from workshop.ui.screens.base import Hint, hints, title_line
from workshop.ui.widgets.page import BLANK, Line

__all__ = ["DiscussScreen"]

_REVOTE: Final = "re-vote"


class DiscussScreen(LeftOpenScreen, AttributeScreen):
    """One attribute; the space bar leads through the steps of the talk and on to agreeing."""

    STAGE: ClassVar[Stage] = "discuss"
    OWN = (
        Hint("a", _("agree")),
        Hint("n", _("note")),
        Hint("p", _("probes")),
        Hint("l", _("large")),
        Hint("r", _("re-vote")),
        Hint("→", _("next one"), "right"),
        Hint("z", _("pause")),
        Hint("+", _("a minute more"), "plus"),
        Hint(".", _("next step"), "full_stop"),
        Hint("t", _("statements")),
        Hint("y", _("in words")),
        Hint("v", _("notes")),
        Hint("c", _("large clock")),
        Hint("s", _("silence the clock")),
    )
    BY_GROUP = Hint("t", _("statements, groups"))
    KEYS = (*OWN, Hint("← →", _("the one before, the next; [ and ] too")))
    ACTIONS: ClassVar[dict[str, str]] = {
        "a": "agree",
        "r": "revote",
        "n": "note",
        "v": "show_notes",
        "p": "toggle_probes",
        "l": "toggle_large",
        "c": "toggle_clock",
        "t": "show_statements",
        "y": "say",
        "z": "pause",
        "plus": "extend",
        "equals_sign": "extend",
        "full_stop": "next_step",
        "s": "silence",
        "right": "go_next",
        "right_square_bracket": "go_next",
        "left": "go_previous",
        "left_square_bracket": "go_previous",
    }
    HELP = _("""
Space starts the talk and leads through it: one minute alone, two in pairs, five all together, then the
re-vote where it helps, then agreeing. When the time of a step is up the line turns; nothing rings and nothing
moves on by itself.

A re-vote is offered when the answers are apart, once for each attribute. Otherwise it takes two people
who ask for it.
""")

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, attribute)
        self._talk = Talk()
        self._clock = time.monotonic
        self._probes = False
        self._large_clock = False
        self._silent = False
        self._about: tuple[Session, Subject] | None = None

    @property
    def about(self) -> Subject:
        """What is shown of the attribute; gathered anew when the session changed."""
        session = self.lead.session
        if self._about is None or self._about[0] is not session:
            self._about = (session, subject(session, self.attribute))
        return self._about[1]

    def on_mount(self) -> None:
        """Let the clock be seen to go."""
        self.set_interval(1, self._tick)

    def look_for_round(self) -> str:
        """Return the attribute whose re-vote was left open."""
        return voting_again(self.lead.path)

    def _tick(self) -> None:
        if self._talk.since is not None:
            self.redraw()

    # What is shown

    def head(self, width: int) -> list[Line]:
        """Return the attribute, how many answered, where it stands, and the clock of the workshop."""
        about = self.about
        notes = sum(note.attribute == self.attribute for note in self.lead.session.notes)
        noted = n_("1 note", "{n} notes", notes) if notes else ""
        aside = " · ".join(filter(None, (about.counted, noted)))
        first = title_line(about.name.upper(), aside, width)
        if self.large:
            return [first, BLANK]  # as many lines as else, here and in the foot: nothing is laid out anew
        left = self.lead.standing(self.STAGE).remaining
        right = f"{left} · {self.where_we_are}"
        fits = cell_len(about.reason) + cell_len(right) + 3 <= width  # else it is said below, in full
        second = title_line(about.reason if fits else about.place, right, width)
        return [first, muted(second)]

    def body(self, width: int, height: int) -> list[Line]:
        """Return the picture and the words."""
        now = self._clock()
        if self._large_clock:
            return clock_body(self._talk, now, width, height, blocks=self.blocks)
        if self.large:
            return large_body(self.about, self._talk, now, width, height, blocks=self.blocks)
        return discuss_body(self.about, width, height, probes=self._probes)

    def foot(self, width: int) -> list[Line]:
        """Return the steps of the talk and one line of keys."""
        after = Hint("space", shown(self.following), "space")
        if self.large:
            keys = (
                after,
                Hint("l", _("smaller")),
                Hint("c", _("clock")),
                Hint("y", _("in words")),
                *((Hint("a", _("agree")),) if self.following != "agree" else ()),
            )
            return [BLANK, BLANK, *hints(keys, width, 1)]
        steps = talk_line(self._talk, self._clock(), width, silent=self._silent)
        if self.open_round:
            steps = open_line(
                self.name_of(self.open_round), "space" if self.following == _REVOTE else "r", width
            )
        own = [
            hint
            for hint in self.own
            if hint.does != after.does and not (hint.label == "r" and self._no_revote())
        ]
        help_first = (after, *own[:4], Hint("h", _("all keys")), *own[4:], Hint("b", _("back")))
        return [BLANK, steps, *hints(help_first, width, 1)]

    @property
    def own(self) -> tuple[Hint, ...]:
        """The keys of this stage alone, in the words that fit what the session has."""
        split = self.lead.session.has_groups
        return tuple(self.BY_GROUP if split and hint.label == "t" else hint for hint in self.OWN)

    @property
    def following(self) -> str:
        """What the space bar does now, as ``shown`` knows it."""
        if self.open_round == self.attribute:
            return _REVOTE
        if self.attribute in self.lead.session.agreed:
            after = next_open(self.lead.session, self.attribute)
            return "next one" if after else "next"
        if self._voted_again:
            return "agree"
        if not self._talk.begun:
            return "start talking"
        if self._talk.following == _REVOTE or not self._talk.following:
            return _REVOTE if flagged(self.lead.session, self.attribute) else "agree"
        return self._talk.following

    @property
    def _voted_again(self) -> bool:
        return len(votes(self.lead.session, self.attribute)) > 1

    # Going on

    def go_on(self) -> Coroutine[Any, Any, None] | None:
        """Go through the talk step by step, then on."""
        match self.following:
            case "next one":
                self.dismiss(Jump("discuss", next_open(self.lead.session, self.attribute)))
            case "next":
                return self.go(Move.NEXT, self.lead.agenda.after(self.STAGE))
            case "agree":
                self.agree()
            case "re-vote":
                return self.revote()
            case "start talking":
                return self._start()
            case _:
                self.next_step()
        return None

    def agree(self) -> None:
        """Go on to agreeing on a level."""
        self.dismiss(Jump("agree", self.attribute))

    async def revote(self) -> None:
        """Vote once more on this ladder, when it is flagged or two people ask; what is open goes on."""
        session = self.lead.session
        if self.open_round:
            self.dismiss(Jump("revote", self.open_round))
            return
        if why := self._no_revote():
            self.app.notify(why, markup=False)
            return
        if not flagged(session, self.attribute):
            question = ConfirmScreen(
                _("Did two people ask for a second vote?"),
                _("The answers are not apart, so one person alone is no reason to vote again."),
            )
            if not await self.app.push_screen_wait(question):
                return
        self.dismiss(Jump("revote", self.attribute))

    def _no_revote(self) -> str:
        if not self.lead.session.instrument.attribute(self.attribute).ladder:
            return _("There is no ladder to vote on here.")
        if not self.lead.session.rounds:
            return _("Nothing was counted: there is no first vote to repeat.")
        return _("There was a second vote already: once for each attribute.") if self._voted_again else ""

    # The talk

    async def _start(self) -> None:
        self.next_step()
        await self.lead.change(lambda session: taken_up(session, self.attribute))

    def next_step(self) -> None:
        """Begin the next step of the talk."""
        self._talk = self._talk.onward(self._clock())
        self.redraw()

    def pause(self) -> None:
        """Stop the clock, or let it go on."""
        self._talk = self._talk.toggled(self._clock())
        self.redraw()

    def extend(self) -> None:
        """Give this step a minute more."""
        self._talk = self._talk.longer()
        self.redraw()

    def silence(self) -> None:
        """Do not say when the time is up; or do."""
        self._silent = not self._silent
        self.redraw()

    # Looking closer

    def toggle_probes(self) -> None:
        """Show the probes in place of the sentences, or go back."""
        self._probes = not self._probes
        self.redraw()

    def toggle_large(self) -> None:
        """Fill the screen with the picture, or go back."""
        self._large_clock = False
        super().toggle_large()

    def toggle_clock(self) -> None:
        """Fill the screen with the clock; or go back to the large picture, or to all."""
        self._large_clock = not self._large_clock
        self.large = self._large_clock
        self.redraw()

    async def note(self) -> None:
        """Take a note about this attribute."""
        await self.add_note(self.attribute)

    async def show_notes(self) -> None:
        """Show the notes about this attribute, to change them."""
        from workshop.ui.room.notes import NotesScreen

        await self.app.push_screen_wait(NotesScreen(self.lead, self.attribute, self.about.name))

    async def show_statements(self) -> None:
        """Show how the statements were answered, what each group chose, and what the levels say."""
        from workshop.ui.room.statements import StatementsScreen

        await self.app.push_screen_wait(StatementsScreen(self.lead.session, self.attribute))

    async def say(self) -> None:
        """Put the picture in words on the screen."""
        about = self.about
        said = about.sentences or (about.definition,)
        await self.app.push_screen_wait(SayScreen(about.name, (*said, about.question)))
