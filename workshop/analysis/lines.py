"""Three or more sessions: a short line per attribute, broken where its points cannot be compared."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

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
from workshop.analysis.verdict_words import Then, say_agreed, say_change, say_statements
from workshop.language import _, say_day
from workshop.model.outcome import Outcome
from workshop.model.tally import Tally
from workshop.model.wording import LADDER

if TYPE_CHECKING:
    from workshop.model.session import Session

__all__ = [
    "Compared",
    "Line",
    "Point",
    "agreed_level",
    "compared_with",
    "ends",
    "has_ladder",
    "lines",
    "lines_through",
    "points_through",
    "say_new_line",
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


class Compared(NamedTuple):
    """The newest point of a line against an earlier one: question by question."""

    point: Point
    """The earlier one."""
    then: Then
    items: tuple[str, ...]
    """``"ladder"``, or the ids of the statements that the newest shows."""
    changes: tuple[Change, ...]
    """One for each of ``items``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One attribute through all sessions."""

    attribute: str
    name: str
    """Its name in the latest session that has it."""
    points: tuple[Point, ...]
    """One per session, in the order given."""
    comparisons: tuple[Compared, ...]
    """With last time and, of three points or more, with the first of the unbroken stretch."""
    sentence: str
    """What these say."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """All that was compared."""
        return tuple(change for one in self.comparisons for change in one.changes)

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
    line = Line(attribute, name, points, tuple(_comparisons(sessions, attribute, joined)), "")
    return replace(line, sentence=_sentence(sessions, line, joined))


def _comparisons(sessions: Sequence[Outcome], attribute: str, joined: Sequence[Point]) -> Iterator[Compared]:
    if not joined:
        return
    last = sessions[joined[-1].session]
    items = (LADDER,) if has_ladder(sessions, attribute) else tuple(statements.shown(last, attribute))
    places = compared_with([sessions[point.session].held_on for point in joined])
    for number, place in enumerate(places):
        before = sessions[joined[place].session]
        then = Then(before.held_on, last_time=not number and len(places) > 1)
        changes = tuple(question_change(before, last, attribute, item) for item in items)
        yield Compared(joined[place], then, items, changes)


def compared_with(days: Sequence[date]) -> Sequence[int]:
    """Return the places of the sessions, held on ``days``, which the last is compared with.

    It is last time's, the newest of an earlier day, and the first, if that is of a day before. Of the
    sessions of one day none is later than the others.
    """
    last_time = bisect_left(days, days[-1]) - 1
    if last_time < 0:
        return ()
    return (last_time, 0) if days[0] < days[last_time] else (last_time,)


def _joined(points: Sequence[Point]) -> Sequence[Point]:
    """Return the points of the newest unbroken stretch."""
    with_mean = [point for point in points if point.mean is not None]
    start = max((place for place, point in enumerate(with_mean) if point.starts_new_line), default=0)
    return with_mean[start:]


End: TypeAlias = tuple[Outcome, Tally]
"""A session at one end of a comparison, and its ladder."""


def ends(sessions: Sequence[Outcome], attributes: Sequence[str]) -> Iterator[Sequence[tuple[End, End]]]:
    """Return, for the ladder of each of ``attributes``, both ends of what its line compares.

    The same as ``lines_through`` has, found without its points.
    """
    asked, method = sessions[-1].questionnaire, sessions[-1].method
    alike = all(session.questionnaire is asked and session.method == method for session in sessions)
    for attribute in attributes:
        yield _ends(sessions if alike else _stretch(sessions, attribute), attribute)


def _ends(sessions: Sequence[Outcome], attribute: str) -> Sequence[tuple[End, End]]:
    """Return what ``compared_with`` chooses of those answered, looking at no more than is needed."""
    if (last := _first_answered(reversed(sessions), attribute)) is None:
        return ()
    if (before := _first_answered(reversed(sessions), attribute, last[0].held_on)) is None:
        return ()
    if (first := _first_answered(sessions, attribute, before[0].held_on)) is None:
        return ((before, last),)
    return (before, last), (first, last)


def _first_answered(sessions: Iterable[Outcome], attribute: str, before: date | None = None) -> End | None:
    for session in sessions:
        if before is None or session.held_on < before:
            result = session.ladders.get(attribute)
            if isinstance(result, Tally) and result.moments.n:
                return session, result
    return None


def _stretch(sessions: Sequence[Outcome], attribute: str) -> Sequence[Outcome]:
    """Return the newest sessions in a row that answered and asked alike."""
    answered = [session for session in sessions if _first_answered((session,), attribute)]
    start = len(answered) - 1
    while start > 0 and not difference(answered[start - 1], answered[start], attribute, LADDER):
        start -= 1
    return answered[max(0, start) :]


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
        return difference(before, session, attribute, LADDER, dated=True)
    first, last = ((side, statements.shown(side, attribute)) for side in (before, session))
    return statements.unlike(first, last, attribute, dated=True)


# The wording, all in one place.


def say_new_line(point: Point, sessions: Sequence[Outcome]) -> str:
    """Say on which day a new line starts with ``point``, and why; "" where none does."""
    if not point.starts_new_line:
        return ""
    day = say_day(sessions[point.session].held_on)
    return _("A new line starts on {day}: {why}.").format(day=day, why=point.why)


def _sentence(sessions: Sequence[Outcome], line: Line, joined: Sequence[Point]) -> str:
    if not joined:
        return _("Nothing to show yet.")
    last = sessions[joined[-1].session]
    said = " ".join(filter(None, (*_compared(sessions, line, joined), say_new_line(joined[0], sessions))))
    if joined[-1].session < len(sessions) - 1:
        return _("The last figure is of {day}. {said}").format(day=say_day(last.held_on), said=said)
    return said


def _compared(sessions: Sequence[Outcome], line: Line, joined: Sequence[Point]) -> Iterator[str]:
    if len(joined) == 1 and not joined[0].why:
        yield _("Nothing to compare yet.")
    elif len(joined) > 1 and not line.comparisons:
        yield _("Nothing to compare yet: what can be compared was held on one day.")
    for one in line.comparisons:
        if not has_ladder(sessions, line.attribute):
            yield say_statements(one.changes, one.then)
            continue
        (change,) = one.changes
        yield say_change(change, one.then)
        levels = one.point.agreed, joined[-1].agreed
        yield say_agreed(levels, change.verdict, sessions[joined[-1].session], one.then)
