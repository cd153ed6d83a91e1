"""`workshop export` and `workshop schema`, as people type them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.words import as_json, invoke
from tests.samples import copy_samples
from workshop.errors import WorkshopError
from workshop.report import formats

NEWEST = "2026-11-18-north-branch"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return copy_samples(tmp_path)


def _there(workspace: Path) -> set[str]:
    return {path.name for path in (workspace / "exports").iterdir()}


def test_reports_get_speaking_names_in_exports(workspace: Path) -> None:
    done = as_json(workspace, "export", NEWEST, "--to", "md,html,csv,svg")
    assert not done["warnings"]
    assert _there(workspace) == {
        f"{NEWEST}-{rest}" for rest in ("report.md", "report.html", "counts.csv", "charts-svg")
    }
    invoke(workspace, "export", "--all", "--to", "md")
    assert f"2025-05-14-to-{NEWEST}-report.md" in _there(workspace)
    invoke(workspace, "export", "--all", "--each", "--to", "json", "--audience", "board")
    assert len([name for name in _there(workspace) if name.endswith("-for-board-report.json")]) == 3


def test_nothing_is_overwritten_unasked(workspace: Path) -> None:
    out = workspace / "exports" / f"{NEWEST}-report.md"
    invoke(workspace, "export", NEWEST, "--to", "md,svg")
    out.write_text("mine")
    with pytest.raises(WorkshopError, match="is there already"):
        invoke(workspace, "export", NEWEST, "--to", "md")
    assert out.read_text() == "mine"
    assert invoke(workspace, "export", NEWEST, "--to", "md,svg", "--force").exit_code == 0
    assert out.read_text() != "mine"


def test_a_folder_with_other_things_is_not_replaced(workspace: Path) -> None:
    invoke(workspace, "export", NEWEST, "--to", "svg")
    other = workspace / "exports" / f"{NEWEST}-charts-svg" / "thesis.doc"
    other.write_text("years")
    with pytest.raises(WorkshopError, match="holds other things"):
        invoke(workspace, "export", NEWEST, "--to", "svg", "--force")
    assert other.read_text() == "years"


def test_what_cannot_be_written_leaves_no_half_file(workspace: Path) -> None:
    (workspace / "file").write_text("no folder")
    with pytest.raises(WorkshopError, match="cannot be written"):
        invoke(workspace, "export", NEWEST, "--to", "html", "--out", str(workspace / "file" / "a.html"))
    if Path("/proc").exists():
        with pytest.raises(WorkshopError, match="cannot be written"):
            invoke(workspace, "export", NEWEST, "--to", "html", "--out", "/proc/a.html")
    assert not [path for path in workspace.rglob("*") if path.name.endswith(".tmp~")]


def test_an_export_beyond_the_promise_says_so(workspace: Path) -> None:
    done = as_json(workspace, "export", NEWEST, "--to", "md", "--audience", "board")
    assert "promised" in done["warnings"][0]


def test_a_missing_extra_is_named_with_its_command(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda name: None if name == "typst" else object())
    with pytest.raises(WorkshopError) as caught:
        invoke(workspace, "export", NEWEST, "--to", "md,pdf")
    assert "workshop[pdf]" in caught.value.hint
    assert not (workspace / "exports").exists()


def test_a_word_that_is_no_format_lists_those_there_are(workspace: Path) -> None:
    with pytest.raises(WorkshopError) as caught:
        invoke(workspace, "export", NEWEST, "--to", "docx")
    assert "parquet" in caught.value.hint
    assert invoke(workspace, "export", "--to", "md").exit_code == 2


def test_the_schema_is_printed(workspace: Path) -> None:
    printed = json.loads(invoke(workspace, "schema").stdout)
    assert printed["title"] == "ReportObject"
    assert json.loads(invoke(workspace, "schema", "session").stdout)["title"] == "Session"


def test_showing_loads_nothing_that_only_exports_need() -> None:
    heavy = "('jinja2', 'duckdb', 'typst', 'xlsxwriter')"
    code = (
        f"import sys, workshop.cli.showing, workshop.ui.app; print([m for m in {heavy} if m in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )
