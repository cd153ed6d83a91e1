"""A show of hands line by line: counted question by question, each line saved as it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.errors import WorkshopError
from workshop.language import _, labelled
from workshop.model.instrument import Question
from workshop.model.poll import Poll
from workshop.model.tally import Tally
from workshop.plain.leading import Lead
from workshop.report.hands import as_draft, block_of, checked, hands_of, summed_up
from workshop.store import drafts
from workshop.store.drafts import HandsDraft

__all__ = ["HOW", "count_hands"]

HOW = _('Hands at levels 1 to 5, such as "0 2 5 3 1"; "| 1" after it counts one not sure.')


def count_hands(lead: Lead, poll: Poll, questions: Sequence[Question]) -> bool:
    """Take hands about ``poll`` for each question, going on from what was counted; each is saved at once.

    Returns whether they were recorded.
    """
    kept = drafts.begun(lead.path, poll) or as_draft(lead.session, poll)
    draft = kept.model_copy(update={"asks": tuple(question.key for question in questions)})
    lead.say(
        _("Open for all to see: everyone sees who raises a hand. Keeping it down is fine."),
        _("{how} Enter leaves a question as it is, b goes back, q leaves the count for later.").format(
            how=HOW
        ),
    )
    place = 0
    while place < len(questions):
        step, draft = _count_one(lead, poll, questions[place], draft)
        if not step:
            lead.say(_("Kept for later: hands goes on with it."))
            return False
        place = max(0, place + step)
    return _record(lead, poll, draft, questions)


def _count_one(lead: Lead, poll: Poll, question: Question, draft: HandsDraft) -> tuple[int, HandsDraft]:
    """Take the hands of one question; return how far to move, 0 to leave, and what is saved now."""
    fill = lead.fill
    name = block_of(question, fill)
    lead.say("\n" + (f"{name}." if question.is_ladder else labelled(name, fill(question.text))))
    lead.say(*(f"{level} {fill(words)}" for level, words in enumerate(question.levels, start=1)))
    if (so_far := hands_of(draft, question)).voted:
        lead.say(_("So far: {so_far}").format(so_far=so_far))
    while True:
        said = lead.hear(_("Hands?"))
        if said.lower() in {"b", "back"}:
            return -1, draft
        if said.lower() in {"q", "quit"}:
            return 0, draft
        if not said:
            return 1, draft
        try:
            tally = Tally.parse(said if "|" in said else f"{said} | 0", len(question.levels))
        except ValueError as error:
            lead.say(f"{error}. {HOW}")
            continue
        draft = draft.model_copy(update={"tallies": {**draft.tallies, question.key: tally}})
        drafts.keep_hands(lead.path, poll, draft)
        lead.say(
            _("Recorded: {tally}. {checked}.").format(
                tally=tally, checked=checked(tally, lead.session.present)[0]
            )
        )
        return 1, draft


def _record(lead: Lead, poll: Poll, draft: HandsDraft, questions: Sequence[Question]) -> bool:
    asked = {question.key for question in questions}
    tallies = {key: tally for key, tally in draft.tallies.items() if key in asked}
    draft = draft.model_copy(update={"tallies": tallies})
    if not any(hands_of(draft, question).voted for question in questions):
        raise WorkshopError(_("no hand is counted yet"), HOW)
    lead.say(summed_up(draft, questions, lead.session.present))
    if not lead.sure(_("Record this show of hands?")):
        lead.say(_("Kept for later: hands goes through it again."))
        return False
    lead.session = drafts.record_hands(lead.path, poll, draft)
    lead.say(_("Recorded, and saved."))
    return True
