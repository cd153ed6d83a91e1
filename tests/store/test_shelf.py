from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.samples import SAMPLES
from workshop.store import listing
from workshop.store.codec import load
from workshop.store.shelf import Shelf
from workshop.store.toml import Document

SAMPLE = SAMPLES[-1]


def stocked(workspace: Path, many: int) -> Shelf:
    """A shelf of ``many`` copies of a sample, each on a day of its own."""
    text = SAMPLE.read_text()
    for number in range(many):
        day = date(2026, 11, 18) - timedelta(days=number)
        copy = text.replace("held_on = 2026-11-18", f"held_on = {day}")
        (workspace / "assessments" / f"{day}-north-branch.toml").write_text(copy)
    return Shelf(workspace / "assessments")


def test_what_can_be_seen_comes_first_and_the_rest_in_ever_larger_steps(workspace: Path) -> None:
    shelf = stocked(workspace, 50)
    assert [(len(entries), total) for entries, total in shelf.batches(10)] == [
        (10, 50),
        (15, 50),
        (22, 50),
        (33, 50),
        (49, 50),
        (50, 50),
    ]


def test_every_step_lists_the_newest_first(workspace: Path) -> None:
    for entries, _ in stocked(workspace, 30).batches(10):
        assert entries == sorted(entries, key=lambda entry: entry.path.name, reverse=True)
        assert entries[0].path.name == SAMPLE.name


def test_an_empty_folder_is_one_empty_step(workspace: Path) -> None:
    assert list(stocked(workspace, 0).batches()) == [([], 0)]


def test_a_file_that_did_not_change_is_not_read_again(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "SETTLED", 0)  # as if they had been written a while ago
    shelf = stocked(workspace, 3)
    before = shelf.entries()
    monkeypatch.setattr("workshop.store.shelf.read_outcome", pytest.fail)
    assert shelf.entries() == before


def test_a_good_file_is_read_without_looking_for_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are for errors: looking for them took a third of the time to load a session."""
    monkeypatch.setattr(Document, "where", pytest.fail)
    assert load(SAMPLE).title == "North branch, autumn 2026"


def test_what_only_the_full_check_finds_is_told_at_once_and_taken_back_once_mended(workspace: Path) -> None:
    """Also of a file that was touched just now."""
    shelf = stocked(workspace, 2)
    path = shelf.folder / SAMPLE.name
    good = path.read_text()
    path.write_text(good.replace("threshold = 5", "threshold = 5\nthreshhold = 5", 1))
    assert shelf.check(shelf.entries())
    assert [type(entry).__name__ for entry in shelf.entries()] == ["Unreadable", "Summary"]
    assert not shelf.check(shelf.entries())
    path.write_text(good)
    shelf.check(shelf.entries())
    assert [type(entry).__name__ for entry in shelf.entries()] == ["Summary", "Summary"]
