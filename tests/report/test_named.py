"""Names in a row."""

from __future__ import annotations

import pytest

from workshop.report.exercises.parts import named


@pytest.mark.parametrize(
    ("names", "said"), [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_only_the_last_name_follows_an_and(names: list[str], said: str) -> None:
    assert named(names) == said
