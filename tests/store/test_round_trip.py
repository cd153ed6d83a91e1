"""What is saved is what is read, whatever was in it and however the file is laid out."""

from __future__ import annotations

import random
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import HealthCheck, given, settings

from tests.model.build import INSTRUMENT, plan
from tests.store.strategies import sessions
from workshop.model.instrument import Instrument
from workshop.model.session import AgreedLevel, Note, Session
from workshop.model.tally import HIDDEN, Band, Shape, Tally
from workshop.store.codec import decode, encode, encode_instrument, load, load_instrument, problems
from workshop.store.toml import parse

BUILT_IN = Path(str(files("workshop.instruments") / "user-centred.toml"))

THOROUGH = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(content: bytes) -> Session:
    return decode(parse(content, "session.toml"), Session)


@THOROUGH
@given(sessions())
def test_a_session_comes_back_as_it_was_saved_and_always_gives_the_same_bytes(session: Session) -> None:
    saved = encode(session)
    again = read(saved)
    assert again == session
    assert encode(again) == encode(session) == saved


def reordered(value: Any, chance: random.Random) -> Any:
    """The same tables with their keys in another order; lists stay as they are."""
    if isinstance(value, dict):
        keys = chance.sample(sorted(value), len(value))
        return {key: reordered(value[key], chance) for key in keys}
    return [reordered(each, chance) for each in value] if isinstance(value, list) else value


def inline(value: Any) -> str:
    """A value in TOML on one line: the other spelling of lists of tables, and of tables."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)} = {inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").strip()


def quoted(key: str) -> str:
    return tomli_w.dumps({key: 1}).removesuffix(" = 1\n")


def unfolded(table: dict[str, Any], name: str = "") -> str:
    """Every table and every element of a list under a header of its own."""
    plain = {
        key: value for key, value in table.items() if not isinstance(value, dict) and not is_tables(value)
    }
    lines = [f"{quoted(key)} = {inline(value)}\n" for key, value in plain.items()]
    for key, value in table.items():
        inner = f"{name}.{quoted(key)}" if name else quoted(key)
        if isinstance(value, dict):
            lines.append(f"\n[{inner}]\n{unfolded(value, inner)}")
        elif is_tables(value):
            lines += [f"\n[[{inner}]]\n{unfolded(each, inner)}" for each in value]
    return "".join(lines)


def is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


@THOROUGH
@given(sessions())
def test_another_order_and_the_other_spelling_of_lists_mean_the_same(session: Session) -> None:
    values = tomli.loads(encode(session).decode())
    mixed = reordered(values, random.Random(1))
    on_one_line = "".join(f"{quoted(key)} = {inline(value)}\n" for key, value in mixed.items())
    for text in (on_one_line, unfolded(mixed), tomli_w.dumps(mixed)):
        assert read(text.encode()) == session


@pytest.mark.parametrize(
    "text",
    [
        'a "quoted" word',
        '"""',
        'ends with a quote"',
        "back\\slash",
        "ends with a backslash\\",
        "one\ntwo\n\nthree",
        'one\n"""\ntwo',
        "one\\\ntwo",
        "[actions]\nx = 1",
        "# a comment",
        "é ø 日本語 👨\u200d👩\u200d👧",
    ],
)
def test_a_note_comes_back_to_the_letter(text: str) -> None:
    session = plan(notes=(Note(id="n1", text=text),))
    assert read(encode(session)).notes[0].text == text


def test_a_note_of_many_lines_is_written_as_lines() -> None:
    content = encode(plan(notes=(Note(id="n1", text="first line\nsecond line"),)))
    assert b'text = """\nfirst line\nsecond line"""' in content


EXAMPLE = """
format = 1
title = "North branch, autumn"
organisation = "Riverside Public Library"
unit = "North branch"
held_on = 2026-11-23
mode = "confidential"          # or "open"
threshold = 5
invited = 12
audience = "team"
depth = "full"                 # or "quick"
stage = "close"

[words]
user = "patron"
users = "patrons"

[[rounds]]
number = 1
method = "ballots"             # or "hands"
voted = 11
[rounds.tally.vision]
ladder = "0 2 5 3 1 | 0"
own-words = "1 2 4 3 1 | 0"
good-ideas = "hidden"
saying-no = "median 3, together"

[agreed.vision]
level = 3
example = "the new opening hours came out of it"

[[actions]]
text = "…"
owner = "…"
due = 2027-01-15

[[stops]]
item = "…"
status = "paused"

[instrument]
"""


def test_the_file_of_the_design_reads_as_it_says() -> None:
    instrument = tomli.loads(BUILT_IN.read_text(encoding="utf-8"))
    del instrument["format"]
    content = EXAMPLE + unfolded(instrument, "instrument")
    session = read(content.encode())
    vision = session.rounds[0].tally["vision"]
    assert (session.title, session.threshold, session.invited) == ("North branch, autumn", 5, 12)
    assert vision["ladder"] == Tally((0, 2, 5, 3, 1))
    assert vision["good-ideas"] is HIDDEN
    assert vision["saying-no"] == Band((3, 3), Shape.TOGETHER)
    assert session.agreed["vision"] == AgreedLevel(level=3, example="the new opening hours came out of it")
    assert session.instrument == load_instrument(BUILT_IN)
    assert session.words.users == "patrons"


def test_the_built_in_instrument_comes_back_as_it_was() -> None:
    instrument = load_instrument(BUILT_IN)
    again = decode(parse(encode_instrument(instrument), "instrument.toml"), Instrument)
    assert again == instrument
    assert again.digest == instrument.digest


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_reads_the_same(tmp_path: Path) -> None:
    session = plan(notes=(Note(id="n1", text="first\nsecond"),))
    path = tmp_path / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbf" + encode(session).replace(b"\n", b"\r\n"))
    assert load(path) == session
    assert problems(path) == []


def test_lists_without_ids_get_some_that_differ() -> None:
    content = encode(plan()).replace(
        b"[instrument]", b'[[notes]]\ntext = "a"\n[[notes]]\ntext = "b"\n[instrument]', 1
    )
    first, second = read(content).notes
    assert first.id != second.id


def test_what_a_reader_should_see_is_written_even_where_it_is_the_usual() -> None:
    text = encode(plan()).decode()
    for line in (
        "format = 1",
        'mode = "confidential"',
        "threshold = 5",
        'audience = "team"',
        'stage = "welcome"',
    ):
        assert line in text.splitlines()


def test_a_session_carries_its_instrument_whole() -> None:
    assert read(encode(plan())).instrument == INSTRUMENT
