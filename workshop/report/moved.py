"""What moved through the sessions of a report, attribute by attribute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workshop.analysis.change import compare
from workshop.analysis.lines import lines
from workshop.analysis.verdict import Change, Verdict
from workshop.language import _
from workshop.model.session import Session

__all__ = ["Move", "in_short", "moves"]


@dataclass(frozen=True, slots=True)
class Move:
    """One attribute through the sessions."""

    name: str
    sentence: str
    verdict: Verdict
    """The clearest of its questions."""


def moves(sessions: Sequence[Session]) -> tuple[Move, ...]:
    """Return the moves of two sessions or more, the earliest first; of more, as their lines have them."""
    last = sessions[-1]
    if len(sessions) > 2:
        return tuple(
            Move(last.fill(line.name), line.sentence, _clearest(line.changes)) for line in lines(sessions)
        )
    return tuple(
        Move(last.fill(entry.name), entry.sentence, _clearest(entry.headline))
        for entry in compare(*sessions).attributes
    )


def in_short(moved: Sequence[Move]) -> Iterator[str]:
    """Say what clearly moved, and of the rest only the names: it is told elsewhere."""
    clear = (Verdict.HIGHER, Verdict.LOWER)
    yield from (f"{one.name}. {one.sentence}" for one in moved if one.verdict in clear)
    rest = {
        Verdict.NO_CLEAR_CHANGE: _("No clear change: {attributes}."),
        Verdict.TOO_FEW: _("Too few answers to compare: {attributes}."),
        Verdict.NOT_COMPARABLE: _("Not comparable: {attributes}."),
    }
    for verdict, sentence in rest.items():
        if names := [one.name for one in moved if one.verdict is verdict]:
            yield sentence.format(attributes=_("; ").join(names))


def _clearest(changes: Sequence[Change]) -> Verdict:
    """Return the first of the verdicts, from ``HIGHER`` to ``NOT_COMPARABLE``, that a question has."""
    found = {change.verdict for change in changes}
    return next((verdict for verdict in Verdict if verdict in found), Verdict.NOT_COMPARABLE)
