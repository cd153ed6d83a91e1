"""Reading a CSV: the dialects of spreadsheets, what a cell may hold, and what is wrong, all at once."""

from pathlib import Path

import pytest

from tests.store_import.build import MAP, OWN, answers, read
from workshop.errors import WorkshopError
from workshop.model.tally import NOT_SURE
from workshop.store.column_map import read_column_map
from workshop.store.ratings_csv import read_ratings

CELLS = {
    **{str(level): level for level in range(1, 6)},
    "3.0": 3,
    "4,0": 4,
    "5.00": 5,
    " 2 ": 2,
    "\u00a02": 2,
    "?": NOT_SURE,
    " ? ": NOT_SURE,
    **dict.fromkeys(["", "  ", "NA", "na", "Na", "n/a", "N/A"]),
}

BAD = ["0", "6", "-1", "3.5", "30", "1.", "three", "3 4", "??", "nan", "#N/A", "٣", "³", "=3", "'3"]

DIALECTS = {
    "commas": b"Unit,L1,L2\nA,1,2\nB,?,\n",
    "CRLF": b"Unit,L1,L2\r\nA,1,2\r\nB,?,\r\n",
    "CR": b"Unit,L1,L2\rA,1,2\rB,?,\r",
    "no last newline": b"Unit,L1,L2\nA,1,2\nB,?,",
    "semicolons": b"Unit;L1;L2\nA;1;2\nB;?;\n",
    "tabs": b"Unit\tL1\tL2\nA\t1\t2\nB\t?\t\n",
    "byte order mark": b"\xef\xbb\xbfUnit,L1,L2\nA,1,2\nB,?,\n",
    "byte order mark and quotes": b'\xef\xbb\xbf"Unit","L1","L2"\n"A","1","2"\n"B","?",""\n',
    "UTF-16, little end first": b"\xff\xfe" + "Unit\tL1\tL2\r\nA\t1\t2\r\nB\t?\t\r\n".encode("utf-16-le"),
    "UTF-16, big end first": b"\xfe\xff" + "Unit\tL1\tL2\r\nA\t1\t2\r\nB\t?\t\r\n".encode("utf-16-be"),
    "told delimiter": b"sep=;\r\nUnit;L1;L2\r\nA;1;2\r\nB;?;\r\n",
    "blanks after commas": b'Unit, "L1", "L2"\nA, "1", 2\nB, ?, ""\n',
    "blank lines": b"\n\nUnit,L1,L2\n\nA,1,2\n,,\n\nB,?,\n\n",
    "columns in another order": b"L2,Other,Unit,L1\n2,x,A,1\n,y,B,?\n",
    "nameless columns": b"Unit,L1,L2,,\nA,1,2,,\nB,?,,,\n",
    "commas in another column": b'Unit;L1;L2;"a,b,c,d,e,f"\nA;1;2;x,y\nB;?;;z\n',
}


@pytest.mark.parametrize(("cell", "answer"), CELLS.items())
def test_a_cell_is_an_answer(tmp_path: Path, cell: str, answer: int | None) -> None:
    ratings = read(tmp_path, f'L1,L2\n"{cell}",1\n')
    assert answers(ratings) == [[answer, 1]]
    assert not ratings.bad


@pytest.mark.parametrize("cell", BAD)
def test_everything_else_is_bad_and_no_answer(tmp_path: Path, cell: str) -> None:
    ratings = read(tmp_path, f'L1,L2\n"{cell}",1\n')
    assert answers(ratings) == [[None, 1]]
    assert [(bad.row, bad.column) for bad in ratings.bad] == [(2, "L1")]


@pytest.mark.parametrize("content", DIALECTS.values(), ids=DIALECTS)
def test_spreadsheets_write_csv_in_many_ways(tmp_path: Path, content: bytes) -> None:
    ratings = read(tmp_path, content, by="Unit")
    voters = [row for row in ratings.rows if row.answers]
    assert [row.unit for row in voters] == ["A", "B"]
    assert [dict(row.answers) for row in voters] == [
        {"leadership.lead01": 1, "leadership.lead02": 2},
        {"leadership.lead01": NOT_SURE},
    ]
    assert not ratings.bad


def test_a_bad_cell_is_told_as_a_person_finds_it(tmp_path: Path) -> None:
    """Rows count as in a spreadsheet: a cell with line breaks is one row, a blank line is a row."""
    text = 'Remark,L1,L2\n"one\ntwo\nthree",1,2\n\nx,7,2\n'
    (bad,) = read(tmp_path, text).bad
    assert str(bad) == 'row 4, column L1: found "7", wanted 1 to 5, ? for not sure, or nothing'


def test_a_row_longer_or_shorter_than_the_header_is_bad_as_a_whole(tmp_path: Path) -> None:
    ratings = read(tmp_path, "L1,L2\n1\n1,2,3\n4,5\n")
    assert answers(ratings) == [[4, 5]]
    assert [str(bad) for bad in ratings.bad] == [
        "row 2: found 1 cell, wanted 2, as in the header",
        "row 3: found 3 cells, wanted 2, as in the header",
    ]


def test_somebody_without_a_unit_is_bad_unless_they_answered_nothing(tmp_path: Path) -> None:
    ratings = read(tmp_path, "Unit,L1,L2\n ,1,2\n,,\nA,1,1\n", by="Unit")
    assert [(bad.row, bad.column, bad.found) for bad in ratings.bad] == [(2, "Unit", "nothing")]


def test_a_unit_of_a_novel_is_bad(tmp_path: Path) -> None:
    (bad,) = read(tmp_path, f"Unit,L1,L2\n{'x' * 201},1,2\n", by="Unit").bad
    assert bad.found == "201 characters"


def test_hostile_names_are_cleaned(tmp_path: Path) -> None:
    """Escape sequences, bidirectional overrides and controls reach neither a file nor a terminal."""
    text = "U\x1b[31mnit,L1,L2\nNo\u202erth\x07\x1b]0;title\x07,1,2\nA,\x1b[2J9,2\n"
    ratings = read(tmp_path, text, by="Unit")
    assert [row.unit for row in ratings.rows] == ["North", "A"]
    assert [bad.found for bad in ratings.bad] == ['"9"']


def test_several_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match='several columns are called "L1"'):
        read(tmp_path, "L1,L2,L1\n1,2,3\n")


def test_splitting_by_a_column_that_is_not_there_names_what_is_near(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match='no column "unit" to split by') as caught:
        read(tmp_path, "Unit,L1,L2\nA,1,2\n", by="unit")
    assert caught.value.hint == 'Did you mean "Unit"?'


def test_one_does_not_split_by_an_answer(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match="holds answers"):
        read(tmp_path, "L1,L2\n1,2\n", by="L1")


REFUSED = {
    "empty": (b"", "the file is empty", None),
    "blank": (b"\xef\xbb\xbf \r\n", "the file is empty", None),
    "latin-1": ("Unit,L1,L2\nA,1,2\nKöln,1,2\n".encode("latin-1"), "byte 0xf6 is not UTF-8", (3, 2)),
    "binary": (b"\x00\x01\x02L1,L2\n", "not a text file", None),
    "half of UTF-16": (b"\xff\xfeL\x00\x00\xd8", "not a text file", None),
    "Excel": (b"PK\x03\x04" + b"\x00" * 30, "a spreadsheet, not a CSV", None),
    "open quote": (b'L1,L2\n1,2\n"3,4\n5,5\n', "row 3 cannot be read", (4, None)),
    "quote in a quote": (b'L1,L2\n"1"1,2\n', "row 2 cannot be read", (2, None)),
    "commas only": (b",,\n", "the CSV has no column", None),
}


@pytest.mark.parametrize(("content", "found", "place"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_csv_is_refused_with_its_place(
    tmp_path: Path, content: bytes, found: str, place: tuple[int, int | None] | None
) -> None:
    with pytest.raises(WorkshopError) as caught:
        read(tmp_path, content)
    assert found in str(caught.value)
    assert caught.value.hint
    if place:
        assert caught.value.where
        assert (caught.value.where.line, caught.value.where.column) == place


def test_latin_1_is_told_how_to_become_utf_8(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError) as caught:
        read(tmp_path, "L1,L2,Ö\n".encode("latin-1"))
    assert 'in Excel as "CSV UTF-8"' in caught.value.hint


@pytest.mark.parametrize("kind", ["absent", "folder"])
def test_a_csv_that_is_not_there_is_told(tmp_path: Path, kind: str) -> None:
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    if kind == "folder":
        (tmp_path / "survey.csv").mkdir()
    with pytest.raises(WorkshopError, match="no such file" if kind == "absent" else "this is a folder"):
        read_ratings(tmp_path / "survey.csv", read_column_map(tmp_path / "map.toml", OWN))


def test_a_hundred_thousand_people_are_read(tmp_path: Path) -> None:
    ratings = read(tmp_path, "Unit,L1,L2\n" + "A,1,5\nB,?,3\n" * 50_000, by="Unit")
    assert len(ratings.rows) == 100_000
    assert not ratings.bad
