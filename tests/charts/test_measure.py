from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from workshop.charts.terminal.line import Line
from workshop.charts.terminal.measure import _ONE_EACH, cut, graphemes, wrap

HARD = st.text(st.sampled_from("ab é\u0301中\u200d\ufe0f👩🔧🇩☎1\x1b\x07"), max_size=12) | st.text(max_size=12)


@pytest.mark.parametrize(
    ("text", "width", "kept"),
    [
        ("vision", 6, "vision"),
        ("vision", 5, "visi…"),
        ("our vision", 5, "our…"),
        ("図書館", 5, "図書…"),
        ("図書館", 4, "図…"),
        ("cafe\u0301s", 5, "cafe\u0301s"),
        ("cafe\u0301s", 4, "caf…"),
        ("x", 0, ""),
        ("\u0301a\x1bb\u200d", 9, "ab"),
    ],
)
def test_a_text_is_cut_by_cells_with_an_ellipsis(text: str, width: int, kept: str) -> None:
    assert cut(text, width) == kept


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("clear purpose", ["clear purpose"]),
        ("flexible, adaptable, supportive culture", ["flexible,", "adaptable,", "supportive cu…"]),
        ("Rindfleischetikettierung", ["Rindfleischeti", "kettierung"]),
        ("ひろくてながいことば", ["ひろくてながい", "ことば"]),
        ("", []),
    ],
)
def test_a_label_wraps_at_spaces_and_only_a_long_word_is_broken(text: str, lines: list[str]) -> None:
    assert wrap(text, 14, 3) == lines


@given(HARD, st.integers(1, 12), st.integers(1, 3))
def test_no_line_of_a_label_is_wider_than_its_column(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, most)
    assert len(lines) <= most
    assert all(cell_len(line) <= width for line in lines)


@given(HARD, st.integers(0, 12))
def test_what_stands_beside_a_text_never_moves(text: str, column: int) -> None:
    line = Line(30)
    line.put(column, cut(text, 12))
    line.put(25, "end")
    drawn = "".join(run.text for run in line.runs())
    assert cell_len(drawn) == 28
    assert sum(size for _, size in graphemes(drawn)) == 28


def test_what_is_measured_by_its_length_alone_takes_a_cell_a_character() -> None:
    """Texts in French or with dashes need not be taken apart; what joins or is wide does."""
    for number in range(0x20, 0x3000):
        if _ONE_EACH(character := chr(number)):
            assert cell_len(character) == 1, hex(number)
            assert graphemes(f"a{character}b") == (("a", 1), (character, 1), ("b", 1))
            assert len(split_graphemes(f"a{character}b")[0]) == 3, hex(number)
    assert not any(map(_ONE_EACH, ("\x1b", "\u00ad", "\u0301", "\u200b", "\u200d", "\u202e", "中")))
    assert all(map(_ONE_EACH, ("“à l’école” – déjà…", "über", "Ωμέγα", "Я")))


def test_what_does_not_fit_into_a_row_is_left_out() -> None:
    line = Line(4)
    line.put(-1, "ab")
    line.put(3, "図")
    assert "".join(run.text for run in line.runs()) == "b"
