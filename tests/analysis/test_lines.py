"""Many sessions: one line per attribute, broken wherever points cannot be compared."""

from datetime import date
from typing import Any

import pytest

from tests.analysis.build import SPEECH, STAFF, VISION, ladders, only, round_of, session
from workshop.analysis.change import footer_through
from workshop.analysis.lines import Line, lines
from workshop.analysis.verdict import Verdict
from workshop.model.instrument import Attribute
from workshop.model.session import Session

LOW, HIGH = "0 6 3 0 0 | 0", "0 0 3 6 0 | 0"
OTHER = only(Attribute(**{**dict(VISION), "ladder": ("0", "1", "2", "3", "4")}), STAFF)


def _on(year: int, text: str, **fields: Any) -> Session:
    return ladders(text, held_on=date(year, 5, 1), **fields)


def _vision(*sessions: Session) -> Line:
    return next(line for line in lines(sessions) if line.attribute == "vision")


def test_a_point_holds_the_first_round_and_the_agreed_level() -> None:
    later = round_of({"vision": {"ladder": HIGH}}, number=2)
    talked = session(round_of({"vision": {"ladder": "0 2 5 3 1 | 4"}}), later, agreed={"vision": 3})
    (point,) = _vision(talked).points
    assert (point.session, point.n, point.agreed) == (0, 11, 3)
    assert point.mean == pytest.approx(36 / 11)
    assert point.interval == pytest.approx((2.6651, 3.8804), abs=5e-5)
    assert not point.starts_new_line


@pytest.mark.parametrize(
    ("gap", "why"),
    [
        (_on(2025, "hidden"), "too few answers to show"),
        (_on(2025, "median 3, mixed"), "only the median may be shown"),
        (_on(2025, "0 0 0 0 0 | 7", mode="open"), "no answers"),
        (session(), "round 1 is not counted"),
        (session(round_of({})), "not asked"),
        (session(round_of({}), instrument=only(STAFF)), "not asked"),
    ],
)
def test_a_gap_says_why_and_does_not_start_a_new_line(gap: Session, why: str) -> None:
    points = _vision(_on(2024, LOW), gap, _on(2026, HIGH)).points
    assert [(point.mean is None, point.why) for point in points] == [(False, ""), (True, why), (False, "")]
    assert not any(point.starts_new_line for point in points)


def test_another_wording_starts_a_new_line() -> None:
    points = _vision(_on(2023, LOW), _on(2024, LOW), _on(2025, HIGH, instrument=OTHER)).points
    assert [point.starts_new_line for point in points] == [False, False, True]
    assert points[2].why == "the wording of the levels differs"


def test_another_way_of_answering_starts_a_new_line_each_time() -> None:
    by_hand = session(round_of({"vision": {"ladder": LOW}}, method="hands"), held_on=date(2024, 5, 1))
    points = _vision(_on(2023, LOW), by_hand, _on(2025, LOW)).points
    assert [point.starts_new_line for point in points] == [False, True, True]
    assert points[2].why == "a show of hands on 2024-05-01, ballots on 2025-05-01"


@pytest.mark.parametrize(
    ("sessions", "sentence"),
    [
        (
            [_on(2024, LOW), _on(2025, "hidden"), _on(2026, HIGH)],
            "Higher than on 2024-05-01, by more than a group this size usually varies "
            "(2.3, then 3.7; 9 and 9 answers).",
        ),
        (
            [_on(2024, LOW, agreed={"vision": 2}), _on(2025, HIGH), _on(2026, LOW, agreed={"vision": 3})],
            "Lower than last time, on 2025-05-01, by more than a group this size usually varies "
            "(3.7, then 2.3; 9 and 9 answers). "
            "No clear change since 2024-05-01: with groups this small, only a move of about ±0.5 would stand "
            "out (2.3, then 2.3; 9 and 9 answers). "
            "The team agreed on 3 (was 2); the private votes show no clear move.",
        ),
        (
            [_on(2024, LOW), _on(2025, HIGH, instrument=OTHER)],
            "A new line starts on 2025-05-01: the wording of the levels differs.",
        ),
        (
            [_on(2023, LOW), _on(2024, LOW, instrument=OTHER), _on(2025, HIGH, instrument=OTHER)],
            "Higher than on 2024-05-01, by more than a group this size usually varies "
            "(2.3, then 3.7; 9 and 9 answers). "
            "A new line starts on 2024-05-01: the wording of the levels differs.",
        ),
        ([_on(2024, LOW)], "Nothing to compare yet."),
        ([_on(2024, "hidden"), session()], "Nothing to show yet."),
    ],
)
def test_a_line_is_said_from_where_it_last_started(sessions: list[Session], sentence: str) -> None:
    assert _vision(*sessions).sentence == sentence


def test_a_line_is_compared_with_last_time_and_with_its_first_and_both_are_counted() -> None:
    """All six had fallen by two levels since last time, and the page said only that nothing had changed."""
    line = _vision(_on(2022, LOW), _on(2023, LOW), _on(2025, HIGH), _on(2026, LOW))
    assert [(one.then.day.year, one.then.last_time) for one in line.comparisons] == [
        (2025, True),
        (2022, False),
    ]
    assert [change.verdict for change in line.changes] == [Verdict.LOWER, Verdict.NO_CLEAR_CHANGE]
    assert line.compared == 2
    assert line.sentence.startswith("Lower than last time, on 2025-05-01")


def test_the_footer_of_three_sessions_counts_both_comparisons_of_each_line() -> None:
    through = lines([_on(2024, LOW), _on(2025, LOW), _on(2026, LOW)])
    assert sum(line.compared for line in through) == 4
    assert footer_through(through)[1].endswith("about 2 times in 10.")
    assert footer_through(lines([_on(2024, LOW), _on(2024, LOW)])) == ()


def test_of_sessions_held_on_one_day_none_is_compared_as_later_than_the_others() -> None:
    """A copy of a file was said to stand higher than on its own day."""
    twice = _vision(_on(2024, LOW), _on(2025, HIGH), _on(2025, LOW))
    assert [one.then.day.year for one in twice.comparisons] == [2024]
    before = _vision(_on(2024, LOW), _on(2024, HIGH), _on(2025, HIGH))
    assert [(one.then.day.year, one.point.session) for one in before.comparisons] == [(2024, 1)]
    alone = _vision(_on(2025, LOW), _on(2025, HIGH))
    assert alone.comparisons == ()
    assert alone.sentence == "Nothing to compare yet: what can be compared was held on one day."


def test_lines_follow_the_latest_session_and_keep_what_it_dropped() -> None:
    renamed = only(Attribute(**{**dict(STAFF), "name": "Free staff"}), SPEECH)
    newer = session(round_of({}), instrument=renamed)
    found = lines([_on(2024, LOW), newer])
    assert [(line.attribute, line.name) for line in found] == [
        ("staff", "Free staff"),
        ("speech", "Open speech"),
        ("vision", "Strong vision"),
    ]


def _speech(year: int = 2025, **tallies: str) -> Session:
    named = {key.replace("_", "-"): text for key, text in tallies.items()}
    return session(round_of({"speech": named}), instrument=only(SPEECH), held_on=date(year, 3, 1))


def test_without_a_ladder_a_point_is_the_mean_of_the_statements() -> None:
    (line,) = lines([_speech(bad_news=LOW, asked="0 0 0 6 0 | 0"), _speech(2026, bad_news=HIGH, asked=HIGH)])
    first, second = line.points
    assert (first.n, first.interval) == (6, None)
    assert first.mean == pytest.approx((7 / 3 + 4) / 2)
    assert not second.starts_new_line
    assert line.sentence == (
        "Of 2 statements: 1 higher than on 2025-03-01, by more than a group this size usually varies; "
        "1 without a clear change since 2025-03-01 (6–9 and 9 answers)."
    )


def test_means_of_different_statements_are_not_joined() -> None:
    (line,) = lines([_speech(bad_news=LOW, asked=LOW), _speech(bad_news=LOW, asked="hidden")])
    assert line.points[1].why == "not the same statements are shown"
    (line,) = lines([_speech(bad_news=LOW, asked=LOW), _speech(bad_news="hidden", asked="hidden")])
    assert (line.points[1].mean, line.points[1].why) == (None, "too few answers to show")


def test_no_sessions_make_no_lines() -> None:
    assert lines([]) == ()
