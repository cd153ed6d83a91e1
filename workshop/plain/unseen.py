"""What must not be projected, line by line: ballots on a passed keyboard, and papers typed in."""

from __future__ import annotations

from typing import Final

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.typed import as_paper_count
from workshop.plain.leading import Lead
from workshop.plain.rating import rate
from workshop.report.unseen import FREEZE, HAND_OVER, SHUFFLED, THAWED
from workshop.store import drafts
from workshop.store.ballot_box import RoundClosed
from workshop.store.seat import take_seat

__all__ = ["pass_keyboard", "type_papers"]

_BLANK: Final = "\n" * 60
"""Lines that push what the one before typed off a screen."""


def pass_keyboard(lead: Lead) -> None:
    """Let one person after another rate on this keyboard, until it comes back. Raises RoundClosed."""
    kept = "What is typed can be scrolled back to here: close this window, or clear it, when all are done."
    if not lead.sure(f"{FREEZE} {kept} Is it done?"):
        return
    while True:
        _blank(lead)
        said = lead.hear(
            f"{HAND_OVER} Enter starts; a code goes on with its ballot; done gives the keyboard back."
        )
        if said.lower() in {"done", "d", "q", "quit"}:
            _blank(lead)
            lead.say(THAWED)
            return
        try:
            rate(take_seat(lead.path, said or None, as_new=True, remember=False), lead.ear, lead.writer)
        except RoundClosed:
            raise
        except WorkshopError as error:
            lead.say(f"Not done: {error}")


def type_papers(lead: Lead) -> None:
    """Type a stack of papers in, each as a ballot; go on with one that was left. Raises RoundClosed."""
    stack = drafts.paper_stack(lead.path)
    if not lead.sure(f"{FREEZE} {SHUFFLED} Is it done?"):
        return
    if stack is None:
        typed = lead.hear("How many papers? Enter for none.")
        if not typed:
            return
        lead.say(_("Several answers may be typed in one line, such as 43?25."))
        stack = drafts.begin_papers(lead.path, as_paper_count(typed))
    while stack is not None:
        begun, seat = drafts.next_paper(lead.path, stack)
        heading = f"Paper {begun.typed + 1} of {begun.papers}."
        if not rate(seat, lead.ear, lead.writer, paper=heading).handed_in:
            lead.say("It is kept as far as it is typed: paper goes on with it.")
            return
        stack = drafts.paper_typed(lead.path, begun)
    lead.say("All papers are typed in, and saved.", THAWED)


def _blank(lead: Lead) -> None:
    if lead.writer.isatty():
        lead.say(_BLANK)
