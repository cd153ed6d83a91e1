"""PDFs read back by poppler; a test that needs it is skipped on a machine without it."""

from __future__ import annotations

import shutil
import subprocess

import pytest

__all__ = ["THERE", "pages_of", "read"]

THERE = shutil.which("pdftotext") is not None


def read(tool: str, *options: str, content: bytes) -> str:
    """Return what a tool of poppler says of a PDF."""
    if not THERE:
        pytest.skip("no poppler on this machine")
    done = subprocess.run([tool, *options], input=content, capture_output=True, timeout=60, check=True)
    return done.stdout.decode()


def pages_of(content: bytes) -> list[str]:
    """Return the text of each page, as it stands there."""
    said = read("pdftotext", "-layout", "-", "-", content=content)
    return [page.strip("\n") for page in said.split("\f") if page.strip()]
