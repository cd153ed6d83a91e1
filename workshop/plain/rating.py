"""Rating line by line: what a participant is told, asked, and may do once the ballot is handed in."""

from __future__ import annotations

from typing import TextIO

from workshop.language import _, n_, say_date
from workshop.model.answering import Answering
from workshop.model.ballot import Ballot, Felt
from workshop.model.shown import shown
from workshop.plain.ear import Lines
from workshop.plain.questioning import Questioning, typed_number
from workshop.plain.voice import Left
from workshop.report.groups import asks_group, rather_not
from workshop.report.voting import promises, voted_again
from workshop.store.seat import Seat

__all__ = ["Rating", "rate"]

_FELT: dict[str, Felt] = {"w": "worse", "s": "same", "b": "better", "n": "was not here"}


def rate(seat: Seat, reader: Lines, writer: TextIO) -> Ballot:
    """Ask one participant every question and hand the ballot in; each answer is saved before its echo.

    Ends when the participant is done or leaves, or when ``reader`` does, and returns the ballot as saved.
    Raises what Seat.cast raises.
    """
    rating = Rating(seat, reader, writer)
    try:
        rating.say_code()
        rating.run()
        while _goes_on(rating):
            pass
    except Left:
        here = f"workshop rate {seat.path.stem} --code {seat.ticket.code}"
        rating.say("\n" + _("Saved. To go on: {how}").format(how=here))
    return rating.answering.ballot


def _goes_on(rating: Rating) -> bool:
    """Ask what is to be done with a ballot that is handed in; return whether it was gone through again."""
    rating.say_code()
    said = rating.hear(
        _("Done. Enter leaves. change goes through the answers again, withdraw takes them all back.")
    )
    if said.lower().startswith("change"):
        rating.change()
        return True
    if said.lower().startswith("withdraw"):
        rating.withdraw()
    return False


class Rating(Questioning):
    """A participant's way through the round."""

    def run(self) -> None:
        """Welcome, ask everything, and take the ballot. Raises Left."""
        self._welcome()
        self._ask_group()
        self.ask_until_handed_in()
        self._ask_felt()

    def say_code(self) -> None:
        """Say how to come back."""
        self.say(_("Your code to come back: {code}").format(code=self.seat.ticket.code))

    def change(self) -> None:
        """Go through the answers again. Raises Left."""
        self.save(self.answering.take_back().go(0))
        self.run()

    def withdraw(self) -> None:
        """Take all answers back, after asking once more. Raises Left."""
        sure = self.hear(_("All your answers will be gone. Type withdraw once more to do it."))
        if sure.lower() == "withdraw":
            empty = self.seat.withdraw(self.answering.ballot)
            self.answering = Answering.resume(self.answering.questions, empty)
            self.say(_("Withdrawn. Nothing of it will be counted."))

    def said_when_handed_in(self) -> str:
        """Return what the participant may still do."""
        return _("Handed in. Until the round is closed you may change or withdraw it.")

    def _welcome(self) -> None:
        session = self.session
        where = session.fill("{unit}")
        if again := voted_again(session, self.seat.poll):
            self.say(again)
        self.say(
            n_("{title}. {n} question.", "{title}. {n} questions.", len(self.answering.questions)).format(
                title=session.title
            )
        )
        self.say(_("Here means {where}, as you see it.").format(where=where))
        for promise in promises(session):
            self.say(promise)
        self.say(_("h is help."))
        if self.answering.place and not self.answering.ballot.handed_in:
            self.say(_("You go on where you left."))

    def _ask_group(self) -> None:
        grouping, choices = self.session.grouping, self.session.choices(self.seat.box.number)
        if not (grouping and choices) or self.answering.ballot.group:
            return
        self.say(asks_group(self.session))
        for number, group in enumerate((rather_not(), *choices)):
            self.say(f"{number} {group}")
        said = self.hear(_("{group}? A number; Enter is 0.").format(group=grouping.name))
        if chosen := typed_number(said, len(choices)):
            group = choices[chosen - 1]
            self.save(self.answering.join_group(group))
            self.say(_("Recorded: {answer}").format(answer=group))

    def _ask_felt(self) -> None:
        before = self.seat.before()
        if before is None or self.answering.ballot.felt:
            return
        self.say(
            "\n"
            + _("One thing more. Since {day}, how does each feel? Enter leaves one out.").format(
                day=say_date(before.held_on)
            )
        )
        felt: dict[str, Felt] = {}
        for attribute in self.answering.attributes:
            said = self.hear(
                _("{name}: w worse, s same, b better, n I was not here.").format(
                    name=self.session.fill(attribute.name)
                )
            )
            if word := _FELT.get(said.lower()[:1]):
                felt[attribute.id] = word
                self.say(_("Recorded: {answer}").format(answer=shown(word)))
        if felt:
            self.save(self.answering.feel(felt))
