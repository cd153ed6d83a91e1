"""What must not be shown is shown nowhere: the privacy rules of statistics.md, in every place there is."""

from __future__ import annotations

import csv
import json
import platform
import re
from io import StringIO
from pathlib import Path
from typing import Any, Final

import pytest

from tests.analysis.build import round_of
from tests.terminal import Terminal
from tests.ui.room.places import CLOSING, HANDS, JOINING, PLACES, WHILE_OPEN
from tests.ui.room.team import EAST, NAMES, WEST, held, people
from workshop.model.followup import Action
from workshop.model.session import AgreedLevel, Comment, Note, SetAside
from workshop.store import sealing
from workshop.store.codec import load
from workshop.store.room import PendingComment, Room

WITHOUT_ANSWERS: Final = {"close", "ended", "results, view 5"}
"""What was decided, and what was said: no answer at all."""

COUNTED: Final = [name for name in PLACES if name not in {*WITHOUT_ANSWERS, "export, csv", "results, view 4"}]
"""Where counts or means stand beside the names of questions; view 4 is the radar, the CSV has ids."""

BY_GROUP: Final = ("reveal, by group", "reveal, by group, line by line", "results, view 6")
"""Whole pages by group: what is not shown is named together, after the reason."""

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
    text = read(name, PLACES[name](path, attribute))
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
    text = read(name, PLACES[name](path, "hollow"))
    said = "".join(passages(name, text, "hollow")).casefold()
    assert not given_away(name, path, "hollow")
    if name not in DRAWN:
        assert not re.search(r"median:? (?:between )?\d", said)
    if name not in {*WITHOUT_ANSWERS, *BY_GROUP, "export, csv"}:
        assert any(
            words in said for words in ("not shown", "to show", "no numbers", '"hidden": true', '"why"')
        )


@pytest.mark.parametrize("name", PLACES)
def test_rule_8_a_banded_question_shows_its_median_and_no_count(path: Path, name: str) -> None:
    assert not given_away(name, path, "misty")


def test_rules_2_and_8_units_are_beside_each_other_without_what_is_not_shown(path: Path) -> None:
    table = json.loads(PLACES["trends, as JSON"](path, ""))["across"]
    (row,) = table["rows"]
    assert [cell["mean"] is None for cell in row["cells"]] == [False, False, True, True]


def test_rules_2_and_8_a_table_of_counts_has_no_row_for_what_is_not_shown(path: Path) -> None:
    rows = counts_of(path)
    assert {row["attribute"] for row in rows if not row["group"]} == {"clear", "split"}


def test_rule_6_a_group_of_one_mind_is_not_shown_as_a_group(path: Path) -> None:
    """Nor is any other group of that question: the total minus it would show the one."""
    by_group = {(row["group"], row["attribute"]) for row in counts_of(path) if row["group"]}
    assert by_group == {(EAST, "clear"), (WEST, "clear")}


@pytest.mark.parametrize(
    "name", [*BY_GROUP, "discuss, statements", "discuss, by group, line by line", "export, md"]
)
def test_rule_6_no_page_by_group_says_what_a_group_chose_where_one_is_of_one_mind(
    path: Path, name: str
) -> None:
    shown, hidden = (read(name, PLACES[name](path, key)) for key in ("clear", "split"))
    assert any(EAST in passage for passage in passages(name, shown, "clear"))
    assert not any(EAST in passage for passage in passages(name, hidden, "split"))
    assert "Not shown by group" in " ".join(hidden.split())


def counts_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of the table that is made for other programs."""
    return list(csv.DictReader(StringIO(PLACES["export, csv"](path, ""))))


# Rule 9: comments


WRITTEN: Final = "Zebras wait in the corridor."
BESIDE_ANSWERS: Final = tuple(
    name for name in PLACES if name.startswith(("reveal", "discuss", "agree", "compar", "trends"))
)
RECORDS: Final = ("show", "export, md", "export, html", "export, json", "results, view 5")


@pytest.mark.parametrize("name", PLACES)
def test_rule_9_a_comment_is_shown_nowhere_before_it_was_reviewed(path: Path, name: str) -> None:
    Room(path).ensure()
    Room(path).keep_pending([PendingComment(id="c-1", round=1, attribute="clear", text=WRITTEN)])
    assert "Zebras" not in PLACES[name](path, "clear")


@pytest.mark.parametrize("name", [*BESIDE_ANSWERS, "export, csv", "results, view 2", "results, view 3"])
def test_rule_9_a_comment_stands_beside_no_answer(tmp_path: Path, name: str) -> None:
    path = held(tmp_path, comments=(Comment(text=WRITTEN, attribute="clear"),))
    assert "Zebras" not in PLACES[name](path, "clear")


@pytest.mark.parametrize("name", RECORDS)
def test_rule_9_a_kept_comment_is_read_once_under_a_heading_of_its_own(tmp_path: Path, name: str) -> None:
    """Between the heading and the comment stands no number, no group and no time."""
    path = held(tmp_path, stage="close", comments=(Comment(text=WRITTEN, attribute="clear"),))
    text = read(name, PLACES[name](path, "clear"))
    assert text.count(WRITTEN) == 1
    before, after = text.split(WRITTEN)
    *_, heading = re.split("comments", before, flags=re.IGNORECASE)
    assert not re.search(r"\d|wing", heading)
    assert not re.search(r"\d|wing", after.partition("\n")[0])


@pytest.mark.parametrize("name", RECORDS)
def test_rule_9_of_a_comment_set_aside_one_hears_how_many_and_why(tmp_path: Path, name: str) -> None:
    path = held(tmp_path, stage="close", set_aside=(SetAside(reason="aimed at a person", count=2),))
    assert "2 comments were set aside: aimed at a person." in read(name, PLACES[name](path, "clear"))


@pytest.mark.parametrize("name", [name for name in RECORDS if name.startswith("export")])
def test_the_report_for_the_board_leaves_out_comments_notes_examples_and_owners(
    tmp_path: Path, name: str
) -> None:
    path = held(
        tmp_path,
        audience="board",
        comments=(Comment(text=WRITTEN),),
        notes=(Note(text=WRITTEN),),
        agreed={"clear": AgreedLevel(level=4, example=WRITTEN)},
        actions=(Action(text="Open at nine", owner=WRITTEN),),
    )
    text = PLACES[name](path, "clear")
    assert "Open at nine" in text
    assert "Zebras" not in text


# Rule 1, 6, 10: what one is told before joining


@pytest.mark.parametrize("name", JOINING)
def test_rule_1_before_joining_one_is_told_the_threshold_the_audience_and_the_machine(
    tmp_path: Path, name: str
) -> None:
    path = held(tmp_path, rounds=(), stage="welcome", threshold=4, audience="board")
    said = " ".join(JOINING[name](path, "").split())
    assert "nothing is shown from fewer than 4 answers" in said
    assert "the board" in said
    assert platform.node() in said
    assert "If all answer alike, everyone knows" in said
    assert "anonymous" not in said


@pytest.mark.parametrize("name", JOINING)
def test_rule_10_before_joining_an_open_session_says_that_it_is(tmp_path: Path, name: str) -> None:
    path = held(tmp_path, rounds=(), stage="welcome", mode="open")
    said = " ".join(JOINING[name](path, "").split())
    assert "This session is open: every count is shown, however few answer." in said
    assert "Confidential" not in said


@pytest.mark.parametrize("name", ["show", "export, md", "export, html", "export, json", "reveal, in words"])
def test_rule_10_hands_say_that_they_were_open(tmp_path: Path, name: str) -> None:
    first = round_of({"clear": {"ladder": "0 2 1 0 0 | 0"}}, voted=3, method="hands")
    said = read(name, PLACES[name](held(tmp_path, rounds=(first,)), "clear"))
    assert "was a show of hands, open to everybody" in " ".join(said.split())


@pytest.mark.parametrize("name", HANDS)
def test_rule_10_hands_say_that_they_are_open_while_they_are_raised(tmp_path: Path, name: str) -> None:
    said = HANDS[name](held(tmp_path, rounds=(), stage="rate"), "")
    assert "open for all to see" in said.casefold()


# Rule 7 and 11: while a round is open, and before it is counted


def opened(folder: Path, **fields: Any) -> Path:
    """Open the round, and let all sixteen hand their ballots in, each with a comment."""
    path = held(folder, rounds=(), stage="rate", **fields)
    sealing.open_round(path)
    for each in people():
        box, ticket = Room(path).box, Room(path).join()
        given = {"answers": each.answers, "group": each.group, "comments": {"clear": WRITTEN}}
        box.cast(ticket.participant, box.take(ticket.participant).changed(**given, handed_in=True))
    return path


@pytest.mark.parametrize("name", CLOSING)
def test_rule_11_more_ballots_than_people_are_said_before_they_are_counted(tmp_path: Path, name: str) -> None:
    path = opened(tmp_path, invited=12, present=11)
    said = " ".join(CLOSING[name](path, "").split())
    assert "There are 16 ballots, but 11 people are present." in said
    assert "There are 16 ballots, but 12 people are invited." in said
    assert not load(path).rounds


@pytest.mark.parametrize("name", WHILE_OPEN)
def test_rule_7_while_a_round_is_open_nobody_sees_a_result(tmp_path: Path, name: str) -> None:
    path = opened(tmp_path)
    said = WHILE_OPEN[name](path, "")
    assert "Zebras" not in said
    assert not re.search(r"[●▗▸]\s*\d|median|\d answers?|chose", HARMLESS.sub("", said))


def test_rule_7_while_a_round_is_open_a_terminal_gets_only_numbers_of_people(tmp_path: Path) -> None:
    """The bytes themselves: nothing that only a copy of the output would tell."""
    path = opened(tmp_path, invited=19)
    with Terminal("run", path.stem, cwd=path.parent.parent) as terminal:
        terminal.wait_for("16 of 19 invited")
        terminal.send("h")
        terminal.wait_for("Everyone rates alone")
        terminal.send("q")
        terminal.wait_for("16 of 19 invited")
        terminal.send(" ")
        terminal.wait_for("Close the round and count 16 ballots?")
        terminal.send("n")
        terminal.wait_for("16 of 19 invited")
        written = terminal.raw.decode()
    text = re.sub(r"\x1b(?:\[[0-9;:?<=>]*[ -/]*[@-~]|[P_^\]][^\x07\x1b]*(?:\x07|\x1b\\)|.)", "\n", written)
    text = re.sub(
        r"\d+:\d\d|-?\d+ min\w* (?:left|over|ahead|behind|to rate)", "", text.replace(path.stem, "")
    )
    assert "Zebras" not in text
    assert set(re.findall(r"\d+", text)) == {"16", "19", "3", "5"}, (
        "who is done, of how many, who is not, and k"
    )
