"""How one participant goes through the questions: pure steps that every way of answering shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

from workshop.model.ballot import Ballot, Felt
from workshop.model.instrument import Attribute, Question
from workshop.model.tally import LEVELS

__all__ = ["Answering", "Questions"]

_END: Final = "end"
"""What a ballot notes as its place when all questions are behind; no question has a key without a point."""


class Questions(tuple[Question, ...]):
    """Questions in order, and what is known of them whatever is answered: worked out once."""

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each question stands, by its key; the end by its own."""
        return {**{question.key: place for place, question in enumerate(self)}, _END: len(self)}

    @cached_property
    def firsts(self) -> tuple[Question, ...]:
        """The first question about each attribute."""
        found: dict[str, Question] = {}
        for question in self:
            found.setdefault(question.attribute.id, question)
        return tuple(found.values())


@dataclass(frozen=True)
class Answering:
    """Where a participant stands: the questions, the ballot so far, the place, and what can be undone.

    Every step returns a new one. Steps that change the ballot make its next revision, moving included: the
    place is saved, so that one comes back to the same question. ``place`` equals ``len(questions)`` at the
    end, where what is unanswered is shown before handing in.
    """

    questions: Questions
    ballot: Ballot
    place: int
    undoable: tuple[Ballot, ...] = ()

    @classmethod
    def resume(cls, questions: Sequence[Question], ballot: Ballot) -> Self:
        """Continue ``ballot`` at the question it was left at."""
        left_at = _END if ballot.handed_in and not ballot.at else ballot.at
        asked = Questions(questions)
        return cls(asked, ballot, asked.places.get(left_at, 0))

    @property
    def at_end(self) -> bool:
        """Whether all questions are behind: answered or skipped."""
        return self.place >= len(self.questions)

    @property
    def question(self) -> Question:
        """The question to answer now; the last one at the end."""
        return self.questions[min(self.place, len(self.questions) - 1)]

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes asked about, in order."""
        return tuple(first.attribute for first in self.questions.firsts)

    @cached_property
    def unanswered(self) -> tuple[Question, ...]:
        """The questions without an answer; not sure is an answer."""
        given = self.ballot.answers.keys() | self.ballot.picks.keys()
        return tuple(question for question in self.questions if question.key not in given)

    def answer_to(self, question: Question) -> int | None:
        """Return the answer given: 1 to 5, 0 for not sure, None for none."""
        return self.ballot.answers.get(question.key)

    def picked(self, question: Question) -> tuple[str, ...]:
        """Return the options picked at ``question``."""
        return self.ballot.picks.get(question.key, ())

    def answer(self, level: int) -> Self:
        """Give or change the answer here and move on; a level this question has not changes nothing."""
        if self.at_end or len(self.question.levels) < level <= LEVELS:
            return self
        ballot = self.ballot.answered(self.question.key, level)
        return self._changed(ballot, self.place + 1)

    def pick(self, option: str) -> Self:
        """Pick ``option`` here, or take it back when it was picked; with all picks used, change nothing."""
        question, picked = self.question, self.picked(self.question)
        if self.at_end or option not in {each.id for each in question.options}:
            return self
        if option not in picked and len(picked) >= question.most:
            return self
        now = tuple(each for each in picked if each != option) if option in picked else (*picked, option)
        return self._changed(self.ballot.picked(question.key, now), self.place)

    def move(self, steps: int) -> Self:
        """Go back or on by ``steps`` questions without answering."""
        return self.go(self.place + steps)

    def go(self, place: int) -> Self:
        """Go to a question by number from 0; ``len(questions)`` is the end."""
        place = max(0, min(place, len(self.questions)))
        if place == self.place:
            return self
        return replace(self, place=place, ballot=self.ballot.changed(at=self._key(place)))

    def go_to(self, key: str) -> Self:
        """Go to the question with this key."""
        return self.go(self.questions.places[key])

    def turn_to(self, steps: int) -> Self:
        """Go to the first question of the attribute ``steps`` before or after this one."""
        attributes = [attribute.id for attribute in self.attributes]
        here = len(attributes) if self.at_end else attributes.index(self.question.attribute.id)
        there = max(0, here + steps)
        if there >= len(attributes):
            return self.go(len(self.questions))
        return self.go_to(self.questions.firsts[there].key)

    def undo(self) -> Self:
        """Take the last answer, comment or clearing back and return to where it was given."""
        if not self.undoable:
            return self
        *rest, before = self.undoable
        place = self.questions.places.get(before.at, 0)
        fields = {
            "answers": before.answers,
            "picks": before.picks,
            "comments": before.comments,
            "at": self._key(place),
        }
        return replace(self, ballot=self.ballot.changed(**fields), place=place, undoable=tuple(rest))

    def clear(self) -> Self:
        """Take the answer to this question away."""
        key = self.question.key
        if self.at_end or key not in {*self.ballot.answers, *self.ballot.picks}:
            return self
        return self._changed(self.ballot.picked(key, ()), self.place)

    def comment(self, text: str) -> Self:
        """Replace the comment on this question's attribute; an empty one is taken away."""
        return self._changed(self.ballot.commented(self.question.attribute.id, text), self.place)

    def hand_in(self) -> Self:
        """Say that one is done; answers may still be changed until the round is closed."""
        return replace(self, ballot=self.ballot.changed(handed_in=True), undoable=())

    def take_back(self) -> Self:
        """Go on changing answers after handing in."""
        return replace(self, ballot=self.ballot.changed(handed_in=False))

    def feel(self, felt: Mapping[str, Felt]) -> Self:
        """Say how attributes feel against last time."""
        return replace(self, ballot=self.ballot.changed(felt=felt))

    def join_group(self, group: str) -> Self:
        """Say which of the session's groups one belongs to."""
        return replace(self, ballot=self.ballot.changed(group=group))

    def _changed(self, ballot: Ballot, place: int) -> Self:
        before = _at(self.ballot, self._key(self.place))
        moved = _at(ballot, self._key(place))
        return replace(self, ballot=moved, place=place, undoable=(*self.undoable[-99:], before))

    def _key(self, place: int) -> str:
        return self.questions[place].key if place < len(self.questions) else _END


def _at(ballot: Ballot, key: str) -> Ballot:
    return ballot if ballot.at == key else ballot.model_copy(update={"at": key})
