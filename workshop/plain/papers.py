"""Papers line by line: each is typed in as a ballot, a digit for an answer, many in a line."""

from __future__ import annotations

from workshop.language import _, n_
from workshop.model.instrument import Question
from workshop.model.tally import NOT_SURE
from workshop.model.typed import as_paper_count
from workshop.plain.leading import Lead
from workshop.plain.questioning import Questioning
from workshop.plain.voice import Left
from workshop.report.unseen import FREEZE, SHUFFLED, THAWED
from workshop.store import drafts
from workshop.store.seat import Seat

__all__ = ["type_papers"]


def type_papers(lead: Lead) -> None:
    """Type a stack of papers in, each as a ballot; go on with one that was left. Raises RoundClosed."""
    stack = drafts.paper_stack(lead.path)
    if not lead.sure(_("{freeze} {shuffled} Is it done?").format(freeze=FREEZE, shuffled=SHUFFLED)):
        return
    if stack is None:
        typed = lead.hear(_("How many papers? Enter for none."))
        if not typed:
            return
        lead.say(_("Several answers may be typed in one line, such as 43?25."))
        stack = drafts.begin_papers(lead.path, as_paper_count(typed))
    while stack is not None:
        begun, seat = drafts.next_paper(lead.path, stack)
        heading = _("Paper {typed} of {papers}.").format(typed=begun.typed + 1, papers=begun.papers)
        if not _typed_in(seat, lead, heading):
            lead.say(_("It is kept as far as it is typed: paper goes on with it."))
            return
        stack = drafts.paper_typed(lead.path, begun)
    lead.say(_("All papers are typed in, and saved."), THAWED)


def _typed_in(seat: Seat, lead: Lead, heading: str) -> bool:
    """Have one paper typed in; return whether that came to its end."""
    paper = _Paper(seat, lead.ear, lead.writer)
    paper.say(heading)
    try:
        paper.ask_until_handed_in()
    except Left:
        return False
    return True


class _Paper(Questioning):
    """A ballot on paper: nobody is there to be asked more than it says."""

    def said_when_handed_in(self) -> str:
        """Return that it counts."""
        return _("Saved. It counts.")

    def answered(self, question: Question, said: str) -> bool:
        """Take one answer, or several digits of the paper at once."""
        if len(said) > 1 and set(said) <= set(" 012345?"):
            return self._row(said.replace(" ", ""))
        return super().answered(question, said)

    def _row(self, typed: str) -> bool:
        """Take several answers of a paper at once, from the question one is at."""
        after = self.answering.questions[self.answering.place :]
        if len(typed) > len(after) or any(question.is_pick for question in after[: len(typed)]):
            self.say(
                n_("There is {n} question left, of one digit.", "There are {n} questions left.", len(after))
            )
            return False
        answering = self.answering
        for key in typed:
            answering = answering.answer(NOT_SURE if key in "0?" else int(key))
        self.save(answering)
        self.say(n_("Recorded: {n} answer.", "Recorded: {n} answers.", len(typed)))
        return True
