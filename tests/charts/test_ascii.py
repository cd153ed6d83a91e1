from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from workshop.charts.ascii import to_ascii
from workshop.charts.miniature import BARS
from workshop.model.text import clean


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("● ○ ◆ ◇ ▸5◂", "* o @ % >5<"),
        ("░▒▓█", ".:%#"),
        ("┌─┬─┐│┊┈━", "+-+-+||--"),
        ("⠁⠃⠇⡇⣇⣧⣷⣿⠀", ".|||**** "),
        ("– — − … “ ” ‘ ’ × ✓ ± →", "- - - . \" \" ' ' x v ~ >"),
        ("café Łódź Straße ﬁ", "cafe Lodz Strase f"),
        ("e\u0301", "e"),
        ("図書館", "??????"),
        ("👩\u200d🔧!", "??!"),
        ("Ω ж", "? ?"),
        ("one\n\ttwo ●", "one\n\ttwo *"),
        (BARS, "12345"),
        ("⠤⠉⡠⠑⢸⠔⠿", "--/\\|/*"),
    ],
)
def test_glyphs_have_look_alikes_and_letters_lose_their_accents(text: str, plain: str) -> None:
    assert to_ascii(text) == plain


@given(st.text(max_size=30))
def test_any_text_becomes_ascii_of_the_same_width(text: str) -> None:
    safe = clean(text).lstrip("\u200d")  # a joiner that joins nothing has a width only by accident
    assert to_ascii(safe).isascii()
    assert len(to_ascii(safe)) == cell_len(safe)
