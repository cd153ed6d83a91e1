"""A keyboard that is passed on, line by line: one ballot after another, none of them left to be read."""

from __future__ import annotations

from typing import Final

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.plain.leading import Lead
from workshop.plain.rating import rate
from workshop.report.unseen import FREEZE, HAND_OVER, THAWED
from workshop.store.ballot_box import RoundClosed
from workshop.store.seat import take_seat

__all__ = ["pass_keyboard"]

_BLANK: Final = "\n" * 60
"""Lines that push what the one before typed off a screen."""


def pass_keyboard(lead: Lead) -> None:
    """Let one person after another rate on this keyboard, until it comes back. Raises RoundClosed."""
    kept = _("What is typed can be scrolled back to here: close this window, or clear it, when all are done.")
    if not lead.sure(_("{freeze} {kept} Is it done?").format(freeze=FREEZE, kept=kept)):
        return
    while True:
        _blank(lead)
        said = lead.hear(
            _(
                "{hand_over} Enter starts; a code goes on with its ballot; done gives the keyboard back."
            ).format(hand_over=HAND_OVER)
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
            lead.say(_("Not done: {error}").format(error=error))


def _blank(lead: Lead) -> None:
    if lead.writer.isatty():
        lead.say(_BLANK)
