"""A verdict in words: what moved, by how much and how sure one can be, in whole sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from workshop.analysis.verdict import NUMERIC, Change, Verdict
from workshop.language import _, n_, say_day, say_number
from workshop.model.outcome import Outcome
from workshop.model.tally import LEVELS

__all__ = ["Then", "say_agreed", "say_change", "say_numbers", "say_statements", "say_verdict"]

_VERDICTS: Final = {
    Verdict.HIGHER: _("higher"),
    Verdict.LOWER: _("lower"),
    Verdict.NO_CLEAR_CHANGE: _("no clear change"),
    Verdict.TOO_FEW: _("too few answers"),
    Verdict.NOT_COMPARABLE: _("not comparable"),
}


def say_verdict(verdict: Verdict) -> str:
    """Say a verdict in a word or two."""
    return _VERDICTS[verdict]


class Then(NamedTuple):
    """The earlier session of a comparison, as sentences name it."""

    day: date
    last_time: bool = False
    """Whether it is named as the session before: where an earlier one is compared, too."""

    @property
    def than(self) -> str:
        """What follows "higher"."""
        said = _("than last time, on {day}") if self.last_time else _("than on {day}")
        return said.format(day=say_day(self.day))

    @property
    def since(self) -> str:
        """What follows "no clear change"."""
        said = _("since last time, on {day}") if self.last_time else _("since {day}")
        return said.format(day=say_day(self.day))


def say_change(change: Change, then: Then | None = None) -> str:
    """Say a change in one sentence, with both n; without ``then``, against last time."""
    if change.verdict is Verdict.NOT_COMPARABLE:
        return _("Not comparable: {why}.").format(why=change.why)
    if change.verdict is Verdict.TOO_FEW:
        said = _("Too few answers to compare: {before}, then {now}.")
        if then:
            said = _("Too few answers to compare {since}: {before}, then {now}.")
        return said.format(before=change.n[0], now=change.n[1], since=then and then.since)
    return _moved(change.verdict, then).format(
        than=then.than if then else _("than last time"),
        since=then and then.since,
        stands_out=_would_stand_out(change.margin or 0.0),
        numbers=say_numbers(change),
    )


def say_numbers(change: Change) -> str:
    """Say both means of a change, and how many answers are behind them."""
    return _("{before}, then {now}; {n_before} and {n_now} answers").format(
        before=say_number(change.means[0] or 0.0, 1),
        now=say_number(change.means[1] or 0.0, 1),
        n_before=change.n[0],
        n_now=change.n[1],
    )


def _moved(verdict: Verdict, then: Then | None) -> str:
    """Return the template of what is said of a numeric verdict."""
    if verdict is Verdict.HIGHER:
        return _("Higher {than}, by more than a group this size usually varies ({numbers}).")
    if verdict is Verdict.LOWER:
        return _("Lower {than}, by more than a group this size usually varies ({numbers}).")
    if then:
        return _("No clear change {since}: with groups this small, {stands_out} ({numbers}).")
    return _("No clear change: with groups this small, {stands_out} ({numbers}).")


def say_statements(changes: Sequence[Change], then: Then | None = None) -> str:
    """Say in one sentence what an attribute's statements did, with both n."""
    numeric = [change for change in changes if change.verdict in NUMERIC]
    if not numeric:
        reasons = {say_change(change, then) for change in changes}
        return reasons.pop() if len(reasons) == 1 else _("No statement can be compared.")
    parts = [
        _how_many_moved(verdict, count, then)
        for verdict in (Verdict.HIGHER, Verdict.LOWER, Verdict.NO_CLEAR_CHANGE)
        if (count := sum(change.verdict is verdict for change in numeric))
    ]
    if rest := len(changes) - len(numeric):
        parts.append(n_("{n} not compared", "{n} not compared", rest))
    spans = [_span([change.n[side] or 0 for change in numeric]) for side in (0, 1)]
    return n_(
        "Of {n} statement: {moved} ({before} and {now} answers).",
        "Of {n} statements: {moved} ({before} and {now} answers).",
        len(changes),
    ).format(moved=_("; ").join(parts), before=spans[0], now=spans[1])


def _how_many_moved(verdict: Verdict, count: int, then: Then | None) -> str:
    """Say how many statements have a numeric verdict."""
    if verdict is Verdict.HIGHER:
        said = n_(
            "{n} higher {than}, by more than a group this size usually varies",
            "{n} higher {than}, by more than a group this size usually varies",
            count,
        )
    elif verdict is Verdict.LOWER:
        said = n_(
            "{n} lower {than}, by more than a group this size usually varies",
            "{n} lower {than}, by more than a group this size usually varies",
            count,
        )
    elif then:
        said = n_("{n} without a clear change {since}", "{n} without a clear change {since}", count)
    else:
        said = n_("{n} without a clear change", "{n} without a clear change", count)
    return said.format(than=then.than if then else _("than last time"), since=then and then.since)


def say_agreed(
    levels: tuple[int | None, int | None], verdict: Verdict, second: Outcome, then: Then | None = None
) -> str:
    """Say where the agreed level and the votes part; "" when they do not, or no two levels were agreed.

    ``second`` is the later session; without ``then`` the earlier one was last time.
    """
    before, now = levels
    if before is None or now is None:
        return ""
    votes_went = {Verdict.HIGHER: 1, Verdict.LOWER: -1, Verdict.NO_CLEAR_CHANGE: 0}.get(verdict)
    level_went = (now > before) - (now < before)
    if votes_went == level_went or (votes_went is None and not level_went):
        return ""
    votes = _("the votes") if second.method == "hands" else _("the private votes")
    if not level_went:
        went = _("{votes} are higher") if votes_went == 1 else _("{votes} are lower")
        said = _("The team agreed on {now}, as last time; {went}.")
        if then and not then.last_time:
            said = _("The team agreed on {now}, as on {since}; {went}.")
        return said.format(now=now, since=then and say_day(then.day), went=went.format(votes=votes))
    went = {None: _("{votes} cannot be compared"), 0: _("{votes} show no clear move")}.get(
        votes_went, _("{votes} moved the other way")
    )
    return _("The team agreed on {now} (was {before}); {went}.").format(
        now=now, before=before, went=went.format(votes=votes)
    )


def _would_stand_out(margin: float) -> str:
    if margin >= LEVELS - 1:
        return _("no move on this scale would stand out")
    places = 1 if margin >= 0.1 else 2
    return _("only a move of about ±{margin} would stand out").format(margin=say_number(margin, places))


def _span(numbers: Sequence[int]) -> str:
    low, high = min(numbers), max(numbers)
    return str(low) if low == high else f"{low}–{high}"
