"""What the exercises brought, a chapter with a list for each that was done.

One small function for each exercise returns its entries; another exercise is another line in ``_EXERCISES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from workshop.charts.wording import said
from workshop.model.session import Session
from workshop.report.blocks import Chapter, Points
from workshop.report.record import Entry

__all__ = ["exercised"]


def exercised(session: Session) -> list[Chapter]:
    """Return the chapter of the exercises; none when no exercise was done."""
    lists = [(title, tuple(entries(session))) for title, entries in _EXERCISES]
    blocks = tuple(Points(title, entries) for title, entries in lists if entries)
    return [Chapter("exercises", "Exercises", "list", blocks)] if blocks else []


def _touch_points(session: Session) -> Iterable[Entry]:
    for point in session.exercises.touch_points:
        tokens = f"Make-or-break: {point.tokens}." if point.tokens else ""
        rated = said(point.performance, session.needed) if point.performance else ""
        yield Entry(point.name, tuple(filter(None, (rated, tokens))), point.stage)


def _policies(session: Session) -> Iterable[Entry]:
    for policy in session.exercises.policies:
        law = "Required by law." if policy.legally_required else ""
        verdict = f"Verdict: {policy.verdict}." if policy.verdict else ""
        yield Entry(policy.policy, tuple(filter(None, (verdict, law))))


def _phrases(session: Session) -> Iterable[Entry]:
    for phrase in session.exercises.phrases:
        yield Entry(phrase.phrase, (f"Instead: {phrase.instead}",) if phrase.instead else ())


def _qualities(session: Session) -> Iterable[Entry]:
    for quality in session.exercises.qualities:
        met = said(quality.met, session.needed) if quality.met else ""
        yield Entry(
            quality.id,
            tuple(filter(None, (met, f"To grow next: {quality.grow_next}." if quality.grow_next else ""))),
        )


def _values(session: Session) -> Iterable[Entry]:
    if change := session.exercises.change:
        for value in change.values:
            parts = (("What we would see", value.seen), ("What makes it hard", value.hard))
            details = tuple(f"{what}: {text}" for what, text in parts if text)
            yield Entry(value.value, details, change.change)


_EXERCISES: Final[tuple[tuple[str, Callable[[Session], Iterable[Entry]]], ...]] = (
    ("Touch points", _touch_points),
    ("Policies from the user's side", _policies),
    ("Phrases to retire", _phrases),
    ("Service qualities", _qualities),
    ("Values of change", _values),
)
