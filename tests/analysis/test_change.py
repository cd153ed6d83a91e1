"""Comparing two sessions: what counts as the same question, what stands out, and how it is said."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.build import INSTRUMENT, SPEECH, STAFF, VISION, ladders, only, round_of, session
from workshop.analysis.change import AttributeChange, Change, Verdict, change, compare, statement_mean
from workshop.model.instrument import Attribute, Statement
from workshop.model.session import Session
from workshop.model.tally import HIDDEN, Band, Result, Shape, Tally

tallies = st.builds(Tally, st.tuples(*[st.integers(0, 12)] * 5), st.integers(0, 5))
MIRROR = {Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER}


def _vision(first: Session, second: Session) -> AttributeChange:
    return next(entry for entry in compare(first, second).attributes if entry.attribute == "vision")


def _ladder(first: Session, second: Session) -> Change:
    ladder = _vision(first, second).ladder
    assert ladder is not None
    return ladder


# One question


@given(tallies, tallies)
def test_looking_back_mirrors_looking_forward(first: Tally, second: Tally) -> None:
    forth, back = change(first, second), change(second, first)
    assert back.change == (None if forth.change is None else -forth.change)
    assert back.margin == forth.margin
    assert back.verdict == MIRROR.get(forth.verdict, forth.verdict)


@given(tallies)
def test_a_session_has_not_changed_from_itself(tally: Tally) -> None:
    assert change(tally, tally).verdict in {Verdict.NO_CLEAR_CHANGE, Verdict.TOO_FEW}


@given(tallies, tallies)
def test_a_verdict_of_higher_or_lower_means_more_than_the_margin(first: Tally, second: Tally) -> None:
    found = change(first, second)
    if found.change is not None and found.margin is not None:
        stands_out = found.verdict in {Verdict.HIGHER, Verdict.LOWER}
        assert stands_out == (abs(found.change) > found.margin)


def test_the_margin_is_welchs(stats: Any) -> None:
    first, second = [2, 2, 3, 3, 4, 1, 2, 5, 3], [3, 4, 4, 5, 2, 4, 3, 4, 5, 4, 3]
    oracle = stats.ttest_ind(second, first, equal_var=False).confidence_interval(0.95)
    margin = change(Tally.of(first), Tally.of(second)).margin
    assert margin == pytest.approx(float(oracle.high - oracle.low) / 2)


def test_the_margin_takes_a_variance_of_a_quarter_at_least(stats: Any) -> None:
    found = change(Tally((0, 0, 4, 0, 0)), Tally((0, 0, 0, 9, 0)))
    errors = 0.25 / 4, 0.25 / 9
    df = sum(errors) ** 2 / (errors[0] ** 2 / 3 + errors[1] ** 2 / 8)
    assert found.margin == pytest.approx(float(stats.t.ppf(0.975, df)) * math.sqrt(sum(errors)))


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (Tally((0, 6, 3, 0, 0)), Tally((0, 0, 3, 6, 0)), Verdict.HIGHER),
        (Tally((0, 0, 3, 6, 0)), Tally((0, 6, 3, 0, 0)), Verdict.LOWER),
        (Tally((0, 3, 3, 3, 0)), Tally((0, 2, 3, 4, 0)), Verdict.NO_CLEAR_CHANGE),
        (Tally((0, 0, 2, 0, 0)), Tally((0, 0, 0, 0, 9)), Verdict.TOO_FEW),
        (Tally((0, 0, 0, 0, 9)), Tally((0, 0, 2, 0, 0)), Verdict.TOO_FEW),
        (Tally((0, 0, 0, 0, 0)), Tally((0, 0, 3, 0, 0)), Verdict.TOO_FEW),
        (Tally((0, 0, 3, 0, 0)), Tally((0, 0, 0, 0, 3)), Verdict.HIGHER),
    ],
)
def test_verdicts(first: Tally, second: Tally, verdict: Verdict) -> None:
    found = change(first, second)
    assert found.verdict is verdict
    assert found.n == (first.n, second.n)
    assert (found.margin is None) == (verdict is Verdict.TOO_FEW)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (HIDDEN, Tally((0, 0, 5, 0, 0)), "too few answers to show in the first session"),
        (Tally((0, 0, 5, 0, 0)), HIDDEN, "too few answers to show in the second session"),
        (HIDDEN, HIDDEN, "too few answers to show in both sessions"),
        (
            Tally((0, 0, 5, 0, 0)),
            Band((3, 3), Shape.MIXED),
            "only the median may be shown in the second session",
        ),
        (None, Tally((0, 0, 5, 0, 0)), "not asked in the first session"),
        (
            HIDDEN,
            Band((3, 3), Shape.MIXED),
            "too few answers to show in the first session; "
            "only the median may be shown in the second session",
        ),
    ],
)
def test_what_is_not_shown_is_not_compared(first: Result | None, second: Result | None, why: str) -> None:
    found = change(first, second)
    assert (found.verdict, found.why) == (Verdict.NOT_COMPARABLE, why)
    assert found.change is found.margin is None


# The same question?


def _with_levels(attribute: Attribute) -> Attribute:
    return Attribute(**{**dict(attribute), "ladder": ("0", "1", "2", "3", "4")})


@pytest.mark.parametrize(
    ("instrument", "why"),
    [
        (only(VISION, STAFF, ladder_stem="Pick one."), "the stem differs"),
        (only(_with_levels(VISION), STAFF), "the wording of the levels differs"),
        (
            only(_with_levels(VISION), ladder_stem="Pick one."),
            "the stem and the wording of the levels differ",
        ),
        (only(Attribute(**{**dict(VISION), "name": "Vision"})), "the wording differs"),
        (only(VISION, STAFF, language="de", ladder_stem="Was passt?"), "the language differs"),
    ],
)
def test_other_words_are_never_silently_compared(instrument: Any, why: str) -> None:
    first = ladders("0 6 3 0 0 | 0")
    second = session(round_of({"vision": {"ladder": "0 0 3 6 0 | 0"}}), instrument=instrument)
    assert (_ladder(first, second).verdict, _ladder(first, second).why) == (Verdict.NOT_COMPARABLE, why)
    assert _ladder(first, second).n == (9, 9)
    assert _vision(first, second).sentence == f"Not comparable: {why}."


def test_a_statement_on_another_scale_is_not_compared() -> None:
    asked = round_of({"vision": {"shared": "0 0 3 6 0 | 0"}})
    other = only(VISION, STAFF, scale=("no", "hardly", "partly", "mostly", "yes"))
    statements = _vision(session(asked), session(asked, instrument=other)).statements
    assert [found.why for _, _, found in statements] == ["the wording of the levels differs"]


def test_words_filled_in_do_not_matter() -> None:
    asked = round_of({"vision": {"shared": "0 6 3 0 0 | 0"}})
    first = session(asked, words={"user": "patron", "users": "patrons"})
    second = session(asked, words={"user": "student", "users": "students"})
    ((key, text, found),) = _vision(first, second).statements
    assert (key, text) == ("shared", "Students are told where we are heading.")
    assert found.verdict is Verdict.NO_CLEAR_CHANGE
    assert "The first session spoke of patrons, the second of students." in compare(first, second).notes


def test_hands_are_not_compared_with_ballots() -> None:
    by_ballot = ladders("0 6 3 0 0 | 0")
    by_hand = session(round_of({"vision": {"ladder": "0 0 3 6 0 | 0"}}, method="hands"))
    assert _ladder(by_ballot, by_hand).why == "ballots in the first session, a show of hands in the second"
    assert not compare(by_ballot, by_hand).comparable
    assert _ladder(by_hand, by_hand).verdict is Verdict.NO_CLEAR_CHANGE


def test_quick_and_full_compare_on_what_both_asked() -> None:
    full = session(round_of({"vision": {"ladder": "0 6 3 0 0 | 0", "shared": "0 0 9 0 0 | 0"}}))
    quick = session(round_of({"vision": {"ladder": "0 0 3 6 0 | 0"}}), depth="quick")
    entry = _vision(full, quick)
    assert entry.ladder is not None
    assert entry.ladder.verdict is Verdict.HIGHER
    assert [(key, found.why) for key, _, found in entry.statements] == [
        ("shared", "not asked in the second session")
    ]


def test_only_first_rounds_are_compared() -> None:
    before = {"vision": {"ladder": "0 6 3 0 0 | 0"}}
    after = {"vision": {"ladder": "0 0 0 0 9 | 0"}}
    talked = session(round_of(before), round_of(after, number=2))
    assert _ladder(session(round_of(before)), talked).change == 0


def test_an_attribute_of_one_session_only_is_listed() -> None:
    first = ladders("0 6 3 0 0 | 0")
    second = session(round_of({"vision": {"ladder": "0 6 3 0 0 | 0"}}), instrument=only(VISION))
    entries = compare(first, second).attributes
    assert [entry.attribute for entry in entries] == ["vision", "staff"]
    assert entries[1].sentence == "Not comparable: not asked in the second session."


def test_a_session_not_yet_counted_says_so() -> None:
    comparison = compare(ladders("0 6 3 0 0 | 0"), session())
    assert not comparison.comparable
    assert (
        comparison.attributes[0].sentence == "Not comparable: round 1 is not counted in the second session."
    )
    assert "Round 1 of “Spring” is not counted." in comparison.notes
    assert comparison.footer == ()


# Sentences


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (
            "0 6 3 0 0 | 0",
            "0 0 4 7 0 | 1",
            "Higher than last time, by more than a group this size usually varies "
            "(2.3, then 3.6; 9 and 11 answers).",
        ),
        (
            "0 0 4 7 0 | 0",
            "0 6 3 0 0 | 0",
            "Lower than last time, by more than a group this size usually varies "
            "(3.6, then 2.3; 11 and 9 answers).",
        ),
        (
            "0 3 4 2 0 | 0",
            "0 2 5 3 1 | 0",
            "No clear change: with groups this small, only a move of about ±0.8 would stand out "
            "(2.9, then 3.3; 9 and 11 answers).",
        ),
        (
            "2 0 0 0 1 | 0",
            "1 0 0 0 2 | 0",
            "No clear change: with groups this small, no move on this scale would stand out "
            "(2.3, then 3.7; 3 and 3 answers).",
        ),
        ("0 1 0 0 0 | 0", "0 0 4 7 0 | 0", "Too few answers to compare: 1, then 11."),
        ("hidden", "0 0 4 7 0 | 0", "Not comparable: too few answers to show in the first session."),
    ],
)
def test_a_change_is_said_with_both_numbers_of_answers(first: str, second: str, sentence: str) -> None:
    assert _vision(ladders(first, mode="open"), ladders(second, mode="open")).sentence == sentence


LOW, HIGH = "0 6 3 0 0 | 0", "0 0 3 6 0 | 0"


@pytest.mark.parametrize(
    ("votes", "agreed", "said"),
    [
        ((LOW, LOW), (3, 4), "The team agreed on 4 (was 3); the private votes show no clear move."),
        ((LOW, LOW), (4, 3), "The team agreed on 3 (was 4); the private votes show no clear move."),
        ((HIGH, LOW), (3, 4), "The team agreed on 4 (was 3); the private votes moved the other way."),
        ((LOW, HIGH), (3, 3), "The team agreed on 3, as last time; the private votes are higher."),
        ((LOW, "hidden"), (3, 4), "The team agreed on 4 (was 3); the private votes cannot be compared."),
        ((LOW, HIGH), (3, 4), ""),
        ((LOW, LOW), (3, 3), ""),
        ((LOW, "hidden"), (3, 3), ""),
        ((LOW, LOW), (None, 4), ""),
    ],
)
def test_it_is_said_when_agreed_level_and_votes_part(
    votes: tuple[str, str], agreed: tuple[int | None, int | None], said: str
) -> None:
    first, second = (
        ladders(vote, agreed={} if level is None else {"vision": level})
        for vote, level in zip(votes, agreed, strict=True)
    )
    entry = _vision(first, second)
    assert entry.agreed == agreed
    assert ("The team agreed" in entry.sentence) == bool(said)
    assert entry.sentence.endswith(said)


def test_levels_of_different_ladders_are_not_set_side_by_side() -> None:
    second = session(
        round_of({"vision": {"ladder": LOW}}), agreed={"vision": 4}, instrument=only(_with_levels(VISION))
    )
    assert "agreed" not in _vision(ladders(LOW, agreed={"vision": 3}), second).sentence


def test_votes_by_hand_are_not_called_private() -> None:
    asked = round_of({"vision": {"ladder": LOW}}, method="hands")
    first, second = session(asked, agreed={"vision": 3}), session(asked, agreed={"vision": 4})
    assert _vision(first, second).sentence.endswith("the votes show no clear move.")


def test_agreed_levels_stand_side_by_side_even_where_hands_met_ballots() -> None:
    by_hand = session(round_of({"vision": {"ladder": LOW}}, method="hands"), agreed={"vision": 4})
    assert _vision(ladders(LOW, agreed={"vision": 3}), by_hand).sentence == (
        "Not comparable: ballots in the first session, a show of hands in the second. "
        "The team agreed on 4 (was 3); the votes cannot be compared."
    )


def _speech(bad_news: str, asked: str) -> Session:
    tallies = {"speech": {"bad-news": bad_news, "asked": asked}}
    return session(round_of(tallies), instrument=only(SPEECH))


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        (
            _speech(HIGH, LOW),
            "Of 2 statements: 1 higher than last time, by more than a group this size usually varies; "
            "1 without a clear change (9 and 9 answers).",
        ),
        (
            _speech("0 0 0 7 0 | 2", HIGH),
            "Of 2 statements: 2 higher than last time, by more than a group this size usually varies "
            "(9 and 7–9 answers).",
        ),
        (
            _speech("hidden", LOW),
            "Of 2 statements: 1 without a clear change; 1 not compared (9 and 9 answers).",
        ),
        (_speech("hidden", "hidden"), "Not comparable: too few answers to show in the second session."),
    ],
)
def test_without_a_ladder_the_statements_speak(second: Session, sentence: str) -> None:
    (entry,) = compare(_speech(LOW, LOW), second).attributes
    assert entry.ladder is None
    assert entry.sentence == sentence


def test_statements_speak_where_only_the_ladder_changed() -> None:
    asked = round_of({"vision": {"ladder": LOW, "shared": LOW}})
    comparison = compare(session(asked), session(asked, instrument=only(_with_levels(VISION))))
    assert comparison.attributes[0].sentence == (
        "Not comparable: the wording of the levels differs. "
        "Of 1 statement: 1 without a clear change (9 and 9 answers)."
    )
    assert comparison.compared == 1


# The page


def _page(attributes: int) -> tuple[Session, Session]:
    many = [Attribute(**{**dict(STAFF), "id": f"a{at}"}) for at in range(attributes)]
    asked = session(round_of({a.id: {"ladder": LOW} for a in many}), instrument=only(*many))
    return asked, asked


@pytest.mark.parametrize(
    ("attributes", "often"),
    [
        (1, "about 1 time in 20"),
        (2, "about 1 time in 10"),
        (6, "about 3 times in 10"),
        (18, "about 6 times in 10"),
        (40, "about 9 times in 10"),
    ],
)
def test_the_footer_says_how_often_chance_alone_would_show_something(attributes: int, often: str) -> None:
    comparison = compare(*_page(attributes))
    assert comparison.compared == attributes
    assert comparison.footer == (
        "Different people may have answered.",
        "If nothing had changed, a page like this would show at least one “higher” or “lower” " + often + ".",
    )


def test_too_few_answers_are_not_counted_as_a_comparison() -> None:
    comparison = compare(ladders(LOW, "0 2 0 0 0 | 0", mode="open"), ladders(LOW, LOW))
    assert (comparison.compared, comparison.comparable) == (1, True)


def test_notes_name_what_differs_between_the_sessions() -> None:
    first = ladders(LOW, unit="North branch", organisation="Riverside")
    second = session(
        round_of({}, method="hands"),
        unit="South branch",
        depth="quick",
        instrument=only(VISION, STAFF, version="2", language="de"),
    )
    assert compare(first, second).notes == (
        "Two different teams (North branch, Riverside; South branch): this is no change over time.",
        "Different questions (“Small” 1, then “Small” 2): only what is worded alike is compared.",
        "The language differs: nothing is compared.",
        "One session used ballots, the other a show of hands: nothing is compared.",
        "One session was quick, the other full: what both asked is compared.",
    )
    assert compare(first, first).notes == ()


# The mean of statements


def test_an_attributes_statement_mean_is_of_shown_statements_only() -> None:
    three = Attribute(
        **{**dict(VISION), "statements": (*VISION.statements, Statement(id="more", text="More."))}
    )
    tallies = {"shared": "0 6 0 0 0 | 0", "used": "0 0 0 0 5 | 0", "ladder": "9 0 0 0 0 | 0"}

    def mean(more: str) -> float | None:
        asked = round_of({"vision": {**tallies, "more": more}})
        return statement_mean(session(asked, instrument=only(three)), "vision")

    assert mean("0 0 8 0 0 | 0") == pytest.approx((2 + 5 + 3) / 3)  # each statement weighs the same
    assert mean("hidden") == pytest.approx(3.5)
    assert mean("median 1, together") == pytest.approx(3.5)


def test_no_shown_statement_means_no_statement_mean() -> None:
    assert statement_mean(ladders(LOW), "vision") is None
    assert statement_mean(session(), "vision") is None


def test_an_open_session_shows_statements_with_any_answer() -> None:
    asked = round_of({"vision": {"shared": "0 1 0 0 0 | 0", "used": "0 0 0 0 0 | 1"}})
    assert statement_mean(session(asked, mode="open"), "vision") == 2


def test_a_show_of_hands_has_no_threshold() -> None:
    asked = round_of({"vision": {"shared": "0 2 0 0 0 | 0"}}, method="hands")
    assert statement_mean(session(asked), "vision") == 2


def test_the_sample_instrument_fits_its_sessions() -> None:
    assert [question.key for question in session().asked] == [
        "vision.shared",
        "vision.used",
        "vision.ladder",
        "staff.ladder",
    ]
    assert INSTRUMENT.attributes == (VISION, STAFF)
