"""What every stage led line by line has in common: where one is on the clock, and where to go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, TextIO

from workshop.errors import WorkshopError
from workshop.language import _, labelled, n_
from workshop.model.agenda import SLOTS, STAGE_NAMES, Agenda, Timing
from workshop.model.session import Note, Session, Stage
from workshop.model.typed import as_head_count, minutes_wrong
from workshop.plain.ear import Ear
from workshop.plain.menu import Menu, command, number
from workshop.plain.notes import NoteList
from workshop.plain.voice import Left, Voice
from workshop.report.aloud import WHEN, aloud
from workshop.report.leading import TAKEN_OVER, YOURS_AGAIN
from workshop.store import facilitating, sessions
from workshop.store.codec import load
from workshop.store.history import earlier
from workshop.store.room import Room

__all__ = ["Go", "Lead", "Step", "sentence_case"]


@dataclass(frozen=True, slots=True)
class Go:
    """Where to go: a stage, and there an attribute to talk about, if one is meant."""

    stage: Stage
    attribute: str = ""


class Lead(Voice):
    """The session one leads, as it stands on the disk after one's last change, and how one talks about it."""

    def __init__(self, path: Path, session: Session, ear: Ear, writer: TextIO) -> None:
        super().__init__(ear, writer)
        self.path = path
        self.session = session
        self.room = Room(path)
        before = earlier(path, session)
        self.before = load(before.path) if before else None
        self._started = facilitating.started(path) or datetime.now(UTC)

    @property
    def agenda(self) -> Agenda:
        """The stages and their minutes."""
        return Agenda.planned(self.session.agenda)

    @property
    def elapsed(self) -> float:
        """Minutes since the workshop began."""
        return (datetime.now(UTC) - self._started).total_seconds() / 60

    def change(self, apply: Callable[[Session], Session]) -> None:
        """Apply a change to the session as it is on the disk now and save it. Raises WorkshopError."""
        self.session = sessions.change(self.path, apply)

    def fill(self, text: str) -> str:
        """Put the session's words into ``text``."""
        return self.session.fill(text)

    def name_of(self, attribute: str) -> str:
        """Return an attribute's name in the session's words."""
        return self.fill(self.session.instrument.attribute(attribute).name)


class Step(Menu[Go]):
    """One stage; what it says on arrival, and its own commands beside those of every stage."""

    STAGE: ClassVar[Stage]

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead)
        self.lead = lead
        self.attribute = attribute
        self._leads = True

    @property
    def session(self) -> Session:
        """The session as saved."""
        return self.lead.session

    def heading(self) -> str:
        """Return the name of the stage, and what it is about."""
        return STAGE_NAMES[self.STAGE]

    def announce(self) -> None:
        """Say what there is to know in this stage."""

    def following(self) -> str:
        """Return the one next step, as a sentence."""
        return _("next goes on.")

    def run(self) -> Go:
        """Say where we are, then take commands until one leads elsewhere."""
        standing = self.lead.agenda.standing(self.STAGE, self.lead.elapsed)
        left = (
            n_("{n} minute left", "{n} minutes left", standing.left)
            if standing.left >= 0
            else n_("{n} minute over", "{n} minutes over", -standing.left)
        )
        self.lead.say("\n" + f"{self.heading()}. {left}, {standing.said}.")
        self.guarded(lambda: self.announce())
        return super().run()

    def pausing(self) -> None:
        """Say it when somebody else took over, and when they have left again."""
        leads = facilitating.leads(self.lead.path)
        if leads != self._leads:
            self._leads = leads
            self.lead.say(YOURS_AGAIN if leads else TAKEN_OVER)

    def before(self) -> None:
        """Leave when somebody else took over."""
        if not facilitating.leads(self.lead.path):
            self.lead.say(TAKEN_OVER if self._leads else "")
            raise Left

    def leave_for(self, stage: Stage | None) -> Go | None:
        """Go to ``stage``; a subclass may ask before."""
        return Go(stage) if stage else None

    @command("next", _("goes on"))
    def go_on(self, _rest: str) -> Go | None:
        """Go to the next stage."""
        return self.leave_for(self.lead.agenda.after(self.STAGE))

    @command("back", _("goes to the stage before"))
    def go_back(self, _rest: str) -> Go | None:
        """Go to the stage before."""
        before = self.lead.agenda.before(self.STAGE)
        if before is None:
            self.lead.say(_("This is the first stage."))
        return self.leave_for(before)

    @command("skip", _("goes to the next stage, without what belongs to this one"))
    def skip(self, _rest: str) -> Go | None:
        """Go to the next stage, whatever next does here."""
        after = self.lead.agenda.after(self.STAGE)
        if after is None:
            self.lead.say(_("This is the last stage."))
        return self.leave_for(after)

    @command("words", _("says the words to read aloud"))
    def say_words(self, _rest: str) -> None:
        """Say the words to read aloud."""
        self.lead.say(*aloud(self.session, self.STAGE))
        if self.STAGE in {"reveal", "discuss", "revote", "agree"}:
            self.lead.say(*(labelled(moment, words) for moment, words in WHEN))

    @command("agenda", _("says the stages, how far ahead or behind we are; agenda 3 goes to the third"))
    def show_agenda(self, rest: str) -> Go | None:
        """Say the stages with their minutes, and go to one."""
        agenda = self.lead.agenda
        if not rest:
            standing = agenda.standing(self.STAGE, self.lead.elapsed)
            self.lead.say(
                _("Minute {elapsed} of {total}, {said}.").format(
                    elapsed=round(self.lead.elapsed), total=agenda.total, said=standing.said
                )
            )
            for place, stage in enumerate(SLOTS, start=1):
                given = agenda.minutes.get(stage, 0)
                minutes = n_("{n} minute", "{n} minutes", given) if given else _("not on the agenda")
                here = (_("we are here"),) if stage == agenda.slot(self.STAGE) else ()
                self.lead.say(", ".join((f"{place} {STAGE_NAMES[stage]}", minutes, *here)))
            for stage, gain in standing.shorten:
                self.lead.say(
                    _("Could be shortened: {stage} by {gain}.").format(
                        stage=STAGE_NAMES[stage], gain=n_("{n} minute", "{n} minutes", gain)
                    )
                )
            rest = self.lead.hear(_("A number goes there, Enter stays; minutes changes how long one takes."))
        return self.leave_for(SLOTS[number(rest, len(SLOTS)) - 1]) if rest else None

    @command("minutes 5 15", _("gives the fifth stage 15 minutes; 0 takes it off the agenda"))
    def set_minutes(self, rest: str) -> None:
        """Change how long a stage takes, or whether it is on the agenda."""
        typed = (rest or self.lead.hear(_("Which stage, and how many minutes? Such as 5 15."))).split()
        if len(typed) != 2:
            raise WorkshopError(_("a stage and its minutes are needed"), _('Such as "minutes 5 15".'))
        seen, stage = self.lead.agenda, SLOTS[number(typed[0], len(SLOTS)) - 1]
        asked = {slot: str(seen.minutes.get(slot, 0)) for slot in SLOTS} | {stage: typed[1]}
        if wrong := minutes_wrong({STAGE_NAMES[slot]: given for slot, given in asked.items()}):
            raise WorkshopError(wrong.rstrip("."), _("agenda says what there is."))
        minutes = int(typed[1])
        timing = Timing(seen, {stage: minutes})
        self.lead.change(timing)
        said = (
            n_(
                "{stage} takes {n} minute, {total} minutes in all. Saved.",
                "{stage} takes {n} minutes, {total} minutes in all. Saved.",
                minutes,
            )
            if minutes
            else _("{stage} is off the agenda, {total} minutes in all. Saved.")
        )
        self.lead.say(said.format(stage=STAGE_NAMES[stage], total=self.lead.agenda.total), timing.said)

    @command("park " + _("TEXT"), _("puts something on the parking lot"))
    def park(self, rest: str) -> None:
        """Put something on the parking lot."""
        if text := rest or self.lead.hear(_("What is to be parked? Enter for nothing.")):
            note = Note(text=text)
            self.lead.change(lambda session: session.changed(parking=(*session.parking, note)))
            self.lead.say(_("Parked, and saved. {parking} in all.").format(parking=len(self.session.parking)))

    @command("parking", _("says what is parked, to change it or take it away"))
    def show_parking(self, _rest: str) -> None:
        """Go through the parking lot."""
        NoteList(self.lead, "parking").run()

    @command("notes", _("says the notes, to change them or take them away"))
    def show_notes(self, _rest: str) -> None:
        """Go through the notes: about the attribute, or about none."""
        NoteList(self.lead, "notes", self.attribute).run()

    @command("present N", _("says how many are here"))
    def say_present(self, rest: str) -> None:
        """Say how many are here."""
        here = as_head_count(rest or self.lead.hear(_("How many are here?")))
        self.lead.change(lambda session: session.changed(present=here))
        self.lead.say(
            _("Not said.") if here is None else n_("{n} person here. Saved.", "{n} people here. Saved.", here)
        )

    @command("quit", _("leaves; everything is saved"))
    def leave(self, _rest: str) -> Go:
        """Leave."""
        raise Left


def sentence_case(text: str) -> str:
    """Return ``text`` with a capital at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"
