"""What is typed ahead, or pasted without measure, in the room: nothing is lost without a word."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.people import plan
from tests.terminal import Terminal
from workshop.store.codec import load


def parked(path: Path) -> list[str]:
    return [note.text for note in load(path).parking]


def test_keys_typed_after_enter_in_the_same_write_are_meant_for_the_stage_below(workspace: Path) -> None:
    path = plan(workspace, invited=8)
    with Terminal("run", path.stem, cwd=workspace) as terminal:
        terminal.wait_for("space begin")
        terminal.send("k")
        terminal.wait_for("Enter save")
        terminal.send("The roof leaks\rg")
        terminal.wait_for("AGENDA")
        terminal.wait_for(lambda _rows: bool(parked(path)))
    assert parked(path) == ["The roof leaks"]


def test_a_paste_of_ten_thousand_characters_is_kept_to_the_limit_and_said_to_be_cut(workspace: Path) -> None:
    path = plan(workspace, invited=8)
    with Terminal("run", path.stem, cwd=workspace) as terminal:
        terminal.wait_for("space begin")
        terminal.send("k")
        terminal.wait_for("Enter save")
        terminal.send(f"\x1b[200~{'y' * 10_000}\x1b[201~")
        terminal.wait_for("Cut at 4000 characters: what came after is not kept.")
        terminal.send("\x7f")
        terminal.wait_gone("Cut at")
        terminal.send("zz")
        terminal.wait_for("Cut at 4000 characters")
        terminal.send("\r")
        terminal.wait_for(lambda _rows: bool(parked(path)))
    assert parked(path) == ["y" * 3_999 + "z"]
