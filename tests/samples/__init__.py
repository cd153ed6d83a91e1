"""The three sample sessions the repository brings along, whatever else is in ``assessments/`` by now."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

import pytest

__all__ = ["ASSESSMENTS", "SAMPLES", "copy_samples", "oddly_named"]

ASSESSMENTS: Final = Path(__file__).parents[2] / "assessments"

SAMPLES: Final[tuple[Path, ...]] = tuple(
    ASSESSMENTS / name
    for name in (
        "2025-05-14-north-branch.toml",
        "2026-01-28-north-branch.toml",
        "2026-11-18-north-branch.toml",
    )
)
"""Oldest first. Who follows the README makes more files beside them: no test may look for files there."""


def copy_samples(workspace: Path) -> Path:
    """Copy the samples, and nothing else, into ``workspace``; return it."""
    (workspace / "assessments").mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        shutil.copy(sample, workspace / "assessments")
    return workspace


def oddly_named(file: Path) -> Path:
    """Give ``file`` a name that is no UTF-8, where the file system takes such names; return its path."""
    odd = file.with_name(os.fsdecode(b"2026-caf\xe9.toml"))
    try:
        return file.rename(odd)
    except OSError:
        pytest.skip("this file system takes no such names")
