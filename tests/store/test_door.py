"""Who is let in, with which code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.acceptance.people import opened
from workshop.errors import WorkshopError
from workshop.store import door, sealing
from workshop.store.door import Entry
from workshop.store.progress import Lookout
from workshop.store.room import Room


def test_the_join_code_stays_and_is_forgiving_about_how_it_is_typed(workspace: Path) -> None:
    path = opened(workspace)
    code = door.join_code(path)
    assert door.join_code(path) == code
    guest = door.recognise(path, code.upper().replace("-", " "))
    assert guest is not None
    assert guest.entry is Entry.JOIN
    assert door.recognise(path, code[:-1]) is None


def test_a_one_use_code_buys_one_seat_and_nothing_links_it_to_that(workspace: Path) -> None:
    path = opened(workspace)
    (slip,) = door.make_slips(path, 1)
    guest = door.recognise(path, slip)
    assert guest is not None
    ticket = door.admit(path, guest)
    assert ticket.code != slip
    assert door.recognise(path, slip) is None
    with pytest.raises(WorkshopError, match="used"):
        door.admit(path, guest)
    room = Room(path)
    assert room.presence().joined == 1
    (person,) = room.people.glob("*.toml")
    (spent,) = (room.folder / "slips").iterdir()
    assert person.stem not in spent.read_text()
    assert ticket.participant not in spent.read_text()


def _between(act: Callable[[Path], None], look: Callable[[], object]) -> Callable[[Path], None]:
    def acting(path: Path) -> None:
        look()
        act(path)
        look()

    return acting


def _shut(path: Path) -> bool:
    progress = Lookout(path).look()
    assert progress.session.ended
    return progress.shut


def test_after_the_session_only_who_was_in_may_read_and_only_until_then(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks while it is closing is not told that the way back is shut."""
    path = opened(workspace, mode="open")
    later = datetime.now(UTC) + timedelta(hours=1)
    join = door.join_code(path, later)
    ticket = door.admit(path, door.Guest(Entry.JOIN, ""))
    box = Room(path).box
    box.cast(ticket.participant, box.take(ticket.participant).answered("vision.ladder", 4))
    sealing.close_round(path)
    during: list[bool] = []
    monkeypatch.setattr(door, "keep_codes", _between(door.keep_codes, lambda: during.append(_shut(path))))
    sealing.close_session(path)
    assert (during, _shut(path)) == ([False, False], False)
    guest = door.recognise(path, ticket.code)
    assert guest is not None
    assert guest.entry is Entry.READER
    assert door.recognise(path, join) is None
    assert door.join_code(path) == ""
    assert not Room(path).exists
    kept = (path.parent / ".codes" / f"{path.stem}.toml").read_text()
    assert ticket.code not in kept
    assert ticket.participant not in kept
