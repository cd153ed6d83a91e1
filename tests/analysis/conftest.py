"""What the statistics are held against."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest


@pytest.fixture(scope="session")
def stats() -> Any:
    """``scipy.stats``, which takes a second to load: only where it is asked."""
    return import_module("scipy.stats")
