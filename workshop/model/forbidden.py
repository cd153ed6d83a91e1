"""What a session file may hold and yet not show: it is refused, whoever wrote it.

Counting keeps nothing of the kind (see ``privacy``); a file typed or edited by hand may. To show the rest
and leave that out would drop it for good at the next save, so whoever has the file is asked what is right.
Plain values, as the library asks before its first frame.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from workshop.language import _, n_
from workshop.model.rules import Rules, of_one_mind
from workshop.model.share import Share
from workshop.model.tally import FEWEST, HIDDEN, Hidden, Result, Tally

if TYPE_CHECKING:
    from workshop.model.exercises import Exercises
    from workshop.model.session import Session

__all__ = ["Counts", "Forbidden", "forbidden", "forbidden_in"]

_Results: TypeAlias = Mapping[str, Mapping[str, Result]]


class Counts(NamedTuple):
    """What a file keeps of one round of ballots, by attribute and item."""

    voted: int
    tally: _Results
    felt: Mapping[str, Result]
    groups: Mapping[str, _Results]


class Forbidden(NamedTuple):
    """Something that may not be shown."""

    at: tuple[str | int, ...]
    """Where it stands, below what was looked through."""
    message: str
    hint: str


_COUNTS: Final[Mapping[str, tuple[str, ...]]] = {
    "touch-points": ("performance", "tokens", "lowest"),
    "policies": ("easier_for", "explained"),
    "phrases": ("heard",),
    "qualities": ("met", "grow_next"),
}
"""What is counted of each entry, by exercise."""


def forbidden_in(session: Session) -> Iterator[Forbidden]:
    """Yield what the rules of ``session`` forbid to show of it; hands were seen by everybody (rule 10)."""
    rules = Rules(session.mode, session.threshold)
    if rules.mode == "open":
        return
    for place, counted in enumerate(session.rounds):
        if counted.method == "ballots":
            counts = Counts(counted.voted, counted.tally, counted.felt, counted.groups)
            for found in forbidden(counts, rules):
                yield found._replace(at=("rounds", place, *found.at))
    for found in _of_exercises(session.exercises, rules):
        yield found._replace(at=("exercises", *found.at))


def forbidden(counts: Counts, rules: Rules) -> Iterator[Forbidden]:
    """Yield what ``rules`` forbid to show of a round of ballots; a show of hands is never asked about."""
    if rules.mode == "open":
        return
    yield from _too_few_voted(counts.voted, rules)
    for attribute, items in counts.tally.items():
        for item, result in items.items():
            yield from _too_few(result, rules, "tally", attribute, item)
    for attribute, result in counts.felt.items():
        yield from _too_few(result, rules, "felt", attribute)
    if counts.groups:
        yield from _split(counts, rules)


def _of_exercises(exercises: Exercises, rules: Rules) -> Iterator[Forbidden]:
    """Yield what may not be shown of the exercises; counts without a round may have been of ballots."""
    rounds = {str(name): counted for name, counted in exercises.rounds.items()}
    for name, fields in _COUNTS.items():
        counted, entries = rounds.get(name), name.replace("-", "_")
        if counted and counted.method == "hands":
            continue
        if counted:
            for found in _too_few_voted(counted.voted, rules):
                yield found._replace(at=("rounds", name, *found.at))
        for place, entry in enumerate(getattr(exercises, entries)):
            for field in fields:
                if (result := getattr(entry, field)) is not None:
                    yield from _too_few(result, rules, entries, place, field)


def _too_few_voted(voted: int, rules: Rules) -> Iterator[Forbidden]:
    """Yield that a round was counted which is not (rule 10)."""
    if voted < rules.needed:
        said = n_(
            "one person voted, and a confidential round of fewer than {needed} is not counted",
            "{n} voted, and a confidential round of fewer than {needed} is not counted",
            voted,
        )
        hint = _(
            'Take the round out; or write method = "hands" for a show of hands, or mode = "open", if that is '
            "what people were told."
        )
        yield Forbidden(("voted",), said.format(needed=rules.needed), hint)


def _too_few(result: Result | Share, rules: Rules, *at: str | int) -> Iterator[Forbidden]:
    """Yield that ``result`` is of fewer answers than may be shown (rule 2)."""
    if rules.allow(result):
        return
    if isinstance(result, (Tally, Share)):
        said = n_(
            "one answer, and this confidential session shows none from fewer than {needed}",
            "{n} answers, and this confidential session shows none from fewer than {needed}",
            result.n if isinstance(result, Tally) else result.of,
        )
    else:
        said = _(
            "a band of fewer than {fewest} answers, and this confidential session shows none from fewer than "
            "{needed}"
        )
    hint = _(
        'Write "hidden" here and wherever fewer answered; or mode = "open", if that is what people were told.'
    )
    yield Forbidden(at, said.format(fewest=FEWEST, needed=rules.needed), hint)


def _split(counts: Counts, rules: Rules) -> Iterator[Forbidden]:
    """Yield what may not be shown by group: all groups show their counts of a question, or none does."""
    hint = _(
        'Write "hidden" for this question in every group; or mode = "open", if that is what people were told.'
    )
    for attribute, item in _asked(counts.groups):
        results = {
            name: tallies.get(attribute, {}).get(item, HIDDEN) for name, tallies in counts.groups.items()
        }
        shown = {name: result for name, result in results.items() if not isinstance(result, Hidden)}
        wrong = [(name, said) for name, result in shown.items() if (said := _unfit(result, rules))]
        total = counts.tally.get(attribute, {}).get(item)
        if not wrong and shown and _gives_away(total, list(results.values()), rules):
            said = _(
                "with this what is hidden could be worked out: the total and all groups show their counts, "
                "or no group does"
            )
            wrong = [(next(iter(shown)), said)]
        for name, said in wrong:
            yield Forbidden(("groups", name, attribute, item), said, hint)


def _asked(groups: Mapping[str, _Results]) -> Collection[tuple[str, str]]:
    every = (tallies.items() for tallies in groups.values())
    return dict.fromkeys((key, item) for found in every for key, items in found for item in items)


def _unfit(result: Result, rules: Rules) -> str:
    """Return why a group may not show this of itself (rules 3 and 6); empty when it may."""
    if not isinstance(result, Tally):
        return _("a band, and a group of a confidential session shows its counts or nothing")
    if result.n < rules.needed_of_group:
        return n_(
            "one answer, and a group of this confidential session shows none from fewer than {needed}",
            "{n} answers, and a group of this confidential session shows none from fewer than {needed}",
            result.n,
        ).format(needed=rules.needed_of_group)
    if of_one_mind(result):
        return _("in this group all answered alike, or all but one or two: a group of one mind is not shown")
    return ""


def _gives_away(total: Result | None, groups: Collection[Result], rules: Rules) -> bool:
    """Return whether groups and total give each other away (rule 4).

    The total less all groups is one more group: those who named none.
    """
    shown = [result for result in groups if isinstance(result, Tally)]
    if len(shown) < max(len(groups), 2) or not isinstance(total, Tally):
        return True
    counts = (sum(at_level) for at_level in zip(*(tally.counts for tally in shown), strict=True))
    left = [all_of_them - some for all_of_them, some in zip(total.counts, counts, strict=True)]
    not_sure = total.not_sure - sum(tally.not_sure for tally in shown)
    return any((*left, not_sure)) and not rules.allow_groups([Tally(tuple(left), not_sure)])
