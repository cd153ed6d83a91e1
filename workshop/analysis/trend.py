"""Units over time: each attribute through a unit's sessions, and what moved in thousands of units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from workshop.analysis.findings import say_felt
from workshop.analysis.lines import Line, compared_with, ends, has_ladder, lines_through
from workshop.analysis.statements import stretch
from workshop.analysis.units import Unit
from workshop.analysis.verdict import Change, Verdict, change, clearly, clearly_by
from workshop.analysis.verdict_words import Then
from workshop.model.outcome import AskedAttribute, Outcome
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
    then: Then
    """The earlier session."""
    until: date
    """The day of the later; it is not the newest session's where that shows no result."""
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

    The newest figure stands against last time's and against the first it can be compared with, ladder by
    ladder; of an attribute of which a unit never had a ladder, statement by statement.
    """
    moved: list[Mover] = []
    compared = 0
    for unit in found:
        if len(unit.sessions) < 2:
            continue
        asked = _asked(unit.sessions)
        for attribute, pairs in zip(asked, ends(unit.sessions, [a.id for a in asked]), strict=True):
            for place, ((begin, first), (end, last)) in enumerate(pairs):
                verdict = clearly_by(first.moments, last.moments)
                compared += verdict is not None
                if verdict is Verdict.HIGHER or verdict is Verdict.LOWER:
                    then = Then(begin.held_on, last_time=not place and len(pairs) > 1)
                    moved.append(
                        Mover(unit, attribute.id, attribute.name, ((first, last),), then, end.held_on)
                    )
            if not pairs and not has_ladder(unit.sessions, attribute.id):
                by_statement, count = _moved_statements(unit, attribute)
                moved += by_statement
                compared += count
    return Moves(tuple(moved), compared)


def _asked(sessions: Sequence[Outcome]) -> Sequence[AskedAttribute]:
    """Return each attribute as the newest session that asked it names it, those of the newest first."""
    newest = sessions[-1].questionnaire
    if all(session.questionnaire is newest for session in sessions):
        return newest.attributes
    found: dict[str, AskedAttribute] = {}
    for session in reversed(sessions):
        for attribute in session.questionnaire.attributes:
            found.setdefault(attribute.id, attribute)
    return tuple(found.values())


def _moved_statements(unit: Unit, attribute: AskedAttribute) -> tuple[list[Mover], int]:
    if not (held := stretch(unit.sessions, attribute.id)):
        return [], 0
    moved, compared, (end, last) = [], 0, held[-1]
    places = compared_with([session.held_on for session, _shown in held])
    for place, (begin, first) in enumerate(held[at] for at in places):
        results = tuple((first[item], tally) for item, tally in last.items())
        verdicts = [verdict for pair in results if (verdict := clearly(*pair))]
        compared += len(verdicts)
        if {Verdict.HIGHER, Verdict.LOWER}.intersection(verdicts):
            then = Then(begin.held_on, last_time=not place and len(places) > 1)
            moved.append(Mover(unit, attribute.id, attribute.name, results, then, end.held_on, tuple(last)))
    return moved, compared
