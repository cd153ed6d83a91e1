"""What to talk about first, and the reason said."""

import pytest

from tests.analysis.build import SPEECH, STAFF, VISION, only, round_of, session
from workshop.analysis.order import Placement, talk_first
from workshop.model.instrument import Attribute
from workshop.model.session import Session

TWO_GROUPS = "4 0 0 0 4 | 0"
WIDE, APART = "3 1 3 1 3 | 0", "0 4 2 1 2 | 0"
LOW, MIDDLE, HIGH = "0 8 0 0 0 | 0", "0 0 8 0 0 | 0", "0 0 0 8 0 | 0"


def _session(*texts: str) -> Session:
    many = [Attribute(**{**dict(STAFF), "id": f"a{at}"}) for at in range(len(texts))]
    tallies = {f"a{at}": {"ladder": text} for at, text in enumerate(texts) if text}
    return session(round_of(tallies), instrument=only(*many), mode="open")


def _order(*texts: str) -> list[tuple[str, str]]:
    """The texts in the order of talking, with the reasons."""
    return [(texts[int(p.attribute[1:])], p.reason) for p in talk_first(_session(*texts))]


def test_two_groups_then_apart_then_low_medians_then_the_unknown() -> None:
    unknown, hidden, unasked = "0 0 0 0 0 | 7", "hidden", ""
    assert _order(unasked, hidden, unknown, HIGH, LOW, APART, TWO_GROUPS) == [
        (TWO_GROUPS, "two groups of answers"),
        (APART, "apart: on average 1.0 levels from the middle"),
        (LOW, "lowest median: 2"),
        (HIGH, "median: 4"),
        (unknown, "nobody could say"),
        (hidden, "too few answers to show"),
        (unasked, "not asked"),
    ]


def test_the_further_apart_the_sooner() -> None:
    assert [text for text, _ in _order(APART, WIDE)] == [WIDE, APART]


def test_among_equal_medians_more_not_sure_comes_sooner() -> None:
    assert _order("0 0 8 0 0 | 1", "0 0 8 0 0 | 2", "0 0 8 0 0 | 3", HIGH) == [
        ("0 0 8 0 0 | 3", "lowest median: 3, most not sure"),
        ("0 0 8 0 0 | 2", "lowest median: 3, 2 not sure"),
        ("0 0 8 0 0 | 1", "lowest median: 3"),
        (HIGH, "median: 4"),
    ]


@pytest.mark.parametrize(
    ("texts", "reasons"),
    [
        ((MIDDLE, MIDDLE), ["median: 3", "median: 3"]),
        ((LOW, LOW, HIGH), ["lowest median: 2", "lowest median: 2", "median: 4"]),
        (("0 4 4 0 0 | 0", MIDDLE), ["lowest median: between 2 and 3", "median: 3"]),
        (("6 1 0 0 4 | 0", MIDDLE, HIGH), ["two groups of answers", "median: 3", "median: 4"]),
        (("0 0 0 0 0 | 0",), ["no answers"]),
    ],
)
def test_reasons_say_no_more_than_is_true(texts: tuple[str, ...], reasons: list[str]) -> None:
    assert [reason for _, reason in _order(*texts)] == reasons


def test_bands_are_placed_by_their_shape_and_median() -> None:
    assert [
        reason for _, reason in _order(MIDDLE, "median 2, mixed", "median 3, apart", "median 3, two groups")
    ] == [
        "two groups of answers",
        "apart",
        "lowest median: 2",
        "median: 3",
    ]


def test_equals_keep_the_instruments_order() -> None:
    assert [p.attribute for p in talk_first(_session(MIDDLE, MIDDLE, MIDDLE))] == ["a0", "a1", "a2"]


def test_the_last_round_decides() -> None:
    before = round_of({"vision": {"ladder": TWO_GROUPS}, "staff": {"ladder": APART}})
    after = round_of({"vision": {"ladder": MIDDLE}}, number=2)
    assert [p.attribute for p in talk_first(session(before, after))] == ["staff", "vision"]


def test_without_a_ladder_the_most_urgent_statement_gives_the_place() -> None:
    asked = round_of({"vision": {"ladder": LOW}, "speech": {"bad-news": HIGH, "asked": TWO_GROUPS}})
    assert talk_first(session(asked, instrument=only(VISION, SPEECH))) == (
        Placement("speech", "two groups of answers (“We are asked.”)"),
        Placement("vision", "lowest median: 2"),
    )


def test_before_the_first_count_the_order_is_the_instruments() -> None:
    assert talk_first(session()) == (Placement("vision", "not asked"), Placement("staff", "not asked"))
