"""Two sessions side by side: what moved, and by more than a group this size usually varies or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.charts.scene import Key, Lane, Lanes, Mark, Role, Scene, Span, Told
from workshop.charts.wording import decimal, short, signed
from workshop.language import _
from workshop.model.tally import LEVELS

__all__ = ["Pair", "dumbbell"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One question in an older and a newer session; ``None`` where there is no figure."""

    label: str
    n: tuple[int | None, int | None]
    means: tuple[float | None, float | None]
    change: float | None
    margin: float | None
    """A change within ± this much is what a group this size usually varies."""
    verdict: str
    """In words, such as "higher" or "no clear change"."""
    why: str = ""
    """Why the two cannot be compared; nothing is drawn then."""


def dumbbell(
    pairs: Sequence[Pair],
    *,
    title: str = "",
    older: str = "",
    newer: str = "",
) -> Scene:
    """Show each pair as ○ and ● on one axis, with the margin as a band around the newer mean.

    The older mean lies outside the band exactly when the change is larger than the margin.
    """
    lanes = Lanes(tuple(_lane(pair) for pair in pairs))
    older, newer = older or _("before"), newer or _("now")
    keys = [Key(Role.OLDER, older), Key(Role.NEWER, newer)]
    if any(lane.band for lane in lanes.rows):
        keys.append(Key(Role.BAND1, _("○ in here: no clear change")))
    told = tuple(Told(pair.label, _said(pair)) for pair in pairs)
    clauses = _("; ").join(f"{label} {said}" for label, said in told) or _("nothing to compare")
    summary = _("{title}, {older} → {newer}: {changes}.").format(
        title=title or _("Change"), older=older, newer=newer, changes=clauses
    )
    return Scene(title, lanes, summary, keys=tuple(keys), told=told)


def _lane(pair: Pair) -> Lane:
    was, now = pair.means
    counts = _counts(pair)
    if was is None or now is None or pair.why:
        return Lane(pair.label, counts=counts, message=pair.why or pair.verdict)
    band = None
    change = "" if pair.change is None else signed(pair.change)
    if pair.margin is not None:
        band = Span(max(1.0, now - pair.margin), min(float(LEVELS), now + pair.margin), now, pair.margin)
        change += f"  ± {decimal(pair.margin)}"
    return Lane(
        pair.label,
        (Mark(was, Role.OLDER), Mark(now, Role.NEWER)),
        band,
        f"{decimal(was)} → {decimal(now)}",
        counts,
        change,
        pair.verdict,
    )


def _counts(pair: Pair) -> str:
    was, now = ("–" if n is None else short(n) for n in pair.n)
    return f"n {was} → {now}"


def _said(pair: Pair) -> str:
    was, now = pair.means
    if was is None or now is None or pair.why:
        return pair.why or pair.verdict
    move = f"{decimal(was)} → {decimal(now)}, {pair.verdict}"
    if pair.margin is None:
        return move
    return _("{move} (within ±{margin} is usual)").format(move=move, margin=decimal(pair.margin))
