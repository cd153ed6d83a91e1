"""Rating line by line: one question, one echo; for screen readers, pipes and slow lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from workshop.errors import WorkshopError
from workshop.language import n_
from workshop.model.answering import Answering
from workshop.model.ballot import Ballot, Felt
from workshop.model.instrument import Question
from workshop.model.session import Session
from workshop.model.tally import NOT_SURE
from workshop.model.text import PARAGRAPH, clean, fit
from workshop.plain.ear import Lines
from workshop.report.voting import promises
from workshop.store.ballot_box import ContinuedElsewhere, RoundClosed
from workshop.store.seat import Seat

__all__ = ["HELP", "rate"]

HELP = """\
1 to 5 answers. 0 or ? is not sure. Enter skips.
b goes back. r repeats the question. u takes the last answer back. c writes a comment.
a names the attribute and what it means. q leaves: everything is saved, come back with your code."""

_COMMANDS = {"b", "back", "u", "undo", "c", "comment", "r", "repeat", "a", "about", "h", "help", "q", "quit"}

_FELT: dict[str, Felt] = {"w": "worse", "s": "same", "b": "better", "n": "was not here"}


def rate(seat: Seat, reader: Lines, writer: TextIO, *, paper: str = "", back: str = "") -> Ballot:
    """Ask one participant every question and hand the ballot in; each answer is saved before its echo.

    ``back`` says how to come back, where that is not by a command of this machine.
    Ends when the participant is done or leaves, or when ``reader`` does, and returns the ballot as saved.
    ``paper`` is said instead of a welcome when a ballot on paper is typed in: nobody is there to be asked
    more. Raises what Seat.cast raises.
    """
    conversation = _Conversation(seat, reader, writer, paper, back)
    conversation.run()
    return conversation.answering.ballot


class _Left(Exception):
    """The participant left, or the input ended."""


@dataclass
class _Conversation:
    seat: Seat
    reader: Lines
    writer: TextIO
    paper: str = ""
    back: str = ""

    def __post_init__(self) -> None:
        session = self.seat.session
        self.session: Session = session
        self.answering = Answering.resume(self.seat.questions, self.seat.ballot)

    def run(self) -> None:
        try:
            self._say(self.paper) if self.paper else self._welcome()
            self._ask_group()
            while not self.answering.ballot.handed_in:
                self._ask_all()
                self._ask_to_hand_in()
            if not self.paper:
                self._ask_felt()
                self._after()
        except _Left:
            if self.paper:
                return
            here = f"workshop rate {self.seat.path.stem} --code {self.seat.ticket.code}"
            self._say(f"\nSaved. To go on: {self.back or here}")

    def _welcome(self) -> None:
        session = self.session
        where = session.fill("{unit}")
        self._say(f"{session.title}. {len(self.answering.questions)} questions.")
        self._say(f"Here means {where}, as you see it.")
        for promise in promises(session):
            self._say(promise)
        self._say(f"Your code to come back: {self.seat.ticket.code}")
        self._say("h is help.")
        if self.answering.place and not self.answering.ballot.handed_in:
            self._say("You go on where you left.")

    def _ask_group(self) -> None:
        grouping = self.session.grouping
        if grouping is None or self.answering.ballot.group:
            return
        for number, group in enumerate(grouping.groups, start=1):
            self._say(f"{number} {group}")
        said = self._hear(f"{grouping.name}? A number, or Enter to leave it open.")
        if chosen := _number(said, len(grouping.groups)):
            group = grouping.groups[chosen - 1]
            self._save(self.answering.join_group(group))
            self._say(f"Recorded: {group}")

    def _ask_all(self) -> None:
        announced = ""
        while not self.answering.at_end:
            question = self.answering.question
            if question.attribute.id != announced:
                announced = question.attribute.id
                self._announce(question)
            self._say(self._spoken(question))
            self._ask(question)

    def _ask(self, question: Question) -> None:
        """Listen until a step is taken; the question itself is said again on wish only."""
        commands: dict[str, Callable[[Question], bool]] = {
            "": self._skip,
            "b": self._back,
            "u": self._undo,
            "c": self._comment,
            "r": self._repeat,
            "a": self._announce,
            "h": self._help,
            "q": self._leave,
        }
        moved = False
        while not moved:
            said = self._hear().lower()
            with self._asking_again():
                if self.paper and len(said) > 1 and set(said) <= set(" 012345?"):
                    moved = self._row(said.replace(" ", ""))
                elif said in {"0", "?"}:
                    moved = self._answer(question, NOT_SURE)
                elif question.is_pick and said and all(part.isdecimal() for part in _parts(said)):
                    moved = self._pick(question, said)
                elif level := _number(said, len(question.levels)):
                    moved = self._answer(question, level)
                elif said[:1] in commands and said in {"", *_COMMANDS}:
                    moved = commands[said[:1]](question)
                else:
                    most = len(question.options) or len(question.levels)
                    self._say(
                        f'"{fit(said, 20)}" is no answer. Type 1 to {most}, 0 for not sure, or h for help.'
                    )

    def _pick(self, question: Question, said: str) -> bool:
        """Take the numbers that were typed as all the picks of this question."""
        numbers = {_number(part, len(question.options)) for part in _parts(said)}
        if None in numbers or len(numbers) > question.most:
            many = "one number" if question.most == 1 else f"up to {question.most} numbers, such as 1 3"
            self._say(f"Type {many}, from 1 to {len(question.options)}; 0 for not sure.")
            return False
        chosen = [option for n, option in enumerate(question.options, start=1) if n in numbers]
        answering = self.answering.clear()
        for option in chosen:
            answering = answering.pick(option.id)
        self._save(answering.move(1))
        self._say(f"Recorded: {', '.join(self._fill(option.text) for option in chosen)}")
        return True

    def _row(self, typed: str) -> bool:
        """Take several answers of a paper at once, from the question one is at."""
        after = self.answering.questions[self.answering.place :]
        if len(typed) > len(after) or any(question.is_pick for question in after[: len(typed)]):
            self._say(
                n_("There is {n} question left, of one digit.", "There are {n} questions left.", len(after))
            )
            return False
        answering = self.answering
        for key in typed:
            answering = answering.answer(NOT_SURE if key in "0?" else int(key))
        self._save(answering)
        self._say(n_("Recorded: {n} answer.", "Recorded: {n} answers.", len(typed)))
        return True

    def _answer(self, question: Question, level: int) -> bool:
        self._save(self.answering.answer(level))
        self._say(f"Recorded: {_echo(question, level)}")
        return True

    def _skip(self, question: Question) -> bool:
        self._say("Skipped." if question in self.answering.unanswered else "Left as it is.")
        self._save(self.answering.move(1))
        return True

    def _back(self, _question: Question) -> bool:
        first = self.answering.place == 0
        self._say("This is the first question." if first else "Back.")
        self._save(self.answering.move(-1))
        return not first

    def _undo(self, _question: Question) -> bool:
        something = bool(self.answering.undoable)
        self._say("Taken back." if something else "Nothing to take back.")
        self._save(self.answering.undo())
        return something

    def _repeat(self, question: Question) -> bool:
        self._say(self._spoken(question))
        return False

    def _help(self, _question: Question) -> bool:
        self._say(HELP)
        return False

    def _leave(self, _question: Question) -> bool:
        raise _Left

    def _comment(self, question: Question) -> bool:
        name = question.attribute.name
        self._say(
            "Could someone guess who wrote this? Each comment is read by one person before others see it."
        )
        said = self._hear(f"Your comment on {name}, in one line. Enter leaves it as it is, - takes it away.")
        if said:
            self._save(self.answering.comment("" if said == "-" else fit(said, PARAGRAPH)))
            recorded = f"recorded, cut to {PARAGRAPH} characters" if len(said) > PARAGRAPH else "recorded"
            self._say(f"Comment {'taken away' if said == '-' else recorded}.")
        return False

    def _ask_to_hand_in(self) -> None:
        missing = self.answering.unanswered
        total = len(self.answering.questions)
        self._say(f"\nThat was the last question. {total - len(missing)} of {total} answered.")
        for question in missing:
            number = self.answering.questions.index(question) + 1
            self._say(f"Not answered: {number}, {self._title(question)}")
        moved = False
        while not moved:
            said = self._hear(
                "Hand in? y hands in. A number goes to that question, b goes back, q leaves."
            ).lower()
            with self._asking_again():
                moved = self._settle(said)

    def _settle(self, said: str) -> bool:
        """Do what was said before handing in; return whether it was anything."""
        if said in {"q", "quit"}:
            raise _Left
        if said in {"y", "yes"}:
            self._save(self.answering.hand_in())
            self._say("Handed in. Until the round is closed you may change or withdraw it.")
        elif said in {"b", "back"}:
            self._save(self.answering.move(-1))
        elif number := _number(said, len(self.answering.questions)):
            self._save(self.answering.go(number - 1))
        else:
            return False
        return True

    def _ask_felt(self) -> None:
        before = self.seat.before()
        if before is None or self.answering.ballot.felt:
            return
        self._say(
            f"\nOne thing more. Since {before.held_on:%-d %B %Y}, how does each feel? Enter leaves one out."
        )
        felt: dict[str, Felt] = {}
        for attribute in self.answering.attributes:
            said = self._hear(f"{self._fill(attribute.name)}: w worse, s same, b better, n I was not here.")
            if word := _FELT.get(said.lower()[:1]):
                felt[attribute.id] = word
                self._say(f"Recorded: {word}")
        if felt:
            self._save(self.answering.feel(felt))

    def _after(self) -> None:
        self._say(f"Your code to come back: {self.seat.ticket.code}")
        said = self._hear(
            "Done. Enter leaves. change goes through the answers again, withdraw takes them all back."
        )
        if said.lower().startswith("change"):
            self._save(self.answering.take_back().go(0))
            self.run()
        elif said.lower().startswith("withdraw"):
            sure = self._hear("All your answers will be gone. Type withdraw once more to do it.")
            if sure.lower() == "withdraw":
                self._withdrawn(self.seat.withdraw(self.answering.ballot))

    def _withdrawn(self, empty: Ballot) -> None:
        self.answering = Answering.resume(self.answering.questions, empty)
        self._say("Withdrawn. Nothing of it will be counted.")

    def _announce(self, question: Question) -> bool:
        attribute = question.attribute
        place = self.answering.attributes.index(attribute) + 1
        self._say(f"\nAttribute {place} of {len(self.answering.attributes)}: {self._fill(attribute.name)}.")
        if attribute.definition:
            self._say(self._fill(attribute.definition))
        return False

    def _spoken(self, question: Question) -> str:
        """Return the question as it is read out, with its levels and what was answered before."""
        number = self.answering.questions.index(question) + 1
        lines = [f"\n{number}. {self._fill(question.stem)}"]
        if question.is_pick:
            lines += [f"{n} {self._fill(option.text)}" for n, option in enumerate(question.options, start=1)]
            picked = [o.text for o in question.options if o.id in self.answering.picked(question)]
            many = "One number" if question.most == 1 else f"Up to {question.most} numbers, such as 1 3"
            lines.append(f"{many}; 0 not sure")
            lines += [f"Your answer so far: {', '.join(map(self._fill, picked))}"] if picked else []
        elif question.is_ladder:
            lines += [f"{level} {self._fill(text)}" for level, text in enumerate(question.levels, start=1)]
        else:
            scale = ", ".join(
                f"{level} {self._fill(word)}" for level, word in enumerate(question.levels, start=1)
            )
            lines += [self._fill(question.text), f"{scale}, 0 not sure"]
        given = self.answering.answer_to(question)
        if given is not None:
            lines.append(f"Your answer so far: {_echo(question, given)}")
        return "\n".join(lines)

    def _title(self, question: Question) -> str:
        name = self._fill(question.attribute.name)
        return f"{name}: which level" if question.is_ladder else self._fill(question.text)

    def _save(self, answering: Answering) -> None:
        if answering.ballot is not self.answering.ballot:
            self.seat.cast(answering.ballot)
        self.answering = answering

    @contextmanager
    def _asking_again(self) -> Iterator[None]:
        """Say what could not be saved and go on; where nothing can be saved any more, that is the end."""
        try:
            yield
        except (RoundClosed, ContinuedElsewhere):
            raise
        except WorkshopError as error:
            self._say(f"Not saved: {error.message}. Answer again.")

    def _fill(self, text: str) -> str:
        return self.session.fill(text)

    def _say(self, text: str) -> None:
        self.writer.write(text + "\n")
        self.writer.flush()

    def _hear(self, prompt: str = "") -> str:
        if prompt:
            self._say(prompt)
        line = self.reader.readline()
        if not line:
            raise _Left
        return clean(line)


def _echo(question: Question, level: int) -> str:
    if level == NOT_SURE:
        return "not sure"
    return f"level {level}" if question.is_ladder else f"{level}, {question.levels[level - 1]}"


def _parts(said: str) -> list[str]:
    return said.replace(",", " ").split()


def _number(said: str, most: int) -> int | None:
    """Return the number that was typed, from 1 to ``most``; None for anything else, however long."""
    numbers = {str(number): number for number in range(1, most + 1)}
    return numbers.get(said)
