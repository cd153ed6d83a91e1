"""Service qualities: seven dot rows and what to grow next; no total, because it is not one scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workshop.analysis.exercises import grow_next
from workshop.charts.dots import Row, rows
from workshop.charts.scene import Scene
from workshop.language import _, n_
from workshop.model.exercise_words import QUALITIES
from workshop.model.exercises import Quality
from workshop.model.session import Session
from workshop.model.share import Share
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

__all__ = ["qualities"]


def qualities(session: Session) -> Block:
    """Return the seven qualities with what their counts support."""
    listed = session.exercises.qualities
    rated = "qualities" in session.exercises.rounds
    return Block(
        "qualities",
        title_of(session, "qualities"),
        rated,
        tuple(_sentences(session, listed)) if rated else (),
        _picture(session, listed) if rated else None,
        _table(listed),
        _json(listed),
    )


def _name(quality: Quality) -> str:
    return QUALITIES[quality.id][0] if quality.id in QUALITIES else quality.id


def _sentences(session: Session, listed: Sequence[Quality]) -> Iterable[str]:
    wished = grow_next(listed)
    if wished:
        most = wished[0][1].count
        first = [quality for quality, share in wished if share.count == most]
        names = named([_name(quality) for quality in first])
        said = n_(
            "Grow next: {names}, picked by {share}.",
            "Grow next: {names}, picked by {share} each.",
            len(first),
        )
        yield said.format(names=names, share=picked(wished[0][1]))
        if others := [f"{_name(q)} {share.count}" for q, share in wished if share.count < most]:
            yield _("Picked too: {others}.").format(others=", ".join(others))
    elif any(isinstance(quality.grow_next, Hidden) for quality in listed):
        yield _("What people would grow next is not shown.")
    else:
        yield _("Nobody picked one to grow next.")
    yield from not_known(((_name(quality), quality.met) for quality in listed), session.needed)
    yield _("There is no total: the seven are not one scale.")
    yield from how(session, "qualities")


def _picture(session: Session, listed: Sequence[Quality]) -> Scene:
    return rows([Row(_label(quality), quality.met) for quality in listed], needed=session.needed)


def _label(quality: Quality) -> str:
    share = quality.grow_next
    if isinstance(share, Share) and share.count:
        return n_("{quality}: {n} grow next", "{quality}: {n} grow next", share.count).format(
            quality=_name(quality)
        )
    return _name(quality)


def _table(listed: Sequence[Quality]) -> Table:
    head = (_("Quality"), "1", "2", "3", "4", "5", "?", _("Grow next"))
    return (head, *(_row(quality) for quality in listed)) if listed else ()


def _row(quality: Quality) -> tuple[str, ...]:
    if isinstance(quality.met, Tally):
        counts = [*map(str, quality.met.counts), str(quality.met.not_sure)]
    else:
        shown = _("not shown") if isinstance(quality.met, Hidden | Band) else ""
        counts = [shown, "", "", "", "", ""]
    return (_name(quality), *counts, picked(quality.grow_next))


def _json(listed: Sequence[Quality]) -> Json:
    return {
        "qualities": [
            {
                "id": quality.id,
                "name": _name(quality),
                "met": counted_json(quality.met),
                "grow_next": share_json(quality.grow_next),
            }
            for quality in listed
        ]
    }
