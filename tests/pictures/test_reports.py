"""The reports in ``exports/`` are what the program writes today."""

from __future__ import annotations

from pathlib import Path

from tests.pictures.reports import EXPORTS, make


def test_the_reports_of_the_samples_are_made_by_this_program(tmp_path: Path) -> None:
    """After a change that means to alter them: python -m tests.pictures.reports."""
    make(tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert len(made) > 30
    for name, content in made.items():
        assert (EXPORTS / name).read_bytes() == content, name
