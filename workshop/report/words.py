"""Short phrases about sessions: dates, places, turnout, agreed levels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from workshop.charts.dots import Agreed
from workshop.model.session import AgreedLevel, Session

__all__ = ["agreed", "agreed_span", "count_of", "labels", "place", "say_agreed", "say_date", "turnout"]

_METHODS: Final = {"ballots": "ballots", "hands": "show of hands"}


def say_date(day: date) -> str:
    """Return ``"23 November 2026"``."""
    return f"{day.day} {day:%B %Y}"


def count_of(number: int, one: str, many: str = "") -> str:
    """Return ``"1 session"`` or ``"3 sessions"``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def place(session: Session) -> str:
    """Return the organisation and the unit, as far as they are known."""
    return ", ".join(filter(None, (session.organisation, session.unit)))


def turnout(session: Session) -> tuple[str, ...]:
    """Return how many answered, how, and under what promise."""
    if session.first is None:
        invited = f"{session.invited} invited" if session.invited else ""
        return tuple(filter(None, ("not counted yet", invited, _promise(session))))
    voted = session.first.voted
    of = f"{voted} of {session.invited}" if session.invited and session.invited >= voted else str(voted)
    return f"{of} answered", _METHODS[session.first.method], _promise(session)


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
        return "Not talked about."
    low, high = kept.range or (0, 0)
    said = f"Agreed level {kept.level}." if kept.level else f"No agreed level, range {low}–{high}."
    example = f" Example: {session.fill(kept.example)}" if kept.example else ""
    return f"{said}{example}{f' ({kept.evidence})' if kept.evidence else ''}"


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
        return "open"
    return f"confidential, shown from {session.threshold} answers"
