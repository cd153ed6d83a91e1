"""Sessions and comparisons as the JSON objects of architecture.md: unrounded, nothing that is hidden.

Beyond the shapes given there:

- each question also has ``consensus``, and each attribute ``r_wg_j``: ``{"value", "items"}`` over its shown
  statements, or null;
- a question of which only median and shape may be shown has ``"band": true``, those two, and no counts;
- a ladder that was voted on again has ``"revotes"``: its later rounds, each with ``round`` and the same keys;
- a question that was split has ``"groups"``: by the name of each group the same keys, or ``"hidden": true``;
- ``exercises``, by name, where there are any: how each was rated, its sentences, and what it counted;
- before round 1 is counted, ``round``, ``voted`` and every ladder are null, and no statement is listed;
- of more than two sessions, ``sessions`` lists all; the pairs compare the first with the last; and each
  attribute has ``points``, one for each session, and the ``sentence`` that goes with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from workshop.analysis.change import AttributeChange, Change, compare
from workshop.analysis.lines import Line, lines
from workshop.analysis.spread import describe, r_wg_j
from workshop.model.instrument import LADDER, Attribute
from workshop.model.session import Round, Session
from workshop.model.tally import Band, Hidden, Result, Tally
from workshop.report.exercises import blocks
from workshop.report.exercises.became import became
from workshop.report.groups import groups_of
from workshop.report.topics import told

__all__ = ["compared", "shown"]

Json: TypeAlias = Mapping[str, Any]


def shown(session: Session) -> Json:
    """Return one session: the numbers of round 1, agreed levels and findings."""
    first = session.first
    return {
        "title": session.title,
        "held_on": session.held_on.isoformat(),
        "mode": session.mode,
        "threshold": session.threshold,
        "invited": session.invited,
        "round": first.number if first else None,
        "voted": session.voted,
        "attributes": [_attribute(session, attribute) for attribute in session.instrument.attributes],
        "findings": list(told(session)),
        **_exercises(session),
    }


def compared(sessions: Sequence[Session]) -> Json:
    """Return what moved from the first to the last of ``sessions``, two or more, the earliest first."""
    comparison = compare(sessions[0], sessions[-1])
    through = {line.attribute: line for line in lines(sessions)} if len(sessions) > 2 else {}
    return {
        "sessions": [
            {"title": session.title, "held_on": session.held_on.isoformat(), "voted": session.voted}
            for session in sessions
        ],
        "comparable": comparison.comparable,
        "notes": list(comparison.notes),
        "attributes": [
            _moved(comparison.second, entry, through.get(entry.attribute)) for entry in comparison.attributes
        ],
        "became": list(became(sessions[0], sessions[-1])),
    }


def _exercises(session: Session) -> Json:
    rounds = session.exercises.rounds
    found = {
        block.name: {
            "method": rounds[block.name].method if block.name in rounds else None,
            "voted": rounds[block.name].voted if block.name in rounds else None,
            "sentences": list(block.sentences),
            **block.json,
        }
        for block in blocks(session)
    }
    return {"exercises": found} if found else {}


def _attribute(session: Session, attribute: Attribute) -> Json:
    items = session.first.tally.get(attribute.id, {}) if session.first else {}
    agreed = session.agreed.get(attribute.id)
    return {
        "id": attribute.id,
        "name": session.fill(attribute.name),
        "ladder": _ladder(session, attribute.id, items.get(LADDER)),
        "statements": [
            {
                "id": statement.id,
                "text": session.fill(statement.text),
                **_numbers(items[statement.id]),
                **_groups(session, attribute.id, statement.id),
            }
            for statement in attribute.statements
            if statement.id in items
        ],
        "r_wg_j": _agreement(attribute, items),
        "agreed": agreed.level if agreed else None,
    }


def _ladder(session: Session, attribute: str, result: Result | None) -> Json | None:
    if result is None:
        return None
    later: list[tuple[Round, Result]] = [
        (counted, again)
        for counted in session.rounds
        if counted.number > 1 and (again := counted.result(attribute)) is not None
    ]
    revotes = [{"round": counted.number, **_numbers(again)} for counted, again in later]
    again_voted = {"revotes": revotes} if revotes else {}
    return {**_numbers(result), **_groups(session, attribute, LADDER), **again_voted}


def _groups(session: Session, attribute: str, item: str) -> Json:
    found = {name: _numbers(result) for name, result in groups_of(session, attribute, item).items()}
    return {"groups": found} if found else {}


def _numbers(result: Result) -> Json:
    if isinstance(result, Hidden):
        return {"hidden": True}
    if isinstance(result, Band):
        return {"median": list(result.median), "shape": str(result.shape), "band": True, "hidden": False}
    numbers = describe(result)
    return {
        "counts": list(numbers.counts),
        "not_sure": numbers.not_sure,
        "n": numbers.n,
        "median": _list(numbers.median),
        "mean": numbers.mean,
        "ad": numbers.ad,
        "interval": _list(numbers.interval),
        "shape": str(numbers.shape),
        "r_wg": numbers.r_wg,
        "consensus": numbers.consensus,
        "hidden": False,
    }


def _agreement(attribute: Attribute, items: Mapping[str, Result]) -> Json | None:
    tallies = {
        statement.id: result
        for statement in attribute.statements
        if isinstance(result := items.get(statement.id), Tally)
    }
    return {"value": r_wg_j(list(tallies.values())), "items": list(tallies)} if tallies else None


def _moved(session: Session, entry: AttributeChange, line: Line | None) -> Json:
    moved: dict[str, Any] = {
        "id": entry.attribute,
        "name": session.fill(entry.name),
        "ladder": _change(entry.ladder) if entry.ladder else None,
        "statements": [
            {"id": key, "text": text, **_change(change)} for key, text, change in entry.statements
        ],
    }
    if line is not None:
        moved["points"] = [
            {
                "mean": point.mean,
                "n": point.n,
                "interval": _list(point.interval),
                "agreed": point.agreed,
                "new_line": point.starts_new_line,
                "why": point.why,
            }
            for point in line.points
        ]
        moved["sentence"] = line.sentence
    return moved


def _change(change: Change) -> Json:
    return {
        "n": list(change.n),
        "means": list(change.means),
        "change": change.change,
        "margin": change.margin,
        "verdict": str(change.verdict),
        **({"why": change.why} if change.why else {}),
    }


def _list(pair: tuple[float, float] | None) -> list[float] | None:
    return list(pair) if pair else None
