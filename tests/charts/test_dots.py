from __future__ import annotations

import pytest

from tests.charts.pictures import same_picture
from workshop.charts.cells import draw
from workshop.charts.dots import Row, rows, strip
from workshop.charts.scene import Role
from workshop.charts.terminal.strip import scale
from workshop.model.tally import HIDDEN, Band, Shape, Tally

MIXED = Tally((1, 2, 5, 3, 0), 1)
SCALE = ["never", "rarely", "sometimes", "often", "nearly always"]


def test_a_strip_has_a_dot_per_answer_and_marks_the_median_and_the_agreed_level() -> None:
    """The hill is seen first; the count ends each line, and both marks stand at level 3."""
    same_picture(
        strip("Empowered staff", MIXED, agreed=3),
        """
        Empowered staff                                        11 answers · 1 not sure

         5  0
         4  ● ● ●  3
         3  ● ● ● ● ●  5         ◂ median  ◆ agreed
         2  ● ●  2
         1  ●  1
         ?  ○  1  not sure
        """,
    )


def test_short_level_labels_stand_before_the_dots() -> None:
    """A frequency scale reads like a table."""
    same_picture(
        strip("Ideas get an answer", Tally((0, 1, 2, 2, 1)), labels=SCALE),
        """
        Ideas get an answer                                     6 answers · 0 not sure

         5  nearly always  ●  1
         4  often          ● ●  2         ◂ median
         3  sometimes      ● ●  2         ◂ median
         2  rarely         ●  1
         1  never          0
         ?  not sure       0
        """,
    )


def test_described_levels_stand_below_the_dots_whole() -> None:
    """The sentences of a ladder are read under their dots, never instead of them."""
    ladder = ["Nobody could say where we are heading, the plan is on a shelf", "b", "c", "d", "e"]
    text = draw(strip("Strong vision", Tally((1, 0, 0, 0, 0)), labels=ladder), 60).plain().split("\n")
    assert text[-4:] == [
        "  1  ●  1         ◂ median",
        "     Nobody could say where we are heading, the plan is on",
        "     a shelf",
        "  ?  0  not sure",
    ]


def test_a_crowd_is_folded_and_the_scale_is_said() -> None:
    """100,000 answers fit, and even a single one among them has its dot."""
    same_picture(
        strip("All branches", Tally((1, 0, 100_000, 52_000, 0))),
        """
        All branches                                      152,001 answers · 0 not sure

         5  0
         4  ●●●●●●●●●●●  52,000
         3  ●●●●●●●●●●●●●●●●●●●●  100,000  ◂ median
         2  0
         1  ●  1
         ?  0  not sure

        ● = 5,000 answers, rounded up
        """,
    )


@pytest.mark.parametrize(
    ("most", "room", "each"),
    [(0, 9, 1), (9, 9, 1), (10, 9, 2), (18, 9, 2), (19, 9, 5), (46, 9, 10), (100_000, 10, 10_000)],
)
def test_a_dot_stands_for_the_least_round_number_that_fits(most: int, room: int, each: int) -> None:
    assert scale(most, room) == each


def test_hidden_answers_leave_no_number_but_what_the_team_agreed_on_is_shown() -> None:
    """Nothing but the sentence and the agreed level; no count, not even a zero."""
    same_picture(
        strip("Strong vision", HIDDEN, needed=5, agreed=(2, 4)),
        """
        Strong vision

         fewer than 5 answers: not shown

         5
         4             ◇ range 2–4
         3
         2             ◇ range 2–4
         1
        """,
    )


def test_a_band_shows_where_the_median_is_and_no_count() -> None:
    """Both middle levels are marked, and no line has a number but its level."""
    drawing = draw(strip("Strong vision", Band((2, 3), Shape.APART)), 80)
    assert [line.strip() for line in drawing.plain().split("\n")[2:]] == [
        "median 2–3, apart; counts not shown",
        "",
        "5",
        "4",
        "3             ◂ median",
        "2             ◂ median",
        "1",
    ]
    assert drawing.summary == "Strong vision: median 2–3, apart; counts not shown."


def test_when_all_are_not_sure_the_strip_asks_what_would_help() -> None:
    text = draw(strip("Strong vision", Tally((0, 0, 0, 0, 0), 4)), 80).plain()
    assert "nobody could say – what evidence would help?" in text
    assert "?  ○ ○ ○ ○  4  not sure" in text


def test_the_sentence_of_a_strip_says_all_of_it() -> None:
    assert (
        strip("Empowered staff", MIXED, agreed=3).summary
        == "Empowered staff: median 3 of 11 answers, mixed, 1 not sure, agreed 3."
    )


def test_rows_put_six_attributes_on_one_axis() -> None:
    """Hills on one axis with their counts below, the median between marks, the agreed level after it."""
    same_picture(
        rows(
            [
                Row("Strong vision", Tally((0, 2, 5, 3, 1)), 3),
                Row("Empowered staff", Tally((1, 2, 2, 4, 1), 1)),
                Row("Flexible, adaptable, supportive culture", Tally((3, 1, 1, 3, 1), 2), (2, 4)),
                Row("Divergent thinking", HIDDEN, 2),
                Row("Deliberate use of resources", Band((2, 3), Shape.APART)),
                Row("Clear purpose", None),
            ],
            title="North branch",
            needed=5,
        ),
        """
        North branch

                                   1        2        3        4        5        n    ?
        Strong vision                       ●●     ●●●●●     ●●●       ●
                                   ·        2       ▸5◂ ◆     3        1       11    0

        Empowered staff            ●        ●●       ●●      ●●●●      ●
                                   1        2       ▸2        4◂       1       10    1

        Flexible, adaptable,      ●●●       ●        ●       ●●●       ●
        supportive culture         3        1  ◇    ▸1◂       3  ◇     1        9    2

        Divergent thinking      fewer than 5 answers: not shown
                                               ◆                                –    –

        Deliberate use of       median 2–3, apart; counts not shown
        resources                  ·       ▸·        ·◂       ·        ·        –    –

        Clear purpose           not asked
                                                                                –    –

        ● 1 answer   ▸ ◂ median   ◆ agreed level   ◇ no agreed level: the range
        """,
        height=26,
    )


def test_thirty_answers_to_six_attributes_fit_a_small_screen() -> None:
    crowd = Tally((1, 2, 14, 9, 4), 1)
    drawing = draw(rows([Row(f"Attribute {i}", crowd, 3) for i in range(6)], title="Team"), 80, 24)
    assert len(drawing.rows) <= 24


def test_a_dot_is_worth_the_same_in_every_row() -> None:
    """The small pile has one dot, because in the large one a dot is twenty answers."""
    drawing = draw(rows([Row("few", Tally((0, 0, 3, 0, 0))), Row("many", Tally((0, 0, 90, 0, 0)))]), 60)
    dots = [sum(run.text.count("●") for run in row if run.role is Role.DOT) for row in drawing.rows]
    assert [count for count in dots if count] == [1, 1, 4, 1]
    assert "● 20 answers, rounded up" in drawing.plain()


def test_the_gaps_between_rows_close_before_anything_is_lost() -> None:
    scene = rows([Row(f"Attribute {i}", Tally((0, 1, 1, 0, 0))) for i in range(6)])
    airy, dense = draw(scene, 80, 24), draw(scene, 80, 16)
    assert len(airy.rows) > 16 >= len(dense.rows)
    assert [line for line in airy.plain().split("\n") if line] == [
        line for line in dense.plain().split("\n") if line
    ]


def test_the_twin_of_the_rows_names_every_attribute() -> None:
    scene = rows([Row("Vision", MIXED, 3), Row("Staff", HIDDEN), Row("Purpose", MIXED, (2, 4))], needed=4)
    assert scene.summary == (
        "Answers, on levels 1 to 5: Vision median 3 of 11 answers, mixed, 1 not sure, agreed 3; "
        "Staff fewer than 4 answers: not shown; "
        "Purpose median 3 of 11 answers, mixed, 1 not sure, no agreed level, range 2–4."
    )
