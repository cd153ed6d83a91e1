"""What may be counted and kept of a round: the privacy rules of statistics.md, one by one."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.build import LADDERS, QUESTIONS, ballot, ballots, vision
from workshop.model import privacy
from workshop.model.ballot import Ballot
from workshop.model.exercise_questions import asked_in
from workshop.model.exercises import Exercises, TouchPoint
from workshop.model.privacy import (
    OTHER,
    count,
    count_lowest,
    count_picks,
    counts,
    members,
    merged_groups,
    needs_bands,
    pending_comments,
)
from workshop.model.rules import Mode, Rules
from workshop.model.share import Share
from workshop.model.tally import HIDDEN, Band, Result, Shape, Tally

FIVE = Rules("confidential", 5)
OPEN = Rules("open", 5)
SITES = ("east", "north", "south", "west")


def result(voters: Sequence[Ballot], rules: Rules = FIVE) -> Result:
    """What is kept of the ladder of vision."""
    kept = count(voters, vision(), rules).result("vision")
    assert kept is not None
    return kept


def by_site(answers: Mapping[str, Sequence[int]], rules: Rules = FIVE) -> dict[str, Result]:
    """What each group shows of the ladder of vision."""
    voters = [one for site, levels in answers.items() for one in ballots(levels, group=site)]
    counted = count(voters, vision(), rules, groups=SITES)
    return {name: tallies["vision"]["ladder"] for name, tallies in counted.groups.items()}


# Rule 1: k, and the stricter of two.


@pytest.mark.parametrize(
    ("one", "other", "stricter"),
    [
        (Rules("confidential", 5), Rules("confidential", 3), Rules("confidential", 5)),
        (Rules("confidential", 3), Rules("open", 3), Rules("confidential", 3)),
        (Rules("open", 5), Rules("confidential", 4), Rules("confidential", 5)),
        (Rules("open", 5), Rules("open", 5), Rules("open", 5)),
    ],
)
def test_of_two_sets_of_rules_each_part_is_the_stricter(one: Rules, other: Rules, stricter: Rules) -> None:
    assert one.stricter(other) == stricter
    assert other.stricter(one) == stricter


# Rule 2: valid answers per question count towards k.


@pytest.mark.parametrize(("k", "answers"), [(3, 3), (4, 4), (5, 5)])
def test_a_question_with_k_answers_is_shown(k: int, answers: int) -> None:
    assert result(ballots([2] * answers), Rules("confidential", k)) == Tally((0, answers, 0, 0, 0))


@pytest.mark.parametrize(("k", "answers"), [(3, 2), (4, 3), (5, 4), (5, 0)])
def test_a_question_with_fewer_than_k_answers_is_hidden(k: int, answers: int) -> None:
    others = [ballot({"staff.ladder": 3})] * 9
    assert result([*ballots([2] * answers), *others], Rules("confidential", k)) is HIDDEN


def test_not_sure_does_not_count_towards_k() -> None:
    assert result(ballots([2, 3, 3, 4, 0, 0, 0])) is HIDDEN
    assert result(ballots([2, 3, 3, 4, 4, 0, 0])) == Tally((0, 1, 2, 2, 0), 2)


def test_one_hidden_question_does_not_hide_another() -> None:
    voters = [ballot({"vision.ladder": 3, "vision.shared": 0}) for _ in range(5)]
    kept = count(voters, QUESTIONS, FIVE).tally["vision"]
    assert (kept["ladder"], kept["shared"]) == (Tally((0, 0, 5, 0, 0)), HIDDEN)


def test_felt_change_is_hidden_below_k_like_any_question() -> None:
    few = [ballot(3, felt={"vision": "better"})] * 4 + [ballot(3, felt={"vision": "was not here"})] * 9
    assert count(few, LADDERS, FIVE).felt["vision"] is HIDDEN
    enough = [*few, ballot(3, felt={"vision": "worse"})]
    assert count(enough, LADDERS, FIVE).felt["vision"] == Tally((1, 0, 4), 9)


# Rule 3: groups of at least k; a distribution from eight.


def test_groups_stand_in_the_planned_order_and_what_was_put_together_last() -> None:
    sizes = {"west": 9, "east": 4, "": 5, "north": 8}
    voters = {f"{group}{n}": ballot(3, group=group) for group, many in sizes.items() for n in range(many)}
    found = members(voters, FIVE, ("north", "east", "west"))
    assert {name: len(who) for name, who in found.items()} == {"north": 8, "west": 9, OTHER: 9}
    assert list(found) == ["north", "west", OTHER]


def test_groups_of_eight_show_their_distributions() -> None:
    assert by_site({"north": [2, 2, 3, 3, 3, 4, 4, 5], "south": [1, 2, 3, 4, 5, 5, 5, 5]}) == {
        "north": Tally((0, 2, 3, 2, 1)),
        "south": Tally((1, 1, 1, 1, 4)),
    }


def test_groups_below_eight_show_nothing() -> None:
    shown = by_site({"north": [2, 2, 3, 3, 3, 4, 4, 0], "south": [1, 1, 1, 3, 5, 5, 5, 5]})
    assert shown == {"north": HIDDEN, "south": HIDDEN}


def test_a_higher_threshold_holds_for_groups_too() -> None:
    answers = {"north": [2, 3] * 5, "south": [1, 5] * 5}
    assert by_site(answers, Rules("confidential", 11)) == {}
    assert all(isinstance(kept, Tally) for kept in by_site(answers, Rules("confidential", 10)).values())


def test_only_the_first_round_is_shown_by_group() -> None:
    voters = [*ballots([2, 3] * 5, group="north"), *ballots([2, 3] * 5, group="south")]
    assert count(voters, vision(), FIVE, number=2, groups=SITES).groups == {}


def test_no_group_is_shown_where_nobody_was_asked() -> None:
    voters = [*ballots([2, 3] * 5, group="north"), *ballots([2, 3] * 5, group="south")]
    assert count(voters, vision(), FIVE).groups == {}


def test_a_group_nobody_offered_is_no_group() -> None:
    assert by_site({"north": [2, 3] * 5, "the two of us": [1, 5] * 5}).keys() == {"north", "Other"}


# Rule 4: small groups are put together, and nothing can be subtracted.


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"east": 5, "north": 9}, {"east": "east", "north": "north"}),
        (
            {"east": 2, "north": 9, "south": 8, "west": 3},
            {"north": "north", "south": "south", "east": "Other", "west": "Other"},
        ),
        (
            {"east": 2, "north": 9, "south": 8, "west": 7},
            {"north": "north", "south": "south", "east": "Other", "west": "Other"},
        ),
        (
            {"": 1, "east": 6, "north": 6, "south": 6},
            {"": "Other", "east": "Other", "north": "north", "south": "south"},
        ),
        ({"": 5, "east": 6}, {"": "Other", "east": "east"}),
        (
            {"Other": 9, "east": 9, "north": 5, "": 6},
            {"Other": "Other", "east": "east", "north": "north", "": "Other groups"},
        ),
    ],
    ids=[
        "all large",
        "two small",
        "one small takes the next smallest",
        "nobody's group too",
        "no group",
        "a name taken",
    ],
)
def test_small_groups_are_put_together(sizes: Mapping[str, int], shown: Mapping[str, str]) -> None:
    assert merged_groups(sizes, 5) == shown


@pytest.mark.parametrize(
    "sizes",
    [
        {},
        {"east": 30},
        {"": 30},
        {"east": 4, "north": 4},
        {"east": 4, "north": 9},
        {"east": 1, "north": 5, "south": 3},
    ],
)
def test_fewer_than_two_groups_left_are_no_split(sizes: Mapping[str, int]) -> None:
    assert merged_groups(sizes, 5) == {}


@given(st.dictionaries(st.sampled_from(["", "Other", *SITES]), st.integers(1, 12)), st.integers(3, 6))
def test_every_group_shown_has_k_people_and_everybody_is_in_one(sizes: Mapping[str, int], k: int) -> None:
    names = merged_groups(sizes, k)
    together: Counter[str] = Counter()
    for group, name in names.items():
        together[name] += sizes[group]
    assert all(size >= k for size in together.values())
    assert not names or (len(together) >= 2 and names.keys() == sizes.keys())


@pytest.mark.parametrize(
    ("south", "why"),
    [
        ([1, 2, 3, 4, 5, 0, 0, 0], "few"),
        ([4] * 8, "of one mind"),
        ([4] * 9 + [3, 2], "all but two of one mind"),
    ],
)
def test_one_group_that_may_not_be_shown_takes_it_from_all(south: list[int], why: str) -> None:
    shown = by_site({"north": [2, 2, 3, 3, 3, 4, 4, 5], "south": south, "west": [1, 2, 3, 4, 5] * 2})
    assert set(shown.values()) == {HIDDEN}, why


def test_one_group_without_its_distribution_leaves_the_other_questions_alone() -> None:
    north = [ballot({"vision.ladder": 2 + n % 2, "staff.ladder": 2 + n % 2}, group="north") for n in range(8)]
    south = [ballot({"vision.ladder": 4, "staff.ladder": 1 + n % 5}, group="south") for n in range(8)]
    groups = count([*north, *south], LADDERS, FIVE, groups=SITES).groups
    assert isinstance(groups["north"]["staff"]["ladder"], Tally)
    assert groups["north"]["vision"]["ladder"] is HIDDEN


# An attacker knows the rules, how many are in each group, and all that is published of a question.

Counts = tuple[int, ...]
"""The counts of a group at levels 1 to 5, and how many of it were not sure."""


def ways_to_answer(people: int, *, sure: bool) -> list[Counts]:
    """Return all counts that so many ballots can come to."""
    places = 5 if sure else 6
    found = []
    for bars in itertools.combinations(range(people + places - 1), places - 1):
        edges = (-1, *bars, people + places - 1)
        found.append((*(high - low - 1 for low, high in itertools.pairwise(edges)), *([0] if sure else [])))
    return found


def published(groups: Sequence[Counts], rules: Rules) -> tuple[Counts, tuple[str, ...]]:
    """Return the total and what is shown of each group, counted as the program counts it."""
    voters = [
        one
        for site, (*levels, not_sure) in zip(SITES, groups, strict=False)
        for level, many in [*enumerate(levels, start=1), (0, not_sure)]
        for one in ballots([level] * many, group=site)
    ]
    counted = count(voters, vision(), rules, groups=SITES)
    total = counted.result("vision")
    return whole(total), tuple(str(shown["vision"]["ladder"]) for shown in counted.groups.values())


def whole(total: Result | None) -> Counts:
    """Return the counts of the whole team, which are taken to be shown."""
    return (*total.counts, total.not_sure) if isinstance(total, Tally) else ()


def given_away(ways: set[tuple[Counts, ...]]) -> bool:
    """Whether, of all the ways to answer that look alike from outside, a group has but one, or one mind."""
    return any(
        len(possible) == 1 or all(max(counts) == sum(counts) for counts in possible)
        for possible in map(set, zip(*ways, strict=True))
    )


def given_away_to_one_of_them(ways: set[tuple[Counts, ...]], alone: set[tuple[Counts, ...]]) -> bool:
    """Whether somebody who knows the own answer knows another's, unless the total by itself tells it."""

    def certain(found: set[tuple[Counts, ...]], group: int, level: int, other: int) -> bool:
        rest: set[Counts] = set()
        levels: set[int] = set()
        for way in found:
            if way[group][level]:
                counts = tuple(n - (other == group and at == level) for at, n in enumerate(way[other]))
                rest.add(counts)
                levels.update(at for at, n in enumerate(counts) if n)
                if len(rest) > 1 and len(levels) > 1:
                    return False  # and more ways make nothing certain again
        return len(rest) == 1 or len(levels) == 1

    return any(
        certain(ways, *seat) and not certain(alone, *seat)
        for seat in itertools.product((0, 1), range(6), (0, 1))
    )


def looking_alike(
    sizes: Sequence[int], shown: Callable[[tuple[Counts, ...]], tuple[str, ...]], *, sure: bool
) -> Iterator[tuple[tuple[str, ...], set[tuple[Counts, ...]], set[tuple[Counts, ...]]]]:
    """Yield, for all that can be published of groups of these sizes, what all ballots can have been.

    Thirdly what they can have been for who knows the total alone. Totals of one mind are left out: then
    everyone knows (rule 6).
    """
    by_total: dict[Counts, dict[tuple[str, ...], set[tuple[Counts, ...]]]] = {}
    for groups in itertools.product(*(ways_to_answer(size, sure=sure) for size in sizes)):
        total = tuple(map(sum, zip(*groups, strict=True)))
        if max(total[:5]) < sum(total[:5]):
            by_total.setdefault(total, {}).setdefault(shown(groups), set()).add(groups)
    for kinds in by_total.values():
        everything = set().union(*kinds.values())
        for kind, ways in kinds.items():
            yield kind, ways, everything


@cache
def tally_of(counts: Counts) -> Tally:
    """Return the tally of these counts: the same one for each of the thousand splits that has it."""
    return Tally(counts[:5], counts[5])


written = cache(str)
"""What is shown of a group, in the words of the file; cached as the tallies are."""


def by_the_rules(groups: tuple[Counts, ...]) -> tuple[str, ...]:
    """Return what is shown of each of two or more groups by the rules for a split."""
    tallies = {str(place): tally_of(counts) for place, counts in enumerate(groups)}
    return tuple(map(written, privacy._split(tallies, FIVE).values()))


@pytest.mark.parametrize(
    ("sizes", "sure", "fewest"), [((5, 5), False, 5), ((5, 6), False, 5), ((8, 8), True, 8)]
)
def test_the_total_and_all_that_is_shown_never_give_a_hidden_group(
    monkeypatch: pytest.MonkeyPatch, sizes: tuple[int, int], fewest: int, *, sure: bool
) -> None:
    """Every ballot that can be cast. With ``fewest`` 5 groups of five are held to be large enough."""
    monkeypatch.setattr("workshop.model.rules.DISTRIBUTION", fewest)
    seen = 0
    for kind, ways, everything in looking_alike(sizes, by_the_rules, sure=sure):
        if "hidden" in kind:
            seen += len(ways)
            assert not given_away(ways), ways
            assert not given_away_to_one_of_them(ways, everything), ways
    assert seen > 1000


def test_bands_would_give_groups_of_five_away() -> None:
    """Why a group has no band: the attack finds what it is to find."""

    def bands(groups: tuple[Counts, ...]) -> tuple[str, ...]:
        return tuple(map(band, groups))

    @cache
    def band(counts: Counts) -> str:
        return str(FIVE.banded(tally_of(counts)))

    given = sum(len(ways) for _, ways, _ in looking_alike((5, 5), bands, sure=True) if given_away(ways))
    assert given > 1000


def test_groups_of_five_show_nothing_beside_the_total() -> None:
    for groups in (((1, 1, 1, 1, 1, 0), (0, 2, 2, 1, 0, 0)), ((0, 0, 0, 1, 4, 0), (0, 0, 0, 0, 5, 0))):
        total, shown = published(groups, FIVE)
        assert total == tuple(map(sum, zip(*groups, strict=True)))
        assert shown == ()


# Rule 6: a group whose answers are all equal.


def test_a_group_that_answers_alike_is_not_shown_as_a_group() -> None:
    shown = by_site({"north": [2, 2, 3, 3, 3, 4, 4, 5], "south": [4] * 8})
    assert shown["south"] is HIDDEN


def test_a_group_that_answers_alike_cannot_be_told_by_what_the_others_show() -> None:
    shown = by_site({"north": [1, 2, *[5] * 6], "south": [5] * 8})
    assert shown == {"north": HIDDEN, "south": HIDDEN}


def test_a_whole_team_that_answers_alike_is_shown() -> None:
    assert result(ballots([4] * 5)) == Tally((0, 0, 0, 5, 0))


# Rule 8: two releases by nearly the same people.


@pytest.mark.parametrize(
    ("joined", "left", "bands"),
    [
        (0, 0, False),
        (1, 0, True),
        (0, 1, True),
        (2, 2, True),
        (4, 0, True),
        (3, 3, False),
        (5, 0, False),
        (0, 5, False),
    ],
)
def test_one_to_four_joiners_and_leavers_ask_for_bands(joined: int, left: int, *, bands: bool) -> None:
    before = frozenset(f"stays{n}" for n in range(6)) | {f"left{n}" for n in range(left)}
    after = frozenset(f"stays{n}" for n in range(6)) | {f"joined{n}" for n in range(joined)}
    assert needs_bands(after, [[before]], FIVE) is bands


@pytest.mark.parametrize(
    ("before", "after", "bands"), [(6, 6, False), (6, 5, True), (5, 9, True), (5, 10, False)]
)
def test_other_ids_may_be_the_same_people_so_their_number_counts(
    before: int, after: int, *, bands: bool
) -> None:
    """Votes on a passed keyboard or on paper have new ids each time; one person fewer must still hide."""
    first = frozenset(f"first{n}" for n in range(before))
    second = frozenset(f"second{n}" for n in range(after))
    assert needs_bands(second, [[first]], FIVE) is bands


def test_any_earlier_release_may_ask_for_bands() -> None:
    people = [frozenset(map(str, range(n))) for n in (20, 11, 10)]
    assert needs_bands(people[2], [[people[0]], [people[1]]], FIVE)
    assert not needs_bands(people[2], [[people[0]]], FIVE)
    assert not needs_bands(people[2], [], FIVE)


def of(name: str, many: int) -> frozenset[str]:
    return frozenset(f"{name}{n}" for n in range(many))


@pytest.mark.parametrize(
    ("voters", "bands"),
    [
        (of("desk", 10), False),
        (of("desk", 10) | of("back", 1), True),
        (of("desk", 9), True),
        (of("desk", 10) | of("back", 5), False),
        (of("desk", 10) | of("back", 10), False),
        (of("desk", 10) | of("back", 10) | of("new", 2), True),
        (of("back", 10) | of("van", 8), True),
        (of("desk", 5) | of("back", 5) | of("van", 5), False),
        (of("desk", 7) | of("back", 1) | of("new", 3), True),
    ],
    ids=[
        *("one group", "and one more", "but one", "and five more", "two groups", "and two new ones"),
        *("all but two of two", "some of each", "new ids in place of old ones, and one of another group"),
    ],
)
def test_each_group_shown_is_a_release_and_so_is_any_sum_of_them(
    voters: frozenset[str], *, bands: bool
) -> None:
    """All of the desk and one of the back office vote again: the desk is known, so the one would be too."""
    assert needs_bands(voters, [[of("desk", 10), of("back", 10), of("van", 10)]], FIVE) is bands


def test_very_many_groups_take_no_time() -> None:
    groups = [of(f"site{n}-", 8) for n in range(20)]
    assert not needs_bands(frozenset().union(*groups), [groups], FIVE)


def test_an_open_session_needs_no_bands() -> None:
    assert not needs_bands(frozenset("ab"), [[frozenset("a")]], OPEN)


def test_bands_only_keeps_no_count_no_group_and_no_felt_change() -> None:
    voters = [ballot(1 + n % 5, group=SITES[n % 2], felt={"vision": "better"}) for n in range(20)]
    counted = count(voters, LADDERS, FIVE, groups=SITES, bands_only=True)
    assert counted.result("vision") == Band((3, 3), Shape.TWO_GROUPS)
    assert counted.result("staff") is HIDDEN
    assert (counted.groups, counted.felt) == ({}, {})


def test_of_few_answers_not_even_the_band_is_kept() -> None:
    four, five = (FIVE.banded(Tally((0, 2, n, 0, 0))) for n in (2, 3))
    assert four is HIDDEN
    assert isinstance(five, Band)


def test_bands_only_keeps_neither_what_was_picked_nor_what_was_put_lowest() -> None:
    """They are shares, and of a share there is no band."""
    points = tuple(TouchPoint(name=name) for name in ("Door", "Desk", "Website", "Phone"))
    questions = asked_in(Exercises(touch_points=points), "touch-points")
    (pick,) = (question for question in questions if question.is_pick)
    rated = [question.key for question in questions if not question.is_pick]
    voters = [
        Ballot(
            answers={key: 1 + (n + place) % 5 for place, key in enumerate(rated)},
            picks={pick.key: (pick.options[n % 4].id,)},
        )
        for n in range(10)
    ]
    for bands_only, hidden in ((False, set()), (True, {HIDDEN})):
        picks = count_picks(voters, pick, FIVE, bands_only=bands_only)
        lowest = count_lowest(voters, questions, FIVE, bands_only=bands_only)
        for shares in (picks, lowest):
            assert len(shares) == 4
            assert {share for share in shares.values() if not isinstance(share, Share)} == hidden


# Rule 9: comments are shuffled, apart from all else, and only from k voters on.


def test_comments_come_apart_from_everything_else() -> None:
    voters = [ballot(3, comments={"vision": f"comment {n}"}, group="north") for n in range(5)]
    assert sorted(pending_comments(voters, FIVE)) == [("vision", f"comment {n}") for n in range(5)]


def test_fewer_than_k_voters_leave_no_comment() -> None:
    voters = [ballot(3, comments={"vision": "mine"})] * 4
    unvoted = [ballot(comments={"vision": "only a comment"})] * 3
    assert pending_comments([*voters, *unvoted], FIVE) == ()


def test_the_order_of_comments_says_nothing_about_ballots() -> None:
    voters = [ballot(3, comments={"vision": f"v{n}", "staff": f"s{n}"}) for n in range(10)]
    orders = {pending_comments(voters, FIVE) for _ in range(5)}
    assert len(orders) > 1
    neighbours = sum(a[1][1:] == b[1][1:] for order in orders for a, b in itertools.pairwise(order))
    assert neighbours < 5 * 10 / 2


def test_comments_are_nowhere_in_a_round() -> None:
    voters = [ballot(3, comments={"vision": "a secret"}) for _ in range(9)]
    assert "secret" not in str(count(voters, QUESTIONS, FIVE))


# Rule 10: who counts, and the open mode.


@pytest.mark.parametrize(
    ("one", "is_counted"),
    [
        (ballot(), False),
        (ballot(comments={"vision": "only a comment"}), False),
        (ballot(3), True),
        (ballot(0), True),
        (ballot(handed_in=True), True),
    ],
    ids=["empty", "comment", "unfinished", "not sure", "handed in empty"],
)
def test_who_answered_or_handed_in_counts(one: Ballot, *, is_counted: bool) -> None:
    assert counts(one) is is_counted
    assert count([one], QUESTIONS, OPEN).voted == is_counted


def test_an_open_round_shows_every_answer() -> None:
    assert result(ballots([4]), OPEN) == Tally((0, 0, 0, 1, 0))
    assert result(ballots([0]), OPEN) == Tally((0, 0, 0, 0, 0), 1)
    assert by_site({"north": [4], "south": [2]}, OPEN) == {
        "north": Tally((0, 0, 0, 1, 0)),
        "south": Tally((0, 1, 0, 0, 0)),
    }


def test_an_open_round_keeps_the_comment_of_one() -> None:
    assert pending_comments([ballot(3, comments={"vision": "mine"})], OPEN) == (("vision", "mine"),)


@pytest.mark.parametrize(("mode", "needed"), [("confidential", 4), ("open", 1)])
def test_the_threshold_holds_in_confidential_mode(mode: Mode, needed: int) -> None:
    assert Rules(mode, 4).needed == needed


@given(st.lists(st.integers(0, 5), max_size=20), st.randoms())
def test_the_order_of_ballots_leaves_no_trace(levels: list[int], random: object) -> None:
    voters = ballots(levels)
    shuffled = sorted(voters, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert count(voters, QUESTIONS, FIVE) == count(shuffled, QUESTIONS, FIVE)


def test_felt_change_tells_no_difference_between_nobody_and_too_few() -> None:
    ballots = [Ballot(handed_in=True, felt={"vision": "worse"}), *[Ballot(handed_in=True)] * 5]
    felt = count(ballots, QUESTIONS, Rules("confidential", 5)).felt
    assert set(felt) == {question.attribute.id for question in QUESTIONS}
    assert set(felt.values()) == {HIDDEN}
