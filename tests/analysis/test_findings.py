"""Sentences, one case a row: what the numbers support and nothing more."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.build import SPEECH, STAFF, VISION, ladders, only, round_of, session
from workshop.analysis.findings import findings, sentence
from workshop.model.session import AgreedLevel, Session
from workshop.model.tally import Tally, parse_result


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0 0 4 4 0 | 0", "Together: all 8 chose 3 or 4."),
        ("0 0 5 4 1 | 0", "Together: 9 of 10 chose 3 or 4."),
        ("0 1 9 1 0 | 1", "Together: 9 of 11 chose 3."),
        ("0 0 6 0 0 | 0", "Together: all 6 chose 3."),
        ("0 2 5 3 1 | 0", "Mixed: 8 of 11 chose 3 or 4, 2 chose 2, 1 chose 5."),
        ("1 0 4 0 1 | 0", "Mixed: 4 of 6 chose 3, 1 chose 1, 1 chose 5."),
        ("1 1 1 0 0 | 0", "Mixed: 2 of 3 chose 1 or 2, 1 chose 3."),
        ("3 1 3 1 3 | 0", "Apart: 11 answers from 1 to 5, on average 1.3 levels from the middle."),
        ("0 4 2 1 2 | 0", "Apart: 9 answers from 2 to 5, on average 1.0 levels from the middle."),
        ("3 2 1 2 3 | 0", "Two groups of answers: 5 of 11 chose 1 or 2, 5 chose 4 or 5, 1 chose 3."),
        ("3 0 0 3 0 | 0", "Two groups of answers: 3 of 6 chose 1, 3 chose 4."),
        ("0 0 1 0 0 | 0", "Too few answers to say more: 1 of 1 chose 3."),
        ("0 1 0 1 0 | 0", "Too few answers to say more: 1 of 2 chose 2, 1 chose 4."),
        ("0 0 2 0 0 | 0", "Too few answers to say more: both chose 3."),
        ("0 0 0 0 0 | 0", "No answers."),
        ("0 0 0 0 0 | 4", "Nobody could say – what evidence would help?"),
        ("hidden", "Fewer than 5 answers: not shown."),
        (
            "median 3, together",
            "Median 3, together; how many chose what is not shown, to keep the answers confidential.",
        ),
        (
            "median 2-3, two groups",
            "Median between 2 and 3, two groups of answers; "
            "how many chose what is not shown, to keep the answers confidential.",
        ),
        (
            "median 3, too few",
            "Median 3; how many chose what is not shown, to keep the answers confidential.",
        ),
        (
            "0 0 4 3 0 | 4",
            "Together: all 7 chose 3 or 4. 4 of 11 were not sure: we do not know yet.",
        ),
        (
            "0 0 2 0 0 | 1",
            "Too few answers to say more: both chose 3. 1 of 3 was not sure: we do not know yet.",
        ),
        ("0 0 4 3 0 | 3", "Together: all 7 chose 3 or 4."),
    ],
)
def test_one_question_is_said_in_one_sentence(text: str, said: str) -> None:
    assert sentence(parse_result(text), needed=5) == said


def test_a_question_that_was_not_asked_says_so() -> None:
    assert sentence(None, needed=5) == "Not asked."


def test_a_hidden_question_names_the_threshold() -> None:
    assert sentence(parse_result("hidden"), needed=3) == "Fewer than 3 answers: not shown."


@given(st.builds(Tally, st.tuples(*[st.integers(0, 12)] * 5), st.integers(0, 8)))
def test_the_answers_said_never_exceed_those_given_and_never_are_percentages(tally: Tally) -> None:
    said = sentence(tally, needed=1)
    assert "%" not in said
    assert "camp" not in said
    numbers = [int(number) for number in re.findall(r"(\d+) (?:of \d+ )?chose", said)]
    assert sum(numbers) <= tally.n
    if said.startswith(("Mixed", "Two groups")):
        assert sum(numbers) == tally.n


# A whole session


def _whole(given_session: Session) -> list[str]:
    return [found.text for found in findings(given_session) if not found.attribute]


def _about(given_session: Session, attribute: str = "vision") -> list[str]:
    return [found.text for found in findings(given_session) if found.attribute == attribute]


def test_before_the_first_count_there_is_nothing_to_find() -> None:
    assert [found.text for found in findings(session())] == ["Nothing is counted yet."]


@pytest.mark.parametrize(
    ("voted", "invited", "said"),
    [
        (7, 12, ["7 of 12 answered; the others may see it differently."]),
        (6, 10, []),
        (8, 12, []),
        (5, None, []),
    ],
)
def test_it_is_said_when_fewer_than_three_in_five_answered(
    voted: int, invited: int | None, said: list[str]
) -> None:
    asked = round_of({"vision": {"ladder": "0 0 5 0 0 | 0"}}, voted=voted)
    assert _whole(session(asked, invited=invited)) == said


@pytest.mark.parametrize(
    ("corrected", "said"),
    [
        (False, "Round 1 was a show of hands, open to everybody."),
        (True, "Round 1 was a show of hands, open to everybody, corrected afterwards."),
    ],
)
def test_hands_are_said_to_be_open(corrected: bool, said: str) -> None:
    asked = round_of({"vision": {"ladder": "0 0 5 0 0 | 0"}}, method="hands", corrected=corrected)
    assert _whole(session(asked)) == [said]


@pytest.mark.parametrize(
    ("tallies", "said"),
    [
        ({"ladder": "hidden"}, "1 question had fewer than 5 answers and is not shown."),
        ({"ladder": "hidden", "shared": "hidden"}, "2 questions had fewer than 5 answers and are not shown."),
    ],
)
def test_hidden_questions_are_counted(tallies: dict[str, str], said: str) -> None:
    assert _whole(session(round_of({"vision": tallies}))) == [said]


def test_one_persons_view_is_called_that() -> None:
    asked = round_of({"vision": {"ladder": "0 0 1 0 0 | 0"}}, voted=1)
    assert _whole(session(asked, mode="open", invited=1)) == ["This is one person's view."]


def test_attributes_come_in_the_order_of_talking() -> None:
    found = findings(ladders("0 0 9 0 0 | 0", "4 0 0 0 4 | 0"))
    assert [entry.attribute for entry in found] == ["staff", "vision"]


def test_the_last_round_is_said_first_and_then_the_one_before_talking() -> None:
    before = round_of({"vision": {"ladder": "4 0 0 0 4 | 0"}})
    after = round_of({"vision": {"ladder": "0 0 8 0 0 | 0"}}, number=2)
    assert _about(session(before, after)) == [
        "Together: all 8 chose 3.",
        "Before talking, two groups of answers: 4 of 8 chose 1, 4 chose 5.",
    ]


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (1, ["The team agreed on 1; most answers lie between 2 and 3."]),
        (2, []),
        (3, []),
        (5, ["The team agreed on 5; most answers lie between 2 and 3."]),
    ],
)
def test_it_is_said_when_the_agreed_level_leaves_the_votes(level: int, said: list[str]) -> None:
    assert _about(ladders("0 4 4 0 0 | 0", agreed={"vision": level}))[1:] == said


def test_an_agreed_level_beside_one_common_answer() -> None:
    assert _about(ladders("0 8 0 0 0 | 0", agreed={"vision": 4}))[1:] == [
        "The team agreed on 4; most answers are 2."
    ]


def test_no_agreed_level_parts_from_nothing() -> None:
    open_end = ladders("0 4 4 0 0 | 0")
    assert len(_about(open_end.changed(agreed={"vision": AgreedLevel(range=(4, 5))}))) == 1


@pytest.mark.parametrize(
    ("shared", "used", "said"),
    [
        (
            "4 0 0 0 4 | 0",
            "0 0 8 0 0 | 0",
            ["Look first at “Users are told where we are heading.” (two groups of answers)."],
        ),
        (
            "0 0 8 0 0 | 0",
            "0 8 0 0 0 | 0",
            ["Look first at “Our vision settles a choice.” (lowest median: 2)."],
        ),
        ("0 0 8 0 0 | 0", "0 0 8 0 0 | 0", []),
        ("0 0 8 0 0 | 0", "hidden", []),
        ("hidden", "hidden", []),
    ],
)
def test_the_statement_that_stands_out_is_named(shared: str, used: str, said: list[str]) -> None:
    asked = round_of({"vision": {"ladder": "0 0 8 0 0 | 0", "shared": shared, "used": used}})
    assert _about(session(asked))[1:] == said


def test_without_a_ladder_the_most_urgent_statement_speaks() -> None:
    asked = round_of({"speech": {"bad-news": "0 0 8 0 0 | 0", "asked": "0 8 0 0 0 | 0"}})
    assert _about(session(asked, instrument=only(SPEECH)), "speech") == [
        "“We are asked.” Together: all 8 chose 2."
    ]


def test_an_attribute_that_was_not_asked_says_so() -> None:
    asked = round_of({"vision": {"ladder": "0 0 8 0 0 | 0"}})
    unasked = session(asked, instrument=only(VISION, STAFF, SPEECH))
    assert _about(unasked, "staff") == _about(unasked, "speech") == ["Not asked."]


@pytest.mark.parametrize(
    ("felt", "said"),
    [
        (
            "1 3 5 | 2",
            ["Asked what changed since last time, 5 of 9 said better, 3 said the same, 1 said worse."],
        ),
        ("0 5 0 | 0", ["Asked what changed since last time, 5 of 5 said the same."]),
        ("0 0 0 | 6", []),
        ("hidden", []),
    ],
)
def test_felt_change_is_said_as_it_was_answered(felt: str, said: list[str]) -> None:
    asked = round_of({"vision": {"ladder": "0 0 8 0 0 | 0"}}, felt={"vision": parse_result(felt, levels=3)})
    assert _about(session(asked, mode="open"))[1:] == said


def test_words_in_statements_are_filled_in() -> None:
    asked = round_of({"vision": {"shared": "4 0 0 0 4 | 0"}})
    told = session(asked, words={"user": "patron", "users": "patrons"})
    assert "Patrons are told" in _about(told)[1]
