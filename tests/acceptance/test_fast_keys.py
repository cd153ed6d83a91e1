"""Keys faster than the disk: whatever the order of events, the last answer to each question is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.people import FULL, answered, ballot, ballots, opened, start_rating
from tests.terminal import Terminal
from workshop.model.session import Grouping


def test_thirty_digits_in_one_write_are_thirty_answers(workspace: Path) -> None:
    path = opened(workspace)
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        terminal.send(FULL)
        terminal.wait_for("30 answered · saved")
        assert ballot(path).answers == answered(path, FULL)


@pytest.mark.parametrize("groups", [None, Grouping(name="Role", groups=("desk", "back office"))])
def test_a_digit_in_one_write_with_the_enter_that_starts_answers_the_first_question_once(
    workspace: Path, groups: Grouping | None
) -> None:
    path = opened(workspace, grouping=groups)
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        terminal.wait_for("Enter start")
        terminal.send(f"{2 if groups else ''}\r34")
        terminal.wait_for("3 of 30 · saved")
        assert ballot(path).answers == answered(path, "34")
        assert ballot(path).group == ("back office" if groups else "")


def test_what_was_typed_before_the_page_that_says_what_is_kept_starts_nothing(workspace: Path) -> None:
    path = opened(workspace)
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        terminal.send("\r34")
        terminal.wait_for("Enter start")
        assert ballots(path) == [] or ballot(path).answers == {}


def test_two_hundred_keys_there_and_back_end_with_the_last_answers(workspace: Path) -> None:
    path = opened(workspace)
    again = FULL[::-1]
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        terminal.send(FULL + "b" * 30 + again + "b" * 30 + FULL + "uuu" + "135")
        terminal.wait_for("30 answered · saved")
        assert ballot(path).answers == answered(path, FULL[:27] + "135")


def test_handing_in_at_the_end_of_the_same_write(workspace: Path) -> None:
    path = opened(workspace)
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        terminal.send(FULL + "y")
        terminal.wait_for("Handed in. Thank you.")
        assert ballot(path).answers == answered(path, FULL)
        assert ballot(path).handed_in


def test_a_filter_typed_in_one_write_is_the_whole_word(samples: Path) -> None:
    with Terminal(cwd=samples) as terminal:
        terminal.wait_for("h help")
        terminal.send("/spring")
        terminal.wait_for("Sessions: 1 of 3")
        terminal.wait_for(" spring")
