"""`workshop instrument`: a team's own questions, copied, edited, checked, used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.words import as_json, invoke
from workshop.store.codec import load


@pytest.fixture
def own(workspace: Path) -> Path:
    invoke(workspace, "instrument", "copy", "--name", "our-own")
    return workspace / "assessments" / "instruments" / "our-own.toml"


def edit(file: Path, old: str, new: str) -> int:
    """Put ``new`` in place of ``old`` and return the line it is on."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize("name", ["user-centred", "user-centred.fr"])
def test_what_comes_along_reads_well(workspace: Path, name: str) -> None:
    found = as_json(workspace, "instrument", "check", name)
    assert (found["problems"], found["remarks"]) == ([], [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Staff listen to {users} and act on it.", "may hold two ideas (“and”)"),
        ("Staff listen; staff act.", "may hold two ideas (“;”)"),
        ("Staff often listen to {users}.", "says how often (“often”)"),
        ("Staff listen to a {user}.", "“a {user}” fits some words only"),
        ("Staff answer {users}' letters.", "“{users}'” fits some words only"),
        ("Staff " + "really " * 20 + "listen.", "is a sentence of 22 words"),
    ],
)
def test_what_could_read_better_is_said_with_its_line(
    workspace: Path, own: Path, text: str, said: str
) -> None:
    line = edit(own, "We tell {users} what we are working towards.", text)
    found = as_json(workspace, "instrument", "check", "our-own")
    assert [(r["line"], said in r["found"]) for r in found["remarks"]] == [(line, True)]


def test_a_statement_is_no_place_for_two_ideas_but_a_ladder_may_have_two_sentences(
    own: Path, workspace: Path
) -> None:
    edit(
        own,
        "A vision is written down. It rarely comes up in daily work.",
        "There is one and it is known. Yes.",
    )
    assert as_json(workspace, "instrument", "check", "our-own")["remarks"] == []


def test_an_error_is_said_with_its_line_and_makes_it_fail(own: Path, workspace: Path) -> None:
    line = edit(own, "We tell {users} what", "We tell {usres} what")
    done = invoke(workspace, "instrument", "check", "our-own")
    assert done.exit_code == 1
    assert "{usres} is not a word that can be replaced" in done.output
    assert 0 < int(done.output.split("our-own.toml:")[1].split(":")[0]) <= line


def test_a_session_is_no_instrument(workspace: Path) -> None:
    invoke(workspace, "new", "--title", "T", "--invited", "1")
    file = next((workspace / "assessments").glob("*.toml"))
    assert invoke(workspace, "instrument", "check", str(file)).exit_code == 1


def test_one_of_ones_own_is_used_and_pinned_in_the_session(own: Path, workspace: Path) -> None:
    edit(own, "We tell {users} what we are working towards.", "We tell {users} our aims.")
    made = Path(as_json(workspace, "new", "--title", "T", "--instrument", "our-own")["file"])
    own.unlink()
    assert "We tell {users} our aims." in [question.text for question in load(made).asked]
