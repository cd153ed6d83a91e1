"""The map from columns to questions: every slip is told with its line and what is near."""

from pathlib import Path

import pytest

from tests.store_import.build import MAP, OWN, read
from workshop.errors import WorkshopError
from workshop.store.codec import load_instrument
from workshop.store.column_map import read_column_map
from workshop.store.instruments import find_instrument
from workshop.store.workspace import Workspace

CSV = "L1,L2\n1,2\n"

SLIPS = {
    "not TOML": ("[columns]\nL1 = leadership.lead01\n", 2, "not valid TOML", "quotes"),
    "no table": ('L1 = "leadership.lead01"\n', 1, 'unknown key "L1"', "[columns]"),
    "another table": ("[column]\n", 1, 'unknown key "column"', "[columns]"),
    "an empty table": ("[columns]\n", 1, "names no column", "[columns]"),
    "unknown question": (
        '[columns]\n\nL1 = "leadership.lead1"\n',
        3,
        'no question "leadership.lead1"',
        'Did you mean "leadership.lead01"',
    ),
    "an attribute only": (
        '[columns]\nL1 = "leadership"\n',
        2,
        'no question "leadership"',
        "leadership.lead01",
    ),
    "no ladder there": ('[columns]\nL1 = "leadership.ladder"\n', 2, "no question", "lead01"),
    "a number": ("[columns]\nL1 = 3\n", 2, "is not text", "quotes"),
    "a dot in a name": ('[columns]\nL1.a = "leadership.lead01"\n', 2, "is a table", "written in quotes"),
    "two columns": (
        '[columns]\nL1 = "leadership.lead01"\nL2 = "leadership.lead01"\n',
        3,
        "second column for leadership.lead01",
        'column "L1" answers it already',
    ),
    "one column twice": (
        '[columns]\nL1 = "leadership.lead01"\n"L1 " = "leadership.lead02"\n',
        3,
        "stands twice",
        "Take one",
    ),
    "unknown column": (
        '[columns]\nL1 = "leadership.lead01"\nl2x = "leadership.lead02"\n',
        3,
        'the CSV has no column "l2x"',
        'Did you mean "L2"',
    ),
}


@pytest.mark.parametrize(("columns", "line", "found", "hint"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_with_its_line(tmp_path: Path, columns: str, line: int, found: str, hint: str) -> None:
    with pytest.raises(WorkshopError) as caught:
        read(tmp_path, CSV, columns=columns)
    error = caught.value
    assert error.where
    assert error.where.file == str(tmp_path / "map.toml")
    assert error.where.line == line
    assert found in error.message
    assert hint in error.hint


def test_several_slips_are_told_at_once(tmp_path: Path) -> None:
    columns = '[columns]\nL1 = "leadership.lead1"\nL2 = 3\n'
    with pytest.raises(WorkshopError, match="2 things are wrong") as caught:
        read(tmp_path, CSV, columns=columns)
    assert "map.toml:2:6: " in caught.value.hint
    assert "map.toml:3:6: " in caught.value.hint


@pytest.mark.parametrize("kind", ["absent", "folder", "empty", "latin-1"])
def test_a_map_that_cannot_be_read_is_told(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "map.toml"
    match kind:
        case "folder":
            path.mkdir()
        case "empty":
            path.touch()
        case "latin-1":
            path.write_bytes('[columns]\n"Größe" = "leadership.lead01"\n'.encode("latin-1"))
    with pytest.raises(WorkshopError) as caught:
        read_column_map(path, OWN)
    assert caught.value.where
    assert caught.value.where.file == str(path)
    assert caught.value.hint


def test_names_in_quotes_may_hold_dots_and_spaces(tmp_path: Path) -> None:
    columns = '[columns]\n"Q1. Vision, ours" = "leadership.lead01"\n'
    ratings = read(tmp_path, '"Q1. Vision, ours"\n3\n', columns=columns)
    assert [row.answers for row in ratings.rows] == [{"leadership.lead01": 3}]


def test_ladders_are_questions_too(tmp_path: Path) -> None:
    built_in = find_instrument(Workspace(tmp_path))
    columns = '[columns]\nA = "vision.ladder"\nB = "vision.own-words"\n'
    ratings = read(tmp_path, "A,B\n4,5\n", columns=columns, asked=built_in)
    assert [question.key for question in ratings.questions] == ["vision.ladder", "vision.own-words"]


def test_the_map_of_these_tests_fits_their_instrument(tmp_path: Path) -> None:
    from tests.store_import.build import save_instrument

    own = load_instrument(save_instrument(tmp_path / "own.toml"))
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    assert set(read_column_map(tmp_path / "map.toml", own).questions) == {"L1", "L2"}
