"""Rating line by line: each word one can type, lines nobody expects, and an input that ends anywhere."""

from __future__ import annotations

import io
import platform
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.model.build import plan
from workshop.errors import WorkshopError
from workshop.model.ballot import Ballot
from workshop.model.text import PARAGRAPH
from workshop.plain.questioning import HELP
from workshop.plain.rating import rate
from workshop.store import sealing, sessions
from workshop.store.ballot_box import RoundClosed
from workshop.store.seat import Seat, take_seat

SHARED, USED, VISION, STAFF = "vision.shared", "vision.used", "vision.ladder", "staff.ladder"
Open = Callable[..., Path]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Makes an open session of four questions."""

    def make(**fields: Any) -> Path:
        path = sessions.create(plan(**{"mode": "open", "invited": 8, **fields}), tmp_path / "assessments")
        sealing.open_round(path)
        return path

    return make


def talk(path: Path, *lines: str, seat: Seat | None = None) -> tuple[str, Ballot]:
    """Return what was said, and the ballot at the end, when ``lines`` were typed."""
    said = io.StringIO()
    ballot = rate(seat or take_seat(path), io.StringIO("".join(f"{line}\n" for line in lines)), said)
    return said.getvalue(), ballot


def kept(path: Path, seat: Seat) -> Ballot:
    return seat.box.ballots()[seat.ticket.participant]


WORDS = [
    (["4"], {SHARED: 4}, "Recorded: 4, often"),
    (["0"], {SHARED: 0}, "Recorded: not sure"),
    (["?"], {SHARED: 0}, "Recorded: not sure"),
    ([" 4 "], {SHARED: 4}, "Recorded: 4, often"),
    (["", "", "2"], {VISION: 2}, "Recorded: level 2"),
    ([""], {}, "Skipped."),
    (["4", "b", ""], {SHARED: 4}, "Left as it is."),
    (["4", "b", "1"], {SHARED: 1}, "Your answer so far: 4, often"),
    (["4", "back", "1"], {SHARED: 1}, "Back."),
    (["b"], {}, "This is the first question."),
    (["4", "u"], {}, "Taken back."),
    (["u"], {}, "Nothing to take back."),
    (["UNDO"], {}, "Nothing to take back."),
    (["r"], {}, "1. How often?\nUsers are told"),
    (["a"], {}, "Attribute 1 of 2: Strong vision."),
    (["h"], {}, HELP),
    (["help"], {}, HELP),
    (["q"], {}, "Saved. To go on: workshop rate"),
    (["6"], {}, '"6" is no answer. Type 1 to 5, 0 for not sure, or h for help.'),
    (["-1"], {}, '"-1" is no answer.'),
    (["４"], {}, '"４" is no answer.'),
    (["45"], {}, '"45" is no answer.'),
    (["x" * 9_000], {}, '"xxxxxxxxxxxxxxxxxxx…" is no answer.'),
    (["9" * 9_000], {}, "is no answer."),
    (["\x1b[2J\x07"], {}, "Skipped."),
    (["\u202e4"], {SHARED: 4}, "Recorded: 4, often"),
    (["[/] {users}"], {}, '"[/] {users}" is no answer.'),
]


@pytest.mark.parametrize(("lines", "answers", "says"), WORDS, ids=[repr(w[0])[:30] for w in WORDS])
def test_what_each_word_does(opened: Open, lines: Sequence[str], answers: dict[str, int], says: str) -> None:
    path = opened()
    seat = take_seat(path)
    said, ballot = talk(path, *lines, seat=seat)
    assert says in said
    assert ballot.answers == answers
    assert kept(path, seat) == ballot
    assert "\x1b" not in said


def test_the_whole_of_a_short_session(opened: Open) -> None:
    """What somebody hears from the first word to the last."""
    path = opened(title="Spring", words={"user": "patron", "users": "patrons"})
    seat = take_seat(path)
    said, _ = talk(path, "4", "0", "2", "", "y", "", seat=seat)
    assert (
        said
        == f"""Your code to come back: {seat.ticket.code}
Spring. 4 questions.
Here means North, as you see it.
A session keeps the count, never the ballot.
This session is open: every count is shown, however few answer.
Who sees the result: the team.
Whoever administers this machine ({platform.node()}) can read open ballots.
h is help.

Attribute 1 of 2: Strong vision.

1. How often?
Patrons are told where we are heading.
1 never, 2 rarely, 3 sometimes, 4 often, 5 nearly always, 0 not sure
Recorded: 4, often

2. How often?
Our vision settles a choice.
1 never, 2 rarely, 3 sometimes, 4 often, 5 nearly always, 0 not sure
Recorded: not sure

3. Which is closest?
1 none
2 a little
3 some
4 much
5 all
Recorded: level 2

Attribute 2 of 2: Empowered staff.

4. Which is closest?
1 none
2 a little
3 some
4 much
5 all
Skipped.

That was the last question. 3 of 4 answered.
Not answered: 4, Empowered staff: which level
Hand in? y hands in. A number goes to that question, and e comes back here; b goes back, q leaves.
Handed in. Until the round is closed you may change or withdraw it.
Your code to come back: {seat.ticket.code}
Done. Enter leaves. change goes through the answers again, withdraw takes them all back.
"""
    )


FULL = [
    "c",
    "more time",
    "4",
    "b",
    "3",
    "0",
    "u",
    "1",
    "2",
    "5",
    "3",
    "2",
    "",
    "y",
    "change",
    "1",
    "1",
    "1",
    "1",
]
FULL += ["y", "withdraw", "withdraw"]


@pytest.mark.parametrize("lines", range(len(FULL) + 1))
def test_wherever_the_input_ends_all_that_was_said_is_saved(opened: Open, lines: int) -> None:
    path = opened()
    seat = take_seat(path)
    said, ballot = talk(path, *FULL[:lines], seat=seat)
    assert kept(path, seat) == ballot
    assert "no answer" not in said
    if "Withdrawn" not in said:
        assert seat.ticket.code in said.splitlines()[-1]


def test_a_number_before_handing_in_goes_to_that_question(opened: Open) -> None:
    path = opened()
    said, ballot = talk(path, "1", "1", "1", "1", "2", "5", "", "", "y", "")
    assert list(ballot.answers.values()) == [1, 5, 1, 1]
    assert ballot.handed_in
    assert said.count("\n2. How often?") == 2


@pytest.mark.parametrize("word", ["e", "end", "E"])
def test_from_any_question_one_word_goes_to_the_end(opened: Open, word: str) -> None:
    said, ballot = talk(opened(), "1", "1", word, "1", "5", word, "y", "")
    assert list(ballot.answers.values()) == [5, 1]
    assert ballot.handed_in
    assert said.count("Hand in?") == 2


@pytest.mark.parametrize("nonsense", ["0", "5", "99", "9" * 6000, "no", "²", "-1", "y y", "[/]"])
def test_nonsense_before_handing_in_is_asked_again(opened: Open, nonsense: str) -> None:
    said, ballot = talk(opened(), "", "", "", "", nonsense, "y", "")
    assert ballot.handed_in
    assert said.count("Hand in?") == 2


@pytest.mark.parametrize("word", ["b", "back"])
def test_back_from_the_end_goes_to_the_last_question(opened: Open, word: str) -> None:
    _, ballot = talk(opened(), "", "", "", "", word, "3", "y", "")
    assert ballot.answers == {STAFF: 3}
    assert ballot.handed_in


def test_a_comment_belongs_to_the_attribute(opened: Open) -> None:
    said, ballot = talk(opened(), "c", "more [/] time \x1b[31mred\x1b[0m", "q")
    assert ballot.comments == {"vision": "more [/] time red"}
    assert "Could someone guess who wrote this?" in said


def test_a_comment_can_be_left_changed_and_taken_away(opened: Open) -> None:
    path = opened()
    assert talk(path, "c", "first", "c", "", "q")[1].comments == {"vision": "first"}
    assert talk(path, "c", "second", "q")[1].comments == {"vision": "second"}
    assert talk(path, "c", "-", "q")[1].comments == {}


def test_a_comment_of_ten_thousand_characters_is_cut_and_that_is_said(opened: Open) -> None:
    said, ballot = talk(opened(), "c", "long " * 2000, "q")
    assert len(ballot.comments["vision"]) <= PARAGRAPH
    assert ballot.comments["vision"].endswith("…")
    assert f"Comment recorded, cut to {PARAGRAPH} characters." in said


def test_changing_after_handing_in(opened: Open) -> None:
    path = opened()
    said, ballot = talk(path, "1", "1", "1", "1", "y", "change", "5", "", "", "", "y", "")
    assert list(ballot.answers.values()) == [5, 1, 1, 1]
    assert ballot.handed_in
    assert said.count("Handed in.") == 2


def test_withdrawing_asks_once_more(opened: Open) -> None:
    path = opened()
    said, ballot = talk(path, "1", "1", "1", "1", "y", "withdraw", "no")
    assert len(ballot.answers) == 4
    assert ballot.handed_in
    said, ballot = talk(path, "withdraw", "WITHDRAW")
    assert "Withdrawn. Nothing of it will be counted." in said
    assert ballot.answers == {}
    assert not ballot.handed_in


def test_who_comes_back_after_handing_in_is_not_asked_again(opened: Open) -> None:
    path = opened()
    talk(path, "1", "1", "1", "1", "y", "")
    said, _ = talk(path, "")
    assert "How often?" not in said
    assert "change goes through the answers again" in said


@pytest.mark.parametrize(
    ("typed", "group"),
    [("1", "desk"), ("2", "back office"), ("", ""), ("0", ""), ("3", ""), ("nonsense", ""), ("9" * 6000, "")],
    ids=["1", "2", "none", "0", "3", "nonsense", "huge"],
)
def test_groups(opened: Open, typed: str, group: str) -> None:
    path = opened(grouping={"name": "Role", "groups": ("desk", "back office")})
    said, ballot = talk(path, typed, "4", "q")
    assert "Role: answers are also shown by group, however few.\n0 prefer not to say\n1 desk\n" in said
    assert "Role? A number; Enter is 0.\n" in said
    assert ballot.group == group
    assert ballot.answers == {SHARED: 4}


def test_a_confidential_session_says_what_holds(opened: Open) -> None:
    said, _ = talk(opened(mode="confidential"))
    assert "Confidential: nothing is shown from fewer than 5 answers." in said
    assert f"Whoever administers this machine ({platform.node()}) can read open ballots." in said


def test_an_answer_that_cannot_be_saved_is_asked_again(opened: Open) -> None:
    refusals = [None, WorkshopError("the answer cannot be saved: No space left on device", "later")]

    class Refusing(Seat):
        def cast(self, ballot: Ballot) -> None:
            if refusals and (error := refusals.pop(0)):
                raise error
            super().cast(ballot)

    path = opened()
    seat = take_seat(path)
    refusing = Refusing(**{name: getattr(seat, name) for name in seat.__dataclass_fields__})
    said, ballot = talk(path, "4", "5", "5", "q", seat=refusing)
    assert "Not saved: the answer cannot be saved: No space left on device. Answer again." in said
    assert said.count("Recorded: ") == 2
    assert ballot.answers == {SHARED: 4, USED: 5}
    assert kept(path, seat) == ballot


def test_a_closed_round_ends_it(opened: Open) -> None:
    path = opened()
    seat = take_seat(path)
    seat.cast(seat.ballot.changed(answers={SHARED: 1}))
    sealing.close_round(path)
    with pytest.raises(RoundClosed, match="the round is closed"):
        talk(path, "5", seat=seat)
