"""The table of the exercises, rule by rule: what is computed, and on which side of each limit."""

from __future__ import annotations

import pytest

from workshop.analysis.exercises import (
    discuss_first,
    grow_next,
    is_make_or_break,
    priority,
    texts_with,
    weakest,
)
from workshop.model.exercises import Phrase, Policy, Quality, TouchPoint
from workshop.model.share import Share, parse_share
from workshop.model.tally import parse_result


def point(name: str, performance: str | None, tokens: str | None) -> TouchPoint:
    """A touch point with its counts as they stand in a file."""
    return TouchPoint(
        id=name,
        name=name,
        performance=parse_result(performance) if performance else None,
        tokens=parse_share(tokens) if tokens else None,
    )


def names(*points: TouchPoint) -> list[str]:
    """Whom the headline names."""
    found = weakest(points)
    return [one.name for one in found.points] if found else []


@pytest.mark.parametrize(
    ("tokens", "counts"),
    [
        ("1 of 3", True),
        ("3 of 9", True),
        ("33333 of 100000", False),
        ("3 of 10", False),
        ("4 of 10", True),
        ("0 of 0", False),
        ("hidden", False),
        (None, False),
    ],
)
def test_a_third_exactly_makes_or_breaks(tokens: str | None, counts: bool) -> None:
    assert is_make_or_break(point("desk", "0 0 1 0 0 | 0", tokens)) is counts


@pytest.mark.parametrize(
    ("performance", "tokens", "expected"),
    [
        ("5 0 0 0 0 | 0", "5 of 5", 4.0),
        ("0 0 0 0 5 | 0", "5 of 5", 0.0),
        ("0 0 4 0 0 | 2", "1 of 3", pytest.approx(2 / 3)),
        ("1 1 0 0 0 | 0", "0 of 5", 0.0),
        ("0 0 0 0 0 | 5", "5 of 5", None),
        ("hidden", "5 of 5", None),
        ("median 2, together", "5 of 5", None),
        ("5 0 0 0 0 | 0", "hidden", None),
        (None, None, None),
    ],
)
def test_priority_is_the_weight_times_the_distance_from_the_best(
    performance: str | None, tokens: str | None, expected: float | None
) -> None:
    assert priority(point("desk", performance, tokens)) == expected


def test_the_weakest_is_named_among_those_that_make_or_break_alone() -> None:
    worst_of_all = point("door", "9 0 0 0 0 | 0", "2 of 9")
    weak, strong = point("desk", "0 9 0 0 0 | 0", "3 of 9"), point("phone", "0 0 0 0 9 | 0", "9 of 9")
    assert names(worst_of_all, strong, weak) == ["desk"]


def test_equally_weak_points_are_all_named() -> None:
    tied = point("a", "1 0 1 0 0 | 0", "1 of 2"), point("b", "0 3 0 0 0 | 4", "1 of 2")
    assert names(*tied, point("c", "0 0 5 0 0 | 0", "2 of 2")) == ["a", "b"]


@pytest.mark.parametrize(
    "points",
    [
        [],
        [point("a", "1 0 0 0 0 | 0", "0 of 0"), point("b", "1 0 0 0 0 | 0", "0 of 0")],
        [point("a", "0 0 0 0 0 | 5", "5 of 5")],
        [point("a", "hidden", "5 of 5")],
        [point("a", "5 0 0 0 0 | 0", "hidden")],
    ],
    ids=["no points", "nobody gave a token", "all not sure", "hidden", "tokens hidden"],
)
def test_where_nothing_is_known_nobody_is_named(points: list[TouchPoint]) -> None:
    assert names(*points) == []


@pytest.mark.parametrize(
    ("easier_for", "explained", "first"),
    [
        ("0 5 0 0 0 | 0", "3 0 2 | 0", True),
        ("0 5 0 0 0 | 0", "2 0 2 | 0", False),  # exactly half can explain
        ("0 0 5 0 0 | 0", "5 0 0 | 0", False),  # median 0
        ("0 2 2 0 0 | 0", "5 0 0 | 0", True),  # between -1 and 0
        ("0 2 0 2 0 | 0", "5 0 0 | 0", False),  # between -1 and +1
        ("2 0 0 2 0 | 0", "5 0 0 | 0", True),  # between -2 and +1
        ("0 5 0 0 0 | 0", "0 0 0 | 5", False),  # nobody could say
        ("0 0 0 0 0 | 5", "5 0 0 | 0", False),
        ("hidden", "5 0 0 | 0", False),
        ("0 5 0 0 0 | 0", "hidden", False),
        ("median 2, together", "5 0 0 | 0", True),
        (None, None, False),
    ],
)
def test_discuss_first_is_easier_for_us_and_hard_to_explain(
    easier_for: str | None, explained: str | None, first: bool
) -> None:
    policy = Policy(
        policy="Two renewals",
        easier_for=parse_result(easier_for) if easier_for else None,
        explained=parse_result(explained, 3) if explained else None,
    )
    assert discuss_first(policy) is first


def test_what_the_law_requires_cannot_be_dropped() -> None:
    with pytest.raises(ValueError, match="cannot be dropped, only explained"):
        Policy(policy="Keep the records", legally_required=True, verdict="drop")
    assert Policy(policy="Keep the records", legally_required=True, verdict="explain").verdict == "explain"


def test_picks_come_with_the_most_wished_for_first_and_never_add_up() -> None:
    wished = [("a", Share(1, 6)), ("b", Share(3, 6)), ("c", Share(0, 6)), ("d", Share(2, 6))]
    found = grow_next([Quality(id=key, grow_next=share) for key, share in wished])
    assert [(quality.id, share.count) for quality, share in found] == [("b", 3), ("d", 2), ("a", 1)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("But WE have  always done it that way, no?", True),
        ("We have always done it that wayward thing", False),
        ("always done it that way", False),
        ("", False),
    ],
)
def test_a_phrase_is_found_in_a_note_whatever_its_capitals_and_stops(text: str, said: bool) -> None:
    phrase = Phrase(phrase="We have always done it that way.")
    assert bool(texts_with(phrase, [text])) is said


def test_a_phrase_without_a_letter_is_in_no_note() -> None:
    assert texts_with(Phrase(phrase="…!"), ["anything"]) == ()
