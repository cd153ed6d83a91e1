"""What must not be shown is shown nowhere: the privacy rules of statistics.md, in every place there is."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path
from typing import Final

import pytest

from tests.ui.room.places import PLACES, shown_at
from tests.ui.room.team import EAST, NAMES, WEST, held

WITHOUT_ANSWERS: Final = {"close", "ended", "results, view 5"}
"""What was decided, and what was said: no answer at all."""

COUNTED: Final = [name for name in PLACES if name not in {*WITHOUT_ANSWERS, "export, csv", "results, view 4"}]
"""Where counts or means stand beside the names of questions; view 4 is the radar, the CSV has ids."""

SAID_INSTEAD: Final = ("not shown", "to show", "no numbers", '"hidden": true', '"why"')

DRAWN: Final = {"export, svg", "export, html"}
"""Pictures in which the words of one question may stand behind the name of another."""

ABOUT_ONE: Final = tuple(name for name in PLACES if name.startswith(("discuss", "agree", "comparison, ")))
"""All that is on these screens is about the attribute one is at."""

GIVES_AWAY: Final = re.compile(
    r"""
    \d+\ (?:of\ \d|answers?\b|chose|not\ sure|were)   # 8 of 11, 4 answers, 2 chose
    | \bof\ \d+ | \b(?:n|mean|average)\ +\d | \d\.\d  # n 4, a mean
    | [●░▒▓▗]                                         # dots, shares, discs
    | "(?:counts|n|means?|ad|not_sure|interval|change|consensus|r_wg)":\s(?!null|\[\s*null)
    """,
    re.VERBOSE,
)
"""What only somebody who knows the counts could write."""

HARMLESS: Final = re.compile(
    r"""
    (?i:fewer\s+than\s+5\s+answers) | shown\s+from\s+5\s+answers | "n":\ 16 | 16\ of\ 16\ answered
    | ●\s+(?:1\ answer|median|20\d\d-\d\d) | [░▒▓█]+\ share\ of\ the\ answers   # legends
    | (?:at\ most|above)\ 0\.8           # how to read this
    | [^\n]*[⠁-⣿][^\n]*                # the radar, drawn; it says its values below
    | \b\d+\ min(?:utes)?\b[^\n]*     # the clock
    | \d\ of\ 4\b                      # the place of an attribute in the order
    """,
    re.VERBOSE,
)
"""What stands there for every question."""


def read(name: str, text: str) -> str:
    """Return what a reader sees of ``text``: of a picture its dots and words."""
    if name in DRAWN:
        text = re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)
        text = re.sub(r'<circle[^>]*class="r-dot"[^>]*>', "●", text)
        text = re.sub(r"<[^>]+>", "\n", text)
    return HARMLESS.sub("", text)


def passages(name: str, text: str, attribute: str) -> list[str]:
    """Return what stands between a mention of ``attribute`` and that of another, or all on its own screen."""
    if name in ABOUT_ONE:
        return [text]
    mention = "|".join(map(re.escape, (*NAMES.values(), *(f'"{key}"' for key in NAMES))))
    wanted = {NAMES[attribute].casefold(), f'"{attribute}"'}
    parts = re.split(rf"({mention}|\b1\s+2\s+3\s+4\s+5\s+n\b|\"rows\":)", text, flags=re.IGNORECASE)
    return [after for said, after in zip(parts[1::2], parts[2::2], strict=True) if said.casefold() in wanted]


def given_away(name: str, path: Path, attribute: str) -> list[str]:
    text = read(name, shown_at(name, path, attribute))
    found = [GIVES_AWAY.search(passage) for passage in passages(name, text, attribute)]
    return [match[0] for match in found if match]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return held(tmp_path)


@pytest.mark.parametrize("name", COUNTED)
def test_counts_are_recognised_where_they_may_be_shown(path: Path, name: str) -> None:
    """What the tests below look for is what these places show of a question that may be shown."""
    assert given_away(name, path, "clear") or given_away(name, path, "split")


@pytest.mark.parametrize("name", PLACES)
def test_rule_2_a_hidden_question_shows_no_number_and_no_dot(path: Path, name: str) -> None:
    text = read(name, shown_at(name, path, "hollow"))
    said = "".join(passages(name, text, "hollow")).casefold()
    assert not given_away(name, path, "hollow")
    if name not in DRAWN:
        assert not re.search(r"median:? (?:between )?\d", said)
    if name not in WITHOUT_ANSWERS | {"export, csv"}:
        assert any(
            words in said for words in ("not shown", "to show", "no numbers", '"hidden": true', '"why"')
        )


@pytest.mark.parametrize("name", PLACES)
def test_rule_8_a_banded_question_shows_its_median_and_no_count(path: Path, name: str) -> None:
    assert not given_away(name, path, "misty")


def test_rules_2_and_8_units_are_beside_each_other_without_what_is_not_shown(path: Path) -> None:
    table = json.loads(shown_at("trends, as JSON", path, ""))["across"]
    (row,) = table["rows"]
    assert [cell["mean"] is None for cell in row["cells"]] == [False, False, True, True]


def test_rules_2_and_8_a_table_of_counts_has_no_row_for_what_is_not_shown(path: Path) -> None:
    rows = counts_of(path)
    assert {row["attribute"] for row in rows if not row["group"]} == {"clear", "split"}


def test_rule_6_a_group_of_one_mind_is_not_shown_as_a_group(path: Path) -> None:
    """Nor is any other group of that question: the total minus it would show the one."""
    by_group = {(row["group"], row["attribute"]) for row in counts_of(path) if row["group"]}
    assert by_group == {(EAST, "clear"), (WEST, "clear")}


def counts_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of the table that is made for other programs."""
    return list(csv.DictReader(StringIO(shown_at("export, csv", path, ""))))
