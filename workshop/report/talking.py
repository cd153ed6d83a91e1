"""Which attribute to talk about now and next, and whether it is worth a second vote."""

from __future__ import annotations

from workshop.analysis.order import talk_first
from workshop.language import _
from workshop.model.instrument import LADDER
from workshop.model.session import AgreedLevel, Session
from workshop.model.tally import Band, Result, Shape, Tally

__all__ = [
    "flagged",
    "next_open",
    "not_discussed",
    "open_attributes",
    "resumed",
    "seen_by",
    "taken_up",
    "talk_order",
    "votes",
    "with_order",
]


def talk_order(session: Session) -> tuple[str, ...]:
    """Return all attribute ids in the order of talking: the team's own first, then as proposed."""
    proposed = (placement.attribute for placement in talk_first(session))
    return tuple(dict.fromkeys((*session.order, *proposed)))


def open_attributes(session: Session) -> tuple[str, ...]:
    """Return, in the order of talking, those of which nothing is recorded yet."""
    return tuple(attribute for attribute in talk_order(session) if attribute not in session.agreed)


def resumed(session: Session) -> str:
    """Return where to go on: the first without an entry, else the first not discussed, else the first."""
    order = talk_order(session)
    undiscussed = (key for key in order if key in session.agreed and not session.agreed[key].discussed)
    return next(iter(open_attributes(session)), None) or next(undiscussed, order[0])


def next_open(session: Session, attribute: str) -> str:
    """Return the next attribute without an entry, beginning again at the top; "" when there is none."""
    order = talk_order(session)
    here = order.index(attribute)
    return next((key for key in (*order[here + 1 :], *order[:here]) if key not in session.agreed), "")


def taken_up(session: Session, attribute: str) -> Session:
    """Begin to talk about ``attribute``: it moves before the others that are open.

    The order is written down whole, so that a second vote does not shuffle what is still to come, and a
    program that is killed comes back to the attribute the team was talking about.
    """
    order = talk_order(session)
    if attribute in session.agreed:
        return with_order(session, order)
    waiting = [key for key in order if key != attribute and key not in session.agreed]
    settled = [key for key in order if key != attribute and key in session.agreed]
    return with_order(session, (*settled, attribute, *waiting))


def with_order(session: Session, order: tuple[str, ...]) -> Session:
    """Return the session with this order of talking."""
    return session if session.order == order else session.changed(order=order)


def not_discussed(session: Session) -> Session:
    """Record every attribute without an entry as not discussed."""
    missing = {key: AgreedLevel(discussed=False) for key in open_attributes(session)}
    return session.changed(agreed={**session.agreed, **missing})


def votes(session: Session, attribute: str) -> tuple[Result, ...]:
    """Return the results of the ladder in every round that asked it, round 1 first."""
    rounds = sorted(session.rounds, key=lambda counted: counted.number)
    results = (counted.result(attribute, LADDER) for counted in rounds)
    return tuple(result for result in results if result is not None)


def flagged(session: Session, attribute: str) -> bool:
    """Return whether a second vote is offered: the first was apart, and there was no second."""
    (first, *others) = votes(session, attribute) or (None,)
    if others or not isinstance(first, Tally | Band):
        return False
    return first.shape in {Shape.APART, Shape.TWO_GROUPS}


def seen_by(session: Session, attribute: str) -> str:
    """Return what to ask on behalf of those far from the middle; "" when nobody is, or none may be named."""
    last = session.last(attribute)
    if not isinstance(last, Tally) or last.median is None:
        return ""
    low, high = last.median
    chosen = [level for level, count in last if count]
    far = [level for level in (chosen[0], chosen[-1]) if level < low or level > high]
    if not far:
        return ""
    if len(far) == 1:
        return _("What might someone on {level} be seeing?").format(level=far[0])
    return _("What might someone on {low} or on {high} be seeing?").format(low=far[0], high=far[1])
