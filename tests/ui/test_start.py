"""The first frame waits for nothing it does not show."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.terminal import Terminal, run

# What stands in sys.modules is noted in the middle of writing the first frame, before anything behind it.
NOTE_MODULES = """
import json, sys
from textual.app import App

paint = App._display

def note(app, screen, renderable):
    paint(app, screen, renderable)
    if screen.is_current and not noted:
        noted.append(True)
        lines = [line.text for page in screen.query("Page") for line in page.lines]
        json.dump({"modules": sorted(sys.modules), "lines": lines}, open("noted.json", "w"))
        app.call_later(app.exit)

noted = []
App._display = note
sys.argv = ["workshop", *sys.argv[1:]]
from workshop.__main__ import main
main()
"""

LATER = (
    "pydantic",
    "watchfiles",
    "anyio",
    "click",
    "tomli_w",
    "workshop.store.codec",
    "workshop.model.session",
)


def test_the_first_frame_lists_the_sessions_without_what_only_later_steps_need(samples: Path) -> None:
    with Terminal("-c", NOTE_MODULES, cwd=samples, program=sys.executable) as terminal:
        assert terminal.wait_exit() == 0
    noted = json.loads((samples / "noted.json").read_text())
    assert any("North branch, autumn 2026" in line for line in noted["lines"])
    assert [module for module in LATER if module in noted["modules"]] == []


def test_the_first_frame_of_the_room_begins_the_welcome_without_the_models(samples: Path) -> None:
    with Terminal(
        "-c", NOTE_MODULES, "run", "2026-11-18-north-branch", cwd=samples, program=sys.executable
    ) as terminal:
        assert terminal.wait_exit() == 0
    noted = json.loads((samples / "noted.json").read_text())
    assert "North branch, autumn 2026" in noted["lines"][0]
    assert any("People did what made sense" in line for line in noted["lines"])
    assert [module for module in LATER if module in noted["modules"] and module != "click"] == []


def test_the_whole_list_stands_in_the_first_frame(samples: Path) -> None:
    """No empty screen is painted first: over a slow line people would see it for seconds."""
    with Terminal(cwd=samples) as terminal:
        terminal.wait_for("quit")
        first = terminal.raw.decode().partition("quit")[0]  # however many pieces it came in
        assert first.count("Sessions: 3") == 1
        assert "North branch, spring 2025" in first


def test_a_bare_call_and_one_with_options_open_the_same_library(samples: Path) -> None:
    with Terminal(cwd=samples) as bare, Terminal("--workspace", str(samples), cwd=samples.parent) as named:
        assert bare.wait_for("h help")[2:5] == named.wait_for("h help")[2:5]


def test_completion_asks_the_bare_command_too(samples: Path) -> None:
    done = run(cwd=samples, env={"_WORKSHOP_COMPLETE": "bash_source"})
    assert "complete" in done.stdout


NOTE_PLUGINS = """
import atexit, sys
atexit.register(lambda: print("looked for plug-ins:", "importlib.metadata" in sys.modules))
sys.argv = ["workshop", *sys.argv[1:]]
from workshop.__main__ import main
main()
"""


def test_no_time_is_spent_on_looking_for_plugins_of_pydantic(samples: Path) -> None:
    """Guards a private name of pydantic: where it is another, nothing breaks, but each start is slower."""
    said = run("-c", NOTE_PLUGINS, "check", cwd=samples, program=sys.executable)
    assert "looked for plug-ins: False" in said.stdout
