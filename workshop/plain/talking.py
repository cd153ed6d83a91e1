"""Reveal and discuss line by line: every chart as its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import ClassVar

from workshop.errors import WorkshopError
from workshop.language import _, n_
from workshop.model.session import STAGES, Note, Stage
from workshop.model.timer import Talk, clock
from workshop.plain.leading import Go, Lead, Step, sentence_case
from workshop.plain.menu import command, number
from workshop.report.groups import split_said
from workshop.report.questions import statements_said
from workshop.report.subject import Subject, subject
from workshop.report.talking import (
    flagged,
    next_open,
    not_discussed,
    open_attributes,
    resumed,
    taken_up,
    talk_order,
    votes,
    with_order,
)
from workshop.report.topics import about_all, topics

__all__ = ["Discuss", "Reveal", "Talking"]


class Talking(Step):
    """A stage about attributes; leaving the talking asks what becomes of those not reached."""

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, attribute if attribute in talk_order(lead.session) else resumed(lead.session))

    def leave_for(self, stage: Stage | None) -> Go | None:
        """Go there; when the talking ends by that, ask first, and record what was not reached."""
        missing = open_attributes(self.session)
        if stage and STAGES.index(stage) > STAGES.index("agree") and missing:
            self.lead.say(
                _("{listed}: nothing is recorded yet.").format(
                    listed=", ".join(map(self.lead.name_of, missing))
                )
            )
            asked = n_(
                "Leave the talking and record {n} attribute as not discussed?",
                "Leave the talking and record {n} attributes as not discussed?",
                len(missing),
            )
            if not self.lead.sure(asked):
                return None
            self.lead.change(not_discussed)
        return super().leave_for(stage)

    def by_number(self, typed: str) -> str:
        """Return the attribute with this number in the order of talking."""
        order = talk_order(self.session)
        listed = ", ".join(f"{place} {self.lead.name_of(key)}" for place, key in enumerate(order, start=1))
        return order[number(typed or self.lead.hear(f"{listed}. {_('Which number?')}"), len(order)) - 1]

    @command("note " + _("TEXT"), _("takes a note about the attribute"))
    def do_note(self, rest: str) -> None:
        """Take a note about the attribute."""
        attribute = self.attribute
        if text := rest or self.lead.hear(_("What was said? No names. Enter for nothing.")):
            note = Note(text=text, attribute=attribute)
            self.lead.change(lambda session: session.changed(notes=(*session.notes, note)))
            self.lead.say(_("Note saved."))

    @property
    def shown(self) -> Sequence[str]:
        """The attributes that are shown here, by id."""
        return (self.attribute,)

    @command("groups", _("says what each group chose"))
    def do_groups(self, _rest: str) -> None:
        """Say what each group chose, as far as it may be shown."""
        said = split_said(self.session, self.shown) if self.session.has_groups else ()
        self.lead.say(*said or (_("Nothing was counted by group in this session."),))


class Reveal(Talking):
    """How all attributes were answered, in the order of talking."""

    STAGE: ClassVar[Stage] = "reveal"

    @property
    def shown(self) -> Sequence[str]:
        """All attributes, in the order of talking."""
        return talk_order(self.session)

    def announce(self) -> None:
        """Say how we answered."""
        if self.session.rounds:
            self.lead.say(*about_all(self.session))
        else:
            self.lead.say(_("Nothing was counted: there are no numbers to show."))
        self.do_order("")

    def following(self) -> str:
        """Return the one next step."""
        return _("next talks about {name}.").format(name=self.lead.name_of(self.attribute))

    @command("order", _("says the attributes in the order of talking again"))
    def do_order(self, _rest: str) -> None:
        """Say the order with its reasons, and the sentences."""
        known = {topic.attribute: topic for topic in topics(self.session)}
        for place, key in enumerate(talk_order(self.session), start=1):
            topic = known[key]
            if self.session.rounds:
                said = " ".join(topic.sentences)
                self.lead.say(f"{place} {topic.name}, {topic.reason}. {said}".rstrip())
            else:
                self.lead.say(f"{place} {topic.name}.")

    @command("move 3 1", _("moves the third to the first place"))
    def do_move(self, rest: str) -> None:
        """Move one attribute to another place."""
        order = list(talk_order(self.session))
        typed = rest.split()
        if len(typed) != 2:
            raise WorkshopError(_("two numbers are needed"), _('Such as "move 3 1".'))
        here, there = (number(one, len(order)) - 1 for one in typed)
        order.insert(there, order.pop(here))
        self.lead.change(lambda session: with_order(session, tuple(order)))
        self.attribute = resumed(self.session)
        self.lead.say(
            _("{name} is number {there} now.").format(name=self.lead.name_of(order[there]), there=there + 1)
        )

    @command("proposed", _("goes back to the proposed order"))
    def do_proposed(self, _rest: str) -> None:
        """Go back to the proposed order."""
        self.lead.change(lambda session: with_order(session, ()))
        self.attribute = resumed(self.session)
        self.do_order("")

    @command("talk N", _("talks about this one now"))
    def do_talk(self, rest: str) -> Go:
        """Talk about one by its number."""
        return self._talk_about(self.by_number(rest))

    def go_on(self, _rest: str) -> Go:
        """Talk about the first."""
        return self._talk_about(self.attribute)

    def _talk_about(self, attribute: str) -> Go:
        self.lead.change(lambda session: taken_up(session, attribute))
        return Go("discuss", attribute)


class Discuss(Talking):
    """One attribute at a time."""

    STAGE: ClassVar[Stage] = "discuss"

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, attribute)
        self._talk = Talk()
        self._told = False
        self._silent = False

    @property
    def about(self) -> Subject:
        """What there is to say."""
        return subject(self.session, self.attribute)

    def pausing(self) -> None:
        """Say once that the time of a step is up."""
        super().pausing()
        if self._talk.since is not None and not self._told and self._talk.left(monotonic()) <= 0:
            self._told = True
            if not self._silent:
                self.lead.say(
                    _("Time is up: {step}. {timing}").format(step=self._step, timing=self._timing())
                )

    @property
    def _step(self) -> str:
        return self._talk.steps[self._talk.at][0]

    def _timing(self) -> str:
        after = self._talk.following
        return (
            _("timer begins the next step: {after}.").format(after=after)
            if after
            else _("next goes on to agreeing.")
        )

    @command("timer", _("starts the talk, and each next step: alone, in pairs, all together, re-vote"))
    def do_timer(self, _rest: str) -> None:
        """Begin the next step of the talk."""
        self._talk = self._talk.onward(monotonic())
        self._told = False
        self.lead.change(lambda session: taken_up(session, self.attribute))
        self.do_time("")

    @command("time", _("says how much time is left"))
    def do_time(self, _rest: str) -> None:
        """Say the step and what is left of it."""
        if not self._talk.begun:
            self.lead.say(_("The timer has not begun: timer begins it."))
            return
        left = self._talk.left(monotonic())
        said = (
            _("{step}: {clock} minutes left, paused.")
            if self._talk.since is None
            else _("{step}: {clock} minutes left.")
        )
        self.lead.say(said.format(step=sentence_case(self._step), clock=clock(max(0.0, left))))

    @command("pause", _("stops the timer, or lets it go on"))
    def do_pause(self, _rest: str) -> None:
        """Stop the clock, or let it go on."""
        self._talk = self._talk.toggled(monotonic())
        self.do_time("")

    @command("longer", _("gives this step a minute more"))
    def do_longer(self, _rest: str) -> None:
        """Give this step a minute more."""
        self._talk = self._talk.longer()
        self._told = False
        self.do_time("")

    @command("silent", _("says nothing when time is up, or says it again"))
    def do_silent(self, _rest: str) -> None:
        """Say nothing when time is up; or do."""
        self._silent = not self._silent
        self.lead.say(
            _("Nothing is said when time is up.") if self._silent else _("It is said when time is up.")
        )

    def heading(self) -> str:
        """Return the stage and the attribute."""
        return _("Discuss: {name}").format(name=self.about.name)

    def announce(self) -> None:
        """Say where it stands, what the answers show, and the question."""
        about = self.about
        self.lead.say(f"{about.reason}.", about.definition)
        self.do_sentence("")
        self.lead.say(about.question)
        if notes := sum(note.attribute == self.attribute for note in self.session.notes):
            self.lead.say(n_("{n} note so far.", "{n} notes so far.", notes))

    def following(self) -> str:
        """Return the one next step."""
        if self.attribute in self.session.agreed:
            after = next_open(self.session, self.attribute)
            return (
                _("next talks about {name}.").format(name=self.lead.name_of(after))
                if after
                else _("next ends the talking.")
            )
        if flagged(self.session, self.attribute):
            return _("The answers are apart. timer starts the talk, revote votes once more; next agrees.")
        return _("timer starts the talk: alone, in pairs, all together. Then next goes on to agreeing.")

    @command("sentence", _("says what the answers show"))
    def do_sentence(self, _rest: str) -> None:
        """Say what the answers show, before and after where there were two votes."""
        self.lead.say(*self.about.sentences or (_("There are no numbers for this one."),), self.about.moved)

    @command("statements", _("says how each statement was answered, and what the levels stand for"))
    def do_statements(self, _rest: str) -> None:
        """Say the statements by levels, then the ladder."""
        asked = statements_said(self.session, self.session.instrument.attribute(self.attribute))
        self.lead.say(*asked or (_("The statements were not asked."),))
        self.do_levels("")

    @command("question", _("says the guiding question"))
    def do_question(self, _rest: str) -> None:
        """Say the guiding question."""
        self.lead.say(self.about.question)

    @command("probes", _("says further questions"))
    def do_probes(self, _rest: str) -> None:
        """Say further questions."""
        self.lead.say(*self.about.probes)

    @command("levels", _("says what the levels stand for"))
    def do_levels(self, _rest: str) -> None:
        """Say what the levels stand for."""
        self.lead.say(*(f"{level} {words}" for level, words in enumerate(self.about.ladder, start=1)))

    @command("revote", _("votes once more on this ladder"))
    def do_revote(self, _rest: str) -> Go | None:
        """Vote once more on this ladder, when it is flagged or two people ask."""
        if not self.session.instrument.attribute(self.attribute).ladder or not self.session.rounds:
            raise WorkshopError(_("there is no first vote on a ladder here to repeat"))
        if len(votes(self.session, self.attribute)) > 1:
            raise WorkshopError(_("there was a second vote already"), _("Once for each attribute."))
        if not flagged(self.session, self.attribute):
            self.lead.say(_("The answers are not apart: one person alone is no reason to vote again."))
            if not self.lead.sure(_("Did two people ask for a second vote?")):
                return None
        return Go("revote", self.attribute)

    @command("agree", _("goes on to agreeing on a level"))
    def do_agree(self, _rest: str) -> Go:
        """Go on to agreeing."""
        return Go("agree", self.attribute)

    @command("talk N", _("talks about another one, by its number in the order"))
    def do_talk(self, rest: str) -> Go:
        """Talk about another one."""
        return Go("discuss", self.by_number(rest))

    def go_on(self, _rest: str) -> Go | None:
        """Agree; or, when something is recorded, go to the next one, and after the last to the next stage."""
        if self.attribute not in self.session.agreed:
            return Go("agree", self.attribute)
        if after := next_open(self.session, self.attribute):
            return Go("discuss", after)
        return self.leave_for(self.lead.agenda.after(self.STAGE))
