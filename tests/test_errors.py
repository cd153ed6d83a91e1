"""What is said of a file, whatever it is called."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import copy_samples
from workshop.errors import Where, legible
from workshop.report.prose import unbroken
from workshop.ui.screens.browsing import where_line

ODD = "e\x1b[31mred\x07 \x9b1m\nnew \u202eline"
SHOWN = r"e\x1b[31mred\x07 \x9b1m\nnew \u202eline"


def test_what_a_terminal_acts_on_is_shown_and_all_else_is_as_it_is() -> None:
    assert legible(Path(ODD)) == str(Where(ODD)) == SHOWN
    assert where_line(ODD, 200).text == f" File: {SHOWN}"
    assert "\x1b" not in "".join(run.text for row in unbroken(ODD) for run in row)
    for name in ("北.toml", "caf\xe9 été.toml", "ق\u200cل", "\udcff.toml"):
        assert legible(name) == name


@pytest.mark.parametrize(
    "command",
    [
        ["trends"],
        ["trends", "--csv"],
        ["trends", "--json"],
        ["show", "2026"],
        ["show", "red"],
        ["check"],
        ["export", "red", "--to", "md"],
        ["export", "2026", "--to", "md"],
    ],
)
def test_no_command_lets_a_file_name_act_on_the_terminal(tmp_path: Path, command: list[str]) -> None:
    assessments = copy_samples(tmp_path) / "assessments"
    for path in sorted(assessments.glob("*.toml"))[:-1]:
        path.unlink()
    (path,) = assessments.glob("*.toml")
    path.rename(assessments / f"{ODD} 2026.toml")
    (assessments / f"broken {ODD} new red.toml").write_text("title =")
    done = subprocess.run(
        [sys.executable, "-m", "workshop", *command, "--workspace", str(tmp_path)],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
    )
    said = (done.stdout + done.stderr).decode()
    assert "red" in said
    assert not {"\x1b", "\x07", "\x9b", "\u202e"}.intersection(said)
