"""Asking every question line by line: one question, one echo, and each answer saved before its echo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.answering import Answering
from workshop.model.instrument import Question
from workshop.model.tally import NOT_SURE
from workshop.model.text import PARAGRAPH, clean, fit
from workshop.plain.ear import Lines
from workshop.plain.spoken import announced, echo, spoken, title
from workshop.plain.voice import YES, Left
from workshop.store.ballot_box import ContinuedElsewhere, RoundClosed
from workshop.store.seat import Seat

__all__ = ["HELP", "Questioning", "typed_number"]

HELP = _("""\
1 to 5 answers. 0 or ? is not sure. Enter skips.
b goes back. r repeats the question. u takes the last answer back. c writes a comment.
a names the attribute and what it means. e goes to the end, where you hand in.
q leaves: everything is saved, come back with your code.""")

_COMMANDS = {
    *("b", "back", "u", "undo", "c", "comment", "r", "repeat", "a", "about", "e", "end", "h", "help"),
    *("q", "quit"),
}


class Questioning:
    """One ballot, question by question until it is handed in; ``Left`` is raised where that ends early."""

    def __init__(self, seat: Seat, reader: Lines, writer: TextIO) -> None:
        self.seat = seat
        self.session = seat.session
        self.answering = Answering.resume(seat.questions, seat.ballot)
        self._reader = reader
        self._writer = writer

    def ask_until_handed_in(self) -> None:
        """Ask what is left, and then whether it is to be handed in. Raises Left."""
        while not self.answering.ballot.handed_in:
            self._ask_all()
            self._ask_to_hand_in()

    def said_when_handed_in(self) -> str:
        """Return what is said once the ballot is handed in."""
        raise NotImplementedError

    def say(self, *lines: str) -> None:
        """Write lines, at once."""
        self._writer.write("".join(f"{line}\n" for line in lines))
        self._writer.flush()

    def hear(self, prompt: str = "") -> str:
        """Return the next line, cleaned. Raises Left at the end of the input."""
        if prompt:
            self.say(prompt)
        line = self._reader.readline()
        if not line:
            raise Left
        return clean(line)

    def save(self, answering: Answering) -> None:
        """Go on with ``answering``, once what it changes is saved."""
        if answering.ballot is not self.answering.ballot:
            self.seat.cast(answering.ballot)
        self.answering = answering

    def _ask_all(self) -> None:
        announced = ""
        while not self.answering.at_end:
            question = self.answering.question
            if question.attribute.id != announced:
                announced = question.attribute.id
                self._about(question)
            self.say(*spoken(self.session, self.answering, question))
            self._ask(question)

    def _ask(self, question: Question) -> None:
        """Listen until a step is taken; the question itself is said again on wish only."""
        commands: dict[str, Callable[[Question], bool]] = {
            "": self._skip,
            "b": self._back,
            "u": self._undo,
            "c": self._comment,
            "r": self._repeat,
            "a": self._about,
            "e": self._to_the_end,
            "h": self._help,
            "q": self._leave,
        }
        moved = False
        while not moved:
            said = self.hear().lower()
            with self._asking_again():
                if said[:1] in commands and said in {"", *_COMMANDS}:
                    moved = commands[said[:1]](question)
                else:
                    moved = self.answered(question, said)

    def answered(self, question: Question, said: str) -> bool:
        """Take what was typed as an answer; return whether it was one."""
        if said in {"0", "?"}:
            return self._answer(question, NOT_SURE)
        if question.is_pick and all(part.isdecimal() for part in _parts(said)):
            return self._pick(question, said)
        if level := typed_number(said, len(question.levels)):
            return self._answer(question, level)
        most = len(question.options) or len(question.levels)
        self.say(
            _('"{said}" is no answer. Type 1 to {most}, 0 for not sure, or h for help.').format(
                said=fit(said, 20), most=most
            )
        )
        return False

    def _pick(self, question: Question, said: str) -> bool:
        """Take the numbers that were typed as all the picks of this question."""
        numbers = {typed_number(part, len(question.options)) for part in _parts(said)}
        if None in numbers or len(numbers) > question.most:
            wanted = (
                _("Type one number, from 1 to {options}; 0 for not sure.")
                if question.most == 1
                else _("Type up to {most} numbers, such as 1 3, from 1 to {options}; 0 for not sure.")
            )
            self.say(wanted.format(most=question.most, options=len(question.options)))
            return False
        chosen = [option for n, option in enumerate(question.options, start=1) if n in numbers]
        answering = self.answering.clear()
        for option in chosen:
            answering = answering.pick(option.id)
        self.save(answering.move(1))
        self.say(
            _("Recorded: {listed}").format(
                listed=", ".join(self.session.fill(option.text) for option in chosen)
            )
        )
        return True

    def _answer(self, question: Question, level: int) -> bool:
        self.save(self.answering.answer(level))
        self.say(_("Recorded: {answer}").format(answer=echo(question, level)))
        return True

    def _skip(self, question: Question) -> bool:
        self.say(_("Skipped.") if question in self.answering.unanswered else _("Left as it is."))
        self.save(self.answering.move(1))
        return True

    def _back(self, _question: Question) -> bool:
        first = self.answering.place == 0
        self.say(_("This is the first question.") if first else _("Back."))
        self.save(self.answering.move(-1))
        return not first

    def _undo(self, _question: Question) -> bool:
        something = bool(self.answering.undoable)
        self.say(_("Taken back.") if something else _("Nothing to take back."))
        self.save(self.answering.undo())
        return something

    def _about(self, question: Question) -> bool:
        self.say(*announced(self.session, self.answering, question))
        return False

    def _to_the_end(self, _question: Question) -> bool:
        self.save(self.answering.go(len(self.answering.questions)))
        return True

    def _repeat(self, question: Question) -> bool:
        self.say(*spoken(self.session, self.answering, question))
        return False

    def _help(self, _question: Question) -> bool:
        self.say(HELP)
        return False

    def _leave(self, _question: Question) -> bool:
        raise Left

    def _comment(self, question: Question) -> bool:
        name = self.session.fill(question.attribute.name)
        self.say(
            _("Could someone guess who wrote this? Each comment is read by one person before others see it.")
        )
        said = self.hear(
            _("Your comment on {name}, in one line. Enter leaves it as it is, - takes it away.").format(
                name=name
            )
        )
        if said:
            self.save(self.answering.comment("" if said == "-" else fit(said, PARAGRAPH)))
            if said == "-":
                self.say(_("Comment taken away."))
            elif len(said) > PARAGRAPH:
                self.say(_("Comment recorded, cut to {most} characters.").format(most=PARAGRAPH))
            else:
                self.say(_("Comment recorded."))
        return False

    def _ask_to_hand_in(self) -> None:
        missing = self.answering.unanswered
        total = len(self.answering.questions)
        self.say(
            "\n"
            + _("That was the last question. {answered} of {total} answered.").format(
                answered=total - len(missing), total=total
            )
        )
        for question in missing:
            number = self.answering.questions.index(question) + 1
            self.say(
                _("Not answered: {number}, {question}").format(
                    number=number, question=title(self.session, question)
                )
            )
        moved = False
        while not moved:
            said = self.hear(
                _(
                    "Hand in? y hands in. A number goes to that question, and e comes back here; "
                    "b goes back, q leaves."
                )
            ).lower()
            with self._asking_again():
                moved = self._settle(said)

    def _settle(self, said: str) -> bool:
        """Do what was said before handing in; return whether it was anything."""
        if said in {"q", "quit"}:
            raise Left
        if said in YES:
            self.save(self.answering.hand_in())
            self.say(self.said_when_handed_in())
        elif said in {"b", "back"}:
            self.save(self.answering.move(-1))
        elif number := typed_number(said, len(self.answering.questions)):
            self.save(self.answering.go(number - 1))
        else:
            return False
        return True

    @contextmanager
    def _asking_again(self) -> Iterator[None]:
        """Say what could not be saved and go on; where nothing can be saved any more, that is the end."""
        try:
            yield
        except (RoundClosed, ContinuedElsewhere):
            raise
        except WorkshopError as error:
            self.say(_("Not saved: {message}. Answer again.").format(message=error.message))


def _parts(said: str) -> list[str]:
    return said.replace(",", " ").split()


def typed_number(said: str, most: int) -> int | None:
    """Return the number that was typed, from 1 to ``most``; None for anything else, however long."""
    numbers = {str(number): number for number in range(1, most + 1)}
    return numbers.get(said)
