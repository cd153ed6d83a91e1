"""No report, page, command or screen has an English word in it when another language is spoken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.language.commanded import latin
from tests.language.scripts import SCRIPTS

ROOT = Path(__file__).parents[2]


def test_every_word_of_a_report_is_in_the_language_spoken() -> None:
    """Both the texts and the sessions are in Greek letters; Latin ones are ours, and were not translated."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.language.foreign"],
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    left = json.loads(run.stdout)
    assert len(left) > 30
    assert {name: words for name, words in left.items() if words} == {}


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_word_of_a_command_is_in_the_language_spoken(script: str) -> None:
    """Whole workshops line by line, helps, errors: a Latin word that nobody typed was not translated.

    The language needs a catalogue and an instrument file, and nothing else.
    """
    run = subprocess.run(
        [sys.executable, "-m", "tests.language.commanded", script],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert json.loads(run.stdout) == {}


@pytest.mark.parametrize(
    "code", ["k7m2-9qxd-4hrt-w", "2026-11hs-abcd-h", "abcd-hsth-user-q", "1234-5678-9012-3"]
)
def test_no_code_is_taken_for_a_word(code: str) -> None:
    """Codes are drawn at random: one that begins like a day, say."""
    assert latin(f"Κωδικός: {code}.", "") == []
    assert latin(f"Κωδικός {code} ok.", "") == [f"Κωδικός {code} ok."]


@pytest.mark.parametrize("journey", ["library", "ended", "rating", "ballots", "hands", "talk", "exercises"])
def test_every_word_of_a_screen_is_in_the_language_spoken(journey: str) -> None:
    """A Latin word on a screen that nobody typed and no file holds is ours, and was not translated."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.language.screened", journey],
        capture_output=True,
        cwd=ROOT,
        timeout=180,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert json.loads(run.stdout) == {}
