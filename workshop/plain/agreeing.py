"""Agree line by line: the level a team decides on, with an example and where it comes from."""

from __future__ import annotations

from typing import ClassVar, Final, get_args

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.exercises import Evidence
from workshop.model.session import AgreedLevel, Stage
from workshop.model.shown import shown
from workshop.model.tally import LEVELS
from workshop.plain.leading import Go, sentence_case
from workshop.plain.menu import command, number
from workshop.plain.talking import Talking
from workshop.report.agreeing import Choice, choice, parted, recorded, with_example
from workshop.report.subject import subject
from workshop.report.talking import next_open, taken_up

__all__ = ["Agree"]

_SOURCES: Final[tuple[Evidence, ...]] = get_args(Evidence)


class Agree(Talking):
    """The level a team decides on; or the range, or that it was not discussed."""

    STAGE: ClassVar[Stage] = "agree"

    @property
    def about(self) -> Choice:
        """What there is to agree on."""
        return choice(self.session, self.attribute)

    def heading(self) -> str:
        """Return the stage and the attribute."""
        return _("Agree: {name}").format(name=self.about.name)

    def announce(self) -> None:
        """Say the rule and its proposal; or what is recorded."""
        about = self.about
        self.lead.say(about.sentence, subject(self.session, self.attribute).moved)
        self.lead.say(*((about.said, parted(about)) if about.kept else (about.rule,)))

    def following(self) -> str:
        """Return the one next step."""
        if self.about.kept is not None:
            after = next_open(self.session, self.attribute)
            return (
                _("next talks about {name}.").format(name=self.lead.name_of(after))
                if after
                else _("next ends the talking.")
            )
        offered = self.about.offered
        return (
            _("next records: {offered}. Or 1 to 5, none, not discussed.").format(offered=offered)
            if offered
            else (_("1 to 5 agrees on a level; none and not discussed record that."))
        )

    def go_back(self, _rest: str) -> Go:
        """Go back to talking about it."""
        return Go("discuss", self.attribute)

    @command(_("1 to 5"), _("agrees on this level"))
    def do_level(self, said: str) -> None:
        """Agree on a level."""
        self._record(AgreedLevel(level=int(said)))

    def take(self, said: str) -> Go | None:
        """Take a level by its digit; everything else is a command."""
        if said in set("12345"):
            self.do_level(said)
            return None
        if said[:1].isdecimal():
            raise WorkshopError(_("there are levels 1 to 5"), _("Nothing was recorded."))
        return super().take(said)

    def go_on(self, _rest: str) -> Go | None:
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

    @command("discuss", _("goes back to talking about it, and to a re-vote"))
    def do_discuss(self, _rest: str) -> Go:
        """Go back to talking about it."""
        return Go("discuss", self.attribute)

    @command("none", _("records that there is no agreed level; none 2-4 with this range"))
    def do_none(self, rest: str) -> None:
        """Record that there is no agreed level, and the range."""
        if not rest and self.about.range:
            self._record(AgreedLevel(range=self.about.range))
            return
        typed = rest or self.lead.hear(_("From which level to which? Such as 2-4."))
        if (entry := recorded(typed)) is None:
            raise WorkshopError(
                _("two levels from 1 to 5 are needed, such as 2-4"), _("Nothing was recorded.")
            )
        self._record(entry)

    @command("not discussed", _("records just that"))
    def do_not(self, _rest: str) -> None:
        """Record that it was not discussed."""
        self._save(AgreedLevel(discussed=False))
        self.lead.say(_("Recorded: not discussed."))

    @command("levels", _("says what the levels stand for"))
    def do_levels(self, _rest: str) -> None:
        """Say what the levels stand for."""
        counts = self.about.counts or (None,) * LEVELS
        for level, (words, count) in enumerate(zip(self.about.ladder, counts, strict=True), start=1):
            chosen = "" if count is None else " " + _("Chosen by {count}.").format(count=count)
            self.lead.say(f"{level} {words}{chosen}")

    @command("example " + _("TEXT"), _("takes an example from our work, then where it comes from"))
    def do_example(self, rest: str) -> None:
        """Ask for an example, then where it comes from; each is saved at once."""
        kept = self.about.kept
        if kept is None or not kept.discussed:
            raise WorkshopError(_("there is no decision yet"), _("First a level, or none."))
        looked_at = _("; ").join(
            map(self.lead.fill, self.session.instrument.attribute(self.attribute).evidence)
        )
        ask = (
            _("An example from our work that shows it? One could look at: {looked_at}. Enter for none.")
            if looked_at
            else _("An example from our work that shows it? Enter for none.")
        )
        text = rest or self.lead.hear(ask.replace("{looked_at}", looked_at))
        if not text:
            return
        self._save(with_example(kept, text, kept.evidence))
        named = map(self.lead.fill, map(shown, _SOURCES))
        sources = ", ".join(f"{place} {source}" for place, source in enumerate(named, start=1))
        typed = self.lead.hear(
            _("Where does this come from? {sources}. Enter leaves it open.").format(sources=sources)
        )
        if typed:
            self._save(with_example(kept, text, _SOURCES[number(typed, len(_SOURCES)) - 1]))
        self.lead.say(_("Recorded: {said}").format(said=self.about.said))

    def _record(self, entry: AgreedLevel) -> None:
        """Save a decision; what was said as an example stays with it. The first time, ask for one."""
        before = self.about.kept
        if before is not None:
            entry = with_example(entry, before.example, before.evidence)
        self._save(entry)
        self.lead.say(_("Recorded: {said}").format(said=sentence_case(self.about.said)), parted(self.about))
        if not entry.example:
            self.do_example("")

    def _save(self, entry: AgreedLevel) -> None:
        key = self.attribute
        self.lead.change(
            lambda session: taken_up(session, key).changed(agreed={**session.agreed, key: entry})
        )
