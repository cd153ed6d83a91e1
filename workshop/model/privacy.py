"""What may be counted and kept: thresholds, bands, groups (statistics.md, "Privacy rules").

All of it is decided when a round is counted, so that a session file never holds what may not be shown.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, TypeAlias, TypeVar

from workshop.language import _
from workshop.model.ballot import FELT, Ballot
from workshop.model.exercise_round import Picks
from workshop.model.instrument import Question
from workshop.model.rules import Rules
from workshop.model.session import Round
from workshop.model.share import Share
from workshop.model.tally import HIDDEN, NOT_SURE, Result, Tally

__all__ = [
    "OTHER",
    "Groups",
    "count",
    "count_lowest",
    "count_picks",
    "counts",
    "members",
    "merged_groups",
    "needs_bands",
    "pending_comments",
]

OTHER: Final = _("Other")
"""The name under which small groups are put together (rule 4)."""

Groups: TypeAlias = Sequence[frozenset[str]]
"""People by their random ids, each in one group."""

_Who = TypeVar("_Who")


def counts(ballot: Ballot) -> bool:
    """Return whether a ballot is counted: handed in, or left unfinished with at least one answer."""
    return ballot.handed_in or bool(ballot.answers or ballot.picks)


def count(
    ballots: Sequence[Ballot],
    questions: Sequence[Question],
    rules: Rules,
    *,
    number: int = 1,
    groups: Sequence[str] = (),
    bands_only: bool = False,
) -> Round:
    """Count ``ballots`` into a round, keeping only what ``rules`` let be shown.

    ``groups`` are the names participants could choose from; only round 1 is shown by group, as the few who
    join or leave one afterwards could be told from the difference. ``bands_only`` when an earlier release in
    the same session was made by nearly the same people (rule 8). The order of the ballots leaves no trace.
    """
    voters = [ballot for ballot in ballots if counts(ballot)]
    keep = rules.banded if bands_only else rules.shown
    tally: dict[str, dict[str, Result]] = {}
    for question in questions:
        if not question.is_pick:
            tally.setdefault(question.attribute.id, {})[question.item] = keep(_tally(voters, question))
    felt = {} if bands_only else _felt(voters, questions, rules)
    by_group = _by_group(voters, questions, rules, groups) if number == 1 and not bands_only else {}
    return Round(number=number, method="ballots", voted=len(voters), tally=tally, felt=felt, groups=by_group)


def count_picks(
    ballots: Sequence[Ballot], question: Question, rules: Rules, *, bands_only: bool = False
) -> Picks:
    """Count what was picked at ``question``, by option: of those who picked anything there.

    Shown for all options or for none: with one of them hidden, the others and how many picked would give it.
    ``bands_only`` hides them: a share has no band (rule 8).
    """
    options = [option.id for option in question.options]
    picked = [chosen for b in ballots if (chosen := set(b.picks.get(question.key, ())) & set(options))]
    if rules.mode == "confidential" and (bands_only or len(picked) < rules.needed):
        return dict.fromkeys(options, HIDDEN)
    return {key: Share(sum(key in chosen for chosen in picked), len(picked)) for key in options}


def count_lowest(
    ballots: Sequence[Ballot], questions: Sequence[Question], rules: Rules, *, bands_only: bool = False
) -> Picks:
    """Count, by item, how many gave it the lowest level they gave to any, ties included.

    Asked of those who gave a level to it and to another. Shown for all items or for none (see
    ``count_picks``): in a confidential session enough people must have rated each.
    """
    rated = [question for question in questions if not question.is_pick]
    rows = [{q.item: b.answers[q.key] for q in rated if b.answers.get(q.key, NOT_SURE)} for b in ballots]
    rows = [row for row in rows if len(row) > 1]
    shares = {
        q.item: Share(
            sum(row.get(q.item) == min(row.values()) for row in rows), sum(q.item in row for row in rows)
        )
        for q in rated
    }
    few = any(share.of < rules.needed for share in shares.values())
    if rules.mode == "confidential" and (bands_only or few):
        return dict.fromkeys(shares, HIDDEN)
    return shares


def needs_bands(voters: frozenset[str], earlier: Iterable[Groups], rules: Rules) -> bool:
    """Return whether subtracting an earlier release from this one would single people out (rule 8).

    ``earlier`` are the groups of which each release gave a count: one of everybody where it was not split,
    else any that can be added up. Subtracting singles out when the two sets of voters differ by one to k-1
    people, joiners and leavers together. Ids that differ may still be one person: who votes on paper or on a
    passed keyboard, or lost a code, gets another one. So it is asked as well how many there would be if as
    many new ids as possible were those who left.
    """
    if rules.mode == "open":
        return False
    few = range(1, rules.needed)
    return any(
        joined + new + left in few or joined + abs(new - left) in few
        for groups in earlier
        for new in (len(voters.difference(*groups)),)
        for joined, left in _differences(voters, groups, rules.needed)
    )


def _differences(voters: frozenset[str], groups: Groups, needed: int) -> AbstractSet[tuple[int, int]]:
    """Return, for all sums of ``groups``, how many of the other groups voted, and how many of these did not.

    Those from which ``needed`` or more voters differ for sure are left out: there may be very many sums.
    """
    found = {(0, 0)}
    for group in groups:
        here, gone = len(group & voters), len(group - voters)
        found = {
            pair
            for joined, left in found
            for pair in ((joined + here, left), (joined, left + gone))
            if pair[0] < needed
        }
    return found


def merged_groups(sizes: Mapping[str, int], needed: int) -> Mapping[str, str]:
    """Return the name under which each group is shown; empty when no split may be shown (rules 3 and 4).

    ``sizes`` is voters by group, ``""`` for those who named none. Groups below ``needed`` become "Other";
    while that is still too small it takes in the next smallest; one group left is no split.
    """
    small = {name for name, size in sizes.items() if not name or size < needed}
    large = sorted(sizes.keys() - small, key=lambda name: (sizes[name], name))
    while large and 0 < sum(sizes[name] for name in small) < needed:
        small.add(large.pop(0))
    together = sum(sizes[name] for name in small)
    if len(large) + (together > 0) < 2:
        return {}
    other = OTHER if OTHER not in large else _("Other groups")
    return {**{name: name for name in large}, **{name: other for name in small if together}}


def pending_comments(ballots: Sequence[Ballot], rules: Rules) -> tuple[tuple[str, str], ...]:
    """Return ``(attribute, comment)`` pairs in random order, apart from all else a ballot held (rule 9)."""
    voters = [ballot for ballot in ballots if counts(ballot)]
    if len(voters) < rules.needed:
        return ()
    pairs = [pair for ballot in voters for pair in ballot.comments.items()]
    random.SystemRandom().shuffle(pairs)
    return tuple(pairs)


def _tally(voters: Iterable[Ballot], question: Question) -> Tally:
    levels = len(question.levels)
    given = (ballot.answers.get(question.key) for ballot in voters)
    return Tally.of((answer for answer in given if answer is not None and answer <= levels), levels)


def _felt(voters: Sequence[Ballot], questions: Sequence[Question], rules: Rules) -> Mapping[str, Result]:
    """Return felt change by attribute.

    In a confidential session it is kept for all of them once anybody said anything, so that a missing key
    does not tell "nobody" from "too few".
    """
    if not any(ballot.felt for ballot in voters):
        return {}
    steps = {word: step for step, word in enumerate(FELT, start=1)}
    felt: dict[str, Result] = {}
    for attribute in dict.fromkeys(question.attribute.id for question in questions):
        said = [ballot.felt[attribute] for ballot in voters if attribute in ballot.felt]
        if said or rules.mode == "confidential":
            felt[attribute] = rules.shown(Tally.of((steps.get(word, NOT_SURE) for word in said), len(FELT)))
    return felt


def members(
    voters: Mapping[_Who, Ballot], rules: Rules, groups: Sequence[str]
) -> Mapping[str, Sequence[_Who]]:
    """Return who stands in each group that round 1 is shown by, in the order of ``groups``; "Other" is last.

    ``groups`` are the names participants could choose from. Empty when no split may be shown.
    """
    chosen = {who: ballot.group if ballot.group in groups else "" for who, ballot in voters.items()}
    names = merged_groups(Counter(chosen.values()), rules.needed_of_group) if groups else {}
    shown = [name for name in groups if names.get(name) == name]
    return {
        name: [who for who, group in chosen.items() if names[group] == name]
        for name in (*shown, *sorted({*names.values()} - {*shown}))
    }


def _by_group(
    voters: Sequence[Ballot], questions: Sequence[Question], rules: Rules, groups: Sequence[str]
) -> Mapping[str, Mapping[str, Mapping[str, Result]]]:
    stand = members(dict(enumerate(voters)), rules, groups)
    split: dict[str, dict[str, dict[str, Result]]] = {name: {} for name in stand}
    for question in (each for each in questions if not each.is_pick):
        tallies = {name: _tally((voters[n] for n in numbers), question) for name, numbers in stand.items()}
        for name, result in _split(tallies, rules).items():
            split[name].setdefault(question.attribute.id, {})[question.item] = result
    return split


def _split(tallies: Mapping[str, Tally], rules: Rules) -> Mapping[str, Result]:
    """Return what the groups may show of one question: the counts of all of them, or nothing (rules 3, 4, 6).

    As soon as one group may not be shown, none is: the total minus the others would give it. Nor is there a
    middle way: of two groups of five, medians and shapes beside the total leave but one way to deal the
    answers out in one case of eight. A group that is of one mind is not shown, and no more is one in which
    only one or two answers differ: else, that nothing is shown would say "of one mind" to everybody, or to
    the one who differs.
    """
    return tallies if rules.allow_groups(tallies.values()) else dict.fromkeys(tallies, HIDDEN)
