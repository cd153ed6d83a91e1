from __future__ import annotations

import subprocess
import sys

from workshop.charts.ascii import to_ascii
from workshop.charts.miniature import miniature

MEDIANS = [(1, 1), (2, 3), None, (3, 3), (4, 4), (5, 5)]


def test_six_cells_show_the_medians_as_bars_and_in_ascii_as_digits() -> None:
    """The bars rise; a dot stands where there is nothing to show; the lower of two medians is drawn."""
    text = "".join(run.text for run in miniature(MEDIANS))
    assert text == "▁▂·▄▆▉"
    assert to_ascii(text) == "12.345"


def test_the_miniature_is_ready_before_rich_or_pydantic_could_be() -> None:
    code = "import sys, workshop.charts.miniature; print({'rich', 'pydantic', 'textual'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
