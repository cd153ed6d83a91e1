"""`workshop export` and `workshop schema`, as people type them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.words import as_json, invoke
from tests.samples import copy_samples
from tests.terminal import Key, Terminal
from workshop.errors import WorkshopError
from workshop.report import formats
from workshop.report.engines import ENGINES
from workshop.report.exporting import export
from workshop.report.extras import install
from workshop.report.formats import FORMATS
from workshop.report.tables import Kept
from workshop.store.codec import load

EARLIEST = "2025-05-14-north-branch"
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


def test_a_file_of_ones_own_among_the_charts_is_not_lost_though_it_ends_as_they_do(workspace: Path) -> None:
    invoke(workspace, "export", NEWEST, "--to", "txt")
    notes = workspace / "exports" / f"{NEWEST}-charts-txt" / "my-notes.txt"
    notes.write_text("years of work")
    with pytest.raises(WorkshopError, match="holds other things"):
        invoke(workspace, "export", NEWEST, "--to", "txt", "--force")
    assert notes.read_text() == "years of work"


@pytest.mark.parametrize("name", ["svg", "parquet"])
def test_what_an_earlier_export_wrote_goes_with_the_next_though_it_is_not_written_again(
    workspace: Path, name: str
) -> None:
    path = workspace / "assessments" / f"{NEWEST}.toml"
    first, last = Kept("one", load(workspace / "assessments" / f"{EARLIEST}.toml")), Kept("one", load(path))
    made = [export([kept], [FORMATS[name]], workspace, force=True) for kept in (first, last)]
    assert made[0].paths == made[1].paths
    alone = export([last], [FORMATS[name]], workspace, out=workspace / f"alone{FORMATS[name].suffix}").paths
    assert _names(made[1].paths[0]) == _names(alone[0])


def _names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_reports_of_several_do_not_go_into_one_file(workspace: Path) -> None:
    for asked in (["--all", "--each", "--to", "md"], [NEWEST, "--to", "md,html"]):
        with pytest.raises(WorkshopError, match="one file"):
            invoke(workspace, "export", *asked, "--out", str(workspace / "report.md"))
    assert not (workspace / "report.md").exists()


def test_nothing_is_written_when_one_of_many_is_there(workspace: Path) -> None:
    invoke(workspace, "export", NEWEST, "--to", "md")
    with pytest.raises(WorkshopError, match="is there already"):
        invoke(workspace, "export", "--all", "--each", "--to", "md,txt")
    assert _there(workspace) == {f"{NEWEST}-report.md"}


def _traces(workspace: Path) -> list[str]:
    """What exports left, half-written pieces included."""
    return [
        str(path) for path in workspace.rglob("*") if path.parent.name != "assessments" and path.is_file()
    ]


def test_what_cannot_be_written_leaves_no_half_file(workspace: Path) -> None:
    (workspace / "file").write_text("no folder")
    nowhere = [workspace / "file" / "a.html", workspace / "gone" / "away" / "a.html", Path("/proc/a.html")]
    for out in nowhere:
        with pytest.raises(WorkshopError, match="cannot be written"):
            invoke(workspace, "export", NEWEST, "--to", "html", "--out", str(out))
    assert _traces(workspace) == [str(workspace / "file")]
    assert not (workspace / "gone").exists()


@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_is_said_and_what_was_there_stays(workspace: Path, name: str) -> None:
    """A limit on the size of files stands for the disk: the same calls fail, half-way through a file."""
    invoke(workspace, "export", NEWEST, "--to", name)
    before = {path: path.read_bytes() for path in (workspace / "exports").rglob("*") if path.is_file()}
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400))"
    program = f"{limited}; from workshop.__main__ import main; main()"
    argv = ["export", NEWEST, "--to", name, "--force"]
    done = subprocess.run(
        [sys.executable, "-c", program, *argv],
        cwd=workspace,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    after = {path: path.read_bytes() for path in (workspace / "exports").rglob("*") if path.is_file()}
    assert after == before


def test_a_workspace_that_vanishes_on_the_way_is_not_made_anew(workspace: Path) -> None:
    path = workspace / "assessments" / f"{NEWEST}.toml"
    kept = [Kept(NEWEST, load(path))]
    copy = copy_samples(workspace / "copy")
    with pytest.raises(WorkshopError, match="cannot be written"):
        export(kept, [FORMATS["svg"]], copy / "exports", progress=lambda _: shutil.rmtree(copy))
    assert not copy.exists()


def test_a_long_export_shows_how_far_it_is_and_an_interrupted_one_leaves_no_half_file(
    workspace: Path,
) -> None:
    text = (workspace / "assessments" / f"{NEWEST}.toml").read_text()
    for number in range(80):
        (workspace / "assessments" / f"copy-{number}.toml").write_text(text)
    argv = ["export", "--all", "--each", "--to", "pdf,txt"]
    with Terminal(*argv, cwd=workspace) as terminal:
        terminal.wait_for(re.compile(r"making (pdf|txt), report \d\d+ of 83"), timeout=60)
        terminal.send(Key.CTRL_C)
        assert terminal.wait_exit(60) == 1
        assert "Stopped; what was saved stays saved." in terminal.text
        assert "Traceback" not in terminal.text
    written = list((workspace / "exports").iterdir())
    assert len(written) < 2 * 83
    assert not [path.name for path in written if path.name.startswith(".")]
    for path in written:
        if path.suffix == ".pdf":
            assert path.read_bytes().rstrip().endswith(b"%%EOF")
        else:
            assert len(list(path.glob("*.txt"))) == 14


def test_an_export_beyond_the_promise_says_so(workspace: Path) -> None:
    done = as_json(workspace, "export", NEWEST, "--to", "md", "--audience", "board")
    assert "promised" in done["warnings"][0]


def test_a_missing_extra_is_named_with_its_command(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda name: None if name == "typst" else object())
    with pytest.raises(WorkshopError) as caught:
        invoke(workspace, "export", NEWEST, "--to", "md,pdf")
    command = install("pdf")
    assert caught.value.hint.endswith(command)
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    extras = {one.extra for one in FORMATS.values() if one.extra} | {extra for _, extra in ENGINES.values()}
    assert not [extra for extra in extras if install(extra) not in readme]
    assert not (workspace / "exports").exists()


def test_a_word_that_is_no_format_lists_those_there_are(workspace: Path) -> None:
    with pytest.raises(WorkshopError) as caught:
        invoke(workspace, "export", NEWEST, "--to", "docx")
    assert "parquet" in caught.value.hint
    assert invoke(workspace, "export", "--to", "md").exit_code == 2
    assert invoke(workspace, "export", NEWEST, "--to", ",").exit_code == 2


def test_out_is_a_folder_unless_it_ends_as_the_format_does(workspace: Path) -> None:
    for name, out in (("md", "a.html"), ("svg", "chart.pdf")):
        with pytest.raises(WorkshopError, match="is no name for"):
            invoke(workspace, "export", NEWEST, "--to", name, "--out", str(workspace / out))
    invoke(workspace, "export", NEWEST, "--to", "md", "--out", str(workspace / "North vers. 2"))
    assert (workspace / "North vers. 2" / f"{NEWEST}-report.md").exists()
    invoke(workspace, "export", NEWEST, "--to", "md", "--out", str(workspace / "north.md"))
    assert (workspace / "north.md").read_text().startswith("# North branch")


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


def test_what_is_not_counted_yet_has_no_chart_and_no_empty_folder(workspace: Path) -> None:
    invoke(workspace, "new", "--title", "Plan", "--invited", "5")
    done = invoke(workspace, "export", "plan", "--to", "svg,md")
    assert done.exit_code == 0
    assert "no chart to draw yet" in done.output
    assert [path.suffix for path in (workspace / "exports").iterdir()] == [".md"]
    with pytest.raises(WorkshopError, match="there is no chart to draw yet"):
        invoke(workspace, "export", "plan", "--to", "txt")
    assert len(list((workspace / "exports").iterdir())) == 1


def test_all_exports_what_is_whole_and_names_what_is_not(workspace: Path) -> None:
    """One broken file of hundreds kept all others from being exported."""
    broken = workspace / "assessments" / "2026-12-01-broken.toml"
    broken.write_text('format = 1\ntitle = "Cut sh')
    done = invoke(workspace, "export", "--all", "--to", "csv")
    assert done.exit_code == 1
    assert f"2025-05-14-to-{NEWEST}-counts.csv" in _there(workspace)
    assert "1 file cannot be read and is left out:" in done.stderr
    assert f"{broken}:2:16: not valid TOML" in done.stderr
    said = json.loads(invoke(workspace, "export", "--all", "--to", "csv", "--force", "--json").stdout)
    assert len(said["files"]) == 1
    assert str(broken) in said["unreadable"][0]


def test_a_broken_session_that_is_named_is_refused(workspace: Path) -> None:
    (workspace / "assessments" / "2026-12-01-broken.toml").write_text("format = [")
    with pytest.raises(WorkshopError, match="not valid TOML"):
        invoke(workspace, "export", "broken", NEWEST, "--to", "csv")
    assert not (workspace / "exports").exists()


def test_where_nothing_is_whole_nothing_is_exported(workspace: Path) -> None:
    for path in (workspace / "assessments").glob("*.toml"):
        path.write_text("format = [")
    with pytest.raises(WorkshopError, match="not valid TOML"):
        invoke(workspace, "export", "--all", "--to", "csv")
    assert not (workspace / "exports").exists()
