"""Units beside each other at one period: ladders in cells, and who to learn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from workshop.analysis.statements import fewest, mean_of, nothing_shown, shown, unlike
from workshop.analysis.units import Unit
from workshop.analysis.verdict import NO_ANSWERS, Verdict, clearly_by, difference, missing
from workshop.model.outcome import Outcome, Questionnaire
from workshop.model.tally import Moments, Result, Shape, Tally
from workshop.model.wording import LADDER

__all__ = ["Across", "Cell", "Example", "Row", "across"]


class Cell(NamedTuple):
    """One unit's ladder of one attribute, or its statements, in its newest session of the period."""

    result: Tally | None
    """The ladder; None where it may not be shown or is not there, as ``why`` says."""
    why: str = ""
    other_wording: str = ""
    """Why it cannot be compared with the cells of most units; empty when it can."""
    compared: bool = False
    """Whether it was compared with the other units taken together."""
    higher: bool = False
    """Whether it stands clearly higher than they do."""
    statements: tuple[Tally, ...] = ()
    """Those that may be shown where no unit of the page has a ladder: the cell is of them. Never compared."""

    @property
    def mean(self) -> float | None:
        """1 to 5, of several statements the mean of their means; None without a result."""
        return self.result.mean if self.result else mean_of(self.statements)

    @property
    def n(self) -> int | None:
        """Answers behind it; of several statements the fewest."""
        return self.result.n if self.result else fewest(self.statements)

    @property
    def apart(self) -> bool:
        """Whether the answers lie apart, or in two groups; of several statements to any."""
        return any(one.shape is Shape.APART or one.shape is Shape.TWO_GROUPS for one in self._results)

    @property
    def unknown(self) -> bool:
        """Whether a third or more of those asked were not sure; of several statements about any."""
        return any(3 * one.not_sure >= one.voted for one in self._results)

    @property
    def _results(self) -> tuple[Tally, ...]:
        return (self.result,) if self.result else self.statements


@dataclass(frozen=True, slots=True)
class Row:
    """One unit across all attributes."""

    unit: Unit
    session: Outcome
    """Its newest of the period."""
    cells: tuple[Cell, ...]

    @property
    def to_talk_about(self) -> tuple[int, int]:
        """How many attributes are apart, and of how many nobody knows enough: nothing about how high."""
        return sum(cell.apart for cell in self.cells), sum(cell.unknown for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Example:
    """A unit to learn from about one attribute."""

    attribute: str
    name: str
    unit: Unit
    cell: Cell
    session: Outcome

    @property
    def holds_notes(self) -> bool:
        """Whether what the team noted, if anything, came along with its counts."""
        return bool(self.session.audience)

    @property
    def evidence(self) -> str:
        """What the team noted as an example, if it shares it beyond the team."""
        agreed = self.session.agreed.get(self.attribute) if self.session.audience != "team" else None
        return agreed.example if agreed else ""


@dataclass(frozen=True, slots=True)
class Across:
    """Units beside each other, in the order of their names."""

    since: date
    until: date
    attributes: tuple[tuple[str, str, str], ...]
    """Id, name and short name of each column."""
    rows: tuple[Row, ...]
    examples: tuple[Example, ...] = ()
    compared: int = 0
    """Comparisons of one unit with the others."""
    without_ladder: tuple[str, ...] = ()
    """The names of attributes of which no session has a ladder: their cells are of statements."""
    among: int = 0
    """The units of the period, with which each was compared, shown or not."""

    def only(self, keys: Collection[tuple[str, str, str]]) -> Across | None:
        """Return it with the units of ``keys`` and what they asked, still compared with all; None of none."""
        rows = [row for row in self.rows if row.unit.key in keys]
        if len(rows) == len(self.rows) or not rows:
            return self if rows else None
        asked = {key for key, _, _ in _columns([row.session for row in rows])}
        places = [place for place, (key, _, _) in enumerate(self.attributes) if key in asked]
        rows = [replace(row, cells=tuple(row.cells[place] for place in places)) for row in rows]
        attributes = tuple(self.attributes[place] for place in places)
        names = {name for _, name, _ in attributes}
        return replace(
            self,
            attributes=attributes,
            rows=tuple(rows),
            examples=tuple(one for one in self.examples if one.unit.key in keys),
            compared=sum(cell.compared for row in rows for cell in row.cells),
            without_ladder=tuple(name for name in self.without_ladder if name in names),
        )

    def by_talk(self) -> tuple[Row, ...]:
        """Return the rows with most to talk about first: apart, then not known; never by how high."""
        return tuple(sorted(self.rows, key=lambda row: [-count for count in row.to_talk_about]))


def across(found: Sequence[Unit], since: date | None = None, until: date | None = None) -> Across | None:
    """Put units beside each other by their newest session from ``since`` to ``until``, both included.

    Without ``since`` the period is the year that ends with ``until``, or with the newest session. None when
    no session lies in it.
    """
    if not found:
        return None
    until = until or max(unit.sessions[-1].held_on for unit in found)
    since = since or _year_before(until)
    newest = [(unit, session) for unit in found if (session := _newest(unit, since, until))]
    if not newest:
        return None
    sessions = [session for _, session in newest]
    attributes = _columns(sessions)
    ladders = {key for questionnaire in _questionnaires(sessions) for key, _ in questionnaire.ladders}
    columns = [(_column if key in ladders else _of_statements)(sessions, key) for key, _, _ in attributes]
    rows = tuple(
        Row(unit, session, cells)
        for (unit, session), cells in zip(newest, zip(*columns, strict=True), strict=True)
    )
    examples = tuple(
        Example(key, name, row.unit, row.cells[place], row.session)
        for place, (key, name, _) in enumerate(attributes)
        for row in rows
        if row.cells[place].higher
    )
    compared = sum(cell.compared for column in columns for cell in column)
    without = tuple(name for key, name, _ in attributes if key not in ladders)
    return Across(since, until, attributes, rows, examples, compared, without, len(rows))


def _newest(unit: Unit, since: date, until: date) -> Outcome | None:
    """Return the newest of a unit's sessions in the period; they are in the order of their days."""
    for session in reversed(unit.sessions):
        if session.held_on <= until:
            return session if since <= session.held_on else None
    return None


def _year_before(day: date) -> date:
    """Return the day after the same day a year ago: with ``day`` it bounds one year."""
    before = date.fromordinal(day.toordinal() - 364)
    return before if before.year > 1 else date.min


def _columns(sessions: Sequence[Outcome]) -> tuple[tuple[str, str, str], ...]:
    found: dict[str, tuple[str, str, str]] = {}
    for questionnaire in _questionnaires(sessions):
        for asked in questionnaire.attributes:
            found.setdefault(asked.id, (asked.id, asked.name, asked.label))
    return tuple(found.values())


def _questionnaires(sessions: Sequence[Outcome]) -> Iterable[Questionnaire]:
    """Return each once, in the order of the sessions."""
    return {id(session.questionnaire): session.questionnaire for session in sessions}.values()


def _column(sessions: Sequence[Outcome], attribute: str) -> list[Cell]:
    """Return the cells of one attribute; each is compared with the others that asked the same alike."""
    results = [session.ladders.get(attribute) for session in sessions]
    asked = _asked(sessions, attribute)
    usual = Counter(
        [way for way, result in zip(asked, results, strict=True) if way >= 0 and isinstance(result, Tally)]
    )
    reference = usual.most_common(1)[0][0] if usual else None
    model = None if reference is None else sessions[reference]
    all_n, all_total, all_squares = _sum(
        [r for r, way in zip(results, asked, strict=True) if way == reference]
    )
    cells = []
    for session, way, result in zip(sessions, asked, results, strict=True):
        if not isinstance(result, Tally) or not result.moments.n:
            cells.append(Cell(None, missing(result) or NO_ANSWERS))
        elif way == reference:
            n, total, squares = moments = result.moments
            verdict = clearly_by((all_n - n, all_total - total, all_squares - squares), moments)
            cells.append(Cell(result, "", "", verdict is not None, verdict is Verdict.HIGHER))
        else:
            why = "" if model is None else difference(model, session, attribute, LADDER)
            cells.append(Cell(result, "", why))
    return cells


def _of_statements(sessions: Sequence[Outcome], attribute: str) -> list[Cell]:
    """Return the cells of an attribute that has no ladder; why one is not like most is said, no more."""
    found = [shown(session, attribute) for session in sessions]
    asked = [_way(session, attribute, items) for session, items in zip(sessions, found, strict=True)]
    usual = Counter(way for way in asked if len(way) > 1).most_common(1)
    cells = []
    for session, way, tallies in zip(sessions, asked, found, strict=True):
        if mean_of(tallies.values()) is None:
            cells.append(Cell(None, nothing_shown(session, attribute)))
        else:
            model = asked.index(usual[0][0])
            alike = way == usual[0][0]
            why = "" if alike else unlike((sessions[model], found[model]), (session, tallies), attribute)
            cells.append(Cell(None, "", why, statements=tuple(tallies.values())))
    return cells


def _way(session: Outcome, attribute: str, items: Iterable[str]) -> tuple[object, ...]:
    """Return what makes two sessions alike in these statements: how they were answered, and each as asked."""
    places, questions = session.questionnaire.places, session.questionnaire.questions
    return session.method, *((item, questions[places[attribute, item]].wording) for item in items)


def _asked(sessions: Sequence[Outcome], attribute: str) -> list[int]:
    """Return by session the place of the first that asked and answered the ladder alike; -1 for no ladder.

    A wording is looked at once for each questionnaire, not for each session.
    """
    first: dict[object, int] = {}
    known: dict[tuple[int, str], int] = {}
    found = []
    for place, session in enumerate(sessions):
        key = (id(session.questionnaire), session.method)
        if (way := known.get(key)) is None:
            question = session.questionnaire.question(attribute)
            way = first.setdefault((question.wording, session.method), place) if question else -1
            known[key] = way
        found.append(way)
    return found


def _sum(results: Sequence[Result | None]) -> Moments:
    counted = [result.moments for result in results if isinstance(result, Tally)]
    return Moments(*map(sum, zip(*counted, strict=True))) if counted else Moments(0, 0, 0)
