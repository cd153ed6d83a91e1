"""The charts of one session or of several, as scenes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.charts import dots
from workshop.charts.scene import Scene
from workshop.charts.wording import decimal
from workshop.language import _, n_
from workshop.model.instrument import Attribute
from workshop.model.session import Session
from workshop.model.tally import Band, Hidden, Tally
from workshop.report.questions import Asked, headline, kept_statements
from workshop.report.words import agreed_span, labels

if TYPE_CHECKING:  # each is imported by the picture that needs it: the room opens with rows alone
    from workshop.analysis.change import AttributeChange, Change, Comparison
    from workshop.analysis.lines import Line
    from workshop.charts import dumbbell

__all__ = [
    "at_a_glance",
    "heat_of",
    "moves_of",
    "questions_of",
    "radar_of",
    "rows_of",
    "strip_of",
    "trend_of",
]


def rows_of(session: Session, *, short: bool = False) -> Scene:
    """Show the attributes as aligned rows: the newest answers to each ladder, median and agreed level.

    ``short`` takes their short names, for where it is narrow.
    """
    names = _names((session,), short=short)
    return dots.rows(
        [_row(session, attribute, names[attribute.id]) for attribute in session.instrument.attributes],
        needed=session.needed,
    )


def strip_of(session: Session, asked: Asked, *, titled: bool = True) -> Scene:
    """Show how the answers to one question lie; without ``titled`` its text stands elsewhere."""
    ladder = asked.question.is_ladder
    scene = dots.strip(
        asked.text,
        asked.result,
        labels=asked.levels,
        agreed=agreed_span(session, asked.question.attribute.id) if ladder and asked.latest else None,
        needed=session.needed,
    )
    return scene if titled else replace(scene, title="")


def heat_of(session: Session, attributes: Sequence[Attribute] = ()) -> Scene | None:
    """Show the statements of ``attributes``, or of all, by levels; None when no statement was asked."""
    from workshop.charts import heat

    items: list[heat.Statement] = []
    for attribute in attributes or session.instrument.attributes:
        if statements := kept_statements(session, attribute):
            items.append(heat.Statement(session.fill(attribute.name), heading=True))
            items += [heat.Statement(asked.text, asked.result) for asked in statements]
    return heat.heat(items, needed=session.needed) if items else None


def radar_of(session: Session, earlier: Session | None = None) -> Scene:
    """Show the shape at a glance: medians of the ladders, or else means of the statements."""
    from workshop.charts import radar

    joined = _joined(earlier, session) if earlier else {}
    spokes = [
        radar.Spoke(
            session.fill(attribute.label),
            at_a_glance(session, attribute),
            at_a_glance(earlier, joined[attribute.id]) if earlier and attribute.id in joined else None,
            asked=attribute.ladder is None or headline(session, attribute) is not None,
        )
        for attribute in session.instrument.attributes
    ]
    any_ladder = any(attribute.ladder for attribute in session.instrument.attributes)
    what = _("median") if any_ladder else _("mean")
    now, before = labels((session, earlier)) if earlier else ("", "")
    return radar.radar(spokes, now=f"{what}, {now}" if now else what, before=before)


def moves_of(comparison: Comparison, *, short: bool = False) -> Scene:
    """Show what moved between two sessions, a pair for each attribute; ``short`` names where it is narrow."""
    names = _names((comparison.first, comparison.second), short=short)
    pairs = [
        _pair(names[entry.attribute], entry.ladder)
        if entry.ladder
        else _no_ladder(names[entry.attribute], entry)
        for entry in comparison.attributes
    ]
    return _dumbbell(comparison, pairs)


def questions_of(comparison: Comparison, entry: AttributeChange) -> Scene:
    """Show one attribute in two sessions, question by question: its ladder, then its statements."""
    pairs = [_pair(_("The ladder"), entry.ladder)] if entry.ladder else []
    pairs += [_pair(text, change) for _id, text, change in entry.statements]
    return _dumbbell(comparison, pairs)


def trend_of(
    sessions: Sequence[Session], through: Sequence[Line] | None = None, *, short: bool = False
) -> Scene:
    """Show a small line for each attribute through ``sessions``, the earliest first."""
    from workshop.analysis.lines import lines
    from workshop.charts import trend

    names = _names(sessions, short=short)
    paths = [
        trend.Path(
            names[line.attribute],
            tuple(
                trend.Point(point.mean, point.n, point.agreed, point.why if point.starts_new_line else "")
                for point in line.points
            ),
        )
        for line in (lines(sessions) if through is None else through)
    ]
    return trend.trend(paths, labels(sessions))


def _row(session: Session, attribute: Attribute, name: str) -> dots.Row:
    agreed = agreed_span(session, attribute.id)
    if attribute.ladder:
        return dots.Row(name, headline(session, attribute), agreed)
    from workshop.analysis.change import statement_mean

    mean = statement_mean(session, attribute.id)
    asked = len(kept_statements(session, attribute))
    said = n_("no ladder; {n} statement", "no ladder; {n} statements", asked)
    if mean is not None:
        said = n_(
            "no ladder; {n} statement, mean {mean}", "no ladder; {n} statements, mean {mean}", asked
        ).format(mean=decimal(mean))
    return dots.Row(name, None, agreed, said)


def at_a_glance(session: Session, attribute: Attribute) -> float | None:
    """Return the median of the newest ladder, or else the mean of the statements; None if not shown."""
    result = headline(session, attribute)
    if isinstance(result, Hidden) or (attribute.ladder and result is None):
        return None
    if isinstance(result, Tally | Band):
        return sum(result.median) / 2 if result.median else None
    from workshop.analysis.change import statement_mean

    return statement_mean(session, attribute.id)


def _joined(earlier: Session, session: Session) -> Mapping[str, Attribute]:
    """Return the earlier session's attributes that asked the same in the same way."""
    from workshop.analysis.lines import lines

    alike = {line.attribute for line in lines((earlier, session)) if not line.points[1].why}
    return {attribute.id: attribute for attribute in earlier.instrument.attributes if attribute.id in alike}


def _dumbbell(comparison: Comparison, pairs: Sequence[dumbbell.Pair]) -> Scene:
    from workshop.charts import dumbbell

    older, newer = labels((comparison.first, comparison.second))
    return dumbbell.dumbbell(pairs, older=older, newer=newer)


def _pair(label: str, change: Change) -> dumbbell.Pair:
    from workshop.analysis.verdict_words import say_verdict
    from workshop.charts import dumbbell

    return dumbbell.Pair(
        label, change.n, change.means, change.change, change.margin, say_verdict(change.verdict), change.why
    )


def _names(sessions: Sequence[Session], *, short: bool) -> Mapping[str, str]:
    """Return the attributes' names as the latest session that has them puts them."""
    return {
        attribute.id: session.fill(attribute.label if short else attribute.name)
        for session in sessions
        for attribute in session.instrument.attributes
    }


def _no_ladder(name: str, entry: AttributeChange) -> dumbbell.Pair:
    """Say of an attribute without ladder how many of its statements moved."""
    from workshop.analysis.verdict import NUMERIC, Verdict
    from workshop.analysis.verdict_words import say_verdict
    from workshop.charts import dumbbell

    changes = [change for _id, _text, change in entry.statements]
    numeric = [change for change in changes if change.verdict in NUMERIC]
    higher, lower = (
        sum(change.verdict is verdict for change in changes) for verdict in (Verdict.HIGHER, Verdict.LOWER)
    )
    said = _("no ladder; nothing to compare")
    if numeric:
        said = n_(
            "no ladder; of {n} statement, {higher} higher, {lower} lower",
            "no ladder; of {n} statements, {higher} higher, {lower} lower",
            len(changes),
        ).format(higher=higher, lower=lower)
    return dumbbell.Pair(
        name, (None, None), (None, None), None, None, say_verdict(Verdict.NOT_COMPARABLE), said
    )
