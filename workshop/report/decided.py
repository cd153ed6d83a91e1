"""What a session decided, each thing in a few words."""

from __future__ import annotations

from workshop.model.followup import Action, StopItem
from workshop.model.session import Session
from workshop.report.words import say_date

__all__ = ["action_said", "agreed_words", "stop_said", "summary"]


def agreed_words(session: Session, attribute: str) -> str:
    """Return what was decided about an attribute, in a few words."""
    agreed = session.agreed.get(attribute)
    if agreed is None or not agreed.discussed:
        return "not discussed"
    if agreed.level is not None:
        return f"level {agreed.level}"
    assert agreed.range
    low, high = agreed.range
    return f"no agreed level, range {low}–{high}"


def action_said(action: Action) -> str:
    """Return a thing to try with who takes it and until when."""
    return " · ".join(part for part in (action.text, action.owner, _by(action)) if part)


def stop_said(stop: StopItem) -> str:
    """Return a thing to stop with who takes it and until when."""
    return " · ".join(part for part in (stop.item, stop.owner, _by(stop)) if part)


def _by(entry: Action | StopItem) -> str:
    return f"by {entry.due:%-d %B %Y}" if entry.due else ""


def summary(session: Session) -> tuple[str, ...]:
    """Return what a team decided, as sentences: levels, what to try and to stop, and when it looks again."""
    levels = (
        f"{session.fill(attribute.name)}: {agreed_words(session, attribute.id)}."
        for attribute in session.instrument.attributes
    )
    when = say_date(session.next_on) if session.next_on else "no date yet"
    return (
        *levels,
        *(f"To try: {action_said(action)}." for action in session.actions),
        *(f"To stop: {stop_said(stop)}." for stop in session.stops),
        f"We look again: {when}.",
    )
