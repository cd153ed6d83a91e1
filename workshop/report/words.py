"""Short phrases about sessions: dates, places, turnout, agreed levels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from workshop.charts.dots import Agreed
from workshop.language import _, n_, say_date
from workshop.model.shown import shown

if TYPE_CHECKING:
    from workshop.model.session import AgreedLevel, Audience, Session

__all__ = [
    "agreed",
    "agreed_span",
    "by_when",
    "labels",
    "made_for",
    "place",
    "say_agreed",
    "turnout",
]

_MADE_FOR: Final = {
    "team": _("For the team"),
    "organisation": _("For the organisation"),
    "board": _("For the board"),
}


def made_for(audience: Audience) -> str:
    """Return for whom a report is made."""
    return _MADE_FOR[audience]


def by_when(due: date | None) -> str:
    """Return until when something is to be done; "" where no day is set."""
    return _("by {date}").format(date=say_date(due)) if due else ""


def place(session: Session) -> str:
    """Return the organisation and the unit, as far as they are known."""
    return ", ".join(filter(None, (session.organisation, session.unit)))


def turnout(session: Session) -> tuple[str, ...]:
    """Return how many answered, how, and under what promise."""
    if session.first is None:
        invited = n_("{n} invited", "{n} invited", session.invited) if session.invited else ""
        return tuple(filter(None, (_("not counted yet"), invited, _promise(session))))
    voted = session.first.voted
    answered = n_("{n} answered", "{n} answered", voted)
    if session.invited and session.invited >= voted:
        answered = n_("{n} of {invited} answered", "{n} of {invited} answered", voted)
    return (
        answered.format(invited=session.invited),
        shown(session.first.method),
        _promise(session),
    )


def agreed(session: Session, attribute: str) -> AgreedLevel | None:
    """Return what was agreed on, if the attribute was talked about."""
    found = session.agreed.get(attribute)
    return found if found and found.discussed else None


def agreed_span(session: Session, attribute: str) -> Agreed:
    """Return the agreed level, or the range where there was none, as charts take it."""
    found = agreed(session, attribute)
    if found is None:
        return None
    return found.level or found.range


def say_agreed(session: Session, attribute: str) -> str:
    """Return what the team agreed on, with its example; "" when nothing is kept."""
    kept = session.agreed.get(attribute)
    if kept is None:
        return ""
    if not kept.discussed:
        return _("Not talked about.")
    low, high = kept.range or (0, 0)
    said = (
        _("Agreed level {level}.").format(level=kept.level)
        if kept.level
        else _("No agreed level, range {low}–{high}.").format(low=low, high=high)
    )
    parts = [said]
    if kept.example:
        parts.append(_("Example: {example}").format(example=session.fill(kept.example)))
    if kept.evidence:
        parts.append(f"({session.fill(shown(kept.evidence))})")
    return " ".join(parts)


def labels(sessions: Sequence[Session]) -> tuple[str, ...]:
    """Name sessions as shortly as tells them apart: the month, the day, the unit, the title, or a number."""
    spellings = (
        [f"{session.held_on:%Y-%m}" for session in sessions],
        [str(session.held_on) for session in sessions],
        [session.unit for session in sessions],
        [session.title for session in sessions],
    )
    for names in spellings:
        if all(names) and len(set(names)) == len(names):
            return tuple(names)
    return tuple(f"{number} {session.held_on}" for number, session in enumerate(sessions, start=1))


def _promise(session: Session) -> str:
    if session.mode == "open":
        return shown(session.mode)
    return _("confidential, shown from {threshold} answers").format(threshold=session.threshold)
