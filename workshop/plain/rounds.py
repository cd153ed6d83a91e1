"""Rate and re-vote line by line: the first, silent round, and one ladder once more after talking."""

from __future__ import annotations

from typing import ClassVar

from workshop.errors import WorkshopError
from workshop.language import _, n_
from workshop.model.instrument import LADDER
from workshop.model.poll import FIRST, Poll
from workshop.model.session import Stage
from workshop.plain.leading import Go, Lead
from workshop.plain.menu import command, number
from workshop.plain.voting import Voting
from workshop.report.join import ways_in
from workshop.report.voting import (
    Turnout,
    WayOn,
    half_counted,
    hidden_by_few,
    promises,
    revotable,
)
from workshop.store import drafts, facilitating, sealing

__all__ = ["Rate", "Revote"]


class Rate(Voting):
    """The first, silent round."""

    STAGE: ClassVar[Stage] = "rate"

    @property
    def poll(self) -> Poll:
        """The first round."""
        return FIRST

    def announce(self) -> None:
        """Say the promises, or how far the round is."""
        turnout = self.turnout()
        if first := self.session.first:
            said = (
                n_(
                    "Round 1 is counted: {n} voted, by a show of hands.",
                    "Round 1 is counted: {n} voted, by a show of hands.",
                    first.voted,
                )
                if first.method == "hands"
                else n_(
                    "Round 1 is counted: {n} voted, from ballots.",
                    "Round 1 is counted: {n} voted, from ballots.",
                    first.voted,
                )
            )
            self.lead.say(said)
        elif turnout:
            self.lead.say(
                _("The round is open. On this machine: workshop rate {session}").format(
                    session=self.lead.path.stem
                )
            )
            self.do_status("")
        else:
            self.lead.say(*promises(self.session))
        self.say_half_counted()

    def following(self) -> str:
        """Return the one next step."""
        if self.session.first:
            return _("next shows the answers.")
        if self.lead.room.number is not None:
            return _("status says how many handed in; close counts.")
        return _("open opens the round for own screens; hands takes a show of hands.")

    def go_on(self, rest: str) -> Go | None:
        """Go to the answers; before that, close what is open."""
        if self.session.first is None and self.lead.room.number is not None:
            return self.do_close(rest)
        if self.session.first is None:
            self.lead.say(_("Nothing is counted yet."), _("skip goes on without numbers."))
            return None
        return Go("reveal")

    @command("open", _("opens the round for own screens"))
    def do_open(self, _rest: str) -> None:
        """Open round 1."""
        self.lead.session = sealing.open_round(self.lead.path)
        self.lead.say(
            _("The round is open. Everyone: workshop rate {session}").format(session=self.lead.path.stem)
        )
        self.do_join("")

    @command("join", _("says how people join from their own devices"))
    def do_join(self, _rest: str) -> None:
        """Say what to type to come in."""
        _say_ways_in(self.lead)

    @command("hands", _("takes a show of hands, or corrects it; hands all asks the statements too"))
    def do_hands(self, rest: str) -> Go | None:
        """Count hands instead of ballots, or correct them."""
        ladders = tuple(question for question in self.session.asked if question.is_ladder)
        draft = drafts.begun(self.lead.path, self.poll)
        ask_all = rest.lower() == "all" or (draft and any(not k.endswith(f".{LADDER}") for k in draft.asks))
        questions = self.session.asked if ask_all or not ladders else ladders
        return self.count_hands(questions)

    def counted(self) -> Go:
        """Go to the reveal."""
        return Go("reveal")

    def take_way(self, way: WayOn, turnout: Turnout) -> Go | None:
        """Talk without numbers, or start anew in open mode; else the round stays as it is."""
        if way is WayOn.TALK:
            return Go("discuss")
        if way is WayOn.START_OPEN:
            question = n_(
                "Have you told everyone? Destroy {n} ballot for good?",
                "Have you told everyone? Destroy {n} ballots for good?",
                turnout.presence.to_count,
            )
            if self.lead.sure(question):
                self.lead.session = facilitating.begin_openly(self.lead.path)
                self.lead.say(_("An open round has begun. All join again."))
        return None


class Revote(Voting):
    """One ladder once more, after talking."""

    STAGE: ClassVar[Stage] = "revote"

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, attribute)
        turnout = self.turnout()
        if turnout and turnout.poll.again:
            self.attribute = turnout.poll.again
        self.attribute = self.attribute or half_counted(lead.path, self.session)

    @property
    def poll(self) -> Poll:
        """The ladder, once more. Raises WorkshopError while none is chosen."""
        if not self.attribute:
            raise WorkshopError(_("no ladder to vote on again is chosen"), _("ladder chooses one."))
        return Poll(again=self.attribute)

    @property
    def _by_hands(self) -> bool:
        first = self.session.first
        return first is not None and first.method == "hands"

    def heading(self) -> str:
        """Return the stage and the attribute."""
        return (
            _("Re-vote: {name}").format(name=self.lead.name_of(self.attribute))
            if self.attribute
            else super().heading()
        )

    def announce(self) -> None:
        """Say what would be hidden, before anybody votes, and the ladders where none is chosen."""
        self.lead.say(hidden_by_few(self.session))
        if self.attribute:
            self.say_half_counted()
        else:
            self._say_ladders()

    def following(self) -> str:
        """Return the one next step."""
        if not self.attribute:
            return _("ladder 1 chooses the first; back goes to the discussion.")
        if self.lead.room.number is not None:
            return _("status says how many handed in; close counts.")
        return _("hands counts hands once more.") if self._by_hands else _("open opens the re-vote.")

    def go_on(self, rest: str) -> Go | None:
        """Close what is open; else go on to agree, or back to talking."""
        if self.lead.room.number is not None:
            return self.do_close(rest)
        return Go("agree" if self.attribute else "discuss", self.attribute)

    def go_back(self, _rest: str) -> Go:
        """Go back to the talk about this attribute."""
        return Go("discuss", self.attribute)

    @command("ladder 2", _("chooses the second ladder to vote on again"))
    def do_ladder(self, rest: str) -> Go | None:
        """Choose another ladder, while no round is open."""
        if self.lead.room.number is not None:
            raise WorkshopError(_("a round is open"), _("close counts it."))
        ladders = revotable(self.session)
        if not rest:
            self._say_ladders()
            rest = self.lead.hear(_("Which one do we vote on again? Enter leaves it."))
        return Go("revote", ladders[number(rest, len(ladders)) - 1].attribute.id) if rest else None

    @command("open", _("opens the re-vote"))
    def do_open(self, _rest: str) -> None:
        """Open the re-vote on this ladder."""
        if self._by_hands:
            raise WorkshopError(
                _("the first vote was a show of hands"), _("So is the re-vote: hands counts them.")
            )
        self.lead.session = sealing.open_again(self.lead.path, self.poll.again)
        self.lead.say(_("The re-vote is open: workshop rate {session}").format(session=self.lead.path.stem))

    @command("join", _("says how people join from their own devices"))
    def do_join(self, _rest: str) -> None:
        """Say what to type to come in."""
        _say_ways_in(self.lead)

    @command("hands", _("takes a show of hands once more"))
    def do_hands(self, _rest: str) -> Go | None:
        """Count hands once more."""
        return self.count_hands([self.session.instrument.question(self.poll.again, LADDER)])

    def counted(self) -> Go:
        """Go on to agree on a level."""
        return Go("agree", self.attribute)

    def take_way(self, way: WayOn, turnout: Turnout) -> Go | None:
        """Drop the re-vote; else it stays open."""
        if way is not WayOn.DROP:
            return None
        self.lead.session = sealing.destroy_round(self.lead.path)
        return Go("agree", self.attribute)

    def _say_ladders(self) -> None:
        ladders = revotable(self.session)
        self.lead.say("" if ladders else _("There is no ladder to vote on again."))
        for place, question in enumerate(ladders, start=1):
            self.lead.say(f"{place} {self.lead.name_of(question.attribute.id)}")


def _say_ways_in(lead: Lead) -> None:
    """Say what to type to come in; where no host lets people in, how to start one."""
    ways = ways_in(lead.path)
    lead.say(*(_("To join: {way}").format(way=way) for way in ways))
    if not ways:
        lead.say(
            _("From their own devices: start workshop host {session} in a second terminal.").format(
                session=lead.path.stem
            )
        )
