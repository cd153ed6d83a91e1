from __future__ import annotations

import pytest

from tests.charts.pictures import same_picture
from workshop.charts.cells import draw
from workshop.charts.heat import Statement, heat, steps
from workshop.charts.scene import Role, Table
from workshop.model.tally import HIDDEN, Band, Shape, Tally


def test_a_heat_table_prints_every_count_on_its_shade() -> None:
    """The darkest block is found at a glance, its number says how many; nothing is by shade alone."""
    same_picture(
        heat(
            [
                Statement("Strong vision", heading=True),
                Statement(
                    "Colleagues explain in their own words where we are heading.", Tally((0, 2, 5, 3, 1))
                ),
                Statement("Leaders turn down good ideas.", Tally((0, 0, 0, 1, 11), 2)),
                Statement("The vision decides what to stop.", HIDDEN),
                Statement("Users could tell what we stand for.", Tally((0, 0, 0, 0, 0), 6)),
            ],
            title="Statements",
            needed=5,
        ),
        """
        Statements

                                                1     2     3     4     5       n    ?
        Strong vision
        Colleagues explain in their own words   ·   ░ 2 ░ ▒▸5◂▒ ▒ 3 ▒ ░ 1 ░    11    0
        where we are heading.

        Leaders turn down good ideas.           ·     ·     ·   ░ 1 ░ █▸11◂    12    2

        The vision decides what to stop.      fewer than 5 answers: not shown

        Users could tell what we stand for.   nobody could say – what           0    6
                                              evidence would help?

        ░▒▓█ share of the answers   ▸ ◂ median
        """,
    )


def test_many_statements_are_read_whole_and_their_further_lines_hang() -> None:
    """Twenty-four statements without a gap: the indent tells where the next one begins."""
    items = [
        Statement(f"Statement {i}, which is rather longer than its column", Tally((1,) * 5))
        for i in range(24)
    ]
    drawing = draw(heat(items), 80, 24)
    assert len(drawing.rows) == 2 * 24 + 3
    assert drawing.plain().split("\n")[1:3] == [
        " Statement 0, which is rather longer   ░ 1 ░ ░ 1 ░ ░▸1◂░ ░ 1 ░ ░ 1 ░     5    0",
        "   than its column",
    ]


@pytest.mark.parametrize(
    ("counts", "shades"),
    [
        ((0, 0, 0, 0, 8), "00004"),
        ((1, 1, 2, 4, 0), "11120"),
        ((0, 0, 0, 1, 99), "00014"),
        ((25, 26, 49, 0, 0), "12200"),
        ((0, 0, 0, 1, 3), "00013"),
    ],
)
def test_the_shade_is_the_share_of_the_answers_in_quarters(counts: tuple[int, ...], shades: str) -> None:
    body = heat([Statement("s", Tally(counts))]).body
    assert isinstance(body, Table)
    assert [cell.heat for cell in body.rows[0].cells] == [Role(f"heat{shade}") for shade in shades]


def test_a_band_has_no_counts_in_its_row() -> None:
    text = draw(heat([Statement("s", Band((2, 2), Shape.TOGETHER))]), 80).plain().split("\n")[1]
    assert text.split("   ")[-1].strip() == "median 2, together; counts not shown"


def test_the_twin_of_a_heat_table_quotes_the_statements() -> None:
    scene = heat(
        [Statement("Vision", heading=True), Statement("We do.", Tally((0, 1, 1, 1, 0)))], title="All"
    )
    assert scene.summary == "All, on levels 1 to 5: “We do” median 3 of 3 answers, mixed."


def test_steps_that_are_no_levels_have_columns_of_their_own_and_no_median() -> None:
    """How often a phrase was heard is counted: 3+ is no better or worse than 0 by any average."""
    scene = steps(
        [
            Statement("We have always done it that way", Tally((2, 4, 5), 1)),
            Statement("If we stop, people will complain", HIDDEN),
        ],
        ["0", "1–2", "3+"],
        title="Heard in the last month",
        needed=5,
    )
    same_picture(
        scene,
        """
        Heard in the last month

                                                            0    1–2    3+      n    ?
        We have always done it that way                   ░ 2 ░ ▒ 4 ▒ ▒ 5 ▒    11    1

        If we stop, people will complain                  fewer than 5 answers: not
                                                          shown

        ░▒▓█ share of the answers
        """,
    )
    assert scene.summary == (
        "Heard in the last month: “We have always done it that way” 2 at 0, 4 at 1–2, 5 at 3+, 1 not sure; "
        "“If we stop, people will complain” fewer than 5 answers: not shown."
    )
