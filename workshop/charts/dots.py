"""Answers as dots: one question large, or all attributes as rows on one axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from workshop.charts.scene import Key, Level, Pile, Piles, Role, Scene, Strip, Told
from workshop.charts.wording import answers, not_sure, said, without_counts
from workshop.language import _, labelled
from workshop.model.tally import LEVELS, Band, Result, Tally

__all__ = ["Agreed", "Row", "rows", "strip"]

Agreed: TypeAlias = int | tuple[int, ...] | None
"""The agreed level; its lowest and highest when there was only a range; or nothing yet."""

_MEDIAN: Final = Key(Role.MEDIAN, _("median"))


class Row(NamedTuple):
    """One attribute to show; ``result`` is None when it was not asked."""

    label: str
    result: Result | None
    agreed: Agreed = None
    instead: str = ""
    """What is said where there is no result, if not "not asked"."""


def strip(
    title: str,
    result: Result | None,
    *,
    labels: Sequence[str] = (),
    agreed: Agreed = None,
    needed: int = 1,
) -> Scene:
    """Show one question: its levels from 5 down to 1, a dot for each answer, and those not sure.

    ``labels`` say what levels 1 to 5 stand for; none leaves the digits alone. ``needed`` is the fewest
    answers that may be shown.
    """
    span = _span(agreed)
    message = without_counts(result, needed)
    counts = result.counts if isinstance(result, Tally) else (None,) * LEVELS
    named = [*labels, *[""] * LEVELS][:LEVELS]
    levels = [
        Level(level, label, count)
        for level, label, count in zip(range(1, LEVELS + 1), named, counts, strict=True)
    ]
    levels.reverse()
    if isinstance(result, Tally):
        levels.append(Level(None, _("not sure"), result.not_sure))
    shown = isinstance(result, Tally | Band)
    return Scene(
        title,
        Strip(
            tuple(levels) if shown or span else (),
            result.median if isinstance(result, Tally | Band) else None,
            span,
            message,
        ),
        _("{name}: {text}.").format(name=title, text=said(result, needed, span)),
        aside=_asked(result),
        told=(*_counted(levels), Told("", said(result, needed, span))),
    )


def rows(items: Sequence[Row], *, title: str = "", needed: int = 1) -> Scene:
    """Show attributes as aligned rows on one 1–5 axis: dots and counts, median, agreed level, n, not sure."""
    piles = tuple(_pile(item, needed) for item in items)
    keys = [_MEDIAN] if any(pile.median for pile in piles) else []
    spans = {pile.agreed for pile in piles if pile.agreed}
    if any(low == high for low, high in spans):
        keys.append(Key(Role.AGREED, _("agreed level")))
    if any(low < high for low, high in spans):
        keys.append(Key(Role.RANGE, _("no agreed level: the range")))
    clauses = _("; ").join(f"{item.label} {_said(item, needed)}" for item in items)
    return Scene(
        title,
        Piles(piles),
        _("{title}, on levels 1 to 5: {answers}.").format(
            title=title or _("Answers"), answers=clauses or _("nothing asked")
        ),
        keys=tuple(keys),
        told=tuple(Told(item.label, _said(item, needed)) for item in items),
    )


def _counted(levels: Sequence[Level]) -> Iterator[Told]:
    """Yield how many chose each level, and how many were not sure; nothing where no counts may be shown."""
    for level in levels:
        if level.answers is not None and level.level is None:
            yield Told("", not_sure(level.answers))
        elif level.answers is not None:
            step = labelled(str(level.level), level.label) if level.label else str(level.level)
            yield Told("", _("{count} at {step}").format(count=level.answers, step=step))


def _pile(item: Row, needed: int) -> Pile:
    tally = item.result if isinstance(item.result, Tally) else None
    return Pile(
        item.label,
        tally.counts if tally and tally.n else None,
        tally.not_sure if tally else None,
        item.result.median if isinstance(item.result, Tally | Band) else None,
        _span(item.agreed),
        item.instead or without_counts(item.result, needed),
    )


def _said(item: Row, needed: int) -> str:
    return item.instead or said(item.result, needed, _span(item.agreed))


def _span(agreed: Agreed) -> tuple[int, int] | None:
    if agreed is None:
        return None
    return (agreed, agreed) if isinstance(agreed, int) else (agreed[0], agreed[-1])


def _asked(result: Result | None) -> str:
    if not isinstance(result, Tally):
        return ""
    return f"{answers(result.n)} · {not_sure(result.not_sure)}"
