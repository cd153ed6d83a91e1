"""Keys faster than the disk: whatever the order of events, the last answer to each question is kept."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.people import FULL, answered, ballot, opened, start_rating
from tests.terminal import Terminal


def test_thirty_digits_in_one_write_are_thirty_answers(workspace: Path) -> None:
    path = opened(workspace)
    with Terminal("rate", path.stem, cwd=workspace) as terminal:
        start_rating(terminal)
        terminal.send(FULL)
        terminal.wait_for("30 answered · saved")
        assert ballot(path).answers == answered(path, FULL)


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
