"""No report, page or print has an English word in it when another language is spoken."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

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
