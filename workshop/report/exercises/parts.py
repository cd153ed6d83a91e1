"""What blocks are made of, and the sentences that several exercises share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from workshop.charts.scene import Scene
from workshop.language import _, labelled, n_
from workshop.model.exercise_words import ABOUT
from workshop.model.exercises import ExerciseName
from workshop.model.session import Session
from workshop.model.share import Share
from workshop.model.tally import Band, Hidden, Result, Tally

__all__ = [
    "Block",
    "Json",
    "Table",
    "counted_json",
    "how",
    "listed",
    "named",
    "not_known",
    "picked",
    "share_json",
    "step",
    "title_of",
]

Json: TypeAlias = Mapping[str, Any]
Table: TypeAlias = tuple[tuple[str, ...], ...]

_SHORT: Final = 24
"""Most characters of a detail that stands beside others."""


@dataclass(frozen=True, slots=True)
class Block:
    """One exercise: plain pieces, in the session's words."""

    name: ExerciseName
    title: str
    entered: bool
    """Whether there is anything to show at all."""
    sentences: tuple[str, ...] = ()
    """What the counts support, the most important first."""
    picture: Scene | None = None
    table: Table = ()
    """Rows of cells below a row of headings; none where there is nothing to list."""
    json: Json = field(default_factory=dict)


def how(session: Session, name: ExerciseName) -> tuple[str, ...]:
    """Say how an exercise was rated, and by how many."""
    counted = session.exercises.rounds.get(name)
    if counted is None:
        return ()
    if counted.method == "hands":
        said = _("It was a show of hands of {voted}, open to everybody.")
        if counted.corrected:
            said = _("It was a show of hands of {voted}, open to everybody, corrected afterwards.")
        return (said.format(voted=counted.voted),)
    return (n_("{n} rated it on ballots.", "{n} rated it on ballots.", counted.voted),)


def listed(table: Table) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield the rows of a table as a list has them: what it is, then its details, short ones in one line."""
    for first, *others in table[1:]:
        named = [labelled(name, value) for name, value in zip(table[0][1:], others, strict=True) if value]
        short = [text for text in named if len(text) <= _SHORT]
        yield first, (*([" · ".join(short)] if short else []), *(t for t in named if t not in short))


def not_known(entries: Iterable[tuple[str, Result | None]], needed: int) -> tuple[str, ...]:
    """Say of what is named that we do not know yet, or that too few answered to show it."""
    said: list[str] = []
    for name, result in entries:
        if isinstance(result, Hidden):
            said.append(_("{name}: fewer than {needed} answers, not shown.").format(name=name, needed=needed))
        elif isinstance(result, Band):
            said.append(
                _(
                    "{name}: only the median is shown, because nearly the same people voted before; the "
                    "difference would tell who answered what."
                ).format(name=name)
            )
        elif isinstance(result, Tally) and result.voted and not result.n:
            said.append(_("{name}: nobody could say – what evidence would help?").format(name=name))
        elif isinstance(result, Tally) and result.not_sure and 3 * result.not_sure >= result.voted:
            said.append(
                n_(
                    "{name}: {n} of {voted} was not sure: we do not know yet.",
                    "{name}: {n} of {voted} were not sure: we do not know yet.",
                    result.not_sure,
                ).format(name=name, voted=result.voted)
            )
    return tuple(said)


def step(median: tuple[int, int]) -> str:
    """Return a median of the steps from -2 to +2, as it is said.

    >>> step((2, 2)), step((2, 3)), step((5, 5))
    ('−1', '−1 to 0', '+2')
    """
    low, high = (_signed(level - 3) for level in median)
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def named(names: Sequence[str]) -> str:
    """Return names in a row, the last after an "and"."""
    *first, last = names
    return _(" and ").join((", ".join(first), last)) if first else last


def picked(share: Share | Hidden | None) -> str:
    """Return a share for a table."""
    if isinstance(share, Share):
        return _("{count} of {all}").format(count=share.count, all=share.of)
    return "" if share is None else _("not shown")


def counted_json(result: Result | None) -> Json | None:
    """Return the counts of a result; nothing of what is hidden."""
    if result is None:
        return None
    if isinstance(result, Hidden):
        return {"hidden": True}
    if isinstance(result, Band):
        return {"median": list(result.median), "shape": str(result.shape), "band": True, "hidden": False}
    median: Sequence[int] | None = result.median
    return {
        "counts": list(result.counts),
        "not_sure": result.not_sure,
        "n": result.n,
        "median": list(median) if median else None,
        "hidden": False,
    }


def share_json(share: Share | Hidden | None) -> Json | None:
    """Return how many picked it, of how many; nothing of what is hidden."""
    if share is None:
        return None
    return {"hidden": True} if isinstance(share, Hidden) else {"count": share.count, "of": share.of}


def title_of(session: Session, name: ExerciseName) -> str:
    """Return an exercise's name in the session's words."""
    return session.fill(ABOUT[name].name)


def _signed(value: int) -> str:
    return f"+{value}" if value > 0 else f"−{-value}" if value < 0 else "0"
