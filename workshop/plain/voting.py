"""A vote line by line: opened, watched, and closed, on own screens, a passed keyboard, paper, or by hands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from time import monotonic

from workshop.errors import WorkshopError
from workshop.language import _, n_
from workshop.model.instrument import Question
from workshop.model.poll import Poll
from workshop.model.timer import Talk
from workshop.plain.hands import count_hands
from workshop.plain.leading import Go, Lead, Step, sentence_case
from workshop.plain.menu import command, number
from workshop.plain.papers import type_papers
from workshop.plain.passing import pass_keyboard
from workshop.report.voting import (
    EXPLAINED,
    Turnout,
    WayOn,
    before_counting,
    turnout_of,
    ways_on,
)
from workshop.store import drafts, facilitating, sealing
from workshop.store.codec import load
from workshop.store.openable import refuse_hands

__all__ = ["Voting"]


class Voting(Step):
    """A vote: opened, watched, closed; or hands."""

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, attribute)
        self._call: Talk | None = None
        self._heard: tuple[int, int] | None = None

    @property
    def poll(self) -> Poll:
        """What this vote is about."""
        raise NotImplementedError

    def turnout(self) -> Turnout | None:
        """Return how far the open round is, and take note of one that was closed elsewhere."""
        self.lead.session = load(self.lead.path)
        turnout = turnout_of(self.lead.path)
        if turnout:
            facilitating.voting_since(self.lead.path, turnout.number)
        return turnout

    def counted(self) -> Go:
        """Return where to go once the round is counted."""
        raise NotImplementedError

    def pausing(self) -> None:
        """Say how far the round is, when that changed."""
        super().pausing()
        try:
            turnout = self.turnout()
        except WorkshopError:
            return  # said when something is done about it
        now = (turnout.presence.joined, turnout.presence.handed_in) if turnout else None
        if now != self._heard:
            self._heard = now
            self.do_status("")
        if self._call is not None and self._call.left(monotonic()) <= 0:
            self._call = None
            self.lead.say(_("The last call is over: close counts."))

    @command("pass", _("lets one after the other rate on this keyboard"))
    def do_pass(self, _rest: str) -> None:
        """Let the keyboard go from hand to hand."""
        self._ready()
        pass_keyboard(self.lead)
        self.do_status("")

    @command("paper", _("types papers in as ballots"))
    def do_paper(self, _rest: str) -> None:
        """Type papers in."""
        self._ready()
        type_papers(self.lead)
        self.do_status("")

    @command("last", _("begins a last call of a minute, or calls it off"))
    def do_last(self, _rest: str) -> None:
        """Begin a last call, or call it off."""
        if self._call is None:
            self._ready()
            self._call = Talk(steps=(("minute", 1),)).onward(monotonic())
            self.lead.say(_("Last call: one minute. It is said when it is over."))
        else:
            self._call = None
            self.lead.say(_("The last call is called off."))

    def _ready(self) -> None:
        """Open the round where it is not open."""
        if self.turnout() is None:
            self.do_open("")

    def do_open(self, _rest: str) -> None:
        """Open the round."""
        raise NotImplementedError

    def take_way(self, way: WayOn, turnout: Turnout) -> Go | None:
        """Do what was chosen for too few ballots."""
        raise NotImplementedError

    @command("status", _("says how many joined and handed in"))
    def do_status(self, _rest: str) -> None:
        """Say how many joined and handed in."""
        turnout = self.turnout()
        if turnout is None:
            self.lead.say(_("No round is open."))
            return
        presence = turnout.presence
        self._heard = (presence.joined, presence.handed_in)
        expected, who = turnout.expected(self.session)
        said = (
            _("{joined} joined, {handed_in} of {expected} {who} handed in.")
            if expected
            else _("{joined} joined, {handed_in} handed in.")
        )
        counts = {"joined": presence.joined, "handed_in": presence.handed_in}
        self.lead.say(said.format(**counts, expected=expected, who=who))
        if turnout.everybody(self.session):
            self.lead.say(_("Everybody is done: close counts."))

    @command("time", _("says for how long the round has been open"))
    def do_time(self, _rest: str) -> None:
        """Say for how long the round has been open."""
        if (turnout := self.turnout()) is None:
            self.lead.say(_("No round is open."))
            return
        since = facilitating.voting_since(self.lead.path, turnout.number)
        minutes = int((datetime.now(UTC) - since).total_seconds() // 60)
        self.lead.say(
            n_("The round has been open for {n} minute.", "The round has been open for {n} minutes.", minutes)
        )

    @command("close", _("closes the round and counts it, after asking"))
    def do_close(self, _rest: str) -> Go | None:
        """Close the round, after asking."""
        turnout = self.turnout()
        if turnout is None:
            raise WorkshopError(_("no round is open"), _("open opens it."))
        question, said = before_counting(turnout, self.session)
        self.lead.say(said)
        if not self.lead.sure(question):
            return None
        try:
            self.lead.session = sealing.close_round(self.lead.path)
        except sealing.TooFew as error:
            return self._too_few(error.message, turnout)
        self.lead.say(_("Counted, and saved."))
        return self.counted()

    def _too_few(self, said: str, turnout: Turnout) -> Go | None:
        self.lead.say(
            _("{said}. Nothing was counted, and no ballot is lost.").format(said=sentence_case(said))
        )
        ways = ways_on(turnout, self.session.mode)
        for place, way in enumerate(ways, start=1):
            self.lead.say(f"{place} {sentence_case(way.value)}. {EXPLAINED[way]}")
        typed = self.lead.hear(_("A number; Enter keeps it open."))
        return self.take_way(ways[number(typed or "1", len(ways)) - 1], turnout)

    def say_half_counted(self) -> None:
        """Say that a show of hands was begun and left, where it was."""
        if drafts.begun(self.lead.path, self.poll):
            self.lead.say(_("A show of hands is half counted: hands goes on with it."))

    def count_hands(self, questions: Sequence[Question]) -> Go | None:
        """Take hands for each question, saved line by line, or correct them. Raises WorkshopError."""
        self.turnout()
        refuse_hands(self.lead.path, self.session, self.poll)
        return self.counted() if count_hands(self.lead, self.poll, questions) else None
