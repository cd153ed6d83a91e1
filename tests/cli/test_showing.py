"""`workshop show` and `workshop compare`, as people and programs run them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from tests.analysis.build import round_of
from tests.report.build import before, branch, talked
from tests.terminal import Terminal, run
from workshop.cli.main import cli
from workshop.model.ballot import Ballot
from workshop.model.instrument import LADDER
from workshop.model.session import Session
from workshop.store import sealing
from workshop.store.ballot_box import BallotBox
from workshop.store.room import Room
from workshop.store.sessions import create


def keep(workspace: Path, session: Session) -> Path:
    return create(session, workspace / "assessments")


def printed(workspace: Path, *argv: str, code: int = 0, env: Mapping[str, str] | None = None) -> str:
    done = run(*argv, cwd=workspace, env=env)
    assert done.returncode == code, done.stderr
    return done.stdout if not code else done.stderr


def test_show_prints_who_where_rows_topics_statements_and_what_was_said(workspace: Path) -> None:
    path = keep(workspace, talked())
    said = printed(workspace, "show", "north")
    places = [
        said.index(part)
        for part in (
            "North branch, autumn",
            "11 of 12 answered",
            f"File: {Path('assessments') / path.name}".removeprefix("File: "),
            "▸9◂ ◆",
            "IN THE ORDER TO TALK ABOUT",
            "Agreed level 4. Example: The plan for users. (records)",
            "STATEMENTS",
            "TO TRY",
            "Waive small fines.",
            "Comments".upper(),
        )
    ]
    assert places == sorted(places)


def test_show_adds_each_question_and_the_radar_on_wish(samples: Path) -> None:
    plain, whole = (printed(samples, "show", "2026-11", *options) for options in ([], ["--all", "--radar"]))
    assert "nearly always" not in plain
    assert whole.count("nearly always") == 24
    assert "rim: level 5" in whole


def widest(said: str) -> int:
    """Return the cells of the widest line; paths and commands, which are copied, are as long as they are."""
    copied = (".toml", "workshop ")
    return max(cell_len(line) for line in said.split("\n") if not any(part in line for part in copied))


@pytest.mark.parametrize("width", [60, 72, 80, 100, 120, 160, 200])
@pytest.mark.parametrize(
    "argv", [("show", "2026-11", "--all", "--radar"), ("compare", "2025", "2026-11", "--all")]
)
def test_no_line_is_ever_wider_than_asked_for(samples: Path, argv: tuple[str, ...], width: int) -> None:
    done = CliRunner().invoke(cli, [*argv, "--width", str(width), "--workspace", str(samples)])
    assert done.exit_code == 0
    assert widest(done.output) <= width


@pytest.mark.parametrize("argv", [("show", "2026-11"), ("compare", "2025", "2026-11")])
def test_a_pipe_gets_80_columns_and_no_escape_byte(samples: Path, argv: tuple[str, ...]) -> None:
    said = printed(samples, *argv, env={"TERM": "xterm-256color", "COLORTERM": "truecolor"})
    assert "\x1b" not in said
    assert 70 < widest(said) <= 80


@pytest.mark.parametrize(
    ("env", "code"),
    [
        ({"COLORTERM": "truecolor"}, "38;2;86;180;233m●"),
        ({"TERM": "xterm-256color"}, "38;5;74m●"),
        ({"TERM": "xterm"}, "\x1b[96m●"),
    ],
)
def test_colours_are_those_the_terminal_has(samples: Path, env: dict[str, str], code: str) -> None:
    assert code in printed(samples, "show", "2026-11", "--color", "always", "--dark", env=env)


def test_text_keeps_the_terminals_own_colour(samples: Path) -> None:
    """Nobody knows on what ground it is read."""
    said = printed(samples, "show", "2026-11", "--color", "always", env={"COLORTERM": "truecolor"})
    assert "\x1b[1m North branch, autumn 2026" in said


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "de_DE.ISO-8859-1"}]
)
def test_where_utf8_is_not_spoken_all_of_it_is_ascii(samples: Path, env: dict[str, str]) -> None:
    assert printed(samples, "show", "2026-11", "--all", "--radar", env=env).isascii()
    assert printed(samples, "compare", "2025", "2026-01", "2026-11", env=env).isascii()


def test_ascii_may_be_asked_for(samples: Path) -> None:
    assert printed(samples, "show", "2026-11", "--ascii").isascii()


@pytest.mark.parametrize(
    ("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_gets_its_width_and_colours_unless_it_says_no(
    samples: Path, env: dict[str, str], coloured: bool
) -> None:
    with Terminal("show", "2026-11", cwd=samples, columns=100, lines=200, env=env) as terminal:
        assert terminal.wait_exit() == 0
        terminal.wait_for("To see what moved")
        assert ("\x1b[" in terminal.raw.decode()) is coloured
        assert terminal.screen[0].rstrip().endswith("18 November 2026")
        assert len(terminal.screen[0].rstrip()) > 90


def test_json_is_one_object_with_the_numbers(workspace: Path) -> None:
    keep(workspace, talked())
    found = json.loads(printed(workspace, "show", "north", "--json"))
    assert found["attributes"][0]["ladder"]["counts"] == [0, 2, 5, 3, 1]
    assert found["attributes"][0]["ladder"]["ad"] == pytest.approx(0.7107438017)


def test_a_session_not_counted_says_so_and_what_to_do(workspace: Path) -> None:
    keep(workspace, branch(rounds=()))
    said = printed(workspace, "show", "north")
    assert "Not counted yet" in said
    assert "workshop open 2026-11-23-north-branch" in said
    assert "IN THE ORDER" not in said


def test_an_interrupted_count_is_reported_and_not_finished(workspace: Path) -> None:
    """Reading never writes: the count is for the next open, close or run."""
    path = keep(workspace, branch(rounds=(), mode="open", invited=None))
    sealing.open_round(path)
    room = Room(path)
    ticket = room.join()
    room.box.cast(ticket.participant, Ballot(answers={f"vision.{LADDER}": 4}, handed_in=True))
    box = BallotBox(room.folder, 1)
    assert "The round is open" in printed(workspace, "show", "north")
    box.folder.rename(box.counting)
    content = path.read_bytes()
    said = printed(workspace, "show", "north")
    assert "A count was interrupted" in said
    assert f"workshop close {path.stem}" in said
    assert box.counting.is_dir()
    assert path.read_bytes() == content


def test_nothing_hidden_is_printed(workspace: Path) -> None:
    tallies = {"vision": {"ladder": "hidden", "shared": "hidden"}, "staff": {"ladder": "0 0 1 6 4 | 0"}}
    keep(workspace, branch(rounds=(round_of(tallies, voted=11),)))
    said = printed(workspace, "show", "north", "--all")
    assert "2 questions had fewer than 5 answers and are not shown." in said
    assert said.count("fewer than 5 answers: not shown") == 4


def test_compare_puts_sessions_in_the_order_of_their_dates(workspace: Path) -> None:
    newer, older = keep(workspace, branch()), keep(workspace, before())
    said = printed(workspace, "compare", newer.stem, older.stem)
    assert "○ 2025-05   ● 2026-11" in said
    assert "2.0 → 4.3" in said
    assert "Higher than last time, by more than a group this size usually varies" in said
    assert "Different people may have answered." in said
    assert said.count("File: ") == 2


def test_compare_says_question_by_question_what_differs(workspace: Path) -> None:
    one = keep(workspace, before())
    other = keep(workspace, branch(rounds=(round_of({"staff": {"ladder": "0 0 1 6 4 | 0"}}, voted=11),)))
    said = printed(workspace, "compare", one.stem, other.stem, "--all")
    assert (
        "“Users are told where we are heading.”\n    Not comparable: not asked in the second session." in said
    )


def test_three_sessions_are_lines(samples: Path) -> None:
    said = printed(samples, "compare", "2025", "2026-01", "2026-11")
    assert re.search(r"2025-05 +2026-01 +2026-11", said)
    assert "since 2025-05-14" in said


@pytest.mark.parametrize("argv", [("compare", "2025"), ("compare", "2025", "2025-05")])
def test_comparing_one_session_with_itself_is_refused(samples: Path, argv: tuple[str, ...]) -> None:
    assert "two different sessions or more" in printed(samples, *argv, code=1)


def test_a_session_that_is_not_there_is_said(samples: Path) -> None:
    assert 'fits "nowhere"' in printed(samples, "show", "nowhere", code=1)


def test_help_has_an_example(workspace: Path) -> None:
    for command in ("show", "compare"):
        assert f"workshop {command} " in printed(workspace, command, "--help")
