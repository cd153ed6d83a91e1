"""A team talks about all six attributes on a shared screen, and the file keeps what it agreed on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from tests.acceptance.people import values
from tests.samples import SAMPLES
from tests.terminal import Terminal
from workshop.store import sessions
from workshop.store.codec import load

SAMPLE: Final = SAMPLES[-1]

HOSTILE: Final = "[/] [@click=app.exit]x[/] \u202eevil 👩 é́"


@pytest.fixture
def revealed(workspace: Path) -> Path:
    """A session that was rated by eleven people and is about to be revealed."""
    path = workspace / "assessments" / SAMPLE.name
    shutil.copy(SAMPLE, path)
    sessions.change(
        path, lambda session: session.changed(ended=False, stage="reveal", agreed={}, notes=(), order=())
    )
    return path


@contextmanager
def room(path: Path, columns: int = 80, lines: int = 24, **env: str) -> Iterator[Terminal]:
    with Terminal(
        "run", path.stem, cwd=path.parent.parent, columns=columns, lines=lines, env=env
    ) as terminal:
        yield terminal


def agreed(path: Path) -> Mapping[str, Any]:
    return values(path).get("agreed", {})  # type: ignore[no-any-return]


def test_a_team_talks_about_all_six_and_the_file_holds_what_it_agreed_on(revealed: Path) -> None:
    with room(revealed) as terminal:
        terminal.wait_for("start talking")
        terminal.send(" ")
        for number in range(1, 7):
            terminal.wait_for(f" {number} of 6: ")
            terminal.send("n")
            terminal.wait_for("Note: ")
            terminal.send(f"said {number}\r")
            terminal.wait_for("1 note")
            terminal.send(" ")
            terminal.wait_for("▸ 1 alone")
            terminal.send(" ")
            terminal.wait_for("▸ 2 in pairs")
            terminal.send("a")
            terminal.wait_for(f"{number} of 6 · ")
            terminal.send("4")
            terminal.wait_for("An example from our work")
            terminal.send(f"example {number}\r")
            terminal.wait_for("Where does this come from?")
            terminal.send("1")
            terminal.wait_for("(patrons told us)")
            if number < 6:
                terminal.wait_for("space next: ")
                terminal.send(" ")
        terminal.wait_for("space on to the next stage")
    assert [entry["level"] for entry in agreed(revealed).values()] == [4] * 6
    assert {entry["evidence"] for entry in agreed(revealed).values()} == {"users told us"}
    assert sorted(entry["example"] for entry in agreed(revealed).values()) == [
        f"example {n}" for n in range(1, 7)
    ]
    notes = values(revealed)["notes"]
    assert [note["text"] for note in notes] == [f"said {n}" for n in range(1, 7)]
    assert [note["attribute"] for note in notes] == values(revealed)["order"]


def test_killed_while_talking_it_comes_back_to_the_same_attribute(revealed: Path) -> None:
    with room(revealed) as terminal:
        terminal.wait_for("start talking")
        terminal.send("4 ")
        terminal.wait_for("DELIBERATE USE OF RESOURCES")
        terminal.send("n")
        terminal.wait_for("Note: ")
        terminal.send("carts\r")
        terminal.wait_for("1 note")
        terminal.kill()
    with room(revealed) as terminal:
        terminal.wait_for("DELIBERATE USE OF RESOURCES")
        terminal.wait_for("1 note")
        terminal.send("a")
        terminal.wait_for("AGREE · DELIBERATE")
        terminal.send("2")
        terminal.wait_for("An example from our work")
        terminal.kill()
    assert agreed(revealed) == {"resources": {"level": 2}}
    with room(revealed) as terminal:
        terminal.wait_for("AGREE · DELIBERATE")


def test_killed_at_reveal_the_order_set_by_hand_is_kept(revealed: Path) -> None:
    with room(revealed) as terminal:
        terminal.wait_for("1. Divergent thinking")
        terminal.send(">")
        terminal.wait_for("2. Divergent thinking")
        terminal.kill()
    with room(revealed) as terminal:
        terminal.wait_for("1. Strong vision")


def test_hostile_text_is_saved_cleaned_and_shown_harmlessly(revealed: Path) -> None:
    with room(revealed) as terminal:
        terminal.wait_for("start talking")
        terminal.send(" ")
        terminal.wait_for("1 of 6")
        terminal.send("n")
        terminal.wait_for("Note: ")
        terminal.send(f"{HOSTILE}\r")
        terminal.wait_for("1 note")
        terminal.send("v")
        terminal.wait_for("[/] [@click=app.exit]x[/] evil")
        terminal.send("n")
        terminal.wait_for("What was said")
        terminal.send("x" * 5_000)  # a thousand more than are kept
        terminal.send("\r")
        terminal.wait_for("2 saved", timeout=60)
        terminal.send("q")
        terminal.wait_for("2 notes")
        assert terminal.running
    first, second = (note["text"] for note in values(revealed)["notes"])
    assert first == "[/] [@click=app.exit]x[/] evil 👩 é́"
    assert second == "x" * 4_000
    assert load(revealed).notes[1].text == second


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"NO_COLOR": "1"}])
@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 40), (200, 60)])
def test_large_mode_on_plain_terminals(revealed: Path, env: dict[str, str], columns: int, lines: int) -> None:
    with room(revealed, columns, lines, **env) as terminal:
        terminal.wait_for("start talking")
        terminal.send("l")
        terminal.wait_for("HOW WE ANSWERED")
        terminal.send(" ")
        terminal.wait_for("DIVERGENT THINKING")
        terminal.send("l")
        rows = terminal.wait_for("l smaller")
        assert rows[-1].startswith(" space "), "one line of keys, at the bottom, the next step first"
        if "LC_ALL" in env:
            assert "".join(rows).isascii()
        terminal.send("l")
        terminal.wait_for("all keys")
