"""Units over time: each attribute through a unit's sessions, and what moved in thousands of units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from workshop.analysis.findings import say_felt
from workshop.analysis.lines import Line, ends, has_ladder, lines_through
from workshop.analysis.statements import stretch
from workshop.analysis.units import Unit
from workshop.analysis.verdict import Change, Verdict, change, clearly, clearly_by
from workshop.model.outcome import AskedAttribute
from workshop.model.tally import FEWEST, Result, Tally
from workshop.model.wording import LADDER

__all__ = ["Course", "Mover", "Moves", "courses", "most_felt", "movers"]


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
    """One attribute of a unit that moved by more than a group this size usually varies.

    Without a ladder it moved when one of its statements did.
    """

    unit: Unit
    attribute: str
    name: str
    results: Sequence[tuple[Tally, Tally]]
    """Its ladder then and now or, without one, each of its statements."""
    since: date
    until: date
    """The days of both; the later is not the newest session's where that shows no result."""
    items: Sequence[str] = (LADDER,)
    """What ``results`` are of: ``"ladder"``, or the statements' ids."""

    @property
    def has_ladder(self) -> bool:
        """Whether it was its ladder that moved."""
        return self.items == (LADDER,)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The moves in numbers, as a line through the sessions of the unit has them."""
        return tuple(change(*pair) for pair in self.results)


class Moves(NamedTuple):
    """What moved, of how many comparisons."""

    movers: tuple[Mover, ...]
    compared: int


def courses(unit: Unit) -> tuple[Course, ...]:
    """Return each attribute of ``unit`` over time, with felt change beside what was measured."""
    return tuple(
        Course(line, tuple(session.felt(line.attribute) for session in unit.sessions))
        for line in lines_through(unit.sessions)
    )


def most_felt(felt: Result | None) -> str:
    """Return "worse", "same" or "better" where more than half said so, "divided" where no half did.

    "" where it may not be shown, was not asked, or fewer than three could say.
    """
    if not isinstance(felt, Tally) or felt.n < FEWEST:
        return ""
    said = zip(("worse", "same", "better"), felt.counts, strict=True)
    return next((word for word, count in said if 2 * count > felt.n), "divided")


def movers(found: Sequence[Unit]) -> Moves:
    """Return what moved in each of ``found``, and how many questions were compared: those of ``courses``.

    The newest session stands against the earliest it can be compared with, ladder by ladder; of an attribute
    of which a unit never had a ladder, statement by statement.
    """
    moved, compared = [], 0
    for unit in found:
        if len(unit.sessions) < 2:
            continue
        asked = unit.sessions[-1].questionnaire.attributes
        for attribute, ends_of in zip(asked, ends(unit.sessions, [a.id for a in asked]), strict=True):
            if ends_of is not None:
                (begin, first), (end, last) = ends_of
                verdict = clearly_by(first.moments, last.moments)
                compared += verdict is not None
                if verdict is Verdict.HIGHER or verdict is Verdict.LOWER:
                    days = begin.held_on, end.held_on
                    moved.append(Mover(unit, attribute.id, attribute.name, ((first, last),), *days))
            elif not has_ladder(unit.sessions, attribute.id):
                by_statement, count = _moved_statements(unit, attribute)
                moved += by_statement
                compared += count
    return Moves(tuple(moved), compared)


def _moved_statements(unit: Unit, attribute: AskedAttribute) -> tuple[list[Mover], int]:
    if (found := stretch(unit.sessions, attribute.id)) is None:
        return [], 0
    (begin, first), (end, last) = found
    items, results = tuple(last), tuple((first[item], tally) for item, tally in last.items())
    verdicts = [verdict for pair in results if (verdict := clearly(*pair))]
    if not {Verdict.HIGHER, Verdict.LOWER}.intersection(verdicts):
        return [], len(verdicts)
    mover = Mover(unit, attribute.id, attribute.name, results, begin.held_on, end.held_on, items)
    return [mover], len(verdicts)
