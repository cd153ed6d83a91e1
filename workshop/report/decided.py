"""What a session decided, each thing in a few words."""

from __future__ import annotations

from workshop.language import _, say_date
from workshop.model.followup import Action, StopItem
from workshop.model.session import Session
from workshop.report.words import by_when

__all__ = ["action_said", "agreed_words", "stop_said", "summary"]


def agreed_words(session: Session, attribute: str) -> str:
    """Return what was decided about an attribute, in a few words."""
    agreed = session.agreed.get(attribute)
    if agreed is None or not agreed.discussed:
        return _("not discussed")
    if agreed.level is not None:
        return _("level {level}").format(level=agreed.level)
    assert agreed.range
    low, high = agreed.range
    return _("no agreed level, range {low}–{high}").format(low=low, high=high)


def action_said(action: Action) -> str:
    """Return a thing to try with who takes it and until when."""
    return " · ".join(part for part in (action.text, action.owner, by_when(action.due)) if part)


def stop_said(stop: StopItem) -> str:
    """Return a thing to stop with who takes it and until when."""
    return " · ".join(part for part in (stop.item, stop.owner, by_when(stop.due)) if part)


def summary(session: Session) -> tuple[str, ...]:
    """Return what a team decided, as sentences: levels, what to try and to stop, and when it looks again."""
    levels = (
        _("{name}: {decided}.").format(
            name=session.fill(attribute.name), decided=agreed_words(session, attribute.id)
        )
        for attribute in session.instrument.attributes
    )
    when = say_date(session.next_on) if session.next_on else _("no date yet")
    return (
        *levels,
        *(_("To try: {action}.").format(action=action_said(action)) for action in session.actions),
        *(_("To stop: {stop}.").format(stop=stop_said(stop)) for stop in session.stops),
        _("We look again: {when}.").format(when=when),
    )
