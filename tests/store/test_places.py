"""The line of every key, table and element is found, however a file is laid out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
import tomli
from hypothesis import given

from tests.store.strategies import sessions
from tests.store.test_round_trip import THOROUGH, inline, quoted, unfolded
from workshop.errors import WorkshopError
from workshop.model.session import Session
from workshop.store.codec import decode, encode
from workshop.store.places import places_of
from workshop.store.toml import KeyPath, parse

LAID_OUT = """\
plain = 1
"quoted key" = "a # b"          # a comment with x = 1
'it"s'.dotted . "k\\u0065y" = '''
plain = 2
[no.header]
'''
date = 1979-05-27 07:32:00
float = 3.14

[a . "b.c"]
list = [
  1, # one
  [2, 3],
  { x = 1, y = [ 4 ] },
  \"\"\"two
lines\"\"\",
  "end",
]
empty = []
none = {}
[[ a.rows ]]
n = 1
[a.rows.inner]
m = 1
[[a.rows]]
n = 2
[[a.rows.deep]]
k = 1
[[a.rows.deep]]
k = 2
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("plain",), 1),
        (("quoted key",), 2),
        (('it"s', "dotted", "key"), 3),
        (("date",), 7),
        (("float",), 8),
        (("a", "b.c"), 10),
        (("a", "b.c", "list"), 11),
        (("a", "b.c", "list", 0), 12),
        (("a", "b.c", "list", 1), 13),
        (("a", "b.c", "list", 1, 1), 13),
        (("a", "b.c", "list", 2, "y"), 14),
        (("a", "b.c", "list", 2, "y", 0), 14),
        (("a", "b.c", "list", 3), 15),
        (("a", "b.c", "list", 4), 17),
        (("a", "b.c", "empty"), 19),
        (("a", "b.c", "none"), 20),
        (("a", "rows"), 21),
        (("a", "rows", 0), 21),
        (("a", "rows", 0, "inner", "m"), 24),
        (("a", "rows", 1, "n"), 26),
        (("a", "rows", 1, "deep", 0, "k"), 28),
        (("a", "rows", 1, "deep", 1), 29),
        (("a", "rows", 1, "deep", 1, "k"), 30),
    ],
)
def test_each_thing_stands_where_one_sees_it(path: KeyPath, line: int) -> None:
    assert tomli.loads(LAID_OUT)
    assert places_of(LAID_OUT)[path].line == line


def test_a_mistake_is_told_by_the_column_of_its_value_or_of_its_key() -> None:
    document = parse(b"format = 1\n[a]\nlist = [1, { x = 2 }]\n", "places.toml")
    for path, value, key in (
        (("a",), (2, 1), (2, 1)),
        (("a", "list"), (3, 8), (3, 1)),
        (("a", "list", 0), (3, 9), (3, 9)),
        (("a", "list", 1, "x"), (3, 18), (3, 14)),
    ):
        there, named = document.where(path), document.where(path, key=True)
        assert ((there.line, there.column), (named.line, named.column)) == (value, key)


def leaves(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    inner: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, each in inner:
        yield from leaves(each, (*path, key))
    if not inner:
        yield path, value


@THOROUGH
@given(sessions())
def test_every_value_of_a_session_has_its_line(session: Session) -> None:
    text = encode(session).decode()
    values = tomli.loads(text)
    one_a_line = "".join(f"{quoted(key)} = {inline(value)}\n" for key, value in values.items())
    for layout in (text, one_a_line, unfolded(values)):
        lines, found = layout.split("\n"), places_of(layout)
        for path, value in leaves(values):
            there = lines[found[path].line - 1]
            key = next((step for step in reversed(path) if isinstance(step, str)), "")
            assert quoted(key) in there or inline(value) in there


def test_a_thousand_mistakes_are_told_in_no_time() -> None:
    text = "format = 1\n" + "".join(f"mistake{n} = {n}\n" for n in range(1000))
    start = time.process_time()
    with pytest.raises(WorkshopError, match="more: workshop check lists them"):
        decode(parse(text.encode(), "many.toml"), Session)
    assert time.process_time() - start < 3
