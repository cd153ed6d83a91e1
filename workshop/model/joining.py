"""One session that was held at two sites, put together from its two halves: counts are added, lists united.

Only what both sites may show is added. A question that is hidden or banded at one site is hidden in the
whole: its sum would give it away to whoever knows the other site's count.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.session import Audience, Round, Session, SetAside
from workshop.model.tally import HIDDEN, Result, Tally
from workshop.model.text import fit

__all__ = ["Joined", "join"]

_LISTS: Final = ("notes", "parking", "comments", "follow_up", "actions", "stops")
_APART: Final = timedelta(days=31)
"""Most time between the two halves of one session."""

_FINGERPRINT: Final = 16
"""Digits of a fingerprint."""

_AUDIENCES: Final[tuple[Audience, ...]] = ("team", "organisation", "board")


@dataclass(frozen=True)
class Joined:
    """Two halves as one session, and what has to be said about it."""

    session: Session
    added: int
    """Questions whose answers were added, in round 1."""
    hidden: int
    """Questions of round 1 that stay hidden."""
    left_out: tuple[str, ...]
    """What is in neither half alike and so not in the whole, each as one sentence."""


def join(first: Session, second: Session) -> Joined:
    """Return both as one session.

    Raises WorkshopError for two that were asked or answered differently, that are not both counted, that have
    answers in common, or of which nothing could be shown together.
    """
    _refuse_strangers(first, second)
    one, other = first.first, second.first
    assert one is not None
    assert other is not None
    _refuse_same_answers(first, second)
    counted, left_out = _rounds(first, second)
    agreed = {key: level for key, level in first.agreed.items() if second.agreed.get(key) == level}
    if parted := len(first.agreed.keys() | second.agreed.keys()) - len(agreed):
        left_out.append(
            _("Agreed levels on which the sites differ, or which one site has alone: {many}.").format(
                many=parted
            )
        )
    if first.exercises != second.exercises:
        left_out.append(_("The exercises, as each site has its own."))
    if one.groups or other.groups:
        left_out.append(_("The split by groups: beside the sites it could give small groups away."))
    results = [result for items in counted[0].tally.values() for result in items.values()]
    added = sum(isinstance(result, Tally) for result in results)
    if not added:
        raise WorkshopError(
            _("no question may be shown from both sites"),
            _("Too few answered at one of them; nothing was joined."),
        )
    session = first.changed(
        title=_both(first.title, second.title),
        organisation=_both(first.organisation, second.organisation),
        unit=_both(first.unit, second.unit),
        held_on=max(first.held_on, second.held_on),
        threshold=max(first.threshold, second.threshold),
        invited=_sum(first.invited, second.invited),
        present=_sum(first.present, second.present),
        audience=min(first.audience, second.audience, key=_AUDIENCES.index),
        depth="quick" if "quick" in (first.depth, second.depth) else "full",
        ended=first.ended and second.ended,
        grouping=None,
        imported=None,
        joined_from=tuple(sorted(_parts(first) | _parts(second))),
        rounds=tuple(counted),
        agreed=agreed,
        set_aside=_set_aside((*first.set_aside, *second.set_aside)),
        exercises=first.exercises if first.exercises == second.exercises else type(first.exercises)(),
        **{name: _united(name, getattr(first, name), getattr(second, name)) for name in _LISTS},
    )
    return Joined(session, added, len(results) - added, tuple(left_out))


def _refuse_strangers(first: Session, second: Session) -> None:
    """Refuse two sessions that were not asked and answered in the same way."""
    for session in (first, second):
        if session.first is None:
            raise WorkshopError(
                _("round 1 of “{title}” is not counted").format(title=session.title),
                _("Close its round first."),
            )
    if first.instrument.digest != second.instrument.digest:
        raise WorkshopError(
            _("the two sessions asked different questions"),
            _("Only answers to the same words can be added; workshop compare sets them side by side."),
        )
    if abs(first.held_on - second.held_on) > _APART:
        raise WorkshopError(
            _("the two were held more than a month apart: they are two sessions, not one at two sites"),
            _("workshop compare sets them side by side."),
        )
    if first.mode != second.mode:
        raise WorkshopError(
            _("one session is confidential, the other open"),
            _("What was promised at one site would not hold for both; compare them instead."),
        )
    methods = [session.first.method for session in (first, second) if session.first]
    if methods[0] != methods[1]:
        raise WorkshopError(
            _("one session used ballots, the other a show of hands"),
            _("Answers given in private and in public are not added; compare them instead."),
        )


def _refuse_same_answers(first: Session, second: Session) -> None:
    """Refuse two sessions that count some people both: joined, they would be counted twice.

    Equal counts are of the same people, whatever was written beside them since, and so are those that both
    have one comment from: it was on one ballot. A joined session says of which counts it is; in one from
    before it did, a part has no answer and no entry that the whole has not.
    """
    same = (
        _tallies(first) == _tallies(second)
        or _ids(first, ("comments",)) & _ids(second, ("comments",))
        or _parts(first) & _parts(second)
    )
    for part, whole in ((first, second), (second, first)):
        entries = _ids(part)
        contained = bool(entries) and entries <= _ids(whole) and _within(_tallies(part), _tallies(whole))
        if same or contained:
            raise WorkshopError(
                _("both hold the same answers"),
                _("Joined, some people would be counted twice. Is one a copy?"),
            )


def _parts(session: Session) -> set[str]:
    """Return fingerprints of the counts that a session is joined of; else of its own.

    Of what each site may show alone, so that nothing is given away by who should guess it.
    """
    if session.joined_from:
        return set(session.joined_from)
    counted = sorted((*key, str(result)) for key, result in _tallies(session).items())
    return {hashlib.sha256(repr((session.voted, counted)).encode()).hexdigest()[:_FINGERPRINT]}


def _ids(session: Session, lists: Sequence[str] = _LISTS) -> set[str]:
    return {entry.id for name in lists for entry in getattr(session, name)}


def _tallies(session: Session) -> Mapping[tuple[str, str], Result]:
    tally = session.first.tally if session.first else {}
    return {(key, item): result for key, items in tally.items() for item, result in items.items()}


def _within(part: Mapping[tuple[str, str], Result], whole: Mapping[tuple[str, str], Result]) -> bool:
    pairs = [(result, whole.get(key)) for key, result in part.items()]
    return all(
        all(a <= b for a, b in zip(few.counts, many.counts, strict=True))
        for few, many in pairs
        if isinstance(few, Tally) and isinstance(many, Tally)
    )


def _rounds(first: Session, second: Session) -> tuple[list[Round], list[str]]:
    """Return the rounds that both sites counted in the same way, and what is said of the others."""
    others = {counted.number: counted for counted in second.rounds}
    pairs = [(one, others[one.number]) for one in first.rounds if one.number in others]
    alike = [(one, other) for one, other in pairs if one.method == other.method]
    joined = sorted((_round(one, other) for one, other in alike), key=lambda counted: counted.number)
    numbers = {counted.number for counted in (*first.rounds, *second.rounds)}
    alone = len(numbers) - len(joined)
    said = (
        [_("Later rounds that only one site held, or each in another way: {many}.").format(many=alone)]
        if alone
        else []
    )
    if unasked := sum(len(_asked(one) ^ _asked(other)) for one, other in alike):
        said.append(_("Questions that only one site asked: {many}.").format(many=unasked))
    return joined, said


def _asked(counted: Round) -> set[tuple[str, str]]:
    return {(key, item) for key, items in counted.tally.items() for item in items}


def _round(one: Round, other: Round) -> Round:
    tally = {
        key: {item: _added(result, other.tally[key][item]) for item, result in items.items() if item in both}
        for key, items in one.tally.items()
        if (both := other.tally.get(key, {}))
    }
    return Round(
        number=one.number,
        method=one.method,
        voted=one.voted + other.voted,
        corrected=one.corrected or other.corrected,
        tally={key: items for key, items in tally.items() if items},
        felt={key: _added(result, other.felt[key]) for key, result in one.felt.items() if key in other.felt},
    )


def _added(one: Result, other: Result) -> Result:
    """Add two results; what may not be shown at one site is not shown of both."""
    if not (isinstance(one, Tally) and isinstance(other, Tally)):
        return HIDDEN
    counts = tuple(a + b for a, b in zip(one.counts, other.counts, strict=True))
    return Tally(counts, one.not_sure + other.not_sure)


def _united(name: str, entries: Sequence[Any], others: Sequence[Any]) -> tuple[Any, ...]:
    """Return the entries of both by their random ids; refuses one that the sites tell differently."""
    known = {entry.id: entry for entry in entries}
    for entry in others:
        if known.setdefault(entry.id, entry) != entry:
            raise WorkshopError(
                _('the entry "{id}" in {name} differs between the two sessions').format(
                    id=entry.id, name=name
                ),
                _("Make it the same in both files, or give one of the two another id."),
            )
    return tuple(known.values())


def _set_aside(entries: Iterable[SetAside]) -> tuple[SetAside, ...]:
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.reason] = counts.get(entry.reason, 0) + entry.count
    return tuple(SetAside(reason=reason, count=count) for reason, count in counts.items())


def _both(one: str, other: str) -> str:
    return fit(" + ".join(dict.fromkeys(name for name in (one, other) if name)))


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
