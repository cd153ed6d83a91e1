"""`workshop open` and `workshop close`, step by step."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.words import as_json, invoke
from tests.model.build import plan
from workshop.errors import WorkshopError
from workshop.store import sessions
from workshop.store.codec import load
from workshop.store.seat import remembered, take_seat


@pytest.fixture
def path(workspace: Path) -> Path:
    return sessions.create(plan(mode="open", invited=8, unit="", title="Spring"), workspace / "assessments")


def vote(path: Path, *levels: int, comment: str = "") -> None:
    for level in levels:
        seat = take_seat(path, as_new=True)
        comments = {"vision": comment} if comment else {}
        seat.cast(seat.ballot.changed(answers={"vision.ladder": level}, comments=comments))


def test_opening_says_what_holds_and_what_comes_next(workspace: Path, path: Path) -> None:
    said = invoke(workspace, "open", "spring").output
    assert said.startswith(f"Open: Spring ({path})\n")
    assert "Open mode: every count is shown, however few answer." in said
    assert f"Rate: workshop rate {path.stem}" in said
    sessions.change(path, lambda session: session)
    assert as_json(workspace, "open", "spring") == {"file": str(path), "stage": "rate", "mode": "open"}


def test_a_confidential_session_says_its_threshold(workspace: Path, path: Path) -> None:
    said = invoke(workspace, "open", "spring", "--mode", "confidential").output
    assert "Confidential: nothing is shown from fewer than 5 answers" in said
    assert load(path).mode == "confidential"


def test_opening_twice_changes_nothing(workspace: Path, path: Path) -> None:
    invoke(workspace, "open", "spring")
    vote(path, 4)
    content = path.read_bytes()
    assert invoke(workspace, "open", "spring").exit_code == 0
    assert path.read_bytes() == content
    assert len(list(path.with_suffix(".room").glob("round-1.ballots/*"))) == 1


def test_the_mode_is_not_changed_under_people_s_hands(workspace: Path, path: Path) -> None:
    invoke(workspace, "open", "spring")
    with pytest.raises(WorkshopError, match="only be changed before the round is open"):
        invoke(workspace, "open", "spring", "--mode", "confidential")
    assert load(path).mode == "open"


def test_closing_says_what_would_be_counted_and_counts(workspace: Path, path: Path) -> None:
    invoke(workspace, "open", "spring")
    vote(path, 3, 4)
    done = invoke(workspace, "close", "spring", typed="y\n")
    assert "2 joined, 0 handed in, 2 unfinished with at least one answer count too." in done.stderr
    assert done.stdout.startswith(f"Counted: 2 voted. Saved in {path}\n")
    assert f"Results: workshop show {path.stem}" in done.stdout


def test_closing_once_more_ends_the_session_and_a_third_time_says_so(workspace: Path, path: Path) -> None:
    invoke(workspace, "open", "spring")
    vote(path, 3)
    assert as_json(workspace, "close", "spring", "--yes")["stage"] == "reveal"
    assert as_json(workspace, "close", "spring", "--yes")["stage"] == "close"
    assert not path.with_suffix(".room").exists()
    with pytest.raises(WorkshopError, match="counted and closed"):
        invoke(workspace, "close", "spring", "--yes")


def test_what_was_never_opened_cannot_be_closed(workspace: Path, path: Path) -> None:
    for options in (["--yes"], ["--destroy", "--yes"]):
        with pytest.raises(WorkshopError, match="no round is open"):
            invoke(workspace, "close", "spring", *options)


def test_comments_that_wait_are_told_and_can_be_given_up(workspace: Path, path: Path) -> None:
    invoke(workspace, "open", "spring")
    vote(path, 3, comment="more time")
    assert as_json(workspace, "close", "spring", "--yes")["comments_waiting"] == 1
    with pytest.raises(WorkshopError, match="wait"):
        invoke(workspace, "close", "spring", "--yes")
    assert invoke(workspace, "close", "spring", "--yes", "--give-up-comments").exit_code == 0
    assert "more time" not in path.read_text()


def test_destroying_asks_and_leaves_a_plan(workspace: Path, path: Path) -> None:
    invoke(workspace, "open", "spring")
    vote(path, 3)
    assert invoke(workspace, "close", "spring", "--destroy", typed="n\n").exit_code == 1
    assert path.with_suffix(".room").exists()
    done = invoke(workspace, "close", "spring", "--destroy", typed="y\n")
    assert "Destroyed, uncounted." in done.stdout
    assert load(path).stage == "welcome"


def test_closing_forgets_this_device_s_code(workspace: Path, path: Path) -> None:
    invoke(workspace, "open", "spring")
    take_seat(path)
    vote(path, 3)
    assert remembered(path)
    invoke(workspace, "close", "spring", "--yes")
    assert remembered(path) == ""
