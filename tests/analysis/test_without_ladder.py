"""Attributes without a ladder on a page of many sessions: their statements are shown and compared instead."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.analysis.build import SPEECH, VISION, only, round_of, session
from workshop.analysis.across import Across, Cell, across
from workshop.analysis.outcome import outcome
from workshop.analysis.trend import Moves, courses, movers
from workshop.analysis.units import Names, units
from workshop.analysis.verdict import Verdict
from workshop.analysis.verdict_words import Then
from workshop.model.instrument import Instrument, Statement
from workshop.model.outcome import Outcome
from workshop.report.trends import mover_rows

LOW, HIGH, HIGHER = "6 5 0 0 0 | 0", "0 0 1 5 5 | 0", "0 0 0 5 7 | 0"

SPEECH_ONLY = only(SPEECH)
REWORDED = only(
    SPEECH.model_copy(
        update={"statements": (Statement(id="bad-news", text="Bad news."), SPEECH.statements[1])}
    )
)


def held(
    year: int, news: str, asked: str, unit: str = "North", instrument: Instrument = SPEECH_ONLY, **fields: Any
) -> Outcome:
    """A session that asked the two statements of open speech."""
    method = fields.pop("method", "ballots")
    tallies = {"speech": {"bad-news": news, "asked": asked}}
    given = {"held_on": date(year, 3, 1), "unit": unit, "organisation": "Riverside", "instrument": instrument}
    made = session(round_of(tallies, method=method), **{**given, **fields})
    return outcome(made, file=f"{year}-{unit}.toml")


def table_of(*sessions: Outcome) -> Across:
    table = across(units(sessions))
    assert table is not None
    return table


def cells_of(*sessions: Outcome) -> list[Cell]:
    return [row.cells[0] for row in table_of(*sessions).rows]


def test_a_cell_shows_the_mean_of_the_statements_with_the_fewest_answers() -> None:
    (cell,) = cells_of(held(2026, HIGH, HIGHER))
    assert cell.mean == pytest.approx((48 / 11 + 55 / 12) / 2)
    assert (cell.n, len(cell.statements), cell.compared, cell.higher) == (11, 2, False, False)
    assert table_of(held(2026, HIGH, HIGHER)).without_ladder == ("Open speech",)


def test_a_cell_is_of_shown_statements_only_and_says_why_it_is_empty() -> None:
    one, none, band, few, unasked = cells_of(
        held(2026, "hidden", HIGH, "A"),
        held(2026, "hidden", "hidden", "B"),
        held(2026, "median 3, mixed", "median 3, mixed", "C"),
        # No file is read that holds these; a data set made elsewhere may.
        held(2026, "0 0 0 2 1 | 0", "0 0 0 1 2 | 0", "D", mode="open")._replace(mode="confidential"),
        outcome(session(round_of({}), unit="E", organisation="Riverside", instrument=SPEECH_ONLY)),
    )
    assert (one.mean, one.n, len(one.statements)) == (48 / 11, 11, 1)
    assert [(c.mean, c.n) for c in (none, band, few, unasked)] == [(None, None)] * 4
    assert [c.why for c in (none, band, unasked)] == [
        "too few answers to show",
        "only the median may be shown",
        "not asked",
    ]
    assert few.why == "too few answers to show"


def test_a_cell_of_other_statements_words_or_ways_than_most_says_so() -> None:
    usual = [held(2026, HIGH, HIGH, unit) for unit in "AB"]
    for other, why in (
        (held(2026, HIGH, HIGH, "C", method="hands"), "hands"),
        (held(2026, HIGH, HIGH, "C", REWORDED), "the wording differs"),
        (held(2026, HIGH, "hidden", "C"), "not the same statements are shown"),
    ):
        *same, cell = cells_of(*usual, other)
        assert [c.other_wording for c in same] == ["", ""]
        assert why in cell.other_wording


def test_a_statement_apart_or_not_known_is_something_to_talk_about() -> None:
    (cell,) = cells_of(held(2026, "5 0 0 0 5 | 0", "0 0 5 0 0 | 4"))
    assert cell.apart
    assert cell.unknown


def test_where_one_unit_of_the_page_has_a_ladder_only_ladders_are_shown() -> None:
    laddered = only(SPEECH.model_copy(update={"ladder": VISION.ladder}))
    made = session(
        round_of({"speech": {"ladder": HIGH}}), unit="A", organisation="Riverside", instrument=laddered
    )
    ladder, without = cells_of(outcome(made), held(2026, HIGH, HIGH, "B"))
    assert (ladder.mean, ladder.statements) == (48 / 11, ())
    assert (without.mean, without.why) == (None, "not asked")


def test_what_moved_names_the_statements_as_the_page_of_the_unit_does() -> None:
    (unit,) = units([held(2024, LOW, LOW), held(2025, LOW, HIGH), held(2026, HIGH, LOW)])
    moved, compared = movers([unit])
    (course,) = courses(unit)
    last_time, first = course.line.comparisons
    assert [(one.attribute, one.items, one.then) for one in moved] == [
        ("speech", ("bad-news", "asked"), Then(date(2025, 3, 1), last_time=True)),
        ("speech", ("bad-news", "asked"), Then(date(2024, 3, 1))),
    ]
    assert [one.changes for one in moved] == [last_time.changes, first.changes]
    assert [change.verdict for change in last_time.changes] == [Verdict.HIGHER, Verdict.LOWER]
    assert [change.verdict for change in first.changes] == [Verdict.HIGHER, Verdict.NO_CLEAR_CHANGE]
    assert compared == course.line.compared == 4


def test_statements_that_did_not_move_are_counted_and_not_named() -> None:
    assert movers(units([held(2024, LOW, LOW), held(2025, LOW, LOW)])) == ((), 2)
    assert movers(units([held(2024, LOW, LOW), held(2025, HIGH, "hidden")])) == ((), 0)


def test_where_the_newest_shows_no_statement_the_day_of_the_last_figure_is_said() -> None:
    found = units([held(2024, LOW, LOW), held(2025, HIGH, LOW), held(2026, "hidden", "hidden")])
    (mover,) = movers(found).movers
    assert (mover.then.day, mover.until) == (date(2024, 3, 1), date(2025, 3, 1))
    printed = "".join(run.text for row in mover_rows(Moves((mover,), 1), Names.on(found), 200) for run in row)
    assert "North, Open speech. The last figure is of 2025-03-01. Of 2 statements: 1 higher than" in printed
