"""Rate and re-vote line by line: numbers of people until a round is closed, or a show of hands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from time import monotonic
from typing import ClassVar

from workshop.errors import WorkshopError
from workshop.language import _, n_
from workshop.model.instrument import LADDER, Question
from workshop.model.session import Stage
from workshop.model.tally import Tally
from workshop.model.timer import Talk
from workshop.plain.leading import Go, Lead, Step, sentence_case
from workshop.plain.menu import command, number
from workshop.plain.papers import type_papers
from workshop.plain.passing import pass_keyboard
from workshop.report.hands import as_draft, checked, hands_of, summed_up
from workshop.report.voting import (
    EXPLAINED,
    Turnout,
    WayOn,
    before_counting,
    hidden_by_few,
    promises,
    revotable,
    turnout_of,
    ways_on,
)
from workshop.store import drafts, facilitating, sealing
from workshop.store.codec import load
from workshop.store.drafts import HandsDraft

__all__ = ["Rate", "Revote", "Voting"]

_HOW = _('Hands at levels 1 to 5, such as "0 2 5 3 1"; "| 1" after it counts one not sure.')


class Voting(Step):
    """A vote: opened, watched, closed; or hands."""

    def __init__(self, lead: Lead, attribute: str = "") -> None:
        super().__init__(lead, attribute)
        self._call: Talk | None = None
        self._heard: tuple[int, int] | None = None

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
        ways = ways_on(turnout)
        for place, way in enumerate(ways, start=1):
            self.lead.say(f"{place} {sentence_case(way.value)}. {EXPLAINED[way]}")
        typed = self.lead.hear(_("A number; Enter keeps it open."))
        return self.take_way(ways[number(typed or "1", len(ways)) - 1], turnout)

    def begun_hands(self, number: int) -> HandsDraft:
        """Return what was recorded as round ``number``, to be corrected; an empty draft before that."""
        counted = next((one for one in self.session.rounds if one.number == number), None)
        return as_draft(counted) if counted else HandsDraft(number=number)

    def count_hands(self, questions: Sequence[Question], number: int) -> bool:
        """Take hands for each question, saved line by line; return whether they were recorded."""
        begun = self.begun_hands(number)
        kept = drafts.hands_draft(self.lead.path)
        same = kept and (kept.number, kept.exercise) == (number, begun.exercise)
        if kept is None or not same or not {q.key for q in questions} >= set(kept.asks):
            kept = begun
        draft = kept.model_copy(update={"asks": tuple(question.key for question in questions)})
        self.lead.say(
            _("Open for all to see: everyone sees who raises a hand. Keeping it down is fine."),
            _("{how} Enter leaves a question as it is, b goes back, q leaves the count for later.").format(
                how=_HOW
            ),
        )
        place = 0
        while place < len(questions):
            step, draft = self._count_one(questions[place], draft)
            if not step:
                self.lead.say(_("Kept for later: hands goes on with it."))
                return False
            place = max(0, place + step)
        return self._record(draft, questions)

    def _count_one(self, question: Question, draft: HandsDraft) -> tuple[int, HandsDraft]:
        """Take the hands of one question; return how far to move, 0 to leave, and what is saved now."""
        fill = self.lead.fill
        name = fill(question.attribute.name)
        self.lead.say("\n" + (f"{name}." if question.is_ladder else f"{name}: {fill(question.text)}"))
        self.lead.say(*(f"{level} {fill(words)}" for level, words in enumerate(question.levels, start=1)))
        if (so_far := hands_of(draft, question)).voted:
            self.lead.say(_("So far: {so_far}").format(so_far=so_far))
        while True:
            said = self.lead.hear(_("Hands?"))
            if said.lower() in {"b", "back"}:
                return -1, draft
            if said.lower() in {"q", "quit"}:
                return 0, draft
            if not said:
                return 1, draft
            try:
                tally = Tally.parse(said if "|" in said else f"{said} | 0", len(question.levels))
            except ValueError as error:
                self.lead.say(f"{error}. {_HOW}")
                continue
            draft = draft.model_copy(update={"tallies": {**draft.tallies, question.key: tally}})
            drafts.keep_hands(self.lead.path, draft)
            self.lead.say(
                _("Recorded: {tally}. {checked}.").format(
                    tally=tally, checked=checked(tally, self.session.present)[0]
                )
            )
            return 1, draft

    def _record(self, draft: HandsDraft, questions: Sequence[Question]) -> bool:
        asked = {question.key for question in questions}
        tallies = {key: tally for key, tally in draft.tallies.items() if key in asked}
        draft = draft.model_copy(update={"tallies": tallies})
        if not any(hands_of(draft, question).voted for question in questions):
            raise WorkshopError(_("no hand is counted yet"), _HOW)
        self.lead.say(summed_up(draft, questions, self.session.present))
        if not self.lead.sure(_("Record this show of hands?")):
            self.lead.say(_("Kept for later: hands goes through it again."))
            return False
        self.lead.session = drafts.record_hands(self.lead.path, draft)
        self.lead.say(_("Recorded, and saved."))
        return True


class Rate(Voting):
    """The first, silent round."""

    STAGE: ClassVar[Stage] = "rate"

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
        if drafts.hands_draft(self.lead.path):
            self.lead.say(_("A show of hands is half counted: hands goes on with it."))

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

    @command("hands", _("takes a show of hands, or corrects it; hands all asks the statements too"))
    def do_hands(self, rest: str) -> Go | None:
        """Count hands instead of ballots, or correct them."""
        turnout = self.turnout()
        if self.session.first and self.session.first.method != "hands":
            raise WorkshopError(_("round 1 was counted from ballots"), _("A round has one method."))
        if turnout and turnout.presence.to_count:
            hint = _("Close the round; or let those people withdraw.")
            raise WorkshopError(_("ballots were cast in this round, and a round has one method"), hint)
        ladders = tuple(question for question in self.session.asked if question.is_ladder)
        draft = drafts.hands_draft(self.lead.path)
        ask_all = rest.lower() == "all" or (draft and any(not k.endswith(f".{LADDER}") for k in draft.asks))
        questions = self.session.asked if ask_all or not ladders else ladders
        return self.counted() if self.count_hands(questions, 1) else None

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
        draft = drafts.hands_draft(lead.path)
        asks = turnout.asks if turnout else draft.asks if draft and draft.number > 1 else ()
        if asks:
            self.attribute = asks[0].split(".", 1)[0]

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
        if not self.attribute:
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
        if self._by_hands or not self._may_vote():
            raise WorkshopError(
                _("the first vote was a show of hands"), _("So is the re-vote: hands counts them.")
            )
        self.lead.session = sealing.open_again(self.lead.path, self.attribute)
        self.lead.say(_("The re-vote is open: workshop rate {session}").format(session=self.lead.path.stem))

    @command("hands", _("takes a show of hands once more"))
    def do_hands(self, _rest: str) -> Go | None:
        """Count hands once more."""
        if not self._by_hands:
            raise WorkshopError(_("the first vote was private"), _("So is the re-vote."))
        self._may_vote()
        number = self.session.next_number
        question = self.session.instrument.question(self.attribute, LADDER)
        return self.counted() if self.count_hands([question], number) else None

    def counted(self) -> Go:
        """Go on to agree on a level."""
        return Go("agree", self.attribute)

    def take_way(self, way: WayOn, turnout: Turnout) -> Go | None:
        """Drop the re-vote; else it stays open."""
        if way is not WayOn.DROP:
            return None
        self.lead.session = sealing.destroy_round(self.lead.path)
        return Go("agree", self.attribute)

    def _may_vote(self) -> bool:
        if self.attribute not in {question.attribute.id for question in revotable(self.session)}:
            raise WorkshopError(_("no ladder to vote on again is chosen"), _("ladder chooses one."))
        return True

    def _say_ladders(self) -> None:
        ladders = revotable(self.session)
        self.lead.say("" if ladders else _("There is no ladder to vote on again."))
        for place, question in enumerate(ladders, start=1):
            self.lead.say(f"{place} {self.lead.name_of(question.attribute.id)}")
