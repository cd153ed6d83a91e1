"""Three or more sessions: a short line per attribute, broken where its points cannot be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workshop.analysis.spread import describe
from workshop.analysis.verdict import (
    difference,
    missing,
    question_change,
    say_agreed,
    say_change,
    say_statements,
)
from workshop.model.instrument import LADDER
from workshop.model.session import Session
from workshop.model.tally import Tally

__all__ = ["Line", "Point", "lines", "statement_mean"]


@dataclass(frozen=True, slots=True)
class Point:
    """One session on a line."""

    session: int
    """Its place in the sequence given."""
    mean: float | None
    """The ladder's mean in round 1; without ladders the mean of the statements. 1 to 5, or None."""
    n: int | None
    """Answers behind it; of several statements the fewest."""
    interval: tuple[float, float] | None
    """95 % interval of a ladder's mean; None below three answers."""
    agreed: int | None
    why: str = ""
    """Why a new line starts here or, without a mean, why there is none; empty otherwise."""

    @property
    def starts_new_line(self) -> bool:
        """Whether this point must not be joined to the one before."""
        return self.mean is not None and bool(self.why)


@dataclass(frozen=True, slots=True)
class Line:
    """One attribute through all sessions."""

    attribute: str
    name: str
    """Its name in the latest session that has it."""
    points: tuple[Point, ...]
    """One per session, in the order given."""
    sentence: str
    """The last point against the first it can be compared with."""


def lines(sessions: Sequence[Session]) -> tuple[Line, ...]:
    """Return a line per attribute through ``sessions``, the earliest first."""
    names: dict[str, str] = {}
    for session in reversed(sessions):
        for attribute in session.instrument.attributes:
            names.setdefault(attribute.id, attribute.name)
    made = []
    for key, name in names.items():
        points = _points(sessions, key)
        made.append(Line(key, name, points, _sentence(sessions, key, points)))
    return tuple(made)


def statement_mean(session: Session, attribute: str) -> float | None:
    """Return the mean of the means of an attribute's shown statements in round 1, 1 to 5.

    Hidden and banded statements, and those with fewer answers than this session shows, are left out. None
    when no statement is shown.
    """
    means = [mean for tally in _shown(session, attribute).values() if (mean := tally.mean) is not None]
    return sum(means) / len(means) if means else None


def _shown(session: Session, attribute: str) -> Mapping[str, Tally]:
    """Return the tallies of statements that may be shown; a show of hands is always open."""
    if (counted := session.first) is None:
        return {}
    needed = session.needed if counted.method == "ballots" else 1
    return {
        item: result
        for item, result in counted.tally.get(attribute, {}).items()
        if item != LADDER and isinstance(result, Tally) and result.n >= needed
    }


def _points(sessions: Sequence[Session], attribute: str) -> tuple[Point, ...]:
    read = _ladder_point if _has_ladder(sessions, attribute) else _statements_point
    points: list[Point] = []
    before: Session | None = None
    for place, session in enumerate(sessions):
        point = read(place, session, attribute)
        if point.mean is not None:
            why = _new_line(before, session, attribute, read is _ladder_point) if before else ""
            point, before = replace(point, why=why), session
        points.append(point)
    return tuple(points)


def _has_ladder(sessions: Sequence[Session], attribute: str) -> bool:
    return any(a.ladder for s in sessions for a in s.instrument.attributes if a.id == attribute)


def _ladder_point(place: int, session: Session, attribute: str) -> Point:
    agreed = _agreed(session, attribute)
    if session.first is None:
        return Point(place, None, None, None, agreed, _NOT_COUNTED)
    result = session.first.result(attribute)
    if not isinstance(result, Tally):
        return Point(place, None, None, None, agreed, missing(result))
    numbers = describe(result)
    why = "" if numbers.n else _NO_ANSWERS
    return Point(place, numbers.mean, numbers.n, numbers.interval, agreed, why)


def _statements_point(place: int, session: Session, attribute: str) -> Point:
    shown, mean = _shown(session, attribute), statement_mean(session, attribute)
    agreed = _agreed(session, attribute)
    if mean is None:
        results = session.first.tally.get(attribute, {}).values() if session.first else ()
        reasons = [missing(result) for result in results] or [missing(None)]
        why = (reasons[0] or _NO_ANSWERS) if session.first else _NOT_COUNTED
        return Point(place, None, None, None, agreed, why)
    return Point(place, mean, min(tally.n for tally in shown.values()), None, agreed)


def _agreed(session: Session, attribute: str) -> int | None:
    agreed = session.agreed.get(attribute)
    return agreed.level if agreed else None


def _new_line(before: Session, session: Session, attribute: str, ladder: bool) -> str:
    """Say why a point cannot be joined to the one before; "" when it can."""
    if ladder:
        return difference(before, session, attribute, LADDER)
    shown = _shown(session, attribute)
    if set(shown) != set(_shown(before, attribute)):
        return _OTHER_STATEMENTS
    reasons = (difference(before, session, attribute, item) for item in shown)
    return next((reason for reason in reasons if reason), "")


# The wording, all in one place.

_NOT_COUNTED = "round 1 is not counted"
_NO_ANSWERS = "no answers"
_OTHER_STATEMENTS = "not the same statements are shown"


def _sentence(sessions: Sequence[Session], attribute: str, points: Sequence[Point]) -> str:
    with_mean = [point for point in points if point.mean is not None]
    if not with_mean:
        return "Nothing to show yet."
    start = max((place for place, point in enumerate(with_mean) if point.starts_new_line), default=0)
    joined = with_mean[start:]
    first, last = sessions[joined[0].session], sessions[joined[-1].session]
    if len(joined) == 1:
        why = joined[0].why
        return f"A new line starts on {first.held_on}: {why}." if why else "Nothing to compare yet."
    if not _has_ladder(sessions, attribute):
        items = _shown(last, attribute)
        return say_statements([question_change(first, last, attribute, i) for i in items], first.held_on)
    change = question_change(first, last, attribute, LADDER)
    agreed = say_agreed((joined[0].agreed, joined[-1].agreed), change.verdict, last, first.held_on)
    return f"{say_change(change, first.held_on)} {agreed}".rstrip()
