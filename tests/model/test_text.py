"""Whatever a person types or pastes, what is shown is text, with nothing in it that a terminal acts on."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.model.text import clean, clean_lines, fit, slug

ESC = "\x1b"
ZERO_WIDTH_JOINER = "\u200d"
ZERO_WIDTH_SPACE = "\u200b"
ACUTE = "\u0301"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
NAMASTE = "नमस्ते"
PERSIAN = "می\u200cخواهم"

ANYTHING = st.text(
    st.characters() | st.sampled_from([*"\x1b[]m\n\r\t\x9b\x9d\x07 a", ACUTE, *"\u200b\u200d"])
)
"""Any characters, lone surrogates included, with those that make trouble more often than chance would."""


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        (f"a{ESC}[31mred{ESC}[0m", "ared"),
        (f"{ESC}[2J{ESC}[Hgone", "gone"),
        ("\x9b31mred", "red"),
        (f"{ESC}]0;owned\x07title", "title"),
        (f"{ESC}]8;;http://bad{ESC}\\link{ESC}]8;;{ESC}\\", "link"),
        ("\x9d0;owned\x9ctitle", "title"),
        (f"{ESC}P1$r{ESC}\\after", "after"),
        (f"{ESC}cafter", "after"),
        (f"{ESC}(0after", "after"),
        (f"{ESC}{ESC}[m[31mX", "[31mX"),
        ("a\x00b\x08c\x7fd", "abcd"),
        ("pay\u202eetad\u202c", "payetad"),
        ("\u2066isolated\u2069", "isolated"),
        ("\u200eleft\u200fright", "leftright"),
        ("a\u00adb\ufeffc\u2060d", "abcd"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("\ud800lone\udfff", "lone"),
        ("private\ue000use", "privateuse"),
        ("not a character\uffff", "not a character"),
    ],
)
def test_what_a_terminal_could_act_on_vanishes(hostile: str, shown: str) -> None:
    assert clean(hostile) == shown
    assert clean_lines(hostile) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Café Ærø",
        FAMILY,
        "👩🏽‍🚒",
        "❤️",
        NAMASTE,
        PERSIAN,
        "ภาษาไทย",
        "العربية",
        "日本語",
        "[/] [bold]",
        "a\\b",
        "½ €",
    ],
)
def test_what_people_write_in_any_script_stays(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_markup_is_nobodys_business_here() -> None:
    assert clean("[/red][link=x]") == "[/red][link=x]"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  two   words ", "two words"),
        ("tab\tand\u00a0space", "tab and space"),
        ("one\ntwo\r\nthree\rfour", "one two three four"),
        ("one\u2028two\u2029three", "one two three"),
        ("one\vtwo\fthree", "one two three"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_a_line_has_single_spaces_only(text: str, line: str) -> None:
    assert clean(text) == line


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("one\ntwo", "one\ntwo"),
        ("one\r\ntwo", "one\ntwo"),
        ("one\u2028two", "one\ntwo"),
        ("one\n\n\n\ntwo", "one\n\ntwo"),
        ("one\n \n\t\n \ntwo", "one\n\ntwo"),
        ("\n\n one \n\n", "one"),
        ("  one   two  ", "one two"),
    ],
)
def test_lines_of_a_note_stay_and_blank_ones_are_few(text: str, kept: str) -> None:
    assert clean_lines(text) == kept


@pytest.mark.parametrize(
    "towering",
    [
        "a" + ACUTE * 500,
        ("a" + ACUTE * 4 + ZERO_WIDTH_SPACE) + (ACUTE * 4 + ZERO_WIDTH_SPACE) * 50,
        ("a" + ACUTE * 4) + (ZERO_WIDTH_JOINER + ACUTE * 4) * 50,
        ("a" + ACUTE * 4) + ("\x00" + ACUTE * 4) * 50,
    ],
    ids=["plain", "by zero-width spaces", "by joiners", "by controls"],
)
def test_marks_do_not_tower_over_a_letter(towering: str) -> None:
    cleaned = clean(towering)
    assert sum(unicodedata.combining(c) > 0 for c in cleaned) <= 4
    assert len(cleaned) < 10


def test_letters_are_composed() -> None:
    assert clean("e" + ACUTE) == "é"


def test_letters_are_composed_over_what_vanished_between_them() -> None:
    assert clean("e" + ZERO_WIDTH_SPACE + ACUTE) == "é"


@given(ANYTHING)
def test_a_cleaned_text_is_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@given(ANYTHING)
def test_nothing_invisible_or_commanding_is_left(text: str) -> None:
    for character in clean(text):
        assert character in "\u200c\u200d" or unicodedata.category(character) not in {
            *("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"),
        }
    clean(text).encode()


@given(ANYTHING)
def test_only_line_feeds_break_a_note(text: str) -> None:
    assert len(clean_lines(text).splitlines()) <= clean_lines(text).count("\n") + 1


@pytest.mark.parametrize(
    "flood",
    [
        "x" * 10_000,
        ESC * 10_000,
        f"{ESC}[" * 10_000,
        f"{ESC}]" * 10_000,
        "\x9b0" * 10_000,
        ACUTE * 10_000,
        "é" * 10_000,
    ],
    ids=["letters", "escapes", "csi", "osc", "c1", "marks", "accents"],
)
def test_a_flood_takes_no_time(flood: str) -> None:
    start = time.process_time()
    clean_lines(flood)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("two words", 5, "two…"),
        ("x" * 10_000, 200, "x" * 199 + "…"),
        ("ab", 1, "…"),
    ],
)
def test_a_text_is_cut_to_fit(text: str, most: int, cut: str) -> None:
    assert fit(text, most) == cut


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("North branch, autumn", "north-branch-autumn"),
        ("Zoë's Café", "zoë-s-café"),
        ("中央図書館", "中央図書館"),
        ("Центральная библиотека", "центральная-библиотека"),
        ("केन्द्रीय पुस्तकालय", "केन्द्रीय-पुस्तकालय"),
        ("หอสมุดกลาง", "หอสมุดกลาง"),
        ("المكتبة المركزية", "المكتبة-المركزية"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b\\c:d*e?f", "a-b-c-d-e-f"),
        (".hidden", "hidden"),
        ("--flag", "flag"),
        (f"{ESC}[31mred", "red"),
        ("🙂🙃", ""),
        ("", ""),
        ("…", ""),
        ("x" * 10_000, "x" * 60),
    ],
)
def test_a_name_for_a_file_can_be_read_in_its_script(text: str, name: str) -> None:
    assert slug(text) == name


@given(ANYTHING)
def test_a_name_for_a_file_fits_every_file_system(text: str) -> None:
    name = slug(text)
    assert len(name) <= 60
    assert len(name.encode()) <= 180
    assert not set(name) & set('/\\:*?"<>|. \n\0')
    assert not name.startswith("-")
    assert not name.endswith("-")


@given(st.text(st.characters(categories=["Lo", "Mn"]), min_size=61))
def test_a_long_name_of_wide_letters_is_cut_between_letters(text: str) -> None:
    slug(text).encode().decode()


@given(ANYTHING)
def test_a_name_for_a_file_stays_what_it_is(text: str) -> None:
    assert slug(slug(text)) == slug(text)
