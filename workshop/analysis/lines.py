"""Three or more sessions: a short line per attribute, broken where its points cannot be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from workshop.analysis import statements
from workshop.analysis.outcome import outcome
from workshop.analysis.spread import interval
from workshop.analysis.verdict import (
    NO_ANSWERS,
    NOT_COUNTED,
    NUMERIC,
    Change,
    difference,
    missing,
    question_change,
)
from workshop.analysis.verdict_words import say_agreed, say_change, say_statements
from workshop.language import _, say_day
from workshop.model.outcome import Outcome
from workshop.model.tally import Tally
from workshop.model.wording import LADDER

if TYPE_CHECKING:
    from workshop.model.session import Session

__all__ = [
    "Line",
    "Point",
    "agreed_level",
    "ends",
    "has_ladder",
    "lines",
    "lines_through",
    "points_through",
    "statement_mean",
]


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
    statements: int = 0
    """How many statements the mean is of; 0 for a ladder's."""

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
    changes: tuple[Change, ...]
    """The last point against the first it can be compared with: the ladder, or else each statement."""
    sentence: str
    """What these changes say."""

    @property
    def compared(self) -> int:
        """Comparisons with a numeric verdict."""
        return sum(change.verdict in NUMERIC for change in self.changes)


def agreed_level(session: Outcome, attribute: str) -> int | None:
    """Return the level a team agreed on; None when it agreed on none."""
    return session.agreed_level(attribute)


def lines(sessions: Sequence[Session]) -> tuple[Line, ...]:
    """Return a line per attribute through ``sessions``, the earliest first."""
    return lines_through([outcome(session) for session in sessions])


def lines_through(sessions: Sequence[Outcome]) -> tuple[Line, ...]:
    """Return a line per attribute through what ``sessions`` came to, the earliest first."""
    return tuple(_line(sessions, attribute, name) for attribute, name in _named(sessions).items())


def points_through(sessions: Sequence[Outcome]) -> Iterator[tuple[str, tuple[Point, ...]]]:
    """Yield the id and the points of each line of ``lines_through``: nothing is compared, no word is said."""
    for attribute in _named(sessions):
        yield attribute, _points(sessions, attribute)


def _named(sessions: Sequence[Outcome]) -> Mapping[str, str]:
    """Return the name of each attribute by its id, from the latest session that has it."""
    names: dict[str, str] = {}
    for session in reversed(sessions):
        for attribute in session.questionnaire.attributes:
            names.setdefault(attribute.id, attribute.name)
    return names


def _line(sessions: Sequence[Outcome], attribute: str, name: str) -> Line:
    points = _points(sessions, attribute)
    joined = _joined(points)
    changes: tuple[Change, ...] = ()
    if len(joined) > 1:
        first, last = sessions[joined[0].session], sessions[joined[-1].session]
        items = [LADDER] if has_ladder(sessions, attribute) else list(statements.shown(last, attribute))
        changes = tuple(question_change(first, last, attribute, item) for item in items)
    line = Line(attribute, name, points, changes, "")
    return replace(line, sentence=_sentence(sessions, line, joined))


def _joined(points: Sequence[Point]) -> Sequence[Point]:
    """Return the points of the newest unbroken stretch."""
    with_mean = [point for point in points if point.mean is not None]
    start = max((place for place, point in enumerate(with_mean) if point.starts_new_line), default=0)
    return with_mean[start:]


End: TypeAlias = tuple[Outcome, Tally]
"""A session at one end of a line, and its ladder."""


def ends(sessions: Sequence[Outcome], attributes: Sequence[str]) -> list[tuple[End, End] | None]:
    """Return, for the ladder of each of ``attributes``, both ends of its newest unbroken stretch.

    The same two that a line compares, found without its points; None where there are no two.
    """
    asked, method = sessions[-1].questionnaire, sessions[-1].method
    if not all(session.questionnaire is asked and session.method == method for session in sessions):
        return [_stretch(sessions, attribute) for attribute in attributes]
    found: list[tuple[End, End] | None] = []
    for attribute in attributes:
        first, last = _first_answered(sessions, attribute), _first_answered(reversed(sessions), attribute)
        found.append((first, last) if first and last and first[0] is not last[0] else None)
    return found


def _first_answered(sessions: Iterable[Outcome], attribute: str) -> End | None:
    for session in sessions:
        result = session.ladders.get(attribute)
        if isinstance(result, Tally) and result.moments.n:
            return session, result
    return None


def _stretch(sessions: Sequence[Outcome], attribute: str) -> tuple[End, End] | None:
    """Return the ends of the newest sessions in a row that asked alike."""
    answered = [end for session in sessions if (end := _first_answered((session,), attribute))]
    start = len(answered) - 1
    while start > 0 and not difference(answered[start - 1][0], answered[start][0], attribute, LADDER):
        start -= 1
    return (answered[start], answered[-1]) if 0 <= start < len(answered) - 1 else None


def statement_mean(session: Session, attribute: str) -> float | None:
    """Return the mean of the means of an attribute's shown statements in round 1, 1 to 5.

    Hidden and banded statements, and those with fewer answers than this session shows, are left out. None
    when no statement is shown.
    """
    return statements.mean_of(statements.shown(outcome(session), attribute).values())


def _points(sessions: Sequence[Outcome], attribute: str) -> tuple[Point, ...]:
    read = _ladder_point if has_ladder(sessions, attribute) else _statements_point
    points: list[Point] = []
    before: Outcome | None = None
    for place, session in enumerate(sessions):
        point = read(place, session, attribute)
        if point.mean is not None:
            if before and (why := _new_line(before, session, attribute, read is _ladder_point)):
                point = replace(point, why=why)
            before = session
        points.append(point)
    return tuple(points)


def has_ladder(sessions: Sequence[Outcome], attribute: str) -> bool:
    """Return whether any of ``sessions`` has a ladder of ``attribute``: then statements stand for nothing."""
    return any(session.questionnaire.question(attribute, LADDER) for session in sessions)


def _ladder_point(place: int, session: Outcome, attribute: str) -> Point:
    agreed = agreed_level(session, attribute)
    if not session.method:
        return Point(place, None, None, None, agreed, NOT_COUNTED)
    result = session.ladders.get(attribute)
    if not isinstance(result, Tally):
        return Point(place, None, None, None, agreed, missing(result))
    return Point(place, result.mean, result.n, interval(result), agreed, "" if result.n else NO_ANSWERS)


def _statements_point(place: int, session: Outcome, attribute: str) -> Point:
    shown = statements.shown(session, attribute).values()
    mean, agreed = statements.mean_of(shown), agreed_level(session, attribute)
    why = statements.nothing_shown(session, attribute) if mean is None else ""
    return Point(place, mean, statements.fewest(shown), None, agreed, why, len(shown))


def _new_line(before: Outcome, session: Outcome, attribute: str, ladder: bool) -> str:
    """Say why a point cannot be joined to the one before; "" when it can."""
    if ladder:
        return difference(before, session, attribute, LADDER)
    first, last = ((side, statements.shown(side, attribute)) for side in (before, session))
    return statements.unlike(first, last, attribute)


# The wording, all in one place.


def _sentence(sessions: Sequence[Outcome], line: Line, joined: Sequence[Point]) -> str:
    if not joined:
        return _("Nothing to show yet.")
    last = sessions[joined[-1].session]
    said = _compared(sessions, line, joined)
    if joined[-1].session < len(sessions) - 1:
        return _("The last figure is of {day}. {said}").format(day=say_day(last.held_on), said=said)
    return said


def _compared(sessions: Sequence[Outcome], line: Line, joined: Sequence[Point]) -> str:
    first, last = sessions[joined[0].session], sessions[joined[-1].session]
    if len(joined) == 1:
        why = joined[0].why
        if not why:
            return _("Nothing to compare yet.")
        return _("A new line starts on {day}: {why}.").format(day=say_day(first.held_on), why=why)
    if not has_ladder(sessions, line.attribute):
        return say_statements(line.changes, first.held_on)
    (change,) = line.changes
    agreed = say_agreed((joined[0].agreed, joined[-1].agreed), change.verdict, last, first.held_on)
    return f"{say_change(change, first.held_on)} {agreed}".rstrip()
