"""The statements of an attribute together: which may be shown, their mean, and whether two sessions match."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from workshop.analysis.verdict import NO_ANSWERS, NOT_COUNTED, TOO_FEW_TO_SHOW, difference, missing
from workshop.language import _
from workshop.model.outcome import Outcome
from workshop.model.tally import Result, Tally

__all__ = ["fewest", "mean_of", "nothing_shown", "shown", "stretch", "unlike"]


def shown(session: Outcome, attribute: str) -> Mapping[str, Tally]:
    """Return by its id the tally of each statement that may be shown; a show of hands is always open."""
    needed = session.needed
    return {
        item: result
        for item, result in _kept(session, attribute)
        if isinstance(result, Tally) and result.n >= needed
    }


def mean_of(tallies: Collection[Tally]) -> float | None:
    """Return the mean of the means, 1 to 5; None without an answer."""
    means = [mean for tally in tallies if (mean := tally.mean) is not None]
    return sum(means) / len(means) if means else None


def fewest(tallies: Collection[Tally]) -> int | None:
    """Return the answers that surely lie behind a mean: the fewest of all; None without a tally."""
    return min((tally.n for tally in tallies), default=None)


def nothing_shown(session: Outcome, attribute: str) -> str:
    """Say why ``shown`` has no statement of ``attribute``."""
    if not session.method:
        return NOT_COUNTED
    result = next((result for _item, result in _kept(session, attribute)), None)
    return missing(result) or (TOO_FEW_TO_SHOW if isinstance(result, Tally) and result.n else NO_ANSWERS)


Shown: TypeAlias = tuple[Outcome, Mapping[str, Tally]]
"""A session with what ``shown`` returns of it."""


def unlike(before: Shown, now: Shown, attribute: str, *, dated: bool = False) -> str:
    """Say what keeps the statements shown in two sessions from being the same; "" when nothing does.

    ``dated`` names the sessions by their days.
    """
    if now[1].keys() != before[1].keys():
        return _OTHER_STATEMENTS
    first, last = before[0], now[0]
    if first.questionnaire is last.questionnaire and first.method == last.method:
        return ""
    reasons = (difference(first, last, attribute, item, dated=dated) for item in now[1])
    return next((reason for reason in reasons if reason), "")


def stretch(sessions: Sequence[Outcome], attribute: str) -> Sequence[Shown]:
    """Return the newest sessions in a row whose statements are alike, the earliest first.

    Sessions without an answer to show are passed over.
    """
    found: list[Shown] = []
    for session in reversed(sessions):
        one = session, shown(session, attribute)
        if not any(tally.n for tally in one[1].values()):
            continue
        if found and unlike(one, found[-1], attribute):
            break
        found.append(one)
    return found[::-1]


_OTHER_STATEMENTS = _("not the same statements are shown")


def _kept(session: Outcome, attribute: str) -> Iterator[tuple[str, Result]]:
    for item in session.questionnaire.statements.get(attribute, ()):
        if (result := session.result(attribute, item)) is not None:
            yield item, result
