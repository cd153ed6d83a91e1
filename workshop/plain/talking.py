"""Reveal, discuss and agree line by line: every chart as its sentences."""

from __future__ import annotations

from typing import ClassVar, Final, get_args

from workshop.errors import WorkshopError
from workshop.model.exercises import Evidence
from workshop.model.session import STAGES, AgreedLevel, Note, Stage
from workshop.model.tally import LEVELS
from workshop.plain.leading import Go, Lead, Step, sentence_case
from workshop.report.agreeing import Choice, choice, parted, recorded
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
from workshop.report.words import count_of

__all__ = ["Agree", "Discuss", "Reveal"]

_SOURCES: Final[tuple[Evidence, ...]] = get_args(Evidence)


class _Talk(Step):
    """A stage about attributes; leaving the talking asks what becomes of those not reached."""

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, attribute if attribute in talk_order(lead.session) else resumed(lead.session))

    def leave_for(self, stage: Stage | None) -> Go | None:
        """Go there; when the talking ends by that, ask first, and record what was not reached."""
        missing = open_attributes(self.session)
        if stage and STAGES.index(stage) > STAGES.index("agree") and missing:
            self.lead.say(f"{', '.join(map(self.lead.name_of, missing))}: nothing is recorded yet.")
            many = count_of(len(missing), "attribute")
            if not self.lead.sure(f"Leave the talking and record {many} as not discussed?"):
                return None
            self.lead.change(not_discussed)
        return super().leave_for(stage)

    def do_note(self, rest: str) -> None:
        """Take a note about the attribute."""
        attribute = self.attribute
        if text := rest or self.lead.hear("What was said? No names. Enter for nothing."):
            note = Note(text=text, attribute=attribute)
            self.lead.change(lambda session: session.changed(notes=(*session.notes, note)))
            self.lead.say("Note saved.")


class Reveal(_Talk):
    """How all attributes were answered, in the order of talking."""

    STAGE: ClassVar[Stage] = "reveal"
    OWN: ClassVar[dict[str, str]] = {
        "order": "says the attributes in the order of talking again",
        "move 3 1": "moves the third to the first place",
        "proposed": "goes back to the proposed order",
        "talk N": "talks about this one now",
    }

    def announce(self) -> None:
        """Say how we answered."""
        if self.session.rounds:
            self.lead.say(*about_all(self.session))
        else:
            self.lead.say("Nothing was counted: there are no numbers to show.")
        self.do_order("")

    def following(self) -> str:
        """Return the one next step."""
        return f"next talks about {self.lead.name_of(self.attribute)}."

    def do_order(self, _rest: str) -> None:
        """Say the order with its reasons, and the sentences."""
        known = {topic.attribute: topic for topic in topics(self.session)}
        for number, key in enumerate(talk_order(self.session), start=1):
            topic = known[key]
            if self.session.rounds:
                said = " ".join(topic.sentences)
                self.lead.say(f"{number} {topic.name}, {topic.reason}. {said}".rstrip())
            else:
                self.lead.say(f"{number} {topic.name}.")

    def do_move(self, rest: str) -> None:
        """Move one attribute to another place."""
        order = list(talk_order(self.session))
        typed = rest.split()
        if len(typed) != 2:
            raise WorkshopError("two numbers are needed", 'Such as "move 3 1".')
        here, there = (self.number(one, len(order)) - 1 for one in typed)
        order.insert(there, order.pop(here))
        self.lead.change(lambda session: with_order(session, tuple(order)))
        self.attribute = resumed(self.session)
        self.lead.say(f"{self.lead.name_of(order[there])} is number {there + 1} now.", self.following())

    def do_proposed(self, _rest: str) -> None:
        """Go back to the proposed order."""
        self.lead.change(lambda session: with_order(session, ()))
        self.attribute = resumed(self.session)
        self.do_order("")

    def do_talk(self, rest: str) -> Go:
        """Talk about one by its number."""
        order = talk_order(self.session)
        return self._talk_about(order[self.number(rest, len(order)) - 1])

    def do_next(self, _rest: str) -> Go:
        """Talk about the first."""
        return self._talk_about(self.attribute)

    def _talk_about(self, attribute: str) -> Go:
        self.lead.change(lambda session: taken_up(session, attribute))
        return Go("discuss", attribute)


class Discuss(_Talk):
    """One attribute at a time."""

    STAGE: ClassVar[Stage] = "discuss"
    OWN: ClassVar[dict[str, str]] = {
        "sentence": "says what the answers show",
        "question": "says the guiding question",
        "probes": "says further questions",
        "levels": "says what the levels stand for",
        "note TEXT": "takes a note",
        "revote": "votes once more on this ladder",
        "agree": "goes on to agreeing on a level",
        "talk N": "talks about another one, by its number in the order",
    }

    @property
    def about(self) -> Subject:
        """What there is to say."""
        return subject(self.session, self.attribute)

    def heading(self) -> str:
        """Return the stage and the attribute."""
        return f"Discuss: {self.about.name}"

    def announce(self) -> None:
        """Say where it stands, what the answers show, and the question."""
        about = self.about
        self.lead.say(f"{about.place}.", about.definition)
        self.do_sentence("")
        self.lead.say(about.question)
        if notes := sum(note.attribute == self.attribute for note in self.session.notes):
            self.lead.say(f"{count_of(notes, 'note')} so far.")

    def following(self) -> str:
        """Return the one next step."""
        if self.attribute in self.session.agreed:
            after = next_open(self.session, self.attribute)
            return f"next talks about {self.lead.name_of(after)}." if after else "next ends the talking."
        if flagged(self.session, self.attribute):
            return "The answers are apart: after talking, revote votes once more. next goes on to agreeing."
        return "One minute alone, two in pairs, five all together. Then next goes on to agreeing."

    def do_sentence(self, _rest: str) -> None:
        """Say what the answers show, before and after where there were two votes."""
        self.lead.say(*self.about.sentences or ("There are no numbers for this one.",))
        for number, result in enumerate(self.about.results, start=1):
            if len(self.about.results) > 1:
                self.lead.say(f"Vote {number}: {result}")

    def do_question(self, _rest: str) -> None:
        """Say the guiding question."""
        self.lead.say(self.about.question)

    def do_probes(self, _rest: str) -> None:
        """Say further questions."""
        self.lead.say(*self.about.probes)

    def do_levels(self, _rest: str) -> None:
        """Say what the levels stand for."""
        self.lead.say(*(f"{level} {words}" for level, words in enumerate(self.about.ladder, start=1)))

    def do_revote(self, _rest: str) -> Go | None:
        """Vote once more on this ladder, when it is flagged or two people ask."""
        if not self.session.instrument.attribute(self.attribute).ladder or not self.session.rounds:
            raise WorkshopError("there is no first vote on a ladder here to repeat")
        if len(votes(self.session, self.attribute)) > 1:
            raise WorkshopError("there was a second vote already", "Once for each attribute.")
        if not flagged(self.session, self.attribute):
            self.lead.say("The answers are not apart: one person alone is no reason to vote again.")
            if not self.lead.sure("Did two people ask for a second vote?"):
                return None
        return Go("revote", self.attribute)

    def do_agree(self, _rest: str) -> Go:
        """Go on to agreeing."""
        return Go("agree", self.attribute)

    def do_talk(self, rest: str) -> Go:
        """Talk about another one."""
        order = talk_order(self.session)
        return Go("discuss", order[self.number(rest, len(order)) - 1])

    def do_next(self, _rest: str) -> Go | None:
        """Agree; or, when something is recorded, go to the next one, and after the last to the next stage."""
        if self.attribute not in self.session.agreed:
            return Go("agree", self.attribute)
        if after := next_open(self.session, self.attribute):
            return Go("discuss", after)
        return self.leave_for(self.lead.agenda.after(self.STAGE))


class Agree(_Talk):
    """The level a team decides on; or the range, or that it was not discussed."""

    STAGE: ClassVar[Stage] = "agree"
    OWN: ClassVar[dict[str, str]] = {
        "1 to 5": "agrees on this level",
        "none": "records that there is no agreed level; none 2-4 with this range",
        "not discussed": "records just that",
        "example TEXT": "takes an example from our work, then where it comes from",
        "levels": "says what the levels stand for",
        "discuss": "goes back to talking about it",
        "revote": "votes once more, from the discussion",
        "note TEXT": "takes a note",
    }

    @property
    def about(self) -> Choice:
        """What there is to agree on."""
        return choice(self.session, self.attribute)

    def heading(self) -> str:
        """Return the stage and the attribute."""
        return f"Agree: {self.about.name}"

    def announce(self) -> None:
        """Say the rule and its proposal; or what is recorded."""
        about = self.about
        self.lead.say(about.sentence)
        self.lead.say(*((about.said, parted(about)) if about.kept else (about.rule,)))

    def following(self) -> str:
        """Return the one next step."""
        if self.about.kept is not None:
            after = next_open(self.session, self.attribute)
            return f"next talks about {self.lead.name_of(after)}." if after else "next ends the talking."
        offered = self.about.offered
        return (
            f"next records: {offered}. Or 1 to 5, none, not discussed."
            if offered
            else ("1 to 5 agrees on a level; none and not discussed record that.")
        )

    def take(self, said: str) -> Go | None:
        """Take a level by its digit; everything else is a command."""
        if said in set("12345"):
            self._record(AgreedLevel(level=int(said)))
            return None
        if said[:1].isdecimal():
            raise WorkshopError("there are levels 1 to 5", "Nothing was recorded.")
        return super().take(said)

    def do_next(self, _rest: str) -> Go | None:
        """Record what is offered; once something is recorded, go on."""
        about = self.about
        if about.kept is None:
            if about.proposed:
                self._record(AgreedLevel(level=about.proposed))
            else:
                self.do_none("")
            return None
        if after := next_open(self.session, self.attribute):
            return Go("discuss", after)
        return self.leave_for(self.lead.agenda.after(self.STAGE))

    def do_back(self, _rest: str) -> Go:
        """Go back to talking about it."""
        return Go("discuss", self.attribute)

    do_discuss = do_back
    do_revote = do_back

    def do_none(self, rest: str) -> None:
        """Record that there is no agreed level, and the range."""
        if not rest and self.about.range:
            self._record(AgreedLevel(range=self.about.range))
            return
        typed = rest or self.lead.hear("From which level to which? Such as 2-4.")
        if (entry := recorded(typed)) is None:
            raise WorkshopError("two levels from 1 to 5 are needed, such as 2-4", "Nothing was recorded.")
        self._record(entry)

    def do_not(self, _rest: str) -> None:
        """Record that it was not discussed."""
        self._save(AgreedLevel(discussed=False))
        self.lead.say("Recorded: not discussed.", self.following())

    def do_levels(self, _rest: str) -> None:
        """Say what the levels stand for."""
        counts = self.about.counts or (None,) * LEVELS
        for level, (words, count) in enumerate(zip(self.about.ladder, counts, strict=True), start=1):
            self.lead.say(f"{level} {words}{'' if count is None else f' Chosen by {count}.'}")

    def do_example(self, rest: str) -> None:
        """Ask for an example, then where it comes from; each is saved at once."""
        kept = self.about.kept
        if kept is None or not kept.discussed:
            raise WorkshopError("there is no decision yet", "First a level, or none.")
        looked_at = "; ".join(map(self.lead.fill, self.session.instrument.attribute(self.attribute).evidence))
        hint = f" One could look at: {looked_at}." if looked_at else ""
        text = rest or self.lead.hear(f"An example from our work that shows it?{hint} Enter for none.")
        if not text:
            return
        self._save(_with(kept, text, kept.evidence))
        sources = ", ".join(f"{number} {source}" for number, source in enumerate(_SOURCES, start=1))
        typed = self.lead.hear(f"Where does this come from? {sources}. Enter leaves it open.")
        if typed:
            self._save(_with(kept, text, _SOURCES[self.number(typed, len(_SOURCES)) - 1]))
        self.lead.say(f"Recorded: {self.about.said}")

    def _record(self, entry: AgreedLevel) -> None:
        """Save a decision; what was said as an example stays with it. The first time, ask for one."""
        before = self.about.kept
        if before is not None:
            entry = _with(entry, before.example, before.evidence)
        self._save(entry)
        self.lead.say(f"Recorded: {sentence_case(self.about.said)}", parted(self.about))
        if not entry.example:
            self.do_example("")
        self.lead.say(self.following())

    def _save(self, entry: AgreedLevel) -> None:
        key = self.attribute
        self.lead.change(
            lambda session: taken_up(session, key).changed(agreed={**session.agreed, key: entry})
        )


def _with(entry: AgreedLevel, example: str, evidence: Evidence | None) -> AgreedLevel:
    """Return ``entry`` with an example and its source, checked like anything that is typed."""
    return AgreedLevel(
        level=entry.level,
        range=entry.range,
        discussed=entry.discussed,
        example=example,
        evidence=evidence,
    )
