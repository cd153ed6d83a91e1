"""Entries without an id: the same file gives them the same, however it is read."""

from __future__ import annotations

from pathlib import Path

from tests.samples import SAMPLES
from workshop.analysis.outcome import outcome
from workshop.model.outcome import Outcome
from workshop.model.session import Session
from workshop.store.codec import decode, encode, load
from workshop.store.entry_ids import with_ids
from workshop.store.outcome import read_outcome
from workshop.store.toml import parse

BY_HAND = """
[[notes]]
text = "Again"
[[notes]]
text = "Again"
[[parking]]
text = "Again"
[[comments]]
text = "Again"
[[actions]]
text = "Again"
[[stops]]
item = "Again"
[[exercises.touch_points]]
name = "Door"
[[exercises.policies]]
policy = "Fines"
[[exercises.phrases]]
phrase = "We have always"
"""


def _by_hand(tmp_path: Path) -> Path:
    bare = load(SAMPLES[0]).changed(notes=(), parking=(), comments=(), actions=(), stops=(), follow_up=())
    text = encode(bare.changed(exercises=type(bare.exercises)())).decode()
    head, mark, tail = text.partition("[instrument]")
    path = tmp_path / "by-hand.toml"
    path.write_text(head + BY_HAND + mark + tail)
    return path


def _ids(session: Session) -> list[str]:
    done = session.exercises
    lists = (session.notes, session.parking, session.comments, session.actions, session.stops)
    return [
        entry.id for entries in (*lists, done.touch_points, done.policies, done.phrases) for entry in entries
    ]


def test_the_same_file_gives_the_same_ids_and_no_two_entries_share_one(tmp_path: Path) -> None:
    path = _by_hand(tmp_path)
    first, second = (decode(parse(path.read_bytes(), "a"), Session) for _ in range(2))
    assert first == second
    assert len(set(_ids(first))) == len(_ids(first)) == 9
    path.write_bytes(encode(first))
    assert load(path) == first


def test_trends_read_the_same_ids_from_the_file_as_from_the_session(tmp_path: Path) -> None:
    path = _by_hand(tmp_path)
    read = read_outcome(path)
    assert isinstance(read, Outcome)
    assert read.promises == outcome(load(path)).promises


def test_what_is_no_entry_is_left_for_the_check() -> None:
    odd = {"notes": "none", "actions": [3, {"text": 4}, {"id": "", "text": "x"}], "exercises": []}
    assert with_ids(odd) == odd
