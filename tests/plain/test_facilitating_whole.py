"""The 60-minute agenda through a pipe: eleven people, a show of hands, to the closed session file."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.people import plan, workshop
from tests.plain.test_facilitating import HANDS
from workshop.store.codec import load
from workshop.store.room import Room


def test_a_whole_workshop_is_led_through_a_pipe(workspace: Path) -> None:
    path = plan(workspace, invited=12)
    lines = ["present 11", "next", "story A queue at nine.", "next", *HANDS, "next"]
    lines += ["note Two desks, one queue.", "next"]
    lines += ["3", "The plan.", "2", "n"]
    for _ in range(5):
        lines += ["agree", "none 2-4", "", "n"]
    lines += ["add The second form", *[""] * 8, "next"]
    lines += ["add Open at nine", "Jo", "2027-01-10", "", "", "", "next"]
    lines += ["date 2027-02-10", "summary", "end", "y"]
    said = workshop("run", path.stem, cwd=workspace, stdin="".join(f"{line}\n" for line in lines))
    assert "\x1b" not in said
    assert "The session is closed." in said
    session = load(path)
    assert session.stage == "close"
    assert not Room(path).exists
    assert session.first is not None
    assert (session.first.method, session.first.voted, session.present) == ("hands", 11, 11)
    assert len(session.agreed) == 6
    assert max(str(entry.level or entry.range) for entry in session.agreed.values()) == "3"
    assert session.actions[0].owner == "Jo"
    assert session.stops[0].item == "The second form"
    assert str(session.next_on) == "2027-02-10"
    assert [note.text for note in session.notes] == ["A queue at nine.", "Two desks, one queue."]
