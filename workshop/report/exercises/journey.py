"""Touch points: the journey strip, the weakest make-or-break point by name, and the order of priority."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workshop.analysis.exercises import is_make_or_break, mean_of, priority, weakest
from workshop.charts.journey import Station, journey
from workshop.charts.scene import Scene
from workshop.charts.wording import decimal
from workshop.language import _, labelled
from workshop.model.exercises import TouchPoint
from workshop.model.session import Session
from workshop.model.share import Share
from workshop.model.shown import shown
from workshop.model.tally import Band, Hidden, Tally
from workshop.report.exercises.parts import (
    Block,
    Json,
    Table,
    counted_json,
    how,
    named,
    not_known,
    picked,
    share_json,
    title_of,
)

__all__ = ["touch_points"]

_NO_AVERAGE = _("There is no average over all points: good ones do not make up for a bad one.")


def touch_points(session: Session) -> Block:
    """Return the touch points with what their counts support."""
    points = session.exercises.touch_points
    rated = "touch-points" in session.exercises.rounds
    sentences = tuple(_sentences(session, points)) if rated else ()
    return Block(
        "touch-points",
        title_of(session, "touch-points"),
        bool(points),
        sentences,
        _picture(session, points) if rated else None,
        _table(session, points),
        _json(points, rated=rated),
    )


def _sentences(session: Session, points: Sequence[TouchPoint]) -> Iterable[str]:
    yield from _headline(points)
    urgent = sorted(
        ((value, point) for point in points if (value := priority(point))), key=lambda entry: -entry[0]
    )
    if len(urgent) > 1:
        listed = ", ".join(f"{point.name} ({decimal(value)})" for value, point in urgent[:3])
        yield _("By weight and weakness together, from 0 to 4: {listed}.").format(listed=listed)
    yield from not_known(((point.name, point.performance) for point in points), session.needed)
    yield _NO_AVERAGE
    yield from how(session, "touch-points")


def _headline(points: Sequence[TouchPoint]) -> Iterable[str]:
    """Name the weakest make-or-break point, or say why none is named."""
    tokens = [point.tokens for point in points if point.tokens is not None]
    found = weakest(points)
    if found and len(found.points) == 1:
        (point,) = found.points
        yield _("The weakest make-or-break point is {point}: {why}.").format(
            point=point.name, why=_why(point)
        )
    elif found:
        names = named([point.name for point in found.points])
        yield _("{points} make-or-break points are equally weak: {names}.").format(
            points=len(found.points), names=names
        )
        yield from (_("{name}: {text}.").format(name=point.name, text=_why(point)) for point in found.points)
    elif any(isinstance(share, Hidden) for share in tokens):
        yield _("The make-or-break tokens are not shown, so no point is named the weakest.")
    elif not any(isinstance(share, Share) and share.count for share in tokens):
        yield _("Nobody gave a make-or-break token: no point is named the weakest.")
    elif any(is_make_or_break(point) for point in points):
        yield _("The points that may break a visit were rated by too few to name the weakest.")
    else:
        yield _("No point got a token from a third of those who gave any: none is make or break for us all.")


def _why(point: TouchPoint) -> str:
    mean = mean_of(point.performance)
    assert mean is not None
    said = _("{tokens} gave it a token, and on average it is at {mean} of 5").format(
        tokens=picked(point.tokens), mean=decimal(float(mean))
    )
    if isinstance(point.lowest, Share) and point.lowest.of:
        return _("{said}; {share} put it lowest").format(said=said, share=picked(point.lowest))
    return said


def _picture(session: Session, points: Sequence[TouchPoint]) -> Scene:
    found = weakest(points)
    named = {point.id for point in found.points} if found else set()
    return journey([_station(session, point, point.id in named) for point in points])


def _station(session: Session, point: TouchPoint, is_weakest: bool) -> Station:
    result = point.performance
    mean = mean_of(result)
    message = ""
    if isinstance(result, Hidden):
        message = _("fewer than {needed} answers: not shown").format(needed=session.needed)
    elif isinstance(result, Tally) and not result.n:
        message = _("nobody could say") if result.not_sure else _("no answers")
    elif result is None:
        message = _("not rated")
    label = labelled(point.stage, point.name) if point.stage else point.name
    return Station(
        label,
        None if mean is None else float(mean),
        result.n if isinstance(result, Tally) else None,
        picked(point.tokens) if isinstance(point.tokens, Share) else "",
        is_weakest,
        result.median if isinstance(result, Band) else None,
        message,
    )


def _table(session: Session, points: Sequence[TouchPoint]) -> Table:
    if not points:
        return ()
    head = (_("Touch point"), _("Stage"), _("Mean"), "n", _("Tokens"), _("Put it lowest"), _("Evidence"))
    return (head, *(_row(session, point) for point in points))


def _row(session: Session, point: TouchPoint) -> tuple[str, ...]:
    mean = mean_of(point.performance)
    n = str(point.performance.n) if isinstance(point.performance, Tally) else ""
    hidden = _("not shown") if isinstance(point.performance, Hidden | Band) else ""
    average = decimal(float(mean)) if mean is not None else hidden
    return (
        point.name,
        point.stage,
        average,
        n,
        picked(point.tokens),
        picked(point.lowest),
        session.fill(shown(point.evidence or "")),
    )


def _json(points: Sequence[TouchPoint], *, rated: bool) -> Json:
    found = weakest(points) if rated else None
    return {
        "touch_points": [
            {
                "id": point.id,
                "name": point.name,
                "stage": point.stage,
                "evidence": point.evidence,
                "performance": counted_json(point.performance),
                "mean": None if (mean := mean_of(point.performance)) is None else float(mean),
                "tokens": share_json(point.tokens),
                "lowest": share_json(point.lowest),
                "priority": priority(point),
            }
            for point in points
        ],
        "weakest": [point.id for point in found.points] if found else [],
    }
