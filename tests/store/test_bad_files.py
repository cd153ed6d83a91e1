"""Bad input is refused with its place, what was found and what would be right; nothing is overwritten."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.model.build import plan
from workshop.errors import WorkshopError
from workshop.model.session import Note, Round, Session
from workshop.model.tally import Tally
from workshop.store.codec import decode, encode, load, load_instrument, problems
from workshop.store.outcome import Unreadable, read_outcome
from workshop.store.sessions import change, rename
from workshop.store.summary import listed
from workshop.store.toml import LARGEST, Document, parse

GOOD = """\
format = 1
title = "North"
held_on = 2026-11-23
invited = 12

[[rounds]]
number = 1
method = "ballots"
voted = 11
[rounds.tally.vision]
ladder = "0 2 5 3 1 | 0"

[agreed.vision]
level = 3

[[notes]]
id = "n1"
text = "first"

[[notes]]
id = "n2"
text = "second"

[[actions]]
id = "a1"
text = "try it"
due = 2027-01-15

[instrument]
id = "small"
version = "1"
title = "Small"
stem = "How often?"
scale = ["never", "rarely", "sometimes", "often", "nearly always"]
ladder_stem = "Which is closest?"

[[instrument.attributes]]
id = "vision"
name = "Strong vision"
ladder = ["none", "a little", "some", "much", "all"]
[[instrument.attributes.statements]]
id = "shared"
text = "We share it."
[[instrument.attributes.statements]]
id = "used"
text = "We use it."

[[instrument.attributes]]
id = "staff"
name = "Empowered staff"
ladder = ["none", "a little", "some", "much", "all"]
"""
"""A good session file; each case below replaces one part of it."""


def line_of(part: str, text: str = GOOD) -> int:
    return text[: text.index(part)].count("\n") + 1


def spoiled(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1, old
    return GOOD.replace(old, new, 1)


def everything(folder: Path) -> dict[str, bytes | None]:
    """What is in a folder: names, and the bytes of the files."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def refused(path: Path) -> WorkshopError:
    """The error with which ``path`` is refused, by reading and by changing; neither touches the folder."""
    before = everything(path.parent)
    with pytest.raises(WorkshopError) as reading:
        load(path)
    with pytest.raises(WorkshopError) as changing:
        change(path, lambda session: session.changed(title="lost"))
    assert everything(path.parent) == before
    assert str(changing.value) == str(reading.value)
    found = read_outcome(path)
    assert isinstance(found, Unreadable) or listed(found)
    assert str(problems(path)[0].where) == str(reading.value.where)
    return reading.value


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "assessments"
    folder.mkdir()
    path = folder / "2026-11-23-north.toml"
    path.write_text(GOOD)
    path.with_name(path.name + ".bak").write_text("# the version before\n" + GOOD)
    return path


def test_the_good_file_is_good(file: Path) -> None:
    assert load(file).title == "North"
    assert problems(file) == []


SYNTAX = {
    "a quote left out": ('title = "North"', 'title = "North', 2, 15, "end of the line", "quote"),
    "text without quotes": ('title = "North"', "title = North", 2, 9, 'at "N"', "quotes"),
    "no equals sign": ('title = "North"', 'title "North"', 2, 7, 'at """', "key ="),
    "a key twice": ("invited = 12", 'title = "x"', 4, None, "overwrite", "once"),
    "a table twice": ("[instrument]", "[agreed.vision]\n[instrument]", None, None, "twice", "once"),
    "a date that is none": (
        "held_on = 2026-11-23",
        "held_on = 2026-13-45",
        3,
        15,
        "newline",
        "a date as 2026-11-23",
    ),
    "a list not closed": ('scale = ["never"', 'scale = [["never"', None, None, "not valid TOML", ""),
    "a control character": ('"North"', '"No\x1brth"', 2, 12, "character", ""),
    "a whole number too long": ("invited = 12", f"invited = {'9' * 5000}", None, None, "", ""),
}


@pytest.mark.parametrize("case", SYNTAX)
def test_broken_toml_is_told_by_line_and_column(file: Path, case: str) -> None:
    old, new, line, column, found, right = SYNTAX[case]
    file.write_text(spoiled(old, new))
    error = refused(file)
    assert error.where
    assert error.where.file == str(file)
    assert line is None or error.where.line == line
    assert column is None or error.where.column == column
    assert found in error.message
    assert right in error.hint
    assert error.hint


MEANING: dict[str, tuple[str, str, str, str, str]] = {
    # what: old, new, a part of the line to be named, found, right
    "unknown key": (
        "invited = 12",
        "inivted = 12",
        "inivted",
        'unknown key "inivted"',
        'Did you mean "invited"?',
    ),
    "unknown key in a round": (
        "voted = 11",
        "votde = 11",
        "votde",
        'unknown key "votde"',
        'Did you mean "voted"?',
    ),
    "unknown key in a table": (
        "level = 3",
        "levle = 3",
        "levle",
        'unknown key "levle"',
        'Did you mean "level"?',
    ),
    "unknown key in a list": (
        'text = "second"',
        'txet = "x"',
        "txet",
        'unknown key "txet"',
        'Did you mean "text"?',
    ),
    "unknown key far from all": (
        "invited = 12",
        "zzz = 12",
        "zzz",
        'unknown key "zzz"',
        "Here one can write: title",
    ),
    "a key left out": ('title = "North"\n', "", "", "title is missing", "Add a line: title = …"),
    "a key left out of an action": (
        'text = "try it"\n',
        "",
        "[[actions]]",
        "text is missing",
        "Add a line: text",
    ),
    "a number as text": (
        "invited = 12",
        'invited = "12"',
        "invited",
        'invited is text: "12"',
        "without quotes: 12",
    ),
    "text as a number": ('title = "North"', "title = 5", "title", "title is a whole number: 5", "in quotes"),
    "true as a number": ("invited = 12", "invited = true", "invited", "true or false: true", "whole number"),
    "a date as text": (
        "held_on = 2026-11-23",
        'held_on = "2026-11-23"',
        "held_on",
        "held_on is text",
        "2026-11-23",
    ),
    "a date with a time": ("2026-11-23", "2026-11-23T10:00:00", "held_on", "held_on is", ""),
    "a date for an action": (
        "due = 2027-01-15",
        "due = 5",
        "due",
        "actions 1, due is a whole number: 5",
        "a date",
    ),
    "a table as a number": (
        "[agreed.vision]\nlevel = 3",
        "[agreed]\nvision = 3",
        "vision = 3",
        "whole number",
        "a table",
    ),
    "a list as a table": ("[[actions]]", "[actions]", "[actions]", "actions is a table", "a list is wanted"),
    "another mode": (
        "invited = 12",
        'mode = "secret"',
        "mode",
        'mode is "secret"',
        "'confidential' or 'open'",
    ),
    "another stage": ("invited = 12", 'stage = "end"', "stage", 'stage is "end"', "'welcome'"),
    "a threshold below three": (
        "invited = 12",
        "threshold = 2",
        "threshold",
        "threshold is 2",
        "smallest it can be is 3",
    ),
    "a threshold beyond reason": (
        "invited = 12",
        "threshold = 5000",
        "threshold",
        "5000",
        "largest it can be is 1000",
    ),
    "fewer than nobody": (
        "invited = 12",
        "invited = -1",
        "invited",
        "invited is -1",
        "smallest it can be is 0",
    ),
    "a tally too short": (
        '"0 2 5 3 1 | 0"',
        '"0 2 5 3 | 0"',
        "ladder = ",
        "4 counts before the bar",
        "0 2 5 3 1 | 0",
    ),
    "a tally too long": (
        '"0 2 5 3 1 | 0"',
        '"0 2 5 3 1 0 | 0"',
        "ladder = ",
        "6 counts before",
        "0 2 5 3 1 | 0",
    ),
    "a tally without a bar": (
        '"0 2 5 3 1 | 0"',
        '"0 2 5 3 1 0"',
        "ladder = ",
        '"0 2 5 3 1 0" is not a tally',
        "a bar",
    ),
    "a negative tally": (
        '"0 2 5 3 1 | 0"',
        '"0 -2 5 3 1 | 0"',
        "ladder = ",
        "is not a tally",
        "0 2 5 3 1 | 0",
    ),
    "an absurd tally": (
        '"0 2 5 3 1 | 0"',
        '"0 2 5 3 900001 | 0"',
        "ladder = ",
        "above 100,000",
        "0 2 5 3 1 | 0",
    ),
    "a tally of endless digits": (
        '"0 2 5 3 1 | 0"',
        f'"{"9" * 5000} 2 5 3 1 | 0"',
        "ladder = ",
        "above 100,000",
        "a bar",
    ),
    "a tally of other digits": ('"0 2 5 3 1 | 0"', '"٠ ٢ ٥ ٣ ١ | ٠"', "ladder = ", "is not a tally", "a bar"),
    "a tally as a list": (
        '"0 2 5 3 1 | 0"',
        "[0, 2, 5, 3, 1]",
        "ladder = ",
        "a tally is text",
        "0 2 5 3 1 | 0",
    ),
    "a band that is none": (
        '"0 2 5 3 1 | 0"',
        '"median 9, together"',
        "ladder = ",
        "is not a band",
        "median 2-3, apart",
    ),
    "more answers than voters": ("voted = 11", "voted = 10", "ladder = ", "11 answers, but 10 voted", ""),
    "an unknown attribute": (
        "[agreed.vision]",
        "[agreed.visoin]",
        "[agreed.visoin]",
        '"visoin" is not a known attribute',
        "",
    ),
    "an unknown attribute in a tally": (
        *("[rounds.tally.vision]", "[rounds.tally.visoin]", "[rounds.tally.visoin]"),
        *('"visoin" is not a known attribute; there are staff, vision', ""),
    ),
    "an unknown statement": ('ladder = "0', 'sharde = "0', "sharde", '"sharde" is not a known question', ""),
    "an unknown attribute of a note": (
        'id = "n2"',
        'id = "n2"\nattribute = "x"',
        'attribute = "x"',
        '"x" is not a known',
        "",
    ),
    "two rounds of one number": (
        *(
            "[agreed.vision]",
            '[[rounds]]\nnumber = 1\nmethod = "hands"\nvoted = 3\n\n[agreed.vision]',
            'number = 1\nmethod = "hands"',
        ),
        *("two rounds have the number 1", ""),
    ),
    "two notes with one id": (
        'id = "n2"',
        'id = "n1"',
        'id = "n1"\ntext = "second"',
        'two entries have the id "n1"',
        "",
    ),
    "two actions with one id": (
        *("[instrument]", '[[actions]]\nid = "a1"\ntext = "x"\n\n[instrument]', 'id = "a1"\ntext = "x"'),
        *('two entries have the id "a1"', ""),
    ),
    "two statements with one id": (
        'id = "used"',
        'id = "shared"',
        'id = "shared"\ntext = "We use',
        '"shared"',
        "",
    ),
    "two attributes with one id": (
        'id = "staff"',
        'id = "vision"',
        'id = "vision"\nname = "Emp',
        'two attributes have the id "vision"',
        "",
    ),
    "an id with a space": (
        'id = "staff"',
        'id = "our staff"',
        'id = "our staff"',
        "our staff",
        "lower-case letters",
    ),
    "a statement named ladder": (
        'id = "used"',
        'id = "ladder"',
        "",
        '"ladder" is the name of the ladder',
        "",
    ),
    "four levels": (
        '"some", "much", "all"]\n[[',
        '"some", "much"]\n[[',
        'ladder = ["none", "a little", "some", "much"]\n',
        "5",
        "",
    ),
    "a word nobody can replace": (
        "We share it.",
        "We share {it}.",
        "",
        "{it} is not a word that can be replaced",
        "",
    ),
    "a level and a range": ("level = 3", "level = 3\nrange = [2, 4]", "", "an agreed level has no range", ""),
    "a title too long": ('"North"', f'"{"x" * 201}"', "title", "201 characters, at most 200", ""),
    "a newer format": (
        "format = 1",
        "format = 2",
        "format",
        "the file has format 2",
        "a newer one is needed",
    ),
    "a format that is none": (
        "format = 1",
        'format = "one"',
        "format",
        'format is "one"',
        "the whole number 1",
    ),
    "a format far too large": ("format = 1", f"format = 0x{'f' * 9000}", "format", "format", "a newer one"),
    "a format left out": (
        "format = 1\n",
        "",
        "",
        "the key format is missing",
        "A session file begins: format = 1",
    ),
}


@pytest.mark.parametrize("case", MEANING)
def test_what_makes_no_sense_is_told_by_its_line(file: Path, case: str) -> None:
    old, new, at, found, right = MEANING[case]
    text = spoiled(old, new)
    file.write_text(text)
    error = refused(file)
    assert error.where
    assert error.where.file == str(file)
    assert not at or error.where.line == line_of(at, text)
    assert found in error.message
    assert right in error.hint
    assert error.hint


def test_all_that_is_wrong_is_listed_in_the_order_of_the_file(file: Path) -> None:
    text = (
        spoiled("invited = 12", "inivted = 12")
        .replace("level = 3", "level = 9")
        .replace("due = 2027", "due = 5 # ")
    )
    file.write_text(text)
    found = problems(file)
    assert [problem.where and problem.where.line for problem in found] == [
        4,
        line_of("level = 9", text),
        line_of("due", text),
    ]
    assert "(2 more: workshop check lists them)" in refused(file).message


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b'format = 1\ntitle = "Caf\xe9"\n', 2, 13),
        ("format = 1\n# é ".encode() + b"\xc3\n", 2, 5),
    ],
)
def test_what_is_not_utf_8_is_told_by_line_and_column(
    file: Path, content: bytes, line: int, column: int
) -> None:
    file.write_bytes(content)
    error = refused(file)
    assert error.where
    assert (error.where.line, error.where.column) == (line, column)
    assert "is not UTF-8" in error.message
    assert "UTF-8" in error.hint


def test_a_column_counts_from_after_the_byte_order_mark(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfformat = x\n")
    assert str(refused(file).where) == f"{file}:1:10"


@pytest.mark.parametrize("content", [b"", b"\n  \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told_so(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    error = refused(file)
    assert "empty" in error.message
    assert ".bak" in error.hint


@pytest.mark.parametrize(
    "nested",
    [
        "x = " + "[" * 100_000,
        "x = " + "[" * 900 + "]" * 900,
        "x = " + "{a = " * 350 + "1" + "}" * 350,
        "[" + ".".join("a" * 900) + "]",
        ".".join("a" * 900) + " = 1",
        ".".join("a" * 5000) + " = 1",
    ],
    ids=["brackets", "lists", "tables", "header", "dotted key", "endless key"],
)
def test_nesting_deeper_than_anybody_needs_is_an_error_like_any_other(file: Path, nested: str) -> None:
    file.write_text(f"{GOOD}\n{nested}\n")
    assert refused(file).hint


def test_a_file_of_many_megabytes_is_not_read(file: Path) -> None:
    file.write_bytes(b"#" * (LARGEST + 1))
    error = refused(file)
    assert "larger than 8 MB" in error.message
    assert error.hint


def test_a_file_that_is_not_there_is_told_so(file: Path) -> None:
    error = refused(file.with_name("absent.toml"))
    assert "no such file" in error.message
    assert error.hint


def test_a_folder_that_is_not_there_is_told_so(file: Path) -> None:
    with pytest.raises(WorkshopError):
        load(file / "below" / "a-file.toml")
    with pytest.raises(WorkshopError):
        change(file.parent / "gone" / "absent.toml", lambda session: session)


def test_a_folder_is_no_file(file: Path) -> None:
    folder = file.with_name("folder.toml")
    folder.mkdir()
    error = refused(folder)
    assert "this is a folder" in error.message
    assert error.hint


def test_a_pipe_is_no_file_and_nobody_waits_for_it(file: Path) -> None:
    pipe = file.with_name("pipe.toml")
    os.mkfifo(pipe)
    error = refused(pipe)
    assert "not an ordinary file" in error.message
    assert error.hint


def test_a_link_to_nowhere_is_told_so(file: Path) -> None:
    link = file.with_name("link.toml")
    link.symlink_to("nowhere.toml")
    assert "no such file" in refused(link).message


def test_a_link_to_itself_is_told_so(file: Path) -> None:
    link = file.with_name("loop.toml")
    link.symlink_to(link)
    assert refused(link).hint


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told_so(file: Path) -> None:
    file.chmod(0)
    try:
        with pytest.raises(WorkshopError, match="permission denied") as raised:
            load(file)
    finally:
        file.chmod(0o600)
    assert raised.value.hint
    assert file.read_text() == GOOD


def test_a_file_the_system_will_not_open_is_told_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for root, whom no permission stops: the system's own refusal is played."""

    def refuse(*_: object) -> Any:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(WorkshopError) as raised:
        load(file)
    assert raised.value.message == "it cannot be read: permission denied"
    assert raised.value.hint == "Look at its permissions."


INLINE_NOTES = tuple(Note(id=f"n{n}", text=f"note {n}") for n in range(3))


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ('id = "n1"', 'id = "n0"', 'text = "note 1"'),
        ('text = "note 2"', "text = 2", "text = 2"),
        ('text = "note 1"', 'txet = "note 1"', "txet"),
        ('id = "small"', 'id = "SMALL"', '"SMALL"'),
        ('id = "used"', 'id = "shared"', 'text = "Our vision settles'),
    ],
)
def test_the_line_is_right_where_lists_of_tables_are_written_inline(
    file: Path, old: str, new: str, at: str
) -> None:
    text = encode(plan(notes=INLINE_NOTES)).decode()
    assert "notes = [\n" in text
    text = text.replace(old, new)
    file.write_text(text)
    where = refused(file).where
    assert where
    assert where.line == line_of(at, text)


def test_the_line_is_the_rounds_where_rounds_are_written_inline(file: Path) -> None:
    counted = Round(number=1, method="hands", voted=3, tally={"staff": {"ladder": Tally((0, 0, 3, 0, 0))}})
    text = encode(plan(rounds=(counted,))).decode().replace("0 0 3 0 0", "0 0 3 0")
    assert "rounds = [\n" in text
    file.write_text(text)
    error = refused(file)
    assert error.where
    assert error.where.line == line_of("{ number", text)
    assert error.message.startswith("rounds 1, tally, staff, ladder: 4 counts")


def test_what_looks_like_a_key_in_a_text_does_not_mislead_the_line(file: Path) -> None:
    trap = '"""\nlevel = 3\n[agreed.vision]\n"a" = 1\n"""'
    text = GOOD.replace('text = "first"', f"text = {trap}").replace("[agreed.vision]\nlevel = 3\n", "", 1)
    text += "\n[agreed.vision]\nlevel = 9\n"
    file.write_text(text)
    where = refused(file).where
    assert where
    assert where.line == line_of("level = 9", text)


@pytest.mark.parametrize("end", ["\u2028", "\u0085", "\v", "\f", "\x1c"], ids=ascii)
def test_only_line_feeds_end_a_line(file: Path, end: str) -> None:
    sign = end if end.isprintable() or end in "\u2028\u0085" else "\u2029"
    text = GOOD.replace("North", f"No{sign}rth", 1).replace("level = 3", "level = 9")
    file.write_text(text)
    where = refused(file).where
    assert where
    assert where.line == line_of("level = 9", text)


@pytest.mark.parametrize("name", ["Team #1", "A [and] B", "it's", 'the "core"', "x.y", "="])
def test_names_of_groups_may_hold_anything_and_the_line_is_right(file: Path, name: str) -> None:
    quoted = '"' + name.replace('"', '\\"') + '"'
    group = f'[rounds.groups.{quoted}.vision]\nladder = "0 2 3 3 | 0"\n\n[agreed.vision]'
    text = GOOD.replace("[agreed.vision]", group)
    file.write_text(text)
    where = refused(file).where
    assert where
    assert where.line == line_of('ladder = "0 2 3 3 | 0"', text)


HOSTILE = "\x1b]0;owned\x07\x1b[31m\u202e"
ESCAPED = "\\u001b]0;owned\\u0007\\u001b[31m\\u202e"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("invited = 12", f'"{ESCAPED}key" = 12'),
        ("invited = 12", f'mode = "{ESCAPED}secret"'),
        ("invited = 12", f'invited = "{ESCAPED}"'),
        ("[agreed.vision]", f'[agreed."{ESCAPED}vision"]'),
        ('"0 2 5 3 1 | 0"', f'"{ESCAPED}0"'),
        ('id = "n2"', f'id = "{ESCAPED}"'),
        ('id = "n2"', f'id = "n2"\nattribute = "{ESCAPED}"'),
        ("format = 1", f'format = "{ESCAPED}"'),
        ("We share it.", f"We {{{ESCAPED}}}"),
    ],
)
def test_an_error_is_safe_to_show(file: Path, old: str, new: str) -> None:
    file.write_text(spoiled(old, new))
    error = refused(file)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", error.message + error.hint)


def test_an_error_is_short_enough_to_show(file: Path) -> None:
    file.write_text(spoiled("invited = 12", f"{'x' * 100_000} = 12"))
    error = refused(file)
    assert len(error.message) < 500


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for each in pair for text in texts(each)]
    return [text for each in value for text in texts(each)] if isinstance(value, (list, tuple)) else []


def test_no_text_of_a_file_reaches_the_screen_uncleaned(file: Path) -> None:
    group = f'[rounds.groups."{ESCAPED}west".vision]\nladder = "hidden"\n\n[agreed.vision]'
    text = GOOD.replace("[agreed.vision]", group)
    text = re.sub(
        r'^((?:title|text|name|stem|version) = )"',
        lambda key: f'{key[1]}"{ESCAPED}',
        text,
        flags=re.MULTILINE,
    )
    imported = f'[imported]\ndigest = "{ESCAPED}"\nby = "{ESCAPED}"\n[instrument]'
    file.write_text(text.replace("[instrument]", imported))
    session = load(file)
    assert session.title == "North"
    assert not [text for text in texts(session.model_dump()) if not text.isprintable() and "\n" not in text]


FUZZ = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
VALUES = st.recursive(
    st.sampled_from(
        [
            "1",
            "-1",
            "0x" + "f" * 6000,
            "inf",
            "nan",
            "1e400",
            "true",
            '"text"',
            '""',
            "1999-01-01",
            "10:00:00",
            "[]",
            "{}",
        ]
    )
    | st.sampled_from(["1999-01-01T00:00:00Z", '"hidden"', '"1 1 1 1 1 | 1"', "''", '"\\ud7ff"', "1" * 30]),
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda some: f"[{', '.join(some)}]")
        | inner.map(lambda one: f"{{title = {one}}}")
    ),
    max_leaves=3,
)


def outcome(act: Callable[[], object]) -> object:
    """What an act gives, or the WorkshopError it raises; any other exception is a failure."""
    try:
        return act()
    except WorkshopError as error:
        return error


@FUZZ
@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: text.encode(errors="surrogatepass")))
def test_any_bytes_are_a_document_or_an_error(content: bytes) -> None:
    assert isinstance(outcome(lambda: parse(content, "any.toml")), (Document, WorkshopError))


@FUZZ
@given(data=st.data())
def test_any_value_anywhere_is_a_session_or_an_error_with_its_line(
    data: st.DataObject, tmp_path: Path
) -> None:
    lines = GOOD.splitlines()
    number = data.draw(st.sampled_from([n for n, line in enumerate(lines) if " = " in line]))
    key = lines[number].partition(" = ")[0]
    lines[number] = f"{key} = {data.draw(VALUES)}"
    text = "\n".join(lines)
    found = outcome(lambda: decode(parse(text.encode(), "any.toml"), Session))
    assert isinstance(found, (Session, WorkshopError))
    if isinstance(found, WorkshopError):
        assert found.where
        assert found.hint
    path = tmp_path / "any.toml"
    path.write_text(text)
    read = read_outcome(path)
    assert isinstance(read, Unreadable) or listed(read)


def test_an_instrument_file_is_checked_as_one(file: Path) -> None:
    text = "format = 1\n" + GOOD.partition("[instrument]\n")[2].replace("[instrument.", "[").replace(
        "instrument.", ""
    )
    path = file.with_name("instrument.toml")
    path.write_text(text)
    assert load_instrument(path).id == "small"
    assert problems(path) == []
    path.write_text(text.replace('name = "Empowered staff"', 'nmae = "x"'))
    (problem,) = problems(path)
    quote = '"Empowered'
    assert str(problem.where) == f"{path}:{line_of('name = ' + quote, text)}:1"


@pytest.mark.parametrize("title", ["x" * 201, "x" * 100_000])
def test_a_title_that_cannot_be_kept_is_refused_and_changes_nothing(file: Path, title: str) -> None:
    before = everything(file.parent)
    with pytest.raises(WorkshopError, match="characters, at most 200"):
        rename(file, title)
    assert everything(file.parent) == before


def test_what_git_left_between_its_marks_is_named(tmp_path: Path) -> None:
    """ "The TOML of the line is to be mended" helped nobody who had just merged two branches."""
    path = tmp_path / "a.toml"
    path.write_text(
        GOOD.replace("level = 3\n", "<<<<<<< ours\nlevel = 4\n=======\nlevel = 5\n>>>>>>> theirs\n")
    )
    (error,) = problems(path)
    assert error.where is not None
    assert error.where.line == GOOD[: GOOD.index("level = 3")].count("\n") + 1
    assert "Git left both versions" in error.hint


@pytest.mark.parametrize(
    ("part", "written", "advice"),
    [
        ("invited = 12", "invited = 13 people", "text in quotes, a number alone: invited = 12"),
        ("held_on = 2026-11-23", "held_on = 2026-11-31", "no such day"),
        ("held_on = 2026-11-23", "held_on = 23.11.2026", "a date as 2026-11-23"),
        ("[agreed.vision]", "[agreed.vision)", "ends with its bracket: [words]"),
        ("[[notes]]", "[[notes]", "one of several: [[rounds]]"),
        ("held_on = 2026-11-23", "held_on = [1, 2", "A list ends with a bracket"),
        ("level = 3", "level 3", 'A line reads: key = "text"'),
        ("level = 3", "?", 'A line reads: key = "text"'),
        ("voted = 11", "voted = 3", "Correct this, or what it does not go with."),
    ],
)
def test_what_people_mistype_is_answered_with_what_would_be_right(
    part: str, written: str, advice: str
) -> None:
    with pytest.raises(WorkshopError) as raised:
        decode(parse(GOOD.replace(part, written, 1).encode(), "north.toml"), Session)
    assert advice in raised.value.hint
