"""`workshop host` without letting anybody in: the slips with one-use codes."""

from __future__ import annotations

from pathlib import Path

from tests.cli.words import as_json, invoke
from workshop.host.log import Tallied
from workshop.store.codec import load
from workshop.store.door import Entry, recognise


def test_a_slip_says_the_whole_line_to_type(workspace: Path) -> None:
    invoke(workspace, "new", "--title", "Autumn", "--invited", "3", "--quick")
    (path,) = (workspace / "assessments").glob("*.toml")
    slips = as_json(workspace, "host", "autumn", "--codes", "3", "--bind", "192.0.2.7", "--port", "2200")[
        "slips"
    ]
    assert len(slips) == 3
    for code, line in slips.items():
        assert line == f"ssh -p 2200 {code}@192.0.2.7"
        known = recognise(path, code)
        assert known and known.entry is Entry.SLIP
        assert code not in path.read_text()
    printed = invoke(workspace, "host", "autumn", "--codes", "2", "--bind", "192.0.2.7").stdout
    assert printed.count("ssh -p 2222 ") == 2
    assert printed.count("It lets one person in, once.") == 2
    assert not load(path).rounds


def test_the_log_counts_and_says_nothing_twice() -> None:
    tallied = Tallied()
    tallied.note("came in")
    tallied.note("came in")
    tallied.reached("handed in", 2)
    tallied.reached("handed in", 1)
    assert tallied.news() == "came in: 2, handed in: 2"
    assert tallied.news() == ""
