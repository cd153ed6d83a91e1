"""Many sessions: false alarms are rare, true moves are found, units are put beside each other fairly."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from tests.analysis.build import STAFF, VISION, ladders, only, round_of, session
from workshop.analysis.across import across
from workshop.analysis.fate import fates, judged_on, say_fate, say_fates
from workshop.analysis.outcome import outcome
from workshop.analysis.period import ahead, latest, narrowed, period, table_at
from workshop.analysis.studied import Studied
from workshop.analysis.trend import Moves, courses, most_felt, movers
from workshop.analysis.units import Names, Wanted, units
from workshop.analysis.verdict import Verdict, change, clearly
from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.instrument import LADDER, Instrument
from workshop.model.outcome import Outcome
from workshop.model.session import AgreedLevel
from workshop.model.tally import HIDDEN, Result, Tally
from workshop.report.trends import mover_rows

MOVED = {Verdict.HIGHER, Verdict.LOWER}
WAYS = ((1, 2, 5, 3, 1), (3, 4, 3, 1, 0), (0, 1, 2, 5, 4), (2, 1, 2, 1, 4), (0, 0, 10, 1, 0))
"""How answers of a whole organisation may lie: in the middle, low, high, in two groups, nearly alike."""


LOW, HIGH = "6 5 0 0 0 | 0", "0 0 1 5 5 | 0"
STAFF_ONLY = only(STAFF)
REWORDED = only(VISION.model_copy(update={"ladder": ("a", "b", "c", "d", "e")}), STAFF)


def drawn(chance: random.Random, n: int, way: tuple[int, ...]) -> Tally:
    return Tally.of(chance.choices(range(1, 6), way, k=n))


def held(
    year: int, vision: str, unit: str = "North", staff: str = "0 0 5 0 0 | 0", **fields: object
) -> Outcome:
    agreed = fields.pop("agreed_on", {})
    given: dict[str, Any] = {"held_on": date(year, 3, 1), "unit": unit, "organisation": "Riverside"}
    return outcome(ladders(vision, **{**given, **fields}).changed(agreed=agreed), file=f"{year}-{unit}.toml")


@pytest.mark.parametrize("way", WAYS)
def test_years_without_change_raise_a_false_alarm_in_at_most_eight_of_a_hundred_comparisons(
    way: tuple[int, ...],
) -> None:
    chance = random.Random(20261123)
    years = [drawn(chance, chance.randint(5, 25), way) for _ in range(1500)]
    verdicts = [change(first, second).verdict for first, second in pairwise(years)]
    assert sum(verdict in MOVED for verdict in verdicts) <= 0.08 * len(verdicts)


def test_a_change_of_one_and_a_half_levels_is_found_in_four_of_five_groups_of_twelve() -> None:
    chance = random.Random(20261123)
    before, after = ([_clipped(chance, mean) for _ in range(1000)] for mean in (2.25, 3.75))
    verdicts = [change(*pair).verdict for pair in zip(before, after, strict=True)]
    assert sum(verdict is Verdict.HIGHER for verdict in verdicts) >= 0.8 * len(verdicts)


def _clipped(chance: random.Random, mean: float) -> Tally:
    """Twelve answers around ``mean`` with a standard deviation of 1.1, rounded to the levels there are."""
    return Tally.of(min(5, max(1, round(chance.gauss(mean, 1.1)))) for _ in range(12))


def test_a_quick_look_gives_the_same_verdict_as_the_exact_one() -> None:
    chance = random.Random(7)
    pairs = [[drawn(chance, chance.randint(1, 25), chance.choice(WAYS)) for _ in "ab"] for _ in range(800)]
    for first, second in pairs:
        exact = change(first, second).verdict
        assert clearly(first, second) is (exact if min(first.n, second.n) >= 3 else None)


def test_sessions_are_gathered_by_team_and_a_file_named_twice_counts_once() -> None:
    old, new = held(2025, "0 2 5 3 1 | 0"), held(2026, "0 0 5 5 1 | 0")
    other = held(2026, "0 0 5 5 1 | 0", "South")
    planned = outcome(ladders("0 0 5 0 0 | 0").changed(rounds=()), file="planned.toml")
    found = units([new, other, old, old, planned])
    assert [(unit.name, [s.held_on.year for s in unit.sessions]) for unit in found] == [
        ("North", [2025, 2026]),
        ("South", [2026]),
    ]
    assert [u.name for u in units([new, other], Wanted(unit="sou"))] == ["South"]
    assert units([old], Wanted(since=date(2026, 1, 1))) == ()


def test_sessions_without_a_place_are_teams_of_their_own() -> None:
    alone = [outcome(ladders("0 0 5 0 0 | 0"), file=name) for name in ("a.toml", "b.toml")]
    assert len(units(alone)) == 2


def test_a_unit_over_time_says_what_moved_and_what_was_felt() -> None:
    old = held(2025, "6 5 0 0 0 | 0")
    session = ladders("0 0 1 5 5 | 0", held_on=date(2026, 3, 1), unit="North", organisation="Riverside")
    felt = session.rounds[0].model_copy(update={"felt": {"vision": Tally((1, 2, 8))}})
    new = outcome(session.model_copy(update={"rounds": (felt,)}), file="new.toml")
    (unit,) = units([old, new])
    vision = courses(unit)[0]
    assert vision.line.sentence.startswith("Higher than on 2025-03-01, by more than a group this size")
    assert (
        vision.felt_sentence
        == "Asked what changed since last time, 8 of 11 said better, 2 said the same, 1 said worse."
    )
    moved, compared = movers([unit])
    assert [(one.attribute, one.changes[0].verdict, one.then.day) for one in moved] == [
        ("vision", Verdict.HIGHER, date(2025, 3, 1))
    ]
    assert compared == sum(course.line.compared for course in courses(unit)) == 2


@pytest.mark.parametrize(
    ("felt", "most"),
    [
        (Tally((1, 2, 8)), "better"),
        (Tally((4, 3, 0), 5), "worse"),
        (Tally((1, 5, 1)), "same"),
        (Tally((2, 0, 2)), "divided"),
        (Tally((0, 0, 2), 9), ""),
        (HIDDEN, ""),
        (None, ""),
    ],
)
def test_most_felt_what_more_than_half_of_three_or_more_said(felt: Result | None, most: str) -> None:
    assert most_felt(felt) == most


def test_where_the_newest_shows_nothing_the_day_of_the_last_figure_is_said() -> None:
    """One read as compared with the newest session what was compared with one before it."""
    found = units([held(2024, "6 5 0 0 0 | 0"), held(2025, "0 0 1 5 5 | 0"), held(2026, "hidden")])
    said = courses(found[0])[0].line.sentence
    assert said.startswith("The last figure is of 2025-03-01. Higher than on 2024-03-01, by more than")
    (mover,) = movers(found).movers
    assert (mover.then.day, mover.until) == (date(2024, 3, 1), date(2025, 3, 1))
    printed = "".join(run.text for row in mover_rows(Moves((mover,), 1), Names.on(found), 200) for run in row)
    assert "vision: higher on 2025-03-01 than on 2024-03-01 (1.5" in printed


def test_what_moved_since_last_time_is_told_beside_what_moved_since_the_first() -> None:
    """A clear fall since last time was not said where the newest stood as high as the first."""
    low, high, higher = "6 5 0 0 0 | 0", "0 0 1 5 5 | 0", "0 0 0 1 10 | 0"
    found = units([held(2023, low), held(2024, higher), held(2025, high), held(2026, low)])
    moved, compared = movers(found)
    assert [(one.then.day.year, one.then.last_time, one.changes[0].verdict) for one in moved] == [
        (2025, True, Verdict.LOWER)
    ]
    assert compared == sum(course.line.compared for course in courses(found[0])) == 4
    both = units([held(2023, low), held(2024, low), held(2025, high)])
    moved, _compared = movers(both)
    said = ["".join(run.text for run in row) for row in mover_rows(Moves(moved, 2), Names.on(both), 200)]
    assert "vision: higher than last time, on 2024-03-01 (1.5" in said[0]
    assert "vision: higher than on 2023-03-01 (1.5" in said[1]


@pytest.mark.parametrize("newest", [STAFF_ONLY, REWORDED])
def test_what_moved_is_of_the_same_comparisons_as_the_pages_of_the_units(newest: Instrument) -> None:
    """What the newest session did not ask was compared on the page of the unit, and missing beside others."""
    chance = random.Random(5)
    for _ in range(20):
        texts = [str(drawn(chance, 12, chance.choice(WAYS))) for _ in range(8)]
        held_all = [held(2020 + chance.randint(0, 4), text, staff=text) for text in texts]
        last = {"staff": {"ladder": texts[0]}, "vision": {"ladder": texts[1]}}
        counts = round_of({key: last[key] for key in (one.id for one in newest.attributes)})
        given: dict[str, Any] = {"unit": "North", "organisation": "Riverside", "held_on": date(2026, 3, 1)}
        held_all.append(outcome(session(counts, instrument=newest, **given), file="last"))
        (unit,) = units([one._replace(file=f"{place}") for place, one in enumerate(held_all)])
        lines = [course.line for course in courses(unit)]
        moved, compared = movers([unit])
        assert compared == sum(line.compared for line in lines)
        assert [(one.attribute, one.then, one.changes) for one in moved] == [
            (line.attribute, one.then, one.changes)
            for line in lines
            for one in line.comparisons
            if MOVED.intersection(change.verdict for change in one.changes)
        ]


def test_units_as_they_stood_have_the_sessions_up_to_a_day_and_what_moved_in_those() -> None:
    low, high = "6 5 0 0 0 | 0", "0 0 1 5 5 | 0"
    all_held = [held(2024, low), held(2025, high), held(2026, low), held(2026, low, "South")]
    day = date(2025, 6, 1)
    studied = Studied.of(units(all_held))
    stood = studied.by(day)
    assert stood.units == units(all_held, Wanted(until=day))
    assert stood.moved(stood.units) == movers(stood.units)
    assert studied.by(date(2026, 3, 1)) is studied
    assert stood.by(date(2020, 1, 1)).units == ()


def test_what_moved_at_a_period_is_of_the_units_in_its_table() -> None:
    low, high = "6 5 0 0 0 | 0", "0 0 1 5 5 | 0"
    found = units([held(2020, low), held(2021, high), held(2026, low, "South")])
    seen = period(found)
    assert seen is not None
    assert [unit.name for unit in seen.units] == ["South"]
    assert seen.moved == ((), 0)
    assert seen.compared == seen.table.compared
    assert period(()) is None


def test_a_day_in_the_future_does_not_end_the_newest_period() -> None:
    """One file with a mistyped year left all other units out."""
    found = units([held(2025, LOW), held(2026, LOW), held(2026, LOW, "South"), held(9999, HIGH, "South")])
    today = date(2026, 5, 1)
    assert latest(found, today) == date(2026, 3, 1)
    assert [session.held_on.year for session in ahead(found, today)] == [9999]
    seen = period(found, until=latest(found, today))
    assert seen is not None
    assert [row.session.held_on.year for row in seen.table.rows] == [2026, 2026]
    assert seen.moved.movers == ()
    assert latest(found[1:], date(2020, 1, 1)) == date(9999, 3, 1)


def test_units_without_a_session_in_the_period_are_counted() -> None:
    seen = period(units([held(2020, LOW), held(2026, LOW, "South")]))
    assert seen is not None
    assert (len(seen.units), seen.without) == (1, 1)


def test_some_units_are_compared_with_all_of_the_period() -> None:
    """Filtered units were compared with each other only: who stood higher changed with each letter."""
    found = units([held(2026, HIGH, "North"), held(2026, LOW, "South"), held(2026, LOW, "West")])
    for some, higher in ((found[:1], ["North"]), (found[1:], []), (found, ["North"])):
        seen = narrowed(table_at(found), some)
        assert seen is not None
        assert seen.table == period(some, among=found).table  # type: ignore[union-attr]
        assert [one.unit.name for one in seen.table.examples] == higher
        assert seen.table.compared == 2 * len(some)
        assert seen.table.among == 3
    assert narrowed(table_at(found), ()) is None


@pytest.mark.parametrize(
    ("until", "by"),
    [(None, date(2026, 4, 1)), (date(2025, 3, 1), date(2025, 3, 1)), (date(2026, 3, 1), date(2026, 4, 1))],
)
def test_promises_are_overdue_by_the_end_of_a_period_that_leaves_sessions_out(
    until: date | None, by: date
) -> None:
    assert judged_on(until, newest=date(2026, 3, 1), today=date(2026, 4, 1)) == by


def test_what_moved_starts_anew_where_the_wording_changed_as_the_lines_do() -> None:
    (unit,) = units([held(2025, "6 5 0 0 0 | 0"), held(2026, "0 0 1 5 5 | 0", instrument=REWORDED)])
    assert movers([unit]) == ((), 1)
    assert courses(unit)[0].line.points[1].why == "the wording of the levels differs"


def test_units_beside_each_other_hide_what_may_not_be_shown_and_name_who_to_learn_from() -> None:
    noted = {"vision": AgreedLevel(level=4, example="The plan on one page.")}
    found = units(
        [
            held(2026, "0 0 1 5 8 | 0", "North", agreed_on=noted, audience="organisation"),
            held(2026, "5 5 2 0 0 | 0", "South"),
            held(2026, "4 5 3 0 0 | 0", "West"),
            held(2026, "hidden", "East"),
        ]
    )
    table = across(found)
    assert table is not None
    cells = {row.unit.name: row.cells[0] for row in table.rows}
    assert list(cells) == ["East", "North", "South", "West"]
    assert (cells["East"].mean, cells["East"].why) == (None, "too few answers to show")
    assert [(one.unit.name, one.name, one.evidence) for one in table.examples] == [
        ("North", "Strong vision", "The plan on one page.")
    ]
    assert table.compared == 3 + 4


def test_units_are_ordered_by_what_to_talk_about_and_never_by_how_high_they_stand() -> None:
    apart, low, high = "5 0 0 0 5 | 0", "5 5 0 0 0 | 0", "0 0 0 5 5 | 0"
    found = units([held(2026, high, "A"), held(2026, low, "B"), held(2026, apart, "C")])
    table = across(found)
    assert table is not None
    assert [row.unit.name for row in table.by_talk()] == ["C", "A", "B"]


def test_a_cell_asked_in_another_way_is_shown_and_not_compared() -> None:
    hands = ladders("0 0 0 5 5 | 0", unit="C", organisation="Riverside", held_on=date(2026, 3, 1))
    round_one = hands.rounds[0].model_copy(update={"method": "hands"})
    other = outcome(hands.model_copy(update={"rounds": (round_one,)}), file="c.toml")
    table = across(units([held(2026, "5 5 0 0 0 | 0", "A"), held(2026, "5 5 0 0 0 | 0", "B"), other]))
    assert table is not None
    cell = table.rows[2].cells[0]
    assert cell.mean == 4.5
    assert not cell.compared
    assert "a show of hands" in cell.other_wording


def test_what_became_of_promises_over_time() -> None:
    first = ladders(
        "0 0 5 0 0 | 0",
        held_on=date(2025, 3, 1),
        unit="North",
        actions=(
            Action(id="a1", text="Waive fines", due=date(2025, 6, 1)),
            Action(id="a2", text="Open at nine", due=date(2025, 6, 1)),
        ),
        stops=(
            StopItem(id="s1", item="Form 7"),
            StopItem(id="s2", item="Stamps"),
            StopItem(id="s3", item="Lists", status="paused"),
        ),
    )
    later = ladders(
        "0 0 5 0 0 | 0",
        held_on=date(2026, 3, 1),
        unit="North",
        follow_up=(
            FollowUp(id="a1", text="Waive fines", became="not yet"),
            FollowUp(id="a2", text="Open at nine", became="done", noticed="better"),
            FollowUp(id="s1", text="Form 7", became="stopped", noticed="no"),
            FollowUp(id="s2", text="Stamps", became="returned"),
            FollowUp(id="s3", text="Lists", became="not yet"),
        ),
    )
    found = {fate.text: fate for fate in fates([outcome(first), outcome(later)], date(2026, 4, 1))}
    assert {text: (fate.came_back, fate.overdue) for text, fate in found.items()} == {
        "Waive fines": (True, True),
        "Open at nine": (False, False),
        "Form 7": (False, False),
        "Stamps": (True, False),
        "Lists": (False, False),
    }
    assert say_fate(found["Form 7"]) == "“Form 7” (2025-03-01) was stopped; users did not notice."
    assert say_fate(found["Stamps"]) == "“Stamps” (2025-03-01) was stopped and came back."
    assert "is still paused; whether" in say_fate(found["Lists"])
    assert "overdue since 2025-06-01" in say_fate(found["Waive fines"])


def test_a_session_counts_once_and_what_users_noticed_stays_known() -> None:
    promised = Action(id="a1", text="Waive fines", due=date(2025, 6, 1))
    stop = StopItem(id="s1", item="Form 7", due=date(2025, 6, 1), status="paused")
    again = (FollowUp(id="a1", text="Waive fines", became="not yet"),) * 2
    found = [
        outcome(ladders("0 0 5 0 0 | 0", held_on=date(year, 3, 1), unit="North", **kept))
        for year, kept in (
            (2025, {"actions": (promised,), "stops": (stop,)}),
            (2026, {"follow_up": (*again, FollowUp(id="s1", text="", became="stopped", noticed="better"))}),
            (2027, {"follow_up": (FollowUp(id="s1", text="", became="kept with a reason"),)}),
            (2028, {"follow_up": (FollowUp(id="s1", text="", became="paused"),)}),
        )
    ]
    fines, form = fates(found[:3], date(2027, 4, 1))
    assert (fines.asked_again, form.noticed) == (1, "better")
    assert say_fates((fines, form))[0] == "2 things to try or to stop: settled 1, came back 1, overdue 1."
    _fines, form = fates(found, date(2028, 4, 1))
    assert (form.came_back, form.overdue) == (False, True)
    assert "came back" not in say_fate(form)


def test_nothing_is_made_of_nothing() -> None:
    assert units([]) == ()
    assert across(()) is None
    assert movers(()) == ((), 0)
    assert fates((), date(2026, 1, 1)) == ()
    assert outcome(ladders("0 0 5 0 0 | 0")).result("vision", LADDER) == Tally((0, 0, 5, 0, 0))


def test_nothing_is_said_to_have_stayed_where_nothing_could_be_compared() -> None:
    found = units([held(2026, "6 5 0 0 0 | 0")])
    moved = movers(found)
    said = "".join(run.text for row in mover_rows(moved, Names.on(found), 200) for run in row)
    assert moved.compared == 0
    assert "Nothing to compare yet" in said
    assert "Nothing moved" not in said
