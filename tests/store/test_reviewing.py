"""Each comment is settled once, however often the program is killed on the way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.store.processes import killed_at_every_step, session_in
from tests.store.rooms import opened, people
from workshop.store import reviewing, sealing
from workshop.store.codec import load
from workshop.store.room import Room


def reviewed(template: Path) -> Path:
    """A counted session in which two comments wait and one was set aside before."""
    template.mkdir()
    path = opened(template, unit="", threshold=3)
    people(path, [2, 3, 4], comments={"vision": "about him"}, handed_in=True)
    sealing.close_round(path)
    reviewing.set_aside(path, Room(path).pending()[0], "aimed at a person")
    return path


def set_aside(path: Path) -> Counter[str]:
    return Counter({each.reason: each.count for each in load(path).set_aside})


def test_kept_comments_stand_in_no_order_of_rounds_or_of_reading(tmp_path: Path) -> None:
    path = opened(tmp_path, unit="", threshold=3)
    people(path, [2, 3, 4, 3], comments={"vision": "good"}, handed_in=True)
    sealing.close_round(path)
    for comment in sorted(Room(path).pending(), key=lambda each: each.id, reverse=True):
        reviewing.keep(path, comment)
    kept = [comment.id for comment in load(path).comments]
    assert len(kept) == 4
    assert kept == sorted(kept)


def test_killed_anywhere_a_comment_is_set_aside_once(tmp_path: Path) -> None:
    reviewed(tmp_path / "template")
    killed = killed_at_every_step("set aside", tmp_path / "template", tmp_path)
    assert len(killed) > 6
    for folder in killed:
        path = session_in(folder)
        # Who comes back goes through what still waits, as anybody does who reviews.
        for comment in reviewing.waiting(path):
            reviewing.set_aside(path, comment, "aimed at a person")
        assert set_aside(path) == {"aimed at a person": 3}
        assert not Room(path).pending()


def test_killed_anywhere_a_comment_set_aside_is_not_kept_beside_that(tmp_path: Path) -> None:
    reviewed(tmp_path / "template")
    for folder in killed_at_every_step("set aside", tmp_path / "template", tmp_path):
        path = session_in(folder)
        for comment in reviewing.waiting(path):
            reviewing.keep(path, comment)
        assert len(load(path).comments) + set_aside(path).total() == 3


def test_killed_anywhere_a_comment_kept_can_still_be_dropped_or_set_aside(tmp_path: Path) -> None:
    reviewed(tmp_path / "template")
    for folder in killed_at_every_step("keep", tmp_path / "template", tmp_path):
        path = session_in(folder)
        first, *others = reviewing.waiting(path)
        reviewing.drop(path, first)
        for comment in others:
            reviewing.set_aside(path, comment, "rude")
        kept = {comment.id for comment in load(path).comments}
        assert not kept & {first.id, *(comment.id for comment in others)}
        assert len(kept) + len(others) == 1


def test_a_decision_that_was_cut_short_counts_though_the_session_is_ended(tmp_path: Path) -> None:
    reviewed(tmp_path / "template")
    for folder in killed_at_every_step("set aside", tmp_path / "template", tmp_path):
        path = session_in(folder)
        undecided = sum(comment.set_aside is None for comment in Room(path).pending())
        sealing.close_session(path, give_up_comments=True)
        assert set_aside(path).total() + undecided == 3
