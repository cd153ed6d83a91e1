"""What to talk about first, and the reason to say aloud."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from workshop.language import _, n_, say_number
from workshop.model.tally import APART_ABOVE, Hidden, Result, Shape, Tally
from workshop.model.wording import LADDER

if TYPE_CHECKING:
    from workshop.model.instrument import Attribute
    from workshop.model.session import Session

__all__ = ["Placement", "most_urgent", "reasons", "say_median", "say_shape", "talk_first"]


class Placement(NamedTuple):
    """One attribute in the order of talking."""

    attribute: str
    """The attribute's id."""
    reason: str
    """Why it stands here, such as "two groups of answers"."""


class _Rank(IntEnum):
    TWO_GROUPS = 0
    APART = 1
    BY_MEDIAN = 2
    NO_MEDIAN = 3
    HIDDEN = 4
    NOT_ASKED = 5


_Key: TypeAlias = tuple[_Rank, float, int, int]
"""Rank, average deviation (negative), both medians added, not sure (negative): the smaller, the sooner."""


def talk_first(session: Session) -> tuple[Placement, ...]:
    """Order all attributes: two groups, apart by average deviation, lower median, more not sure.

    The last round that asked the ladder counts; an attribute without a ladder stands where its most urgent
    statement puts it. What cannot be shown comes last; equals keep the instrument's order.
    """
    attributes = session.instrument.attributes
    headlines = [_headline(session, attribute) for attribute in attributes]
    said = reasons([result for result, _ in headlines])
    placed = [
        (_key(result), Placement(attribute.id, f"{reason}{_about(text)}"))
        for attribute, (result, text), reason in zip(attributes, headlines, said, strict=True)
    ]
    return tuple(placement for _, placement in sorted(placed, key=lambda entry: entry[0]))


def most_urgent(results: Sequence[Result]) -> int:
    """Return the place of the result to talk about first; raises ValueError without results."""
    return min(range(len(results)), key=lambda place: _key(results[place]))


def reasons(results: Sequence[Result | None]) -> tuple[str, ...]:
    """Say for each result what gives it its place among the others."""
    keys = [_key(result) for result in results]
    return tuple(_reason(result, key, keys) for result, key in zip(results, keys, strict=True))


def _headline(session: Session, attribute: Attribute) -> tuple[Result | None, str]:
    """Return the result that places an attribute, and the statement's text if it is a statement's."""
    if attribute.ladder:
        return session.last(attribute.id, LADDER), ""
    asked = [
        (result, session.fill(statement.text))
        for statement in attribute.statements
        if (result := session.last(attribute.id, statement.id)) is not None
    ]
    return asked[most_urgent([result for result, _ in asked])] if asked else (None, "")


def _key(result: Result | None) -> _Key:
    if result is None or isinstance(result, Hidden):
        return _Rank.NOT_ASKED if result is None else _Rank.HIDDEN, 0.0, 0, 0
    not_sure = result.not_sure if isinstance(result, Tally) else 0
    if result.median is None:
        return _Rank.NO_MEDIAN, 0.0, 0, -not_sure
    rank = {Shape.TWO_GROUPS: _Rank.TWO_GROUPS, Shape.APART: _Rank.APART}.get(result.shape, _Rank.BY_MEDIAN)
    spread = 0.0
    if rank is not _Rank.BY_MEDIAN:
        spread = (result.spread or 0.0) if isinstance(result, Tally) else APART_ABOVE
    return rank, -round(spread, 9), sum(result.median), -not_sure


# The wording, all in one place.


def _reason(result: Result | None, key: _Key, keys: Sequence[_Key]) -> str:
    if result is None:
        return _("not asked")
    if isinstance(result, Hidden):
        return _("too few answers to show")
    if result.median is None:
        return _("nobody could say") if isinstance(result, Tally) and result.not_sure else _("no answers")
    if result.shape is Shape.TWO_GROUPS:
        return _("two groups of answers")
    if result.shape is Shape.APART:
        if not isinstance(result, Tally):
            return say_shape(result.shape)
        return _("apart: on average {spread} levels from the middle").format(spread=say_number(-key[1], 1))
    medians = {other[2] for other in keys if other[0] <= _Rank.BY_MEDIAN}
    lowest = key[2] == min(medians) < max(medians)
    said = _("lowest median: {median}") if lowest else _("median: {median}")
    return _with_not_sure(said.format(median=say_median(result.median)), key, keys)


def _with_not_sure(reason: str, key: _Key, keys: Sequence[_Key]) -> str:
    """Add the number not sure where it decides between equal medians."""
    if not any(other[:3] == key[:3] and other[3] > key[3] for other in keys):
        return reason
    if key[3] == min(other[3] for other in keys):
        return _("{reason}, most not sure").format(reason=reason)
    return n_("{reason}, {n} not sure", "{reason}, {n} not sure", -key[3]).format(reason=reason)


_SHAPES: Final = {
    Shape.TOGETHER: _("together"),
    Shape.MIXED: _("mixed"),
    Shape.APART: _("apart"),
    Shape.TWO_GROUPS: _("two groups"),
    Shape.FEW: _("too few"),
}


def say_shape(shape: Shape) -> str:
    """Say how answers lie, in a word or two."""
    return _SHAPES[shape]


def say_median(median: tuple[int, int]) -> str:
    """Say one or both middle levels: "3", or "between 2 and 3"."""
    low, high = median
    return str(low) if low == high else _("between {low} and {high}").format(low=low, high=high)


def _about(text: str) -> str:
    return f" (“{text}”)" if text else ""
