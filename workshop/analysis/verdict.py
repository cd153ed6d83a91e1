"""One question in two sessions: whether it can be compared, and what moved."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from workshop.analysis.spread import CONFIDENCE, LEAST_DEVIATION
from workshop.analysis.student import student_t_quantile
from workshop.language import _, n_, say_day
from workshop.model.outcome import Outcome
from workshop.model.tally import FEWEST, Hidden, Moments, Result, Tally

__all__ = [
    "NOT_COUNTED",
    "NO_ANSWERS",
    "NUMERIC",
    "TOO_FEW_TO_SHOW",
    "Change",
    "Sums",
    "Verdict",
    "change",
    "clearly",
    "clearly_by",
    "difference",
    "missing",
    "question_change",
]


class Verdict(StrEnum):
    """What may be said of a change."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_FEW = "too few answers"
    NOT_COMPARABLE = "not comparable"


NUMERIC: Final = frozenset({Verdict.HIGHER, Verdict.LOWER, Verdict.NO_CLEAR_CHANGE})
"""The verdicts that rest on a margin; each has its one chance in twenty of being mistaken."""


_LEAST_VARIANCE: Final = LEAST_DEVIATION**2
"""Below it no variance is believed."""

_LEAST_SQUARED: Final = 1.9599**2
"""Just below the squared quantile of t with endless degrees of freedom: every margin is wider than that."""

_ROUNDING: Final = 1e-9
"""How near to a margin a change must lie, relatively, to be looked at exactly."""


@dataclass(frozen=True, slots=True)
class Change:
    """One question in two sessions, round 1 against round 1; pairs are (first, second)."""

    n: tuple[int | None, int | None]
    """Answers at a level; None where they are not shown or the question was not asked."""
    means: tuple[float | None, float | None]
    """Mean levels, 1 to 5; None where there is no answer to show."""
    change: float | None
    """Second mean minus first, in levels; None when the two may not be compared."""
    margin: float | None
    """What a change must exceed to stand out, in levels; None unless the verdict is a numeric one."""
    verdict: Verdict
    why: str = ""
    """Why the two are not comparable; empty otherwise."""


def change(first: Result | None, second: Result | None, why: str = "") -> Change:
    """Compare two results of the same question; ``why`` says what forbids it, if anything does.

    The margin is t(.975, Welch's df) · √(v₁/n₁ + v₂/n₂) with v = max(s², 0.25).
    """
    why = why or _missing_of((first, second))
    n = tuple(result.n if isinstance(result, Tally) else None for result in (first, second))
    means = tuple(result.mean if isinstance(result, Tally) else None for result in (first, second))
    pair, pair_means = (n[0], n[1]), (means[0], means[1])
    if why:
        return Change(pair, pair_means, None, None, Verdict.NOT_COMPARABLE, why)
    moved = None if means[0] is None or means[1] is None else means[1] - means[0]
    if moved is None or min(count or 0 for count in n) < FEWEST:
        return Change(pair, pair_means, moved, None, Verdict.TOO_FEW)
    assert isinstance(first, Tally)
    assert isinstance(second, Tally)
    margin = _margin(first.moments, second.moments)
    if abs(moved) <= margin:
        verdict = Verdict.NO_CLEAR_CHANGE
    else:
        verdict = Verdict.HIGHER if moved > 0 else Verdict.LOWER
    return Change(pair, pair_means, moved, margin, verdict)


def clearly(first: Result | None, second: Result | None) -> Verdict | None:
    """Return the verdict of ``change`` on two results of one question; None unless it is a numeric one."""
    if not isinstance(first, Tally) or not isinstance(second, Tally):
        return None
    return clearly_by(first.moments, second.moments)


Sums: TypeAlias = tuple[int, int, int]
"""What `Moments` names: number, sum and sum of squares of the levels chosen."""


def clearly_by(first: Sums, second: Sums) -> Verdict | None:
    """Return what ``clearly`` does, for who looks through thousands.

    Most changes are smaller than even endless groups would need, and most of these even if all had answered
    alike: those are told here, in plain arithmetic.
    """
    n, total, squares = first
    m, later, powers = second
    if n < FEWEST or m < FEWEST:
        return None
    moved = later / m - total / n
    if moved * moved <= _LEAST_SQUARED * (_LEAST_VARIANCE / n + _LEAST_VARIANCE / m):
        return Verdict.NO_CLEAR_CHANGE
    a = (n * squares - total * total) / (n * (n - 1))
    b = (m * powers - later * later) / (m * (m - 1))
    error = max(_LEAST_VARIANCE, a) / n + max(_LEAST_VARIANCE, b) / m
    if moved * moved <= _LEAST_SQUARED * error:
        return Verdict.NO_CLEAR_CHANGE
    return _clearly(moved, Moments(*first), Moments(*second))


def _clearly(moved: float, first: Moments, second: Moments) -> Verdict:
    """Tell whether a change stands out, exactly only where that decides it.

    The quantile falls with the degrees of freedom: those of the next whole ones below and above, the same few
    again and again, decide nearly all.
    """
    errors = _errors(first, second)
    df, error, beyond = _degrees(errors, first, second), math.sqrt(errors[0] + errors[1]), abs(moved)
    whole = math.floor(df)
    if beyond <= student_t_quantile(CONFIDENCE, whole + 1.0) * error * (1 - _ROUNDING):
        return Verdict.NO_CLEAR_CHANGE
    if (
        beyond <= student_t_quantile(CONFIDENCE, max(1.0, whole)) * error * (1 + _ROUNDING)
        and beyond <= student_t_quantile(CONFIDENCE, df) * error
    ):
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.HIGHER if moved > 0 else Verdict.LOWER


def question_change(first: Outcome, second: Outcome, attribute: str, item: str) -> Change:
    """Compare a question of two sessions by their first rounds, if they asked it alike."""
    why = _where(NOT_COUNTED, [not first.method, not second.method])
    results = [side.result(attribute, item) for side in (first, second)]
    if not why and None not in results:
        why = difference(first, second, attribute, item)
    return change(results[0], results[1], why)


def difference(
    first: Outcome, second: Outcome, attribute: str, item: str, *, votes: bool = True, dated: bool = False
) -> str:
    """Say what keeps a question that both asked from being the same; "" when nothing does.

    Words such as {users} are compared before they are filled in. Without ``votes`` only the question counts,
    not the way in which it was answered. ``dated`` names the sessions by their days, as of many there is no
    first and second.
    """
    asked = [side.questionnaire.question(attribute, item) for side in (first, second)]
    if asked[0] is None or asked[1] is None:
        return _NOT_ASKED
    before, after = asked[0].wording, asked[1].wording
    if before is after and (first.method == second.method or not votes):
        return ""
    parts = [_PARTS[name] for name, was, now in zip(before._fields, before, after, strict=True) if was != now]
    if _PARTS["language"] in parts:
        parts = [_PARTS["language"]]
    reasons = []
    if parts:
        reasons.append(n_("{parts} differs", "{parts} differ", len(parts)).format(parts=_and(parts)))
    if votes and first.method and second.method and first.method != second.method:
        said = _("{first} in the first session, {second} in the second")
        if dated:
            said = _("{first} on {before}, {second} on {now}")
        ways = {"first": _METHODS[first.method], "second": _METHODS[second.method]}
        days = {"before": say_day(first.held_on), "now": say_day(second.held_on)}
        reasons.append(said.format(**ways, **days))
    return _("; ").join(reasons)


def missing(result: Result | None) -> str:
    """Say why a result gives no mean; "" for a tally, even one without answers."""
    if isinstance(result, Tally):
        return ""
    if result is None:
        return _NOT_ASKED
    return TOO_FEW_TO_SHOW if isinstance(result, Hidden) else _BAND


def _margin(first: Moments, second: Moments) -> float:
    """Welch's half interval of a difference of means (Welch 1947), with the floor on the variances."""
    errors = _errors(first, second)
    return student_t_quantile(CONFIDENCE, _degrees(errors, first, second)) * math.sqrt(errors[0] + errors[1])


def _degrees(errors: tuple[float, float], first: Moments, second: Moments) -> float:
    """Return Welch's degrees of freedom: at least those of the smaller group, at most those of both."""
    a, b = errors
    return (a + b) ** 2 / (a * a / (first.n - 1) + b * b / (second.n - 1))


def _errors(first: Moments, second: Moments) -> tuple[float, float]:
    """Return v/n of both sides, in levels squared."""
    return max(first.variance, _LEAST_VARIANCE) / first.n, max(second.variance, _LEAST_VARIANCE) / second.n


def _missing_of(results: tuple[Result | None, Result | None]) -> str:
    reasons = [missing(result) for result in results]
    said = (
        _where(reason, [found == reason for found in reasons]) for reason in dict.fromkeys(reasons) if reason
    )
    return _("; ").join(said)


NOT_COUNTED: Final = _("round 1 is not counted")
_NOT_ASKED: Final = _("not asked")
TOO_FEW_TO_SHOW: Final = _("too few answers to show")
NO_ANSWERS: Final = _("no answers")
_BAND: Final = _("only the median may be shown")

_PARTS: Final = {
    "language": _("the language"),
    "stem": _("the stem"),
    "text": _("the wording"),
    "levels": _("the wording of the levels"),
}

_METHODS: Final = {"ballots": _("ballots"), "hands": _("a show of hands")}


def _where(reason: str, sides: Sequence[bool]) -> str:
    if not any(sides):
        return ""
    if all(sides):
        return _("{reason} in both sessions").format(reason=reason)
    said = _("{reason} in the first session") if sides[0] else _("{reason} in the second session")
    return said.format(reason=reason)


def _and(parts: Sequence[str]) -> str:
    *most, last = parts
    return _("{most} and {last}").format(most=", ".join(most), last=last) if most else last
