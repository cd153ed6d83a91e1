"""Many sessions: one unit over time, and units beside each other at one period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from workshop.analysis.findings import say_felt
from workshop.analysis.lines import Line, ends, lines_through
from workshop.analysis.verdict import Change, Verdict, change, clearly, clearly_by, difference, missing
from workshop.model.instrument import LADDER
from workshop.model.outcome import Outcome
from workshop.model.tally import Moments, Result, Shape, Tally

__all__ = [
    "Across",
    "Cell",
    "Course",
    "Example",
    "Mover",
    "Row",
    "Unit",
    "Wanted",
    "across",
    "courses",
    "movers",
    "units",
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sessions somebody asked for; an empty word asks for all."""

    organisation: str = ""
    unit: str = ""
    """Part of a name, in any case."""
    since: date | None = None
    until: date | None = None

    def fits(self, session: Outcome) -> bool:
        """Return whether ``session`` is one of them."""
        return (
            self.organisation.casefold() in session.organisation.casefold()
            and self.unit.casefold() in session.unit.casefold()
            and (self.since is None or session.held_on >= self.since)
            and (self.until is None or session.held_on <= self.until)
        )


EVERYTHING: Final = Wanted()


@dataclass(frozen=True, slots=True)
class Unit:
    """One team over time."""

    organisation: str
    unit: str
    sessions: tuple[Outcome, ...]
    """Those that are counted, the earliest first."""

    @property
    def name(self) -> str:
        """What it is called where its organisation is known."""
        return self.unit or self.organisation or self.sessions[-1].title

    @property
    def words(self) -> str:
        """What a filter looks through."""
        return f"{self.organisation} {self.unit} {self.name}".casefold()


@dataclass(frozen=True, slots=True)
class Course:
    """One attribute of a unit through its sessions."""

    line: Line
    felt: tuple[Result | None, ...]
    """Felt change, asked since the session before; one for each point, None where it was not asked."""

    @property
    def felt_sentence(self) -> str:
        """What the newest session said of felt change; "" when it may not be shown or was not asked."""
        latest = self.felt[-1] if self.felt else None
        return say_felt(latest) if isinstance(latest, Tally) and latest.n else ""


class Mover(NamedTuple):
    """One attribute of a unit that moved by more than a group this size usually varies."""

    unit: Unit
    attribute: str
    name: str
    results: tuple[Tally, Tally]
    """Its ladder then and now."""
    since: date

    @property
    def change(self) -> Change:
        """The move in numbers."""
        return change(*self.results)


class Cell(NamedTuple):
    """One unit's ladder of one attribute, in its newest session of the period."""

    result: Tally | None
    """None where it may not be shown or is not there, as ``why`` says."""
    why: str = ""
    other_wording: str = ""
    """Why it cannot be compared with the cells of most units; empty when it can."""
    compared: bool = False
    """Whether it was compared with the other units taken together."""
    higher: bool = False
    """Whether it stands clearly higher than they do."""

    @property
    def mean(self) -> float | None:
        """1 to 5; None without a result."""
        return self.result.mean if self.result else None

    @property
    def n(self) -> int | None:
        """Answers behind it."""
        return self.result.n if self.result else None

    @property
    def apart(self) -> bool:
        """Whether the answers lie apart, or in two groups."""
        return self.result is not None and self.result.shape in {Shape.APART, Shape.TWO_GROUPS}

    @property
    def unknown(self) -> bool:
        """Whether a third or more of those asked were not sure."""
        return self.result is not None and 3 * self.result.not_sure >= self.result.voted


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

    def by_talk(self) -> tuple[Row, ...]:
        """Return the rows with most to talk about first: apart, then not known; never by how high."""
        return tuple(sorted(self.rows, key=lambda row: [-count for count in row.to_talk_about]))


def units(sessions: Iterable[Outcome], wanted: Wanted = EVERYTHING) -> tuple[Unit, ...]:
    """Gather the counted ``sessions`` that are ``wanted`` by team, in the order of names.

    A session without organisation and unit is a team of its own: two of them need not be the same people.
    A file that is named twice counts once.
    """
    found: dict[tuple[str, str, str], dict[str, Outcome]] = {}
    for session in sessions:
        if session.method and wanted.fits(session):
            alone = "" if session.organisation or session.unit else session.file
            key = (session.organisation, session.unit, alone)
            found.setdefault(key, {})[session.file or str(len(found))] = session
    made = (
        Unit(organisation, unit, tuple(sorted(held.values(), key=lambda one: (one.held_on, one.file))))
        for (organisation, unit, _), held in found.items()
    )
    return tuple(sorted(made, key=lambda unit: (unit.organisation.casefold(), unit.name.casefold())))


def courses(unit: Unit) -> tuple[Course, ...]:
    """Return each attribute of ``unit`` over time, with felt change beside what was measured."""
    return tuple(
        Course(line, tuple(session.felt(line.attribute) for session in unit.sessions))
        for line in lines_through(unit.sessions)
    )


def movers(found: Sequence[Unit]) -> tuple[tuple[Mover, ...], int]:
    """Return what moved in each of ``found``, ladder by ladder, and how many ladders were compared.

    The newest session stands against the earliest it can be compared with, as in ``courses``.
    """
    moved, compared = [], 0
    for unit in found:
        if len(unit.sessions) < 2:
            continue
        for asked in unit.sessions[-1].questionnaire.attributes:
            if (found_ends := ends(unit.sessions, asked.id)) is None:
                continue
            first, last = (side.result(asked.id, LADDER) for side in found_ends)
            verdict = clearly(first, last)
            compared += verdict is not None
            if verdict is Verdict.HIGHER or verdict is Verdict.LOWER:
                assert isinstance(first, Tally)
                assert isinstance(last, Tally)
                moved.append(Mover(unit, asked.id, asked.name, (first, last), found_ends[0].held_on))
    return tuple(moved), compared


def across(found: Sequence[Unit], since: date | None = None, until: date | None = None) -> Across | None:
    """Put units beside each other by their newest session from ``since`` to ``until``, both included.

    Without ``since`` the period is the year that ends with ``until``, or with the newest session. None when
    no session lies in it.
    """
    days = [
        session.held_on
        for unit in found
        for session in unit.sessions
        if not until or session.held_on <= until
    ]
    if not days:
        return None
    until = until or max(days)
    since = since or _year_before(until)
    newest = [
        (unit, held[-1])
        for unit in found
        if (held := [session for session in unit.sessions if since <= session.held_on <= until])
    ]
    if not newest:
        return None
    attributes = _columns([session for _, session in newest])
    columns = [_column([session for _, session in newest], key) for key, _, _ in attributes]
    rows = tuple(
        Row(unit, session, tuple(column[place] for column in columns))
        for place, (unit, session) in enumerate(newest)
    )
    examples = tuple(
        Example(key, name, row.unit, row.cells[place], row.session)
        for place, (key, name, _) in enumerate(attributes)
        for row in rows
        if row.cells[place].higher
    )
    compared = sum(cell.compared for row in rows for cell in row.cells)
    return Across(since, until, attributes, rows, examples, compared)


def _year_before(day: date) -> date:
    """Return the day after the same day a year ago: with ``day`` it bounds one year."""
    before = date.fromordinal(day.toordinal() - 364)
    return before if before.year > 1 else date.min


def _columns(sessions: Sequence[Outcome]) -> tuple[tuple[str, str, str], ...]:
    found: dict[str, tuple[str, str, str]] = {}
    questionnaires = {id(session.questionnaire): session.questionnaire for session in sessions}
    for questionnaire in questionnaires.values():
        for asked in questionnaire.attributes:
            found.setdefault(asked.id, (asked.id, asked.name, asked.label))
    return tuple(found.values())


def _column(sessions: Sequence[Outcome], attribute: str) -> list[Cell]:
    """Return the cells of one attribute; each is compared with the others that asked the same alike."""
    results = [session.result(attribute, LADDER) for session in sessions]
    asked = [
        (question.wording, session.method)
        if (question := session.questionnaire.question(attribute))
        else None
        for session in sessions
    ]
    usual = Counter(
        key for key, result in zip(asked, results, strict=True) if key and isinstance(result, Tally)
    )
    reference = usual.most_common(1)[0][0] if usual else None
    model = next((s for s, key in zip(sessions, asked, strict=True) if key == reference), None)
    together = _sum(r for r, key in zip(results, asked, strict=True) if key == reference)
    cells = []
    for session, key, result in zip(sessions, asked, results, strict=True):
        if not isinstance(result, Tally) or not result.n:
            cells.append(Cell(None, missing(result) or "no answers"))
        elif key == reference:
            verdict = clearly_by(_without(together, result.moments), result.moments)
            cells.append(Cell(result, "", "", verdict is not None, verdict is Verdict.HIGHER))
        else:
            why = "" if model is None else difference(model, session, attribute, LADDER)
            cells.append(Cell(result, "", why))
    return cells


def _without(together: Moments, one: Moments) -> Moments:
    return Moments(together.n - one.n, together.total - one.total, together.squares - one.squares)


def _sum(results: Iterable[Result | None]) -> Moments:
    counted = [result.moments for result in results if isinstance(result, Tally)]
    return Moments(*map(sum, zip(*counted, strict=True))) if counted else Moments(0, 0, 0)
