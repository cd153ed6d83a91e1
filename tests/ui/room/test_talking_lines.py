"""The pictures of reveal, discuss and agree as text; each docstring says what the reader should see."""

from __future__ import annotations

from collections.abc import Sequence
from inspect import cleandoc
from textwrap import dedent

import pytest

from tests.ui.room.talked import LADDERS, counted, round_of
from workshop.charts.ascii import to_ascii
from workshop.charts.scene import Piles
from workshop.charts.terminal.measure import cell_len
from workshop.model.session import AgreedLevel, Session
from workshop.model.tally import Tally, parse_result
from workshop.model.timer import Talk
from workshop.report.agreeing import choice, recorded
from workshop.report.subject import subject
from workshop.report.talking import talk_order
from workshop.report.topics import topics
from workshop.ui.room.agree_lines import agree_body
from workshop.ui.room.discs import big_strip, disc, fitting
from workshop.ui.room.discuss_lines import clock_body, discuss_body, large_body
from workshop.ui.room.large import figures
from workshop.ui.room.reveal_large import reveal_large
from workshop.ui.room.reveal_lines import listed, reveal_body, rows_in_order
from workshop.ui.widgets.page import Line

SPEC = Tally.parse("0 2 5 3 1 | 1")
SIZES = [(80, 19), (120, 34), (200, 54)]


def same(lines: Sequence[Line], text: str) -> None:
    drawn = dedent("\n".join(line.text.rstrip() for line in lines)).rstrip("\n")
    assert drawn == cleandoc(text), f"\n{drawn}"


def text_of(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def revealed(session: Session, width: int = 80, height: int = 19, at: int = 0) -> list[Line]:
    known = {topic.attribute: topic for topic in topics(session)}
    return reveal_body(session, [known[key] for key in talk_order(session)], at, width, height)


def test_a_disc_is_twice_as_wide_as_high() -> None:
    """A round spot: cells are about twice as high as wide."""
    assert disc(4) == (" ▗████▖ ", "████████", "████████", " ▝████▘ ")
    assert disc(1) == ("●",)
    assert [to_ascii(row) for row in disc(2)] == [".##.", "'##'"]


def test_the_number_of_an_attribute_stands_beside_its_name() -> None:
    """Also where its dots are piled up two rows high, and the name begins in the second."""
    session = counted(round_of({**LADDERS, "vision": "0 4 8 0 0 | 0"}, voted=12))
    rows = [line.text for line in revealed(session)]
    numbers = [row[1] for row in rows[:20] if row[1:3].strip().isdecimal() and row[4:].strip()[:1].isupper()]
    assert numbers == ["1", "2", "3", "4", "5", "6"], "\n".join(rows)


def test_discs_as_large_as_fourteen_rows_allow() -> None:
    """Eleven answers, two rows a disc, air between the levels, the median beside its level."""
    same(
        big_strip(SPEC, 80, 14),
        """
         5  ▗██▖                      1
            ▝██▘

         4  ▗██▖ ▗██▖ ▗██▖            3
            ▝██▘ ▝██▘ ▝██▘

         3  ▗██▖ ▗██▖ ▗██▖ ▗██▖ ▗██▖  5  ◂ median
            ▝██▘ ▝██▘ ▝██▘ ▝██▘ ▝██▘

         2  ▗██▖ ▗██▖                 2
            ▝██▘ ▝██▘

         1                            0
        """,
    )


def test_in_five_rows_a_disc_is_a_dot() -> None:
    """No room: a line a level, and nothing is left out."""
    same(
        big_strip(SPEC, 80, 5, agreed=(2, 4)),
        """
         5  ●          1
         4  ● ● ●      3  ◇ range 2–4
         3  ● ● ● ● ●  5  ◂ median
         2  ● ●        2  ◇ range 2–4
         1             0
        """,
    )


def test_where_a_disc_is_too_high_an_answer_is_a_block_in_the_large_pictures() -> None:
    """The back row sees two cells of a row sooner than a dot; many answers are dots all the same."""
    discs = fitting(9, 30, 2)
    assert (discs.rows, discs.pitch) == (("██",), 3)
    assert fitting(16, 30, 2).rows == ("●",)


def test_the_levels_as_block_digits_for_the_back_row() -> None:
    """Large mode in a usual terminal: digits of half blocks beside discs of three rows."""
    same(
        big_strip(SPEC, 80, 15, digits=True)[:6],
        """
        █▀▀  ▗████▖
        ▀▀█  ██████                              1
        ▀▀▀  ▝████▘
        █ █  ▗████▖ ▗████▖ ▗████▖
        ▀▀█  ██████ ██████ ██████                3
          ▀  ▝████▘ ▝████▘ ▝████▘
        """,
    )


@pytest.mark.parametrize(("width", "height"), [(39, 15), (59, 33), (99, 53), (80, 15), (120, 33), (200, 53)])
@pytest.mark.parametrize("most", [4, 6, 9, 14])
def test_large_digits_leave_the_answers_their_size(width: int, height: int, most: int) -> None:
    """The large picture never draws an answer much smaller than the usual one does, alone or side by side."""
    strips = [big_strip(Tally((0, most, 1, 0, 0)), width, height, digits=large) for large in (False, True)]
    usual, large = (max(line.text[12:].count("█") for line in strip) for strip in strips)
    assert large >= usual * 2 // 3


def test_written_as_ascii_digits_stay_digits() -> None:
    assert figures("4", 3, blocks=False) == ("4",)
    assert to_ascii(figures("4", 5)[0]) == "##  ##"


@pytest.mark.parametrize(("width", "height"), [(40, 5), (80, 14), (120, 30), (200, 54)])
@pytest.mark.parametrize("most", [1, 8, 30, 400, 30_000])
def test_no_number_of_answers_leaves_the_picture(width: int, height: int, most: int) -> None:
    lines = big_strip(Tally((0, most, 1, 0, 0)), width, height, digits=True)
    assert len(lines) <= height + 1
    assert all(cell_len(line.text) <= width for line in lines)
    assert str(most) in text_of(lines)


def test_more_answers_than_cells_share_a_dot() -> None:
    assert fitting(500, 40, 5).each == 20


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_reveal_fits_and_says_the_reason_of_the_first_once(width: int, height: int) -> None:
    lines = revealed(counted(), width, height)
    assert len(lines) <= height
    assert all(cell_len(line.text) <= width for line in lines)
    assert text_of(lines).count("Empowered staff – two groups of answers") == 1


def test_reveal_fits_where_more_answer_alike_than_stand_side_by_side() -> None:
    """Names give way: long ones take three lines where the answers are heaped in two rows."""
    alike = counted(round_of({**LADDERS, "culture": "0 2 8 1 0 | 0", "thinking": "0 3 8 0 0 | 0"}))
    lines = revealed(alike)
    assert len(lines) <= 19
    assert "Culture" in text_of(lines)
    assert "1. Empowered staff – two groups of answers." in text_of(lines)


def test_reveal_at_eighty_columns() -> None:
    """The rows chart in the order of talking; the first is marked, and below it why it is there."""
    lines = revealed(counted())
    assert lines[1].text.startswith("▸1   Empowered staff")
    assert lines[3].text.startswith(" 2   Deliberate use of")
    assert [line.lit for line in lines[1:4]] == [True, True, False]
    same(
        lines[-2:],
        """
        1. Empowered staff – two groups of answers.
        Two groups of answers: 4 of 11 chose 1, 6 chose 5, 1 chose 3.
        """,
    )


def test_a_high_screen_lists_every_reason() -> None:
    assert "2  Deliberate use of resources – apart: on average" in text_of(revealed(counted(), 120, 34))


def test_reveal_without_a_count_lists_attributes_without_a_number() -> None:
    session = counted().changed(rounds=())
    shown = text_of(listed(session, talk_order(session), 1, 80))
    assert "you talk without numbers" in shown
    assert "▸ 2  Empowered staff" in shown


@pytest.mark.parametrize(("width", "height"), [(80, 22), (120, 38), (200, 58)])
def test_large_reveal_uses_the_screen_and_no_more(width: int, height: int) -> None:
    session = counted()
    names = ["Empowered staff"] * 6
    piles = rows_in_order(session, talk_order(session)).body
    assert isinstance(piles, Piles)
    lines = reveal_large(piles, 0, width, height, names)
    assert height - 6 < len(lines) <= height
    assert all(cell_len(line.text) <= width for line in lines)
    assert "▸ Empowered" in text_of(lines)


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("probes", [False, True])
def test_discuss_leaves_room_for_the_sentence_and_the_question(width: int, height: int, probes: bool) -> None:
    about = subject(counted(), "staff")
    lines = discuss_body(about, width, height, probes=probes)
    assert len(lines) <= height
    assert "how far can they take it?" in text_of(lines)
    wanted = "What might someone on" if probes else "Two groups of answers: 4 of 11 chose 1, 6 chose 5"
    assert wanted in text_of(lines)


def test_a_line_is_free_above_the_picture_where_there_is_one_to_spare() -> None:
    first = [discuss_body(subject(counted(), "staff"), 80, height)[0].text.strip() for height in (19, 17)]
    assert [bool(text) for text in first] == [False, True]


def test_before_and_after_stand_side_by_side() -> None:
    """Two votes: the first in grey at the left, the newest at the right, with the median of each."""
    session = counted(round_of(), round_of({"staff": "1 2 6 2 0 | 0"}, 2))
    lines = discuss_body(subject(session, "staff"), 80, 19)
    same(
        lines[:8],
        """
        Before talking  ◂ median 5              Now  ◂ median 3
         5  ▗██▖▗██▖▗██▖▗██▖▗██▖▗██▖ 6  ◂        5                           0
            ▝██▘▝██▘▝██▘▝██▘▝██▘▝██▘

         4                           0           4  ▗██▖▗██▖                 2
                                                    ▝██▘▝██▘

         3  ▗██▖                     1           3  ▗██▖▗██▖▗██▖▗██▖▗██▖▗██▖ 6  ◂
        """,
    )


def test_hidden_answers_show_no_count_and_the_levels_in_words() -> None:
    session = counted(round_of({"staff": "hidden"}))
    shown = text_of(discuss_body(subject(session, "staff"), 80, 19))
    assert "Fewer than 5 answers: not shown." in shown
    assert "Decisions come from above." in shown
    assert "●" not in shown


def test_a_band_shows_its_median_and_no_count() -> None:
    session = counted(round_of({"staff": "median 2-4, apart"}))
    shown = text_of(discuss_body(subject(session, "staff"), 80, 19))
    assert shown.count("◂ median") == 2
    assert "How many chose what is not shown." in shown
    assert "▗██▖" not in shown
    assert "●" not in shown


@pytest.mark.parametrize(("width", "height"), [(80, 22), (120, 38), (200, 58)])
def test_large_discuss_holds_picture_words_and_clock(width: int, height: int) -> None:
    talk = Talk().onward(0)
    for lines in (
        large_body(subject(counted(), "culture"), talk, 5, width, height),
        clock_body(talk, 5, width, height),
    ):
        assert len(lines) <= height
        assert all(cell_len(line.text) <= width for line in lines)


def test_the_clock_fills_the_screen() -> None:
    """0:55 in pixels of three rows, the step above it."""
    lines = clock_body(Talk().onward(0), 5, 80, 22)
    assert sum("█" in line.text for line in lines) == 15
    assert "▸ alone" in text_of(lines)


def test_agreeing_on_what_is_proposed() -> None:
    """Every level in words with its dots; the proposal is marked, and the rule says why."""
    about = choice(counted(), "vision")
    assert about.offered == "agree on 3"
    same(
        agree_body(about, 80, 19),
        """
          5  The vision settles daily choices. We check with     0
             users whether it is coming true.
          4  Teams set goals by the vision. Users had a say in   ●●● 3
             it.
        ▸ 3  Most staff know the vision. Some big choices        ●●●●●● 6 ◂
             follow from it.
          2  A vision is written down. It rarely comes up in     ●● 2
             daily work.
          1  There is no shared picture. People give different   0
             answers, or none.

        Together: 9 of 11 chose 3 or 4.
        The answers are together: level 3 is proposed, the median.
        """,
    )


@pytest.mark.parametrize(
    ("result", "offered", "rule"),
    [
        ("4 0 1 0 6 | 0", "no agreed level, range 1–5", "The answers are not together"),
        ("0 1 1 0 0 | 0", "no agreed level, range 2–3", "Too few answers"),
        ("hidden", "", "There are no numbers"),
        ("median 3, together", "agree on 3", "level 3 is proposed"),
    ],
)
def test_without_a_proposal_the_range_is_offered(result: str, offered: str, rule: str) -> None:
    about = choice(counted(round_of({"vision": result}), mode="open"), "vision")
    assert about.offered == offered
    assert rule in about.rule


def test_it_says_when_the_agreed_level_and_the_votes_part() -> None:
    agreed = {"vision": AgreedLevel(level=5, example="We said so.")}
    shown = text_of(agree_body(choice(counted(agreed=agreed), "vision"), 80, 19))
    assert "The votes part from this: most of the answers lie between 3 and 4." in shown


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("2-4", (2, 4)),
        ("4 to 2", (2, 4)),
        ("3", (3, 3)),
        ("2–4", (2, 4)),
        ("", None),
        ("7", None),
        ("234", None),
    ],
)
def test_a_range_is_typed_in_any_usual_way(typed: str, levels: tuple[int, int] | None) -> None:
    entry = recorded(typed)
    assert (entry.range if entry else None) == levels


@pytest.mark.parametrize("result", ["0 2 5 3 1 | 0", "median 3, together", "hidden", "0 0 0 0 0 | 4"])
@pytest.mark.parametrize("width", [40, 60, 80])
def test_narrow_screens_cut_nothing_into_the_margin(result: str, width: int) -> None:
    session = counted(round_of({"vision": result}), mode="open")
    assert parse_result(result) is not None
    pictures = [
        discuss_body(subject(session, "vision"), width, 17),
        agree_body(choice(session, "vision"), width, 17),
        revealed(session, width, 17),
    ]
    for lines in pictures:
        assert all(cell_len(line.text) <= width for line in lines)
